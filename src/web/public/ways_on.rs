//! What a search that found nothing, or little, can become: each way with how many there are, counted by the index.
//! Never a search more for a page that shows enough.

use crate::app::App;
use crate::domain::search::{Near, Query, RADII_KM};
use crate::views::components::card::ListingCard;
use crate::views::public::search::{Counted, Group, WaysOn, groups};
use crate::web::error::WebError;
use crate::web::finding::{FoundPage, find, found_card};

/// So few results are little.
const LITTLE: u64 = 2;
/// How many groups of choices are tried, each by a search of its own.
const MOST_GROUPS: usize = 4;
/// How many listings that are like it are shown.
const ALIKE: u32 = 3;

/// The ways on from this answer; none when it is enough.
///
/// # Errors
/// When index or database does not answer.
pub async fn ways_on(app: &App, query: &Query, found: &FoundPage) -> Result<WaysOn, WebError> {
    if found.total > LITTLE {
        return Ok(WaysOn::default());
    }
    // Without anything at all it is all the work, which has a way of its own.
    let groups = groups(query, &found.facets).into_iter().filter(|group| !group.without.is_empty());
    let groups: Vec<Group> = groups.take(MOST_GROUPS).collect();
    let (index, today, total) = (app.index.clone(), app.clock.today(), found.total);
    // Too many wait: the answer itself is there, and goes without.
    let Some(turn) = app.index.turn().await else { return Ok(WaysOn::default()) };
    let (without, everything) = app
        .db
        .read(move |_| {
            let _turn = turn;
            let count = |query: &Query| {
                let found = index.search(query, today, 0, 0)?;
                Ok::<_, WebError>(Counted { total: found.total, more: found.more })
            };
            let mut without = Vec::new();
            for group in groups {
                let more = count(&group.without)?;
                if more.total > total {
                    without.push((group, more));
                }
            }
            Ok::<_, WebError>((without, count(&Query::default())?))
        })
        .await?;
    let alike = if total == 0 { alike(app, query).await? } else { Vec::new() };
    Ok(WaysOn { without, everything, alike })
}

/// Work for the same words without what was chosen beside them, or of the same branch; around the same place.
async fn alike(app: &App, query: &Query) -> Result<Vec<ListingCard>, WebError> {
    let widest = RADII_KM.into_iter().max().unwrap_or_default();
    let near = query.near.as_ref().map(|near| Near { radius_km: widest.max(near.radius_km), ..near.clone() });
    let around = Query { near, ..Query::default() };
    let words = Query { text: query.text.clone(), literal: query.literal, ..around.clone() };
    let branch = Query { sectors: query.sectors.clone(), ..around.clone() };
    for alike in [words, branch].iter().filter(|alike| **alike != around) {
        let found = find(app, alike, ALIKE).await?;
        if !found.listings.is_empty() {
            let today = app.clock.today();
            return Ok(found.listings.into_iter().map(|found| found_card(found, today)).collect());
        }
    }
    Ok(Vec::new())
}
