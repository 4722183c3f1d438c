//! A fact that may not have been said. Never an empty place: what was not said says so.

use maud::{Markup, Render, html};

/// What was said, or "Niet ingevuld".
#[must_use]
pub fn said(value: Option<impl Render>) -> Markup {
    html! { @match value { Some(value) => (value), None => span class="muted" { "Niet ingevuld" } } }
}
