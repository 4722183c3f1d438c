//! Education: the person finished at least what the work asks.
//! Never out for too much of it.

use super::Finding;
use crate::domain::listing::terms::Education;
use crate::matching::pair::Pair;

pub fn find(pair: &Pair<'_>) -> Finding {
    match (pair.person.education, pair.job.education) {
        (_, Some(Education::None)) => Finding::Fits,
        (Some(has), Some(asked)) => Finding::out_if(has < asked),
        _ => Finding::Unknown,
    }
}
