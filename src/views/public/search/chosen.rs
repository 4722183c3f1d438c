//! What was chosen, as links that take one choice away.
//! Never the words or the place: those stand in the search bar.

use maud::{Markup, html};

use super::address;
use crate::domain::search::Query;
use crate::views::components::card::capital;
use crate::views::components::icon;

/// One choice, and the query without it.
pub(super) struct Chosen {
    pub(super) label: String,
    pub(super) without: Query,
}

/// The choices of a query, in the order of the filters.
pub(super) fn choices(query: &Query) -> Vec<Chosen> {
    let mut chosen = Vec::new();
    let base = Query { page: 0, ..query.clone() };
    for kind in &query.kinds {
        let kinds = without(&query.kinds, kind);
        chosen.push(Chosen { label: capital(kind.rules().plural), without: Query { kinds, ..base.clone() } });
    }
    for sector in &query.sectors {
        let sectors = without(&query.sectors, sector);
        chosen.push(Chosen { label: sector.label().to_owned(), without: Query { sectors, ..base.clone() } });
    }
    for level in &query.dutch {
        // Levels with the same words are one choice in the filters, so they go together.
        let dutch: Vec<_> = query.dutch.iter().copied().filter(|each| each.label() != level.label()).collect();
        if chosen.iter().all(|each| each.label != level.label()) {
            chosen.push(Chosen { label: level.label().to_owned(), without: Query { dutch, ..base.clone() } });
        }
    }
    for education in &query.educations {
        let educations = without(&query.educations, education);
        chosen.push(Chosen { label: education.label().to_owned(), without: Query { educations, ..base.clone() } });
    }
    for kind in &query.support {
        let support = without(&query.support, kind);
        chosen.push(Chosen { label: kind.label().to_owned(), without: Query { support, ..base.clone() } });
    }
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

fn without<T: Copy + PartialEq>(all: &[T], one: &T) -> Vec<T> {
    all.iter().copied().filter(|each| each != one).collect()
}

/// The query with its words, its place and its order only.
pub(super) fn without_filters(query: &Query) -> Query {
    Query { text: query.text.clone(), near: query.near.clone(), sort: query.sort, ..Query::default() }
}

/// The chosen filters above the results.
pub(super) fn chosen(query: &Query) -> Markup {
    let chosen = choices(query);
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
                    @if chosen.len() > 1 {
                        li { a class="chip-weg" href=(address(&without_filters(query), 0)) { "Haal alle filters weg" } }
                    }
                }
            }
        }
    }
}
