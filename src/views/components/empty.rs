//! Empty states: what somebody can do when there is nothing to see.
//! Never a dead end.

use maud::{Markup, html};

use crate::views::components::icon;

/// A large empty state with a way forward in `body`; the title is a second-level heading.
#[must_use]
pub fn empty(icon_name: &str, title: &str, body: &Markup) -> Markup {
    html! { section class="leeg" { div class="leeg__beeld" { (icon(icon_name)) } h2 { (title) } (body) } }
}

/// A small one, inside a section or a queue.
#[must_use]
pub fn nothing(text: &str) -> Markup {
    html! { p class="leeg-klein" { (icon("circle-check")) (text) } }
}
