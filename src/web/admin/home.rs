//! How the installation stands, in findings that ask for something or not, and what goes to other sites.
//! Never a judgement: `domain::health` judges, as it does for `baanin check`.

use crate::actions::municipality;
use crate::config::Stage;
use crate::db::DbError;
use crate::domain::health::findings;
use crate::figures;
use crate::store::municipalities;
use crate::views::admin::home::Home;
use crate::views::flash::Notice;
use crate::web::error::WebResult;
use crate::web::extract::{Allowed, Page, SentForm, needs};

/// `GET /beheer`
///
/// # Errors
/// A database error.
pub async fn show(allowed: Allowed<needs::Administer>, page: Page) -> WebResult {
    let findings = findings(&figures::facts(&page.app.parts()).await);
    let practice = page.app.config.stage == Stage::Acceptance;
    let id = allowed.person.municipality;
    // A page that says what is wrong must show also when the database is.
    let indeed = page.app.db.read(move |conn| municipalities::sends_to_indeed(conn, id).map_err(DbError::from)).await;
    let (version, indeed) = (env!("CARGO_PKG_VERSION"), indeed.unwrap_or(false));
    page.html(|frame| Home { findings, version, practice, indeed }.render(frame))
}

/// `POST /beheer/indeed`
///
/// # Errors
/// A page that says what happened.
pub async fn switch_indeed(allowed: Allowed<needs::Administer>, page: Page, sent: SentForm) -> WebResult {
    let (actor, id, sends) = (page.actor.clone(), allowed.person.municipality, sent.fields.has("indeed", "ja"));
    let act = move |tx: &mut crate::db::Tx| {
        municipality::set_sends_to_indeed(tx, &actor, id, sends).map(|()| "/beheer".to_owned())
    };
    page.press(&sent, ("/beheer", Notice::SettingsSaved), act).await
}
