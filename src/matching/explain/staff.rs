//! Staff reasons: what the netwerker needs to judge a pair, of the private side results only.
//! Never a limit, a benefit or a fact: "een persoonlijke grens past niet" is all that is said; the begeleider knows more.

use super::open::{certificate_names, day_names, is_near, licence_names};
use super::{Section, hours};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::eligibility::Instrument;
use crate::domain::listing::ListingKind;
use crate::domain::listing::terms::{Certificate, Day, DrivingLicence, DutchLevel, Education, SupportKind};
use crate::matching::assessment::{Assessment, Check};
use crate::matching::knock_out::certificate;
use crate::matching::pair::Pair;
use crate::matching::traits::HoursRange;

/// A result, for the netwerker and the begeleider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StaffReason {
    /// Help that the person can probably get and the employer offers (true) or wants to talk about.
    Support(SupportKind, bool),
    /// Whether the person is entitled to this kind of work: a result without its cause.
    Legal(ListingKind, Legal),
    /// The same where the result would say the fact behind it: whatever it is, the begeleider knows.
    Veiled(ListingKind),
    /// A limit; which one, the begeleider knows.
    Limit,
    /// A higher step of the participatieladder is asked for, or the step is not known.
    Ladder,
    /// The person does not look for this kind.
    Kind(ListingKind),
    /// Hours: what the work asks, and what the person can.
    Hours(Option<HoursRange>, Option<HoursRange>),
    /// Days of the work on which the person cannot; empty is not known.
    Days(Vec<Day>),
    /// So many kilometres away; `None` is not known.
    Distance(Option<u32>),
    /// Licences that are missing, or asked for while it is not known which there are.
    Licences(Vec<DrivingLicence>),
    /// Certificates, likewise.
    Certificates(Vec<Certificate>),
    /// Dutch: what the work asks, and what the person has.
    Dutch(Option<DutchLevel>, Option<DutchLevel>),
    /// Education: what the work asks, and what the person has.
    Education(Option<Education>, Option<Education>),
    /// When the person can begin; `None` is not known.
    Availability(Option<CivilDay>),
}

/// Whether somebody is entitled to a kind of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Legal {
    /// Probably.
    Likely,
    /// Something is not known, or the municipality chooses.
    Perhaps,
    /// Not here.
    No,
}

pub(super) fn reasons(pair: &Pair<'_>, assessment: &Assessment) -> Vec<(Section, StaffReason)> {
    let mut found = Vec::new();
    found.extend(assessment.knocked_out().map(|check| (Section::KnockedOut, of_check(check, pair, Legal::No))));
    found.extend(assessment.to_find_out().filter_map(|check| to_find_out(check, pair)));
    let is_settled = |check: Check| !assessment.knocked_out().chain(assessment.to_find_out()).any(|each| each == check);
    match Instrument::of_kind(pair.job.kind) {
        // Not even that it is likely: a question, as when it is not known.
        Some(instrument) if instrument.tells_a_fact() && is_settled(Check::Legal) => {
            found.push((Section::FindOut, StaffReason::Veiled(pair.job.kind)));
        }
        Some(_) if is_settled(Check::Legal) => {
            found.push((Section::Fits, StaffReason::Legal(pair.job.kind, Legal::Likely)));
        }
        _ => {}
    }
    let likely = pair.person.standing(pair.today).support;
    for (kinds, offered) in [(pair.job.offers, true), (pair.job.talks_about, false)] {
        found.extend(likely.and(kinds).iter().map(|kind| (Section::Fits, StaffReason::Support(kind, offered))));
    }
    if is_settled(Check::Distance) && !is_near(assessment) {
        found.push((Section::Attention, of_check(Check::Distance, pair, Legal::No)));
    }
    let cannot = pair.job.days.without(pair.person.days);
    if is_settled(Check::Days) && !cannot.is_empty() {
        found.push((Section::Attention, StaffReason::Days(cannot.iter().collect())));
    }
    if is_settled(Check::Availability) && pair.person.available_from.is_some_and(|from| from > pair.first_day()) {
        found.push((Section::Attention, StaffReason::Availability(pair.person.available_from)));
    }
    found
}

