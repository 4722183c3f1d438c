//! `/netwerk/voorstellen`: the proposals that wait, oldest first, and what became of the others. Never sorted by the score: who
//! waits longest is judged first.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use super::fit_in_words;
use crate::domain::civil_day::CivilDay;
use crate::domain::code::{Code, codes};
use crate::domain::ids::ProposalId;
use crate::domain::proposal::{LapseReason, RejectReason};
use crate::views::components::badge::{Shade, badge};
use crate::views::components::empty::{empty, nothing};
use crate::views::components::link_button::secondary_link;
use crate::views::components::pagination::pagination;
use crate::views::components::tabs::{Tab, tabs};
use crate::views::components::work_queue::{QueueItem, Waits, WorkQueue};
use crate::views::layout::{Frame, page};
use crate::views::sample::{self, at, day, id};

codes! {
    /// Which proposals are shown, as in `?lijst=`.
    pub enum Which {
        /// Those that wait for the reader.
        Mine = "mij",
        /// All open ones.
        All = "alle",
        /// Those that are done.
        Done = "afgerond",
    }
}

impl Which {
    /// The words on the tab.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Mine => "Aan mij",
            Self::All => "Alle",
            Self::Done => "Afgerond",
        }
    }

    fn url(self) -> String {
        format!("/netwerk/voorstellen?lijst={}", self.code())
    }
}

/// The page.
pub struct ProposalList {
    /// Which proposals are shown.
    pub which: Which,
    /// How many wait for the reader.
    pub mine: u64,
    /// How many are open.
    pub all: u64,
    /// The proposals, in any order; of those that are done those of this page, newest first.
    pub rows: Vec<ProposalRow>,
    /// The page of those that are done, from 0.
    pub page: u32,
    /// How many pages there are of them.
    pub pages: u32,
    /// Today.
    pub today: CivilDay,
}

/// A proposal in the list.
pub struct ProposalRow {
    /// The proposal.
    pub id: ProposalId,
    /// The name of the candidate.
    pub candidate: String,
    /// The title of the listing.
    pub listing: String,
    /// The name of the organisation.
    pub employer: String,
    /// The score of the ranking.
    pub score: i32,
    /// Whether a person proposed it.
    pub by_hand: bool,
    /// What it waits for.
    pub stand: Stand,
}

/// What a proposal waits for, or what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stand {
    /// For somebody to judge it.
    Waiting {
        /// Since when.
        since: DateTime<Utc>,
        /// Who judges it in somebody's place, when it is not the reader.
        substitute: Option<String>,
    },
    /// For a day.
    Postponed {
        /// The day on which it is back.
        until: CivilDay,
    },
    /// For an answer of the begeleider.
    Asked {
        /// Since when.
        since: DateTime<Utc>,
        /// Whether the reader answers.
        me: bool,
        /// Who answers.
        begeleider: Option<String>,
    },
    /// For the candidate, who was asked to agree.
    Consent {
        /// The last day to answer.
        deadline: CivilDay,
        /// Whether somebody must ask the candidate, who has no mail address.
        to_note: bool,
    },
    /// For nothing: it is done.
    Done {
        /// What became of it.
        outcome: Outcome,
        /// When.
        at: DateTime<Utc>,
    },
}

/// What became of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The candidate agreed.
    Agreed,
    /// A reviewer said no.
    Rejected(RejectReason),
    /// It was no longer true.
    Lapsed(LapseReason),
}

/// The groups of the page: anchor, heading, and which rows belong to it.
type Group = (&'static str, &'static str, fn(&Stand) -> bool);

const GROUPS: [Group; 5] = [
    ("vragen", "Vragen aan jou", |stand| matches!(stand, Stand::Asked { me: true, .. })),
    ("beoordelen", "Te beoordelen", |stand| matches!(stand, Stand::Waiting { .. })),
    ("gevraagd", "Vraag bij de begeleider", |stand| matches!(stand, Stand::Asked { me: false, .. })),
    ("toestemming", "Wacht op de kandidaat", |stand| matches!(stand, Stand::Consent { .. })),
    ("uitgesteld", "Uitgesteld", |stand| matches!(stand, Stand::Postponed { .. })),
];

