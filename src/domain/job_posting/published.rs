//! A listing of ours as a schema.org `JobPosting`, for search engines to read on its page.
//! Never more than the page itself shows, and never a job without wage: a reader of job boards expects work that is paid.

use serde::Serialize;

use crate::domain::employer::EmployerProfile;
use crate::domain::listing::terms::{Contract, Education, Hours, Sector, Wage, WageUnit};
use crate::domain::listing::{Listing, ListingContent};
use crate::domain::place::Places;
use crate::domain::text::Postcode;

/// From so many hundredths of hours a week a job is full time (CBS: 35 hours).
const FULL_TIME: u16 = 3_500;

/// The posting, in the names and values of schema.org that Google's documentation asks for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Published {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    title: String,
    description: String,
    url: String,
    identifier: PropertyValue,
    date_posted: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_through: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    employment_type: Vec<&'static str>,
    hiring_organization: Organization,
    job_location: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    base_salary: Option<MonetaryAmount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    work_hours: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_start_date: Option<String>,
    total_job_openings: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    industry: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    education_requirements: Option<Requirement>,
    #[serde(skip_serializing_if = "Option::is_none")]
    skills: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    responsibilities: Option<String>,
    direct_apply: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct PropertyValue {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    value: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Organization {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Place {
    #[serde(rename = "@type")]
    kind: &'static str,
    address: PostalAddress,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct PostalAddress {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    address_locality: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postal_code: Option<String>,
    address_country: &'static str,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct MonetaryAmount {
    #[serde(rename = "@type")]
    kind: &'static str,
    currency: &'static str,
    value: QuantitativeValue,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct QuantitativeValue {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_value: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_value: Option<f64>,
    unit_text: WageUnit,
}

/// What is asked, in the values that Google knows.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
enum Requirement {
    Text(&'static str),
    #[serde(rename_all = "camelCase")]
    Credential {
        #[serde(rename = "@type")]
        kind: &'static str,
        credential_category: &'static str,
    },
}

impl Published {
    /// The posting of a public listing at `url`; `description` is its whole text as HTML. `None` when it is unpaid, or when
    /// its employer does not want it.
    #[must_use]
    pub fn of(
        listing: &Listing,
        content: &ListingContent,
        employer: &EmployerProfile,
        url: String,
        description: String,
    ) -> Option<Self> {
        if !listing.kind.is_paid() || !content.reach.search_engines {
            return None;
        }
        let posted = listing.published_at.unwrap_or(listing.created_at);
        Some(Self {
            context: "https://schema.org",
            kind: "JobPosting",
            title: content.title.as_str().to_owned(),
            description,
            url,
            identifier: PropertyValue {
                kind: "PropertyValue",
                name: employer.name.clone(),
                value: listing.code.clone(),
            },
            date_posted: posted.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            // The last day counts whole.
            valid_through: listing.closes_on.map(|day| {
                let end = day.plus_days(1).start() - chrono::Duration::seconds(1);
                end.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
            }),
            employment_type: employment_type(content),
            hiring_organization: Organization {
                kind: "Organization",
                name: employer.name.clone(),
                same_as: employer.website.clone(),
            },
            job_location: location(content),
            base_salary: content.wage.map(salary),
            work_hours: hours_in_words(content),
            job_start_date: content.starts_on.map(|day| day.to_string()),
            total_job_openings: listing.open_positions(),
            industry: content.sector.map(Sector::label),
            education_requirements: content.education.map(requirement),
            skills: joined(&content.skills),
            responsibilities: joined(&content.tasks),
            direct_apply: true,
        })
    }
}

fn location(content: &ListingContent) -> Place {
    let known = Places::known().locate(content.place.as_deref(), content.postcode.as_ref());
    let address = PostalAddress {
        kind: "PostalAddress",
        address_locality: content.place.clone().or_else(|| known.map(|place| place.name.clone())),
        postal_code: content.postcode.as_ref().map(Postcode::to_string),
        address_country: "NL",
    };
    Place { kind: "Place", address }
}

/// Full time, part time or both, by the hours; with an end it is temporary too.
fn employment_type(content: &ListingContent) -> Vec<&'static str> {
    let mut types = Vec::new();
    if content.hours_max.is_some_and(|hours| hours.hundredths() >= FULL_TIME) {
        types.push("FULL_TIME");
    }
    if content.hours_min.is_some_and(|hours| hours.hundredths() < FULL_TIME) {
        types.push("PART_TIME");
    }
    if matches!(content.contract, Some(Contract::Months(_))) {
        types.push("TEMPORARY");
    }
    types
}

fn salary(wage: Wage) -> MonetaryAmount {
    #[expect(clippy::cast_precision_loss, reason = "a wage has far fewer digits than a float keeps")]
    let euros = |cents: i64| cents as f64 / 100.0;
    let is_one = wage.min_ct == wage.max_ct;
    let value = QuantitativeValue {
        kind: "QuantitativeValue",
        value: is_one.then(|| euros(wage.min_ct)),
        min_value: (!is_one).then(|| euros(wage.min_ct)),
        max_value: (!is_one).then(|| euros(wage.max_ct)),
        unit_text: wage.unit,
    };
    MonetaryAmount { kind: "MonetaryAmount", currency: "EUR", value }
}

fn hours_in_words(content: &ListingContent) -> Option<String> {
    let (least, most): (Hours, Hours) = (content.hours_min?, content.hours_max?);
    let hours = if least == most { least.to_string() } else { format!("{least}-{most}") };
    Some(format!("{hours} uur per week"))
}

fn requirement(education: Education) -> Requirement {
    let credential_category = match education {
        Education::None => return Requirement::Text("no requirements"),
        Education::Vmbo | Education::HavoVwo => "high school",
        Education::Mbo => "professional certificate",
        Education::Hbo => "bachelor degree",
        Education::Wo => "postgraduate degree",
    };
    Requirement::Credential { kind: "EducationalOccupationalCredential", credential_category }
}

fn joined(lines: &[String]) -> Option<String> {
    (!lines.is_empty()).then(|| lines.join(", "))
}
