//! The demo: choose who to be, and see the mails that would have gone out.
//! Never in production: `web` has these pages only at stage `demo`.

mod guide;
mod mails;
mod start;

pub use guide::Guide;
pub use mails::{DemoMail, DemoMailPage, DemoMailsPage};
pub use start::{DemoPage, DemoPerson};
