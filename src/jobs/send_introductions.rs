//! Sends the introductions whose time has come, each after a last look at everything that was agreed to.
//! Never a mail itself: the action puts it in the outbox.

use super::JobError;
use crate::actions::{ActionError, introduction};
use crate::app::App;
use crate::domain::civil_day::by_day;
use crate::store::introductions;

/// Sends what is due; gives how many were looked at.
///
/// # Errors
/// [`JobError`] when the database fails.
pub(super) fn send_due(app: &App) -> Result<usize, JobError> {
    let now = app.clock.now();
    // No mail at night, also when the program was down by day.
    if by_day(now) != now {
        return Ok(0);
    }
    send_all(app)
}

/// [`send_due`] at any hour: what it puts in the outbox is held.
pub(super) fn send_all(app: &App) -> Result<usize, JobError> {
    let now = app.clock.now();
    let due = app.db.read_now(|conn| introductions::due(conn, now).map_err(JobError::from))?;
    let mut done = 0;
    for id in due {
        match app.write_now(|tx| introduction::send(tx, id)) {
            Ok(moved) => done += usize::from(moved),
            // Somebody takes it back or changes the candidate at this moment: it is looked at again at the next turn.
            Err(ActionError::Conflict | ActionError::NotNow(_)) => {}
            // One that cannot be read must not hold up the others.
            Err(error) if error.is_about_one_row() => {
                tracing::error!(introduction = %id, "an introduction cannot be read and is left where it is");
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(done)
}
