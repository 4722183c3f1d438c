//! The list of reactions: those without an answer first, oldest first. Never a message: it stands on the page of the
//! reaction, whose opening is recorded.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use super::Audience;
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::InterestId;
use crate::domain::interest::Answer;
use crate::views::components::empty::nothing;
use crate::views::components::icon;
use crate::views::components::pagination::pagination;
use crate::views::components::said::full_stop;
use crate::views::components::work_queue::{QueueItem, Waits, WorkQueue};
use crate::views::layout::{Frame, page};
use crate::views::sample;

/// The page.
pub struct InterestList {
    /// Who reads.
    pub audience: Audience,
    /// The title of the listing, when only its reactions are shown.
    pub listing: Option<String>,
    /// The reactions without an answer.
    pub open: Vec<InterestRow>,
    /// The reactions with an answer, newest first: one page of them.
    pub answered: Vec<InterestRow>,
    /// The page of those with an answer, from 0.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// Today.
    pub today: CivilDay,
}

/// A reaction in the list.
pub struct InterestRow {
    /// The reaction.
    pub id: InterestId,
    /// The name of the job seeker.
    pub name: String,
    /// The title of the listing; `None` for "ik zoek werk, bel mij".
    pub listing: Option<String>,
    /// The organisation that answers, for the municipality; `None` when the reader answers.
    pub answers: Option<String>,
    /// When it came in.
    pub received_at: DateTime<Utc>,
    /// The answer, when there is one.
    pub answer: Option<Answer>,
}

impl InterestList {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let queue = WorkQueue {
            id: "open",
            heading: "Zonder antwoord",
            items: self.open.iter().map(|row| row.item(self.audience)).collect(),
            when_empty: "Iedereen heeft antwoord. Mooi zo.",
            all: None,
            most: None,
        };
        let none = self.open.is_empty() && self.answered.is_empty() && self.page == 0;
        let body = html! {
            div.stack {
                h1 { "Reacties" }
                @if let Some(title) = &self.listing {
                    p { "Op " strong { (title) } (full_stop(title)) " " a href=(self.audience.url()) { "Bekijk alle reacties" } }
                }
                @if none {
                    (nothing(self.none_yet()))
                } @else {
                    @let advice = "Geef liefst binnen 3 dagen antwoord, ook als het niet past.";
                    p { (self.audience.choose(advice, "De oudste staat bovenaan.")) }
                }
            }
            @if !none {
                (queue.list(self.today))
                section.rij aria-labelledby="beantwoord" {
                    h2 #beantwoord { "Beantwoord" }
                    @if self.answered.is_empty() { (nothing("Nog niets beantwoord.")) } @else { (self.table()) }
                }
            }
            (pagination(self.page, self.pages, |number| format!("{}?pagina={}", self.audience.url(), number + 1)))
        };
        page(frame, &format!("Reacties, {} zonder antwoord", self.open.len()), &body)
    }

    /// What is said when nobody has reacted, at all or to this listing.
    fn none_yet(&self) -> &'static str {
        match (self.audience, &self.listing) {
            (Audience::Employer, None) => "U hebt nog geen reacties. U krijgt een mail als er een komt.",
            (Audience::Employer, Some(_)) => "Hierop zijn nog geen reacties. U krijgt een mail als er een komt.",
            (Audience::Staff, None) => "Er zijn nog geen reacties.",
            (Audience::Staff, Some(_)) => "Hierop zijn nog geen reacties.",
        }
    }

    fn table(&self) -> Markup {
        html! {
            section.tabelvak aria-labelledby="beantwoord" tabindex="0" {
                table.tabel.tabel--stapel {
                    thead { tr {
                        th scope="col" { "Van" }
                        th scope="col" { "Op" }
                        th scope="col" { "Binnengekomen" }
                        th scope="col" { "Antwoord" }
                    } }
                    tbody { @for row in &self.answered {
                        tr {
                            th scope="row" data-k="Van" { a href={ (self.audience.url()) "/" (row.id) } { (row.name) } }
                            td data-k="Op" { (row.title()) }
                            td data-k="Binnengekomen" { (CivilDay::of(row.received_at).in_words()) }
                            td data-k="Antwoord" { (icon("check")) " " (row.answer.map_or("Beantwoord", Answer::label)) }
                        }
                    } }
                }
            }
        }
    }

    /// A sample.
    #[must_use]
    pub fn sample(audience: Audience) -> Self {
        let row = |number, name: &str, listing: Option<&str>, day: &str, answer| InterestRow {
            id: sample::id(number),
            name: name.to_owned(),
            listing: listing.map(str::to_owned),
            answers: (audience == Audience::Staff && listing.is_some()).then(|| "De Groene Kracht".to_owned()),
            received_at: sample::at(day),
            answer,
        };
        Self {
            audience,
            listing: None,
            open: vec![
                row(1, "Selam Tesfay", Some("Medewerker groen en tuin"), "2026-11-23T10:00:00Z", None),
                row(2, "Jan Willem Koopman", Some("Hulp in de kwekerij"), "2026-11-16T10:00:00Z", None),
            ],
            answered: vec![row(
                3,
                "Amira Haddad",
                Some("Medewerker groen en tuin"),
                "2026-11-12T10:00:00Z",
                Some(Answer::Invited),
            )],
            page: 0,
            pages: 1,
            today: sample::today(),
        }
    }
}

impl InterestRow {
    fn title(&self) -> &str {
        self.listing.as_deref().unwrap_or("Ik zoek werk, bel mij")
    }

    fn item(&self, audience: Audience) -> QueueItem {
        let who = self.answers.as_ref().map_or(String::new(), |employer| format!(", {employer} moet antwoord geven"));
        QueueItem {
            title: self.name.clone(),
            explanation: format!("{}{who}", self.title()),
            tag: None,
            waits: Waits::Since(self.received_at),
            url: format!("{}/{}", audience.url(), self.id),
        }
    }
}
