//! Turns the day in the Netherlands: what has passed its closing day or deadline ends, what was put off comes back, what
//! was planned begins, everyone is ranked again, and what is old loses its personal data.
//! Never needed for hiding it: pages and index look at the date themselves; this tells people and moves the state.

use super::{JobError, propose};
use crate::actions::{
    ActionError, ActionResult, candidate, consent, interest, introduction, listing, mail, placement, proposal,
    saved_search,
};
use crate::app::App;
use crate::db::{Conn, QueryError, Tx};
use crate::domain::ids::Id;
use crate::domain::introduction::LINK_DAYS;
use crate::domain::saved_search::ANSWER_DAYS;
use crate::store::{consents, introductions, job_marks, listings, placements, proposals, saved_searches};

const JOB: &str = "turn_day";

/// Does the work of a day, once; gives how many. A day on which it was cut short is done again.
///
/// # Errors
/// [`JobError`] when the database fails.
pub(super) fn turn(app: &App) -> Result<usize, JobError> {
    let today = app.clock.today();
    let last = app.db.read_now(|conn| job_marks::last_day(conn, JOB).map_err(JobError::from))?;
    // A later day is no reason to rest: the clock was ahead and was set right, and these days come again. (Two nodes on
    // two sides of midnight turn their days by turns for as long as their clocks differ; the second time finds nothing due.)
    if last == Some(today) {
        return Ok(0);
    }
    let now = app.clock.now();
    let unanswered = now - chrono::Duration::days(ANSWER_DAYS);
    let long_ago = now - chrono::Duration::days(i64::from(LINK_DAYS));
    let results = [
        each(app, "listing", |conn| listings::past_closing(conn, today), listing::expire)?,
        each(app, "agreement", |conn| consents::past_deadline(conn, today), consent::expire)?,
        each(app, "proposal", |conn| proposals::postponed_until(conn, today), proposal::resume)?,
        each(app, "introduction", |conn| introductions::unanswered_since(conn, long_ago), introduction::expire)?,
        each(app, "placement", |conn| placements::beginning(conn, today), placement::begin)?,
        each(app, "saved search", |conn| saved_searches::to_ask_again(conn, now), saved_search::ask_again)?,
        each(app, "saved search", |conn| saved_searches::unanswered_since(conn, unanswered), saved_search::lapse)?,
    ];
    if results.iter().any(|result| result.left > 0) {
        return Ok(0);
    }
    propose::everything(app)?;
    forget(app)?;
    app.write_now(|tx| job_marks::mark(tx, JOB, today).map_err(JobError::from))?;
    Ok(results.iter().map(|result| result.due).sum())
}

/// What became of what was due.
struct Turned {
    due: usize,
    left: usize,
}

/// Does the same to everything of a kind that is due. One that fails, or that somebody changes at this moment, does not
/// hold up the others: it is tried again.
fn each<I: Id>(
    app: &App,
    what: &'static str,
    due: impl FnOnce(&mut Conn) -> Result<Vec<I>, QueryError>,
    act: impl Fn(&mut Tx, I) -> ActionResult<()>,
) -> Result<Turned, JobError> {
    let due = app.db.read_now(|conn| due(conn).map_err(JobError::from))?;
    let mut left = 0;
    for id in &due {
        match app.write_now(|tx| act(tx, *id)) {
            // Somebody ended or changed it since it was read.
            Ok(()) | Err(ActionError::NotNow(_) | ActionError::Invalid(_) | ActionError::NotFound) => {}
            Err(error) if error.is_about_one_row() => {
                tracing::error!(what, %id, "a row cannot be read and is left where it is");
            }
            Err(error) => {
                tracing::warn!(what, %id, %error, "the day could not be turned for one yet");
                left += 1;
            }
        }
    }
    Ok(Turned { due: due.len(), left })
}

/// Takes away what is older than its term (`docs/retention.md`).
fn forget(app: &App) -> Result<(), JobError> {
    let reactions = app.write_now(|tx| interest::forget_old(tx).map_err(JobError::from))?;
    let openings = app.write_now(|tx| candidate::forget_old_openings(tx).map_err(JobError::from))?;
    // After the reactions: the mark of an address goes with the person who left it.
    let marks = app.write_now(|tx| mail::forget_old_marks(tx).map_err(JobError::from))?;
    let searches = app.write_now(|tx| saved_search::forget_unconfirmed(tx).map_err(JobError::from))?;
    if reactions + openings + marks + searches > 0 {
        tracing::info!(reactions, openings, marks, searches, "personal data past its term was removed");
    }
    Ok(())
}
