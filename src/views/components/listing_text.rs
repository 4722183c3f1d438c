//! The text of a listing as a job seeker reads it: in short, what you do, what is asked, what you get.
//! Never the internal facts, and never the organisation or the way to react: those are the page's.

use maud::{Markup, html};

use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::listing::kind::Need;
use crate::domain::listing::terms::{Education, Openness, SupportKind};
use crate::domain::listing::{ListingContent, ListingKind};
use crate::domain::rich_text::Block;
use crate::views::components::card::capital;
use crate::views::components::facts::{self, short_fact};
use crate::views::components::icon;
use crate::views::components::overview::load_in_words;
use crate::views::components::rich_text::rich_text;

/// All sections; `distance` is "4 km van Dalfsen".
#[must_use]
pub fn listing_text(kind: ListingKind, content: &ListingContent, distance: Option<&str>) -> Markup {
    html! {
        (in_short(kind, content, distance))
        (what_you_do(content))
        (what_is_asked(content))
        (what_you_get(kind, content))
    }
}

/// Whether the employer gave his text headings of his own: then ours must not say the same twice.
fn has_own_headings(content: &ListingContent) -> bool {
    content.description.blocks().iter().any(|block| matches!(block, Block::Heading(_)))
}

/// The explanation of the kind in one box, for a job seeker.
#[must_use]
pub fn kind_explanation(kind: ListingKind) -> Markup {
    let rules = kind.rules();
    // "Vrijwilligerswerk" has no article: work, not one of several.
    let heading = match kind {
        ListingKind::Vrijwilligerswerk | ListingKind::BeschutWerk | ListingKind::Dagbesteding => {
            format!("Dit is {}", rules.label)
        }
        _ => format!("Dit is een {}", rules.label),
    };
    html! {
        div class="deel" {
            section class="blok blok--rustig" aria-labelledby="soort" {
                h2 id="soort" { (heading) }
                p { (rules.for_seeker) }
                @if kind != ListingKind::Vacature { p class="muted" { "Voor wie? " (rules.who) "." } }
            }
        }
    }
}

fn in_short(kind: ListingKind, content: &ListingContent, distance: Option<&str>) -> Markup {
    let place = content.place.clone().or_else(|| content.postcode.as_ref().map(ToString::to_string));
    let days = facts::days(&content.days).map(|days| capital(&days));
    let shifts = content.shifts.iter().map(|shift| shift.label().to_owned()).collect::<Vec<_>>();
    let when = days.or_else(|| (!shifts.is_empty()).then(|| facts::enumeration(&shifts)));
    let contract = content.contract.map(|contract| contract.to_string());
    let closes = content.closes_on.map(|day| format!("Reageren kan tot en met {}", day.in_words()));
    let starts = content.starts_on.map_or_else(|| "In overleg".to_owned(), CivilDay::in_words);
    html! {
        section class="deel" aria-labelledby="kort" {
            h2 id="kort" { "In het kort" }
            dl class="kortfeiten" {
                @if let Some(place) = place { (short_fact("map-pin", "Waar?", &place, distance)) }
                @if let Some(hours) = facts::hours(content.hours_min, content.hours_max) {
                    (short_fact("clock", "Hoeveel uur?", &hours, when.as_deref()))
                }
                (pay(kind, content, contract.as_deref()))
                (short_fact("calendar", "Wanneer begin je?", &starts, closes.as_deref()))
                @if let Some(dutch) = content.dutch {
                    (short_fact("languages", "Nederlands", dutch.label(), Some(dutch.explanation())))
                }
                @if let Some(education) = content.education {
                    (short_fact("graduation-cap", "Opleiding", education.label(), None))
                }
            }
        }
    }
}

fn pay(kind: ListingKind, content: &ListingContent, contract: Option<&str>) -> Markup {
    match (content.wage, kind.rules().wage) {
        (Some(wage), _) => short_fact("euro", "Wat verdien je?", &wage.to_string(), contract),
        (None, Need::Forbidden) => {
            let after = content.wage_after.map(|wage| format!("Daarna {wage}"));
            short_fact("euro", "Wat verdien je?", "Geen loon", after.as_deref())
        }
        (None, Need::Required | Need::Optional) => html! {
            @if let Some(contract) = contract { (short_fact("euro", "Wat krijg je?", contract, None)) }
        },
    }
}

