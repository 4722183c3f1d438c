//! Finding listings: the index gives ids, the database decides what of them is public today, cards are made of those.
//! Never shows what the database does not give, so a stale index can neither publish a withdrawn listing nor leave a page short.

use tokio::sync::OwnedSemaphorePermit;

use crate::app::App;
use crate::db::Conn;
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::ListingId;
use crate::domain::search::{After, Facets, Hit, ListingDocument, Query, Snippet};
use crate::store::listings::{self, PublicListing};
use crate::views::components::card::ListingCard;
use crate::web::error::WebError;

/// For how many days a listing is called new.
const NEW_DAYS: i64 = 7;
/// How many more ids are asked than a page needs, for those that are public no longer.
const SPARE: u32 = 10;

/// One listing that was found.
pub struct FoundListing {
    /// The listing.
    pub public: PublicListing,
    /// How well it fits and how far it is.
    pub hit: Hit,
    /// Why it was found.
    pub snippet: Snippet,
}

/// A page of results.
pub struct FoundPage {
    /// Those on this page.
    pub listings: Vec<FoundListing>,
    /// How many there are.
    pub total: u64,
    /// Whether there are more than were counted.
    pub more: bool,
    /// The words as they were probably meant.
    pub suggestion: Option<String>,
    /// Counts per choice.
    pub facets: Facets,
    /// Totals in wider circles.
    pub wider: Vec<(u16, u64)>,
    /// How far was searched, when that is farther than the question says: little lies nearby, and nobody named a radius.
    pub radius_km: Option<u16>,
    /// Where the next page begins, when there is one.
    pub next: Option<After>,
}

/// Answers a query; `query.page` counts pages of `per_page`.
///
/// # Errors
/// When index or database does not answer.
pub async fn find(app: &App, query: &Query, per_page: u32) -> Result<FoundPage, WebError> {
    let turn = turn(app).await?;
    let (index, query, today) = (app.index.clone(), query.clone(), app.clock.today());
    app.db
        .read(move |conn| {
            let _turn = turn;
            let offset = query.page.saturating_mul(per_page);
            let found = index.search(&query, today, offset, per_page + SPARE)?;
            let rows = public_of(conn, &found.hits, per_page as usize, today)?;
            let snippets = index.snippets(&query, rows.iter().map(|(_, public)| public.content.description.as_str()));
            // After the last one that is shown, when there is another.
            let last = rows.last().map_or(0, |(at, _)| at + 1);
            // Where none of them is public any more, after all of them.
            let next = match last {
                0 => found.after.last().copied(),
                last if last < found.hits.len() => found.after.get(last - 1).copied(),
                _ => None,
            };
            let shown = |((at, public), snippet): ((usize, PublicListing), Snippet)| {
                found.hits.get(at).map(|hit| FoundListing { public, hit: *hit, snippet })
            };
            Ok(FoundPage {
                listings: rows.into_iter().zip(snippets).filter_map(shown).collect(),
                total: found.total,
                more: found.more,
                suggestion: found.suggestion,
                facets: found.facets,
                wider: found.wider,
                radius_km: found.radius_km,
                next,
            })
        })
        .await
}

/// Waits for a turn to ask the index, to be held while the answer is made.
///
/// # Errors
/// `Unavailable` when too many wait already.
pub async fn turn(app: &App) -> Result<OwnedSemaphorePermit, WebError> {
    app.index.turn().await.ok_or_else(|| WebError::Unavailable("too many searches wait".to_owned()))
}

/// The first so many of what was found that are public, with their place among what was found.
fn public_of(
    conn: &mut Conn,
    hits: &[Hit],
    count: usize,
    today: CivilDay,
) -> Result<Vec<(usize, PublicListing)>, WebError> {
    let mut shown: Vec<(usize, PublicListing)> = Vec::with_capacity(count);
    let mut from = 0;
    // Nearly always once: only what the index still holds and the database no longer shows asks for the spare ones.
    while shown.len() < count && from < hits.len() {
        let to = (from + count - shown.len()).min(hits.len());
        let ids: Vec<ListingId> = hits[from..to].iter().map(|hit| hit.id).collect();
        for public in listings::public_by_ids(conn, &ids, today)? {
            let at = ids.iter().position(|id| *id == public.listing.id).unwrap_or_default();
            shown.push((from + at, public));
        }
        from = to;
    }
    Ok(shown)
}

/// Public listings like this one, best first.
///
/// # Errors
/// When index or database does not answer.
pub fn similar(
    conn: &mut Conn,
    app: &App,
    document: &ListingDocument,
    count: u32,
) -> Result<Vec<ListingCard>, WebError> {
    let today = app.clock.today();
    let hits = app.index.similar(document, today, count + SPARE)?;
    let ids: Vec<ListingId> = hits.iter().map(|hit| hit.id).filter(|id| *id != document.id).collect();
    let mut rows = listings::public_by_ids(conn, &ids, today)?;
    rows.truncate(count as usize);
    Ok(rows.iter().map(|public| card(public, today)).collect())
}

/// The card of a public listing.
#[must_use]
pub fn card(public: &PublicListing, today: CivilDay) -> ListingCard {
    let mut card = ListingCard::of(public.listing.id, public.listing.kind, &public.employer_name, &public.content);
    card.closes_on = public.listing.closes_on;
    card.is_new = public.listing.published_at.is_some_and(|at| today.days_since(CivilDay::of(at)) < NEW_DAYS);
    card
}

/// The card of a listing that was found.
#[must_use]
pub fn found_card(found: FoundListing, today: CivilDay) -> ListingCard {
    ListingCard { distance_km: found.hit.distance_km, snippet: found.snippet, ..card(&found.public, today) }
}
