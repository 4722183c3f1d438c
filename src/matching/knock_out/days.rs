//! Days of the week: there must be one on which the person can work and there is work.
//! Never all of them: which days it becomes, people settle.

use super::Finding;
use crate::matching::pair::Pair;

pub fn find(pair: &Pair<'_>) -> Finding {
    let (person, job) = (pair.person.days, pair.job.days);
    if person.is_empty() || job.is_empty() {
        return Finding::Unknown;
    }
    Finding::out_if(person.and(job).is_empty())
}
