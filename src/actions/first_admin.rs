//! The first admin of an installation, made with the link that the first start prints.
//! Never a second one: the link works as long as there is none.

use super::account::NewAccount;
use super::login::{self, LoggedIn};
use super::{ActionError, ActionResult, account};
use crate::db::Tx;
use crate::domain::actor::{Actor, Role};
use crate::domain::link::Signer;
use crate::store::accounts;

/// Makes the first admin and logs him in.
///
/// # Errors
/// `NotFound` when there is an admin already; `Invalid` when the address is taken.
pub fn make(tx: &mut Tx, signer: &Signer, new: &NewAccount) -> ActionResult<LoggedIn> {
    if accounts::any_with_role(tx, Role::Admin)? || new.role != Role::Admin {
        return Err(ActionError::NotFound);
    }
    let (_, link) = account::create(tx, &Actor::System, new)?;
    login::log_in(tx, signer, link)
}