fn what_you_do(content: &ListingContent) -> Markup {
    html! {
        section class="deel" aria-labelledby="doen" {
            @if has_own_headings(content) {
                h2 id="doen" { "Over dit werk" }
            } @else {
                h2 id="doen" { "Wat ga je doen?" }
                @if !content.tasks.is_empty() { (ticks(&content.tasks)) }
            }
            (rich_text(&content.description))
        }
        @if let Some(goal) = &content.learning_goal {
            section class="deel" aria-labelledby="leren" {
                h2 id="leren" { "Wat leer je?" }
                (rich_text(goal))
            }
        }
    }
}

/// What is asked of somebody, one thing a line.
#[must_use]
pub fn asked_in_words(content: &ListingContent) -> Vec<String> {
    let mut asked: Vec<String> = content.skills.clone();
    match content.education {
        None | Some(Education::None) => {}
        Some(education) => asked.push(format!("Opleiding: {}", education.label())),
    }
    if let Some(dutch) = content.dutch {
        asked.push(format!("Nederlands: {}", dutch.explanation()));
    }
    if !content.driving_licences.is_empty() {
        let licences: Vec<_> = content.driving_licences.iter().map(|licence| licence.code().to_owned()).collect();
        asked.push(format!("Rijbewijs {}", facts::enumeration(&licences)));
    }
    asked.extend(content.certificates.iter().map(|certificate| certificate.label().to_owned()));
    asked
}

fn what_is_asked(content: &ListingContent) -> Markup {
    let asked = asked_in_words(content);
    let heavy = load_in_words(&content.load);
    html! {
        @if !asked.is_empty() || content.education == Some(Education::None) {
            section class="deel" aria-labelledby="vragen" {
                h2 id="vragen" { @if has_own_headings(content) { "Dit is nodig" } @else { "Wat vragen wij?" } }
                @if !asked.is_empty() { (ticks(&asked)) }
                @if content.education == Some(Education::None) { p { strong { "Niet nodig: " } "een diploma." } }
                @if !heavy.is_empty() {
                    p { strong { "Goed om te weten: " } "dit hoort bij het werk: " (facts::enumeration(&heavy)) "." }
                }
            }
        }
    }
}

/// What somebody gets, one thing a line.
#[must_use]
pub fn offered_in_words(kind: ListingKind, content: &ListingContent) -> Vec<String> {
    let mut get: Vec<String> = Vec::new();
    if let Some(wage) = content.wage {
        get.push(format!("Loon: {wage}"));
    }
    get.extend(content.contract.map(|contract| contract.to_string()));
    get.extend(content.duration_months.map(|months| format!("Een plek voor {}", facts::months(months))));
    if let Some(months) = content.intention_months {
        get.push(format!("Gaat het goed? Dan krijg je een contract van {}", facts::months(months)));
    }
    if let (Some(wage), true) = (content.wage_after, kind.rules().afterwards != Need::Forbidden) {
        get.push(format!("Loon daarna: {wage}"));
    }
    get.extend(help(kind, content));
    get
}

fn what_you_get(kind: ListingKind, content: &ListingContent) -> Markup {
    let get = offered_in_words(kind, content);
    html! {
        @if !get.is_empty() {
            section class="deel" aria-labelledby="krijgen" {
                h2 id="krijgen" { @if has_own_headings(content) { "Dit hoort erbij" } @else { "Wat krijg je?" } }
                (ticks(&get))
            }
        }
    }
}

/// The help that is offered; what is open to talk about says so.
fn help(kind: ListingKind, content: &ListingContent) -> Vec<String> {
    let support = &content.support;
    let open = |openness: Option<Openness>, kind: SupportKind| {
        openness.map(|openness| match openness {
            Openness::Yes => kind.label().to_owned(),
            Openness::Talk => format!("{} (in overleg)", kind.label()),
        })
    };
    let guidance = support.guidance_hours.map(|hours| format!("{hours} uur begeleiding per week"));
    [
        open(support.jobcoach, SupportKind::Jobcoach),
        // A trial is a trial already.
        open(support.trial.filter(|_| kind != ListingKind::Proefplaatsing), SupportKind::Trial),
        open(support.adapted_tasks, SupportKind::AdaptedTasks),
        open(support.wage_subsidy, SupportKind::WageSubsidy),
        support.buddy.then(|| "Een vaste collega die je helpt".to_owned()),
        guidance,
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn ticks(items: &[String]) -> Markup {
    html! { ul class="vinkjes" { @for item in items { li { (icon("check")) span { (item) } } } } }
}