impl ProposalList {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            h1 { "Voorstellen" }
            div.stack.stack--ruim {
                (tabs("Welke voorstellen", &self.tabs()))
                @match self.which {
                    Which::Done => (self.done()),
                    Which::Mine | Which::All => (self.open()),
                }
            }
        };
        page(frame, "Voorstellen", &body)
    }

    fn tabs(&self) -> Vec<Tab> {
        let tab = |which: &Which| Tab {
            href: which.url(),
            label: which.label().to_owned(),
            count: match which {
                Which::Mine => Some(self.mine),
                Which::All => Some(self.all),
                Which::Done => None,
            },
            current: self.which == *which,
        };
        Which::ALL.iter().map(tab).collect()
    }

    fn open(&self) -> Markup {
        if self.rows.is_empty() {
            return self.nothing_waits();
        }
        let queue = |(id, heading, belongs): &Group| WorkQueue {
            id,
            heading,
            items: self.rows.iter().filter(|row| belongs(&row.stand)).map(ProposalRow::item).collect(),
            when_empty: "Niets te beoordelen. Mooi zo.",
            all: None,
            most: None,
        };
        html! {
            @for queue in GROUPS.iter().map(queue) {
                // What is to be judged always has its place; the others only when something waits.
                @if queue.id == "beoordelen" || !queue.items.is_empty() { (queue.list(self.today)) }
            }
        }
    }

    fn nothing_waits(&self) -> Markup {
        let others = self.which == Which::Mine && self.all > 0;
        let body = html! {
            p { "Past een kandidaat bij werk? Dan staat het voorstel hier." }
            p { "Ken je zelf iemand? Open het werk en kies ‘Wie past hierbij?’." }
            div.acties {
                @if others { (secondary_link(&Which::All.url(), "list", "Bekijk alle voorstellen")) }
                (secondary_link("/netwerk/aanbod", "briefcase", "Bekijk het aanbod"))
            }
        };
        empty("circle-check", if others { "Er wacht niets op jou" } else { "Er wachten geen voorstellen" }, &body)
    }

    fn done(&self) -> Markup {
        let address = |number: u32| format!("{}&pagina={}", Which::Done.url(), number + 1);
        html! {
            @if self.rows.is_empty() {
                (nothing("Nog geen voorstel is afgerond."))
            } @else {
                ol.plain.werk { @for row in &self.rows { (row.done_line()) } }
            }
            (pagination(self.page, self.pages, address))
        }
    }

    /// A sample: what is open, for a netwerker or (with questions) a begeleider; or what is done.
    #[must_use]
    pub fn sample(which: Which, for_begeleider: bool) -> Self {
        let stands = if which == Which::Done { done_stands() } else { open_stands(for_begeleider) };
        let people = ["Selam Tesfay-Gebremariam", "Piet de Boer", "Anna van der Meulen-Hoogeveen", "Yusuf Kaya"];
        let works = [
            ("Medewerker groen en tuin", "De Groene Kracht"),
            (
                "Hulp in de keuken van een café-restaurant met zaal en terras",
                "Coöperatie Buurtcafé 't Trefpunt Nieuwleusen U.A.",
            ),
            ("Orderpicker", "Vechtdal Logistiek B.V."),
        ];
        let row = |(number, stand): (usize, Stand)| ProposalRow {
            id: id(number as u128),
            candidate: people[number % people.len()].to_owned(),
            listing: works[number % works.len()].0.to_owned(),
            employer: works[number % works.len()].1.to_owned(),
            score: [82, 61, 38][number % 3],
            by_hand: number % 3 == 2,
            stand,
        };
        let rows: Vec<ProposalRow> = stands.into_iter().enumerate().map(row).collect();
        Self {
            which,
            mine: 4,
            all: 9,
            rows,
            page: 0,
            pages: if which == Which::Done { 3 } else { 1 },
            today: sample::today(),
        }
    }

    /// A sample without a row.
    #[must_use]
    pub fn sample_empty(which: Which) -> Self {
        Self { mine: 0, rows: Vec::new(), pages: 1, ..Self::sample(which, false) }
    }
}

