//! The branch: one that the person would like.
//! Never against somebody who named none: half.

use crate::matching::pair::Pair;

pub fn points(pair: &Pair<'_>, weight: u8) -> u8 {
    match pair.job.sector {
        Some(sector) if !pair.person.sectors.is_empty() => {
            if pair.person.sectors.contains(sector) {
                weight
            } else {
                0
            }
        }
        _ => weight / 2,
    }
}
