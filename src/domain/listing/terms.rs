//! The terms of a listing: sector, hours, wage, contract, education, Dutch level, days, support, as ordered types of our own.
//! Never a guess: what is not said is `None`, and "geen diploma nodig" is a value, not an absence.

use crate::domain::code::codes;

codes! {
    /// The branch, in the short list of the region (domain rules §8.3).
    pub enum Sector {
        /// Care and welfare.
        Zorg = "zorg",
        /// Education.
        Onderwijs = "onderwijs",
        /// Building.
        Bouw = "bouw",
        /// Engineering and production.
        Techniek = "techniek",
        /// Transport and logistics.
        Logistiek = "logistiek",
        /// Catering and tourism.
        Horeca = "horeca",
        /// Green work and farming.
        Groen = "groen",
        /// Retail.
        Winkel = "winkel",
        /// Cleaning.
        Schoonmaak = "schoonmaak",
        /// Office and government.
        Administratie = "administratie",
        /// Anything else.
        Overig = "overig",
    }
}

impl Sector {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Zorg => "Zorg en welzijn",
            Self::Onderwijs => "Onderwijs",
            Self::Bouw => "Bouw",
            Self::Techniek => "Techniek en productie",
            Self::Logistiek => "Magazijn en vervoer",
            Self::Horeca => "Horeca en toerisme",
            Self::Groen => "Groen en boerderij",
            Self::Winkel => "Winkel",
            Self::Schoonmaak => "Schoonmaak",
            Self::Administratie => "Kantoor en overheid",
            Self::Overig => "Ander werk",
        }
    }
}

codes! {
    /// The education that is asked for (VUM codeNiveauOpleiding at the edge), low to high.
    pub enum Education {
        /// No diploma needed.
        None = "none",
        /// VMBO or MBO 1.
        Vmbo = "vmbo",
        /// HAVO or VWO.
        HavoVwo = "havo_vwo",
        /// MBO 2 to 4.
        Mbo = "mbo",
        /// HBO.
        Hbo = "hbo",
        /// University.
        Wo = "wo",
    }
}

impl Education {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::None => "Geen diploma nodig",
            Self::Vmbo => "Vmbo of mbo 1",
            Self::HavoVwo => "Havo of vwo",
            Self::Mbo => "Mbo 2, 3 of 4",
            Self::Hbo => "Hbo",
            Self::Wo => "Universiteit",
        }
    }
}

codes! {
    /// The level of Dutch that the work needs (CEFR), low to high.
    pub enum DutchLevel {
        /// Short sentences.
        A1 = "A1",
        /// A simple talk.
        A2 = "A2",
        /// Reading and writing messages (NT2-I).
        B1 = "B1",
        /// Fluent (NT2-II).
        B2 = "B2",
        /// Very good.
        C1 = "C1",
        /// As well as it gets.
        C2 = "C2",
    }
}

impl DutchLevel {
    /// The level in plain words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::A1 => "Een beetje Nederlands is genoeg",
            Self::A2 => "Eenvoudig Nederlands",
            Self::B1 => "Goed Nederlands",
            Self::B2 => "Heel goed Nederlands",
            Self::C1 | Self::C2 => "Uitstekend Nederlands",
        }
    }

    /// What somebody of this level can do.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        match self {
            Self::A1 => "Je begrijpt korte zinnen (A1)",
            Self::A2 => "Je kunt een praatje maken (A2)",
            Self::B1 => "Je leest en schrijft ook (B1)",
            Self::B2 => "Je spreekt en schrijft vlot (B2)",
            Self::C1 | Self::C2 => "Je schrijft zonder fouten (C1 of C2)",
        }
    }

    /// How many of the four dots are filled in the picture of the level.
    #[must_use]
    pub fn dots(self) -> usize {
        match self {
            Self::A1 => 1,
            Self::A2 => 2,
            Self::B1 => 3,
            Self::B2 | Self::C1 | Self::C2 => 4,
        }
    }
}

