//! Pages of the admin: how the installation stands, mails that did not arrive, accounts.
//! Never what is in a mail or a reaction: the admin keeps the machine, not the people.

pub mod accounts;
pub mod first;
pub mod home;
pub mod mails;
