//! Open reasons: why a pair fits, in facts that anyone may be told once the person agrees: the employer too.
//! Never an eligibility fact, a limit or a birth date: there is no variant for them. And never "today": the words are kept with
//! the agreement and must stay the same until a fact changes.

use super::{hours, listed};
use crate::domain::candidate::Profile;
use crate::domain::code::Code;
use crate::domain::listing::ListingContent;
use crate::domain::listing::terms::{Certificate, Day, DrivingLicence, DutchLevel, Education, Sector};
use crate::matching::assessment::{Assessment, Check, Criterion};
use crate::matching::criteria::{occupation, skills};
use crate::matching::pair::Pair;
use crate::matching::traits::Line;
use crate::matching::words::phrase;

/// Why it fits, in facts for anyone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenReason {
    /// Earlier work like this, and for how many years.
    Experience(String, Option<u8>),
    /// An occupation that the person has or looks for.
    Occupation(String),
    /// Skills that the work asks for.
    Skills(Vec<String>),
    /// The branch that the person would like.
    Sector(Sector),
    /// Hours a week from … to … that suit both, in hundredths.
    Hours(u16, u16),
    /// Days that suit both.
    Days(Vec<Day>),
    /// The distance in whole kilometres.
    Distance(u32),
    /// Driving licences that the work needs.
    Licences(Vec<DrivingLicence>),
    /// Certificates that the work needs.
    Certificates(Vec<Certificate>),
    /// The level of Dutch that the work needs.
    Dutch(DutchLevel),
    /// The education that the work needs.
    Education(Education),
}

/// How many lines of work, and how many skills, are named.
const NAMED: (usize, usize) = (2, 4);
/// From this share on a line is a reason, in percent.
const GOOD_SHARE: u32 = 45;

pub(super) fn reasons(
    profile: &Profile,
    content: &ListingContent,
    pair: &Pair<'_>,
    assessment: &Assessment,
) -> Vec<OpenReason> {
    let fits = |check: Check| !assessment.knocked_out().chain(assessment.to_find_out()).any(|other| other == check);
    let (person, job) = (pair.person, pair.job);
    let mut found = work(profile, pair);
    let named: Vec<String> =
        profile.skills.iter().filter(|skill| skills::fits(&phrase(skill), job)).take(NAMED.1).cloned().collect();
    if !named.is_empty() {
        found.push(OpenReason::Skills(named));
    }
    found.extend(content.sector.filter(|sector| person.sectors.contains(*sector)).map(OpenReason::Sector));
    if let (true, Some(person), Some(job)) = (fits(Check::Hours), person.hours, job.hours) {
        found.push(OpenReason::Hours(person.0.max(job.0), person.1.min(job.1)));
    }
    if fits(Check::Days) {
        found.push(OpenReason::Days(person.days.and(job.days).iter().collect()));
    }
    if let (true, Some(tenths)) = (is_near(assessment), pair.distance_tenths()) {
        found.push(OpenReason::Distance((tenths + 5) / 10));
    }
    if fits(Check::Licence) && !job.licences.is_empty() {
        found.push(OpenReason::Licences(job.licences.iter().collect()));
    }
    if fits(Check::Certificate) && !job.certificates.is_empty() {
        found.push(OpenReason::Certificates(job.certificates.iter().collect()));
    }
    found.extend(job.dutch.filter(|asked| person.dutch.is_some_and(|has| has >= *asked)).map(OpenReason::Dutch));
    let asked = job.education.filter(|asked| *asked != Education::None);
    found.extend(asked.filter(|_| fits(Check::Education)).map(OpenReason::Education));
    found
}

/// Whether the distance speaks for it, and not only not against it.
pub(super) fn is_near(assessment: &Assessment) -> bool {
    let is_out = assessment.knocked_out().any(|check| check == Check::Distance);
    !is_out && 2 * assessment.points(Criterion::Distance) >= Criterion::Distance.weight()
}

/// The lines of work that fit best; what was both done and named is said once, as done.
fn work(profile: &Profile, pair: &Pair<'_>) -> Vec<OpenReason> {
    let done = profile.experience.iter().map(|work| {
        (
            Line::experience(&work.title, work.years),
            OpenReason::Experience(work.title.clone(), work.years.filter(|years| *years > 0)),
        )
    });
    let named = profile.occupations.iter().map(|name| (Line::occupation(name), OpenReason::Occupation(name.clone())));
    let mut lines: Vec<(u32, Line, OpenReason)> =
        done.chain(named).map(|(line, reason)| (occupation::share(&line, pair.job), line, reason)).collect();
    lines.retain(|(share, ..)| *share >= GOOD_SHARE);
    // Stable: what somebody did stays before what he named, and each in the order of the profile.
    lines.sort_by_key(|(share, ..)| std::cmp::Reverse(*share));
    let mut told: Vec<Line> = Vec::new();
    let mut found = Vec::new();
    for (_, line, reason) in lines {
        if found.len() < NAMED.0 && !told.iter().any(|other| other.words == line.words) {
            told.push(line);
            found.push(reason);
        }
    }
    found
}

