//! When a search leads to nothing, or to little: wider, with less, or with help.
//! Never a link that certainly leads to nothing again.

use maud::{Markup, html};

use super::{SearchPage, address, chosen};
use crate::domain::search::{Near, Query};
use crate::views::components::empty::empty;
use crate::views::components::icon;

/// Nothing was found.
pub(super) fn nothing(page: &SearchPage) -> Markup {
    let query = &page.query;
    let wider = wider_links(page);
    let chosen = chosen::choices(query);
    let body = html! {
        p { "Er is nu geen werk dat past bij wat je koos." }
        ul {
            (wider)
            @for each in chosen.iter().take(4) {
                li { a href=(address(&each.without, 0)) { "Haal ‘" (each.label) "’ weg" } }
            }
            @if !query.text.is_empty() && (query.near.is_some() || !chosen.is_empty()) {
                @let wordless = Query { text: String::new(), page: 0, ..query.clone() };
                li { a href=(address(&wordless, 0)) { "Zoek zonder ‘" (query.text) "’" } }
            }
            @if !query.is_empty() { li { a href="/werk" { "Bekijk al het werk" } } }
        }
        div class="acties" {
            a class="utrecht-button-link utrecht-button-link--primary-action" href="/ik-zoek-werk" {
                (icon("phone")) "Ik zoek werk, bel mij"
            }
        }
    };
    empty("search", "Dit kun je doen", &body)
}

/// A page after the last one.
pub(super) fn beyond_the_end(page: &SearchPage) -> Markup {
    let body = html! {
        p { "Er zijn " (page.pages) " pagina's. Pagina " (page.page + 1) " is er niet." }
        div class="acties" {
            a class="utrecht-button-link utrecht-button-link--primary-action" href=(address(&page.query, 0)) {
                "Ga naar de eerste pagina"
            }
        }
    };
    empty("circle-help", "Deze pagina is er niet", &body)
}

/// Below the last result: more work in a wider circle.
pub(super) fn further_away(page: &SearchPage) -> Markup {
    html! {
        @if page.wider.iter().any(|(_, total)| *total > page.total) {
            section class="alertbox" aria-labelledby="verder" {
                h2 id="verder" { "Meer werk verder weg" }
                ul { (wider_links(page)) }
            }
        }
    }
}

fn wider_links(page: &SearchPage) -> Markup {
    let wider = page.wider.iter().filter(|(_, total)| *total > page.total);
    html! {
        @if let Some(near) = &page.query.near {
            @for (km, total) in wider {
                @let near = Near { radius_km: *km, ..near.clone() };
                li {
                    a href=(address(&Query { near: Some(near), page: 0, ..page.query.clone() }, 0)) {
                        "Zoek tot " (km) " kilometer ver"
                    }
                    " " span class="muted" { "(" (super::count_in_words(*total, &page.query.kinds)) ")" }
                }
            }
        }
    }
}
