//! One person and one listing on a day: what checks and criteria look at.
//! Never more work than they ask for: the distance is worked out when the first one wants it, once.

use std::cell::OnceCell;

use crate::domain::civil_day::CivilDay;
use crate::matching::traits::{JobTraits, PersonTraits};

/// One person and one listing on a day.
pub struct Pair<'a> {
    pub person: &'a PersonTraits,
    pub job: &'a JobTraits,
    pub today: CivilDay,
    tenths: OnceCell<Option<u32>>,
}

impl<'a> Pair<'a> {
    pub fn new(person: &'a PersonTraits, job: &'a JobTraits, today: CivilDay) -> Self {
        Self { person, job, today, tenths: OnceCell::new() }
    }

    /// The distance as the crow flies in tenths of a kilometre: whole numbers, so that every machine says the same.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most half the earth around: 20,016 km"
    )]
    pub fn distance_tenths(&self) -> Option<u32> {
        let between = || Some((self.person.at?.distance_km(self.job.at?) * 10.0).round() as u32);
        *self.tenths.get_or_init(between)
    }

    /// The day on which the work begins: today when it could begin already.
    pub fn first_day(&self) -> CivilDay {
        self.job.starts_on.map_or(self.today, |starts| starts.max(self.today))
    }
}
