//! Sends the introductions whose time has come, each after a last look at everything that was agreed to.
//! Never a mail itself: the action puts it in the outbox.

use super::JobError;
use crate::actions::{ActionError, introduction};
use crate::app::App;
use crate::store::introductions;

/// Sends what is due; gives how many were looked at.
///
/// # Errors
/// [`JobError`] when the database fails.
pub(super) fn send_due(app: &App) -> Result<usize, JobError> {
    let now = app.clock.now();
    let due = app.db.read_now(|conn| introductions::due(conn, now).map_err(JobError::from))?;
    let mut done = 0;
    for id in due {
        match app.write_now(|tx| introduction::send(tx, id)) {
            Ok(()) => done += 1,
            // Somebody takes it back or changes the candidate at this moment: it is looked at again at the next turn.
            Err(ActionError::Conflict | ActionError::NotNow(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(done)
}
