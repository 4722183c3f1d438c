//! A backup that was put back: what must not go on from where it was.
//! Never the copying itself, which is about files, and never a mail that leaves by itself afterwards.

use super::{ActionResult, saved_search};
use crate::db::Tx;
use crate::domain::actor::Actor;
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::ids::MunicipalityId;
use crate::store::audit::{Subject, record};
use crate::store::{database, held, login_links, sessions};

/// What was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped {
    /// Mails that a person decides about.
    pub mails: usize,
    /// Sessions that ended: somebody may have logged out, or been blocked, since the backup.
    pub sessions: usize,
    /// Log-in links that work no more: each may have been used since the backup.
    pub login_links: usize,
}

/// Stops what waits in a database that was put back, and writes down that it was.
///
/// # Errors
/// A database error.
pub fn put_back(tx: &mut Tx, municipality: MunicipalityId) -> ActionResult<Stopped> {
    let stopped = Stopped {
        mails: held::hold_all(tx)?,
        sessions: sessions::end_all(tx)?,
        login_links: login_links::use_up_all(tx)?,
    };
    saved_search::pass_over(tx)?;
    database::restored(tx)?;
    let subject = Subject::new(SubjectKind::Municipality, municipality, municipality);
    record(tx, &Actor::System, Deed::DatabaseRestored, subject, None)?;
    Ok(stopped)
}
