//! An erasure as the ledger beside the database keeps it, so that a backup from before it does not undo it.
//! Never a word about the person: the identifier leads to a row that is empty since.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::audit::Deed;

/// That somebody was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// What was done.
    pub deed: Deed,
    /// To which row.
    pub subject: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

impl Erasure {
    /// The deeds that take a person out for good and that no date does by itself.
    pub const DEEDS: &[Deed] = &[Deed::CandidateErased, Deed::SavedSearchStopped];

    /// The deed and the row: doing it once is enough.
    #[must_use]
    pub fn what(&self) -> (Deed, Uuid) {
        (self.deed, self.subject)
    }
}
