//! The pages of the beheerder. Never what is in a mail or a reaction: only whether things work.

pub mod accounts;
mod findings;
pub mod first;
pub mod home;
pub mod mail;
