//! The pages of everybody with an account. Never another person's account.

pub mod reviewer;
pub mod settings;
