//! The front page and the search.
//! Never decides what is public: `web::finding` asks the database.

use crate::domain::code::Code;
use crate::domain::form::FieldErrors;
use crate::domain::listing::ListingKind;
use crate::domain::search::{PAGE_NAMES, PER_PAGE, Query};
use crate::views::public::home::HomePage;
use crate::views::public::search::SearchPage;
use crate::web::error::WebResult;
use crate::web::extract::{Anyone, Page, QueryFields};
use crate::web::finding::{find, found_card};
use crate::web::public::ways_on::ways_on;

/// How many listings stand on the front page.
const NEWEST: u32 = 6;

/// `GET /`
///
/// # Errors
/// When index or database does not answer.
pub async fn home(_: Anyone, page: Page) -> WebResult {
    let found = find(&page.app, &Query::default(), NEWEST).await?;
    let today = page.today();
    let count = |kind| found.facets.kinds.iter().find(|(each, _)| *each == kind).map_or(0, |(_, count)| *count);
    let kinds =
        ListingKind::ALL.iter().filter(|kind| kind.rules().public && (kind.rules().has_form || count(**kind) > 0));
    let counts = kinds.map(|kind| (*kind, count(*kind))).collect();
    let newest = found.listings.into_iter().map(|found| found_card(found, today)).collect();
    page.html(|frame| HomePage { counts, newest }.render(frame))
}

/// `GET /werk`
///
/// # Errors
/// When index or database does not answer.
pub async fn search(_: Anyone, page: Page, QueryFields(fields): QueryFields) -> WebResult {
    let (mut query, errors): (Query, FieldErrors) = Query::parse(&fields, &PAGE_NAMES);
    let found = find(&page.app, &query, PER_PAGE).await?;
    if let Some((near, km)) = query.near.as_mut().zip(found.radius_km) {
        near.radius_km = km;
    }
    let today = page.today();
    let ways_on = ways_on(&page.app, &query, &found).await?;
    let mut pages = u32::try_from(found.total.div_ceil(u64::from(PER_PAGE))).unwrap_or(u32::MAX);
    if found.more && !found.listings.is_empty() {
        // What was not counted is there all the same.
        pages = pages.max(query.page + 1);
    }
    let shown = SearchPage {
        page: query.page,
        query,
        fields,
        errors,
        total: found.total,
        more: found.more,
        farther: found.radius_km.is_some(),
        suggestion: found.suggestion,
        cards: found.listings.into_iter().map(|found| found_card(found, today)).collect(),
        facets: found.facets,
        wider: found.wider,
        ways_on,
        pages,
        next: found.next,
    };
    page.html(|frame| shown.render(frame))
}
