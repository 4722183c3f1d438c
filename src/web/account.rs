//! One's own settings, for everyone with an account.
//! Never another's, and never the mail address: changing that needs both addresses to confirm, which is not built yet.

use actix_web::http::StatusCode;

use crate::actions::{ActionError, account};
use crate::domain::account::Account;
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::AccountId;
use crate::store::accounts;
use crate::views::account::settings::SettingsPage;
use crate::views::flash::Notice;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, SentForm, needs};

async fn load(page: &Page, id: AccountId) -> Result<Account, WebError> {
    page.app.db.read(move |conn| accounts::find(conn, id)?.ok_or(WebError::NotFound)).await
}

fn shown(account: &Account, fields: Fields, errors: FieldErrors) -> SettingsPage {
    SettingsPage {
        role: account.role,
        email: account.email.as_str().to_owned(),
        fields,
        errors,
        version: account.version,
        reviewer: None,
    }
}

/// `GET /instellingen`
///
/// # Errors
/// A database error.
pub async fn show(allowed: Allowed<needs::ManageOwnAccount>, page: Page) -> WebResult {
    let account = load(&page, allowed.person.account).await?;
    let mut fields = Fields::default().with("naam", &account.name).with("mail", account.mail_mode.code());
    fields.push_some("telefoon", account.phone.as_ref().map(crate::domain::text::PhoneNumber::readable));
    let shown = shown(&account, fields, FieldErrors::none());
    page.html(|frame| shown.render(frame))
}

/// `POST /instellingen`
///
/// # Errors
/// A database error.
pub async fn save(allowed: Allowed<needs::ManageOwnAccount>, page: Page, sent: SentForm) -> WebResult {
    let version = sent.version()?;
    let result = match account::Settings::parse(&sent.fields) {
        Ok(settings) => {
            let actor = page.actor.clone();
            let act = move |tx: &mut crate::db::Tx| {
                account::change_settings(tx, &actor, version, &settings).map(|()| "/instellingen".to_owned())
            };
            page.submit(&sent, act).await
        }
        Err(errors) => Err(ActionError::Invalid(errors)),
    };
    match result {
        Ok(location) => Ok(page.see_other(&location, Some(Notice::SettingsSaved))),
        Err(ActionError::Invalid(errors)) => {
            let account = load(&page, allowed.person.account).await?;
            let shown = shown(&account, sent.fields, errors);
            page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
        }
        Err(error) => Err(page.failed(error, &sent, "/instellingen")),
    }
}
