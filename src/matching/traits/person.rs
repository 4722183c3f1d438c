//! The traits of a person.
//! Never printed: the debug output names the row and nothing that is in it.

use crate::domain::candidate::{Candidate, FactKey, HeldCertificate, Private, Transport};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::eligibility::{Instrument, Situation};
use crate::domain::ids::{CandidateId, MunicipalityId};
use crate::domain::listing::ListingKind;
use crate::domain::listing::terms::{Certificate, Day, DrivingLicence, DutchLevel, Education, Sector, SupportKind};
use crate::domain::place::{Places, Point};
use crate::domain::sensitive::Purpose;
use crate::matching::set::Set;
use crate::matching::traits::{HoursRange, Limits, MOST_HOURS, hundredths};
use crate::matching::words::{Phrase, phrase};

/// What ranking needs of a person.
#[derive(Clone, PartialEq)]
pub struct PersonTraits {
    /// Whose they are.
    pub id: CandidateId,
    /// The municipality: people are matched with its listings only.
    pub municipality: MunicipalityId,
    /// The version of the candidate that they were made of.
    pub version: i32,
    pub(in crate::matching) kinds: Set<ListingKind>,
    pub(in crate::matching) hours: Option<HoursRange>,
    pub(in crate::matching) days: Set<Day>,
    pub(in crate::matching) at: Option<Point>,
    pub(in crate::matching) max_distance_km: Option<u16>,
    pub(in crate::matching) transport: Set<Transport>,
    pub(in crate::matching) available_from: Option<CivilDay>,
    pub(in crate::matching) licences: Option<Set<DrivingLicence>>,
    pub(in crate::matching) certificates: Option<Box<[HeldCertificate]>>,
    pub(in crate::matching) dutch: Option<DutchLevel>,
    pub(in crate::matching) education: Option<Education>,
    pub(in crate::matching) sectors: Set<Sector>,
    pub(in crate::matching) work: Box<[Line]>,
    pub(in crate::matching) skills: Box<[Phrase]>,
    pub(in crate::matching) limits: Limits,
    pub(in crate::matching) step: Option<u8>,
    standings: Box<[Standing]>,
}

/// An occupation or earlier work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub words: Phrase,
    /// What it is worth when the work is exactly this, in percent.
    pub worth: u32,
}

impl Line {
    /// An occupation that the person has or looks for.
    pub fn occupation(name: &str) -> Self {
        Self { words: phrase(name), worth: 90 }
    }

    /// Earlier work: a year of it is worth a little, up to five.
    pub fn experience(title: &str, years: Option<u8>) -> Self {
        Self { words: phrase(title), worth: 80 + 4 * u32::from(years.unwrap_or(0).min(5)) }
    }
}

/// What the facts come down to from a day on: a birthday alone can change it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    since: Option<CivilDay>,
    /// Kinds that the person is known not to be entitled to here.
    pub excluded: Set<ListingKind>,
    /// Kinds of which it is not known.
    pub unsure: Set<ListingKind>,
    /// Help that the person can probably get.
    pub support: Set<SupportKind>,
}

impl Standing {
    fn on(day: CivilDay, since: Option<CivilDay>, private: &Private) -> Self {
        let situation = Situation::of(private, day);
        let mut standing = Self { since, excluded: Set::EMPTY, unsure: Set::EMPTY, support: Set::EMPTY };
        for kind in ListingKind::ALL {
            let Some(instrument) = Instrument::of_kind(*kind) else { continue };
            let entitlement = situation.entitlement(instrument);
            if entitlement.is_excluded() {
                standing.excluded.insert(*kind);
            } else if !entitlement.is_likely() {
                standing.unsure.insert(*kind);
            }
        }
        for (kind, instrument) in [
            (SupportKind::WageSubsidy, Instrument::Lks),
            (SupportKind::Jobcoach, Instrument::Jobcoach),
            (SupportKind::Trial, Instrument::Proefplaats),
        ] {
            if situation.entitlement(instrument).is_likely() {
                standing.support.insert(kind);
            }
        }
        if private.facts.is(FactKey::SteunNodigVoorTaken) || private.facts.is(FactKey::BeschutBesluit) {
            standing.support.insert(SupportKind::AdaptedTasks);
        }
        standing
    }

