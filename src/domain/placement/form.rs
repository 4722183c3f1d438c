//! The form of a placement, read into what was agreed and back into sentences about what is wrong.
//! Never a rule of its own: terms per kind stand with the kind.

use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::listing::terms::Hours;
use crate::domain::placement::{Outflow, PlacementEnd, PlacementKind, PlacementTerms};
use crate::domain::text;

/// A placement as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacementForm {
    /// The name of the organisation.
    pub employer: String,
    /// What was agreed.
    pub terms: PlacementTerms,
}

impl PlacementForm {
    /// Reads the fields `soort`, `werkgever`, `begint_op`, `eindigt_op`, `uren`, `uitstroom` and `uitkering_sinds`.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::none();
        let kind =
            PlacementKind::from_code(fields.get("soort")).ok_or_else(|| "Kies wat voor plaatsing het is.".to_owned());
        let kind = errors.take("soort", kind);
        let employer = errors.take("werkgever", text::line(fields.get("werkgever"), "de naam van de werkgever", 120));
        let starts_on = errors.take(
            "begint_op",
            day(fields.get("begint_op")).and_then(|day| day.ok_or_else(|| "Vul de eerste werkdag in.".to_owned())),
        );
        let ends_on = errors.take("eindigt_op", day(fields.get("eindigt_op"))).flatten();
        let hours = match fields.get("uren") {
            "" => None,
            typed => errors.take("uren", Hours::parse(typed)),
        };
        let outflow = Outflow::from_code(fields.get("uitstroom"))
            .ok_or_else(|| "Kies wat er met de uitkering gebeurt.".to_owned());
        let outflow = errors.take("uitstroom", outflow);
        let benefit_since = errors.take("uitkering_sinds", day(fields.get("uitkering_sinds"))).flatten();
        if let (Some(kind), Some(starts_on)) = (kind, starts_on) {
            errors.extend(end_errors(kind, starts_on, ends_on));
            if benefit_since.is_some_and(|since| since > starts_on) {
                errors.add("uitkering_sinds", "De uitkering begint na de eerste werkdag. Kijk de datum na.");
            }
        }
        let form = match (kind, employer, starts_on, outflow) {
            (Some(kind), Some(employer), Some(starts_on), Some(outflow)) => Some(Self {
                employer,
                terms: PlacementTerms { kind, starts_on, ends_on, hours, outflow, benefit_since },
            }),
            _ => None,
        };
        errors.finish(form)
    }
}

/// What is wrong with the last day for this kind.
fn end_errors(kind: PlacementKind, starts_on: CivilDay, ends_on: Option<CivilDay>) -> FieldErrors {
    match (ends_on, kind.longest_months()) {
        (None, _) if kind.needs_end() => {
            FieldErrors::one("eindigt_op", "Vul de laatste dag in. Deze plaatsing is altijd tijdelijk.")
        }
        (Some(end), _) if end < starts_on => FieldErrors::one("eindigt_op", "De laatste dag ligt vóór de eerste."),
        (Some(end), Some(months)) if end >= starts_on.plus_months(months) => FieldErrors::one(
            "eindigt_op",
            format!("Deze plaatsing mag hoogstens {months} maanden duren, verlenging meegeteld."),
        ),
        _ => FieldErrors::none(),
    }
}

fn day(typed: &str) -> Result<Option<CivilDay>, String> {
    match typed {
        "" => Ok(None),
        typed => CivilDay::parse(typed).map(Some).ok_or_else(|| "Vul een datum in, zoals 31-12-2026.".to_owned()),
    }
}

/// Reads the fields `einde` and `laatste_dag`.
///
/// # Errors
/// What is wrong, by field.
pub fn parse_end(fields: &Fields) -> Result<(PlacementEnd, CivilDay), FieldErrors> {
    let mut errors = FieldErrors::none();
    let end = PlacementEnd::from_code(fields.get("einde")).ok_or_else(|| "Kies hoe het is afgelopen.".to_owned());
    let end = errors.take("einde", end);
    let last = errors.take(
        "laatste_dag",
        day(fields.get("laatste_dag")).and_then(|day| day.ok_or_else(|| "Vul de laatste werkdag in.".to_owned())),
    );
    errors.finish(end.zip(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&'static str, &'static str)]) -> Result<PlacementForm, FieldErrors> {
        let mut fields = Fields::from_iter([
            ("soort", "dienstverband_parttime"),
            ("werkgever", "De Groene Kracht"),
            ("begint_op", "2026-12-01"),
            ("uitstroom", "part"),
        ]);
        for (name, value) in pairs {
            let mut kept: Fields =
                fields.iter().filter(|(field, _)| field != name).map(|(f, v)| (f.to_owned(), v.to_owned())).collect();
            kept.push(*name, *value);
            fields = kept;
        }
        PlacementForm::parse(&fields)
    }

    #[test]
    fn a_job_may_be_for_an_indefinite_time_and_a_trial_may_not() {
        assert!(typed(&[]).is_ok());
        assert!(typed(&[("soort", "proefplaatsing")]).unwrap_err().of("eindigt_op").is_some());
    }

    /// Domain rules PP3 to PP5: two months and four more, and not a day longer.
    #[test]
    fn a_trial_lasts_six_months_at_most() {
        let trial = |end| typed(&[("soort", "proefplaatsing"), ("eindigt_op", end)]);
        assert!(trial("2027-05-31").is_ok());
        assert!(trial("2027-06-01").unwrap_err().of("eindigt_op").is_some());
        assert!(trial("2026-11-30").unwrap_err().of("eindigt_op").is_some());
    }
}
