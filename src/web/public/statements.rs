//! What the site says of itself: privacy, accessibility, licences.
//! Never a promise that the program does not keep.

use crate::views::public::statements::{AccessibilityPage, LicencesPage, PrivacyPage};
use crate::web::error::WebResult;
use crate::web::extract::{Anyone, Page};

/// `GET /privacy`
///
/// # Errors
/// None of its own.
pub async fn privacy(_: Anyone, page: Page) -> WebResult {
    page.html(|frame| PrivacyPage.render(frame))
}

/// `GET /toegankelijkheid`
///
/// # Errors
/// None of its own.
pub async fn accessibility(_: Anyone, page: Page) -> WebResult {
    page.html(|frame| AccessibilityPage.render(frame))
}

/// `GET /over/licenties`
///
/// # Errors
/// None of its own.
pub async fn licences(_: Anyone, page: Page) -> WebResult {
    page.html(|frame| LicencesPage.render(frame))
}
