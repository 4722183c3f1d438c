//! Keeps the ledger of erasures beside the database, and repeats from it what an older database does not know.
//! Never a person's name: the ledger holds identifiers.

use std::io;

use super::JobError;
use crate::actions::{ActionError, candidate, saved_search};
use crate::app::App;
use crate::backup::ledger::Ledger;
use crate::db::Tx;
use crate::domain::audit::Deed;
use crate::domain::erasure::Erasure;
use crate::domain::ids::{CandidateId, Id, SavedSearchId};
use crate::store::audit;

/// Writes down what the audit holds and the ledger does not yet; gives how many.
///
/// # Errors
/// [`JobError`] when either cannot be read or written; it is tried again.
pub(super) fn keep(app: &App) -> Result<usize, JobError> {
    let done = app.db.read_now(|conn| audit::erasures(conn).map_err(JobError::from))?;
    ledger(app).add(&done).map_err(|error| unusable(app, &error))
}

/// How many erasures the ledger does not hold yet.
///
/// # Errors
/// As the job.
pub fn behind(app: &App) -> Result<usize, JobError> {
    let done = app.db.read_now(|conn| audit::erasures(conn).map_err(JobError::from))?;
    Ok(ledger(app).lacks(&done).map_err(|error| unusable(app, &error))?.len())
}

/// Erases everybody, and stops every saved search, that the ledger names and that is in the database all the same: it was
/// put back. Gives how many.
///
/// # Errors
/// As the job; those before the error are erased.
pub fn repeat(app: &App) -> Result<usize, JobError> {
    let done = ledger(app).read().map_err(|error| unusable(app, &error))?;
    repeat_these(app, &done)
}

/// [`repeat`] of erasures that are known from elsewhere too.
///
/// # Errors
/// As [`repeat`].
pub fn repeat_these(app: &App, done: &[Erasure]) -> Result<usize, JobError> {
    let mut repeated = 0;
    for erasure in done {
        let again = |tx: &mut Tx| match erasure.deed {
            Deed::CandidateErased => candidate::erase_again(tx, CandidateId::from_uuid(erasure.subject)),
            Deed::SavedSearchStopped => saved_search::stop_again(tx, SavedSearchId::from_uuid(erasure.subject)),
            _ => Ok(false),
        };
        repeated += usize::from(app.write_now(again).map_err(|error: ActionError| error)?);
    }
    Ok(repeated)
}

fn ledger(app: &App) -> Ledger {
    Ledger::at(&app.config.erasure_ledger)
}

fn unusable(app: &App, error: &io::Error) -> JobError {
    JobError::Ledger(format!("{}: {error}", app.config.erasure_ledger.display()))
}
