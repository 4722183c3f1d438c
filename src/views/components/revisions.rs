//! The history of a listing's text: what happened to each version, newest first, with the reasons. Never the texts.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::civil_day::{CivilDay, instant_in_words};
use crate::domain::listing::RevisionState;
use crate::views::components::listing_changes::lines;

/// A version of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionRow {
    /// What happened to it.
    pub state: RevisionState,
    /// When: sent in, or else made.
    pub at: DateTime<Utc>,
    /// Why it was sent back, or a note with the approval.
    pub reason: Option<String>,
    /// Whether the netwerker wrote it for the employer.
    pub by_netwerker: bool,
}

/// The history.
#[must_use]
pub fn history(rows: &[RevisionRow]) -> Markup {
    html! {
        @if !rows.is_empty() {
            section.deel aria-labelledby="geschiedenis" {
                h2 #geschiedenis { "Geschiedenis" }
                ol.plain.tijdlijn {
                    @for row in rows {
                        li {
                            time datetime=(CivilDay::of(row.at)) { (instant_in_words(row.at)) }
                            p { (label(row.state)) @if row.by_netwerker { ", geschreven door de netwerker" } }
                            @if let Some(reason) = &row.reason { p.muted { (lines(reason)) } }
                        }
                    }
                }
            }
        }
    }
}

fn label(state: RevisionState) -> &'static str {
    match state {
        RevisionState::Draft => "Concept bewaard",
        RevisionState::Submitted => "Ingestuurd",
        RevisionState::Approved => "Goedgekeurd",
        RevisionState::Rejected => "Teruggestuurd",
        RevisionState::Superseded => "Vervangen door een nieuwere tekst",
    }
}
