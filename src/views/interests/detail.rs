//! One reaction: how to reach the job seeker, what he wrote, and the answer. Never a fact of a candidate's file, and
//! the message is shown only here.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use super::Audience;
use crate::domain::civil_day::{CivilDay, instant_in_words};
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::InterestId;
use crate::domain::interest::{Answer, Applicant, InterestState};
use crate::domain::sensitive::Sensitive;
use crate::views::components::age::age;
use crate::views::components::badge;
use crate::views::components::contact::{mail_link, phone_link};
use crate::views::components::form::{Choice, Field, Form, error_summary, form_title, hidden, post_form, submit};
use crate::views::components::icon::icon_sideways;
use crate::views::components::listing_changes::lines;
use crate::views::components::undelivered::AddressProblem;
use crate::views::layout::{Frame, page};
use crate::views::mail::interest::answer_in_words;
use crate::views::sample;

/// The page.
pub struct InterestPage {
    /// Who reads.
    pub audience: Audience,
    /// The reaction.
    pub id: InterestId,
    /// The title of the listing and its page for this reader; `None` for "ik zoek werk, bel mij".
    pub listing: Option<(String, String)>,
    /// Who wrote, and what.
    pub from: Applicant,
    /// What is wrong with the address, when mail does not arrive there.
    pub problem: Option<AddressProblem>,
    /// When it came in.
    pub received_at: DateTime<Utc>,
    /// The answer, when there is one.
    pub answered: Option<GivenAnswer>,
    /// Whether this reader answers.
    pub answers: Answers,
    /// Who answers, as the job seeker reads it: the organisation, or "de gemeente Dalfsen".
    pub answerer: String,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
    /// The version, for the form.
    pub version: i32,
    /// Today.
    pub today: CivilDay,
}

/// Whether the reader of a reaction answers it; `Err` names the organisation that does.
pub type Answers = Result<(), String>;

