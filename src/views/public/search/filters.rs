//! The filters beside the results, with how many there are per choice, and the order of the results.
//! Never a choice that leads to nothing, unless it was already chosen or not everything was counted.

use maud::{Markup, html};

use super::{SearchPage, chosen, dutch};
use crate::domain::code::Code;
use crate::domain::listing::terms::DutchLevel;
use crate::domain::search::{PAGE_NAMES, Sort};
use crate::views::components::card::capital;
use crate::views::components::facts::{enumeration, number};
use crate::views::components::form::{Field, Form, hidden};
use crate::views::components::icon;
use crate::views::components::icon::chevron;

/// A choice within a group.
struct Pick {
    value: String,
    label: String,
    note: Option<&'static str>,
    count: u64,
    chosen: bool,
}

/// The form of filters. On a telephone it opens on request; an error in it opens it.
pub(super) fn filters(page: &SearchPage) -> Markup {
    let (query, names, bar) = (&page.query, &PAGE_NAMES, page.bar());
    let chosen = chosen::choices(query).len();
    let wrong = [
        names.hours_min,
        names.hours_max,
        names.kind,
        names.sector,
        names.education,
        names.dutch,
        names.support,
        names.days,
        names.shifts,
    ];
    let open = wrong.iter().any(|name| page.errors.of(name).is_some());
    html! {
        form method="get" action="/werk" aria-label="Filters" {
            @for (name, value) in bar.iter().filter(|(_, value)| !value.is_empty()) {
                // A distance means nothing without a place.
                @if name != names.radius || !bar.get(names.place).is_empty() { (hidden(name, value)) }
            }
            @if query.literal { (hidden(names.literal, "1")) }
            details class="filters" open[open] {
                summary {
                    (icon("sliders-horizontal")) "Filters"
                    @if chosen > 0 { " (" (chosen) " gekozen)" }
                    (chevron())
                }
                div class="filters__in" {
                    h2 class="filters__kop" { "Filters" }
                    (groups(page))
                    (hours(page))
                    (sort(page))
                    button class="utrecht-button utrecht-button--primary-action vol" type="submit" { "Laat werk zien" }
                }
            }
        }
    }
}

fn groups(page: &SearchPage) -> Markup {
    let (query, facets, names) = (&page.query, &page.facets, &PAGE_NAMES);
    let kinds = options(page, &facets.kinds, &query.kinds, |kind| capital(kind.rules().plural));
    let sectors = options(page, &facets.sectors, &query.sectors, |sector| sector.label().to_owned());
    let educations = options(page, &facets.educations, &query.educations, |education| education.label().to_owned());
    let support = options(page, &facets.support, &query.support, |kind| kind.label().to_owned());
    let days = options(page, &facets.days, &query.days, |day| capital(day.label()));
    let shifts = options(page, &facets.shifts, &query.shifts, |shift| shift.label().to_owned());
    html! {
        (group(page, "Soort werk", names.kind, &kinds))
        (group(page, "Branche", names.sector, &sectors))
        (own_dutch(page))
        (group(page, "Opleiding", names.education, &educations))
        (group(page, "Dagen", names.days, &days))
        (group(page, "Tijden", names.shifts, &shifts))
        (group(page, "Hulp op het werk", names.support, &support))
    }
}

/// The choices that lead to something, and those that were made. When not everything was counted, all choices.
fn options<C: Code>(page: &SearchPage, counts: &[(C, u64)], chosen: &[C], label: impl Fn(C) -> String) -> Vec<Pick> {
    C::ALL
        .iter()
        .map(|choice| {
            let count = counts.iter().find(|(each, _)| each == choice).map_or(0, |(_, count)| *count);
            let (value, chosen) = (choice.code().to_owned(), chosen.contains(choice));
            Pick { value, label: label(*choice), note: None, count, chosen }
        })
        .filter(|option| option.count > 0 || option.chosen || page.more && !counts.is_empty())
        .collect()
}

