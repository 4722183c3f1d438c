//! Pages for anyone: finding work, reacting, employers' first steps, logging in.
//! Never a page that needs a log-in, and never a private fact.

pub mod confirm;
pub mod consent;
pub mod employers;
pub mod health;
pub mod listing;
pub mod log_in;
pub mod metrics;
pub mod react;
pub mod saved_search;
pub mod statements;
mod ways_on;
pub mod work;
