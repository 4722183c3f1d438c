//! Logging in with a link by mail: ask for it, look in your mail, press one button.
//! Never says whether an address is known, and never logs in by a GET: mail scanners open links.

use maud::{Markup, html};

use crate::domain::form::{FieldErrors, Fields};
use crate::views::components::contact::contact_list;
use crate::views::components::form::{
    Field, Form, Width, error_summary, form_title, hidden, post_form, post_form_bare, submit,
};
use crate::views::components::icon;
use crate::views::layout::{Frame, narrow_page, page};

/// `/inloggen`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LogInPage {
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
    /// The path to go on to, of this site.
    pub next: Option<String>,
}

impl LogInPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let form = Form::new(&self.fields, &self.errors);
        let body = html! {
            (error_summary(&self.errors))
            section class="inlog" aria-labelledby="inloggen" {
                h1 id="inloggen" { "Inloggen" }
                p { "U krijgt een mail met een link. Een wachtwoord is niet nodig." }
                (post_form(frame, "/inloggen", &html! {
                    @if let Some(next) = &self.next { (hidden("verder", next)) }
                    (form.text(&Field::new("email", "Uw e-mailadres").email().width(Width::Full)))
                    button class="utrecht-button utrecht-button--primary-action vol" type="submit" {
                        (icon("mail")) "Stuur mij een link"
                    }
                }))
                p class="of" { "of" }
                a class="utrecht-button-link utrecht-button-link--secondary-action vol" href="/werkgevers/aanmelden" {
                    "Nieuwe werkgever? Meld u aan"
                }
                p class="muted small" { "Zoekt u werk? Dan hoeft u niet in te loggen." }
            }
        };
        page(frame, &form_title(&self.errors, "Inloggen"), &body)
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        Self::default()
    }

    /// For tests and snapshots: a wrong address.
    #[must_use]
    pub fn sample_wrong() -> Self {
        let errors = FieldErrors::one("email", "Dit is geen goed e-mailadres. Een voorbeeld: naam@bedrijf.nl.");
        Self { fields: Fields::from_iter([("email", "naam.bedrijf.nl")]), errors, next: Some("/werkgever".to_owned()) }
    }
}

/// The same answer for every address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogInSentPage {
    /// The address as it was typed.
    pub email: String,
}

impl LogInSentPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            h1 { "Kijk in uw mail" }
            p { "Kennen wij " strong { (self.email) } "? Dan komt er nu een mail met een link om in te loggen." }
            p { "De link werkt kort: 15 tot 60 minuten. Dat staat in de mail." }
            section class="blok blok--rustig" aria-labelledby="geen-mail" {
                h2 id="geen-mail" { "Geen mail gekregen?" }
                ul {
                    li { "Wacht een paar minuten." }
                    li { "Kijk bij ongewenste mail (spam)." }
                    li { "Klopt het adres niet? " a href="/inloggen" { "Probeer het opnieuw" } "." }
                    li { "Nog niet aangemeld? " a href="/werkgevers/aanmelden" { "Meld uw organisatie aan" } "." }
                }
                p { "Lukt het niet? Wij helpen u:" }
                (contact_list(&frame.site))
            }
        };
        narrow_page(frame, "Kijk in uw mail", &body)
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        Self { email: "marije.van.den.berg-öztürk@degroenekracht.example".to_owned() }
    }
}

/// `/inloggen/{token}`: one button, because only a press logs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogInConfirmPage {
    /// The token of the link.
    pub token: String,
}

impl LogInConfirmPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            section class="inlog" aria-labelledby="inloggen" {
                h1 id="inloggen" { "Inloggen bij " (frame.site.brand) }
                p { "Druk op de knop. Dan bent u ingelogd." }
                (post_form_bare(frame, &format!("/inloggen/{}", self.token), &submit("Log in")))
                p class="muted small" { "Is dit niet uw eigen computer? Log straks weer uit." }
            }
        };
        page(frame, "Inloggen", &body)
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        Self { token: "dGVzdC10b2tlbi12b29yLWRlLXBhZ2luYS12YW4tbnU".to_owned() }
    }
}

/// A link that no longer works, or never did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LogInExpiredPage;

impl LogInExpiredPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            h1 { "Deze link werkt niet meer" }
            p { "Een link werkt één keer, en maar kort. Vraag een nieuwe link aan. Dat kan zo vaak als u wilt." }
            div class="acties" {
                a class="utrecht-button-link utrecht-button-link--primary-action" href="/inloggen" { "Vraag een nieuwe link aan" }
            }
        };
        narrow_page(frame, "Deze link werkt niet meer", &body)
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        Self
    }
}
