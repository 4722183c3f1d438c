//! The page on which the first admin is made, behind the link that the first start prints.
//! Never there once an installation has an admin.

use actix_web::http::StatusCode;
use actix_web::web;

use crate::actions::account::NewAccount;
use crate::actions::{ActionError, first_admin};
use crate::db::DbError;
use crate::domain::actor::Role;
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::Id;
use crate::domain::link::LinkPurpose;
use crate::store::accounts;
use crate::views::admin::first::FirstAdminPage;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Anyone, Page, SentForm};
use crate::web::middleware::session_cookie;

async fn check(page: &Page, token: &str) -> Result<(), WebError> {
    let right = page.app.signer.open(token, LinkPurpose::FirstAdmin) == Some(page.app.municipality.id.uuid());
    let there_is_one =
        page.app.db.read(|conn| accounts::any_with_role(conn, Role::Admin).map_err(DbError::from)).await?;
    if right && !there_is_one { Ok(()) } else { Err(WebError::NotFound) }
}

/// `GET /beheer/eerste/{token}`
///
/// # Errors
/// `NotFound` when the token is not ours, or there is an admin.
pub async fn form(_: Anyone, page: Page, token: web::Path<String>) -> WebResult {
    check(&page, &token).await?;
    let shown = FirstAdminPage { token: token.into_inner(), fields: Fields::default(), errors: FieldErrors::none() };
    page.html(|frame| shown.render(frame))
}

/// `POST /beheer/eerste/{token}`
///
/// # Errors
/// `NotFound` when the token is not ours, or there is an admin.
pub async fn make(_: Anyone, page: Page, token: web::Path<String>, sent: SentForm) -> WebResult {
    check(&page, &token).await?;
    let fields = sent.fields.clone().with("rol", Role::Admin.code());
    let result = match NewAccount::parse(&fields, page.app.municipality.id) {
        Ok(new) => {
            let signer = page.app.signer.clone();
            page.app.write(move |tx| first_admin::make(tx, &signer, &new)).await
        }
        Err(errors) => Err(ActionError::Invalid(errors)),
    };
    match result {
        Ok(logged_in) => {
            let mut response = page.see_other(&logged_in.location, None);
            let cookie = session_cookie(&page.app, Some(&logged_in.token));
            response.add_cookie(&cookie).map_err(|error| WebError::Internal(error.to_string()))?;
            Ok(response)
        }
        Err(ActionError::Invalid(errors)) => {
            let shown = FirstAdminPage { token: token.into_inner(), fields: sent.fields, errors };
            page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
        }
        Err(error) => Err(error.into()),
    }
}
