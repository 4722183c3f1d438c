//! Submissions: one rendered form leads to one result, however often its button is pressed.
//! Never keeps what was typed: only where the first answer sent the visitor.

use super::ActionResult;
use crate::db::Tx;
use crate::domain::ids::FormId;
use crate::store::form_results;

/// Runs `act` for a form that was not answered yet and keeps the location that it gives; for one that was, gives the
/// first location again and does nothing. When `act` fails the form can be sent again.
///
/// # Errors
/// What `act` returns, and a database error.
pub fn once(tx: &mut Tx, form: FormId, act: impl FnOnce(&mut Tx) -> ActionResult<String>) -> ActionResult<String> {
    if let Some(location) = form_results::claim(tx, form)? {
        return Ok(location);
    }
    let location = act(tx)?;
    form_results::finish(tx, form, &location)?;
    Ok(location)
}
