//! Driving licences: the person holds each that the work needs, or one that implies it.
//! Never the certificate beside it (code 95): that is a certificate.

use super::Finding;
use crate::matching::pair::Pair;

pub fn find(pair: &Pair<'_>) -> Finding {
    match pair.person.licences {
        _ if pair.job.licences.is_empty() => Finding::Fits,
        None => Finding::Unknown,
        Some(held) => Finding::out_if(!pair.job.licences.without(held).is_empty()),
    }
}
