//! Limits: what a person cannot do, as codes that can be compared with what work asks, or in free words.
//! Never a diagnosis, and never compared when the words are free: then a person must talk.

use crate::domain::listing::terms::Shift;
use crate::domain::text;

/// What a person cannot do: a code of the list below, or the begeleider's own words. A limit is health data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Limit(String);

/// What a limit excludes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excludes {
    /// Lifting more than so many kilograms.
    LiftingOver(u8),
    /// Work at these times.
    Shift(Shift),
    /// A load of the work, under its code in a listing ("`buiten`").
    Load(&'static str),
}

/// Code of the limit, its Dutch label, and the code that a listing's `load` has for the same thing.
const LOADS: &[(&str, &str, &str)] = &[
    ("niet_buiten", "Niet buiten werken", "buiten"),
    ("niet_lang_staan", "Niet lang staan", "staan"),
    ("niet_lang_lopen", "Niet lang lopen", "lopen"),
    ("niet_knielen", "Niet knielen of bukken", "knielen"),
    ("geen_hoogte", "Niet op hoogte", "hoogte"),
    ("geen_lawaai", "Niet in lawaai", "lawaai"),
    ("geen_stof", "Niet in stof", "stof"),
    ("geen_kou", "Niet in de kou", "kou"),
    ("geen_klantcontact", "Geen contact met klanten", "klantcontact"),
    ("geen_beeldscherm", "Geen beeldschermwerk", "beeldscherm"),
    ("geen_tempodruk", "Niet onder tijdsdruk", "tempo"),
    ("niet_rijden", "Niet zelf rijden", "rijden"),
];

const SHIFTS: &[(&str, &str, Shift)] = &[
    ("geen_nachtdienst", "Geen nachtdienst", Shift::Nacht),
    ("geen_avonddienst", "Geen avonddienst", Shift::Avond),
    ("geen_vroege_dienst", "Niet heel vroeg", Shift::Vroeg),
    ("geen_weekend", "Niet in het weekend", Shift::Weekend),
    ("geen_ploegendienst", "Niet in ploegen", Shift::Ploegen),
];

/// Kilograms that the form offers for lifting.
const LIFTING: &[(&str, &str)] = &[
    ("tillen_5kg", "Tillen tot 5 kilo"),
    ("tillen_10kg", "Tillen tot 10 kilo"),
    ("tillen_15kg", "Tillen tot 15 kilo"),
    ("tillen_20kg", "Tillen tot 20 kilo"),
];

impl Limit {
    /// Reads a code or free words.
    ///
    /// # Errors
    /// A Dutch sentence when it is empty or longer than 120 characters.
    pub fn parse(text: &str) -> Result<Self, String> {
        text::line(text, "wat iemand niet kan", 120).map(Self)
    }

    /// The code or words as stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The Dutch label; free words are their own.
    #[must_use]
    pub fn label(&self) -> String {
        if let Some(label) = Self::known().find_map(|(code, label)| (code == self.0).then_some(label)) {
            return label.to_owned();
        }
        match lifting(&self.0) {
            Some(kilograms) => format!("Tillen tot {kilograms} kilo"),
            None => self.0.clone(),
        }
    }

    /// What it excludes; `None` for free words, which only a person can compare.
    #[must_use]
    pub fn excludes(&self) -> Option<Excludes> {
        let shift = SHIFTS.iter().find(|(code, ..)| *code == self.0).map(|(.., shift)| Excludes::Shift(*shift));
        let load = LOADS.iter().find(|(code, ..)| *code == self.0).map(|(.., load)| Excludes::Load(load));
        shift.or(load).or_else(|| lifting(&self.0).map(Excludes::LiftingOver))
    }

    /// The list that the form offers: codes with labels.
    pub fn known() -> impl Iterator<Item = (&'static str, &'static str)> {
        let loads = LOADS.iter().map(|(code, label, _)| (*code, *label));
        let shifts = SHIFTS.iter().map(|(code, label, _)| (*code, *label));
        LIFTING.iter().copied().chain(shifts).chain(loads)
    }

    /// The codes of a listing's `load` that a limit can exclude.
    pub fn loads() -> impl Iterator<Item = &'static str> {
        LOADS.iter().map(|(.., load)| *load)
    }
}

/// The kilograms of "`tillen_15kg`": of a limit the most that somebody lifts, of a listing's `load` what is lifted.
#[must_use]
pub fn lifting(code: &str) -> Option<u8> {
    code.strip_prefix("tillen_")?.strip_suffix("kg")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_limit_excludes_something_and_has_a_label() {
        for (code, label) in Limit::known() {
            let limit = Limit::parse(code).unwrap();
            assert!(limit.excludes().is_some(), "{code}");
            assert_eq!(limit.label(), label);
        }
        assert_eq!(Limit::parse("tillen_12kg").unwrap().label(), "Tillen tot 12 kilo");
        assert_eq!(Limit::parse("snel moe na de middag").unwrap().excludes(), None);
    }
}
