//! Identifiers: one newtype per noun over a UUID version 7 (RFC 9562), so that they cannot be mixed up.
//! Never minted here: new ones come from a [`Moment`](crate::domain::moment::Moment), which the clock makes.

use uuid::Uuid;

/// What all identifiers have in common: they wrap a UUID and can be made from one.
pub trait Id: Copy + Eq + std::fmt::Debug + std::fmt::Display {
    /// Wraps a UUID; the caller knows which noun it belongs to.
    fn from_uuid(uuid: Uuid) -> Self;
    /// The UUID inside.
    fn uuid(self) -> Uuid;
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);
        impl Id for $name {
            fn from_uuid(uuid: Uuid) -> Self { Self(uuid) }
            fn uuid(self) -> Uuid { self.0 }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.simple().fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> { Uuid::try_parse(text).map(Self) }
        }
    )+ };
}

ids! {
    /// A municipality that uses this installation.
    MunicipalityId,
    /// A person who can log in.
    AccountId,
    /// An organisation that posts listings.
    EmployerId,
    /// A listing: the head that keeps its address while its text changes.
    ListingId,
    /// One version of a listing's text.
    RevisionId,
    /// The reaction of a job seeker.
    InterestId,
    /// A row of the outbox: one mail.
    OutboxId,
    /// A log-in link.
    LoginLinkId,
    /// A log-in on one device.
    SessionId,
    /// An entry of the change log.
    ChangeId,
    /// An entry of the audit.
    AuditId,
    /// One rendered form (see `actions::submission`).
    FormId,
    /// A person whom the municipality helps to work.
    CandidateId,
    /// An opening of a candidate's file.
    AccessId,
    /// One candidate and one listing, to be judged.
    ProposalId,
    /// A candidate's agreement to be introduced.
    ConsentId,
    /// A candidate before an employer.
    IntroductionId,
    /// Work that somebody started.
    PlacementId,
    /// A personal interest of a reviewer.
    TieId,
    /// A search that somebody gets by mail.
    SavedSearchId,
}
