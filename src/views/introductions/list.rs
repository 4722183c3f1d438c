//! `/werkgever/voordrachten`: whom the municipality introduced to this organisation: those without an answer first,
//! oldest first. Never the name of somebody whom the employer may no longer see.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use super::for_employer;
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::IntroductionId;
use crate::domain::introduction::IntroductionStatus;
use crate::views::components::badge;
use crate::views::components::empty::{empty, nothing};
use crate::views::components::link_button::secondary_link;
use crate::views::components::work_queue::{QueueItem, Waits, WorkQueue};
use crate::views::layout::{Frame, page};
use crate::views::sample;

/// The page.
pub struct EmployerIntroductions {
    /// The introductions to this organisation, newest first.
    pub rows: Vec<EmployerIntroductionRow>,
    /// Today.
    pub today: CivilDay,
}

/// An introduction in the list.
pub struct EmployerIntroductionRow {
    /// The introduction.
    pub id: IntroductionId,
    /// The title of the listing.
    pub listing: String,
    /// The name of the person, while the employer may see it.
    pub name: Option<String>,
    /// Where it is.
    pub status: IntroductionStatus,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// The day by which the employer decides.
    pub later_until: Option<CivilDay>,
}

impl EmployerIntroductions {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let (open, answered): (Vec<_>, Vec<_>) =
            self.rows.iter().partition(|row| row.status == IntroductionStatus::Sent);
        let queue = WorkQueue {
            id: "open",
            heading: "Wacht op uw antwoord",
            items: open.iter().map(|row| row.item()).collect(),
            when_empty: "U hebt overal antwoord op gegeven. Dank u wel.",
            all: None,
            most: None,
        };
        let body = html! {
            div.stack {
                h1 { "Voordrachten" }
                p { "Mensen die de gemeente aan u voorstelt. Zij vinden goed dat u hun gegevens leest." }
            }
            @if self.rows.is_empty() {
                (none_yet())
            } @else {
                (queue.list(self.today))
                section.rij aria-labelledby="beantwoord" {
                    h2 #beantwoord { "Beantwoord of voorbij" }
                    @if answered.is_empty() { (nothing("Nog niets beantwoord.")) } @else { (table(&answered)) }
                }
            }
        };
        page(frame, &format!("Voordrachten, {} zonder antwoord", open.len()), &body)
    }

    /// A sample with one in every status that an employer knows.
    #[must_use]
    pub fn sample() -> Self {
        let row = |number, name: Option<&str>, status, day: &str, until: Option<&str>| EmployerIntroductionRow {
            id: sample::id(number),
            listing: if number == 3 { "Hulp in de kwekerij" } else { "Medewerker groen en tuin" }.to_owned(),
            name: name.map(str::to_owned),
            status,
            sent_at: sample::at(day),
            later_until: until.map(sample::day),
        };
        Self {
            rows: vec![
                row(1, Some("Selam Tesfay"), IntroductionStatus::Sent, "2026-11-23T10:00:00Z", None),
                row(2, Some("Amira Haddad"), IntroductionStatus::Inviting, "2026-11-19T10:00:00Z", None),
                row(3, Some("Piet Kuiper"), IntroductionStatus::Later, "2026-11-12T10:00:00Z", Some("2026-12-15")),
                row(4, None, IntroductionStatus::NotSuitable, "2026-11-05T10:00:00Z", None),
                row(5, None, IntroductionStatus::Recalled, "2026-11-02T10:00:00Z", None),
            ],
            today: sample::today(),
        }
    }
}

impl EmployerIntroductionRow {
    fn url(&self) -> String {
        format!("/werkgever/voordrachten/{}", self.id)
    }

    fn item(&self) -> QueueItem {
        QueueItem {
            title: self.name.clone().unwrap_or_else(|| self.listing.clone()),
            explanation: self.listing.clone(),
            tag: None,
            waits: Waits::Since(self.sent_at),
            url: self.url(),
        }
    }

    fn line(&self) -> Markup {
        html! {
            tr {
                th scope="row" data-k="Wie" {
                    @match &self.name {
                        Some(name) => a href=(self.url()) { (name) },
                        None => span.muted { "Niet meer te zien" },
                    }
                }
                td data-k="Voor" { (self.listing) }
                td data-k="Gekregen" { (CivilDay::of(self.sent_at).in_words()) }
                td data-k="Stand" {
                    (badge::badge(badge::introduction_shade(self.status), for_employer(self.status)))
                    @if let Some(day) = self.later_until { br; span.muted.small { "uiterlijk " (day.in_words()) } }
                }
            }
        }
    }
}

fn table(rows: &[&EmployerIntroductionRow]) -> Markup {
    html! {
        section.tabelvak aria-labelledby="beantwoord" tabindex="0" {
            table.tabel.tabel--stapel {
                thead { tr {
                    th scope="col" { "Wie" }
                    th scope="col" { "Voor" }
                    th scope="col" { "Gekregen" }
                    th scope="col" { "Stand" }
                } }
                tbody { @for row in rows { (row.line()) } }
            }
        }
    }
}

fn none_yet() -> Markup {
    let body = html! {
        p { "Past iemand bij uw werk en wil die persoon dat ook? Dan stellen wij u voor aan elkaar. U krijgt een mail." }
        div.acties { (secondary_link("/werkgever", "briefcase", "Bekijk uw aanbod")) }
    };
    empty("handshake", "Nog geen voordrachten", &body)
}
