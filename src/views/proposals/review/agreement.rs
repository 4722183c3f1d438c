//! The panel of an approved proposal: what the candidate was asked, what the answer was, and the form to note an answer by
//! telephone or at the desk. Never an answer without what it is about: what the employer will see stands beside it.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::civil_day::{CivilDay, instant_in_words};
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::ConsentId;
use crate::domain::introduction::IntroductionStatus;
use crate::domain::sharing::{ConsentChannel, ConsentState, SharedProfile};
use crate::views::components::contact::{dialled, readable_phone};
use crate::views::components::form::{Choice, Field, Form, hidden, post_form, submit};
use crate::views::components::icon;
use crate::views::components::said::full_stop;
use crate::views::components::shared_profile::{Reader, shared_profile};
use crate::views::layout::Frame;

/// What the candidate was asked, and where that is.
pub struct ConsentPanel {
    /// The agreement.
    pub id: ConsentId,
    /// Its version, for the form.
    pub version: i32,
    /// Where it is.
    pub state: ConsentState,
    /// The last day to answer.
    pub deadline: CivilDay,
    /// What the employer will see.
    pub shown: SharedProfile,
    /// How the candidate was asked.
    pub asked_by: AskedBy,
    /// The number to ask the candidate by telephone.
    pub phone: Option<String>,
    /// How the candidate answered.
    pub channel: Option<ConsentChannel>,
    /// Who noted the answer.
    pub noted_by: Option<String>,
    /// When the candidate answered.
    pub decided_at: Option<DateTime<Utc>>,
    /// Whether the reader may note the answer.
    pub may_note: bool,
    /// The introduction that came of it, and its page for staff.
    pub introduction: Option<(IntroductionStatus, String)>,
}

/// How a candidate was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedBy {
    /// By mail.
    Mail,
    /// By a mail that did not arrive: a colleague asks.
    LostMail,
    /// There is no mail address: a colleague asks.
    Colleague,
}

impl ConsentPanel {
    /// The panel.
    pub(super) fn render(&self, frame: &Frame, name: &str, fields: &Fields, errors: &FieldErrors) -> Markup {
        html! {
            @match self.state {
                ConsentState::Asked => (self.asked(frame, name, fields, errors)),
                ConsentState::Agreed => (self.agreed(name)),
                ConsentState::Declined => {
                    h2 #besluit { (name) " wil dit niet" }
                    p { "Nee is genoeg. Vraag niet waarom. Het verandert niets aan de uitkering." }
                },
                ConsentState::Silent => {
                    h2 #besluit { "Geen antwoord" }
                    p { "Er kwam tot en met " (self.deadline.in_words()) " geen antwoord. Dat telt als nee." }
                },
                ConsentState::Void => {
                    h2 #besluit { "Vraag vervallen" }
                    p { "De gegevens zijn veranderd, of het werk is weg. Deze vraag telt niet meer." }
                },
                ConsentState::Withdrawn => {
                    h2 #besluit { (name) " neemt de ja terug" }
                    p { "De werkgever ziet de gegevens niet meer. Vraag niet waarom." }
                },
            }
            (self.trail())
        }
    }

    fn asked(&self, frame: &Frame, name: &str, fields: &Fields, errors: &FieldErrors) -> Markup {
        html! {
            h2 #besluit { "Wacht op " (name) }
            @if self.asked_by == AskedBy::Mail {
                p { (name) " kreeg een mail met een link." }
            } @else {
                p {
                    strong {
                        @if self.asked_by == AskedBy::LostMail { "De mail kwam niet aan." } @else { "Er is geen e-mailadres." }
                    } " "
                    @match &self.phone {
                        Some(phone) => { "Bel " a href={ "tel:" (dialled(phone)) } { (readable_phone(phone)) } "." },
                        None => "Vraag het in een gesprek.",
                    }
                }
            }
            p { "Antwoord kan tot en met " strong { (self.deadline.in_words()) } ". Geen antwoord is nee." }
            @if self.may_note { (self.note(frame, name, fields, errors)) }
        }
    }

    fn note(&self, frame: &Frame, name: &str, fields: &Fields, errors: &FieldErrors) -> Markup {
        let form = Form::new(fields, errors);
        let answers = [
            Choice::new("ja", "Ja, delen mag").note("Dan gaat er een mail naar de werkgever."),
            Choice::new("nee", "Nee, liever niet").note("Dan gebeurt er niets. De uitkering verandert niet."),
        ];
        let heard = [ConsentChannel::Phone, ConsentChannel::Desk];
        let channels: Vec<Choice> = heard.iter().map(|way| Choice::new(way.code(), way.label())).collect();
        let inside = html! {
            (hidden("versie", &self.version.to_string()))
            p { "Lees eerst voor " a href="#deelt" { "wat de werkgever ziet" } "." }
            (form.radios(&Field::new("antwoord", &format!("Wat zegt {name}?")), &answers))
            (form.radios(&Field::new("kanaal", "Hoe hoorde je het?"), &channels))
            (submit("Bewaar het antwoord"))
        };
        let url = format!("/netwerk/toestemmingen/{}/noteren", self.id);
        // Without a mail that arrives this is the only way to an answer.
        let open = self.asked_by != AskedBy::Mail || form.is_touched("antwoord") || form.is_touched("kanaal");
        html! {
            details.meer open[open] { summary { "Noteer het antwoord van de kandidaat" } (post_form(frame, &url, &inside)) }
        }
    }

    fn agreed(&self, name: &str) -> Markup {
        html! {
            h2 #besluit { (icon("circle-check")) " " (name) " zei ja" }
            @match &self.introduction {
                Some((status, url)) => p { "De voordracht: " a href=(url) { (status.label()) } "." },
                None => p { "De mail naar de werkgever gaat zo weg." },
            }
        }
    }

    /// How and when the answer came.
    fn trail(&self) -> Markup {
        let Some(at) = self.decided_at else { return html! {} };
        html! {
            p.spoor {
                (icon("history"))
                span {
                    @if let Some(channel) = self.channel { (channel.label()) ", " }
                    (instant_in_words(at))
                    @if let Some(who) = &self.noted_by { ", genoteerd door " (who) (full_stop(who)) } @else { "." }
                }
            }
        }
    }

    /// What the employer sees, to read aloud.
    pub(super) fn what_is_shown(&self, employer: &str) -> Markup {
        html! {
            section.stack aria-labelledby="deelt" {
                h2 #deelt { "Dit ziet " (employer) @if self.state == ConsentState::Asked { " bij ja" } }
                (shared_profile(&self.shown, Reader::Employer))
            }
        }
    }
}
