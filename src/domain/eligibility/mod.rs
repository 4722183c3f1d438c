//! Eligibility: what somebody is entitled to, derived from facts, the birth date and a day (domain rules §5B, D1 to D16).
//! Never a decision, only an indication: the municipality, UWV or the tax authority decides. And never a "no" for want of a
//! fact: what nobody noted is `onbekend`, and then the answer is "perhaps", with what to find out.
//!
//! One row of the table belongs to a person ([`row`]: the first that matches), and each instrument reads from the row and the
//! facts what it gives ([`instruments`]). A new instrument is a variant and a function; a job, where one matters (the wage, an
//! earlier contract), becomes a field of [`Situation`].

mod instruments;
mod row;
#[cfg(test)]
mod tests;

use chrono::Datelike;

use crate::domain::candidate::{FactKey, Facts, Private, Tri};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::codes;
use crate::domain::listing::ListingKind;
use row::Row;

codes! {
    /// What the municipality, UWV or the tax authority can give.
    pub enum Instrument {
        /// Loonkostensubsidie (Pw 6(e), 10c, 10d).
        Lks = "lks",
        /// Jobcoach (Pw 10, 10da).
        Jobcoach = "jobcoach",
        /// Proefplaats (Pw 6(h), 8a(2)(d)).
        Proefplaats = "proefplaats",
        /// Werkstage, werkervaringsplaats (Pw 7, 8a).
        Werkstage = "werkstage",
        /// Participatieplaats (Pw 10a).
        Participatieplaats = "participatieplaats",
        /// Beschut werk (Pw 10b).
        BeschutWerk = "beschut_werk",
        /// Taalstage (local).
        Taalstage = "taalstage",
    }
}

impl Instrument {
    /// The Dutch name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Lks => "Loonkostensubsidie",
            Self::Jobcoach => "Jobcoach",
            Self::Proefplaats => "Proefplaats",
            Self::Werkstage => "Werkstage",
            Self::Participatieplaats => "Participatieplaats",
            Self::BeschutWerk => "Beschut werk",
            Self::Taalstage => "Taalstage",
        }
    }

    /// What somebody must be entitled to for this kind of work; `None` when it is open to everyone, or when no fact of
    /// ours says who may (dagbesteding: Wmo).
    #[must_use]
    pub fn of_kind(kind: ListingKind) -> Option<Self> {
        match kind {
            ListingKind::Proefplaatsing => Some(Self::Proefplaats),
            ListingKind::Werkstage | ListingKind::Werkervaringsplaats => Some(Self::Werkstage),
            ListingKind::Participatieplaats => Some(Self::Participatieplaats),
            ListingKind::Taalstage => Some(Self::Taalstage),
            ListingKind::BeschutWerk => Some(Self::BeschutWerk),
            ListingKind::Vacature
            | ListingKind::Leerbaan
            | ListingKind::Vrijwilligerswerk
            | ListingKind::Dagbesteding => None,
        }
    }

    /// Whether the result says the fact behind it: a taalstage is for statushouders and people who integrate, and for
    /// nobody else. Then the result is for the begeleider only.
    #[must_use]
    pub fn tells_a_fact(self) -> bool {
        self == Self::Taalstage
    }
}

/// What is not known yet and would decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// The birth date.
    BirthDate,
    /// A fact.
    Fact(FactKey),
}

impl Missing {
    /// The Dutch label, as on the form.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::BirthDate => "Geboortedatum",
            Self::Fact(key) => key.label(),
        }
    }
}

codes! {
    /// Why not.
    pub enum NoReason {
        /// AOW age.
        AowAge = "aow",
        /// Works in a Wsw employment.
        Wsw = "wsw",
        /// No algemene bijstand.
        NoBijstand = "geen_bijstand",
        /// Not in the group of Pw 7(1)(a).
        NotInGroup = "geen_doelgroep",
        /// Younger than 27 (Pw 7(8)).
        Under27 = "jonger_dan_27",
        /// Earns the minimum wage by the measured loonwaarde.
        FullLoonwaarde = "loonwaarde_100",
        /// Loondispensatie of UWV instead.
        Loondispensatie = "loondispensatie",
        /// A benefit of UWV, and none of the municipality.
        UwvBenefit = "uwv_uitkering",
        /// Does the work without support.
        NoSupportNeeded = "geen_steun_nodig",
        /// No decision for beschut werk.
        NoBeschutDecision = "geen_besluit_beschut",
        /// Local category: not now. The consulent may decide otherwise.
        NotNow = "nu_niet",
        /// Does not integrate, and holds no asylum permit.
        NotIntegrating = "geen_inburgeraar",
    }
}

