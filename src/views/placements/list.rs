//! `/netwerk/plaatsingen`: who works where: what runs and what is planned, and behind a tab what is over. Never the benefit
//! of a person: it is on the page of the placement.

use maud::{Markup, html};

use crate::domain::civil_day::CivilDay;
use crate::domain::ids::PlacementId;
use crate::domain::placement::{PlacementEnd, PlacementKind, PlacementStatus};
use crate::views::components::empty::nothing;
use crate::views::components::icon;
use crate::views::components::pagination::pagination;
use crate::views::components::tabs::{Tab, tabs};
use crate::views::layout::{Frame, page};
use crate::views::sample;

/// How many days before its last day a placement stands out.
const SOON_DAYS: u32 = 28;
/// Where those stand that are over.
const OVER: &str = "/netwerk/plaatsingen?stand=ended";

/// The page.
pub struct PlacementList {
    /// All that run or are planned, or this page of those that are over.
    pub rows: Vec<PlacementRow>,
    /// Whether those that are over are shown, as in `?stand=ended`.
    pub over: bool,
    /// How many run or are planned, and how many are over.
    pub counts: (u64, u64),
    /// The page, from 0.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// Today.
    pub today: CivilDay,
}

/// A placement in the list.
pub struct PlacementRow {
    /// The placement.
    pub id: PlacementId,
    /// The name of the candidate.
    pub candidate: String,
    /// The name of the organisation.
    pub employer: String,
    /// What it is counted as.
    pub kind: PlacementKind,
    /// Where it is.
    pub status: PlacementStatus,
    /// The first day.
    pub starts_on: CivilDay,
    /// The last day that was agreed.
    pub ends_on: Option<CivilDay>,
    /// The day after which it was over.
    pub ended_on: Option<CivilDay>,
    /// What became of it.
    pub end: Option<PlacementEnd>,
}

impl PlacementList {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let mut running = self.of(PlacementStatus::Running);
        // What has no last day needs no attention.
        running.sort_by_key(|row| (row.ends_on.is_none(), row.ends_on, row.starts_on));
        let mut planned = self.of(PlacementStatus::Planned);
        planned.sort_by_key(|row| row.starts_on);
        let body = html! {
            div.stack {
                h1 { "Plaatsingen" }
                p { "Een nieuwe plaatsing leg je vast bij de voordracht of bij de kandidaat." }
            }
            (tabs("Plaatsingen naar stand", &self.tabs()))
            @if self.over {
                (self.group("afgelopen", "Afgelopen", &self.of(PlacementStatus::Ended), "Er is nog niets afgelopen."))
                (pagination(self.page, self.pages, |number| format!("{OVER}&pagina={}", number + 1)))
            } @else {
                (self.group("loopt", "Loopt nu", &running, "Er loopt nu geen plaatsing."))
                (self.group("gepland", "Gepland", &planned, "Er is niets gepland."))
            }
        };
        page(frame, if self.over { "Plaatsingen, afgelopen" } else { "Plaatsingen" }, &body)
    }

    fn tabs(&self) -> [Tab; 2] {
        let tab = |href: &str, label: &str, count, current| Tab {
            href: href.to_owned(),
            label: label.to_owned(),
            count: Some(count),
            current,
        };
        let (now, over) = self.counts;
        [tab("/netwerk/plaatsingen", "Nu en straks", now, !self.over), tab(OVER, "Afgelopen", over, self.over)]
    }

    fn of(&self, status: PlacementStatus) -> Vec<&PlacementRow> {
        self.rows.iter().filter(|row| row.status == status).collect()
    }

    fn group(&self, id: &str, heading: &str, rows: &[&PlacementRow], when_empty: &str) -> Markup {
        html! {
            section.rij aria-labelledby=(id) {
                h2 id=(id) { (heading) @if !self.over { " " span.teller { (rows.len()) } } }
                @if rows.is_empty() {
                    (nothing(when_empty))
                } @else {
                    section.tabelvak aria-labelledby=(id) tabindex="0" {
                        table.tabel.tabel--stapel {
                            thead { tr {
                                th scope="col" { "Kandidaat" }
                                th scope="col" { "Werkgever" }
                                th scope="col" { "Soort" }
                                th scope="col" { "Eerste dag" }
                                th scope="col" { "Laatste dag" }
                            } }
                            tbody { @for row in rows { (row.line(self.today)) } }
                        }
                    }
                }
            }
        }
    }

    /// A sample of those that are over.
    #[must_use]
    pub fn sample_over() -> Self {
        Self { over: true, page: 1, pages: 3, ..Self::sample() }
    }

    /// A sample with something in every group.
    #[must_use]
    pub fn sample() -> Self {
        use PlacementKind::{DienstverbandParttime, Proefplaatsing, Werkstage};
        use PlacementStatus::{Ended, Planned, Running};
        let row = |number, candidate: &str, kind, status, starts: &str, ends: Option<&str>| PlacementRow {
            id: sample::id(number),
            candidate: candidate.to_owned(),
            employer: if number == 2 { "Kwekerij De Linde" } else { "De Groene Kracht" }.to_owned(),
            kind,
            status,
            starts_on: sample::day(starts),
            ends_on: ends.map(sample::day),
            ended_on: (status == PlacementStatus::Ended).then(|| sample::day("2026-11-13")),
            end: (status == PlacementStatus::Ended).then_some(PlacementEnd::Hired),
        };
        Self {
            rows: vec![
                row(1, "Henk Visser", DienstverbandParttime, Running, "2026-09-01", None),
                row(2, "Amira Haddad", Werkstage, Running, "2026-06-01", Some("2026-11-20")),
                row(3, "Piet Kuiper", Proefplaatsing, Running, "2026-10-12", Some("2026-12-11")),
                row(4, "Selam Tesfay", Proefplaatsing, Planned, "2026-12-07", Some("2027-02-05")),
                row(5, "Anna Smit", Proefplaatsing, Ended, "2026-09-14", Some("2026-11-13")),
            ],
            over: false,
            counts: (4, 1),
            page: 0,
            pages: 1,
            today: sample::today(),
        }
    }
}

impl PlacementRow {
    fn line(&self, today: CivilDay) -> Markup {
        html! {
            tr {
                th scope="row" data-k="Kandidaat" { a href={ "/netwerk/plaatsingen/" (self.id) } { (self.candidate) } }
                td data-k="Werkgever" { (self.employer) }
                td data-k="Soort" { (self.kind.label()) }
                td data-k="Eerste dag" { (self.starts_on.in_words()) }
                td data-k="Laatste dag" { (self.last_day(today)) }
            }
        }
    }

    /// The last day, with what has to be done about it.
    fn last_day(&self, today: CivilDay) -> Markup {
        let words = |day: CivilDay| day.in_words();
        match (self.status, self.ends_on) {
            (PlacementStatus::Ended, ends_on) => html! {
                @if let Some(day) = self.ended_on.or(ends_on) { (words(day)) }
                @if let Some(end) = self.end { br; span.muted.small { (end.label()) } }
            },
            (_, None) => html! { span.muted { "Onbepaalde tijd" } },
            (PlacementStatus::Running, Some(day)) if day < today => html! {
                span.leeftijd.leeftijd--spoed { (icon("triangle-alert")) (words(day)) ", voorbij" }
            },
            (PlacementStatus::Running, Some(day)) if day <= today.plus_days(SOON_DAYS) => html! {
                span.leeftijd.leeftijd--letop { (icon("clock")) (words(day)) ", bijna" }
            },
            (_, Some(day)) => html! { (words(day)) },
        }
    }
}
