//! Mails: put back in the queue by hand.
//! Never sent here: that is a job.

use super::{ActionError, ActionResult, expect_first};
use crate::db::Tx;
use crate::domain::actor::{Actor, Capability};
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::ids::{MunicipalityId, OutboxId};
use crate::store::audit::{Subject, record};
use crate::store::outbox;

/// Puts a mail that was given up or dropped back in the queue.
///
/// # Errors
/// `Forbidden`; `Conflict` when it is neither given up nor dropped.
pub fn retry(tx: &mut Tx, actor: &Actor, municipality: MunicipalityId, id: OutboxId) -> ActionResult<()> {
    if !actor.can_in(Capability::Administer, municipality) {
        return Err(ActionError::Forbidden);
    }
    expect_first(outbox::requeue(tx, id)?)?;
    record(tx, actor, Deed::MailRetried, Subject::new(SubjectKind::Mail, id, municipality), None)?;
    Ok(())
}
