//! The legal conditions of the kind of work: a proefplaatsing is for people with bijstand, beschut werk needs a decision, and so on.
//! Never on a "perhaps": only a known no, or a body other than the municipality, knocks out.

use super::Finding;
use crate::matching::pair::Pair;

pub fn find(pair: &Pair<'_>) -> Finding {
    let standing = pair.person.standing(pair.today);
    if standing.excluded.contains(pair.job.kind) {
        Finding::Out
    } else if standing.unsure.contains(pair.job.kind) {
        Finding::Unknown
    } else {
        Finding::Fits
    }
}
