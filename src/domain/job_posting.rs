//! A posting from elsewhere: a schema.org `JobPosting` as sources really write it, read into what a listing of ours needs;
//! and the other way: a listing of ours as one. Never a guess: what is missing or cannot be read is unknown; what stands
//! under `baanin` is ours and must be right.

mod amounts;
mod extension;
mod location;
mod published;

#[cfg(test)]
mod tests;

use serde::Deserialize;

use self::amounts::{Amount, push_wage};
use self::extension::Extension;
use self::location::{Location, whereabouts};
pub use self::published::Published;
use crate::domain::civil_day::CivilDay;
use crate::domain::form::Fields;
use crate::domain::listing::{ListingContent, ListingKind, Origin};
use crate::domain::loose::{Loose, Property, Scalar, named_or_bare, part, reason, required, scalar, text_of};
use crate::domain::rich_text::RichText;
use crate::domain::text::KvkNumber;

/// A posting from elsewhere, read and found to be right.
#[derive(Debug, Clone, PartialEq)]
pub struct Posting {
    /// Where it came from: the pair is its identity.
    pub origin: Origin,
    /// The name of the organisation.
    pub employer: String,
    /// Its number in the trade register, when the source says it.
    pub kvk: Option<KvkNumber>,
    /// The kind.
    pub kind: ListingKind,
    /// Text and facts.
    pub content: ListingContent,
    /// The day on which it was posted.
    pub posted_on: Option<CivilDay>,
}

/// One line of a file. Keys that are not here (`employmentType` among them: it decides nothing) are ignored.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct JobPosting {
    identifier: Option<Loose<Property>>,
    title: Option<Scalar>,
    description: Option<Scalar>,
    hiring_organization: Option<Loose<Party>>,
    job_location: Option<Loose<Location>>,
    work_hours: Option<Loose<Amount>>,
    base_salary: Option<Loose<Amount>>,
    date_posted: Option<Scalar>,
    valid_through: Option<Scalar>,
    baanin: Option<Loose<Extension>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Party {
    name: Option<Scalar>,
    identifier: Option<Loose<Property>>,
}

impl JobPosting {
    /// Reads the posting of a source. The rules of its kind are those of the form.
    ///
    /// # Errors
    /// A Dutch sentence a wrong field, with the name that the field has in the file.
    pub fn into_posting(self, source: &str) -> Result<Posting, String> {
        let identifier =
            required("identifier", "het kenmerk bij de bron", 200, named_or_bare(self.identifier.as_ref()))?;
        let party = self.hiring_organization.as_ref();
        let name = party.and_then(|party| party.parts().map_or(party.bare(), |parts| parts.name.as_ref()));
        let employer = required("hiringOrganization.name", "de naam van de organisatie", 120, text_of(name))?;
        // Other sites put any identifier here; only eight digits are a KVK number.
        let kvk = party.and_then(Loose::parts).and_then(|party| named_or_bare(party.identifier.as_ref()));
        let nothing = Extension::default();
        let extension = part("baanin", self.baanin.as_ref())?.unwrap_or(&nothing);
        let kind = extension.kind()?;
        let mut fields = Fields::default();
        extension.fill(&mut fields)?;
        self.fill(&mut fields)?;
        let mut content = ListingContent::parse(&fields, kind)
            .map_err(|errors| reason(&errors, &fields, |field| name_in_file(field).to_owned()))?;
        if content.description == RichText::default() {
            content.description = RichText::parse(content.title.as_str(), "de tekst")?.unwrap_or_default();
        }
        Ok(Posting {
            origin: Origin { source: source.to_owned(), identifier },
            employer,
            kvk: kvk.and_then(|number| KvkNumber::parse(&number).ok()),
            kind,
            content,
            posted_on: text_of(self.date_posted.as_ref()).and_then(|date| day(&date)),
        })
    }

    /// What stands in the fields of schema.org: nonsense in a fact that other sites fill freely is unknown.
    fn fill(&self, fields: &mut Fields) -> Result<(), String> {
        fields.push("titel", text_of(self.title.as_ref()).unwrap_or_default());
        fields.push("tekst", text_of(self.description.as_ref()).unwrap_or_default());
        if let Some((low, high)) = self.work_hours.as_ref().and_then(Loose::hours) {
            fields.push("uren_min", low.to_string());
            fields.push("uren_max", high.to_string());
        }
        if let Some(wage) = self.base_salary.as_ref().and_then(Loose::wage) {
            push_wage(fields, ["loon_min", "loon_max", "loon_per"], wage);
        }
        let (place, postcode) = self.job_location.as_ref().map(whereabouts).unwrap_or_default();
        fields.push_some("plaats", place);
        fields.push_some("postcode", postcode);
        // The one date that must be right when it is there: it takes the listing off the site.
        if let Some(given) = &self.valid_through {
            let text = scalar("validThrough", given)?;
            fields.push("sluit_op", day(&text).map_or(text, |day| day.to_string()));
        }
        Ok(())
    }
}

/// The day of a date; with a time and an offset it is the day in the Netherlands at that instant.
fn day(text: &str) -> Option<CivilDay> {
    let day = CivilDay::parse(text)?;
    Some(text.parse::<chrono::DateTime<chrono::FixedOffset>>().map_or(day, |at| CivilDay::of(at.to_utc())))
}

/// What a field of the form is called in a file.
fn name_in_file(field: &str) -> &str {
    match field {
        "titel" => "title",
        "tekst" => "description",
        "plaats" => "jobLocation.address.addressLocality",
        "postcode" => "jobLocation.address.postalCode",
        "uren_min" | "uren_max" => "workHours",
        "loon_min" | "loon_max" | "loon_per" => "baseSalary",
        "sluit_op" => "validThrough",
        "branche" => "baanin.sector",
        "leerdoel" => "baanin.learning_goal",
        "opleiding" => "baanin.education_min",
        "taal" => "baanin.dutch_min",
        "rijbewijs" => "baanin.driving_licences",
        "certificaten" => "baanin.certificates",
        "vaardigheden" => "baanin.skills",
        "taken" => "baanin.tasks",
        "belasting" => "baanin.load",
        "dagen" => "baanin.days",
        "tijden" => "baanin.shifts",
        "plekken" => "baanin.positions",
        "contract" | "contract_maanden" => "baanin.contract_months",
        "duur" => "baanin.duration_months",
        "bedoeling" => "baanin.intention_months",
        "loon_daarna" | "loon_daarna_max" | "loon_daarna_per" => "baanin.wage_after",
        "begint_op" => "baanin.starts_at",
        "reactie" => "baanin.react",
        "formele_werkgever" => "baanin.formal_employer",
        "jobcoach" => "baanin.support.jobcoach",
        "loonkostensubsidie" => "baanin.support.wage_subsidy",
        "proef_eerst" => "baanin.support.trial",
        "taken_op_maat" => "baanin.support.adapted_tasks",
        "begeleiding_uren" => "baanin.support.guidance_hours",
        "maatje" => "baanin.support.buddy",
        "bereik" => "baanin.reach",
        "google" => "baanin.reach.search_engines",
        "indeed" => "baanin.reach.indeed",
        "trede" => "baanin.internal.ladder_step_min",
        other => other,
    }
}