codes! {
    /// A driving licence (Reglement rijbewijzen). Which implies which is a matter of matching.
    pub enum DrivingLicence {
        /// Moped.
        Am = "AM",
        /// Motorcycle, light.
        A1 = "A1",
        /// Motorcycle, medium.
        A2 = "A2",
        /// Motorcycle.
        A = "A",
        /// Car.
        B = "B",
        /// Car with a trailer of up to 4,250 kg together.
        BPlus = "B+",
        /// Car with trailer.
        Be = "BE",
        /// Small lorry.
        C1 = "C1",
        /// Small lorry with trailer.
        C1e = "C1E",
        /// Lorry.
        C = "C",
        /// Lorry with trailer.
        Ce = "CE",
        /// Small bus.
        D1 = "D1",
        /// Small bus with trailer.
        D1e = "D1E",
        /// Bus.
        D = "D",
        /// Bus with trailer.
        De = "DE",
        /// Tractor.
        T = "T",
    }
}

codes! {
    /// A certificate that work can ask for (domain rules §8.2).
    pub enum Certificate {
        /// Basic safety.
        VcaBasis = "VCA_BASIS",
        /// Safety for operational managers; implies the basic one.
        VcaVol = "VCA_VOL",
        /// Safety for managers of temporary work.
        VilVcu = "VIL_VCU",
        /// Fork-lift truck.
        Heftruck = "HEFTRUCK",
        /// Reach truck.
        Reachtruck = "REACHTRUCK",
        /// Aerial platform.
        Hoogwerker = "HOOGWERKER",
        /// Professional competence of lorry and bus drivers.
        Code95 = "CODE_95",
        /// First aid and evacuation at work.
        Bhv = "BHV",
        /// Food safety.
        Haccp = "HACCP",
        /// Electrical safety.
        Nen3140 = "NEN_3140",
        /// Certificate of conduct.
        Vog = "VOG",
    }
}

impl Certificate {
    /// The Dutch name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::VcaBasis => "VCA basis",
            Self::VcaVol => "VCA VOL",
            Self::VilVcu => "VIL-VCU",
            Self::Heftruck => "Heftruckcertificaat",
            Self::Reachtruck => "Reachtruckcertificaat",
            Self::Hoogwerker => "Hoogwerkercertificaat",
            Self::Code95 => "Code 95",
            Self::Bhv => "BHV",
            Self::Haccp => "HACCP (voedselveiligheid)",
            Self::Nen3140 => "NEN 3140",
            Self::Vog => "Verklaring omtrent gedrag (VOG)",
        }
    }
}

codes! {
    /// A day of the week.
    pub enum Day {
        /// Monday.
        Ma = "ma",
        /// Tuesday.
        Di = "di",
        /// Wednesday.
        Wo = "wo",
        /// Thursday.
        Do = "do",
        /// Friday.
        Vr = "vr",
        /// Saturday.
        Za = "za",
        /// Sunday.
        Zo = "zo",
    }
}

impl Day {
    /// The Dutch name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Ma => "maandag",
            Self::Di => "dinsdag",
            Self::Wo => "woensdag",
            Self::Do => "donderdag",
            Self::Vr => "vrijdag",
            Self::Za => "zaterdag",
            Self::Zo => "zondag",
        }
    }
}

codes! {
    /// When in the day the work is.
    pub enum Shift {
        /// By day.
        Dag = "dag",
        /// In the evening.
        Avond = "avond",
        /// At night.
        Nacht = "nacht",
        /// At the weekend.
        Weekend = "weekend",
        /// In changing shifts.
        Ploegen = "ploegen",
    }
}

impl Shift {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Dag => "Overdag",
            Self::Avond => "'s Avonds",
            Self::Nacht => "'s Nachts",
            Self::Weekend => "In het weekend",
            Self::Ploegen => "In ploegen",
        }
    }
}

codes! {
    /// How open an employer is to a kind of help. "No" does not exist: not said is all there is (mission M3).
    pub enum Openness {
        /// Yes.
        Yes = "yes",
        /// Let us talk about it.
        Talk = "talk",
    }
}

impl Openness {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Yes => "Ja",
            Self::Talk => "In overleg",
        }
    }
}

codes! {
    /// Where a reaction goes (mission M9).
    pub enum Reaction {
        /// To the employer, and to the netwerker to see.
        Direct = "direct",
        /// To the netwerker, who brings people together.
        ViaMunicipality = "via_municipality",
    }
}

