//! Eligibility facts of a person (domain rules §5B): tri-state unless typed, each with who noted it and when.
//! Never a conclusion: what somebody is entitled to follows from them in `domain::eligibility`; a fact that is not there is `onbekend`.

mod form;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::domain::civil_day::CivilDay;
use crate::domain::code::{Code, codes};
use crate::domain::ids::AccountId;
pub use form::{parse, to_fields};

codes! {
    /// Yes, no, or not known: never a bare boolean.
    pub enum Tri {
        /// Yes.
        Ja = "ja",
        /// No.
        Nee = "nee",
        /// Not known yet.
        Onbekend = "onbekend",
    }
}

/// What kind of value a fact has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactKind {
    /// `ja`, `nee`, `onbekend`.
    Tri,
    /// A whole number from … to … ("loonwaarde" in basis points, a step of the ladder).
    Number(u32, u32),
    /// Hours a week, a decimal number.
    Hours,
    /// A date, ISO 8601.
    Date,
    /// One of these codes, with labels.
    Choice(&'static [(&'static str, &'static str)]),
}

codes! {
    /// The facts by the names of domain rules §5B.
    pub enum FactKey {
        /// Algemene bijstand (Pw).
        Bijstand = "bijstand",
        /// IOAW.
        Ioaw = "ioaw",
        /// IOAZ.
        Ioaz = "ioaz",
        /// Anw.
        Anw = "anw",
        /// Niet-uitkeringsgerechtigd.
        Nug = "nug",
        /// A benefit of UWV.
        UwvUitkering = "uwv_uitkering",
        /// Decision that the person belongs to the group for loonkostensubsidie.
        LksDoelgroepBesluit = "lks_doelgroep_besluit",
        /// The date of that decision.
        LksDoelgroepDatum = "lks_doelgroep_datum",
        /// Measured loonwaarde, in basis points.
        LoonwaardeBp = "loonwaarde_bp",
        /// When it was measured.
        LoonwaardeDatum = "loonwaarde_datum",
        /// Forfaitary subsidy agreed.
        ForfaitAfgesproken = "forfait_afgesproken",
        /// In the doelgroepregister.
        InRegister = "in_register",
        /// The ground of registration, a to g.
        RegisterGrond = "register_grond",
        /// When the person was entered.
        RegisterDatum = "register_datum",
        /// Decision beschut werk (Pw 10b).
        BeschutBesluit = "beschut_besluit",
        /// Wsw employment.
        WswArt2 = "wsw_art2",
        /// Wsw begeleid werken.
        WswBegeleid = "wsw_begeleid",
        /// WIA directly before.
        WiaDirectVoor = "wia_direct_voor",
        /// Less than 35 % disabled after the waiting time.
        WiaLt35 = "wia_lt35",
        /// Hindered in education.
        OnderwijsBelemmering = "onderwijs_belemmering",
        /// Has or had Wajong.
        WajongOoit = "wajong_ooit",
        /// Cannot do the tasks without support.
        SteunNodigVoorTaken = "steun_nodig_voor_taken",
        /// Left this school in the last six months.
        SchoolLaatste6mnd = "school_laatste_6mnd",
        /// Has a startkwalificatie (havo, vwo or mbo 2).
        Startkwalificatie = "startkwalificatie",
        /// Local category.
        Categorie = "categorie",
        /// Local subcategory.
        Subcategorie = "subcategorie",
        /// Step of the participatieladder.
        Trede = "trede",
        /// Holds an asylum permit.
        Statushouder = "statushouder",
        /// Must integrate (Wi2021).
        Inburgeringsplichtig = "inburgeringsplichtig",
        /// Hours a week that the person can bear.
        UrenBelastbaar = "uren_belastbaar",
        /// Hours a week that the person is active now.
        UrenActief = "uren_actief",
        /// Exempted from the duty to work; the reason is not kept.
        Ontheffing = "ontheffing",
    }
}

const UWV: &[(&str, &str)] = &[
    ("geen", "Geen"),
    ("WW", "WW"),
    ("WIA", "WIA"),
    ("WAO", "WAO"),
    ("WAZ", "WAZ"),
    ("ZW", "Ziektewet"),
    ("WAJONG", "Wajong"),
    ("onbekend", "Onbekend"),
];
const SCHOOL: &[(&str, &str)] = &[
    ("geen", "Geen"),
    ("pro", "Praktijkonderwijs"),
    ("vso", "Voortgezet speciaal onderwijs"),
    ("entree", "Mbo entree"),
    ("7a_leerwerk", "Leer-werktraject (art. 7a)"),
];
const CATEGORY: &[(&str, &str)] = &[("zorg", "Zorg"), ("meedoen", "Meedoen"), ("werkfit", "Werkfit")];
const SUBCATEGORY: &[(&str, &str)] =
    &[("maximaal_haalbaar", "Maximaal haalbaar"), ("nog_doorstroom_of_uitstroom", "Nog doorstroom of uitstroom")];
