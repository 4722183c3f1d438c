//! `/netwerk/kandidaten/nieuw` and `…/wijzigen`: the profile of a candidate on one page. Never for a netwerker: it holds the
//! limits and the birth date.

use maud::{Markup, html};

use super::fields::profile_sections;
use super::file_url;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{AccountId, CandidateId};
use crate::views::components::form::{Form, actions, error_summary, form_title, hidden, post_form, submit};
use crate::views::components::icon::icon_sideways;
use crate::views::layout::{Frame, narrow_page};
use crate::views::sample;

/// The page.
pub struct CandidateForm {
    /// The candidate that is changed; `None` is a new one.
    pub edited: Option<EditedCandidate>,
    /// What was typed, or what is kept.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
    /// The begeleiders to choose from: identifier and name.
    pub team: Vec<(AccountId, String)>,
}

/// A candidate that is there already.
pub struct EditedCandidate {
    /// The candidate.
    pub id: CandidateId,
    /// The name as it is kept.
    pub name: String,
    /// The version that the fields were made from.
    pub version: i32,
}

impl CandidateForm {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let (title, action, back, back_words) = match &self.edited {
            Some(edited) => {
                let file = file_url(edited.id);
                let back_words = format!("Terug naar {}", edited.name);
                (format!("Gegevens van {}", edited.name), format!("{file}/wijzigen"), file, back_words)
            }
            None => (
                "Nieuwe kandidaat".to_owned(),
                "/netwerk/kandidaten/nieuw".to_owned(),
                "/netwerk/kandidaten".to_owned(),
                "Terug naar kandidaten".to_owned(),
            ),
        };
        let inside = html! {
            @if let Some(edited) = &self.edited { (hidden("versie", &edited.version.to_string())) }
            (profile_sections(&Form::new(&self.fields, &self.errors), &self.fields, &self.team))
            (actions(&submit(if self.edited.is_some() { "Bewaar" } else { "Voeg toe" })))
        };
        let body = html! {
            p.terug { a href=(back) { (icon_sideways("arrow-left")) (back_words) } }
            (error_summary(&self.errors))
            h1 { (title) }
            p { "Alleen de naam moet. Vul verder in wat je weet. Wat je niet weet, laat je leeg." }
            (post_form(frame, &action, &inside))
        };
        narrow_page(frame, &form_title(&self.errors, &title), &body)
    }

    /// A sample: new, or changed with something wrong.
    #[must_use]
    pub fn sample(is_new: bool) -> Self {
        let team = vec![(sample::id(7), "Fatima Arslan".to_owned()), (sample::id(8), "Ria de Boer".to_owned())];
        if is_new {
            return Self { edited: None, fields: Fields::default(), errors: FieldErrors::none(), team };
        }
        let mut errors =
            FieldErrors::one("uren_min", "Vul een aantal uren per week in, van 1 tot 60. Een voorbeeld: 24.");
        errors.add("geboortedatum", "Vul een datum in, zoals 01-05-1990.");
        Self {
            edited: Some(EditedCandidate { id: sample::id(1), name: "Selam Tesfay".to_owned(), version: 3 }),
            fields: sample_fields(),
            errors,
            team,
        }
    }
}

/// Fields of a candidate for samples.
pub(super) fn sample_fields() -> Fields {
    Fields::from_iter([
        ("naam", "Selam Tesfay"),
        ("telefoon", "0612345678"),
        ("plaats", "Lemelerveld"),
        ("afstand", "15"),
        ("vervoer", "fiets"),
        ("uren_min", "veel"),
        ("dagen", "ma"),
        ("dagen", "di"),
        ("beroepen", "hovenier"),
        ("ervaring", "medewerker groen; 3 jaar; bij een kwekerij"),
        ("certificaten_bekend", "ja"),
        ("certificaten", "VCA_BASIS"),
        ("certificaat_tot_VCA_BASIS", "2030-01-01"),
        ("rijbewijs_bekend", "ja"),
        ("rijbewijs", "B"),
        ("rijbewijs", "T"),
        ("taal", "A2"),
        ("talen", "Tigrinya"),
        ("wens_branche", "groen"),
        ("soorten", "vacature"),
        ("geboortedatum", "1 mei"),
        ("grenzen", "tillen_15kg"),
        ("grenzen_anders", "snel moe na de middag"),
        ("begeleider", "00000000000000000000000000000007"),
    ])
}
