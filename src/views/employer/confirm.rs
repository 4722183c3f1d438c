//! The pages behind the link in the mail about a listing that the netwerker prepared. Never a log-in: the link is the
//! proof, and all that it can do is to put this one text online.

use maud::{Markup, html};

use crate::domain::listing::{ListingContent, ListingKind};
use crate::views::components::form::{post_form_bare, submit};
use crate::views::components::icon;
use crate::views::components::link_button::{primary_link, secondary_link};
use crate::views::components::overview::{Reader, overview};
use crate::views::components::preview::preview;
use crate::views::components::said::full_stop;
use crate::views::layout::{Frame, page};
use crate::views::sample;

/// The page on which the employer reads and confirms.
pub struct ConfirmPage {
    /// What kind of work it is.
    pub kind: ListingKind,
    /// The name of the organisation.
    pub organisation: String,
    /// Who wrote it.
    pub netwerker: String,
    /// The text.
    pub content: ListingContent,
    /// Where the confirmation goes.
    pub action: String,
    /// The log-in page, for an employer who wants to change something.
    pub login_url: String,
}

impl ConfirmPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let label = self.kind.rules().label;
        let body = html! {
            div.stack {
                h1 { "Klopt deze " (label) "?" }
                p {
                    (self.netwerker) " van de gemeente " (frame.site.municipality) " schreef deze tekst voor "
                    strong { (self.organisation) } (full_stop(&self.organisation))
                }
                p { "Lees hem rustig door. Klopt alles? Dan staat hij na uw klik meteen online." }
            }
            div.cols.cols--besluit {
                div.stack.stack--ruim {
                    (preview(self.kind, &self.organisation, &self.content))
                    details.meer {
                        summary { "Bekijk alle gegevens" }
                        (overview(&self.content, self.kind, Reader::Employer))
                    }
                }
                aside.zij aria-label="Besluit" { (self.decision(frame)) }
            }
        };
        page(frame, &format!("Klopt deze {label}?"), &body)
    }

    fn decision(&self, frame: &Frame) -> Markup {
        html! {
            section.besluit aria-labelledby="besluit" {
                h2 #besluit { "Uw besluit" }
                (post_form_bare(frame, &self.action, &submit("Dit klopt, zet online")))
                p { "Klopt er iets niet? Log in met uw e-mailadres en pas de tekst aan. Er komt niets online tot u \
                    klaar bent." }
                (secondary_link(&self.login_url, "pencil", "Ik wil iets wijzigen"))
            }
        }
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            kind: ListingKind::Vacature,
            organisation: "De Groene Kracht".to_owned(),
            netwerker: "Fatima Arslan".to_owned(),
            content: sample::listing(),
            action: "/bevestig/AbC-123".to_owned(),
            login_url: "/inloggen".to_owned(),
        }
    }
}

/// The page after the confirmation; the same when somebody clicks the link again.
pub struct ConfirmedPage {
    /// The title.
    pub title: String,
    /// The short code of the listing.
    pub code: String,
    /// The public page; `None` for a kind that is internal.
    pub public_url: Option<String>,
}

impl ConfirmedPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let next =
            if self.public_url.is_some() { "Mensen kunnen nu reageren." } else { "De gemeente zoekt iemand die past." };
        let body = html! {
            div.gelukt {
                (icon("circle-check"))
                h1 { @if self.public_url.is_some() { "Het staat online" } @else { "De tekst is bevestigd" } }
                p { (self.title) ", nummer " strong { (self.code) } }
            }
            div.stack {
                h2 { "Wat gebeurt er nu?" }
                ol.stappen {
                    li { span { (next) } }
                    li { span { "U krijgt een mail bij elke reactie." } }
                    li { span { "Wilt u pauzeren of stoppen? Log in met uw e-mailadres." } }
                }
                div.acties {
                    @if let Some(url) = &self.public_url {
                        (primary_link(url, "external-link", "Bekijk het op de website"))
                    }
                    (secondary_link("/inloggen", "log-in", "Log in"))
                }
            }
        };
        page(frame, "Bevestigd", &body)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            title: "Medewerker groen en tuin".to_owned(),
            code: "K7M2Q".to_owned(),
            public_url: Some("/werk/1/medewerker-groen-en-tuin".to_owned()),
        }
    }
}
