//! The participatieladder: the person stands on the step that the place asks for, or higher.
//! Never for a place that asks for no step.

use super::Finding;
use crate::matching::pair::Pair;

pub fn find(pair: &Pair<'_>) -> Finding {
    match (pair.person.step, pair.job.step_min) {
        (_, None) => Finding::Fits,
        (None, Some(_)) => Finding::Unknown,
        (Some(step), Some(least)) => Finding::out_if(step < least),
    }
}
