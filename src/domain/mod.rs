//! The domain: the nouns, rules and states of the field, pure and without side effects.
//! Never the database, the clock, the network or a page; nothing here imports another room of the house.

pub mod account;
pub mod actor;
pub mod audit;
pub mod candidate;
pub mod candidate_file;
pub mod civil_day;
pub mod code;
pub mod delivery;
pub mod eligibility;
pub mod employer;
pub mod erasure;
pub mod form;
pub mod health;
pub mod ids;
pub mod interest;
pub mod introduction;
pub mod job_posting;
pub mod link;
pub mod listing;
mod loose;
pub mod moment;
pub mod municipality;
pub mod notification;
pub mod outbox;
pub mod place;
pub mod placement;
pub mod placement_file;
pub mod proposal;
pub mod rich_text;
pub mod saved_search;
pub mod search;
pub mod sensitive;
pub mod sharing;
pub mod text;
pub mod word_list;
