//! The distance: not further, as the crow flies, than the person said.
//! Never a guess of what is too far for whom said nothing: then the criterion alone counts it.

use super::Finding;
use crate::matching::pair::Pair;

pub fn find(pair: &Pair<'_>) -> Finding {
    match (pair.distance_tenths(), pair.person.max_distance_km) {
        (Some(tenths), Some(most)) => Finding::out_if(tenths > u32::from(most) * 10),
        (Some(_), None) => Finding::Fits,
        (None, _) => Finding::Unknown,
    }
}
