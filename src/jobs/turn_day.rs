//! Turns the day in the Netherlands: what has passed its closing day expires, and old reactions lose their personal data.
//! Never needed for hiding it: pages and index look at the date themselves; this tells people and moves the state.

use super::JobError;
use crate::actions::{ActionError, interest, listing};
use crate::app::App;
use crate::store::{job_marks, listings};

const JOB: &str = "turn_day";

/// Does the work of a day, once; gives how many. A day on which it was cut short is done again.
///
/// # Errors
/// [`JobError`] when the database fails.
pub(super) fn turn(app: &App) -> Result<usize, JobError> {
    let today = app.clock.today();
    let due = app.db.read_now(|conn| -> Result<_, JobError> {
        if job_marks::last_day(conn, JOB)?.is_some_and(|last| last >= today) {
            return Ok(None);
        }
        Ok(Some(listings::past_closing(conn, today)?))
    })?;
    let Some(due) = due else { return Ok(0) };
    let mut left = 0;
    for id in &due {
        match app.write_now(|tx| listing::expire(tx, *id)) {
            // Somebody ended or extended it since it was read.
            Ok(()) | Err(ActionError::NotNow(_) | ActionError::Invalid(_) | ActionError::NotFound) => {}
            // One that fails, or that somebody saves at this moment, does not hold up the others: it is tried again.
            Err(error) => {
                tracing::warn!(listing = %id, %error, "a listing could not expire yet");
                left += 1;
            }
        }
    }
    if left > 0 {
        return Ok(0);
    }
    let forgotten = app.write_now(|tx| interest::forget_old(tx).map_err(JobError::from))?;
    if forgotten > 0 {
        tracing::info!(reactions = forgotten, "personal data of old reactions was removed");
    }
    app.write_now(|tx| job_marks::mark(tx, JOB, today).map_err(JobError::from))?;
    Ok(due.len())
}
