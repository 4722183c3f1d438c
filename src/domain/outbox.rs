//! The life of a mail in the outbox: its states and how long to wait before the next try.
//! Never the text of a mail: it is made from ids when it is sent.

use std::time::Duration;

use crate::domain::code::codes;

codes! {
    /// Where a mail is.
    pub enum MailState {
        /// Waiting for its time.
        Queued = "queued",
        /// Gathered under a daily digest.
        Bundled = "bundled",
        /// A node is sending it now.
        Leased = "leased",
        /// Sent.
        Sent = "sent",
        /// No longer true, so not sent.
        Dropped = "dropped",
        /// Given up: after the last try, refused, or sent back by a mail server; a person must look.
        Dead = "dead",
        /// It waited in a backup that was put back, so it may have gone out before: a person decides.
        Held = "held",
    }
}

/// How long a node may take to send one mail before another node takes over. Longer than any time-out of a mail server.
pub const LEASE: Duration = Duration::from_mins(5);

/// How long all mail waits when the mail server cannot be used.
pub const OUTAGE_WAIT: Duration = Duration::from_mins(1);

/// How many days back mails are put in the queue again when an address takes mail again; what is older has been solved or
/// missed in another way.
pub const RETRIED_DAYS: i64 = 14;

/// How long to wait after the `attempts`th failed try; `None` when it was the last.
#[must_use]
pub fn back_off(attempts: i32) -> Option<Duration> {
    const MINUTES: [u64; 5] = [1, 5, 30, 120, 720];
    let index = usize::try_from(attempts.saturating_sub(1)).unwrap_or(0);
    MINUTES.get(index).map(|minutes| Duration::from_mins(*minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        let waits: Vec<_> = (1..=6).map(|attempts| back_off(attempts).map(|wait| wait.as_secs() / 60)).collect();
        assert_eq!(waits, [Some(1), Some(5), Some(30), Some(120), Some(720), None]);
    }
}
