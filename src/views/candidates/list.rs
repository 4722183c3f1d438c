//! `/netwerk/kandidaten`: the caseload of the team. Never a limit, a fact or a birth date: a list stands open on a desk.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::candidate::CandidateState;
use crate::domain::civil_day::CivilDay;
use crate::domain::code::{Code, codes};
use crate::views::components::badge;
use crate::views::components::empty::empty;
use crate::views::components::form::choices;
use crate::views::components::freshness::freshness;
use crate::views::components::icon;
use crate::views::components::link_button::{primary_link, secondary_link};
use crate::views::components::pagination::pagination;
use crate::views::components::tabs::{Tab, tabs};
use crate::views::layout::{Frame, page};
use crate::views::sample;

codes! {
    /// Which part of the caseload is shown. The code stands in the address.
    pub enum Whose {
        /// Those whom the reader guides.
        Mine = "mij",
        /// Those of the whole team.
        Team = "team",
        /// Those whom nobody guides.
        Nobody = "zonder",
    }
}

impl Whose {
    /// The words on the tab.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Mine => "Van mij",
            Self::Team => "Hele team",
            Self::Nobody => "Zonder begeleider",
        }
    }
}

/// The list.
pub struct CandidateList {
    /// The part of the caseload that is shown, as in `?wie=`.
    pub whose: Whose,
    /// The name or code that is looked for, as in `?q=`.
    pub text: String,
    /// The state that is shown, as in `?stand=`; `None` is all (one that is erased stands in no list).
    pub state: Option<CandidateState>,
    /// The tabs in this order, with how many there are (with these words and this state); a netwerker has no `Mine`.
    pub tabs: Vec<(Whose, u64)>,
    /// The candidates of this page.
    pub rows: Vec<CandidateRow>,
    /// The page, from 0.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// Whether the reader may add candidates.
    pub can_add: bool,
    /// Today.
    pub today: CivilDay,
}

/// A candidate in the list.
pub struct CandidateRow {
    /// Where the row leads: straight into the file, or first to the question what for.
    pub href: String,
    /// The name.
    pub name: String,
    /// The short code.
    pub code: String,
    /// Who guides the candidate; `None` is nobody.
    pub begeleider: Option<String>,
    /// Whether the candidate looks for work.
    pub state: CandidateState,
    /// How much of the profile is known, and of how much.
    pub completeness: (usize, usize),
    /// When somebody last changed or confirmed the file.
    pub updated_at: DateTime<Utc>,
}

const NEW: &str = "/netwerk/kandidaten/nieuw";