fn open_stands(for_begeleider: bool) -> Vec<Stand> {
    let asked = |since, me| Stand::Asked { since: at(since), me, begeleider: Some("Ilse Bakker".to_owned()) };
    vec![
        Stand::Waiting { since: at("2026-11-24T06:00:00Z"), substitute: None },
        Stand::Waiting { since: at("2026-11-17T06:00:00Z"), substitute: None },
        Stand::Waiting { since: at("2026-11-20T06:00:00Z"), substitute: Some("Henk Dijkstra".to_owned()) },
        Stand::Postponed { until: day("2026-12-08") },
        asked("2026-11-23T08:00:00Z", for_begeleider),
        asked("2026-11-18T08:00:00Z", false),
        Stand::Consent { deadline: day("2026-11-30"), to_note: false },
        Stand::Consent { deadline: day("2026-11-25"), to_note: true },
    ]
}

fn done_stands() -> Vec<Stand> {
    let outcomes = [
        Outcome::Agreed,
        Outcome::Rejected(RejectReason::Practical),
        Outcome::Lapsed(LapseReason::Declined),
        Outcome::Lapsed(LapseReason::ListingClosed),
    ];
    outcomes.into_iter().map(|outcome| Stand::Done { outcome, at: at("2026-11-19T08:00:00Z") }).collect()
}

impl ProposalRow {
    fn title(&self) -> String {
        format!("{} voor {}", self.candidate, self.listing)
    }

    fn url(&self) -> String {
        format!("/netwerk/voorstellen/{}", self.id)
    }

    fn about(&self) -> String {
        format!("{}, {}", self.employer, fit_in_words(self.score))
    }

    fn item(&self) -> QueueItem {
        let about = self.about();
        let (explanation, tag, waits) = match &self.stand {
            Stand::Waiting { since, substitute } => {
                (with("beoordeelt", substitute.as_ref(), about), None, Waits::Since(*since))
            }
            Stand::Asked { since, me: true, .. } => (about, Some("Geef antwoord"), Waits::Since(*since)),
            Stand::Asked { since, begeleider, .. } => {
                (with("antwoordt", begeleider.as_ref(), about), None, Waits::Since(*since))
            }
            Stand::Consent { deadline, to_note } => {
                (about, to_note.then_some("Bel de kandidaat"), Waits::Until(*deadline))
            }
            Stand::Postponed { until } => (about, None, Waits::For(*until)),
            Stand::Done { at, .. } => (about, None, Waits::For(CivilDay::of(*at))),
        };
        let by_hand = self.by_hand.then_some("Handmatig");
        QueueItem { title: self.title(), explanation, tag: tag.or(by_hand), waits, url: self.url() }
    }

    fn done_line(&self) -> Markup {
        let Stand::Done { outcome, at } = &self.stand else { return html! {} };
        let (shade, word, why) = match outcome {
            Outcome::Agreed => (Shade::Success, "Kandidaat zei ja", None),
            Outcome::Rejected(reason) => (Shade::Inactive, "Afgewezen", Some(reason.label())),
            Outcome::Lapsed(reason) => (Shade::Inactive, "Vervallen", Some(reason.label())),
        };
        html! {
            li.werk__item {
                div {
                    h2.werk__titel { a href=(self.url()) { (self.title()) } }
                    p.werk__uitleg { (self.employer) ", " (CivilDay::of(*at).in_words()) }
                    @if let Some(why) = why { p.werk__uitleg { (why) } }
                }
                p.werk__stand { (badge(shade, word)) }
            }
        }
    }
}

/// The line about a row with who does something: "Vechtdal Logistiek, past goed. Henk beoordeelt."
fn with(does: &str, who: Option<&String>, about: String) -> String {
    match who {
        Some(who) => format!("{about}. {who} {does}."),
        None => about,
    }
}
