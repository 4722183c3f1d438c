//! Introductions for the municipality: which wait for an answer, and one with all that happened. Never a limit or an
//! eligibility fact of a candidate: they are in the file.

mod detail;
mod list;

pub use detail::{Agreed, IntroductionDetail, IntroductionMove};
pub use list::{IntroductionList, IntroductionRow};
