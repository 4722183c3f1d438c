//! The filters beside the results, with how many there are per choice, and the order of the results.
//! Never a choice that leads to nothing, unless it was already chosen.

use maud::{Markup, html};

use super::SearchPage;
use super::chosen;
use crate::domain::code::Code;
use crate::domain::listing::terms::DutchLevel;
use crate::domain::search::{PAGE_NAMES, Sort};
use crate::views::components::card::capital;
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
    let (query, names) = (&page.query, &PAGE_NAMES);
    let chosen = chosen::choices(query).len();
    let wrong =
        [names.hours_min, names.hours_max, names.kind, names.sector, names.education, names.dutch, names.support];
    let open = wrong.iter().any(|name| page.errors.of(name).is_some());
    html! {
        form method="get" action="/werk" aria-label="Filters" {
            @for name in [names.text, names.place, names.radius] {
                @if !page.fields.get(name).is_empty() { (hidden(name, page.fields.get(name))) }
            }
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
    let kinds = options(&facets.kinds, &query.kinds, |kind| capital(kind.rules().plural));
    let sectors = options(&facets.sectors, &query.sectors, |sector| sector.label().to_owned());
    let educations = options(&facets.educations, &query.educations, |education| education.label().to_owned());
    let support = options(&facets.support, &query.support, |kind| kind.label().to_owned());
    html! {
        (group("Soort werk", names.kind, &kinds))
        (group("Branche", names.sector, &sectors))
        (group("Hoe goed is je Nederlands?", names.dutch, &dutch(page)))
        (group("Opleiding", names.education, &educations))
        (group("Hulp op het werk", names.support, &support))
    }
}

fn options<C: Code>(counts: &[(C, u64)], chosen: &[C], label: impl Fn(C) -> String) -> Vec<Pick> {
    C::ALL
        .iter()
        .map(|choice| {
            let count = counts.iter().find(|(each, _)| each == choice).map_or(0, |(_, count)| *count);
            let (value, chosen) = (choice.code().to_owned(), chosen.contains(choice));
            Pick { value, label: label(*choice), note: None, count, chosen }
        })
        .filter(|option| option.count > 0 || option.chosen)
        .collect()
}

/// The two highest levels are one choice: nobody who looks for work tells them apart.
fn dutch(page: &SearchPage) -> Vec<Pick> {
    let (counts, chosen) = (&page.facets.dutch, &page.query.dutch);
    let mut all: Vec<Pick> = Vec::new();
    for level in DutchLevel::ALL {
        let count = counts.iter().find(|(each, _)| each == level).map_or(0, |(_, count)| *count);
        let is_chosen = chosen.contains(level);
        match all.last_mut() {
            Some(last) if last.label == level.label() => {
                last.value = format!("{},{}", last.value, level.code());
                last.count += count;
                last.chosen |= is_chosen;
            }
            _ => all.push(Pick {
                value: level.code().to_owned(),
                label: level.label().to_owned(),
                note: Some(level.explanation()),
                count,
                chosen: is_chosen,
            }),
        }
    }
    all.retain(|option| option.count > 0 || option.chosen);
    all
}

fn group(legend: &str, name: &str, options: &[Pick]) -> Markup {
    html! {
        @if !options.is_empty() {
            fieldset class="groep" {
                legend { (legend) }
                @for (at, option) in options.iter().enumerate() {
                    // The first has the name as its id: the error summary links to it.
                    @let id = if at == 0 { name.to_owned() } else { format!("{name}-{at}") };
                    div class="keuze" {
                        input class="utrecht-custom-checkbox utrecht-custom-checkbox--html-input" type="checkbox" id=(id)
                            name=(name) value=(option.value) checked[option.chosen];
                        label for=(id) {
                            (option.label) " " span class="n" { "(" (option.count) ")" }
                            @if let Some(note) = option.note { small { (note) } }
                        }
                    }
                }
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
