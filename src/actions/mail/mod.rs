//! Mails: how a try to send ended, what came back, and once more by hand.
//! Never sent here: that is a job.

mod held;
mod retry;
mod undelivered;

pub use held::{HeldMail, decide_held};
pub(super) use retry::once_more;
pub use retry::{address_works, failed, needed, retry, retry_failed};
pub(super) use retry::{arrived, follow};
pub use undelivered::{Bounced, bounced, finish, forget_old_marks};
