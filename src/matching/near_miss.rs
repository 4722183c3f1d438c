//! Near misses: the one thing that would make a pair fit.
//! Never one about a limit, a right or the ladder: those are no things that somebody just gets.

use crate::domain::civil_day::CivilDay;
use crate::domain::listing::terms::{Certificate, Day, DrivingLicence, DutchLevel};
use crate::matching::assessment::{Assessment, Check};
use crate::matching::knock_out::certificate;
use crate::matching::pair::Pair;
use crate::matching::set::Set;
use crate::matching::traits::{HoursRange, JobTraits, PersonTraits};

/// The furthest that somebody could perhaps come, beyond what he said.
const FURTHER_KM: u32 = 5;
/// How many hours a week can perhaps be talked about, in hundredths.
const HOURS_APART: u16 = 800;

/// The one thing that would make it fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NearMiss {
    /// This certificate, or to renew it.
    Certificate(Certificate),
    /// This driving licence.
    Licence(DrivingLicence),
    /// So many hours a week more, in hundredths; negative is fewer.
    Hours(i32),
    /// Work on one of these days.
    Days(Set<Day>),
    /// Dutch one step better: this level.
    Dutch(DutchLevel),
    /// So many kilometres further.
    Distance(u32),
}

/// The one thing that would make this person and listing fit, if there is one.
#[must_use]
pub fn near_miss(person: &PersonTraits, job: &JobTraits, today: CivilDay) -> Option<NearMiss> {
    let pair = Pair::new(person, job, today);
    of(&pair, &Assessment::of(&pair))
}

pub(super) fn of(pair: &Pair<'_>, assessment: &Assessment) -> Option<NearMiss> {
    let (person, job) = (pair.person, pair.job);
    match assessment.only_knock_out()? {
        Check::Certificate => certificate::missing(pair).and_then(only).map(NearMiss::Certificate),
        Check::Licence => only(job.licences.without(person.licences?)).map(NearMiss::Licence),
        Check::Hours => apart(person.hours?, job.hours?).map(NearMiss::Hours),
        Check::Days => Some(NearMiss::Days(job.days)),
        Check::Dutch => {
            let (has, asked) = (person.dutch?, job.dutch?);
            is_next(has, asked).then_some(NearMiss::Dutch(asked))
        }
        Check::Distance => {
            let beyond = pair.distance_tenths()?.checked_sub(u32::from(person.max_distance_km?) * 10)?;
            let kilometres = beyond.div_ceil(10);
            (kilometres <= FURTHER_KM).then_some(NearMiss::Distance(kilometres))
        }
        Check::Kind | Check::Legal | Check::Education | Check::Availability | Check::Limit | Check::Ladder => None,
    }
}

fn only<T: crate::domain::code::Code>(set: Set<T>) -> Option<T> {
    set.iter().next().filter(|_| set.len() == 1)
}

fn apart(person: HoursRange, job: HoursRange) -> Option<i32> {
    let (more, fewer) = (job.0.saturating_sub(person.1), person.0.saturating_sub(job.1));
    (more.max(fewer) <= HOURS_APART).then_some(i32::from(more) - i32::from(fewer))
}

fn is_next(has: DutchLevel, asked: DutchLevel) -> bool {
    use crate::domain::code::Code;
    DutchLevel::ALL.iter().skip_while(|level| **level != has).nth(1) == Some(&asked)
}
