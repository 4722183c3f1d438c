//! `/netwerk/werkgevers`: the organisations of the municipality, and the form to register one after a visit. Never an
//! organisation of another municipality.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::employer::Verification;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::EmployerId;
use crate::views::components::badge;
use crate::views::components::empty::nothing;
use crate::views::components::form::{ALL_NEEDED, Form, actions, error_summary, form_title, post_form, submit};
use crate::views::components::icon::{icon, icon_sideways};
use crate::views::components::link_button::primary_link;
use crate::views::components::pagination::pagination;
use crate::views::components::profile_fields::{contact_fields, profile_fields};
use crate::views::components::said::said;
use crate::views::components::tabs::{Tab, tabs};
use crate::views::layout::{Frame, narrow_page, page};
use crate::views::sample;

/// The list.
pub struct Employers {
    /// The state that is shown, as in `?stand=`; `None` is all.
    pub verification: Option<Verification>,
    /// The words that are looked for, as in `?q=`.
    pub text: String,
    /// How many organisations there are of each state (with these words).
    pub counts: Vec<(Verification, u64)>,
    /// The organisations of this page: those that wait oldest first, others by name.
    pub rows: Vec<EmployerRow>,
    /// The page, from 0.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// Whether the reader may register organisations.
    pub may_manage: bool,
}

/// An organisation in the list.
pub struct EmployerRow {
    /// The organisation.
    pub id: EmployerId,
    /// Its name.
    pub name: String,
    /// Its village or town.
    pub place: Option<String>,
    /// Whether the netwerker knows it to be real.
    pub verification: Verification,
    /// How many of its listings are live.
    pub live_listings: usize,
    /// How many reactions wait for its answer.
    pub open_interests: usize,
    /// When it was registered.
    pub created_at: DateTime<Utc>,
}

impl Employers {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            div.rkop {
                h1 { "Werkgevers" }
                @if self.may_manage {
                    (primary_link("/netwerk/werkgevers/nieuw", "plus", "Nieuwe werkgever"))
                }
            }
            (self.search())
            div.stack {
                (tabs("Werkgevers naar stand", &self.tabs()))
                @if self.rows.is_empty() { (nothing("Geen werkgevers gevonden.")) } @else { (self.table()) }
            }
            (pagination(self.page, self.pages, |number| format!("{}&pagina={}", self.address(self.verification), number + 1)))
        };
        page(frame, "Werkgevers", &body)
    }

    fn search(&self) -> Markup {
        html! {
            form.formulier method="get" action="/netwerk/werkgevers" role="search" {
                @if let Some(state) = self.verification { input type="hidden" name="stand" value=(state.code()); }
                div.utrecht-form-field {
                    label.utrecht-form-label for="q" { "Zoek op naam, plaats of KVK-nummer" }
                    div.veldrij {
                        input.utrecht-textbox.utrecht-textbox--html-input #q name="q" type="search" value=(self.text);
                        button.utrecht-button.utrecht-button--secondary-action type="submit" { (icon("search")) "Zoek" }
                    }
                }
            }
        }
    }

    fn tabs(&self) -> Vec<Tab> {
        let tab = |state: Option<Verification>| Tab {
            href: self.address(state),
            label: state.map_or("Alle", Verification::label).to_owned(),
            count: Some(self.count(state)),
            current: self.verification == state,
        };
        std::iter::once(None).chain(Verification::ALL.iter().copied().map(Some)).map(tab).collect()
    }

    /// How many organisations there are of a state, or of all.
    fn count(&self, state: Option<Verification>) -> u64 {
        let counted = |(each, _): &&(Verification, u64)| state.is_none_or(|state| state == *each);
        self.counts.iter().filter(counted).map(|(_, count)| count).sum()
    }

    fn address(&self, state: Option<Verification>) -> String {
        let query = serde_urlencoded::to_string([("stand", state.map_or("", Code::code)), ("q", self.text.as_str())]);
        format!("/netwerk/werkgevers?{}", query.unwrap_or_default())
    }

    fn table(&self) -> Markup {
        html! {
            section.tabelvak aria-labelledby="werkgevers" tabindex="0" {
                table.tabel.tabel--stapel {
                    caption #werkgevers { (self.verification.map_or("Alle werkgevers", Verification::label)) }
                    thead { tr {
                        th scope="col" { "Organisatie" }
                        th scope="col" { "Plaats" }
                        th scope="col" { "Stand" }
                        th.getal scope="col" { "Online" }
                        th.getal scope="col" { "Reacties zonder antwoord" }
                        th scope="col" { "Sinds" }
                    } }
                    tbody { @for row in &self.rows { (row.line()) } }
                }
            }
        }
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        let row = |number, name: &str, verification, live_listings| EmployerRow {
            id: sample::id(number),
            name: name.to_owned(),
            place: Some("Dalfsen".to_owned()),
            verification,
            live_listings,
            open_interests: live_listings / 2,
            created_at: sample::at("2026-11-23T08:00:00Z"),
        };
        Self {
            verification: None,
            text: String::new(),
            counts: vec![(Verification::Waiting, 1), (Verification::Verified, 2)],
            rows: vec![
                row(1, "De Groene Kracht", Verification::Waiting, 0),
                row(2, "Stichting Thuis in de Wijk", Verification::Verified, 4),
                row(3, "Vechtdal Logistiek", Verification::Verified, 2),
            ],
            page: 0,
            pages: 1,
            may_manage: true,
        }
    }
}

impl EmployerRow {
    fn line(&self) -> Markup {
        html! {
            tr {
                th scope="row" data-k="Organisatie" { a href={ "/netwerk/werkgevers/" (self.id) } { (self.name) } }
                td data-k="Plaats" { (said(self.place.as_ref())) }
                td data-k="Stand" { (badge::verification(self.verification)) }
                td.getal data-k="Online" { (self.live_listings) }
                td.getal data-k="Reacties zonder antwoord" { (self.open_interests) }
                td data-k="Sinds" { (CivilDay::of(self.created_at).in_words()) }
            }
        }
    }
}

/// `/netwerk/werkgevers/nieuw`: an organisation and its contact person.
pub struct NewEmployer {
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
}

impl NewEmployer {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let form = Form::new(&self.fields, &self.errors);
        let inside = html! {
            fieldset.groep.deel-form { legend { h2 { "Organisatie" } } (profile_fields(&form)) }
            fieldset.groep.deel-form { legend { h2 { "Contactpersoon" } } (contact_fields(&form)) }
            (actions(&submit("Voeg toe")))
        };
        let body = html! {
            p.terug { a href="/netwerk/werkgevers" { (icon_sideways("arrow-left")) "Terug naar werkgevers" } }
            (error_summary(&self.errors))
            h1 { "Nieuwe werkgever" }
            p { "Je kent deze werkgever, dus de controle is meteen klaar. De contactpersoon krijgt een mail om in te \
                loggen." }
            p { (ALL_NEEDED) }
            (post_form(frame, "/netwerk/werkgevers/nieuw", &inside))
        };
        narrow_page(frame, &form_title(&self.errors, "Nieuwe werkgever"), &body)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self { fields: Fields::default(), errors: FieldErrors::none() }
    }
}
