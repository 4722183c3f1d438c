//! Tabs: links to lists that belong together, with how many there are in each.
//! Never hides content with a script: every tab is an address of its own.

use maud::{Markup, html};

/// One tab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// Where it leads.
    pub href: String,
    /// The words on it.
    pub label: String,
    /// How many there are behind it, when that is known.
    pub count: Option<u64>,
    /// Whether it is the one that is shown.
    pub current: bool,
}

/// A row of tabs; `label` names it for a screen reader.
#[must_use]
pub fn tabs(label: &str, tabs: &[Tab]) -> Markup {
    html! {
        nav class="tabs" aria-label=(label) {
            @for tab in tabs {
                a href=(tab.href) aria-current=[tab.current.then_some("page")] {
                    (tab.label)
                    @if let Some(count) = tab.count { " " span class="teller" { (count) } }
                }
            }
        }
    }
}
