//! Views: every page and mail as a struct of plain values with a `render` and a `sample`; maud lives only here.
//! Never the database, an action or a request: a page is handed what it shows, and shows nothing else.

pub mod account;
pub mod admin;
pub mod candidate;
pub mod candidates;
pub mod components;
pub mod consent;
pub mod demo;
pub mod employer;
pub mod errors;
pub mod flash;
pub mod interests;
pub mod introductions;
pub mod layout;
pub mod mail;
pub mod netwerker;
pub mod placements;
pub mod proposals;
pub mod public;
pub(crate) mod sample;
#[cfg(test)]
mod tests;
