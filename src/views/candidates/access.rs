//! `/netwerk/kandidaten/{id}/inzage`: who looked in a file, in words for the person whose file it is: the begeleider shows it
//! on the screen or on paper. Never a name of a colleague: the role and the purpose are what the person is owed.

use maud::{Markup, html};

use super::{back_to_file, file_url};
use crate::domain::candidate::{Access, AccessPurpose};
use crate::domain::civil_day::{CivilDay, instant_in_words};
use crate::domain::ids::CandidateId;
use crate::views::components::card::capital;
use crate::views::components::empty::nothing;
use crate::views::components::pagination::pagination;
use crate::views::layout::{Frame, narrow_page};
use crate::views::sample;

/// The page.
pub struct AccessLog {
    /// The candidate.
    pub id: CandidateId,
    /// The name.
    pub name: String,
    /// The openings of this page, newest first.
    pub rows: Vec<Access>,
    /// The page, from 0.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
}

impl AccessLog {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let title = "Wie heeft in je gegevens gekeken?";
        let months: Vec<&[Access]> = self.rows.chunk_by(|one, next| month(one) == month(next)).collect();
        let body = html! {
            div.geen-print { (back_to_file(self.id, &self.name)) }
            h1 { (title) }
            p { "Voor: " strong { (self.name) } }
            div.tekst {
                p { "Hier staat elke keer dat iemand je gegevens heeft geopend. Je ziet wanneer het was, wie het was en waarom." }
                p { "Snap je iets niet? Of klopt het niet? Vraag het aan je begeleider." }
            }
            @if self.rows.is_empty() { (nothing("Niemand heeft nog in je gegevens gekeken.")) }
            @for (at, openings) in months.iter().enumerate() { (of_month(at, openings)) }
            (pagination(self.page, self.pages, |number| format!("{}/inzage?pagina={}", file_url(self.id), number + 1)))
            @if self.pages > 1 {
                p.alleen-print { "Blad " (self.page + 1) " van " (self.pages) "." }
            }
        };
        narrow_page(frame, title, &body)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        let opening = |day: &str, role: &str, purpose| Access {
            at: sample::at(day),
            account: None,
            role: role.to_owned(),
            purpose,
        };
        Self {
            id: sample::id(1),
            name: "Selam Tesfay".to_owned(),
            rows: vec![
                opening("2026-11-24T09:10:00Z", "begeleider", AccessPurpose::OwnRequest),
                opening("2026-11-20T13:42:00Z", "werkgever", AccessPurpose::Introduction),
                opening("2026-11-12T08:05:00Z", "netwerker", AccessPurpose::Review),
                opening("2026-10-30T14:00:00Z", "begeleider", AccessPurpose::Cover),
                opening("2026-10-02T07:30:00Z", "begeleider", AccessPurpose::Intake),
            ],
            page: 0,
            pages: 2,
        }
    }
}

/// "november 2026".
fn month(access: &Access) -> String {
    let day = CivilDay::of(access.at).in_words();
    day.split_once(' ').map_or(String::new(), |(_, month)| month.to_owned())
}

fn of_month(at: usize, openings: &[Access]) -> Markup {
    let id = format!("maand-{at}");
    html! {
        section.tabelvak aria-labelledby=(id) tabindex="0" {
            table.tabel.tabel--stapel {
                caption id=(id) { @if let Some(first) = openings.first() { (capital(&month(first))) } }
                thead { tr {
                    th scope="col" { "Wanneer" }
                    th scope="col" { "Wie" }
                    th scope="col" { "Waarom" }
                } }
                tbody { @for access in openings {
                    @let when = instant_in_words(access.at);
                    @let (day, time) = when.split_once(", ").unwrap_or((&when, ""));
                    tr {
                        th scope="row" data-k="Wanneer" { (day) br; (time) }
                        td data-k="Wie" { (capital(&access.role)) }
                        td data-k="Waarom" { (access.purpose.label()) }
                    }
                } }
            }
        }
    }
}
