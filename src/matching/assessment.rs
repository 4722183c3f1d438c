//! The assessment of one person and one listing: what knocks out, what to find out, and points per criterion.
//! Never a second definition of the verdict: ranking runs the same tables.

use crate::domain::civil_day::CivilDay;
use crate::domain::code::codes;
use crate::matching::criteria::CRITERIA;
use crate::matching::knock_out::{Finding, KNOCK_OUTS};
use crate::matching::pair::Pair;
use crate::matching::set::Set;
use crate::matching::traits::{JobTraits, PersonTraits};

codes! {
    /// What can make a pair not fit.
    pub enum Check {
        /// The person does not look for this kind of work.
        Kind = "kind",
        /// The person is not entitled to this kind of work here.
        Legal = "legal",
        /// The hours do not overlap.
        Hours = "hours",
        /// There is no day in common.
        Days = "days",
        /// It is too far away.
        Distance = "distance",
        /// A driving licence is missing.
        Licence = "licence",
        /// A certificate is missing or not valid when the work begins.
        Certificate = "certificate",
        /// More Dutch is asked for.
        Dutch = "dutch",
        /// More education is asked for.
        Education = "education",
        /// The person cannot begin in time.
        Availability = "availability",
        /// The work does not respect a limit of the person.
        Limit = "limit",
        /// The work asks for a higher step of the participatieladder.
        Ladder = "ladder",
    }
}

codes! {
    /// What gives points.
    pub enum Criterion {
        /// Occupations and earlier work against title and tasks.
        Occupation = "occupation",
        /// Skills against what is asked.
        Skills = "skills",
        /// The branch that the person would like.
        Sector = "sector",
        /// How far it is, for how the person travels.
        Distance = "distance",
        /// How well the hours fit.
        Hours = "hours",
        /// Help that the person can probably get and the employer is open to.
        Support = "support",
    }
}

impl Criterion {
    /// The most points that it gives; all together give 100.
    #[must_use]
    pub fn weight(self) -> u8 {
        CRITERIA.iter().find(|row| row.criterion == self).map_or(0, |row| row.weight)
    }
}

/// The assessment of one person and one listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assessment {
    out: Set<Check>,
    unknown: Set<Check>,
    points: [u8; CRITERIA.len()],
}

impl Assessment {
    /// Whether nothing knocks it out.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.out.is_empty()
    }

    /// 0 to 100; worked out also when something knocks it out.
    #[must_use]
    pub fn score(&self) -> u8 {
        self.points.iter().sum()
    }

    /// What knocks it out.
    pub fn knocked_out(&self) -> impl Iterator<Item = Check> {
        self.out.iter()
    }

    /// What is not known yet.
    pub fn to_find_out(&self) -> impl Iterator<Item = Check> {
        self.unknown.iter()
    }

    /// The points of a criterion.
    #[must_use]
    pub fn points(&self, criterion: Criterion) -> u8 {
        CRITERIA.iter().position(|row| row.criterion == criterion).map_or(0, |at| self.points[at])
    }

    /// The only check that knocks it out.
    pub(super) fn only_knock_out(&self) -> Option<Check> {
        self.out.iter().next().filter(|_| self.out.len() == 1)
    }

    pub(super) fn of(pair: &Pair<'_>) -> Self {
        let (mut out, mut unknown) = (Set::EMPTY, Set::EMPTY);
        for (check, find) in KNOCK_OUTS {
            match find(pair) {
                Finding::Fits => {}
                Finding::Out => out.insert(*check),
                Finding::Unknown => unknown.insert(*check),
            }
        }
        Self { out, unknown, points: CRITERIA.each_ref().map(|row| (row.points)(pair, row.weight)) }
    }
}

/// How well a person and a listing fit on this day.
#[must_use]
pub fn assess(person: &PersonTraits, job: &JobTraits, today: CivilDay) -> Assessment {
    Assessment::of(&Pair::new(person, job, today))
}
