//! `/voordracht/{token}` and `/werkgever/voordrachten/{id}`: one introduction as the employer sees it: the work, the
//! person as agreed, and the answer. Never anything that the candidate did not see before he agreed.

use maud::{Markup, html};

use super::answer_form::{AnswerForm, By, can_answer};
use super::{GivenAnswer, for_employer};
use crate::domain::actor::Role;
use crate::domain::civil_day::CivilDay;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::introduction::{IntroductionStatus, RefusalReason};
use crate::domain::sharing::SharedProfile;
use crate::views::components::contact::{ContactBox, contact_box, contact_list};
use crate::views::components::form::{Form, error_summary, form_title};
use crate::views::components::icon::icon_sideways;
use crate::views::components::said::full_stop;
use crate::views::components::shared_profile::{self, Reader, shared_profile};
use crate::views::layout::{Frame, page};
use crate::views::sample;

/// The page.
pub struct IntroductionPage {
    /// The title of the listing.
    pub listing: String,
    /// Its public page, while there is one.
    pub listing_url: Option<String>,
    /// The name of the organisation.
    pub organisation: String,
    /// What the candidate agreed to share.
    pub shown: SharedProfile,
    /// The day on which it was sent.
    pub sent_on: CivilDay,
    /// The last day on which the link works; `None` for a reader who is logged in.
    pub until: Option<CivilDay>,
    /// Where it is.
    pub status: IntroductionStatus,
    /// The answer, when there is one.
    pub answer: Option<GivenAnswer>,
    /// The netwerker to turn to; `None` is the municipality.
    pub contact: Option<ContactBox>,
    /// Where the form goes.
    pub action: String,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
    /// The version, for the form.
    pub version: i32,
}