impl Reaction {
    /// The Dutch label of the choice.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Direct => "Rechtstreeks bij mij",
            Self::ViaMunicipality => "Via de gemeente",
        }
    }
}

codes! {
    /// The unit of a wage.
    pub enum WageUnit {
        /// Per hour.
        Hour = "HOUR",
        /// Per month, for the hours of the listing.
        Month = "MONTH",
        /// Per year.
        Year = "YEAR",
    }
}

impl WageUnit {
    /// "per uur".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Hour => "per uur",
            Self::Month => "per maand",
            Self::Year => "per jaar",
        }
    }
}

/// A gross wage from … to …, in integer cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Wage {
    /// At least, in cents.
    pub min_ct: i64,
    /// At most, in cents; never below `min_ct`.
    pub max_ct: i64,
    /// Per hour, month or year.
    pub unit: WageUnit,
}

impl std::fmt::Display for Wage {
    /// "€ 15,20 tot € 16,10 per uur".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.min_ct == self.max_ct {
            write!(f, "{} {}", euros(self.min_ct), self.unit.label())
        } else {
            write!(f, "{} tot {} {}", euros(self.min_ct), euros(self.max_ct), self.unit.label())
        }
    }
}

/// An amount as people write it: "€ 15,20", and "€ 2.500" when the cents are nil and it is large.
#[must_use]
pub fn euros(cents: i64) -> String {
    let (whole, rest) = (cents / 100, cents % 100);
    let mut digits = whole.to_string();
    let mut at = digits.len();
    while at > 3 {
        at -= 3;
        digits.insert(at, '.');
    }
    if rest == 0 && whole >= 1_000 { format!("€ {digits}") } else { format!("€ {digits},{rest:02}") }
}

/// Hours a week, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Hours(u16);

impl Hours {
    /// From hundredths of an hour; `None` outside 0.01 to 60.00.
    #[must_use]
    pub fn from_hundredths(hundredths: u16) -> Option<Self> {
        (1..=6_000).contains(&hundredths).then_some(Self(hundredths))
    }

    /// In hundredths of an hour.
    #[must_use]
    pub fn hundredths(self) -> u16 {
        self.0
    }

    /// Reads "24", "24,5" or "24.5".
    ///
    /// # Errors
    /// A Dutch sentence for the form field.
    pub fn parse(text: &str) -> Result<Self, String> {
        decimal_hundredths(text)
            .and_then(|hundredths| u16::try_from(hundredths).ok())
            .and_then(Self::from_hundredths)
            .ok_or_else(|| "Vul een aantal uren per week in, van 1 tot 60. Een voorbeeld: 24.".to_owned())
    }
}

impl std::fmt::Display for Hours {
    /// "24" or "24,5".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.0 / 100, self.0 % 100) {
            (whole, 0) => write!(f, "{whole}"),
            (whole, rest) if rest % 10 == 0 => write!(f, "{whole},{}", rest / 10),
            (whole, rest) => write!(f, "{whole},{rest:02}"),
        }
    }
}

/// Reads an amount of money in euros: "15", "15,20", "€ 2.500,-".
///
/// # Errors
/// A Dutch sentence for the form field.
pub fn parse_cents(text: &str) -> Result<i64, String> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
    let compact = compact.strip_suffix(",-").unwrap_or(&compact);
    // "2.500" and "2.500,00": a point before exactly three digits divides thousands.
    let thousands = compact.split(',').next().is_some_and(|whole| whole.rsplit_once('.').is_some_and(|(_, tail)| tail.len() == 3));
    let number = if thousands { compact.replace('.', "") } else { compact.to_owned() };
    decimal_hundredths(&number)
        .filter(|cents| (1..=50_000_000).contains(cents))
        .ok_or_else(|| "Vul een bedrag in euro's in. Een voorbeeld: 15,20.".to_owned())
}

