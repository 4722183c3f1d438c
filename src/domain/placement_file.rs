//! A placement from elsewhere: one line of a file, so that what is due and what is counted starts full.
//! Never a guess: an end has a day and a reason, or there is none.

use serde::Deserialize;

use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields, Reader};
use crate::domain::listing::terms::Hours;
use crate::domain::loose::{Scalar, reason, required, scalar};
use crate::domain::placement::{Outflow, PlacementEnd, PlacementKind, PlacementTerms};
use crate::domain::text::KvkNumber;

/// A placement from elsewhere, read and found to be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacementRecord {
    /// Its identifier at the source: the same again is an update.
    pub identifier: String,
    /// The candidate: the identifier at the same source, or the code here.
    pub candidate: String,
    /// The name of the organisation.
    pub employer: String,
    /// Its number in the trade register.
    pub kvk: Option<KvkNumber>,
    /// The identifier of the listing at the same source, or its code here.
    pub listing: Option<String>,
    /// What was agreed. A kind that needs an end may lack it here: older records do.
    pub terms: PlacementTerms,
    /// The last day and what became of it, when it is over.
    pub ended: Option<(CivilDay, PlacementEnd)>,
}

/// One line of a file. Keys that are not here are ignored.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PlacementLine {
    identifier: Option<Scalar>,
    candidate: Option<Scalar>,
    employer: Option<Scalar>,
    employer_kvk: Option<Scalar>,
    listing: Option<Scalar>,
    kind: Option<Scalar>,
    starts_on: Option<Scalar>,
    ends_on: Option<Scalar>,
    hours: Option<Scalar>,
    outflow: Option<Scalar>,
    benefit_since: Option<Scalar>,
    ended_on: Option<Scalar>,
    end_reason: Option<Scalar>,
}

impl PlacementLine {
    /// Reads the placement of a source.
    ///
    /// # Errors
    /// A Dutch sentence a wrong field, with the name that the field has in the file.
    pub fn into_record(self, today: CivilDay) -> Result<PlacementRecord, String> {
        let fields = self.fields()?;
        let given = |name: &str| Some(fields.get(name)).filter(|given| !given.is_empty()).map(str::to_owned);
        let identifier = required("identifier", "het kenmerk bij de bron", 200, given("identifier"))?;
        let candidate = required("candidate", "het kenmerk van de kandidaat", 200, given("candidate"))?;
        let employer = required("employer", "de naam van de organisatie", 120, given("employer"))?;
        let read = read(&fields, today).map_err(|errors| reason(&errors, &fields, str::to_owned))?;
        let (terms, ended, kvk, listing) = read;
        Ok(PlacementRecord { identifier, candidate, employer, kvk, listing, terms, ended })
    }

    /// The values under the names of the file.
    fn fields(&self) -> Result<Fields, String> {
        let mut fields = Fields::default();
        for (name, value) in [
            ("identifier", &self.identifier),
            ("candidate", &self.candidate),
            ("employer", &self.employer),
            ("employer_kvk", &self.employer_kvk),
            ("listing", &self.listing),
            ("kind", &self.kind),
            ("starts_on", &self.starts_on),
            ("ends_on", &self.ends_on),
            ("hours", &self.hours),
            ("outflow", &self.outflow),
            ("benefit_since", &self.benefit_since),
            ("ended_on", &self.ended_on),
            ("end_reason", &self.end_reason),
        ] {
            if let Some(value) = value {
                fields.push(name, scalar(name, value)?);
            }
        }
        Ok(fields)
    }
}

type Read = (PlacementTerms, Option<(CivilDay, PlacementEnd)>, Option<KvkNumber>, Option<String>);

fn read(fields: &Fields, today: CivilDay) -> Result<Read, FieldErrors> {
    let mut reader = Reader::new(fields);
    let kvk = reader.take_if_typed("employer_kvk", KvkNumber::parse);
    let listing = reader.optional("listing", "het kenmerk van de plek", 200);
    let kind = reader.take("kind", one_of::<PlacementKind>);
    let starts_on = reader.take("starts_on", |typed| {
        CivilDay::parse(typed).ok_or_else(|| "Vul de eerste dag in. Een voorbeeld: 2026-12-31.".to_owned())
    });
    let ends_on = reader.day("ends_on");
    let hours = reader.take_if_typed("hours", Hours::parse);
    let outflow = reader.take_if_typed("outflow", one_of::<Outflow>).unwrap_or(Outflow::None);
    let benefit_since = reader.day("benefit_since");
    let ended_on = reader.day("ended_on");
    let end = reader.take_if_typed("end_reason", one_of::<PlacementEnd>);
    if starts_on.zip(ends_on).is_some_and(|(first, last)| last < first) {
        reader.errors.add("ends_on", "De laatste dag is eerder dan de eerste.");
    }
    check_end(&mut reader, starts_on, ended_on.zip(end), today);
    let terms = kind.zip(starts_on).map(|(kind, starts_on)| PlacementTerms {
        kind,
        starts_on,
        ends_on,
        hours,
        outflow,
        benefit_since,
    });
    reader.errors.finish(terms.map(|terms| (terms, ended_on.zip(end), kvk, listing)))
}

/// Day and reason come together; only what never began may be over before its first day.
fn check_end(
    reader: &mut Reader,
    starts_on: Option<CivilDay>,
    ended: Option<(CivilDay, PlacementEnd)>,
    today: CivilDay,
) {
    if reader.fields.get("ended_on").is_empty() != reader.fields.get("end_reason").is_empty() {
        let missing = if reader.fields.get("ended_on").is_empty() { "ended_on" } else { "end_reason" };
        reader.errors.add(missing, "Dit ontbreekt. De dag en de reden van het einde horen bij elkaar.");
    }
    let Some((day, end)) = ended else { return };
    if day > today {
        reader.errors.add("ended_on", "Deze dag is nog niet geweest. De afgesproken laatste dag hoort bij ends_on.");
    }
    if end != PlacementEnd::NeverBegan && starts_on.is_some_and(|first| day < first) {
        reader.errors.add("ended_on", "Het einde is eerder dan de eerste dag.");
    }
}

fn one_of<C: Code>(typed: &str) -> Result<C, String> {
    let codes = || C::ALL.iter().map(|each| each.code()).collect::<Vec<_>>().join(", ");
    C::from_code(typed).ok_or_else(|| format!("Kies een van: {}.", codes()))
}

#[cfg(test)]
mod tests;