impl IntroductionPage {
    /// The page. The name stands in it, but not in its title: that stays in the history of a browser.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let is_employer = frame.viewer.as_ref().is_some_and(|viewer| viewer.role == Role::Employer);
        let body = html! {
            div.stack {
                @if is_employer {
                    p.terug { a href="/werkgever/voordrachten" { (icon_sideways("arrow-left")) "Terug naar voordrachten" } }
                }
                (error_summary(&self.errors))
                h1 { "Maak kennis met " (self.shown.name) }
                p {
                    "De gemeente " (frame.site.municipality) " stelt " (self.shown.name) " graag aan u voor. Het gaat om dit werk: "
                    @match &self.listing_url {
                        Some(url) => a href=(url) { (self.listing) },
                        None => strong { (self.listing) },
                    }
                    " bij " (self.organisation) (full_stop(&self.organisation))
                }
                p.muted { "Gestuurd op " (self.sent_on.in_words()) @if can_answer(self.status) { ", " a href="#antwoorden" { "naar uw antwoord" } } }
            }
            div.cols.cols--besluit {
                div.stack.stack--ruim { (self.person()) (self.care(frame)) }
                aside.zij aria-label="Antwoord" { (self.answer_panel(frame)) (self.questions(frame)) }
            }
        };
        page(frame, &form_title(&self.errors, &format!("Voordracht: {}", self.listing)), &body)
    }

    fn person(&self) -> Markup {
        html! {
            section.blok aria-labelledby="persoon" {
                h2 #persoon { "Over " (self.shown.name) }
                (shared_profile(&self.shown, Reader::Employer))
                p.muted.small { (self.shown.name) " heeft gezien wat hier staat, en vindt goed dat u het leest." }
            }
        }
    }

    fn care(&self, frame: &Frame) -> Markup {
        html! {
            section.blok.blok--rustig aria-labelledby="zorgvuldig" {
                h2 #zorgvuldig { "Ga er zorgvuldig mee om" }
                ul {
                    li { "Gebruik deze gegevens alleen voor deze plek. Stuur ze niet door." }
                    li { "Is de plek vervuld, of past het niet? Dan verwijderen wij deze pagina. Gooit u dan ook de mail weg, en wat u hebt geprint of bewaard?" }
                    @if let Some(until) = self.until {
                        li { "De link in de mail werkt tot en met " (until.in_words()) "." }
                    }
                }
                p.small { "De gemeente " (frame.site.municipality) " vraagt aan iedereen toestemming voordat wij iemand voorstellen." }
            }
        }
    }

    fn answer_panel(&self, frame: &Frame) -> Markup {
        html! {
            section.besluit aria-labelledby="antwoorden" {
                h2 #antwoorden { "Uw antwoord" }
                @match &self.answer {
                    Some(given) => {
                        (given.render(for_employer(given.status)))
                        @if let Some(next) = self.next(given) { p { (next) } }
                        @if can_answer(self.status) {
                            details.meer open[!self.errors.is_empty()] {
                                summary { "Verander uw antwoord" }
                                (self.form(frame))
                            }
                        }
                    }
                    None if can_answer(self.status) => {
                        p { "Antwoord liefst binnen 3 werkdagen, ook als het niet past." }
                        (self.form(frame))
                    }
                    None => p { strong { (for_employer(self.status)) } },
                }
            }
        }
    }

    /// What happens now with the answer.
    fn next(&self, given: &GivenAnswer) -> Option<String> {
        let name = &self.shown.name;
        match given.status {
            IntroductionStatus::Inviting if given.words.is_some() => Some(format!("{name} krijgt nu uw bericht.")),
            IntroductionStatus::Inviting => {
                Some(format!("{name} hoort nu dat u wilt kennismaken. Bel of mail {name} voor een afspraak."))
            }
            IntroductionStatus::Later => Some(format!("{name} hoort nu dat u later beslist.")),
            IntroductionStatus::NotSuitable => Some(format!("De gemeente vertelt het {name}.")),
            _ => None,
        }
    }

    fn form(&self, frame: &Frame) -> Markup {
        let form = AnswerForm {
            by: By::Employer,
            status: self.status,
            name: &self.shown.name,
            action: &self.action,
            version: self.version,
        };
        html! {
            (form.render(frame, Form::new(&self.fields, &self.errors)))
            p.muted.small { "De gemeente leest uw antwoord en laat het " (self.shown.name) " weten." }
        }
    }

    fn questions(&self, frame: &Frame) -> Markup {
        let title = "Vragen? Bel gerust";
        html! {
            @match &self.contact {
                Some(contact) => (contact_box(title, contact, &contact_list(&frame.site))),
                None => section.blok { h2 { (title) } (contact_list(&frame.site)) },
            }
        }
    }

    /// A sample in this status: without an answer for one that was just sent.
    #[must_use]
    pub fn sample(status: IntroductionStatus) -> Self {
        let refused = status == IntroductionStatus::NotSuitable;
        let answer = GivenAnswer {
            status,
            refusal: refused.then_some(RefusalReason::Hours),
            words: (status == IntroductionStatus::Inviting)
                .then(|| "Kom je woensdag 2 december om 10.00 uur?\nVraag naar Jan.".to_owned()),
            later_until: (status == IntroductionStatus::Later).then(|| sample::day("2026-12-15")),
            at: sample::at("2026-11-23T10:00:00Z"),
        };
        Self {
            listing: "Medewerker groen en tuin".to_owned(),
            listing_url: Some("/werk/1/medewerker-groen-en-tuin".to_owned()),
            organisation: "De Groene Kracht".to_owned(),
            shown: shared_profile::sample(),
            sent_on: sample::day("2026-11-20"),
            until: Some(sample::day("2027-01-19")),
            status,
            answer: (status != IntroductionStatus::Sent).then_some(answer),
            contact: Some(ContactBox::sample()),
            action: "/voordracht/AbC-123".to_owned(),
            fields: Fields::default(),
            errors: FieldErrors::none(),
            version: 1,
        }
    }

    /// A sample of a form that was refused.
    #[must_use]
    pub fn sample_wrong() -> Self {
        Self {
            fields: Fields::from_iter([("antwoord", "past_niet"), ("tekst", "Wij zoeken iemand voor de middag.")]),
            errors: FieldErrors::one("reden", "Kies waarom het niet past. Dan weet iemand waar hij aan toe is."),
            ..Self::sample(IntroductionStatus::Sent)
        }
    }
}
