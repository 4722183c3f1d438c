//! Traits: what ranking needs of a person and of a listing, worked out once, so that a pair is compared by integers.
//! Never shown and never stored: traits of people hold what their limits and facts come down to.

mod job;
mod limits;
mod person;

pub use job::JobTraits;
pub(super) use limits::Limits;
pub(super) use person::Line;
pub use person::PersonTraits;

use crate::domain::listing::terms::Hours;

/// Hours a week from … to …, in hundredths.
pub(super) type HoursRange = (u16, u16);

/// All hours that a week of work has, in hundredths.
const MOST_HOURS: u16 = 6_000;

fn hundredths(hours: Option<Hours>) -> Option<u16> {
    hours.map(Hours::hundredths)
}
