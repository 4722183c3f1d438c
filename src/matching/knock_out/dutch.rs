//! Dutch: the person knows at least as much as the work asks.
//! Never a test of the person: levels are what somebody noted.

use super::Finding;
use crate::domain::listing::terms::DutchLevel;
use crate::matching::pair::Pair;

pub fn find(pair: &Pair<'_>) -> Finding {
    match (pair.person.dutch, pair.job.dutch) {
        // The lowest level asks for nothing that has to be known.
        (_, Some(DutchLevel::A1)) => Finding::Fits,
        (Some(has), Some(asked)) => Finding::out_if(has < asked),
        _ => Finding::Unknown,
    }
}