const GROUND: &[(&str, &str)] = &[("a", "a"), ("b", "b"), ("c", "c"), ("d", "d"), ("e", "e"), ("f", "f"), ("g", "g")];

impl FactKey {
    /// What kind of value it has.
    #[must_use]
    pub fn kind(self) -> FactKind {
        match self {
            Self::UwvUitkering => FactKind::Choice(UWV),
            Self::SchoolLaatste6mnd => FactKind::Choice(SCHOOL),
            Self::Categorie => FactKind::Choice(CATEGORY),
            Self::Subcategorie => FactKind::Choice(SUBCATEGORY),
            Self::RegisterGrond => FactKind::Choice(GROUND),
            Self::LoonwaardeBp => FactKind::Number(0, 10_000),
            Self::Trede => FactKind::Number(1, 6),
            Self::UrenBelastbaar | Self::UrenActief => FactKind::Hours,
            Self::LksDoelgroepDatum | Self::LoonwaardeDatum | Self::RegisterDatum => FactKind::Date,
            _ => FactKind::Tri,
        }
    }

    /// The Dutch label, as on the form.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Bijstand => "Ontvangt algemene bijstand",
            Self::Ioaw => "Ontvangt IOAW",
            Self::Ioaz => "Ontvangt IOAZ",
            Self::Anw => "Ontvangt Anw",
            Self::Nug => "Geen uitkering (NUG)",
            Self::UwvUitkering => "Uitkering van het UWV",
            Self::LksDoelgroepBesluit => "Besluit: hoort bij de doelgroep loonkostensubsidie",
            Self::LksDoelgroepDatum => "Datum van dat besluit",
            Self::LoonwaardeBp => "Gemeten loonwaarde",
            Self::LoonwaardeDatum => "Datum van de meting",
            Self::ForfaitAfgesproken => "Forfaitaire subsidie afgesproken",
            Self::InRegister => "Staat in het doelgroepregister",
            Self::RegisterGrond => "Grond van de registratie",
            Self::RegisterDatum => "Datum van de registratie",
            Self::BeschutBesluit => "Besluit beschut werk",
            Self::WswArt2 => "Wsw-dienstbetrekking",
            Self::WswBegeleid => "Wsw begeleid werken",
            Self::WiaDirectVoor => "Had WIA direct hiervoor",
            Self::WiaLt35 => "WIA-beoordeling onder 35%",
            Self::OnderwijsBelemmering => "Belemmerd in het onderwijs",
            Self::WajongOoit => "Heeft of had Wajong",
            Self::SteunNodigVoorTaken => "Kan de taken niet zonder steun",
            Self::SchoolLaatste6mnd => "Kwam in de laatste 6 maanden van",
            Self::Startkwalificatie => "Heeft een startkwalificatie",
            Self::Categorie => "Categorie",
            Self::Subcategorie => "Subcategorie",
            Self::Trede => "Trede van de participatieladder",
            Self::Statushouder => "Statushouder",
            Self::Inburgeringsplichtig => "Inburgeringsplichtig",
            Self::UrenBelastbaar => "Belastbaar, uren per week",
            Self::UrenActief => "Actief, uren per week",
            Self::Ontheffing => "Ontheffing van de arbeidsplicht",
        }
    }

    /// Reads a value of this fact into its one notation: "`ja`", "`6000`", "`24.5`", "`2026-11-22`", a code.
    ///
    /// # Errors
    /// A Dutch sentence that says what can stand there.
    pub fn parse(self, text: &str) -> Result<String, String> {
        let text = text.trim();
        match self.kind() {
            FactKind::Tri => Tri::from_code(&text.to_lowercase())
                .map(|tri| tri.code().to_owned())
                .ok_or_else(|| "Kies ja, nee of onbekend.".to_owned()),
            FactKind::Number(low, high) => text
                .parse::<u32>()
                .ok()
                .filter(|number| (low..=high).contains(number))
                .map(|number| number.to_string())
                .ok_or_else(|| format!("Vul een heel getal in van {low} tot en met {high}.")),
            FactKind::Hours => crate::domain::listing::terms::Hours::parse(text)
                .map(|hours| hours.to_string().replace(',', "."))
                .or_else(|message| if text == "0" { Ok("0".to_owned()) } else { Err(message) }),
            FactKind::Date => CivilDay::parse(text)
                .map(|day| day.to_string())
                .ok_or_else(|| "Vul een datum in, zoals 22-11-2026.".to_owned()),
            FactKind::Choice(choices) => choices
                .iter()
                .find(|(code, _)| code.eq_ignore_ascii_case(text))
                .map(|(code, _)| (*code).to_owned())
                .ok_or_else(|| {
                    let codes: Vec<&str> = choices.iter().map(|(code, _)| *code).collect();
                    format!("Kies een van: {}.", codes.join(", "))
                }),
        }
    }
}

