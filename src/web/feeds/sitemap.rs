//! `/sitemap.xml` and `/robots.txt`: which pages search engines should know (sitemaps.org).
//! Never a page behind a log-in, and never a listing that is not public.

use actix_web::{HttpRequest, web};
use chrono::{DateTime, SecondsFormat, Utc};

use super::{each_public, xml};
use crate::app::App;
use crate::db::Conn;
use crate::store::listings;
use crate::views::components::card::listing_href;
use crate::web::conditional::Document;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Anyone, Page};

/// The most addresses in one file.
const MOST: usize = 50_000;
/// How many listings a part holds, when there are more than go into one file.
const PART: usize = 25_000;
const NAMESPACE: [(&str, &str); 1] = [("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")];

/// The pages that are no listings.
const MAIN_PAGES: [&str; 7] =
    ["/", "/werk", "/ik-zoek-werk", "/werkgevers", "/werkgevers/widget", "/privacy", "/toegankelijkheid"];

/// For an hour nobody needs to ask again.
const FRESH_FOR: u32 = 3_600;

struct Address {
    path: String,
    changed_at: Option<DateTime<Utc>>,
}

/// `GET /sitemap.xml`: all addresses, or the list of parts when there are too many for one file.
///
/// # Errors
/// A database error.
pub async fn show(_: Anyone, page: Page, request: HttpRequest) -> WebResult {
    let (app, today) = (page.app.clone(), page.today());
    let document = page.app.db.read(move |conn| {
        let listings = usize::try_from(listings::count_public(conn, today)?).unwrap_or(0);
        if listings + MAIN_PAGES.len() > MOST {
            return index_of_parts(&app, listings.div_ceil(PART)).map(document);
        }
        let mut addresses = main_pages();
        push_listings(conn, &mut addresses, (0, MOST), today)?;
        url_set(&app, &addresses).map(document)
    });
    Ok(document.await?.answer(&request))
}

/// `GET /sitemap/{part}.xml`: a part, from 1; the first holds the pages that are no listings too.
///
/// # Errors
/// `NotFound` beyond the last part.
pub async fn part(_: Anyone, page: Page, part: web::Path<usize>, request: HttpRequest) -> WebResult {
    let before = part.checked_sub(1).ok_or(WebError::NotFound)?;
    let first = before.checked_mul(PART).and_then(|first| i64::try_from(first).ok()).ok_or(WebError::NotFound)?;
    let (app, today) = (page.app.clone(), page.today());
    let document = page.app.db.read(move |conn| {
        let mut addresses = if before == 0 { main_pages() } else { Vec::new() };
        push_listings(conn, &mut addresses, (first, PART), today)?;
        if addresses.is_empty() {
            return Err(WebError::NotFound);
        }
        url_set(&app, &addresses).map(document)
    });
    Ok(document.await?.answer(&request))
}

fn main_pages() -> Vec<Address> {
    MAIN_PAGES.iter().map(|path| Address { path: (*path).to_owned(), changed_at: None }).collect()
}

fn push_listings(
    conn: &mut Conn,
    addresses: &mut Vec<Address>,
    range: (i64, usize),
    today: crate::domain::civil_day::CivilDay,
) -> Result<(), WebError> {
    each_public(conn, range, today, |public| {
        let path = listing_href(public.listing.id, &public.content.title.slug());
        addresses.push(Address { path, changed_at: Some(public.listing.updated_at) });
    })
}

fn index_of_parts(app: &App, parts: usize) -> Result<String, WebError> {
    xml::document(|xml| {
        xml::element(xml, "sitemapindex", &NAMESPACE, |xml| {
            (1..=parts).try_for_each(|part| {
                let address = app.url(&format!("/sitemap/{part}.xml"));
                xml::element(xml, "sitemap", &[], |xml| xml::text(xml, "loc", &[], &address))
            })
        })
    })
}

fn url_set(app: &App, addresses: &[Address]) -> Result<String, WebError> {
    xml::document(|xml| {
        xml::element(xml, "urlset", &NAMESPACE, |xml| {
            addresses.iter().try_for_each(|address| {
                xml::element(xml, "url", &[], |xml| {
                    xml::text(xml, "loc", &[], &app.url(&address.path))?;
                    let moment = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
                    address.changed_at.map_or(Ok(()), |at| xml::text(xml, "lastmod", &[], &moment(at)))
                })
            })
        })
    })
}

fn document(body: String) -> Document {
    Document::new("application/xml; charset=utf-8", body, None, FRESH_FOR)
}

/// What no program needs to fetch: pages behind a log-in or a link, forms, and searches, of which there is no end.
const CLOSED: [&str; 12] = [
    "/beheer",
    "/demo",
    "/inloggen",
    "/instellingen",
    "/mail/",
    "/mijn",
    "/netwerk",
    "/toestemming/",
    "/voordracht/",
    "/werk?",
    "/werkgever/",
    "/widget?",
];

/// `GET /robots.txt`
///
/// # Errors
/// None.
pub async fn robots(_: Anyone, page: Page, request: HttpRequest) -> WebResult {
    let closed = CLOSED.map(|path| format!("Disallow: {path}\n")).concat();
    let body = format!("User-agent: *\n{closed}\nSitemap: {}\n", page.app.url("/sitemap.xml"));
    Ok(Document::new("text/plain; charset=utf-8", body, None, FRESH_FOR).answer(&request))
}
