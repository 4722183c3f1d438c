//! The part of `/instellingen` for who judges proposals: the substitute, and the personal ties. Never the tie of a colleague.

use maud::{Markup, html};

use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::AccountId;
use crate::views::components::empty::nothing;
use crate::views::components::form::{Choice, Field, Form, actions, post_form, post_form_bare, submit};
use crate::views::components::icon;
use crate::views::layout::Frame;
use crate::views::proposals::TiedTo;
use crate::views::sample;

/// What a reviewer sets.
pub struct ReviewerSettings {
    /// Who judges in the reader's place; `None` is nobody yet.
    pub substitute: Option<AccountId>,
    /// The colleagues to choose from: account and name.
    pub colleagues: Vec<(AccountId, String)>,
    /// The reader's personal ties.
    pub ties: Vec<TieRow>,
}

/// A personal tie.
pub struct TieRow {
    /// Its identifier, for the address.
    pub id: String,
    /// The name of the candidate or the organisation.
    pub name: String,
    /// Which of the two it is.
    pub to: TiedTo,
}

impl ReviewerSettings {
    /// The part of the page; `errors` are those of the whole page.
    pub(super) fn render(&self, frame: &Frame, errors: &FieldErrors) -> Markup {
        html! { (self.substitute(frame, errors)) (self.ties(frame)) }
    }

    fn substitute(&self, frame: &Frame, errors: &FieldErrors) -> Markup {
        let mut fields = Fields::default();
        fields.push_some("vervanger", self.substitute);
        let form = Form::new(&fields, errors);
        let colleagues: Vec<Choice> =
            self.colleagues.iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
        let inside = html! {
            @let field = Field::new("vervanger", "Wie beoordeelt in jouw plaats?").free();
            (form.select(&field, Some("Nog niemand"), &colleagues))
            (actions(&submit("Bewaar vervanger")))
        };
        html! {
            section.deel-form aria-labelledby="vervanger-kop" {
                div.stack {
                h2 #vervanger-kop { "Mijn vervanger" }
                p { "Ken je een kandidaat of werkgever privé? Dan beoordeel je dat voorstel niet. Je vervanger doet het." }
                @if self.colleagues.is_empty() {
                    p { "Er is nog geen collega die kan vervangen. Vraag de beheerder om een account voor een collega." }
                } @else {
                    (post_form(frame, "/instellingen/vervanger", &inside))
                }
                }
            }
        }
    }

    fn ties(&self, frame: &Frame) -> Markup {
        html! {
            section.deel-form aria-labelledby="banden" {
                div.stack {
                h2 #banden { "Mijn persoonlijke banden" }
                p { "Voorstellen met deze mensen en werkgevers beoordeel je niet." }
                @if self.ties.is_empty() {
                    (nothing("Je hebt geen banden genoemd. Dat doe je bij een voorstel."))
                } @else {
                    ul.plain.regels { @for tie in &self.ties { (tie.line(frame)) } }
                }
                }
            }
        }
    }

    /// A sample: with ties and a substitute, or as it is at first.
    #[must_use]
    pub fn sample(filled: bool) -> Self {
        let tie = |id: &str, name: &str, to| TieRow { id: id.to_owned(), name: name.to_owned(), to };
        let ties = vec![
            tie("1", "Anna van der Meulen-Hoogeveen", TiedTo::Candidate),
            tie("2", "Coöperatie De Groene Kracht Vechtdal U.A.", TiedTo::Employer),
        ];
        Self {
            substitute: filled.then(|| sample::id(2)),
            colleagues: vec![(sample::id(2), "Henk Dijkstra".to_owned()), (sample::id(3), "Ilse Bakker".to_owned())],
            ties: if filled { ties } else { Vec::new() },
        }
    }
}

impl TieRow {
    fn line(&self, frame: &Frame) -> Markup {
        let what = match self.to {
            TiedTo::Candidate => "Kandidaat",
            TiedTo::Employer => "Werkgever",
        };
        let button = html! { button.knop-licht type="submit" { (icon("x")) "Haal weg" span.vh { ": " (self.name) } } };
        html! {
            li.regel {
                div { h3 { (self.name) } p.muted { (what) } }
                (post_form_bare(frame, &format!("/instellingen/banden/{}/weg", self.id), &button))
            }
        }
    }
}
