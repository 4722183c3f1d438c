//! A link that looks like a button. Never for what changes something: that is a form.

use maud::{Markup, html};

use crate::views::components::icon;

/// The one thing that most people come to do on this page.
#[must_use]
pub fn primary_link(href: &str, icon_name: &str, label: &str) -> Markup {
    html! {
        a class="utrecht-button-link utrecht-button-link--primary-action" href=(href) { (icon(icon_name)) (label) }
    }
}

/// Something else that can be done.
#[must_use]
pub fn secondary_link(href: &str, icon_name: &str, label: &str) -> Markup {
    html! {
        a class="utrecht-button-link utrecht-button-link--secondary-action" href=(href) { (icon(icon_name)) (label) }
    }
}
