//! The traits of a listing.
//! Never more than its text and head say: what is not said is unknown.

use crate::domain::candidate::limit::lifting;
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{EmployerId, ListingId, MunicipalityId, RevisionId};
use crate::domain::listing::terms::{
    Certificate, Day, DrivingLicence, DutchLevel, Education, Openness, Sector, Shift, SupportKind,
};
use crate::domain::listing::{Listing, ListingContent, ListingKind};
use crate::domain::place::{Places, Point};
use crate::matching::set::Set;
use crate::matching::traits::HoursRange;
use crate::matching::traits::limits::Loads;
use crate::matching::words::Words;

/// What ranking needs of a listing.
#[derive(Debug, Clone, PartialEq)]
pub struct JobTraits {
    /// Whose they are.
    pub id: ListingId,
    /// The municipality: its candidates are matched only.
    pub municipality: MunicipalityId,
    /// The organisation that offers the work.
    pub employer: EmployerId,
    /// The kind of work.
    pub kind: ListingKind,
    /// The revision whose text they were made of, when that is the public one.
    pub revision: Option<RevisionId>,
    pub(in crate::matching) hours: Option<HoursRange>,
    pub(in crate::matching) days: Set<Day>,
    pub(in crate::matching) shifts: Set<Shift>,
    pub(in crate::matching) at: Option<Point>,
    pub(in crate::matching) starts_on: Option<CivilDay>,
    pub(in crate::matching) licences: Set<DrivingLicence>,
    pub(in crate::matching) certificates: Set<Certificate>,
    pub(in crate::matching) dutch: Option<DutchLevel>,
    pub(in crate::matching) education: Option<Education>,
    pub(in crate::matching) sector: Option<Sector>,
    pub(in crate::matching) title: Words,
    pub(in crate::matching) tasks: Words,
    pub(in crate::matching) demands: Words,
    pub(in crate::matching) load: Load,
    pub(in crate::matching) offers: Set<SupportKind>,
    pub(in crate::matching) talks_about: Set<SupportKind>,
    pub(in crate::matching) step_min: Option<u8>,
}

/// What is heavy about the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Load {
    /// The most that is lifted, in kilograms.
    pub lifts: Option<u8>,
    /// Loads that a limit can exclude.
    pub codes: Loads,
    /// Whether nothing is said, or something in words that only people can compare.
    pub unclear: bool,
}

impl Load {
    fn of(load: &[String]) -> Self {
        let mut found = Self { unclear: load.is_empty(), ..Self::default() };
        for each in load {
            let code = each.trim().to_lowercase();
            if let Some(kilograms) = lifting(&code) {
                found.lifts = found.lifts.max(Some(kilograms));
            } else if Loads::is_unknown(&code) {
                found.unclear = true;
            } else {
                found.codes.insert(&code);
            }
        }
        found
    }
}

impl JobTraits {
    /// The traits of a listing with this text.
    #[must_use]
    pub fn of(listing: &Listing, content: &ListingContent) -> Self {
        let place = Places::known().locate(content.place.as_deref(), content.postcode.as_ref());
        // One number is exactly that many hours, as on the page.
        let hours = content.hours_min.or(content.hours_max).zip(content.hours_max.or(content.hours_min));
        let tasks = || content.tasks.iter().map(String::as_str);
        let asked = || content.skills.iter().map(String::as_str).chain([content.description.as_str()]);
        let support = &content.support;
        let open = [
            (SupportKind::WageSubsidy, support.wage_subsidy),
            (SupportKind::Jobcoach, support.jobcoach),
            (SupportKind::Trial, support.trial),
            (SupportKind::AdaptedTasks, support.adapted_tasks),
        ];
        let how_open =
            |how: Openness| open.iter().filter(|(_, said)| *said == Some(how)).map(|(kind, _)| *kind).collect();
        Self {
            id: listing.id,
            municipality: listing.municipality,
            employer: listing.employer,
            kind: listing.kind,
            revision: listing.live_revision,
            hours: hours.map(|(low, high)| (low.hundredths(), high.hundredths())),
            days: content.days.iter().copied().collect(),
            shifts: content.shifts.iter().copied().collect(),
            at: place.map(|place| place.at),
            starts_on: content.starts_on,
            licences: content.driving_licences.iter().copied().collect(),
            certificates: content.certificates.iter().copied().collect(),
            dutch: content.dutch,
            education: content.education,
            sector: content.sector,
            title: Words::of([content.title.as_str()]),
            tasks: Words::of(tasks()),
            demands: Words::of(tasks().chain(asked())),
            load: Load::of(&content.load),
            offers: how_open(Openness::Yes),
            talks_about: how_open(Openness::Talk),
            step_min: content.ladder_step_min,
        }
    }
}
