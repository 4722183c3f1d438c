//! The life of a listing as one total table: every status with every event.
//! Never changes a row: actions do, with the status that this table gives.

use crate::domain::code::{Code, codes};

codes! {
    /// Where a listing is in its life.
    pub enum Status {
        /// Being written by the employer, or waiting for his confirmation.
        Draft = "draft",
        /// Waiting for the netwerker (or for the verification of the employer).
        Submitted = "submitted",
        /// Sent back with a reason.
        Rejected = "rejected",
        /// Public.
        Live = "live",
        /// Out of sight for a while, by the employer.
        Paused = "paused",
        /// Past its closing day.
        Expired = "expired",
        /// All places are taken.
        Filled = "filled",
        /// Taken back.
        Withdrawn = "withdrawn",
        /// Closed and put away.
        Archived = "archived",
        /// Emptied: only the head is left, for figures.
        Purged = "purged",
    }
}

impl Status {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "Concept",
            Self::Submitted => "Ingestuurd",
            Self::Rejected => "Teruggestuurd",
            Self::Live => "Online",
            Self::Paused => "Gepauzeerd",
            Self::Expired => "Verlopen",
            Self::Filled => "Vervuld",
            Self::Withdrawn => "Ingetrokken",
            Self::Archived | Self::Purged => "Opgeborgen",
        }
    }
}

codes! {
    /// What can happen to a listing.
    pub enum Event {
        /// The employer sends it in.
        Submit = "submit",
        /// The netwerker approves it.
        Approve = "approve",
        /// The netwerker sends it back with a reason.
        Reject = "reject",
        /// The employer takes up a rejected or submitted text again. A text that is live gets a revision instead.
        Edit = "edit",
        /// The employer takes it out of sight.
        Pause = "pause",
        /// And back; not past its closing day.
        Resume = "resume",
        /// Its closing day is passed.
        Expire = "expire",
        /// A later closing day.
        Extend = "extend",
        /// One of several places is taken.
        FillOne = "fill_one",
        /// The last place is taken.
        FillLast = "fill_last",
        /// Taken back for good.
        Withdraw = "withdraw",
        /// Put away after its end.
        Archive = "archive",
        /// Emptied when its term is over.
        Purge = "purge",
    }
}

/// A listing in this status cannot do this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a listing that is {} cannot {}", .status.code(), .event.code())]
pub struct NotAllowed {
    /// Where it is.
    pub status: Status,
    /// What was tried.
    pub event: Event,
}

impl Status {
    /// The status after an event.
    ///
    /// # Errors
    /// [`NotAllowed`] when the event does not fit the status.
    pub fn on(self, event: Event) -> Result<Self, NotAllowed> {
        use Event as E;
        use Status as S;
        match (self, event) {
            (S::Draft, E::Submit) => Ok(S::Submitted),
            (S::Submitted, E::Approve)
            | (S::Paused, E::Resume)
            | (S::Live | S::Expired, E::Extend)
            | (S::Live, E::FillOne) => Ok(S::Live),
            (S::Submitted, E::Reject) => Ok(S::Rejected),
            (S::Draft | S::Rejected | S::Submitted, E::Edit) => Ok(S::Draft),
            (S::Live, E::Pause) | (S::Paused, E::Extend | E::FillOne) => Ok(S::Paused),
            (S::Live | S::Paused, E::Expire) | (S::Expired, E::FillOne) => Ok(S::Expired),
            (S::Live | S::Paused | S::Expired, E::FillLast) => Ok(S::Filled),
            (S::Draft | S::Submitted | S::Rejected | S::Live | S::Paused, E::Withdraw) => Ok(S::Withdrawn),
            (S::Expired | S::Filled | S::Withdrawn, E::Archive) => Ok(S::Archived),
            (S::Archived, E::Purge) => Ok(S::Purged),
            (status, event) => Err(NotAllowed { status, event }),
        }
    }

    /// Whether this event fits now: which buttons a page shows.
    #[must_use]
    pub fn allows(self, event: Event) -> bool {
        self.on(event).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table, as a reviewer reads it.
    #[test]
    fn the_table_is_the_one_in_the_architecture() {
        let mut table = String::new();
        for status in Status::ALL {
            let row: Vec<String> = Event::ALL
                .iter()
                .filter_map(|event| status.on(*event).ok().map(|next| format!("{}→{}", event.code(), next.code())))
                .collect();
            table += status.code();
            table += ": ";
            table += &row.join(" ");
            table += "\n";
        }
        insta::assert_snapshot!(table, @r"
        draft: submit→submitted edit→draft withdraw→withdrawn
        submitted: approve→live reject→rejected edit→draft withdraw→withdrawn
        rejected: edit→draft withdraw→withdrawn
        live: pause→paused expire→expired extend→live fill_one→live fill_last→filled withdraw→withdrawn
        paused: resume→live expire→expired extend→paused fill_one→paused fill_last→filled withdraw→withdrawn
        expired: extend→live fill_one→expired fill_last→filled archive→archived
        filled: archive→archived
        withdrawn: archive→archived
        archived: purge→purged
        purged:
        ");
    }
}
