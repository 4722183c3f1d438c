//! Criteria: what makes a pair that fits a good one, one file each, with one table of weights.
//! Never a fraction: points are whole numbers, so that every machine gives the same score.

mod distance;
mod hours;
pub mod occupation;
mod sector;
pub mod skills;
mod support;

use crate::matching::assessment::Criterion;
use crate::matching::pair::Pair;

/// A criterion, the most points that it gives, and how many it gives a pair.
pub struct Row {
    pub criterion: Criterion,
    pub weight: u8,
    pub points: fn(&Pair<'_>, u8) -> u8,
}

/// The weights: together 100. The dear ones last: ranking stops when what is left cannot matter any more.
pub const CRITERIA: [Row; 6] = [
    Row { criterion: Criterion::Distance, weight: 15, points: distance::points },
    Row { criterion: Criterion::Hours, weight: 10, points: hours::points },
    Row { criterion: Criterion::Sector, weight: 10, points: sector::points },
    // Small on purpose: a pattern of introductions must not give away who is entitled to what.
    Row { criterion: Criterion::Support, weight: 5, points: support::points },
    Row { criterion: Criterion::Occupation, weight: 40, points: occupation::points },
    Row { criterion: Criterion::Skills, weight: 20, points: skills::points },
];

/// So many parts of a whole, of the weight, rounded down; never more than the weight.
fn part(weight: u8, of: u32, whole: u32) -> u8 {
    u8::try_from(u32::from(weight) * of / whole.max(1)).unwrap_or(weight).min(weight)
}
