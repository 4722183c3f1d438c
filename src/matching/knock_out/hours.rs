//! Hours a week: what the person can and what the work asks must overlap.
//! Never how well: that is the criterion of the same name.

use super::Finding;
use crate::matching::pair::Pair;

pub fn find(pair: &Pair<'_>) -> Finding {
    let (Some(person), Some(job)) = (pair.person.hours, pair.job.hours) else { return Finding::Unknown };
    Finding::out_if(person.1 < job.0 || job.1 < person.0)
}
