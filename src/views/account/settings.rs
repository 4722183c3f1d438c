//! `/instellingen`: name, telephone number and how mail comes. Never the mail address or the role: the beheerder
//! changes those.

use maud::{Markup, html};

use crate::domain::account::MailMode;
use crate::domain::actor::Role;
use crate::domain::form::{FieldErrors, Fields};
use crate::views::account::reviewer::ReviewerSettings;
use crate::views::components::form::{
    Field, Form, Width, actions, coded, error_summary, form_title, hidden, post_form, submit,
};
use crate::views::layout::{Frame, narrow_page};

/// The page. The fields are `naam`, `telefoon` and `mail`.
pub struct SettingsPage {
    /// The role, which decides between "u" and "je".
    pub role: Role,
    /// The mail address of the account.
    pub email: String,
    /// What was typed, or what is kept.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
    /// The version of the account.
    pub version: i32,
    /// What somebody sets who judges proposals; `None` for others.
    pub reviewer: Option<ReviewerSettings>,
}

impl SettingsPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let form = Form::new(&self.fields, &self.errors);
        let choose = |u, je| if self.role == Role::Employer { u } else { je };
        let inside = html! {
            (hidden("versie", &self.version.to_string()))
            (form.text(&Field::new("naam", choose("Uw naam", "Je naam")).autocomplete("name").width(Width::Middle)))
            (form.text(&Field::new("telefoon", choose("Uw telefoonnummer", "Je telefoonnummer")).optional().phone()))
            @let mail = Field::new("mail", choose("Hoe wilt u mail krijgen?", "Hoe wil je mail krijgen?"));
            (form.radios(&mail, &coded(MailMode::label)))
            (actions(&submit("Bewaar")))
        };
        let body = html! {
            (error_summary(&self.errors))
            h1 { "Instellingen" }
            p { (choose("U bent ingelogd met ", "Je bent ingelogd met ")) strong { (self.email) } "." }
            p { "Een ander e-mailadres? Neem contact met ons op." }
            (post_form(frame, "/instellingen", &inside))
            @if let Some(reviewer) = &self.reviewer { (reviewer.render(frame, &self.errors)) }
        };
        narrow_page(frame, &form_title(&self.errors, "Instellingen"), &body)
    }

    /// A sample.
    #[must_use]
    pub fn sample(role: Role) -> Self {
        Self {
            role,
            email: "fatima@dalfsen.example".to_owned(),
            fields: Fields::from_iter([("naam", "Fatima Arslan"), ("telefoon", "0612345678"), ("mail", "digest")]),
            errors: FieldErrors::none(),
            version: 1,
            reviewer: (role == Role::Netwerker).then(|| ReviewerSettings::sample(true)),
        }
    }
}
