//! The web: requests become actions and pages; thin handlers, one table of routes.
//! Never a rule of the field, never SQL, never markup, never a mail.

mod account;
mod admin;
mod api;
mod candidate;
mod conditional;
mod demo;
mod employer;
mod error;
mod extract;
mod feeds;
mod finding;
mod interests;
mod introductions;
mod kept_pages;
mod middleware;
mod netwerker;
mod public;
pub mod routes;
mod server;
mod static_files;
mod widget;

pub use server::Server;

use crate::app::App;
use crate::domain::search::Query;

/// The answer of `/api/v1/listings` to a query, for `baanin search`.
///
/// # Errors
/// When index or database does not answer.
pub async fn search_as_json(app: &App, query: &Query, limit: u32) -> anyhow::Result<String> {
    let found = finding::find(app, query, limit).await?;
    Ok(serde_json::to_string(&api::listings::answer(app, query, found, limit))?)
}
