//! Candidates: people whom the municipality helps to work, with what they can, what they wish, and what is private.
//! Never shown to an employer: what he may see is a [`SharedProfile`](crate::domain::sharing::SharedProfile) that the person agreed to.

pub mod facts;
pub mod form;
pub mod limit;
pub mod profile;

use chrono::{DateTime, Utc};

use crate::domain::civil_day::CivilDay;
use crate::domain::code::codes;
use crate::domain::ids::{AccountId, CandidateId, MunicipalityId};
use crate::domain::listing::Origin;
use crate::domain::sensitive::Sensitive;
use crate::domain::text::{EmailAddress, PhoneNumber};
pub use facts::{Fact, FactKey, FactKind, Facts, Tri};
pub use form::{PrivateForm, ProfileForm};
pub use limit::Limit;
pub use profile::{Aspect, Experience, HeldCertificate, Profile, Transport, Wishes};

codes! {
    /// Whether somebody looks for work through the municipality.
    pub enum CandidateState {
        /// Looks for work: takes part in matching.
        Active = "active",
        /// Not for a while; nothing is proposed.
        Paused = "paused",
        /// Helped, moved or stopped.
        Closed = "closed",
        /// All that was personal is gone; the row is left for figures.
        Erased = "erased",
    }
}

impl CandidateState {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Active => "Zoekt werk",
            Self::Paused => "Even niet",
            Self::Closed => "Afgesloten",
            Self::Erased => "Gewist",
        }
    }
}

/// A person whom the municipality helps to work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its identifier.
    pub id: CandidateId,
    /// The municipality whose candidate it is; nobody else sees the row.
    pub municipality: MunicipalityId,
    /// A short code that staff read aloud instead of a name.
    pub code: String,
    /// Whether the person looks for work.
    pub state: CandidateState,
    /// Name and how to reach the person.
    pub contact: CandidateContact,
    /// What the person can and wishes.
    pub profile: Profile,
    /// Eligibility facts, limits, birth date.
    pub private: Sensitive<Private>,
    /// Who guides the person; `None` is nobody yet. Colleagues cover.
    pub begeleider: Option<AccountId>,
    /// Where the row was imported from.
    pub origin: Option<Origin>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When somebody last changed or confirmed it: freshness decides success (mission.md).
    pub updated_at: DateTime<Utc>,
    /// Counts changes: for edit forms, and what a proposal was made of.
    pub version: i32,
}

/// Name and how to reach a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CandidateContact {
    /// The name.
    pub name: String,
    /// The mail address; many have none.
    pub email: Option<EmailAddress>,
    /// The telephone number.
    pub phone: Option<PhoneNumber>,
}

/// What is special-category data or close to it (AVG art. 9; domain rules §7.2): it leaves the row with a purpose only.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Private {
    /// The day of birth.
    pub birth_date: Option<CivilDay>,
    /// What the person cannot do.
    pub limits: Vec<Limit>,
    /// Eligibility facts, each with who and when.
    pub facts: Facts,
}

codes! {
    /// Why somebody opens a candidate's file (AVG art. 5(1)(b)); written down with every opening, and shown to the person.
    pub enum AccessPurpose {
        /// To guide the person.
        Guidance = "begeleiding",
        /// In place of a colleague.
        Cover = "waarneming",
        /// To judge a proposal.
        Review = "voorstel",
        /// To compare with listings.
        Matching = "matching",
        /// To ask or note the agreement to share.
        Consent = "toestemming",
        /// The employer who got the introduction opened it.
        Introduction = "voordracht",
        /// To record or follow a placement.
        Placement = "plaatsing",
        /// The file was made or brought in.
        Intake = "intake",
        /// To show the person the own file.
        OwnRequest = "inzage",
    }
}

impl AccessPurpose {
    /// In plain words, for the person.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Guidance => "Om je te begeleiden",
            Self::Cover => "Om een collega te vervangen",
            Self::Review => "Om te kijken of werk bij je past",
            Self::Matching => "Om werk voor je te zoeken",
            Self::Consent => "Om te vragen of wij je gegevens mogen delen",
            Self::Introduction => "De werkgever bekeek wat jij hebt goedgekeurd",
            Self::Placement => "Om je werkplek bij te houden",
            Self::Intake => "Om je gegevens in te voeren",
            Self::OwnRequest => "Om jou je gegevens te laten zien",
        }
    }

    /// What staff choose from before they open a file that is not in front of them for another reason.
    pub const CHOICES: &'static [Self] = &[Self::Guidance, Self::Cover, Self::OwnRequest];
}

/// One opening of a file (mission M32).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// When.
    pub at: DateTime<Utc>,
    /// Who, when it was somebody with an account.
    pub account: Option<AccountId>,
    /// The role, in Dutch words.
    pub role: String,
    /// What for.
    pub purpose: AccessPurpose,
}
