//! What a municipality chooses for the whole installation.
//! Never a setting of the machine: those are in `config`.

use super::{ActionError, ActionResult};
use crate::db::Tx;
use crate::domain::actor::{Actor, Capability};
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::ids::MunicipalityId;
use crate::store::audit::{Subject, record};
use crate::store::municipalities;

/// Begins or stops sending vacancies to Indeed; which of them is up to each employer.
///
/// # Errors
/// `Forbidden` for who is no admin there.
pub fn set_sends_to_indeed(tx: &mut Tx, actor: &Actor, municipality: MunicipalityId, sends: bool) -> ActionResult<()> {
    if !actor.can_in(Capability::Administer, municipality) {
        return Err(ActionError::Forbidden);
    }
    municipalities::set_sends_to_indeed(tx, municipality, sends)?;
    let subject = Subject::new(SubjectKind::Municipality, municipality, municipality);
    record(tx, actor, Deed::IndeedSwitched, subject, Some(if sends { "on" } else { "off" }))?;
    Ok(())
}
