//! A moment: the time and the randomness that one action works with, fixed before it starts.
//! Never reads the clock or the operating system: `clock` makes it, so that a second run of the same action does the same.

use chrono::{DateTime, SubsecRound, Utc};
use sha2::{Digest, Sha256};

use crate::domain::ids::Id;

/// Now, and a seed of 32 random bytes.
///
/// Every identifier and secret of one action is derived from the seed with a counter. When the database makes an
/// action run again (a serialisation failure), the counter starts again too and the same values come out.
#[derive(Clone)]
pub struct Moment {
    now: DateTime<Utc>,
    seed: [u8; 32],
    minted: u32,
}

impl Moment {
    /// A moment at `now` (kept to the microsecond: PostgreSQL stores no finer) with 32 bytes of randomness.
    #[must_use]
    pub fn new(now: DateTime<Utc>, seed: [u8; 32]) -> Self {
        Self { now: now.trunc_subsecs(6), seed, minted: 0 }
    }

    /// The time, to the microsecond.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// A new identifier: UUID version 7 (RFC 9562 §5.7), ordered by time and, within one moment, by order of minting.
    pub fn id<I: Id>(&mut self) -> I {
        let bytes = self.derive(b"id");
        let mut random = [0_u8; 10];
        random.copy_from_slice(&bytes[..10]);
        // The first twelve random bits carry the counter, so that identifiers of one moment sort as they were made.
        let counter = (self.minted & 0x0fff).to_be_bytes();
        random[0] = counter[2];
        random[1] = counter[3];
        let millis = u64::try_from(self.now.timestamp_millis()).unwrap_or(0);
        I::from_uuid(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// 32 secret bytes, for example the token of a session.
    pub fn secret(&mut self) -> [u8; 32] {
        self.derive(b"secret")
    }

    /// A short code that people read aloud and type: `length` letters and digits without look-alikes (no 0, O, 1, I, L).
    pub fn short_code(&mut self, length: usize) -> String {
        const ALPHABET: &[u8; 31] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789";
        self.derive(b"code")
            .iter()
            .take(length)
            .map(|byte| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()]))
            .collect()
    }

    fn derive(&mut self, purpose: &[u8]) -> [u8; 32] {
        self.minted += 1;
        let mut hash = Sha256::new();
        hash.update(self.seed);
        hash.update(purpose);
        hash.update(self.minted.to_be_bytes());
        hash.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::ListingId;

    fn moment() -> Moment {
        Moment::new(DateTime::from_timestamp_nanos(1_790_000_000_123_456_789), [7; 32])
    }

    #[test]
    fn the_same_moment_mints_the_same_values_again() {
        let (mut first, mut second) = (moment(), moment());
        assert_eq!(first.id::<ListingId>(), second.id::<ListingId>());
        assert_eq!(first.secret(), second.secret());
        assert_eq!(first.short_code(6), second.short_code(6));
    }

    #[test]
    fn identifiers_differ_and_sort_as_minted() {
        let mut moment = moment();
        let ids: Vec<ListingId> = (0..2_000).map(|_| moment.id()).collect();
        let mut sorted = ids.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(ids, sorted);
    }

    #[test]
    fn the_time_is_kept_to_the_microsecond() {
        assert_eq!(moment().now().timestamp_subsec_nanos(), 123_456_000);
    }
}
