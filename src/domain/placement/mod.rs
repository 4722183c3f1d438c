//! Placements: work that somebody started, by the kinds that the municipality counts (seed 002 §5.1).
//! Never a forecast: what is planned has a day, and what was not recorded is never reported.

pub mod form;

use chrono::{DateTime, Utc};

use crate::domain::civil_day::CivilDay;
use crate::domain::code::{Code, codes};
use crate::domain::ids::{AccountId, CandidateId, EmployerId, IntroductionId, ListingId, MunicipalityId, PlacementId};
use crate::domain::listing::Origin;
use crate::domain::listing::terms::Hours;

codes! {
    /// What a placement is counted as: exactly the rows of seed 002 §5.1.
    pub enum PlacementKind {
        /// A job of full hours.
        DienstverbandFulltime = "dienstverband_fulltime",
        /// A job of fewer hours.
        DienstverbandParttime = "dienstverband_parttime",
        /// Employed by SDW, working elsewhere.
        Detachering = "detachering",
        /// A job of the banenafspraak.
        Garantiebaan = "garantiebaan",
        /// A trial with the benefit kept.
        Proefplaatsing = "proefplaatsing",
        /// Counted by the municipality; not defined in law.
        Preventieplaatsing = "preventieplaatsing",
        /// A place to learn.
        Werkstage = "werkstage",
    }
}

impl PlacementKind {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::DienstverbandFulltime => "Dienstverband fulltime",
            Self::DienstverbandParttime => "Dienstverband parttime",
            Self::Detachering => "Detachering vanuit SDW",
            Self::Garantiebaan => "Garantiebaan (banenafspraak)",
            Self::Proefplaatsing => "Proefplaatsing",
            Self::Preventieplaatsing => "Preventieplaatsing",
            Self::Werkstage => "Werkstage",
        }
    }

    /// The longest it may last in months by law or practice, extension included (domain rules §5.1).
    #[must_use]
    pub fn longest_months(self) -> Option<u32> {
        match self {
            Self::Proefplaatsing | Self::Werkstage => Some(6),
            Self::Detachering => Some(24),
            _ => None,
        }
    }

    /// Whether it needs a last day: it is never for an indefinite time.
    #[must_use]
    pub fn needs_end(self) -> bool {
        matches!(self, Self::Proefplaatsing | Self::Werkstage | Self::Detachering)
    }
}

codes! {
    /// Where a placement is.
    pub enum PlacementStatus {
        /// Begins on a later day.
        Planned = "planned",
        /// Has begun.
        Running = "running",
        /// Is over, or never began.
        Ended = "ended",
    }
}

impl PlacementStatus {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Planned => "Gepland",
            Self::Running => "Loopt",
            Self::Ended => "Afgelopen",
        }
    }
}

codes! {
    /// What can happen to a placement.
    pub enum PlacementEvent {
        /// Its first day has come.
        Begin = "begin",
        /// It is over, or never began.
        End = "end",
    }
}

/// A placement in this status cannot do this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a placement that is {} cannot {}", .status.code(), .event.code())]
pub struct PlacementNotAllowed {
    /// Where it is.
    pub status: PlacementStatus,
    /// What was tried.
    pub event: PlacementEvent,
}

impl PlacementStatus {
    /// The status after an event.
    ///
    /// # Errors
    /// [`PlacementNotAllowed`] when the event does not fit the status.
    pub fn on(self, event: PlacementEvent) -> Result<Self, PlacementNotAllowed> {
        match (self, event) {
            (Self::Planned, PlacementEvent::Begin) => Ok(Self::Running),
            (Self::Planned | Self::Running, PlacementEvent::End) => Ok(Self::Ended),
            (status, event) => Err(PlacementNotAllowed { status, event }),
        }
    }
}

codes! {
    /// What became of a placement.
    pub enum PlacementEnd {
        /// As agreed, without more.
        Completed = "completed",
        /// Followed by a job with the same employer.
        Hired = "hired",
        /// The person stopped.
        StoppedByCandidate = "stopped_by_candidate",
        /// The employer stopped.
        StoppedByEmployer = "stopped_by_employer",
        /// Illness or circumstances.
        Circumstances = "circumstances",
        /// The person moved to other work.
        OtherWork = "other_work",
        /// Never began.
        NeverBegan = "never_began",
    }
}

impl PlacementEnd {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Completed => "Afgerond zoals afgesproken",
            Self::Hired => "In dienst bij dezelfde werkgever",
            Self::StoppedByCandidate => "De kandidaat is gestopt",
            Self::StoppedByEmployer => "De werkgever is gestopt",
            Self::Circumstances => "Gestopt door omstandigheden",
            Self::OtherWork => "Ander werk gevonden",
            Self::NeverBegan => "Nooit begonnen",
        }
    }
}

codes! {
    /// Whether somebody leaves the benefit by it.
    pub enum Outflow {
        /// The benefit stops.
        Whole = "whole",
        /// The benefit goes on beside the wage.
        Part = "part",
        /// The benefit goes on as it was.
        None = "none",
    }
}

impl Outflow {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Whole => "Helemaal uit de uitkering",
            Self::Part => "Voor een deel uit de uitkering",
            Self::None => "Uitkering loopt door",
        }
    }
}

/// Work that somebody started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// Its identifier.
    pub id: PlacementId,
    /// The municipality.
    pub municipality: MunicipalityId,
    /// The candidate.
    pub candidate: CandidateId,
    /// The organisation, when it is known here.
    pub employer: Option<EmployerId>,
    /// The name of the organisation.
    pub employer_name: String,
    /// The listing it came of.
    pub listing: Option<ListingId>,
    /// The introduction it came of.
    pub introduction: Option<IntroductionId>,
    /// Where it is.
    pub status: PlacementStatus,
    /// What was agreed.
    pub terms: PlacementTerms,
    /// The day after which it was over.
    pub ended_on: Option<CivilDay>,
    /// What became of it.
    pub end: Option<PlacementEnd>,
    /// Where the row was imported from.
    pub origin: Option<Origin>,
    /// Who recorded it; `None` is an import.
    pub recorded_by: Option<AccountId>,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Counts changes.
    pub version: i32,
}

/// What was agreed about a placement, as the form and the import say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacementTerms {
    /// What it is counted as.
    pub kind: PlacementKind,
    /// The first day.
    pub starts_on: CivilDay,
    /// The last day that was agreed (inclusive); `None` is for an indefinite time.
    pub ends_on: Option<CivilDay>,
    /// Hours a week.
    pub hours: Option<Hours>,
    /// Whether somebody leaves the benefit by it.
    pub outflow: Outflow,
    /// Since when the person had the benefit: how long decides a row of the report.
    pub benefit_since: Option<CivilDay>,
}