/// What to find out; silent where neither side said anything: there is no question in that.
fn to_find_out(check: Check, pair: &Pair<'_>) -> Option<(Section, StaffReason)> {
    if check == Check::Days && pair.person.days.is_empty() && pair.job.days.is_empty() {
        return None;
    }
    Some((Section::FindOut, of_check(check, pair, Legal::Perhaps)))
}

fn of_check(check: Check, pair: &Pair<'_>, legal: Legal) -> StaffReason {
    let (person, job) = (pair.person, pair.job);
    match check {
        Check::Kind => StaffReason::Kind(job.kind),
        Check::Legal if Instrument::of_kind(job.kind).is_some_and(Instrument::tells_a_fact) => {
            StaffReason::Veiled(job.kind)
        }
        Check::Legal => StaffReason::Legal(job.kind, legal),
        Check::Hours => StaffReason::Hours(job.hours, person.hours),
        Check::Days if person.days.is_empty() => StaffReason::Days(Vec::new()),
        Check::Days => StaffReason::Days(job.days.without(person.days).iter().collect()),
        Check::Distance => StaffReason::Distance(pair.distance_tenths().map(|tenths| (tenths + 5) / 10)),
        Check::Licence => {
            StaffReason::Licences(job.licences.without(person.licences.unwrap_or_default()).iter().collect())
        }
        Check::Certificate => {
            StaffReason::Certificates(certificate::missing(pair).unwrap_or(job.certificates).iter().collect())
        }
        Check::Dutch => StaffReason::Dutch(job.dutch, person.dutch),
        Check::Education => StaffReason::Education(job.education, person.education),
        Check::Availability => StaffReason::Availability(person.available_from),
        Check::Limit => StaffReason::Limit,
        Check::Ladder => StaffReason::Ladder,
    }
}

impl StaffReason {
    /// Whether a [`GuideReason`](super::GuideReason) says the same in full: then the begeleider reads that one.
    pub(super) fn is_veiled(&self) -> bool {
        matches!(self, Self::Limit | Self::Ladder | Self::Legal(..) | Self::Veiled(_))
    }

    pub(super) fn in_words(&self, section: Section) -> String {
        match section {
            Section::Fits => self.that_fits(),
            Section::Attention => self.to_look_at(),
            Section::KnockedOut => self.that_knocks_out(),
            Section::FindOut => self.to_find_out(),
        }
    }

    fn that_fits(&self) -> String {
        match self {
            Self::Support(kind, offered) => support(*kind, *offered),
            Self::Legal(kind, _) => format!("Een {} kan. Vraag het aan.", kind.rules().label),
            other => other.to_look_at(),
        }
    }

    fn to_look_at(&self) -> String {
        match self {
            Self::Days(days) => format!("Kan niet op {}.", day_names(days)),
            Self::Distance(Some(km)) => format!("Het werk is ongeveer {km} kilometer ver."),
            Self::Availability(Some(day)) => format!("Kan beginnen vanaf {}.", day.in_words()),
            other => other.to_find_out(),
        }
    }

