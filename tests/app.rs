//! The program as a whole, on SQLite and PostgreSQL: the database, actions, jobs, and journeys through the web.
//!
//! How to write a test: make a [`support::TestApp`], act as people through its browsers (or call an action for what is
//! not the subject), run the jobs, look at pages and mails. A test never writes to the database directly unless the
//! database is its subject. At the end the app checks that nothing was left lying: no mail that is due, no change that
//! the index does not hold.

#[macro_use]
mod support;

mod actions;
mod backup;
mod canary;
mod clock;
mod crash;
mod db;
mod figures;
mod following;
mod journeys;
mod kept_pages;
mod outbox;
mod permissions;
mod pool;
mod ranking;
mod search;
mod smtp;
mod word_lists;
