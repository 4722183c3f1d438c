//! What is going on with a candidate: agreements to note, proposals, introductions, placements, one line each. Never what was
//! said about the person in them.

use maud::{Markup, html};

use crate::domain::civil_day::CivilDay;
use crate::views::components::alert::{Tone, alert_with};

/// A proposal, introduction or placement of a candidate.
pub struct MatchRow<S> {
    /// The title of the listing; of a placement without a listing its kind.
    pub title: String,
    /// The name of the organisation.
    pub employer: String,
    /// Where it is.
    pub status: S,
    /// The day of the last step; of a placement its first day.
    pub on: CivilDay,
    /// Its page.
    pub href: String,
}

/// An agreement that waits for the candidate's answer.
pub struct AskedRow {
    /// The title of the listing.
    pub listing: String,
    /// The name of the organisation.
    pub employer: String,
    /// The last day to answer.
    pub deadline: CivilDay,
    /// Where the answer is noted.
    pub href: String,
}

/// What waits for the candidate's answer, on top of the file.
pub(super) fn asked(rows: &[AskedRow]) -> Markup {
    if rows.is_empty() {
        return html! {};
    }
    let body = html! {
        p { "Vraag of wij de gegevens mogen delen, en noteer het antwoord. Geen antwoord is nee." }
        ul {
            @for row in rows {
                li {
                    a href=(row.href) { (row.listing) ", " (row.employer) }
                    " uiterlijk " (row.deadline.in_words())
                }
            }
        }
    };
    alert_with(Tone::Warning, Some("Wacht op toestemming"), &body)
}

/// A list of these, when there are any.
pub(super) fn match_list<S: Copy>(
    id: &str,
    heading: &str,
    rows: &[MatchRow<S>],
    badge: impl Fn(S) -> Markup,
) -> Markup {
    html! {
        @if !rows.is_empty() {
            section.deel aria-labelledby=(id) {
                h2 id=(id) { (heading) " " span.teller { (rows.len()) } }
                ul.plain.regels {
                    @for row in rows {
                        li.regel {
                            div {
                                h3 { a href=(row.href) { (row.title) } }
                                p { (row.employer) ", " span.muted { (row.on.in_words()) } }
                            }
                            (badge(row.status))
                        }
                    }
                }
            }
        }
    }
}
