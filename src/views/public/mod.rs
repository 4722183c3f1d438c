//! The public side: pages for job seekers and employers who have not logged in.
//! Never a private fact: what is not public is not in the values that these pages get.

pub mod band;
pub mod employers;
pub mod gone;
pub mod home;
pub mod listing;
pub mod log_in;
pub mod react;
pub(crate) mod sample;
pub mod saved_search;
pub mod search;
pub mod statements;
pub mod widget;

#[cfg(test)]
mod tests;
