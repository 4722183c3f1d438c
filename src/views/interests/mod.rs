//! The reactions of job seekers, for the employer who was written to and for the municipality. Never for anybody else,
//! and never more of a job seeker than he wrote himself.

mod detail;
mod list;

pub use detail::{Answers, GivenAnswer, InterestPage};
pub use list::{InterestList, InterestRow};

use crate::domain::sensitive::Purpose;

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The employer to whom the reaction was sent.
    Employer,
    /// The municipality.
    Staff,
}

impl Audience {
    /// The list of reactions.
    #[must_use]
    pub fn url(self) -> &'static str {
        match self {
            Self::Employer => "/werkgever/reacties",
            Self::Staff => "/netwerk/reacties",
        }
    }

    /// "u" or "je".
    fn choose(self, u: &'static str, je: &'static str) -> &'static str {
        match self {
            Self::Employer => u,
            Self::Staff => je,
        }
    }

    /// Why a message is shown.
    fn purpose(self) -> Purpose {
        match self {
            Self::Employer => Purpose::ShowToAddressedEmployer,
            Self::Staff => Purpose::ShowToStaff,
        }
    }
}
