//! `/netwerk/kandidaten/{id}/wissen`: what happens when a file is erased, and the code that confirms it. Never one click.

use maud::{Markup, html};

use super::{back_to_file, file_url};
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::CandidateId;
use crate::views::components::facts::enumeration;
use crate::views::components::form::{Field, Form, Width, error_summary, form_title, hidden, post_form, submit_danger};
use crate::views::components::icon;
use crate::views::components::link_button::secondary_link;
use crate::views::layout::{Frame, narrow_page};
use crate::views::sample;

/// The page. The field is `code`.
pub struct EraseConfirm {
    /// The candidate.
    pub id: CandidateId,
    /// The name.
    pub name: String,
    /// The short code, which is typed to confirm.
    pub code: String,
    /// How many open proposals lapse.
    pub proposals: usize,
    /// The names of the employers whose introduction is taken back, and who are told.
    pub employers: Vec<String>,
    /// How many placements stay, for counting.
    pub placements: usize,
    /// The version, for the form.
    pub version: i32,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
}

impl EraseConfirm {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let title = format!("Gegevens van {} wissen", self.name);
        let form = Form::new(&self.fields, &self.errors);
        let hint = format!("De code van {} is {}.", self.name, self.code);
        let inside = html! {
            (hidden("versie", &self.version.to_string()))
            (form.text(&Field::new("code", "Typ de code om te bevestigen").hint(&hint).width(Width::Short)))
            div.acties {
                (submit_danger("Wis alle gegevens"))
                (secondary_link(&file_url(self.id), "x", "Niet wissen"))
            }
        };
        let body = html! {
            (back_to_file(self.id, &self.name))
            (error_summary(&self.errors))
            h1 { (title) }
            p { "Doe dit als iemand vraagt om de gegevens te wissen. Zoekt iemand alleen geen werk meer? Sluit het dossier dan af." }
            section.stack aria-labelledby="gebeurt" {
                h2 #gebeurt { "Wat gebeurt er?" }
                ul.vinkjes.vinkjes--nee { @for line in self.gone() { li { (icon("x")) span { (line) } } } }
            }
            section.stack aria-labelledby="blijft" {
                h2 #blijft { "Wat blijft er?" }
                ul.vinkjes { @for line in self.stays() { li { (icon("check")) span { (line) } } } }
            }
            p { strong { "Je kunt dit niet terugdraaien." } }
            (post_form(frame, &format!("{}/wissen", file_url(self.id)), &inside))
        };
        narrow_page(frame, &form_title(&self.errors, &title), &body)
    }

    fn gone(&self) -> Vec<String> {
        let mut lines = vec![
            "Naam, telefoonnummer, e-mailadres en alles over werk en wensen gaan weg.".to_owned(),
            "Geboortedatum, grenzen en feiten gaan weg.".to_owned(),
        ];
        match self.proposals {
            0 => {}
            1 => lines.push("1 open voorstel vervalt.".to_owned()),
            many => lines.push(format!("{many} open voorstellen vervallen.")),
        }
        if let [employer] = self.employers.as_slice() {
            lines.push(format!("De voordracht bij {employer} wordt ingetrokken. Deze werkgever krijgt bericht."));
        } else if !self.employers.is_empty() {
            let names = enumeration(&self.employers);
            lines.push(format!("De voordrachten bij {names} worden ingetrokken. Deze werkgevers krijgen bericht."));
        }
        lines
    }

    fn stays(&self) -> Vec<String> {
        let row = "Een lege regel zonder naam, om te kunnen tellen.".to_owned();
        let placements = match self.placements {
            0 => None,
            1 => Some("1 plaatsing telt nog mee in de cijfers, zonder naam.".to_owned()),
            many => Some(format!("{many} plaatsingen tellen nog mee in de cijfers, zonder naam.")),
        };
        std::iter::once(row).chain(placements).collect()
    }

    /// A sample; `wrong` with another code typed.
    #[must_use]
    pub fn sample(wrong: bool) -> Self {
        Self {
            id: sample::id(1),
            name: "Selam Tesfay".to_owned(),
            code: "K7M2Q".to_owned(),
            proposals: if wrong { 0 } else { 2 },
            employers: if wrong {
                Vec::new()
            } else {
                vec!["De Groene Kracht".to_owned(), "Vechtdal Logistiek B.V.".to_owned()]
            },
            placements: 1,
            version: 4,
            fields: if wrong { Fields::from_iter([("code", "K7M20")]) } else { Fields::default() },
            errors: if wrong { FieldErrors::one("code", "Dit is een andere code.") } else { FieldErrors::none() },
        }
    }
}
