//! The page on which the first admin of an installation is made. Never shown twice: afterwards admins make each other.

use maud::{Markup, html};

use crate::domain::form::{FieldErrors, Fields};
use crate::views::components::form::{Field, Form, actions, error_summary, form_title, post_form, submit};
use crate::views::layout::{Frame, narrow_page};

/// `/beheer/eerste/{token}`
pub struct FirstAdminPage {
    /// The token of the link.
    pub token: String,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
}

impl FirstAdminPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let form = Form::new(&self.fields, &self.errors);
        let title = "Maak de eerste beheerder";
        let inside = html! {
            (form.text(&Field::new("naam", "Je naam").autocomplete("name")))
            (form.text(&Field::new("email", "Je e-mailadres").email()))
            (actions(&submit("Maak de beheerder")))
        };
        let body = html! {
            (error_summary(&self.errors))
            h1 { (title) }
            p { "Deze website heeft nog geen beheerder. Vul je naam en je e-mailadres in. Daarna ben je meteen ingelogd." }
            p { "Een wachtwoord is er niet. Later log je in met een link in je mail." }
            (post_form(frame, &format!("/beheer/eerste/{}", self.token), &inside))
        };
        narrow_page(frame, &form_title(&self.errors, title), &body)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self { token: "voorbeeld".to_owned(), fields: Fields::default(), errors: FieldErrors::none() }
    }
}
