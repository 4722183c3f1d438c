//! Accounts for the admin: who can log in, a new one, one that is closed.
//! Never deleted: what somebody did stays to be answered for.

use actix_web::http::StatusCode;
use actix_web::web;

use crate::actions::ActionError;
use crate::actions::account::{self, NewAccount};
use crate::db::{Conn, Tx};
use crate::domain::actor::Person;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::AccountId;
use crate::store::{accounts, employers};
use crate::views::admin::accounts::{AccountRow, Accounts};
use crate::views::flash::Notice;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, SentForm, needs};

/// `GET /beheer/accounts`
///
/// # Errors
/// A database error.
pub async fn list(allowed: Allowed<needs::Administer>, page: Page) -> WebResult {
    let shown = load(&page, allowed.person, Fields::default(), FieldErrors::none()).await?;
    page.html(|frame| shown.render(frame))
}

async fn load(page: &Page, own: Person, fields: Fields, errors: FieldErrors) -> Result<Accounts, WebError> {
    let rows = page.app.db.read(move |conn| rows(conn, &own)).await?;
    Ok(Accounts { rows, page: 0, pages: 1, fields, errors })
}

fn rows(conn: &mut Conn, own: &Person) -> Result<Vec<AccountRow>, WebError> {
    let mut rows = Vec::new();
    for account in accounts::of_municipality(conn, own.municipality)? {
        let organisation = match account.employer {
            Some(id) => employers::find(conn, id)?.map(|employer| employer.profile.name),
            None => None,
        };
        rows.push(AccountRow {
            id: account.id,
            name: account.name,
            email: account.email.as_str().to_owned(),
            role: account.role,
            organisation,
            state: account.state,
            created_at: account.created_at,
            version: account.version,
            is_own: account.id == own.account,
        });
    }
    Ok(rows)
}

/// `POST /beheer/accounts`
///
/// # Errors
/// A page that says what happened.
pub async fn create(allowed: Allowed<needs::Administer>, page: Page, sent: SentForm) -> WebResult {
    let result = match NewAccount::parse(&sent.fields, allowed.person.municipality) {
        Ok(new) => {
            let actor = page.actor.clone();
            page.submit(&sent, move |tx| account::create(tx, &actor, &new).map(|_| "/beheer/accounts".to_owned())).await
        }
        Err(errors) => Err(ActionError::Invalid(errors)),
    };
    match result {
        Ok(location) => Ok(page.see_other(&location, Some(Notice::AccountMade))),
        Err(ActionError::Invalid(errors)) => {
            let shown = load(&page, allowed.person, sent.fields, errors).await?;
            page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
        }
        Err(error) => Err(page.failed(error, &sent, "/beheer/accounts")),
    }
}

/// `POST /beheer/accounts/{id}/blokkeren`
///
/// # Errors
/// A page that says what happened.
pub async fn block(_: Allowed<needs::Administer>, page: Page, id: web::Path<AccountId>, sent: SentForm) -> WebResult {
    set_blocked(page, *id, sent, true).await
}

/// `POST /beheer/accounts/{id}/deblokkeren`
///
/// # Errors
/// A page that says what happened.
pub async fn unblock(_: Allowed<needs::Administer>, page: Page, id: web::Path<AccountId>, sent: SentForm) -> WebResult {
    set_blocked(page, *id, sent, false).await
}

async fn set_blocked(page: Page, id: AccountId, sent: SentForm, blocked: bool) -> WebResult {
    let actor = page.actor.clone();
    let notice = if blocked { Notice::AccountBlocked } else { Notice::AccountUnblocked };
    let act = move |tx: &mut Tx| account::set_blocked(tx, &actor, id, blocked).map(|()| "/beheer/accounts".to_owned());
    page.press(&sent, ("/beheer/accounts", notice), act).await
}