/// The reasons in the words for an employer. It takes open reasons and nothing else: another does not compile.
#[must_use]
pub fn for_employer(reasons: &[OpenReason]) -> Vec<String> {
    reasons.iter().map(OpenReason::of_somebody).collect()
}

/// The reasons in the words for the person.
#[must_use]
pub fn for_candidate(reasons: &[OpenReason]) -> Vec<String> {
    reasons.iter().map(OpenReason::of_you).collect()
}

impl OpenReason {
    /// In the third person, for employer and staff alike.
    pub(super) fn of_somebody(&self) -> String {
        match self {
            Self::Experience(title, Some(years)) => format!("Heeft {years} jaar gewerkt als: {title}."),
            Self::Experience(title, None) => format!("Heeft gewerkt als: {title}."),
            Self::Occupation(name) => format!("Zoekt werk als: {name}."),
            Self::Skills(skills) => format!("Kan: {}.", listed(skills)),
            Self::Sector(sector) => format!("Wil graag werken in: {}.", sector.label()),
            Self::Hours(low, high) if low == high => format!("Kan {} uur per week werken.", hours(*low)),
            Self::Hours(low, high) => format!("Kan {} tot {} uur per week werken.", hours(*low), hours(*high)),
            Self::Days(days) => format!("Kan werken op {}.", day_names(days)),
            Self::Distance(km) => format!("Woont {} het werk.", away(*km, "bij", "van")),
            Self::Licences(licences) => format!("Heeft rijbewijs {}.", licence_names(licences)),
            Self::Certificates(certificates) => format!("Heeft: {}.", certificate_names(certificates)),
            Self::Dutch(level) => format!("Spreekt genoeg Nederlands voor dit werk ({}).", level.code()),
            Self::Education(_) => "Heeft de opleiding die gevraagd wordt.".to_owned(),
        }
    }

    fn of_you(&self) -> String {
        match self {
            Self::Experience(title, Some(years)) => format!("Je hebt {years} jaar gewerkt als: {title}."),
            Self::Experience(title, None) => format!("Je hebt gewerkt als: {title}."),
            Self::Occupation(name) => format!("Je zoekt werk als: {name}."),
            Self::Skills(skills) => format!("Je kunt: {}.", listed(skills)),
            Self::Sector(sector) => format!("Je wilt graag werken in: {}.", sector.label()),
            Self::Hours(low, high) if low == high => format!("Je kunt {} uur per week werken.", hours(*low)),
            Self::Hours(low, high) => format!("Je kunt {} tot {} uur per week werken.", hours(*low), hours(*high)),
            Self::Days(days) => format!("Je kunt werken op {}.", day_names(days)),
            Self::Distance(km) => format!("Je woont {} het werk.", away(*km, "bij", "van")),
            Self::Licences(licences) => format!("Je hebt rijbewijs {}.", licence_names(licences)),
            Self::Certificates(certificates) => format!("Je hebt: {}.", certificate_names(certificates)),
            Self::Dutch(level) => format!("Je spreekt genoeg Nederlands voor dit werk ({}).", level.code()),
            Self::Education(_) => "Je hebt de opleiding die gevraagd wordt.".to_owned(),
        }
    }
}

/// "dicht bij", "ongeveer 8 kilometer van".
fn away(km: u32, near: &str, far: &str) -> String {
    if km < 1 { format!("dicht {near}") } else { format!("ongeveer {km} kilometer {far}") }
}

pub(super) fn day_names(days: &[Day]) -> String {
    listed(&days.iter().map(|day| day.label()).collect::<Vec<_>>())
}

pub(super) fn licence_names(licences: &[DrivingLicence]) -> String {
    listed(&licences.iter().map(|licence| licence.code()).collect::<Vec<_>>())
}

pub(super) fn certificate_names(certificates: &[Certificate]) -> String {
    listed(&certificates.iter().map(|certificate| certificate.label()).collect::<Vec<_>>())
}
