//! Explanations: why a pair fits, what to look at, what knocks it out and what to find out, to each audience what it may know.
//! Never more by accident: a reason has the type of its widest audience, and what is said to an employer takes [`OpenReason`] only.
//!
//! ```
//! # use baanin::matching::explain::{OpenReason, for_employer};
//! fn tell(reasons: &[OpenReason]) -> Vec<String> { for_employer(reasons) }
//! ```
//!
//! ```compile_fail,E0308
//! # use baanin::matching::explain::{StaffReason, for_employer};
//! fn tell(reasons: &[StaffReason]) -> Vec<String> { for_employer(reasons) }
//! ```

mod for_staff;
mod guide;
mod open;
mod staff;

use crate::domain::candidate::Candidate;
use crate::domain::civil_day::CivilDay;
use crate::domain::listing::{Listing, ListingContent};
use crate::matching::assessment::Assessment;
use crate::matching::near_miss::{self, NearMiss};
use crate::matching::pair::Pair;
use crate::matching::traits::{JobTraits, PersonTraits};
pub use for_staff::{ForStaff, for_begeleider, for_netwerker};
pub use guide::GuideReason;
pub use open::{OpenReason, for_candidate, for_employer};
pub use staff::StaffReason;

/// Where a reason stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Why it fits.
    Fits,
    /// What to look at.
    Attention,
    /// Why it does not fit.
    KnockedOut,
    /// What is not known yet.
    FindOut,
}

/// Why a pair fits or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// Verdict and score.
    pub assessment: Assessment,
    /// Why it fits, for anyone.
    pub open: Vec<OpenReason>,
    /// Results, for the netwerker and the begeleider.
    pub staff: Vec<(Section, StaffReason)>,
    /// What lies behind them, for the begeleider.
    pub guide: Vec<(Section, GuideReason)>,
    /// The one thing that would make it fit.
    pub near_miss: Option<NearMiss>,
}

/// Explains how a candidate and a listing fit on this day.
#[must_use]
pub fn explain(candidate: &Candidate, listing: &Listing, content: &ListingContent, today: CivilDay) -> Explanation {
    let (person, job) = (PersonTraits::of(candidate), JobTraits::of(listing, content));
    let pair = Pair::new(&person, &job, today);
    let assessment = Assessment::of(&pair);
    Explanation {
        assessment,
        open: open::reasons(&candidate.profile, content, &pair, &assessment),
        staff: staff::reasons(&pair, &assessment),
        guide: guide::reasons(candidate, content, &pair),
        near_miss: near_miss::of(&pair, &assessment),
    }
}

/// "snoeien", "snoeien en maaien", "snoeien, maaien en vegen".
fn listed<T: AsRef<str>>(words: &[T]) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [some @ .., last] => {
            let some: Vec<&str> = some.iter().map(AsRef::as_ref).collect();
            format!("{} en {}", some.join(", "), last.as_ref())
        }
    }
}

/// "24", "24,5" of hundredths of an hour.
fn hours(hundredths: u16) -> String {
    crate::domain::listing::terms::Hours::from_hundredths(hundredths)
        .map_or_else(|| "0".to_owned(), |hours| hours.to_string())
}