    /// The standings from the beginning of time and from each birthday that matters on, oldest first.
    fn all(private: &Private) -> Box<[Self]> {
        // Without a birth date the day changes nothing; any will do.
        let birth = private.birth_date;
        let first = Self::on(birth.unwrap_or_else(|| CivilDay::from_date(chrono::NaiveDate::MIN)), None, private);
        let later = birth.into_iter().flat_map(Situation::turning_days);
        std::iter::once(first).chain(later.map(|day| Self::on(day, Some(day), private))).collect()
    }
}

impl PersonTraits {
    /// The traits of a candidate.
    #[must_use]
    pub fn of(candidate: &Candidate) -> Self {
        let profile = &candidate.profile;
        let private = candidate.private.expose(Purpose::Match);
        let place = Places::known().locate(profile.place.as_deref(), profile.postcode.as_ref());
        let (least, most) = (hundredths(profile.hours_min), hundredths(profile.hours_max));
        let experience = profile.experience.iter().map(|work| Line::experience(&work.title, work.years));
        let occupations = profile.occupations.iter().map(|name| Line::occupation(name));
        Self {
            id: candidate.id,
            municipality: candidate.municipality,
            version: candidate.version,
            kinds: profile.kinds.iter().copied().collect(),
            hours: (least.is_some() || most.is_some()).then(|| (least.unwrap_or(0), most.unwrap_or(MOST_HOURS))),
            days: profile.days.iter().copied().collect(),
            at: place.map(|place| place.at),
            max_distance_km: profile.max_distance_km,
            transport: profile.transport.iter().copied().collect(),
            available_from: profile.available_from,
            licences: profile.driving_licences.as_deref().map(licences_with_implied),
            certificates: profile.certificates.as_deref().map(certificates_with_implied),
            dutch: profile.dutch,
            education: profile.education,
            sectors: profile.wishes.sectors.iter().copied().collect(),
            work: experience.chain(occupations).filter(|line| !line.words.is_empty()).collect(),
            skills: profile.skills.iter().map(|skill| phrase(skill)).filter(|words| !words.is_empty()).collect(),
            limits: Limits::of(&private.limits),
            step: private.facts.number(FactKey::Trede).and_then(|step| u8::try_from(step).ok()),
            standings: Standing::all(private),
        }
    }

    /// What the facts come down to on this day.
    pub(in crate::matching) fn standing(&self, today: CivilDay) -> Standing {
        let began = |standing: &&Standing| standing.since.is_none_or(|since| since <= today);
        // There is always a first one, which began with time.
        self.standings.iter().rev().find(began).copied().unwrap_or(Standing {
            since: None,
            excluded: Set::EMPTY,
            unsure: Set::EMPTY,
            support: Set::EMPTY,
        })
    }
}

impl std::fmt::Debug for PersonTraits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PersonTraits").field("id", &self.id).field("version", &self.version).finish_non_exhaustive()
    }
}

/// Licences with those that they imply (domain rules §8.1).
fn licences_with_implied(licences: &[DrivingLicence]) -> Set<DrivingLicence> {
    let mut found = Set::EMPTY;
    let mut waiting = licences.to_vec();
    while let Some(licence) = waiting.pop() {
        found.insert(licence);
        waiting.extend(implied(licence));
    }
    found
}

/// What a licence implies directly.
fn implied(licence: DrivingLicence) -> &'static [DrivingLicence] {
    use DrivingLicence as L;
    match licence {
        L::A => &[L::A2],
        L::A2 => &[L::A1],
        L::A1 | L::B => &[L::Am],
        L::BPlus | L::C1 | L::D1 => &[L::B],
        L::Be => &[L::BPlus],
        L::C => &[L::C1],
        L::D => &[L::D1],
        L::C1e => &[L::C1, L::Be],
        L::D1e => &[L::D1, L::Be],
        L::Ce => &[L::C, L::C1e],
        L::De => &[L::D, L::D1e],
        L::Am | L::T => &[],
    }
}

/// Certificates with those that they imply, for as long as they are valid themselves (domain rules §8.2).
fn certificates_with_implied(held: &[HeldCertificate]) -> Box<[HeldCertificate]> {
    let basis = held.iter().filter(|each| each.code == Certificate::VcaVol);
    let implied = basis.map(|vol| HeldCertificate { code: Certificate::VcaBasis, ..*vol });
    held.iter().copied().chain(implied).collect()
}
