//! The web: requests become actions and pages; thin handlers, one table of routes.
//! Never a rule of the field, never SQL, never markup, never a mail.

mod account;
mod admin;
mod api;
mod candidate;
mod demo;
mod employer;
mod error;
mod extract;
mod finding;
mod interests;
mod middleware;
mod netwerker;
mod public;
pub mod routes;
mod server;
mod static_files;

pub use server::Server;
