//! `/netwerk/plaatsingen/nieuw`: the form for a placement, from an introduction or for a candidate who found work in
//! another way. Never a field that the report does not count or the work does not need.

use maud::{Markup, html};

use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{CandidateId, IntroductionId};
use crate::domain::placement::{Outflow, PlacementKind};
use crate::views::components::form::{
    ALL_NEEDED, Choice, Field, Form, actions, coded, error_summary, form_title, hidden, post_form, submit,
};
use crate::views::components::icon::icon_sideways;
use crate::views::layout::{Frame, narrow_page};
use crate::views::sample;

/// The page. The fields are `kandidaat`, `voordracht`, `soort`, `werkgever`, `begint_op`, `eindigt_op`, `uren`,
/// `uitstroom` and `uitkering_sinds`.
pub struct PlacementForm {
    /// The candidate, with the name.
    pub candidate: (CandidateId, String),
    /// The introduction that it comes of.
    pub introduction: Option<IntroductionId>,
    /// The title of the listing, when there was an introduction.
    pub listing: Option<String>,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
}

impl PlacementForm {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let (candidate, name) = &self.candidate;
        let form = Form::new(&self.fields, &self.errors);
        let inside = html! {
            (hidden("kandidaat", &candidate.to_string()))
            @if let Some(introduction) = self.introduction { (hidden("voordracht", &introduction.to_string())) }
            (form.radios(&Field::new("soort", "Wat voor plaatsing is het?"), &kinds()))
            (form.text(&Field::new("werkgever", "Werkgever").hint("Bij detachering: waar iemand werkt.")))
            (form.date(&Field::new("begint_op", "Eerste dag")))
            @let last = Field::new("eindigt_op", "Laatste dag").free();
            (form.date(&last.hint("Leeg is voor onbepaalde tijd. Bij detachering, proefplaatsing en werkstage is er altijd een laatste dag.")))
            (form.text(&Field::new("uren", "Uren per week").optional().numeric()))
            (form.radios(&Field::new("uitstroom", "Wat gebeurt er met de uitkering?"), &coded(Outflow::label)))
            @let since = Field::new("uitkering_sinds", "Uitkering sinds").optional();
            (form.date(&since.hint("De eerste dag van de uitkering. Het verslag telt hoelang iemand een uitkering had.")))
            (actions(&submit("Leg vast")))
        };
        let body = html! {
            p.terug { (self.back()) }
            (error_summary(&self.errors))
            h1 { "Plaatsing van " (name) }
            @if let Some(listing) = &self.listing { p { "Na de voordracht voor " strong { (listing) } "." } }
            p { (ALL_NEEDED) }
            (post_form(frame, "/netwerk/plaatsingen/nieuw", &inside))
        };
        narrow_page(frame, &form_title(&self.errors, "Plaatsing vastleggen"), &body)
    }

    fn back(&self) -> Markup {
        let (url, label) = match self.introduction {
            Some(id) => (format!("/netwerk/voordrachten/{id}"), "Terug naar de voordracht"),
            None => (format!("/netwerk/kandidaten/{}", self.candidate.0), "Terug naar de kandidaat"),
        };
        html! { a href=(url) { (icon_sideways("arrow-left")) (label) } }
    }

    /// A sample that comes of an introduction.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            candidate: (sample::id(2), "Selam Tesfay".to_owned()),
            introduction: Some(sample::id(1)),
            listing: Some("Medewerker groen en tuin".to_owned()),
            fields: Fields::from_iter([("werkgever", "De Groene Kracht"), ("uren", "24")]),
            errors: FieldErrors::none(),
        }
    }

    /// A sample that was refused, of a candidate who found work in another way.
    #[must_use]
    pub fn sample_wrong() -> Self {
        let mut errors = FieldErrors::one("eindigt_op", "Vul de laatste dag in. Een proefplaatsing heeft een einde.");
        errors.add("uitstroom", "Kies wat er met de uitkering gebeurt.");
        Self {
            introduction: None,
            listing: None,
            fields: Fields::from_iter([
                ("soort", "proefplaatsing"),
                ("werkgever", "De Linde"),
                ("begint_op", "2026-12-01"),
            ]),
            errors,
            ..Self::sample()
        }
    }
}

/// The kinds, each with how long it may last.
fn kinds() -> Vec<Choice> {
    let choice = |kind: &PlacementKind| {
        let choice = Choice::new(kind.code(), kind.label());
        match kind.longest_months() {
            Some(months) => choice.note(format!("Hoogstens {months} maanden, ook met verlenging.")),
            None => choice,
        }
    };
    PlacementKind::ALL.iter().map(choice).collect()
}
