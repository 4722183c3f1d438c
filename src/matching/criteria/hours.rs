//! How well the hours fit: all points when one side's wish lies within the other's, half when they only touch.
//! Never below half for hours that overlap, and that too when they are not known.

use super::part;
use crate::matching::pair::Pair;

pub fn points(pair: &Pair<'_>, weight: u8) -> u8 {
    let (Some(person), Some(job)) = (pair.person.hours, pair.job.hours) else { return weight / 2 };
    let (low, high) = (person.0.max(job.0), person.1.min(job.1));
    let Some(common) = high.checked_sub(low) else { return 0 };
    let narrowest = (person.1.saturating_sub(person.0)).min(job.1.saturating_sub(job.0));
    // Where one side asks for an exact number, any overlap is all of it.
    if narrowest == 0 {
        weight
    } else {
        part(weight, u32::from(narrowest) + u32::from(common), 2 * u32::from(narrowest))
    }
}
