//! Reacting: to a listing, or "ik zoek werk, bel mij"; and what happens next.
//! Never more asked than a name and one way to reach somebody; never a question about health or benefits.

use maud::{Markup, html};

use crate::domain::form::{FieldErrors, Fields};
use crate::domain::listing::terms::Reaction;
use crate::views::components::contact::contact_list;
use crate::views::components::form::{Field, Form, Width, actions, error_summary, form_title, post_form, submit};
use crate::views::components::icon;
use crate::views::components::icon::icon_sideways;
use crate::views::components::said::full_stop;
use crate::views::layout::{Frame, narrow_page};

/// What reacting is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The title of the listing.
    pub title: String,
    /// The name of the organisation.
    pub employer: String,
    /// The address of the listing; the form posts to `{href}/reageren`.
    pub href: String,
    /// Who gets the reaction.
    pub reaction: Reaction,
}

impl About {
    fn sample() -> Self {
        Self {
            title: "Medewerker groen en tuin".to_owned(),
            employer: "Coöperatie De Groene Kracht Vechtdal U.A.".to_owned(),
            href: "/werk/0190a6c27f0070008000000000000001/medewerker-groen-en-tuin".to_owned(),
            reaction: Reaction::ViaMunicipality,
        }
    }
}

/// `/werk/{id}/{slug}/reageren`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReactPage {
    /// The listing.
    pub about: About,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
}

impl ReactPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let about = &self.about;
        let who = match about.reaction {
            Reaction::Direct => {
                format!("Je reactie gaat naar {}{} De gemeente kijkt mee.", about.employer, full_stop(&about.employer))
            }
            Reaction::ViaMunicipality => "Je reactie gaat naar de gemeente. Wij bellen je eerst.".to_owned(),
        };
        let body = html! {
            p class="terug" { a href=(about.href) { (icon_sideways("arrow-left")) "Terug naar dit werk" } }
            (error_summary(&self.errors))
            h1 { "Ik wil dit werk" }
            p { strong { (about.title) } " bij " (about.employer) }
            p { (who) }
            p { "Vul je telefoonnummer of je e-mailadres in. Allebei mag ook." }
            (post_form(frame, &format!("{}/reageren", about.href), &html! {
                (applicant_fields(&self.fields, &self.errors, "Waarom wil je dit werk?"))
                (actions(&submit("Verstuur mijn reactie")))
            }))
            (privacy())
        };
        narrow_page(frame, &form_title(&self.errors, &format!("Reageren op {}", about.title)), &body)
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        Self { about: About::sample(), fields: Fields::default(), errors: FieldErrors::none() }
    }

    /// For tests and snapshots: something is missing.
    #[must_use]
    pub fn sample_wrong() -> Self {
        let fields = Fields::from_iter([("naam", "Selam Gebreyesus"), ("bericht", "Ik werk graag buiten.")]);
        let errors = match crate::domain::interest::Applicant::parse(&fields) {
            Ok(_) => FieldErrors::none(),
            Err(errors) => errors,
        };
        Self { fields, errors, ..Self::sample() }
    }
}

/// `/ik-zoek-werk`
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CallMePage {
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
}

impl CallMePage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            (error_summary(&self.errors))
            h1 { "Ik zoek werk, bel mij" }
            p { "Weet je niet goed wat bij je past? Of is zoeken lastig? Wij zoeken samen met jou. Dat is gratis." }
            p { "Vul je telefoonnummer of je e-mailadres in. Allebei mag ook." }
            (post_form(frame, "/ik-zoek-werk", &html! {
                (applicant_fields(&self.fields, &self.errors, "Wat voor werk zoek je?"))
                (actions(&submit("Bel mij")))
            }))
            (privacy())
            aside class="hulp" aria-labelledby="bellen" {
                h2 id="bellen" { (icon("phone")) "Zelf bellen mag ook" }
                (contact_list(&frame.site))
            }
        };
        narrow_page(frame, &form_title(&self.errors, "Ik zoek werk, bel mij"), &body)
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        Self::default()
    }
}

/// What somebody sees after he reacted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReactedPage {
    /// The listing; `None` for "bel mij".
    pub about: Option<About>,
    /// Whether we have a mail address, to which a confirmation goes.
    pub gets_mail: bool,
}

impl ReactedPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let direct = self.about.as_ref().is_some_and(|about| about.reaction == Reaction::Direct);
        let caller = if direct { "De werkgever" } else { "De gemeente" };
        let body = html! {
            div class="gelukt" {
                (icon("circle-check"))
                h1 { "Gelukt. Wij hebben je bericht" }
                @if let Some(about) = &self.about { p { "Het gaat over: " strong { (about.title) } (full_stop(&about.title)) } }
            }
            h2 { "Wat gebeurt er nu?" }
            ol class="stappen" {
                @if self.gets_mail { li { span { strong { "Je krijgt een mail van ons." } br; "Daarin staat dat wij je bericht hebben." } } }
                li { span { strong { (caller) " neemt contact met je op." } br; "Meestal binnen 3 werkdagen." } }
                li { span { strong { "Jullie praten over het werk." } br; "Je mag iemand meenemen." } }
            }
            p { "Hoor je niets? Bel of mail ons:" }
            (contact_list(&frame.site))
            div class="acties" {
                a class="utrecht-button-link utrecht-button-link--secondary-action" href="/werk" { "Bekijk meer werk" }
            }
        };
        narrow_page(frame, "Gelukt", &body)
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        Self { about: Some(About::sample()), gets_mail: true }
    }
}

fn applicant_fields(fields: &Fields, errors: &FieldErrors, question: &str) -> Markup {
    let form = Form::new(fields, errors);
    html! {
        (form.text(&Field::new("naam", "Je naam").autocomplete("name")))
        (form.text(&Field::new("telefoon", "Je telefoonnummer").free().phone()))
        (form.text(&Field::new("email", "Je e-mailadres").hint("Bijvoorbeeld: naam@voorbeeld.nl").free().email()))
        (form.textarea(
            &Field::new("bericht", question)
                .optional()
                .hint("Een paar woorden is genoeg. Schrijf niets over ziekte of medicijnen.")
                .width(Width::Full)
                .max(2_000),
        ))
    }
}

fn privacy() -> Markup {
    html! {
        p class="muted small" {
            "Wij gebruiken dit alleen om je te helpen met werk. " a href="/privacy" { "Lees wat wij bewaren" } "."
        }
    }
}
