//! What was chosen, as links that take one choice away, and the groups of choices that a search can do without.
//! Never the words or the place as they were typed: those stand in the search bar.

use maud::{Markup, html};

use super::{address, dutch};
use crate::domain::code::Code;
use crate::domain::search::{Facets, Query};
use crate::views::components::card::capital;
use crate::views::components::icon;

/// One choice, and the query without it.
pub(super) struct Chosen {
    pub(super) label: String,
    pub(super) without: Query,
}

/// All that was chosen in one group, or the words, or the place: what a search that finds nothing can do without.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The words of the link that leaves it out: "Zoek zonder ‘Zorg’".
    pub label: String,
    /// The query without it.
    pub without: Query,
    /// How many there are at least without it, as far as the counts of the filters tell.
    known: u64,
}

/// The choices of a query, in the order of the filters.
pub(super) fn choices(query: &Query) -> Vec<Chosen> {
    let base = Query { page: 0, ..query.clone() };
    let mut chosen = Vec::new();
    take_each(&mut chosen, &query.kinds, |kind| capital(kind.rules().plural), |kinds| Query { kinds, ..base.clone() });
    take_each(
        &mut chosen,
        &query.sectors,
        |sector| sector.label().to_owned(),
        |sectors| Query { sectors, ..base.clone() },
    );
    // The levels up to one's own are one choice in the filters, so they go together.
    match dutch::own_level(&query.dutch) {
        Some(level) => chosen.push(Chosen {
            label: format!("Nederlands: {}", dutch::how_good(level).to_lowercase()),
            without: Query { dutch: Vec::new(), ..base.clone() },
        }),
        None => take_each(
            &mut chosen,
            &query.dutch,
            |level| level.label().to_owned(),
            |dutch| Query { dutch, ..base.clone() },
        ),
    }
    take_each(
        &mut chosen,
        &query.educations,
        |education| education.label().to_owned(),
        |educations| Query { educations, ..base.clone() },
    );
    take_each(&mut chosen, &query.support, |kind| kind.label().to_owned(), |support| Query { support, ..base.clone() });
    take_each(&mut chosen, &query.days, |day| capital(day.label()), |days| Query { days, ..base.clone() });
    take_each(&mut chosen, &query.shifts, |shift| shift.label().to_owned(), |shifts| Query { shifts, ..base.clone() });
    if let Some(hours) = query.hours_min {
        let label = format!("Vanaf {hours} uur");
        chosen.push(Chosen { label, without: Query { hours_min: None, ..base.clone() } });
    }
    if let Some(hours) = query.hours_max {
        let label = format!("Tot en met {hours} uur");
        chosen.push(Chosen { label, without: Query { hours_max: None, ..base.clone() } });
    }
    chosen
}

/// Each of these choices, and the query with the others only.
fn take_each<C: Code>(
    chosen: &mut Vec<Chosen>,
    all: &[C],
    label: impl Fn(C) -> String,
    with: impl Fn(Vec<C>) -> Query,
) {
    chosen.extend(all.iter().map(|one| {
        let others = all.iter().copied().filter(|each| each != one).collect();
        Chosen { label: label(*one), without: with(others) }
    }));
}

/// The groups in which something was chosen, the words and the place; first those of which the counts say that they are in
/// the way. Choices within a group are "or", so only a whole group makes room when it goes.
#[must_use]
pub fn groups(query: &Query, facets: &Facets) -> Vec<Group> {
    let base = Query { page: 0, read_place: None, ..query.clone() };
    let whole = || base.clone();
    let ways = [
        (Query { kinds: Vec::new(), ..whole() }, known(&facets.kinds), "Zoek in alle soorten werk"),
        (Query { sectors: Vec::new(), ..whole() }, known(&facets.sectors), "Zoek in alle branches"),
        (Query { dutch: Vec::new(), ..whole() }, known(&facets.dutch), "Zoek zonder je keuze bij Nederlands"),
        (Query { educations: Vec::new(), ..whole() }, known(&facets.educations), "Zoek bij elke opleiding"),
        (Query { support: Vec::new(), ..whole() }, known(&facets.support), "Zoek ook zonder hulp op het werk"),
        (Query { days: Vec::new(), ..whole() }, known(&facets.days), "Zoek op alle dagen"),
        (Query { shifts: Vec::new(), ..whole() }, known(&facets.shifts), "Zoek op alle tijden"),
        (Query { hours_min: None, hours_max: None, ..whole() }, 0, "Zoek bij elk aantal uren"),
        (Query { near: None, ..whole() }, 0, "Zoek in alle plaatsen"),
        (Query { text: String::new(), literal: false, ..whole() }, 0, "Zoek zonder je woorden"),
    ];
    let named = choices(&base);
    let mut groups: Vec<Group> = ways
        .into_iter()
        .filter(|(without, _, _)| *without != base)
        .map(|(without, known, words)| Group { label: leaving_out(&named, &without, words), without, known })
        .collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.known));
    groups
}

fn known<C>(counts: &[(C, u64)]) -> u64 {
    counts.iter().map(|(_, count)| count).sum()
}

/// "Zoek zonder ‘Zorg’ en ‘Bouw’"; for more choices than two, the words for the whole group.
fn leaving_out(named: &[Chosen], without: &Query, words: &str) -> String {
    let left = choices(without);
    let gone = named.iter().filter(|each| left.iter().all(|other| other.label != each.label));
    match gone.collect::<Vec<_>>()[..] {
        [one] => format!("Zoek zonder ‘{}’", one.label),
        [one, other] => format!("Zoek zonder ‘{}’ en ‘{}’", one.label, other.label),
        _ => words.to_owned(),
    }
}

/// The query with its words, its place and its order only.
pub(super) fn without_filters(query: &Query) -> Query {
    let Query { text, near, sort, literal, .. } = query.clone();
    Query { text, near, literal, sort, ..Query::default() }
}

/// The place that was read in the words, as a choice that can be taken away: then the words are taken as they stand.
fn read_place(query: &Query) -> Option<Chosen> {
    let (read, near) = (query.read_place.as_ref()?, query.near.as_ref()?);
    let without =
        Query { text: read.typed.clone(), near: None, read_place: None, literal: true, page: 0, ..query.clone() };
    Some(Chosen { label: format!("Bij {} ({} km)", near.place.name, near.radius_km), without })
}

/// The chosen filters above the results.
pub(super) fn chosen(query: &Query) -> Markup {
    let filters = choices(query);
    let several = filters.len() > 1;
    let chosen: Vec<_> = read_place(query).into_iter().chain(filters).collect();
    html! {
        @if !chosen.is_empty() {
            section class="gekozen geen-print" aria-labelledby="gekozen" {
                h2 class="vh" id="gekozen" { "Gekozen filters" }
                ul class="plain chips" {
                    @for each in &chosen {
                        li {
                            a class="chip" href=(address(&each.without, 0)) {
                                span class="vh" { "Haal weg: " } (each.label) (icon("x"))
                            }
                        }
                    }
                    @if several {
                        li { a class="chip-weg" href=(address(&without_filters(query), 0)) { "Haal alle filters weg" } }
                    }
                }
            }
        }
    }
}
