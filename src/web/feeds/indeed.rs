//! `/indeed.xml`: paid vacancies in the format that Indeed and other job boards fetch.
//! Never there until the municipality turns it on, and never a listing whose employer did not tick it.

use actix_web::HttpResponse;
use actix_web::http::header::{CacheControl, CacheDirective};
use actix_web::web::Bytes;
use futures_util::stream;

use super::xml;
use crate::app::App;
use crate::db::Conn;
use crate::domain::ids::ListingId;
use crate::domain::listing::terms::{Education, Sector};
use crate::store::listings::{self, PublicListing};
use crate::store::municipalities;
use crate::views::components::card::listing_href;
use crate::views::components::listing_html::listing_html;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Anyone, Page};

/// Job boards fetch a few times a day.
const FRESH_FOR: u32 = 900;

/// From so many hundredths of hours a week a job is full time (CBS: 35 hours).
const FULL_TIME: u16 = 3_500;

/// So many listings are read and sent at a time: whole texts of all the work there is would fill the memory.
const AT_A_TIME: i64 = 50;

/// `GET /indeed.xml`
///
/// # Errors
/// `NotFound` until the municipality turns it on.
pub async fn show(_: Anyone, page: Page) -> WebResult {
    let (app, municipality) = (page.app.clone(), page.app.municipality.id);
    let first = page.app.db.read(move |conn| {
        if !municipalities::sends_to_indeed(conn, municipality)? {
            return Err(WebError::NotFound);
        }
        Part::read(conn, &app, None)
    });
    let first = Some(first.await?);
    let app = page.app;
    let parts = stream::try_unfold(first, move |part| {
        let app = app.clone();
        async move {
            let Some(Part { text, last }) = part else { return Ok(None) };
            let next = match last {
                Some(_) => Some(app.db.clone().read(move |conn| Part::read(conn, &app, last)).await?),
                None => None,
            };
            Ok::<_, WebError>(Some((Bytes::from(text), next)))
        }
    });
    let fresh = CacheControl(vec![CacheDirective::Public, CacheDirective::MaxAge(FRESH_FOR)]);
    let mut response = HttpResponse::Ok();
    Ok(response.content_type("application/xml; charset=utf-8").insert_header(fresh).streaming(parts))
}

/// A piece of the file.
struct Part {
    /// Never empty: that would end the answer.
    text: String,
    /// The listing after which the next piece begins; `None` of the last piece.
    last: Option<ListingId>,
}

impl Part {
    /// The piece with the listings after `after`; `None` begins the file.
    fn read(conn: &mut Conn, app: &App, after: Option<ListingId>) -> Result<Self, WebError> {
        let rows = listings::public_after(conn, after, AT_A_TIME, app.clock.today())?;
        // Fewer than were asked for is not the end: a text that cannot be read is left out.
        let last = rows.last().map(|public| public.listing.id);
        let ticked = rows.iter().filter(|public| {
            let ours = public.listing.municipality == app.municipality.id;
            ours && public.listing.kind.is_paid() && public.content.reach.indeed
        });
        let mut text = if after.is_none() { head(app)? } else { "\n".to_owned() };
        text.push_str(&xml::fragment(|xml| ticked.into_iter().try_for_each(|public| job(xml, app, public)))?);
        if last.is_none() {
            text.push_str("</source>");
        }
        Ok(Self { text, last })
    }
}

/// What stands before the jobs, `<source>` still open.
fn head(app: &App) -> Result<String, WebError> {
    xml::document(|xml| {
        xml::open(xml, "source")?;
        xml::text(xml, "publisher", &[], &app.municipality.brand)?;
        xml::text(xml, "publisherurl", &[], &app.url("/"))?;
        xml::text(xml, "lastBuildDate", &[], &app.clock.now().to_rfc2822())
    })
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
