//! `/werkgever/organisatie`: what an organisation says of itself. Never the people: they change their own settings.

use maud::{Markup, html};

use crate::domain::employer::Verification;
use crate::domain::form::{FieldErrors, Fields};
use crate::views::components::alert::{Tone, alert_with};
use crate::views::components::badge;
use crate::views::components::form::{ALL_NEEDED, Form, actions, error_summary, form_title, hidden, post_form, submit};
use crate::views::components::profile_fields::profile_fields;
use crate::views::layout::{Frame, narrow_page};

/// The page.
pub struct OrganisationPage {
    /// Whether the netwerker knows it to be real.
    pub verification: Verification,
    /// Why it was refused.
    pub refusal: Option<String>,
    /// What was typed, or the profile that is kept.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
    /// The version that the fields were made from.
    pub version: i32,
}

impl OrganisationPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let form = Form::new(&self.fields, &self.errors);
        let inside = html! {
            (hidden("versie", &self.version.to_string()))
            (profile_fields(&form))
            (actions(&submit("Bewaar")))
        };
        let body = html! {
            (error_summary(&self.errors))
            div.rkop { h1 { "Uw organisatie" } (badge::verification(self.verification)) }
            @if let Some(reason) = &self.refusal {
                (alert_with(Tone::Warning, Some("Uw organisatie is niet toegelaten"), &html! {
                    p { "De reden: " (reason) }
                    p { "Pas hieronder aan wat niet klopt. Neem daarna contact met ons op." }
                }))
            }
            p { "Dit staat bij uw aanbod op de website." }
            p { (ALL_NEEDED) }
            (post_form(frame, "/werkgever/organisatie", &inside))
        };
        narrow_page(frame, &form_title(&self.errors, "Uw organisatie"), &body)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            verification: Verification::Waiting,
            refusal: None,
            fields: Fields::from_iter([
                ("organisatie", "De Groene Kracht"),
                ("kvk", "1234567x"),
                ("plaats", "Lemelerveld"),
            ]),
            errors: FieldErrors::one(
                "kvk",
                "Een KVK-nummer heeft precies 8 cijfers. Het staat in het Handelsregister en op uw facturen.",
            ),
            version: 1,
        }
    }
}
