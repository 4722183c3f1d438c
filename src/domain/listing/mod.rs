//! Listings: the kinds of work that an employer offers, their text, their rules and their life.
//! Never how a listing is stored, found or shown.

pub mod content;
pub mod form;
pub mod kind;
pub mod state;
pub mod terms;

use chrono::{DateTime, Utc};

use crate::domain::civil_day::CivilDay;
use crate::domain::code::codes;
use crate::domain::ids::{AccountId, EmployerId, ListingId, MunicipalityId, RevisionId};
pub use content::ListingContent;
pub use kind::{KindRules, ListingKind};
pub use state::{Event, NotAllowed, Status};

/// The head of a listing: what stays while its text changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Its identifier.
    pub id: ListingId,
    /// The municipality that moderates it.
    pub municipality: MunicipalityId,
    /// The organisation that offers the work.
    pub employer: EmployerId,
    /// A short code that people read aloud: printed cards and the telephone.
    pub code: String,
    /// What kind of work it is.
    pub kind: ListingKind,
    /// Where it is in its life.
    pub status: Status,
    /// The revision that is public, or was last.
    pub live_revision: Option<RevisionId>,
    /// The title of the newest revision, for lists.
    pub title: String,
    /// How many people are asked for.
    pub positions: i32,
    /// How many of them were found.
    pub filled: i32,
    /// The last day on which people can react (inclusive).
    pub closes_on: Option<CivilDay>,
    /// When it first became public.
    pub published_at: Option<DateTime<Utc>>,
    /// Where it was imported from, with its identifier there.
    pub origin: Option<Origin>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When anything last changed.
    pub updated_at: DateTime<Utc>,
    /// Counts changes, for edit forms.
    pub version: i32,
}

impl Listing {
    /// Whether anyone may see it on this day. The kind must be public too: a name beside beschut werk reveals a disability.
    #[must_use]
    pub fn is_public_on(&self, today: CivilDay) -> bool {
        self.status == Status::Live && self.kind.rules().public && self.closes_on.is_none_or(|last| last >= today)
    }

    /// How many people are still asked for.
    #[must_use]
    pub fn open_positions(&self) -> i32 {
        (self.positions - self.filled).max(0)
    }
}

/// Where an imported listing came from. The pair is unique: the same again is an update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The name of the source, as given to the import.
    pub source: String,
    /// The identifier at the source.
    pub identifier: String,
}

codes! {
    /// What happened to a version of a listing's text.
    pub enum RevisionState {
        /// Being written.
        Draft = "draft",
        /// Waiting for the netwerker.
        Submitted = "submitted",
        /// Approved: the public text, or the last one.
        Approved = "approved",
        /// Rejected with a reason.
        Rejected = "rejected",
        /// Replaced by a later one.
        Superseded = "superseded",
    }
}

/// Who writes a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// The employer, or a netwerker in his name.
    Person,
    /// A netwerker after a visit: the employer must confirm.
    Netwerker(AccountId),
    /// An import.
    Import,
}

impl Author {
    /// The netwerker who must be confirmed.
    #[must_use]
    pub fn prepared_by(self) -> Option<AccountId> {
        match self {
            Self::Netwerker(account) => Some(account),
            Self::Person | Self::Import => None,
        }
    }
}

/// One version of a listing's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Its identifier.
    pub id: RevisionId,
    /// The listing it belongs to.
    pub listing: ListingId,
    /// What happened to it.
    pub state: RevisionState,
    /// The text and facts.
    pub content: ListingContent,
    /// The netwerker who wrote it for the employer and has thereby judged it; the employer's confirmation publishes it.
    pub prepared_by: Option<AccountId>,
    /// Whether an import wrote it; anything else was written by a person, and an import leaves that alone.
    pub imported: bool,
    /// When it was submitted.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Why it was rejected, or a note with the approval.
    pub reason: Option<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}