impl CandidateList {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            div.rkop {
                h1 { "Kandidaten" }
                @if self.can_add { (primary_link(NEW, "user-plus", "Kandidaat toevoegen")) }
            }
            (self.search())
            div.stack {
                (tabs("Kandidaten naar begeleider", &self.tab_links()))
                @if self.rows.is_empty() { (self.nobody()) } @else { (self.table()) }
            }
            (pagination(self.page, self.pages, |number| format!("{}&pagina={}", self.address(self.whose), number + 1)))
        };
        page(frame, &format!("Kandidaten, {}", self.whose.label().to_lowercase()), &body)
    }

    fn search(&self) -> Markup {
        let mut states = choices(&[("", "Alle standen")]);
        states.extend(choices(&SHOWN.map(|state| (state.code(), state.label()))));
        let chosen = self.state.map_or("", Code::code);
        html! {
            form.formulier method="get" action="/netwerk/kandidaten" role="search" {
                input type="hidden" name="wie" value=(self.whose.code());
                div.naast {
                    div.utrecht-form-field {
                        label.utrecht-form-label for="q" { "Zoek op naam of code" }
                        input.utrecht-textbox.utrecht-textbox--html-input #q name="q" type="search" value=(self.text);
                    }
                    div.utrecht-form-field {
                        label.utrecht-form-label for="stand" { "Stand" }
                        select.utrecht-select.utrecht-select--html-select #stand name="stand" {
                            @for state in &states {
                                option value=(state.value) selected[state.value == chosen] { (state.label) }
                            }
                        }
                    }
                    div {
                        button.utrecht-button.utrecht-button--secondary-action type="submit" { (icon("search")) "Zoek" }
                    }
                }
            }
        }
    }

    fn tab_links(&self) -> Vec<Tab> {
        let tab = |(whose, count): &(Whose, u64)| Tab {
            href: self.address(*whose),
            label: whose.label().to_owned(),
            count: Some(*count),
            current: self.whose == *whose,
        };
        self.tabs.iter().map(tab).collect()
    }

    fn address(&self, whose: Whose) -> String {
        address(whose, self.state, &self.text)
    }

    /// Nothing to show: because of what was asked, or because there is nobody (yet).
    fn nobody(&self) -> Markup {
        if !self.text.is_empty() || self.state.is_some() {
            let body = html! {
                p { "Zoek op een deel van de naam, of op de code." }
                div.acties {
                    @if self.whose != Whose::Team || self.state.is_some() {
                        (secondary_link(&address(Whose::Team, None, &self.text), "search", "Zoek in het hele team"))
                    }
                    (secondary_link(&address(self.whose, None, ""), "x", "Haal het zoeken weg"))
                }
            };
            return empty("search", "Niemand gevonden", &body);
        }
        let (title, words) = match self.whose {
            Whose::Mine => ("Je begeleidt nog niemand", "Voeg iemand toe, of neem iemand over van een collega."),
            Whose::Team => ("Er zijn nog geen kandidaten", "Een begeleider voegt kandidaten toe."),
            Whose::Nobody => ("Iedereen heeft een begeleider", "Mooi zo."),
        };
        let body = html! {
            p { (words) }
            div.acties {
                @if self.can_add && self.whose != Whose::Nobody { (secondary_link(NEW, "user-plus", "Kandidaat toevoegen")) }
                @if self.whose != Whose::Team {
                    (secondary_link(&self.address(Whose::Team), "users", "Bekijk het hele team"))
                }
            }
        };
        empty(if self.whose == Whose::Nobody { "circle-check" } else { "users" }, title, &body)
    }

    fn table(&self) -> Markup {
        html! {
            section.tabelvak aria-labelledby="kandidaten" tabindex="0" {
                table.tabel.tabel--stapel {
                    caption #kandidaten { (self.whose.label()) }
                    thead { tr {
                        th scope="col" { "Kandidaat" }
                        @if self.whose == Whose::Team { th scope="col" { "Begeleider" } }
                        th scope="col" { "Stand" }
                        th scope="col" { "Profiel" }
                        th scope="col" { "Bijgewerkt" }
                    } }
                    tbody { @for row in &self.rows { (row.line(self.whose, self.today)) } }
                }
            }
        }
    }

    /// A sample.
    #[must_use]
    pub fn sample(whose: Whose) -> Self {
        let row = |name: &str, code: &str, begeleider: Option<&str>, state, known, day: &str| CandidateRow {
            href: "/netwerk/kandidaten/1".to_owned(),
            name: name.to_owned(),
            code: code.to_owned(),
            begeleider: begeleider.map(str::to_owned),
            state,
            completeness: (known, 10),
            updated_at: sample::at(day),
        };
        let (active, paused) = (CandidateState::Active, CandidateState::Paused);
        let long = "Oluwaseun-Chukwuemeka van der Westerlaken-Oosterhuis";
        Self {
            whose,
            text: String::new(),
            state: None,
            tabs: vec![(Whose::Mine, 38), (Whose::Team, 412), (Whose::Nobody, 0)],
            rows: vec![
                row("Selam Tesfay", "K7M2Q", Some("Fatima Arslan"), active, 8, "2026-11-20T09:00:00Z"),
                row(long, "B4T9X", Some("Ria de Boer"), active, 3, "2026-06-02T09:00:00Z"),
                row("Jan Willem Koopman", "P2W8Z", None, paused, 10, "2026-11-24T08:00:00Z"),
            ],
            page: 0,
            pages: 9,
            can_add: true,
            today: sample::today(),
        }
    }
}

/// The states that a list can be of.
const SHOWN: [CandidateState; 3] = [CandidateState::Active, CandidateState::Paused, CandidateState::Closed];

/// The address of a list, to which more can be added.
fn address(whose: Whose, state: Option<CandidateState>, text: &str) -> String {
    let query = [("wie", whose.code()), ("stand", state.map_or("", Code::code)), ("q", text)];
    format!("/netwerk/kandidaten?{}", serde_urlencoded::to_string(query).unwrap_or_default())
}

impl CandidateRow {
    fn line(&self, whose: Whose, today: CivilDay) -> Markup {
        let (known, all) = self.completeness;
        html! {
            tr {
                th scope="row" data-k="Kandidaat" {
                    a href=(self.href) { (self.name) }
                    br; span.muted.small { (self.code) }
                }
                @if whose == Whose::Team {
                    td data-k="Begeleider" {
                        @match &self.begeleider { Some(name) => (name), None => span.muted { "Niemand" } }
                    }
                }
                td data-k="Stand" { (badge::candidate(self.state)) }
                td data-k="Profiel" { (known) " van " (all) " bekend" }
                td data-k="Bijgewerkt" { (freshness(self.updated_at, today)) }
            }
        }
    }
}
