//! `/beheer/accounts`: who can log in, a new account, blocking. Never a password: there is none.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::account::AccountState;
use crate::domain::actor::Role;
use crate::domain::civil_day::CivilDay;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::AccountId;
use crate::views::components::badge;
use crate::views::components::card::capital;
use crate::views::components::form::{
    Choice, Field, Form, Width, actions, error_summary, form_title, hidden, post_form, post_form_bare, submit,
};
use crate::views::components::icon;
use crate::views::components::pagination::pagination;
use crate::views::layout::{Frame, page};
use crate::views::sample;

/// The page. The form has the fields `rol`, `naam`, `email`, `telefoon` and `kvk`.
pub struct Accounts {
    /// The accounts of this page, by name.
    pub rows: Vec<AccountRow>,
    /// The page, from 0.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// What was typed for a new account.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
}

/// An account in the list.
pub struct AccountRow {
    /// The account.
    pub id: AccountId,
    /// The name.
    pub name: String,
    /// The mail address.
    pub email: String,
    /// The role.
    pub role: Role,
    /// The organisation, for an employer.
    pub organisation: Option<String>,
    /// Whether it can be used.
    pub state: AccountState,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// The version, for the forms.
    pub version: i32,
    /// Whether it is the reader's own: nobody blocks himself.
    pub is_own: bool,
}

impl Accounts {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            (error_summary(&self.errors))
            h1 { "Accounts" }
            details.meer open[!self.errors.is_empty()] { summary { "Nieuw account" } (self.form(frame)) }
            section.tabelvak aria-labelledby="accounts" tabindex="0" {
                table.tabel.tabel--stapel {
                    caption #accounts { "Accounts, op naam" }
                    thead { tr {
                        th scope="col" { "Naam" }
                        th scope="col" { "Rol" }
                        th scope="col" { "E-mailadres" }
                        th scope="col" { "Stand" }
                        th scope="col" { "Sinds" }
                        th scope="col" { span.vh { "Actie" } }
                    } }
                    tbody { @for row in &self.rows { (row.line(frame)) } }
                }
            }
            (pagination(self.page, self.pages, |number| format!("/beheer/accounts?pagina={}", number + 1)))
        };
        page(frame, &form_title(&self.errors, "Accounts"), &body)
    }

    fn form(&self, frame: &Frame) -> Markup {
        use crate::domain::code::Code;
        let form = Form::new(&self.fields, &self.errors);
        let roles: Vec<Choice> = Role::ALL.iter().map(|role| Choice::new(role.code(), capital(role.label()))).collect();
        let inside = html! {
            (form.select(&Field::new("rol", "Rol").width(Width::Middle), Some("Kies een rol"), &roles))
            (form.text(&Field::new("naam", "Naam").width(Width::Middle)))
            (form.text(&Field::new("email", "E-mailadres")))
            (form.text(&Field::new("telefoon", "Telefoonnummer").optional().width(Width::Middle)))
            @let kvk = Field::new("kvk", "KVK-nummer van de organisatie").optional();
            (form.text(&kvk.hint("Alleen nodig bij een werkgever.").numeric()))
            (actions(&submit("Voeg toe")))
        };
        post_form(frame, "/beheer/accounts", &inside)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        let row = |number, name: &str, role, state, is_own| AccountRow {
            id: sample::id(number),
            name: name.to_owned(),
            email: format!("persoon{number}@dalfsen.example"),
            role,
            organisation: (role == Role::Employer).then(|| "De Groene Kracht".to_owned()),
            state,
            created_at: sample::at("2026-10-01T08:00:00Z"),
            version: 1,
            is_own,
        };
        Self {
            rows: vec![
                row(1, "Fatima Arslan", Role::Netwerker, AccountState::Active, false),
                row(2, "Jan de Vries", Role::Employer, AccountState::Unconfirmed, false),
                row(3, "Kim Bakker", Role::Admin, AccountState::Active, true),
                row(4, "Piet Smit", Role::Begeleider, AccountState::Blocked, false),
            ],
            page: 0,
            pages: 1,
            fields: Fields::default(),
            errors: FieldErrors::none(),
        }
    }
}

impl AccountRow {
    fn line(&self, frame: &Frame) -> Markup {
        html! {
            tr {
                th scope="row" data-k="Naam" { (self.name) }
                td data-k="Rol" {
                    (self.role.label())
                    @if let Some(organisation) = &self.organisation { br; span.muted.small { (organisation) } }
                }
                td data-k="E-mailadres" { (self.email) }
                td data-k="Stand" { (badge::account(self.state)) }
                td data-k="Sinds" { (CivilDay::of(self.created_at).in_words()) }
                td { @if self.is_own { span.muted { "Dit ben jij" } } @else { (self.switch(frame)) } }
            }
        }
    }

    fn switch(&self, frame: &Frame) -> Markup {
        let blocked = self.state == AccountState::Blocked;
        let verb = if blocked { "deblokkeren" } else { "blokkeren" };
        let inside = html! {
            (hidden("versie", &self.version.to_string()))
            @if blocked {
                button.knop-licht type="submit" { (icon("check")) "Deblokkeer" span.vh { " " (self.name) } }
            } @else {
                button.knop-licht.knop-licht--gevaar type="submit" { (icon("lock")) "Blokkeer" span.vh { " " (self.name) } }
            }
        };
        post_form_bare(frame, &format!("/beheer/accounts/{}/{verb}", self.id), &inside)
    }
}
