//! Certificates: the person holds each that the work needs, valid on the day on which the work begins.
//! Never out because an end is not known: without one it counts as valid.

use super::Finding;
use crate::domain::listing::terms::Certificate;
use crate::matching::pair::Pair;
use crate::matching::set::Set;

pub fn find(pair: &Pair<'_>) -> Finding {
    match missing(pair) {
        None => Finding::Unknown,
        Some(missing) => Finding::out_if(!missing.is_empty()),
    }
}

/// The certificates that the person lacks on the day on which the work begins; `None` when it is not known which there are.
pub fn missing(pair: &Pair<'_>) -> Option<Set<Certificate>> {
    if pair.job.certificates.is_empty() {
        return Some(Set::EMPTY);
    }
    let day = pair.first_day();
    let held = pair.person.certificates.as_ref()?;
    let valid = held.iter().filter(|each| each.is_valid_on(day)).map(|each| each.code).collect();
    Some(pair.job.certificates.without(valid))
}
