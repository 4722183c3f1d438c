//! What other programs fetch to know which work there is: feeds, the site map, the file for Indeed.
//! Never more than the pages for anyone show, and never a listing that its page does not show today.

pub mod atom;
pub mod indeed;
pub mod rss;
pub mod sitemap;
mod xml;

use chrono::{DateTime, Utc};

use crate::app::App;
use crate::db::Conn;
use crate::domain::civil_day::CivilDay;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{Id, ListingId};
use crate::domain::search::{PAGE_NAMES, Query, Sort};
use crate::store::listings::{self, PublicListing};
use crate::views::components::card::{capital, listing_href};
use crate::views::components::listing_html::listing_html;
use crate::web::error::WebError;
use crate::web::finding::find;

/// How many listings a feed holds: the newest.
const ENTRIES: u32 = 50;
/// How many rows are read at a time where all are gone through.
const AT_A_TIME: i64 = 1_000;

/// One listing in a feed.
struct Entry {
    /// The same for as long as the listing exists, whatever its title becomes.
    id: String,
    url: String,
    title: String,
    employer: String,
    kind: String,
    html: String,
    published_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl Entry {
    fn of(app: &App, public: &PublicListing) -> Self {
        let PublicListing { listing, content, employer_name } = public;
        let place = content.place.as_ref().map_or_else(String::new, |place| format!(" in {place}"));
        Self {
            id: format!("urn:uuid:{}", listing.id.uuid().hyphenated()),
            url: app.url(&listing_href(listing.id, &content.title.slug())),
            title: format!("{} bij {employer_name}{place}", content.title),
            employer: employer_name.clone(),
            kind: capital(listing.kind.rules().label),
            html: listing_html(listing.kind, content).into_string(),
            published_at: listing.published_at.unwrap_or(listing.created_at),
            updated_at: listing.updated_at,
        }
    }
}

/// The newest listings that a search finds, and what to call them.
struct Feed {
    entries: Vec<Entry>,
    title: String,
    subtitle: String,
    /// The address of the feed itself, and of the page with the same search.
    own_url: String,
    page_url: String,
    /// When an entry last changed; without any, when this day began.
    changed_at: DateTime<Utc>,
}

impl Feed {
    /// The feed at `path` for the parameters of `/werk`. A wrong one is an error: a feed of everything would not be what
    /// was asked for, and nobody would see it.
    async fn load(app: &App, path: &str, fields: &Fields) -> Result<Result<Self, FieldErrors>, WebError> {
        let (query, errors) = Query::parse(fields, &PAGE_NAMES);
        if !errors.is_empty() {
            return Ok(Err(errors));
        }
        let query = Query { sort: Some(Sort::Newest), page: 0, after: None, ..query };
        let found = find(app, &query, ENTRIES).await?;
        let entries: Vec<_> = found.listings.iter().map(|found| Entry::of(app, &found.public)).collect();
        let pairs = Query { sort: None, ..query.clone() }.to_pairs();
        let asked = serde_urlencoded::to_string(pairs).unwrap_or_default();
        let mark = if asked.is_empty() { "" } else { "?" };
        let municipality = &app.municipality;
        let words = if query.text.is_empty() { String::new() } else { format!(": {}", query.text) };
        let near = query.near.as_ref().map_or_else(String::new, |near| format!(" bij {}", near.place.name));
        Ok(Ok(Self {
            title: format!("{} - werk{near}{words}", municipality.brand),
            subtitle: format!("Het nieuwste werk in en om {}", municipality.name),
            own_url: app.url(&format!("{path}{mark}{asked}")),
            page_url: app.url(&format!("/werk{mark}{asked}")),
            changed_at: latest(entries.iter().map(|entry| entry.updated_at), app.clock.today()),
            entries,
        }))
    }
}

/// The latest of these; without any, the beginning of the day.
fn latest(moments: impl Iterator<Item = DateTime<Utc>>, today: CivilDay) -> DateTime<Utc> {
    moments.max().unwrap_or_else(|| today.start())
}

/// The answer to wrong parameters: for whoever looks why his reader shows nothing.
fn wrong_parameters(errors: &FieldErrors) -> actix_web::HttpResponse {
    actix_web::HttpResponse::BadRequest().content_type("text/plain; charset=utf-8").body(errors.to_string())
}

/// Hands every public listing to `take`, from `first` on and at most `most` of them.
fn each_public(
    conn: &mut Conn,
    (first, most): (i64, usize),
    today: CivilDay,
    mut take: impl FnMut(&PublicListing),
) -> Result<(), WebError> {
    let mut rows = listings::public_from(conn, first, AT_A_TIME, today)?;
    let mut taken = 0;
    while let Some(last) = rows.last().map(|public| public.listing.id) {
        for public in rows.iter().take(most - taken) {
            take(public);
            taken += 1;
        }
        if taken >= most {
            break;
        }
        rows = listings::public_after(conn, Some::<ListingId>(last), AT_A_TIME, today)?;
    }
    Ok(())
}
