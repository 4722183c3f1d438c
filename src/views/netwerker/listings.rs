//! `/netwerk/aanbod`: all listings of the municipality, by status and words. Never a listing of another municipality.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::ids::ListingId;
use crate::domain::listing::{ListingKind, Status};
use crate::views::components::badge;
use crate::views::components::empty::nothing;
use crate::views::components::icon;
use crate::views::components::pagination::pagination;
use crate::views::components::said::said;
use crate::views::components::tabs::{Tab, tabs};
use crate::views::layout::{Frame, page};
use crate::views::sample;

/// The page.
pub struct Listings {
    /// The status that is shown, as in `?stand=`; `None` is all.
    pub status: Option<Status>,
    /// The words that are looked for, as in `?q=`.
    pub text: String,
    /// How many listings there are of each status (with these words).
    pub counts: Vec<(Status, u64)>,
    /// The listings of this page: those that wait oldest first, others newest first.
    pub rows: Vec<ListingRow>,
    /// The page, from 0.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
}

/// A listing in the list.
pub struct ListingRow {
    /// The listing.
    pub id: ListingId,
    /// The title of its newest text.
    pub title: String,
    /// What kind of work it is.
    pub kind: ListingKind,
    /// The name of the organisation.
    pub employer: String,
    /// Where it is in its life.
    pub status: Status,
    /// Whether a change of it waits while it is live.
    pub change_waits: bool,
    /// The last day on which people can react.
    pub closes_on: Option<CivilDay>,
    /// How many people are still asked for.
    pub open_positions: i32,
    /// How many reactions came in.
    pub interests: usize,
    /// When anything last changed.
    pub updated_at: DateTime<Utc>,
}

impl Listings {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            h1 { "Aanbod" }
            (self.search())
            div.stack {
                (tabs("Aanbod naar stand", &self.tabs()))
                @if self.rows.is_empty() { (nothing("Geen aanbod gevonden.")) } @else { (self.table()) }
            }
            (pagination(self.page, self.pages, |number| format!("{}&pagina={}", self.address(self.status), number + 1)))
        };
        page(frame, "Aanbod", &body)
    }

    fn search(&self) -> Markup {
        html! {
            form.formulier method="get" action="/netwerk/aanbod" role="search" {
                @if let Some(status) = self.status { input type="hidden" name="stand" value=(status.code()); }
                div.utrecht-form-field {
                    label.utrecht-form-label for="q" { "Zoek op titel of werkgever" }
                    div.veldrij {
                        input.utrecht-textbox.utrecht-textbox--html-input #q name="q" type="search" value=(self.text);
                        button.utrecht-button.utrecht-button--secondary-action type="submit" { (icon("search")) "Zoek" }
                    }
                }
            }
        }
    }

    /// What needs work first, what is over last; empty ones are left out, but for the first two.
    fn tabs(&self) -> Vec<Tab> {
        let order = [
            Status::Submitted,
            Status::Live,
            Status::Paused,
            Status::Draft,
            Status::Rejected,
            Status::Expired,
            Status::Filled,
            Status::Withdrawn,
        ];
        let tab = |status: Option<Status>| Tab {
            href: self.address(status),
            label: status.map_or("Alles", Status::label).to_owned(),
            count: Some(self.count(status)),
            current: self.status == status,
        };
        let wanted = |status: &Status| {
            matches!(status, Status::Submitted | Status::Live)
                || self.status == Some(*status)
                || self.count(Some(*status)) > 0
        };
        std::iter::once(None).chain(order.into_iter().filter(wanted).map(Some)).map(tab).collect()
    }

    /// How many listings there are of a status, or of all.
    fn count(&self, status: Option<Status>) -> u64 {
        let counted = |(each, _): &&(Status, u64)| status.is_none_or(|status| status == *each);
        self.counts.iter().filter(counted).map(|(_, count)| count).sum()
    }

    /// The address of a list, to which more can be added.
    fn address(&self, status: Option<Status>) -> String {
        let query = serde_urlencoded::to_string([("stand", status.map_or("", Code::code)), ("q", self.text.as_str())]);
        format!("/netwerk/aanbod?{}", query.unwrap_or_default())
    }

    fn table(&self) -> Markup {
        html! {
            section.tabelvak aria-labelledby="aanbod" tabindex="0" {
                table.tabel.tabel--stapel {
                    caption #aanbod { (self.status.map_or("Al het aanbod", Status::label)) }
                    thead { tr {
                        th scope="col" { "Werk" }
                        th scope="col" { "Werkgever" }
                        th scope="col" { "Stand" }
                        th scope="col" { "Tot en met" }
                        th.getal scope="col" { "Open plekken" }
                        th.getal scope="col" { "Reacties" }
                        th scope="col" { "Gewijzigd" }
                    } }
                    tbody { @for row in &self.rows { (row.line()) } }
                }
            }
        }
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        let row = |number: u128, title: &str, status, interests| ListingRow {
            id: sample::id(number),
            title: title.to_owned(),
            kind: ListingKind::Vacature,
            employer: "Vechtdal Logistiek".to_owned(),
            status,
            change_waits: number == 2,
            closes_on: Some(sample::day("2026-12-31")),
            open_positions: 1,
            interests,
            updated_at: sample::at("2026-11-19T10:00:00Z"),
        };
        Self {
            status: None,
            text: String::new(),
            counts: vec![(Status::Submitted, 1), (Status::Live, 48), (Status::Draft, 3), (Status::Expired, 120)],
            rows: vec![
                row(1, "Heftruckchauffeur", Status::Submitted, 0),
                row(2, "Huishoudelijke hulp", Status::Live, 4),
                row(3, "Orderpicker", Status::Rejected, 0),
            ],
            page: 0,
            pages: 9,
        }
    }
}

impl ListingRow {
    fn line(&self) -> Markup {
        html! {
            tr {
                th scope="row" data-k="Werk" {
                    a href={ "/netwerk/aanbod/" (self.id) } { (self.title) }
                    br; span.muted.small { (self.kind.rules().label) }
                }
                td data-k="Werkgever" { (self.employer) }
                td data-k="Stand" {
                    (badge::status(self.status))
                    @if self.change_waits && self.status == Status::Live { br; span.muted.small { "wijziging wacht" } }
                }
                td data-k="Tot en met" { (said(self.closes_on.map(CivilDay::in_words))) }
                td.getal data-k="Open plekken" { (self.open_positions) }
                td.getal data-k="Reacties" { (self.interests) }
                td data-k="Gewijzigd" { (CivilDay::of(self.updated_at).in_words()) }
            }
        }
    }
}