/// An answer that was given.
pub struct GivenAnswer {
    /// What the answer is.
    pub answer: Answer,
    /// The words with it.
    pub words: Option<String>,
    /// Who answered.
    pub by: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

impl InterestPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let title = format!("Reactie van {}", self.from.name);
        let state = if self.answered.is_some() { InterestState::Answered } else { InterestState::Open };
        let body = html! {
            div.stack {
                p.terug { a href=(self.audience.url()) { (icon_sideways("arrow-left")) "Terug naar alle reacties" } }
                (error_summary(&self.errors))
                div.rkop { h1 { (title) } (badge::interest(state)) }
                p {
                    @match &self.listing {
                        Some((title, url)) => { "Op " a href=(url) { (title) } " " },
                        None => "Zoekt werk en wil gebeld worden ",
                    }
                    @if self.answered.is_none() { (age(self.received_at, self.today)) }
                }
            }
            div.cols.cols--besluit {
                div.stack.stack--ruim { (self.contact(frame)) (self.message()) }
                aside.zij aria-label="Antwoord" { (self.answer_panel(frame)) }
            }
        };
        page(frame, &form_title(&self.errors, &title), &body)
    }

    fn contact(&self, frame: &Frame) -> Markup {
        html! {
            section.blok aria-labelledby="bereiken" {
                h2 #bereiken { (self.audience.choose("Zo bereikt u", "Zo bereik je")) " " (self.from.name) }
                ul.plain.contact {
                    @if let Some(phone) = &self.from.phone { li { (phone_link(phone.as_str())) } }
                    @if let Some(email) = &self.from.email { li { (mail_link(email.as_str())) } }
                }
                @if let Some(problem) = &self.problem { (problem.warning(frame)) }
            }
        }
    }

    fn message(&self) -> Markup {
        html! {
            section.blok aria-labelledby="bericht" {
                h2 #bericht { "Bericht" }
                @match &self.from.message {
                    Some(message) => p { (lines(message.expose(self.audience.purpose()))) },
                    None => p.muted { "Geen bericht. Neem gerust contact op: iemand wil graag werken." },
                }
                p.muted.small { "Gebruik deze gegevens alleen om te antwoorden. Stuur ze niet door." }
            }
        }
    }

    fn answer_panel(&self, frame: &Frame) -> Markup {
        html! {
            section.besluit aria-labelledby="antwoorden" {
                h2 #antwoorden { "Antwoord" }
                @if let Some(given) = &self.answered {
                    (self.given(given))
                } @else if let Err(employer) = &self.answers {
                    p { (employer) " geeft zelf antwoord. Duurt het lang? Bel de werkgever." }
                } @else {
                    (self.form(frame))
                }
            }
        }
    }

    fn given(&self, given: &GivenAnswer) -> Markup {
        html! {
            p { strong { (given.answer.label()) } }
            @if let Some(words) = &given.words { blockquote.blok.blok--rustig { p { (lines(words)) } } }
            p.muted { @if let Some(by) = &given.by { (by) ", " } (instant_in_words(given.at)) }
            @if self.from.email.is_some() {
                p { "In de mail aan " (self.from.name) " staat: " q { (answer_in_words(given.answer, &self.answerer).0) } }
            } @else if given.answer != Answer::Phoned {
                (self.no_mail())
            }
        }
    }

    /// What to do when nothing can be mailed.
    fn no_mail(&self) -> Markup {
        let name = self.from.name.as_str();
        html! {
            p {
                strong { "Er is geen e-mailadres." }
                @if let Some(phone) = &self.from.phone { " Bel " (name) " op " (phone_link(phone.as_str())) "." }
            }
        }
    }

    /// The answer: it goes by mail, or it is kept after a call.
    fn form(&self, frame: &Frame) -> Markup {
        let form = Form::new(&self.fields, &self.errors);
        let mails = self.from.email.is_some();
        let choose = |u, je| self.audience.choose(u, je);
        let (read, label, button) = if mails {
            (
                "Onder elk antwoord staat wat de werkzoekende leest.",
                choose("Uw bericht erbij", "Je bericht erbij"),
                "Stuur antwoord",
            )
        } else {
            let read =
                choose("Onder elk antwoord staat wat u kunt zeggen.", "Onder elk antwoord staat wat je kunt zeggen.");
            (read, choose("Wat u erbij vertelt", "Wat je erbij vertelt"), "Bewaar antwoord")
        };
        let told: Vec<Choice> = Answer::ALL
            .iter()
            .map(|answer| Choice::new(answer.code(), answer.label()).note(answer_in_words(*answer, &self.answerer).0))
            .collect();
        let hint = "Nodig als het niet past. Schrijf eenvoudig: korte zinnen, geen moeilijke woorden.";
        let inside = html! {
            (hidden("versie", &self.version.to_string()))
            (form.radios(&Field::new("antwoord", "Wat is het antwoord?").hint(read), &told))
            @let words = Field::new("tekst", label).optional();
            (form.textarea(&words.hint(hint).max(2_000).rows(4)))
            (submit(button))
        };
        let action = format!("{}/{}", self.audience.url(), self.id);
        html! {
            @if !mails { (self.no_mail()) }
            (post_form(frame, &action, &inside))
            p.muted.small {
                @if mails {
                    "Het antwoord gaat meteen per mail."
                } @else {
                    "Er gaat geen mail. " (choose("U bewaart", "Je bewaart")) " hier alleen wat het antwoord is."
                }
            }
        }
    }

    /// A sample: open, or with an answer.
    #[must_use]
    pub fn sample(audience: Audience, answered: bool) -> Self {
        let fields =
            Fields::from_iter([("naam", "Selam Tesfay"), ("telefoon", "0612345678"), ("email", "selam@example.nl")]);
        let nobody = Applicant { name: "Selam Tesfay".to_owned(), phone: None, email: None, message: None };
        let from = Applicant::parse(&fields).unwrap_or(nobody);
        let given = GivenAnswer {
            answer: Answer::Invited,
            words: Some("Kom je woensdag om 10.00 uur?".to_owned()),
            by: Some("Jan de Vries".to_owned()),
            at: sample::at("2026-11-24T08:00:00Z"),
        };
        let message =
            "Ik werk graag buiten. Ik heb twee jaar in een kwekerij gewerkt.\nIk kan op maandag tot en met donderdag.";
        let url = match audience {
            Audience::Employer => "/werkgever/aanbod/1",
            Audience::Staff => "/netwerk/aanbod/1",
        };
        Self {
            audience,
            id: sample::id(1),
            listing: Some(("Medewerker groen en tuin".to_owned(), url.to_owned())),
            from: Applicant { message: Some(Sensitive::new(message.to_owned())), ..from },
            problem: answered.then(AddressProblem::sample),
            received_at: sample::at("2026-11-20T10:00:00Z"),
            answered: answered.then_some(given),
            answers: Ok(()),
            answerer: "De Groene Kracht".to_owned(),
            fields: Fields::default(),
            errors: FieldErrors::none(),
            version: 1,
            today: sample::today(),
        }
    }
}
