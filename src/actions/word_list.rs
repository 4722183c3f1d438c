//! Lists of words and places from elsewhere: brought in, replaced, taken away.
//! Never by anyone but the operator at the machine: a list changes what everybody finds.

use super::ActionResult;
use crate::db::Tx;
use crate::domain::actor::Actor;
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::code::Code;
use crate::domain::ids::MunicipalityId;
use crate::domain::word_list::WordList;
use crate::store::audit::{Subject, record};
use crate::store::word_lists;

/// Puts a list in the place of what its source brought before; an empty one takes that away. Gives whether it is new.
///
/// # Errors
/// A database error.
pub fn bring_in(tx: &mut Tx, municipality: MunicipalityId, list: &WordList) -> ActionResult<bool> {
    let is_new = if list.entries == 0 {
        word_lists::remove(tx, list.kind, &list.source)?;
        false
    } else {
        word_lists::put(tx, list)?
    };
    tx.touch(SubjectKind::WordList, municipality);
    let subject = Subject::new(SubjectKind::WordList, municipality, municipality);
    record(tx, &Actor::System, Deed::WordListBroughtIn, subject, Some(list.kind.code()))?;
    Ok(is_new)
}
