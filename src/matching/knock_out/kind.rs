//! The kind of work: a person who named kinds looks for those only.
//! Never a rule about who may: that is `legal`.

use super::Finding;
use crate::matching::pair::Pair;

pub fn find(pair: &Pair<'_>) -> Finding {
    if pair.person.kinds.is_empty() {
        return Finding::Unknown;
    }
    Finding::out_if(!pair.person.kinds.contains(pair.job.kind))
}
