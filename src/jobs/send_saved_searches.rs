//! Looks at the saved searches that are due: the same search as the page's; what became public since the last mail is mailed.
//! Never while the index is behind: what it does not know yet would be passed over for good.

use chrono::{DateTime, Duration, Utc};

use super::JobError;
use crate::actions::saved_search;
use crate::app::App;
use crate::db::Conn;
use crate::domain::ids::ListingId;
use crate::domain::listing::Listing;
use crate::domain::saved_search::{Criteria, SavedSearch};
use crate::store::listings::{self, PublicListing};
use crate::store::{changes, saved_searches};

/// How many searches are looked at in one turn.
const BATCH: i64 = 200;
/// How many of the newest results are looked at: more new work than that is not read in a mail.
const NEWEST: u32 = 100;
/// How far the index may be behind the log.
const MOST_BEHIND: i64 = 1_000;
/// What became public in the last minutes waits for the next time: the index, or the row itself, may come a moment later than
/// the time that stands in it.
const SETTLED: Duration = Duration::minutes(10);

/// Looks at the searches that are due; gives how many.
///
/// # Errors
/// [`JobError`] when database or index do not answer; it is tried again.
pub(super) fn look_at_due(app: &App) -> Result<usize, JobError> {
    let now = app.clock.now();
    let due = app.db.read_now(|conn| -> Result<_, JobError> {
        let due = saved_searches::due(conn, now, BATCH)?;
        if due.is_empty() || index_is_behind(conn, app)? { Ok(Vec::new()) } else { Ok(due) }
    })?;
    let (mut looked, mut failed) = (0, None);
    for search in &due {
        // One that cannot be searched does not hold up the others.
        match look_at(app, search, now - SETTLED) {
            Ok(first) => looked += usize::from(first),
            Err(error) => failed = Some((search.id, error)),
        }
    }
    match failed {
        Some((_, error)) if looked == 0 => Err(error),
        Some((search, error)) => {
            tracing::warn!(%search, %error, "a saved search could not be looked at yet");
            Ok(looked)
        }
        None => Ok(looked),
    }
}

/// Looks at one; gives whether this was the first to look.
fn look_at(app: &App, search: &SavedSearch, until: DateTime<Utc>) -> Result<bool, JobError> {
    let found = if let Some(criteria) = &search.criteria {
        let between = (search.mailed_through, until);
        app.db.read_now(|conn| new_work(conn, app, criteria, between).map(|new| !new.is_empty()))?
    } else {
        tracing::error!(search = %search.id, "a saved search cannot be read and is passed over");
        false
    };
    app.write_now(|tx| saved_search::looked(tx, search, until, found)).map_err(JobError::from)
}

/// Whether the index is being built, or far behind.
fn index_is_behind(conn: &mut Conn, app: &App) -> Result<bool, JobError> {
    let Some(position) = app.index.position() else { return Ok(true) };
    Ok(changes::newest(conn)?.seq - position.seq > MOST_BEHIND)
}

/// What is public today, fits, and became public after the first instant until the second; the newest first.
///
/// # Errors
/// [`JobError`] when database or index do not answer, or the index of this node is behind.
pub(super) fn new_work(
    conn: &mut Conn,
    app: &App,
    criteria: &Criteria,
    (since, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<PublicListing>, JobError> {
    if index_is_behind(conn, app)? {
        return Err(JobError::IndexBehind);
    }
    let today = app.clock.today();
    let found = app.index.search(&criteria.newest_first(), today, 0, NEWEST)?;
    let ids: Vec<ListingId> = found.hits.iter().map(|hit| hit.id).collect();
    let mut new = listings::public_by_ids(conn, &ids, today)?;
    // What an import brings can say that it was posted before: it is new here when it came.
    let came = |listing: &Listing| listing.published_at.map(|at| at.max(listing.created_at));
    new.retain(|public| came(&public.listing).is_some_and(|at| since < at && at <= until));
    Ok(new)
}