/// A fact as it was noted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Fact {
    /// The value in its one notation (see [`FactKey::parse`]).
    pub value: String,
    /// Who noted it; `None` is an import.
    pub by: Option<AccountId>,
    /// When.
    pub at: DateTime<Utc>,
}

impl Fact {
    /// The value in Dutch words.
    #[must_use]
    pub fn in_words(&self, key: FactKey) -> String {
        match key.kind() {
            FactKind::Hours => self.value.replace('.', ","),
            FactKind::Number(..) if key == FactKey::LoonwaardeBp => match self.value.parse::<u32>() {
                Ok(bp) if bp % 100 == 0 => format!("{}%", bp / 100),
                Ok(bp) => format!("{},{:02}%", bp / 100, bp % 100),
                Err(_) => self.value.clone(),
            },
            FactKind::Tri | FactKind::Number(..) => self.value.clone(),
            FactKind::Date => CivilDay::parse(&self.value).map_or_else(|| self.value.clone(), CivilDay::in_words),
            FactKind::Choice(choices) => choices
                .iter()
                .find(|(code, _)| *code == self.value)
                .map_or_else(|| self.value.clone(), |(_, label)| (*label).to_owned()),
        }
    }
}

/// The facts of a person that somebody noted.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Facts(BTreeMap<FactKey, Fact>);

impl Facts {
    /// A fact as it was noted.
    #[must_use]
    pub fn get(&self, key: FactKey) -> Option<&Fact> {
        self.0.get(&key)
    }

    /// Every noted fact, in the order of the list.
    pub fn iter(&self) -> impl Iterator<Item = (FactKey, &Fact)> {
        self.0.iter().map(|(key, fact)| (*key, fact))
    }

    /// Notes a value; one that is the same stays as it was noted, so that who and when tell of the last change.
    pub fn note(&mut self, key: FactKey, fact: Fact) {
        if self.0.get(&key).is_none_or(|old| old.value != fact.value) {
            self.0.insert(key, fact);
        }
    }

    /// Takes a fact away: nobody knows it any more.
    pub fn forget(&mut self, key: FactKey) {
        self.0.remove(&key);
    }

    /// A tri-state fact; what was not noted, or is of another kind, is `onbekend`.
    #[must_use]
    pub fn tri(&self, key: FactKey) -> Tri {
        self.get(key).and_then(|fact| Tri::from_code(&fact.value)).unwrap_or(Tri::Onbekend)
    }

    /// Whether a tri-state fact is known to be so.
    #[must_use]
    pub fn is(&self, key: FactKey) -> bool {
        self.tri(key) == Tri::Ja
    }

    /// A number.
    #[must_use]
    pub fn number(&self, key: FactKey) -> Option<u32> {
        self.get(key)?.value.parse().ok()
    }

    /// A date.
    #[must_use]
    pub fn day(&self, key: FactKey) -> Option<CivilDay> {
        CivilDay::parse(&self.get(key)?.value)
    }

    /// The code of a choice; "`onbekend`" is `None`.
    #[must_use]
    pub fn choice(&self, key: FactKey) -> Option<&str> {
        self.get(key).map(|fact| fact.value.as_str()).filter(|code| *code != "onbekend")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_has_a_label_and_refuses_nonsense_with_a_sentence() {
        for key in FactKey::ALL {
            assert!(!key.label().is_empty());
            let message = key.parse("misschien wel").unwrap_err();
            assert!(message.ends_with('.'), "{key:?}: {message}");
        }
    }

    #[test]
    fn what_was_not_noted_is_onbekend() {
        let mut facts = Facts::default();
        assert_eq!(facts.tri(FactKey::Bijstand), Tri::Onbekend);
        let at = DateTime::from_timestamp_nanos(0);
        facts.note(FactKey::Bijstand, Fact { value: "ja".to_owned(), by: None, at });
        facts.note(FactKey::LoonwaardeBp, Fact { value: "6050".to_owned(), by: None, at });
        assert!(facts.is(FactKey::Bijstand));
        assert_eq!(facts.number(FactKey::LoonwaardeBp), Some(6_050));
        assert_eq!(facts.get(FactKey::LoonwaardeBp).unwrap().in_words(FactKey::LoonwaardeBp), "60,50%");
    }

    #[test]
    fn a_fact_that_stays_the_same_keeps_who_and_when() {
        let mut facts = Facts::default();
        let early = DateTime::from_timestamp_nanos(0);
        let late = DateTime::from_timestamp_nanos(1_000_000_000);
        facts.note(FactKey::Bijstand, Fact { value: "ja".to_owned(), by: None, at: early });
        facts.note(FactKey::Bijstand, Fact { value: "ja".to_owned(), by: None, at: late });
        assert_eq!(facts.get(FactKey::Bijstand).unwrap().at, early);
    }
}
