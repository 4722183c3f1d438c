//! The demo: choose who to be, and see the mails that would have gone out.
//! Never in production: `web` has these pages only in the demo, those of the mails also for the admin of an installation
//! for practice.

mod guide;
mod mails;
mod start;

pub use guide::Guide;
pub use mails::{DemoMail, DemoMailPage, DemoMailsPage, Shelf};
pub use start::{DemoPage, DemoPerson};
