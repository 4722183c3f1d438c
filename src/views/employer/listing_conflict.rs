//! The page for two people who changed the same listing: both texts side by side. Never chooses: the person who comes
//! later decides, and nothing that he typed is lost.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::code::Code;
use crate::domain::form::Fields;
use crate::domain::listing::ListingKind;
use crate::views::components::conflict::{Conflict, conflict};
use crate::views::components::form::{hidden, post_form_bare, submit};
use crate::views::components::listing_changes::{FIELD_NAMES, changes};
use crate::views::layout::{Frame, page};
use crate::views::sample;

/// The page.
pub struct ConflictPage {
    /// What kind of work it is.
    pub kind: ListingKind,
    /// What the reader typed.
    pub mine: Fields,
    /// What is kept now.
    pub theirs: Fields,
    /// Who kept it; `None` when that is not known.
    pub theirs_by: Option<String>,
    /// When it was kept.
    pub theirs_at: DateTime<Utc>,
    /// The version that is kept now: the reader's text is saved over it.
    pub version: i32,
    /// Where the reader's text goes.
    pub action: String,
    /// The form with the text that is kept.
    pub keep_url: String,
}

impl ConflictPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let changes = changes(&self.theirs, &self.mine);
        let who = self.theirs_by.as_deref().unwrap_or("iemand anders");
        let mine = html! { (self.hidden_fields()) (submit("Bewaar mijn tekst")) };
        let sides = Conflict {
            changes: &changes,
            mine: "Uw tekst",
            keep_mine: &post_form_bare(frame, &self.action, &mine),
            theirs: &format!("De tekst van {who}"),
            theirs_at: self.theirs_at,
            keep_theirs: ("Houd deze tekst", &self.keep_url),
        };
        let body = html! {
            div.stack {
                h1 { "Twee mensen hebben deze tekst gewijzigd" }
                p { "Terwijl u schreef, heeft " (who) " dezelfde tekst bewaard. Hieronder staat wat er verschilt. \
                    Kies welke tekst blijft." }
            }
            (conflict(&sides))
        };
        page(frame, "Twee mensen hebben deze tekst gewijzigd", &body)
    }

    /// All that the reader typed, so that it is kept with one click.
    fn hidden_fields(&self) -> Markup {
        html! {
            (hidden("versie", &self.version.to_string()))
            (hidden("actie", "bewaar"))
            (hidden("soort", self.kind.code()))
            @for (name, _) in FIELD_NAMES { @for value in self.mine.all(name) { (hidden(name, value)) } }
        }
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        let theirs = Fields::from_iter([
            ("titel", "Medewerker groen"),
            ("tekst", "Je maait gras."),
            ("uren_min", "20"),
            ("taal", "A2"),
        ]);
        let mine = Fields::from_iter([
            ("titel", "Medewerker groen"),
            ("tekst", "Je maait gras.\nJe knipt heggen."),
            ("uren_min", "24"),
            ("taal", "A2"),
        ]);
        Self {
            kind: ListingKind::Vacature,
            mine,
            theirs,
            theirs_by: Some("Fatima Arslan".to_owned()),
            theirs_at: sample::at("2026-11-24T09:40:00Z"),
            version: 4,
            action: "/werkgever/aanbod/1/wijzig".to_owned(),
            keep_url: "/werkgever/aanbod/1/wijzig".to_owned(),
        }
    }
}
