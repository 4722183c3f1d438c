//! Knock-outs: what makes a pair not fit, one file each, in one table.
//! Never for want of a fact: only what is known on both sides knocks out.

pub mod availability;
pub mod certificate;
mod days;
mod distance;
mod dutch;
mod education;
mod hours;
mod kind;
mod ladder;
mod legal;
mod licence;
pub mod limit;

use crate::matching::assessment::Check;
use crate::matching::pair::Pair;

/// What a check says of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// Nothing against it.
    Fits,
    /// It does not fit.
    Out,
    /// Something is not known.
    Unknown,
}

impl Finding {
    fn out_if(out: bool) -> Self {
        if out { Self::Out } else { Self::Fits }
    }
}

type Find = fn(&Pair<'_>) -> Finding;

/// The checks, the quick ones that often knock out first: ranking stops at the first.
pub const KNOCK_OUTS: &[(Check, Find)] = &[
    (Check::Kind, kind::find),
    (Check::Hours, hours::find),
    (Check::Days, days::find),
    (Check::Licence, licence::find),
    (Check::Dutch, dutch::find),
    (Check::Education, education::find),
    (Check::Ladder, ladder::find),
    (Check::Limit, limit::find),
    (Check::Certificate, certificate::find),
    (Check::Availability, availability::find),
    (Check::Legal, legal::find),
    (Check::Distance, distance::find),
];