impl NoReason {
    /// "Nee, want …", for the begeleider.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::AowAge => "heeft de AOW-leeftijd",
            Self::Wsw => "werkt in een Wsw-dienstbetrekking",
            Self::NoBijstand => "krijgt geen algemene bijstand",
            Self::NotInGroup => "hoort niet bij de doelgroep van de gemeente",
            Self::Under27 => "is jonger dan 27",
            Self::FullLoonwaarde => "de gemeten loonwaarde is 100%",
            Self::Loondispensatie => "bij Wajong is er loondispensatie van het UWV",
            Self::UwvBenefit => "heeft een uitkering van het UWV",
            Self::NoSupportNeeded => "kan de taken zonder steun",
            Self::NoBeschutDecision => "heeft geen besluit beschut werk",
            Self::NotNow => "valt in de categorie Zorg: nu niet",
            Self::NotIntegrating => "is geen statushouder of inburgeraar",
        }
    }
}

codes! {
    /// Who does it instead.
    pub enum Body {
        /// UWV.
        Uwv = "uwv",
        /// The Wsw employer.
        WswEmployer = "wsw_werkgever",
        /// A jobcoach whom somebody without a benefit finds elsewhere.
        ExternalJobcoach = "externe_jobcoach",
    }
}

impl Body {
    /// "Dit loopt via …".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Uwv => "het UWV",
            Self::WswEmployer => "de Wsw-werkgever",
            Self::ExternalJobcoach => "een externe jobcoach",
        }
    }
}

/// Whether somebody is entitled to something: five states, never a bare boolean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entitlement {
    /// There is a decision.
    Granted {
        /// Its date, when it is known.
        since: Option<CivilDay>,
    },
    /// All known conditions hold; a decision is still needed.
    Likely,
    /// Something that decides is not known, or (nothing missing) the municipality is free to choose.
    Possible {
        /// What to find out.
        missing: Vec<Missing>,
    },
    /// A condition fails.
    No(NoReason),
    /// Another body does this.
    Refer(Body),
}

impl Entitlement {
    /// The municipality is free to choose.
    const OPEN: Self = Self::Possible { missing: Vec::new() };

    fn missing(keys: impl IntoIterator<Item = FactKey>) -> Self {
        Self::Possible { missing: keys.into_iter().map(Missing::Fact).collect() }
    }

    /// The stable code of the state.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Granted { .. } => "toegekend",
            Self::Likely => "ja_mits_besluit",
            Self::Possible { .. } => "mogelijk",
            Self::No(_) => "nee",
            Self::Refer(_) => "verwijs",
        }
    }

    /// The state in words, without the facts behind it: for the netwerker (domain rules §0.2).
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Granted { .. } => "Toegekend",
            Self::Likely => "Kan. Vraag het aan.",
            Self::Possible { .. } => "Misschien. De begeleider zoekt het uit.",
            // Which of the two it is, tells of a benefit of UWV.
            Self::No(_) | Self::Refer(_) => "Nee, of via een ander. De begeleider weet meer.",
        }
    }

    /// The state in words, with what it rests on: for the begeleider (domain rules §0.2).
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::Granted { since: Some(day) } => format!("Toegekend op {}", day.in_words()),
            Self::Granted { since: None } => "Toegekend".to_owned(),
            Self::Likely => "Kan. Vraag het aan.".to_owned(),
            Self::Possible { missing } if missing.is_empty() => "Misschien. De gemeente mag kiezen.".to_owned(),
            Self::Possible { missing } => {
                let labels: Vec<&str> = missing.iter().map(|missing| missing.label()).collect();
                format!("Misschien. Zoek uit: {}.", labels.join("; "))
            }
            Self::No(reason) => format!("Nee, want de persoon {}.", reason.label()),
            Self::Refer(body) => format!("Dit loopt via {}.", body.label()),
        }
    }

    /// Granted, or likely to be.
    #[must_use]
    pub fn is_likely(&self) -> bool {
        matches!(self, Self::Granted { .. } | Self::Likely)
    }

    /// Known not to be given here.
    #[must_use]
    pub fn is_excluded(&self) -> bool {
        matches!(self, Self::No(_) | Self::Refer(_))
    }
}

