//! `/indeed.xml`: paid vacancies in the format that Indeed and other job boards fetch.
//! Never there until the municipality turns it on, and never a listing whose employer did not tick it.

use actix_web::HttpRequest;

use super::{each_public, latest, xml};
use crate::app::App;
use crate::domain::listing::terms::{Education, Sector};
use crate::store::listings::PublicListing;
use crate::store::municipalities;
use crate::views::components::card::listing_href;
use crate::views::components::listing_html::listing_html;
use crate::web::conditional::Document;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Anyone, Page};

/// Job boards fetch a few times a day.
const FRESH_FOR: u32 = 900;

/// From so many hundredths of hours a week a job is full time (CBS: 35 hours).
const FULL_TIME: u16 = 3_500;

/// `GET /indeed.xml`
///
/// # Errors
/// `NotFound` until the municipality turns it on.
pub async fn show(_: Anyone, page: Page, request: HttpRequest) -> WebResult {
    let (today, municipality) = (page.today(), page.app.municipality.id);
    let jobs = page.app.db.read(move |conn| {
        if !municipalities::sends_to_indeed(conn, municipality)? {
            return Err(WebError::NotFound);
        }
        let mut jobs = Vec::new();
        each_public(conn, (0, usize::MAX), today, |public| {
            let ours = public.listing.municipality == municipality;
            if ours && public.listing.kind.is_paid() && public.content.reach.indeed {
                jobs.push(public.clone());
            }
        })?;
        Ok(jobs)
    });
    let jobs = jobs.await?;
    let changed_at = latest(jobs.iter().map(|public| public.listing.updated_at), today);
    let body = xml::document(|xml| {
        xml::element(xml, "source", &[], |xml| {
            xml::text(xml, "publisher", &[], &page.app.municipality.brand)?;
            xml::text(xml, "publisherurl", &[], &page.app.url("/"))?;
            xml::text(xml, "lastBuildDate", &[], &changed_at.to_rfc2822())?;
            jobs.iter().try_for_each(|public| job(xml, &page.app, public))
        })
    })?;
    let content_type = "application/xml; charset=utf-8";
    Ok(Document { content_type, body, changed_at: Some(changed_at), fresh_for: FRESH_FOR }.answer(&request))
}

fn job(xml: &mut xml::Xml, app: &App, public: &PublicListing) -> std::io::Result<()> {
    let PublicListing { listing, content, employer_name } = public;
    let posted = listing.published_at.unwrap_or(listing.created_at);
    let types = match (content.hours_min, content.hours_max) {
        (Some(least), _) if least.hundredths() >= FULL_TIME => "fulltime",
        (Some(_), Some(most)) if most.hundredths() >= FULL_TIME => "fulltime, parttime",
        (Some(_), _) => "parttime",
        (None, _) => "",
    };
    let fields = [
        ("title", content.title.as_str().to_owned()),
        ("date", posted.to_rfc2822()),
        ("referencenumber", listing.code.clone()),
        ("url", app.url(&listing_href(listing.id, &content.title.slug()))),
        ("company", employer_name.clone()),
        ("sourcename", app.municipality.brand.clone()),
        ("city", content.place.clone().unwrap_or_default()),
        ("country", "NL".to_owned()),
        ("postalcode", content.postcode.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("description", listing_html(listing.kind, content).into_string()),
        ("salary", content.wage.map(|wage| wage.to_string()).unwrap_or_default()),
        ("education", content.education.map(Education::label).unwrap_or_default().to_owned()),
        ("jobtype", types.to_owned()),
        ("category", content.sector.map(Sector::label).unwrap_or_default().to_owned()),
        ("expirationdate", listing.closes_on.map(|day| day.to_string()).unwrap_or_default()),
    ];
    xml::element(xml, "job", &[], |xml| {
        let said = fields.iter().filter(|(_, value)| !value.is_empty());
        said.clone().try_for_each(|(name, value)| xml::cdata(xml, name, value))
    })
}
