//! The page for two people who changed the same candidate: both texts side by side. Never chooses, and never loses what the
//! reader typed: it can be kept over the new version with one click.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use super::fields::{FIELD_NAMES, changes};
use super::form::sample_fields;
use super::{back_to_file, file_url};
use crate::domain::form::Fields;
use crate::domain::ids::{AccountId, CandidateId};
use crate::views::components::conflict::{Conflict, conflict};
use crate::views::components::form::{hidden, post_form_bare, submit};
use crate::views::layout::{Frame, page};
use crate::views::sample;

/// The page.
pub struct CandidateConflict {
    /// The candidate.
    pub id: CandidateId,
    /// The name as it is kept now.
    pub name: String,
    /// What the reader typed.
    pub mine: Fields,
    /// What is kept now.
    pub theirs: Fields,
    /// Who kept it; `None` when that is not known.
    pub theirs_by: Option<String>,
    /// When it was kept.
    pub theirs_at: DateTime<Utc>,
    /// The version that is kept now: the reader's fields are saved over it.
    pub version: i32,
    /// The begeleiders: identifier and name.
    pub team: Vec<(AccountId, String)>,
}

impl CandidateConflict {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let title = "Twee mensen hebben dit dossier gewijzigd";
        let changes = changes(&self.theirs, &self.mine, &self.team);
        let who = self.theirs_by.as_deref().unwrap_or("iemand anders");
        let file = file_url(self.id);
        let mine = html! { (self.hidden_fields()) (submit("Bewaar wat ik typte")) };
        let sides = Conflict {
            changes: &changes,
            mine: "Wat jij typte",
            keep_mine: &post_form_bare(frame, &format!("{file}/wijzigen"), &mine),
            theirs: &format!("Wat {who} bewaarde"),
            theirs_at: self.theirs_at,
            keep_theirs: ("Laat het zo", &file),
        };
        let body = html! {
            div.stack {
                (back_to_file(self.id, &self.name))
                h1 { (title) }
                p { "Terwijl jij typte, heeft " (who) " de gegevens van " strong { (self.name) } " bewaard. Hieronder staat wat \
                    er verschilt." }
            }
            (conflict(&sides))
        };
        page(frame, title, &body)
    }

    /// All that the reader typed, so that it is kept with one click.
    fn hidden_fields(&self) -> Markup {
        html! {
            (hidden("versie", &self.version.to_string()))
            @for (name, _) in FIELD_NAMES { @for value in self.mine.all(name) { (hidden(name, value)) } }
        }
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        let theirs = sample_fields().with("dagen", "wo").with("uren_max", "24");
        Self {
            id: sample::id(1),
            name: "Selam Tesfay".to_owned(),
            mine: sample_fields().with("wens_tekst", "Graag buiten.").with("grenzen", "geen_nachtdienst"),
            theirs,
            theirs_by: Some("Ria de Boer".to_owned()),
            theirs_at: sample::at("2026-11-24T09:40:00Z"),
            version: 4,
            team: vec![(sample::id(7), "Fatima Arslan".to_owned())],
        }
    }
}
