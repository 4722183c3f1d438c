//! What becomes of mails that waited in a backup which was put back: sent after all, or not.
//! Never chosen by the program: they may have gone out before, and only a person can weigh that.

use crate::actions::{ActionError, ActionResult};
use crate::db::Tx;
use crate::domain::actor::{Actor, Capability};
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::civil_day::by_day;
use crate::domain::ids::MunicipalityId;
use crate::store::audit::{Subject, record};
use crate::store::held;

/// What becomes of the mails that are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldMail {
    /// They go; what went out before comes a second time, with the same Message-ID.
    Send,
    /// They do not go.
    Drop,
}

/// Decides about the mails that waited in a backup which was put back; gives how many there were.
///
/// # Errors
/// `Forbidden`.
pub fn decide_held(tx: &mut Tx, actor: &Actor, municipality: MunicipalityId, what: HeldMail) -> ActionResult<usize> {
    if !actor.can_in(Capability::Administer, municipality) {
        return Err(ActionError::Forbidden);
    }
    let (count, detail) = match what {
        HeldMail::Send => {
            let at = by_day(tx.now());
            (held::release_held(tx, at)?, "sent")
        }
        HeldMail::Drop => (held::drop_held(tx)?, "dropped"),
    };
    if count > 0 {
        let subject = Subject::new(SubjectKind::Municipality, municipality, municipality);
        record(tx, actor, Deed::HeldMailDecided, subject, Some(detail))?;
    }
    Ok(count)
}
