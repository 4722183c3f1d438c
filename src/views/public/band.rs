//! The band with the search bar: which work, where, how far; on the home page and above the results.
//! Never a search of its own: it is a GET form for `/werk`.

use maud::{Markup, html};

use crate::domain::form::{FieldErrors, Fields};
use crate::domain::search::{DEFAULT_RADIUS_KM, PAGE_NAMES, RADII_KM};
use crate::views::components::form::hidden;
use crate::views::components::icon;

/// The band; `kept` are the filters that go along with a new search.
#[must_use]
pub fn search_band(
    heading: &str,
    intro: &str,
    fields: &Fields,
    errors: &FieldErrors,
    kept: &[(&'static str, String)],
) -> Markup {
    // What stands below the band when the place is not known.
    let everything = fields.get(PAGE_NAMES.text).is_empty() && kept.is_empty();
    let shown_instead = if everything { "Wij laten nu al het werk zien." } else { "Wij zoeken nu in alle plaatsen." };
    let text_error = errors.of(PAGE_NAMES.text);
    let place_error = errors.of(PAGE_NAMES.place).map(|error| format!("{error} {shown_instead}"));
    html! {
        div class="band" {
            div class="wrap" {
                h1 { (heading) }
                p class="intro" { (intro) }
                form class="zoek geen-print" method="get" action="/werk" role="search" aria-label="Zoek werk" {
                    (box_of(PAGE_NAMES.text, "Welk werk?", "search", fields, text_error))
                    (box_of(PAGE_NAMES.place, "Plaats of postcode", "text", fields, place_error.as_deref()))
                    (radius(fields, errors))
                    @for (name, value) in kept { (hidden(name, value)) }
                    button class="btn-zon" type="submit" { (icon("search")) "Zoek" }
                }
            }
        }
    }
}

/// A box to type in. Without `autocomplete="off"`: going back in the browser brings back what was typed. The names of the
/// script's own attributes are Dutch, as everywhere (see `static/app.js`).
fn box_of(name: &str, label: &str, kind: &str, fields: &Fields, error: Option<&str>) -> Markup {
    let class = if error.is_some() { " utrecht-textbox--invalid" } else { "" };
    let suggestions = if name == PAGE_NAMES.place { "/api/v1/suggest?veld=plaats&q=" } else { "/api/v1/suggest?q=" };
    html! {
        div class="utrecht-form-field" {
            label class="utrecht-form-label" for=(name) { (label) }
            @if let Some(error) = error {
                // The red of an error cannot be read on the band: it is white and bold, with its icon.
                p id={ (name) "-f" } {
                    (icon("circle-alert")) " " strong { (error) }
                }
            }
            input class={ "utrecht-textbox utrecht-textbox--html-input" (class) } id=(name) name=(name) type=(kind)
                value=(fields.get(name)) autocapitalize="none" spellcheck="false" enterkeyhint="search"
                data-suggesties=(suggestions)
                aria-invalid=[error.map(|_| "true")] aria-describedby=[error.map(|_| format!("{name}-f"))];
        }
    }
}

fn radius(fields: &Fields, errors: &FieldErrors) -> Markup {
    let name = PAGE_NAMES.radius;
    let typed =
        fields.get(name).trim_end_matches("km").trim().parse::<u16>().ok().filter(|_| errors.of(name).is_none());
    let chosen = typed.unwrap_or(DEFAULT_RADIUS_KM);
    // A distance that is typed in an address and is not in the list stays what it was.
    let other = (!RADII_KM.contains(&chosen)).then_some(chosen);
    html! {
        div class="utrecht-form-field" {
            label class="utrecht-form-label" for=(name) { "Hoe ver weg?" }
            select class="utrecht-select utrecht-select--html-select" id=(name) name=(name) {
                @for km in RADII_KM.iter().copied().chain(other) {
                    option value=(km) selected[km == chosen] { (km) " km" }
                }
            }
        }
    }
}
