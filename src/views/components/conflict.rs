//! Two people changed the same thing: both texts side by side. Never chooses: the person who comes later decides, and
//! nothing that he typed is lost.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::civil_day::instant_in_words;
use crate::views::components::link_button::secondary_link;
use crate::views::components::listing_changes::{Change, lines};

/// The two sides.
pub struct Conflict<'a> {
    /// What differs: `before` is theirs, `after` is mine.
    pub changes: &'a [Change],
    /// The heading above what the reader typed.
    pub mine: &'a str,
    /// The form that keeps it.
    pub keep_mine: &'a Markup,
    /// The heading above what is kept.
    pub theirs: &'a str,
    /// When it was kept.
    pub theirs_at: DateTime<Utc>,
    /// Words and address of the link that leaves it as it is.
    pub keep_theirs: (&'a str, &'a str),
}

/// Both texts, as far as they differ.
#[must_use]
pub fn conflict(sides: &Conflict<'_>) -> Markup {
    let (label, url) = sides.keep_theirs;
    html! {
        div.conflict {
            section aria-labelledby="mijn" {
                h2.utrecht-heading-3 #mijn { (sides.mine) }
                p.muted { "Nog niet bewaard" }
                (one_side(sides.changes, |change| &change.after))
                (sides.keep_mine)
            }
            section aria-labelledby="hun" {
                h2.utrecht-heading-3 #hun { (sides.theirs) }
                p.muted { "Bewaard op " (instant_in_words(sides.theirs_at)) }
                (one_side(sides.changes, |change| &change.before))
                p { (secondary_link(url, "check", label)) }
            }
        }
    }
}

/// The fields that differ, as one of the two says them.
fn one_side<'a>(changes: &'a [Change], said: impl Fn(&'a Change) -> &'a str) -> Markup {
    html! {
        dl.overzicht {
            @for change in changes {
                div {
                    dt { (change.label) }
                    dd { @match said(change) { "" => span.muted { "Niet ingevuld" }, text => (lines(text)) } }
                }
            }
        }
    }
}
