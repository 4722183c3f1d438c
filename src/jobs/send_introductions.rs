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

/// Sends none of those that wait, but asks each candidate again; gives how many. For a database that comes from a backup.
///
/// # Errors
/// [`JobError`]: one that stayed as it was would go out on an agreement that may be over.
pub(super) fn ask_all_once_more(app: &App) -> Result<usize, JobError> {
    let ready = app.db.read_now(|conn| introductions::ready(conn).map_err(JobError::from))?;
    let mut done = 0;
    for id in ready {
        match app.write_now(|tx| introduction::ask_once_more(tx, id)) {
            Ok(()) => done += 1,
            // It does not go out either: it is read again before that.
            Err(error) if error.is_about_one_row() => {
                tracing::error!(introduction = %id, "an introduction cannot be read and is left where it is");
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(done)
}
