//! What a person's limits exclude, as bits.
//! Never the words of a limit: those that have no code can only be talked about, and are no more than a mark here.

use crate::domain::candidate::Limit;
use crate::domain::candidate::limit::Excludes;
use crate::domain::listing::terms::Shift;
use crate::matching::set::Set;

/// What a person's limits exclude.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// The most that the person lifts, in kilograms.
    pub lifts: Option<u8>,
    /// Times at which the person does not work.
    pub shifts: Set<Shift>,
    /// Loads that the person cannot bear.
    pub loads: Loads,
    /// Whether there are limits in free words.
    pub in_words: bool,
}

impl Limits {
    pub fn of(limits: &[Limit]) -> Self {
        let mut found = Self::default();
        for limit in limits {
            match limit.excludes() {
                Some(Excludes::LiftingOver(most)) => {
                    found.lifts = Some(found.lifts.map_or(most, |before| before.min(most)));
                }
                Some(Excludes::Shift(shift)) => found.shifts.insert(shift),
                Some(Excludes::Load(code)) => found.loads.insert(code),
                None => found.in_words = true,
            }
        }
        found
    }
}

/// Loads of work that a limit can exclude, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Loads(u32);

impl Loads {
    fn bit(code: &str) -> u32 {
        Limit::loads().position(|known| known == code).map_or(0, |at| 1 << at)
    }

    pub fn insert(&mut self, code: &str) {
        self.0 |= Self::bit(code);
    }

    /// Whether no limit can exclude it, because it is no code.
    pub fn is_unknown(code: &str) -> bool {
        Self::bit(code) == 0
    }

    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}