/// One answer, so radio buttons. Every listing asks one level, so the counts of the levels add up.
fn own_dutch(page: &SearchPage) -> Markup {
    let (counts, asked) = (&page.facets.dutch, &page.query.dutch);
    let sum = |levels: &mut dyn Iterator<Item = DutchLevel>| -> u64 {
        levels.map(|level| counts.iter().find(|(each, _)| *each == level).map_or(0, |(_, count)| *count)).sum()
    };
    let own = dutch::own_level(asked);
    let mut picks: Vec<Pick> = dutch::levels()
        .map(|level| Pick {
            value: dutch::value(dutch::enough_for(level)),
            label: dutch::how_good(level).to_owned(),
            note: Some(level.explanation()),
            count: sum(&mut dutch::enough_for(level)),
            chosen: own == Some(level),
        })
        .filter(|pick| pick.count > 0 || pick.chosen || page.more && !counts.is_empty())
        .collect();
    // Levels that somebody put in the address stay what they are.
    if own.is_none() && !asked.is_empty() {
        let labels: Vec<_> = asked.iter().map(|level| level.label().to_owned()).collect();
        let label = format!("Alleen: {}", enumeration(&labels));
        let count = sum(&mut asked.iter().copied());
        picks.push(Pick { value: dutch::value(asked.iter().copied()), label, note: None, count, chosen: true });
    }
    let name = PAGE_NAMES.dutch;
    html! {
        @if !picks.is_empty() {
            fieldset class="groep" aria-describedby={ (name) "-h" } {
                legend { "Hoe goed is je Nederlands?" }
                p class="hint" id={ (name) "-h" } { "Je ziet dan werk waar jouw Nederlands goed genoeg voor is." }
                // The first has the name as its id: the error summary links to it.
                div class="keuze" {
                    input class="utrecht-radio-button utrecht-radio-button--html-input" type="radio" id=(name) name=(name)
                        value="" checked[asked.is_empty()];
                    label for=(name) { "Maakt niet uit" }
                }
                @for (at, pick) in picks.iter().enumerate() {
                    (option(page, "radio", name, &format!("{name}-{}", at + 1), pick))
                }
            }
        }
    }
}

fn group(page: &SearchPage, legend: &str, name: &str, options: &[Pick]) -> Markup {
    html! {
        @if !options.is_empty() {
            fieldset class="groep" {
                legend { (legend) }
                @for (at, pick) in options.iter().enumerate() {
                    // The first has the name as its id: the error summary links to it.
                    @let id = if at == 0 { name.to_owned() } else { format!("{name}-{at}") };
                    (option(page, "checkbox", name, &id, pick))
                }
            }
        }
    }
}

fn option(page: &SearchPage, kind: &str, name: &str, id: &str, pick: &Pick) -> Markup {
    let class = match kind {
        "radio" => "utrecht-radio-button utrecht-radio-button--html-input",
        _ => "utrecht-custom-checkbox utrecht-custom-checkbox--html-input",
    };
    html! {
        div class="keuze" {
            input class=(class) type=(kind) id=(id) name=(name) value=(pick.value) checked[pick.chosen];
            label for=(id) {
                (pick.label)
                // Of more than were counted, the counts are of a part: there are at least so many.
                @if pick.count > 0 || !page.more {
                    " " span class="n" { "(" (number(pick.count)) @if page.more { "+" } ")" }
                }
                @if let Some(note) = pick.note { small { (note) } }
            }
        }
    }
}

fn hours(page: &SearchPage) -> Markup {
    let form = Form::new(&page.fields, &page.errors);
    let (least, most) = (PAGE_NAMES.hours_min, PAGE_NAMES.hours_max);
    html! {
        fieldset class="groep" {
            legend { "Uren per week" }
            div class="naast" {
                (form.text(&Field::new(least, "Van").free().numeric()))
                (form.text(&Field::new(most, "Tot").free().numeric()))
            }
        }
    }
}

fn sort(page: &SearchPage) -> Markup {
    let current = page.query.effective_sort();
    let possible = Sort::ALL.iter().filter(|sort| match sort {
        Sort::Relevance => !page.query.text.is_empty(),
        Sort::Nearest => page.query.near.is_some(),
        Sort::Newest => true,
    });
    html! {
        fieldset class="groep" {
            legend { "Wat wil je eerst zien?" }
            @for sort in possible {
                @let id = format!("{}-{}", PAGE_NAMES.sort, sort.code());
                div class="keuze" {
                    input class="utrecht-radio-button utrecht-radio-button--html-input" type="radio" id=(id)
                        name=(PAGE_NAMES.sort) value=(sort.code()) checked[*sort == current];
                    label for=(id) { (sort.label()) }
                }
            }
        }
    }
}
