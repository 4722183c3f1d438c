//! The question before a colleague's file is opened: what for? Never more of the person than name and code.

use maud::{Markup, html};

use crate::domain::candidate::AccessPurpose;
use crate::domain::code::Code;
use crate::views::components::icon::{icon, icon_sideways};
use crate::views::layout::{Frame, narrow_page};

/// The page.
pub struct AccessPurposePage {
    /// The page that opens with the answer, which comes behind it as `?doel=`.
    pub target: String,
    /// The name of the candidate.
    pub name: String,
    /// The short code.
    pub code: String,
    /// Who guides the candidate; `None` is nobody.
    pub begeleider: Option<String>,
}

impl AccessPurposePage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let title = "Waarvoor open je dit dossier?";
        let body = html! {
            p.terug { a href="/netwerk/kandidaten" { (icon_sideways("arrow-left")) "Terug naar kandidaten" } }
            h1 { (title) }
            p {
                "Het dossier van " strong { (self.name) } " (" (self.code) "). "
                @match &self.begeleider {
                    Some(begeleider) => { (begeleider) " begeleidt deze persoon." },
                    None => "Deze persoon heeft nog geen begeleider.",
                }
            }
            ul.plain.werk {
                @for purpose in AccessPurpose::CHOICES {
                    @let (label, explanation) = for_staff(*purpose);
                    li.werk__item {
                        div {
                            h2.werk__titel { a href={ (self.target) "?doel=" (purpose.code()) } { (label) } }
                            p.werk__uitleg { (explanation) }
                        }
                    }
                }
            }
            p {
                (icon("eye")) " Je keuze wordt opgeschreven, met de dag en de tijd. " (self.name) " kan zien wanneer er is \
                gekeken en waarvoor."
            }
        };
        narrow_page(frame, title, &body)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            target: "/netwerk/kandidaten/1".to_owned(),
            name: "Selam Tesfay".to_owned(),
            code: "K7M2Q".to_owned(),
            begeleider: Some("Ria de Boer".to_owned()),
        }
    }
}

/// A purpose in the words of the person who opens, and when it is the right one. (`AccessPurpose::label` speaks to the candidate.)
pub(super) fn for_staff(purpose: AccessPurpose) -> (&'static str, &'static str) {
    match purpose {
        AccessPurpose::Guidance => {
            ("Ik begeleid deze persoon", "Bijvoorbeeld: een gesprek voorbereiden, gegevens bijwerken.")
        }
        AccessPurpose::Cover => ("Ik vervang een collega", "Je neemt waar bij vakantie of ziekte, of op verzoek."),
        AccessPurpose::OwnRequest => {
            ("De persoon wil de eigen gegevens zien", "Je laat het dossier zien of leest het voor.")
        }
        AccessPurpose::Review => ("Een voorstel beoordelen", "Je kijkt of werk bij deze persoon past."),
        AccessPurpose::Matching => ("Passend werk zoeken", "Je zoekt werk voor deze persoon."),
        AccessPurpose::Consent => ("Toestemming vragen of noteren", "Je vraagt of gegevens gedeeld mogen worden."),
        AccessPurpose::Introduction => ("Een voordracht bekijken", "Wat de persoon heeft goedgekeurd."),
        AccessPurpose::Placement => ("Een plaatsing vastleggen of volgen", "Je houdt de werkplek bij."),
        AccessPurpose::Intake => ("Gegevens invoeren", "Je maakt het dossier."),
    }
}
