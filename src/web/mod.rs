//! The web: requests become actions and pages; thin handlers, one table of routes.
//! Never a rule of the field, never SQL, never markup, never a mail.

mod error;
mod extract;
mod finding;
mod middleware;
mod public;
pub mod routes;
mod server;
mod static_files;

pub use server::Server;
