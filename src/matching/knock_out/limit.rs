//! Limits: what the person cannot do against what the work asks.
//! Never a comparison of free words: those a person must talk about.

use super::Finding;
use crate::domain::listing::terms::{Day, Shift};
use crate::matching::pair::Pair;
use crate::matching::set::Set;
use crate::matching::traits::{JobTraits, Limits};

pub fn find(pair: &Pair<'_>) -> Finding {
    compare(pair.person.limits, pair.job)
}

/// What these limits say of the work; one limit alone, or all of a person together.
pub fn compare(limits: Limits, job: &JobTraits) -> Finding {
    let too_heavy = limits.lifts.zip(job.load.lifts).is_some_and(|(most, asked)| asked > most);
    // Some of the times can be left out by agreement; all of them cannot.
    let no_time_left = !job.shifts.is_empty() && job.shifts.without(limits.shifts).is_empty();
    if too_heavy || limits.loads.meets(job.load.codes) || no_time_left || only_at_weekends(limits, job) {
        return Finding::Out;
    }
    let bears_less = limits.lifts.is_some() || !limits.loads.is_empty();
    let times = !limits.shifts.is_empty() && (job.shifts.is_empty() || !limits.shifts.and(job.shifts).is_empty());
    if limits.in_words || (bears_less && job.load.unclear) || times { Finding::Unknown } else { Finding::Fits }
}

/// Days can say what no shift says: work on Saturday and Sunday is work at the weekend.
fn only_at_weekends(limits: Limits, job: &JobTraits) -> bool {
    let weekend = Set::EMPTY.with(Day::Za).with(Day::Zo);
    limits.shifts.contains(Shift::Weekend) && !job.days.is_empty() && job.days.without(weekend).is_empty()
}
