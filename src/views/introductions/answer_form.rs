//! The form for the answer of an employer, typed by himself or noted by staff after a call. Never a field that
//! `EmployerAnswer::parse` does not read, and never one that only a script can show.

use maud::{Markup, html};

use crate::domain::introduction::{IntroductionEvent, IntroductionStatus, RefusalReason};
use crate::views::components::form::{Choice, Field, Form, Tile, coded, hidden, post_form, submit};
use crate::views::layout::Frame;

/// Who fills the form in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// The employer.
    Employer,
    /// Somebody at the municipality, after a call.
    Staff,
}

impl By {
    fn choose(self, employer: &'static str, staff: &'static str) -> &'static str {
        match self {
            Self::Employer => employer,
            Self::Staff => staff,
        }
    }
}

/// The form.
pub(super) struct AnswerForm<'a> {
    /// Who fills it in.
    pub(super) by: By,
    /// Where the introduction is: only answers that fit are offered.
    pub(super) status: IntroductionStatus,
    /// The name of the candidate.
    pub(super) name: &'a str,
    /// Where it goes.
    pub(super) action: &'a str,
    /// The version that the reader saw.
    pub(super) version: i32,
}

/// Whether any answer can be given or changed.
pub(super) fn can_answer(status: IntroductionStatus) -> bool {
    status.allows(IntroductionEvent::Refuse)
}

impl AnswerForm<'_> {
    /// The whole form.
    pub(super) fn render(&self, frame: &Frame, form: Form<'_>) -> Markup {
        let read_by = match self.by {
            By::Employer => {
                format!(
                    "Nodigt u uit? Schrijf dan waar en wanneer. Dit bericht gaat naar {}. Bij een ander antwoord leest alleen de gemeente het.",
                    self.name
                )
            }
            By::Staff => {
                format!(
                    "Nodigt de werkgever uit? Schrijf dan waar en wanneer: dit gaat naar {}. Bij een ander antwoord blijft het bij de gemeente. Schrijf niets over ziekte of gezondheid.",
                    self.name
                )
            }
        };
        let words = Field::new("tekst", self.by.choose("Uw bericht", "Bericht van de werkgever")).optional();
        let day =
            Field::new("dag", self.by.choose("Als u later beslist: wanneer?", "Beslist later: wanneer?")).optional();
        let reason = Field::new("reden", self.by.choose("Als het niet past: waarom?", "Past niet: waarom?")).free();
        let inside = html! {
            (hidden("versie", &self.version.to_string()))
            (form.tiles(&Field::new("antwoord", self.by.choose("Wat is uw antwoord?", "Wat zegt de werkgever?")), &self.answers(), true))
            (form.textarea(&words.hint(&read_by).max(1_000).rows(4)))
            (form.date(&day.hint("Binnen 3 maanden.")))
            (form.radios(&reason, &coded(RefusalReason::label)))
            (submit(self.by.choose("Verstuur uw antwoord", "Noteer het antwoord")))
        };
        post_form(frame, self.action, &inside)
    }

    /// The answers that fit now.
    fn answers(&self) -> Vec<(Tile, Choice)> {
        let choice =
            |value: &str, employer, staff, note: &str| Choice::new(value, self.by.choose(employer, staff)).note(note);
        let all = [
            (
                IntroductionEvent::Invite,
                Tile::Green("handshake"),
                choice(
                    "uitnodigen",
                    "Ik wil kennismaken",
                    "Nodigt uit",
                    "Een gesprek, een rondleiding of een dag meelopen.",
                ),
            ),
            (
                IntroductionEvent::Delay,
                Tile::Orange("clock"),
                choice("later", "Ik beslis later", "Beslist later", "Er is meer tijd nodig."),
            ),
            (
                IntroductionEvent::Refuse,
                Tile::Grey("x"),
                choice("past_niet", "Het past niet", "Past niet", "Kies hieronder waarom. Dit antwoord is definitief."),
            ),
        ];
        let fits = |(event, _, _): &(IntroductionEvent, Tile, Choice)| self.status.allows(*event);
        all.into_iter().filter(fits).map(|(_, tile, choice)| (tile, choice)).collect()
    }
}