    fn that_knocks_out(&self) -> String {
        match self {
            Self::Legal(kind, _) => format!("Een {} kan voor deze persoon niet via de gemeente.", kind.rules().label),
            Self::Limit => "Een persoonlijke grens past niet bij dit werk. De begeleider weet meer.".to_owned(),
            Self::Ladder => "Deze plek vraagt een hogere trede op de participatieladder.".to_owned(),
            Self::Kind(kind) => format!("Zoekt geen {}.", kind.rules().label),
            Self::Hours(Some(asked), Some(can)) => {
                format!("De uren passen niet: het werk is {}, de kandidaat kan {}.", range(*asked), range(*can))
            }
            Self::Days(days) => format!("De dagen passen niet: kan niet op {}.", day_names(days)),
            Self::Distance(Some(km)) => format!("Te ver: ongeveer {km} kilometer."),
            Self::Licences(missing) => format!("Rijbewijs {} ontbreekt.", licence_names(missing)),
            Self::Certificates(missing) => {
                format!("Ontbreekt, of is dan niet meer geldig: {}.", certificate_names(missing))
            }
            Self::Dutch(Some(asked), Some(has)) => {
                format!("Het werk vraagt Nederlands op niveau {}. De kandidaat heeft {}.", asked.code(), has.code())
            }
            Self::Education(Some(asked), _) => format!("Het werk vraagt een hogere opleiding: {}.", asked.label()),
            Self::Availability(Some(day)) => format!("Kan pas beginnen op {}.", day.in_words()),
            other => other.to_find_out(),
        }
    }

    fn to_find_out(&self) -> String {
        let question = match self {
            Self::Legal(kind, _) => return format!("Zoek uit of een {} kan.", kind.rules().label),
            Self::Veiled(kind) => return format!("Vraag de begeleider of een {} kan.", kind.rules().label),
            Self::Limit => "Bespreek met de begeleider of dit werk kan.",
            Self::Ladder => "Vraag de begeleider of deze plek past bij de participatieladder.",
            Self::Kind(kind) => return format!("Vraag de kandidaat: mag het ook een {} zijn?", kind.rules().label),
            Self::Hours(Some(_), _) => "Vraag de kandidaat hoeveel uren per week het mogen zijn.",
            Self::Hours(None, _) => "Vraag de werkgever hoeveel uren per week het werk is.",
            Self::Days(days) if days.is_empty() => "Vraag de kandidaat op welke dagen het kan.",
            Self::Days(_) => "Vraag de werkgever op welke dagen het werk is.",
            Self::Distance(_) => "Zoek uit hoe ver het is: een plaats is niet bekend.",
            Self::Licences(asked) => {
                return format!("Vraag de kandidaat naar het rijbewijs. Nodig: {}.", licence_names(asked));
            }
            Self::Certificates(asked) => {
                return format!("Vraag de kandidaat naar certificaten. Nodig: {}.", certificate_names(asked));
            }
            Self::Dutch(Some(asked), _) => {
                return format!("Zoek uit hoe goed het Nederlands is. Nodig: niveau {}.", asked.code());
            }
            Self::Dutch(None, _) => "Vraag de werkgever hoe goed iemand Nederlands moet kunnen.",
            Self::Education(Some(asked), _) => {
                return format!("Vraag de kandidaat naar de opleiding. Nodig: {}.", asked.label());
            }
            Self::Education(None, _) => "Vraag de werkgever welke opleiding nodig is.",
            Self::Availability(_) => "Vraag de kandidaat wanneer hij of zij kan beginnen.",
            Self::Support(kind, offered) => return support(*kind, *offered),
        };
        question.to_owned()
    }
}

fn support(kind: SupportKind, offered: bool) -> String {
    let help = match kind {
        SupportKind::Jobcoach => "Hulp van een jobcoach",
        SupportKind::WageSubsidy => "Loonkostensubsidie",
        SupportKind::Trial => "Eerst op proef",
        SupportKind::AdaptedTasks => "Taken op maat",
        SupportKind::Buddy => "Een vast maatje",
        SupportKind::Guidance => "Begeleiding op de werkvloer",
    };
    if offered {
        format!("{help} past bij wat de werkgever biedt.")
    } else {
        format!("{help} past: de werkgever wil erover praten.")
    }
}

/// "24 uur", "24 tot 32 uur", "hoogstens 20 uur", "minstens 16 uur".
fn range((low, high): HoursRange) -> String {
    match (low, high) {
        (low, high) if low == high => format!("{} uur", hours(low)),
        (0, high) => format!("hoogstens {} uur", hours(high)),
        (low, 6_000) => format!("minstens {} uur", hours(low)),
        (low, high) => format!("{} tot {} uur", hours(low), hours(high)),
    }
}
