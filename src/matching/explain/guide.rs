//! Guide reasons: the limits and facts behind a result, for the begeleider who keeps the person's file.
//! Never for anybody else: what the netwerker reads is a [`StaffReason`](super::StaffReason).

use super::Section;
use crate::domain::candidate::limit::Excludes;
use crate::domain::candidate::{Candidate, Limit, Private};
use crate::domain::eligibility::{Entitlement, Instrument, Situation};
use crate::domain::listing::ListingContent;
use crate::domain::sensitive::Purpose;
use crate::matching::knock_out::{Finding, limit};
use crate::matching::pair::Pair;
use crate::matching::traits::Limits;

/// What lies behind a result.
#[derive(Clone, PartialEq, Eq)]
pub enum GuideReason {
    /// A limit that the work does not respect, or of which that is not known.
    Limit(Limit),
    /// What the person is entitled to, and why (not).
    Entitlement(Instrument, Entitlement),
    /// The step of the participatieladder that is asked for, and the person's.
    Ladder(u8, Option<u8>),
}

impl std::fmt::Debug for GuideReason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[sensitive]")
    }
}

pub(super) fn reasons(candidate: &Candidate, content: &ListingContent, pair: &Pair<'_>) -> Vec<(Section, GuideReason)> {
    let private = candidate.private.expose(Purpose::Match);
    let mut found = limits(private, pair);
    let situation = Situation::of(private, pair.today);
    let needed = Instrument::of_kind(pair.job.kind);
    if let Some(instrument) = needed {
        let entitlement = situation.entitlement(instrument);
        let section = section_of(&entitlement);
        found.push((section, GuideReason::Entitlement(instrument, entitlement)));
    }
    // What the employer is open to and somebody may be entitled to: worth finding out. A "no" is no news to the begeleider.
    let support = &content.support;
    for (said, instrument) in [
        (support.wage_subsidy, Instrument::Lks),
        (support.jobcoach, Instrument::Jobcoach),
        (support.trial, Instrument::Proefplaats),
    ] {
        let entitlement = situation.entitlement(instrument);
        let is_open = matches!(&entitlement, Entitlement::Possible { missing } if !missing.is_empty());
        if said.is_some() && is_open && needed != Some(instrument) {
            found.push((Section::FindOut, GuideReason::Entitlement(instrument, entitlement)));
        }
    }
    if let Some(asked) = pair.job.step_min {
        match pair.person.step {
            None => found.push((Section::FindOut, GuideReason::Ladder(asked, None))),
            Some(step) if step < asked => found.push((Section::KnockedOut, GuideReason::Ladder(asked, Some(step)))),
            Some(_) => {}
        }
    }
    found
}

/// Each limit by itself: which one it is that does not fit.
fn limits(private: &Private, pair: &Pair<'_>) -> Vec<(Section, GuideReason)> {
    let section = |each: &Limit| match limit::compare(Limits::of(std::slice::from_ref(each)), pair.job) {
        Finding::Fits => None,
        Finding::Out => Some(Section::KnockedOut),
        Finding::Unknown => Some(Section::FindOut),
    };
    let mut found: Vec<(Section, GuideReason)> =
        private.limits.iter().filter_map(|each| Some((section(each)?, GuideReason::Limit(each.clone())))).collect();
    // Two limits on times can leave no time between them while neither does alone.
    let together = limit::compare(pair.person.limits, pair.job);
    if together == Finding::Out && !found.iter().any(|(section, _)| *section == Section::KnockedOut) {
        for (section, reason) in &mut found {
            let on_times = |limit: &Limit| matches!(limit.excludes(), Some(Excludes::Shift(_)));
            if matches!(reason, GuideReason::Limit(limit) if on_times(limit)) {
                *section = Section::KnockedOut;
            }
        }
    }
    found
}

fn section_of(entitlement: &Entitlement) -> Section {
    match entitlement {
        Entitlement::Granted { .. } | Entitlement::Likely => Section::Fits,
        Entitlement::Possible { .. } => Section::FindOut,
        Entitlement::No(_) | Entitlement::Refer(_) => Section::KnockedOut,
    }
}

impl GuideReason {
    pub(super) fn in_words(&self, section: Section) -> String {
        match self {
            Self::Limit(limit) => of_limit(limit, section),
            Self::Entitlement(instrument, entitlement) => of_entitlement(*instrument, entitlement),
            Self::Ladder(asked, Some(step)) => {
                format!("Deze plek vraagt minstens trede {asked} op de participatieladder. Nu is het trede {step}.")
            }
            Self::Ladder(asked, None) => {
                format!("Zoek uit: de trede op de participatieladder. Deze plek vraagt minstens trede {asked}.")
            }
        }
    }
}

fn of_limit(limit: &Limit, section: Section) -> String {
    let label = limit.label();
    match (section, limit.excludes()) {
        (Section::KnockedOut, _) => format!("Deze grens past niet bij het werk: {label}."),
        (_, None) => format!("Bespreek of dit werk kan. Genoteerd is: {label}."),
        (_, Some(Excludes::Shift(_))) => format!("Bespreek de werktijden. Genoteerd is: {label}."),
        (_, Some(_)) => format!("Vraag de werkgever of dit kan: {label}."),
    }
}

fn of_entitlement(instrument: Instrument, entitlement: &Entitlement) -> String {
    let name = instrument.label();
    match entitlement {
        Entitlement::Granted { since: Some(day) } => format!("{name}: toegekend op {}.", day.in_words()),
        Entitlement::Granted { since: None } => format!("{name}: er is een besluit."),
        Entitlement::Likely => format!("{name}: kan. Vraag het aan."),
        Entitlement::Possible { missing } if missing.is_empty() => {
            format!("{name}: misschien. De gemeente kiest per persoon.")
        }
        Entitlement::Possible { missing } => {
            let labels: Vec<&str> = missing.iter().map(|each| each.label()).collect();
            format!("{name}: misschien. Zoek uit: {}.", labels.join("; "))
        }
        Entitlement::No(reason) => format!("{name}: nee, want de kandidaat {}.", reason.label()),
        Entitlement::Refer(body) => format!("{name}: dit loopt via {}.", body.label()),
    }
}
