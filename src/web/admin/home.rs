//! How the installation stands, in findings that ask for something or not.
//! Never a judgement: `domain::health` judges, as it does for `baanin check`.

use crate::config::Stage;
use crate::domain::health::findings;
use crate::figures;
use crate::views::admin::home::Home;
use crate::web::error::WebResult;
use crate::web::extract::{Allowed, Page, needs};

/// `GET /beheer`
///
/// # Errors
/// None.
pub async fn show(_: Allowed<needs::Administer>, page: Page) -> WebResult {
    let findings = findings(&figures::facts(&page.app.parts()).await);
    let practice = page.app.config.stage == Stage::Acceptance;
    page.html(|frame| Home { findings, version: env!("CARGO_PKG_VERSION"), practice }.render(frame))
}
