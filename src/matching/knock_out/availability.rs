//! Availability: the person can begin at most thirty days after the work does, or within ninety days when no day is said.
//! Never too early.

use super::Finding;
use crate::matching::pair::Pair;

/// How much later than the first day of work is still in time.
const GRACE_DAYS: u32 = 30;
/// The same when nobody said when the work begins.
const GRACE_WITHOUT_DAY: u32 = 90;

pub fn find(pair: &Pair<'_>) -> Finding {
    let last = match pair.job.starts_on {
        Some(_) => pair.first_day().plus_days(GRACE_DAYS),
        None => pair.today.plus_days(GRACE_WITHOUT_DAY),
    };
    match (pair.person.available_from, pair.job.starts_on) {
        (Some(from), _) => Finding::out_if(from > last),
        (None, Some(_)) => Finding::Unknown,
        (None, None) => Finding::Fits,
    }
}
