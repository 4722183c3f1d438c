//! Support: help that the person can probably get and that the employer is open to.
//! Never a knock-out and never more than a few points: it must not decide whom an employer meets.

use crate::matching::pair::Pair;

/// Two points for what the employer offers, one for what he wants to talk about.
pub fn points(pair: &Pair<'_>, weight: u8) -> u8 {
    let likely = pair.person.standing(pair.today).support;
    let points = 2 * likely.and(pair.job.offers).len() + likely.and(pair.job.talks_about).len();
    u8::try_from(points).unwrap_or(weight).min(weight)
}
