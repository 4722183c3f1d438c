//! Where a page of results goes on: after the last listing that was shown, in the index as it was then.
//! Never a secret and never trusted: what it says only decides which of the public listings come next.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use crate::domain::ids::{Id, ListingId};

/// A place in the order of an answer. As text it stands in the address of the next page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct After {
    /// Up to which change the index held what was shown.
    pub seq: i64,
    /// What decided first in that order.
    pub first: f64,
    /// When the listing became public, in microseconds.
    pub published: i64,
    /// The listing.
    pub id: ListingId,
}

impl fmt::Display for After {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seq, first, published, id } = self;
        write!(f, "{seq:x}-{:x}-{published:x}-{:x}", first.to_bits(), id.uuid().as_u128())
    }
}

impl FromStr for After {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split('-');
        let mut number = || parts.next().and_then(|part| u128::from_str_radix(part, 16).ok()).ok_or(());
        let after = Self {
            seq: number()?.try_into().map_err(drop)?,
            first: f64::from_bits(number()?.try_into().map_err(drop)?),
            published: number()?.try_into().map_err(drop)?,
            id: ListingId::from_uuid(Uuid::from_u128(number()?)),
        };
        if parts.next().is_some() || after.first.is_nan() { Err(()) } else { Ok(after) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_survives_an_address() {
        let id = ListingId::from_uuid(Uuid::from_u128(u128::MAX - 7));
        for first in [0.0, -12.5, 7.25, f64::MAX] {
            let after = After { seq: 812, first, published: 1_790_000_000_000_000, id };
            assert_eq!(after.to_string().parse(), Ok(after));
        }
    }

    #[test]
    fn nonsense_is_none() {
        let nan = format!("1-{:x}-1-1", f64::NAN.to_bits());
        for text in ["", "1", "1-2-3", "1-2-3-4-5", "x-2-3-4", "1-2-3-é", "ffffffffffffffffffff-1-1-1", &nan] {
            assert_eq!(text.parse::<After>(), Err(()), "{text}");
        }
    }
}
