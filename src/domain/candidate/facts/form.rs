//! Facts as fields of a form, one field each.
//! Never a field that was not on the page: what was not sent stays as it was noted.

use super::{FactKey, Facts};
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};

impl FactKey {
    /// The field of the form: `feit_` and the code.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Bijstand => "feit_bijstand",
            Self::Ioaw => "feit_ioaw",
            Self::Ioaz => "feit_ioaz",
            Self::Anw => "feit_anw",
            Self::Nug => "feit_nug",
            Self::UwvUitkering => "feit_uwv_uitkering",
            Self::LksDoelgroepBesluit => "feit_lks_doelgroep_besluit",
            Self::LksDoelgroepDatum => "feit_lks_doelgroep_datum",
            Self::LoonwaardeBp => "feit_loonwaarde_bp",
            Self::LoonwaardeDatum => "feit_loonwaarde_datum",
            Self::ForfaitAfgesproken => "feit_forfait_afgesproken",
            Self::InRegister => "feit_in_register",
            Self::RegisterGrond => "feit_register_grond",
            Self::RegisterDatum => "feit_register_datum",
            Self::BeschutBesluit => "feit_beschut_besluit",
            Self::WswArt2 => "feit_wsw_art2",
            Self::WswBegeleid => "feit_wsw_begeleid",
            Self::WiaDirectVoor => "feit_wia_direct_voor",
            Self::WiaLt35 => "feit_wia_lt35",
            Self::OnderwijsBelemmering => "feit_onderwijs_belemmering",
            Self::WajongOoit => "feit_wajong_ooit",
            Self::SteunNodigVoorTaken => "feit_steun_nodig_voor_taken",
            Self::SchoolLaatste6mnd => "feit_school_laatste_6mnd",
            Self::Startkwalificatie => "feit_startkwalificatie",
            Self::Categorie => "feit_categorie",
            Self::Subcategorie => "feit_subcategorie",
            Self::Trede => "feit_trede",
            Self::Statushouder => "feit_statushouder",
            Self::Inburgeringsplichtig => "feit_inburgeringsplichtig",
            Self::UrenBelastbaar => "feit_uren_belastbaar",
            Self::UrenActief => "feit_uren_actief",
            Self::Ontheffing => "feit_ontheffing",
        }
    }
}

/// Reads the facts of a form. `None` is a field that was sent empty: the fact is not noted, or taken away.
///
/// # Errors
/// What is wrong, by field, in Dutch.
pub fn parse(fields: &Fields) -> Result<Vec<(FactKey, Option<String>)>, FieldErrors> {
    let mut errors = FieldErrors::none();
    let mut facts = Vec::new();
    let sent = |key: &FactKey| fields.iter().any(|(name, _)| name == key.field());
    for key in FactKey::ALL.iter().copied().filter(sent) {
        match fields.get(key.field()) {
            "" => facts.push((key, None)),
            typed => facts.extend(errors.take(key.field(), key.parse(typed)).map(|value| (key, Some(value)))),
        }
    }
    errors.finish(Some(facts))
}

/// The noted facts as the fields of the form.
#[must_use]
pub fn to_fields(facts: &Facts) -> Fields {
    facts.iter().map(|(key, fact)| (key.field(), fact.value.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::domain::candidate::Fact;

    #[test]
    fn every_fact_has_a_field_of_its_own_name() {
        for key in FactKey::ALL {
            assert_eq!(key.field(), format!("feit_{}", key.code()));
        }
    }

    #[test]
    fn what_is_noted_survives_the_way_there_and_back() {
        let fields = Fields::from_iter([
            ("feit_bijstand", "Ja"),
            ("feit_ioaw", ""),
            ("feit_uwv_uitkering", "wia"),
            ("feit_loonwaarde_bp", "6050"),
            ("feit_loonwaarde_datum", "22-11-2026"),
            ("feit_uren_belastbaar", "24,5"),
            ("feit_statushouder", "onbekend"),
        ]);
        let read = parse(&fields).unwrap();
        let said: Vec<_> = read.iter().map(|(key, value)| (key.code(), value.as_deref())).collect();
        let expected = [
            ("bijstand", Some("ja")),
            ("ioaw", None),
            ("uwv_uitkering", Some("WIA")),
            ("loonwaarde_bp", Some("6050")),
            ("loonwaarde_datum", Some("2026-11-22")),
            ("statushouder", Some("onbekend")),
            ("uren_belastbaar", Some("24.5")),
        ];
        assert_eq!(said, expected);
        let mut facts = Facts::default();
        let at = DateTime::from_timestamp_nanos(0);
        for (key, value) in read.iter().cloned() {
            if let Some(value) = value {
                facts.note(key, Fact { value, by: None, at });
            }
        }
        let noted: Vec<_> = read.into_iter().filter(|(_, value)| value.is_some()).collect();
        assert_eq!(parse(&to_fields(&facts)).unwrap(), noted);
    }

    #[test]
    fn every_wrong_fact_is_named_at_its_field() {
        let fields: Fields = FactKey::ALL.iter().map(|key| (key.field(), "misschien")).collect();
        let errors = parse(&fields).unwrap_err();
        assert!(FactKey::ALL.iter().all(|key| errors.of(key.field()).is_some()));
    }
}