/// From this age on people have AOW. 67 since 2024; by law 67 years and three months from 2028 on, and later yet to be set:
/// then this becomes a table by birth date. Until a decision on somebody near that age, UWV's date counts, not this one.
const AOW_AGE: i32 = 67;
/// Pw 7(8): a participatieplaats is for those of this age and older.
const ADULT_AGE: i32 = 27;
/// Nobody younger can have IOAW or IOAZ: they are for people who became unemployed after their fiftieth year.
const IOAW_AGE: i32 = 50;

/// What is known of a person on a day.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    facts: &'a Facts,
    birth_date: Option<CivilDay>,
    day: CivilDay,
}

impl<'a> Situation<'a> {
    /// The situation of a person on `day` (the reference date, not always today).
    #[must_use]
    pub fn new(facts: &'a Facts, birth_date: Option<CivilDay>, day: CivilDay) -> Self {
        Self { facts, birth_date, day }
    }

    /// The situation of a candidate on `day`.
    #[must_use]
    pub fn of(private: &'a Private, day: CivilDay) -> Self {
        Self::new(&private.facts, private.birth_date, day)
    }

    /// What the person is entitled to.
    #[must_use]
    pub fn entitlement(&self, instrument: Instrument) -> Entitlement {
        let row = Row::of(self);
        match instrument {
            Instrument::Lks => self.lks(row),
            Instrument::Jobcoach => self.jobcoach(row),
            Instrument::Proefplaats => self.proefplaats(row),
            Instrument::Werkstage => self.werkstage(row),
            Instrument::Participatieplaats => self.participatieplaats(row),
            Instrument::BeschutWerk => self.beschut_werk(row),
            Instrument::Taalstage => self.taalstage(row),
        }
    }

    /// The days on which the age alone can change what somebody is entitled to, in order.
    #[must_use]
    pub fn turning_days(birth_date: CivilDay) -> [CivilDay; 3] {
        [ADULT_AGE, IOAW_AGE, AOW_AGE].map(|age| birthday(birth_date, age))
    }

    /// Whether the person has reached an age; `onbekend` without a birth date.
    fn reached(&self, age: i32) -> Tri {
        match self.birth_date {
            None => Tri::Onbekend,
            Some(birth) if birthday(birth, age) <= self.day => Tri::Ja,
            Some(_) => Tri::Nee,
        }
    }

    /// IOAW or IOAZ.
    fn ioaw_or_ioaz(&self) -> Tri {
        if self.reached(IOAW_AGE) == Tri::Nee {
            return Tri::Nee;
        }
        any([self.facts.tri(FactKey::Ioaw), self.facts.tri(FactKey::Ioaz)])
    }

    /// Those of these facts that nobody noted.
    fn unknown(&self, keys: &[FactKey]) -> Vec<FactKey> {
        let noted = |key: FactKey| match key {
            FactKey::UwvUitkering | FactKey::Categorie => self.facts.choice(key).is_some(),
            FactKey::LoonwaardeBp => self.facts.number(key).is_some(),
            _ => self.facts.tri(key) != Tri::Onbekend,
        };
        keys.iter().copied().filter(|key| !noted(*key)).collect()
    }
}

/// Yes when one is, no when all are not.
fn any(facts: impl IntoIterator<Item = Tri>) -> Tri {
    facts.into_iter().fold(Tri::Nee, |found, fact| match (found, fact) {
        (Tri::Ja, _) | (_, Tri::Ja) => Tri::Ja,
        (Tri::Onbekend, _) | (_, Tri::Onbekend) => Tri::Onbekend,
        (Tri::Nee, Tri::Nee) => Tri::Nee,
    })
}

/// The day on which somebody becomes so old; who was born on 29 February does so on 1 March of other years.
fn birthday(birth: CivilDay, age: i32) -> CivilDay {
    let date = birth.date();
    let year = date.year() + age;
    let day = date.with_year(year).or_else(|| chrono::NaiveDate::from_ymd_opt(year, 3, 1));
    CivilDay::from_date(day.unwrap_or(chrono::NaiveDate::MAX))
}
