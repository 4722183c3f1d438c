//! The pages of an employer. Never a fact about a job seeker beyond his own reaction.

pub mod confirm;
pub mod dashboard;
pub mod listing;
mod listing_actions;
pub mod listing_conflict;
pub mod listing_fields;
pub mod listing_form;
pub mod listing_kind;
pub mod organisation;
