//! `/netwerk/kandidaten/{id}/inzage`: who looked in a file, in words for the person whose file it is: the begeleider shows it
//! on the screen or on paper. Never a name of a colleague: the role and the purpose are what the person is owed.

use maud::{Markup, html};

use super::{back_to_file, file_url};
use crate::domain::candidate::{Access, AccessPurpose};
use crate::domain::civil_day::CivilDay;
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
        let (listed, opened): (Vec<&Access>, Vec<&Access>) =
            self.rows.iter().partition(|access| access.purpose == AccessPurpose::Matching);
        let body = html! {
            div.geen-print { (back_to_file(self.id, &self.name)) }
            h1 { (title) }
            p { "Voor: " strong { (self.name) } }
            div.tekst {
                p { "Hier staat elke keer dat iemand je gegevens heeft geopend. Je ziet wanneer het was, wie het was en waarom." }
                p { "Snap je iets niet? Of klopt het niet? Vraag het aan je begeleider." }
            }
            @if self.rows.is_empty() {
                (nothing("Niemand heeft nog in je gegevens gekeken."))
            } @else {
                (part("geopend", "Geopend", "Iemand heeft jouw gegevens bekeken.", &opened, AccessPurpose::label))
                (part("lijst", "In een lijst", "Iemand zocht mensen bij werk, of werk bij jou.", &listed, |_| LISTED))
            }
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
        let listed = (10..22)
            .map(|minute| opening(&format!("2026-11-10T09:{minute}:00Z"), "netwerker", AccessPurpose::Matching));
        let mut sample = Self {
            id: sample::id(1),
            name: "Selam Tesfay".to_owned(),
            rows: vec![
                opening("2026-11-24T09:10:00Z", "begeleider", AccessPurpose::OwnRequest),
                opening("2026-11-20T13:42:00Z", "werkgever", AccessPurpose::Introduction),
                opening("2026-11-12T08:05:00Z", "netwerker", AccessPurpose::Review),
                opening("2026-11-12T08:01:00Z", "netwerker", AccessPurpose::Review),
                opening("2026-10-30T14:00:00Z", "begeleider", AccessPurpose::Cover),
                opening("2026-10-02T07:30:00Z", "begeleider", AccessPurpose::Intake),
            ],
            page: 0,
            pages: 2,
        };
        sample.rows.extend(listed);
        sample
    }
}

/// What stands behind an opening to compare with work.
const LISTED: &str = "Om werk voor je te zoeken: je stond in een lijst met mensen";

/// Openings of one kind; nothing when there are none.
fn part(id: &str, heading: &str, about: &str, openings: &[&Access], why: fn(AccessPurpose) -> &'static str) -> Markup {
    let months = openings.chunk_by(|one, next| month(one) == month(next));
    html! {
        @if !openings.is_empty() {
            section.stack aria-labelledby=(id) {
                h2 id=(id) { (heading) }
                p { (about) " Op dit blad: " strong { (times(openings.len())) } "." }
                @for (at, openings) in months.enumerate() { (of_month(&format!("{id}-{at}"), openings, why)) }
            }
        }
    }
}

/// "november 2026".
fn month(access: &Access) -> String {
    let day = CivilDay::of(access.at).in_words();
    day.split_once(' ').map_or(String::new(), |(_, month)| month.to_owned())
}

/// The openings of one day by one role for one purpose, however they lie among others: one line with how many.
fn grouped<'a>(openings: &[&'a Access]) -> Vec<(&'a Access, usize)> {
    let alike = |one: &Access, other: &Access| {
        (CivilDay::of(one.at), &one.role, one.purpose) == (CivilDay::of(other.at), &other.role, other.purpose)
    };
    let mut groups: Vec<(&Access, usize)> = Vec::new();
    for access in openings {
        match groups.iter_mut().find(|(known, _)| alike(known, access)) {
            Some((_, count)) => *count += 1,
            None => groups.push((access, 1)),
        }
    }
    groups
}

fn times(count: usize) -> String {
    format!("{count}\u{a0}keer")
}

fn of_month(id: &str, openings: &[&Access], why: fn(AccessPurpose) -> &'static str) -> Markup {
    html! {
        div.tabelvak role="region" aria-labelledby=(id) tabindex="0" {
            table.tabel.tabel--stapel {
                caption id=(id) { @if let Some(first) = openings.first() { (capital(&month(first))) } }
                thead { tr {
                    th scope="col" { "Wanneer" }
                    th scope="col" { "Wie" }
                    th scope="col" { "Waarom" }
                } }
                tbody { @for (access, count) in grouped(openings) {
                    tr {
                        th scope="row" data-k="Wanneer" { (CivilDay::of(access.at).in_words()) }
                        td data-k="Wie" { (capital(&access.role)) }
                        td data-k="Waarom" { (why(access.purpose)) @if count > 1 { ", " strong { (times(count)) } } }
                    }
                } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_on_a_day_is_one_line_and_every_opening_is_counted() {
        let rows = AccessLog::sample().rows;
        let (listed, opened): (Vec<&Access>, Vec<&Access>) =
            rows.iter().partition(|access| access.purpose == AccessPurpose::Matching);
        let counts = |openings: &[&Access]| grouped(openings).iter().map(|(_, count)| *count).collect::<Vec<_>>();
        assert_eq!((counts(&opened), counts(&listed)), (vec![1, 1, 2, 1, 1], vec![12]));
    }
}