/// A number with at most two decimals, as hundredths.
fn decimal_hundredths(text: &str) -> Option<i64> {
    let text = text.trim();
    let (whole, decimals) = text.split_once([',', '.']).unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 7 || decimals.len() > 2 || !digits(whole) || !digits(decimals) {
        return None;
    }
    let cents: i64 = format!("{decimals:0<2}").parse().ok()?;
    whole.parse::<i64>().ok().map(|whole| whole * 100 + cents)
}

/// How long the contract is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contract {
    /// Without an end.
    Permanent,
    /// For so many months, which may be followed by another.
    Months(u16),
}

impl std::fmt::Display for Contract {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Permanent => f.write_str("Vast contract"),
            Self::Months(1) => f.write_str("Contract van 1 maand"),
            Self::Months(months) => write!(f, "Contract van {months} maanden"),
        }
    }
}

/// What the employer offers and is open to (mission M3): never a knock-out.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Support {
    /// A jobcoach on the floor.
    pub jobcoach: Option<Openness>,
    /// Loonkostensubsidie.
    pub wage_subsidy: Option<Openness>,
    /// A proefplaatsing first.
    pub trial: Option<Openness>,
    /// Tasks adapted to the person.
    pub adapted_tasks: Option<Openness>,
    /// Hours of guidance a week by someone of the organisation.
    pub guidance_hours: Option<u8>,
    /// A fixed colleague to turn to.
    pub buddy: bool,
}

codes! {
    /// A kind of help that a listing can be filtered by (a property of the job, never of a person).
    pub enum SupportKind {
        /// A jobcoach is welcome.
        Jobcoach = "jobcoach",
        /// Open to loonkostensubsidie.
        WageSubsidy = "wage_subsidy",
        /// Open to a trial first.
        Trial = "trial",
        /// Tasks can be adapted.
        AdaptedTasks = "adapted_tasks",
        /// A fixed buddy.
        Buddy = "buddy",
        /// Guidance on the floor.
        Guidance = "guidance",
    }
}

impl SupportKind {
    /// The Dutch label for a job seeker.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Jobcoach => "Hulp van een jobcoach",
            Self::WageSubsidy => "Loonkostensubsidie mogelijk",
            Self::Trial => "Eerst op proef",
            Self::AdaptedTasks => "Taken op maat",
            Self::Buddy => "Vaste maatje op het werk",
            Self::Guidance => "Begeleiding op de werkvloer",
        }
    }
}

impl Support {
    /// The kinds of help that are offered or open to talk about.
    pub fn kinds(&self) -> impl Iterator<Item = SupportKind> + use<> {
        [
            (self.jobcoach.is_some(), SupportKind::Jobcoach),
            (self.wage_subsidy.is_some(), SupportKind::WageSubsidy),
            (self.trial.is_some(), SupportKind::Trial),
            (self.adapted_tasks.is_some(), SupportKind::AdaptedTasks),
            (self.buddy, SupportKind::Buddy),
            (self.guidance_hours.is_some(), SupportKind::Guidance),
        ]
        .into_iter()
        .filter_map(|(offered, kind)| offered.then_some(kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, cents) in [("15", 1_500), ("15,2", 1_520), ("€ 15,20", 1_520), ("15.20", 1_520), ("2.500", 250_000), ("€ 2.500,-", 250_000), ("2.500,50", 250_050)] {
            assert_eq!(parse_cents(text), Ok(cents), "{text}");
        }
        for wrong in ["", "0", "-5", "15,200,1", "marktconform", "1e3", "99999999999"] {
            assert!(parse_cents(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn amounts_are_written_as_people_read_them() {
        let wage = Wage { min_ct: 1_520, max_ct: 1_610, unit: WageUnit::Hour };
        assert_eq!(wage.to_string(), "€ 15,20 tot € 16,10 per uur");
        assert_eq!(euros(250_000), "€ 2.500");
        assert_eq!(euros(123_456_789), "€ 1.234.567,89");
    }

    #[test]
    fn hours_are_hundredths() {
        assert_eq!(Hours::parse("24,5").unwrap().hundredths(), 2_450);
        assert_eq!(Hours::parse("24,5").unwrap().to_string(), "24,5");
        for wrong in ["0", "61", "-5", "veel", "24,555"] {
            assert!(Hours::parse(wrong).is_err(), "{wrong}");
        }
    }
}
