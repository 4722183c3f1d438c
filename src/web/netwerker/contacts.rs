//! The contact persons of an employer: a mail address that is corrected.
//! Never by the employer himself: who holds the old mailbox must not move an account, a netwerker speaks to the person.

use actix_web::http::StatusCode;
use actix_web::web;

use super::employers::load;
use crate::actions::{ActionError, account};
use crate::db::Tx;
use crate::domain::form::FieldErrors;
use crate::domain::ids::{AccountId, EmployerId};
use crate::domain::text::EmailAddress;
use crate::views::flash::Notice;
use crate::views::netwerker::employer_detail::EmployerDetail;
use crate::web::error::WebResult;
use crate::web::extract::{Allowed, Page, SentForm, needs};

/// `POST /netwerk/werkgevers/{id}/contact/{account}`: another mail address.
///
/// # Errors
/// A page that says what happened.
pub async fn correct(
    _: Allowed<needs::ManageEmployers>,
    page: Page,
    path: web::Path<(EmployerId, AccountId)>,
    sent: SentForm,
) -> WebResult {
    let ((id, contact), version) = (path.into_inner(), sent.version()?);
    let back = format!("/netwerk/werkgevers/{id}");
    let result = match EmailAddress::parse(sent.fields.get("email")) {
        Ok(email) => {
            let (actor, signer, location) = (page.actor.clone(), page.app.signer.clone(), back.clone());
            let act = move |tx: &mut Tx| {
                account::correct_address(tx, (&actor, &signer), (id, contact, version), &email)
                    .map(|()| location.clone())
            };
            page.submit(&sent, act).await
        }
        Err(message) => Err(ActionError::Invalid(FieldErrors::one("email", message))),
    };
    match result {
        Ok(location) => Ok(page.see_other(&location, Some(Notice::AddressCorrected))),
        Err(ActionError::Invalid(errors)) => {
            let shown =
                EmployerDetail { correcting: Some(contact), fields: sent.fields, errors, ..load(&page, id).await? };
            page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
        }
        Err(error) => Err(page.failed(error, &sent, &back)),
    }
}
