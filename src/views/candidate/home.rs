//! `/mijn`: a job seeker's own reactions, with the answers. Never what others wrote, and never a fact about support.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::civil_day::CivilDay;
use crate::domain::interest::{Answer, InterestState};
use crate::views::components::badge;
use crate::views::components::empty::empty;
use crate::views::components::link_button::{primary_link, secondary_link};
use crate::views::components::listing_changes::lines;
use crate::views::components::said::full_stop;
use crate::views::layout::{Frame, page};
use crate::views::mail::interest::answer_in_words;
use crate::views::sample;

/// The page.
pub struct Home {
    /// The name of the job seeker.
    pub name: String,
    /// What the municipality asks: may we share your profile? The first to answer first.
    pub questions: Vec<OwnQuestion>,
    /// The reactions, newest first.
    pub interests: Vec<OwnInterest>,
}

/// A question whether the profile may be shared.
pub struct OwnQuestion {
    /// The title of the listing.
    pub listing: String,
    /// The name of the organisation.
    pub employer: String,
    /// The last day to answer.
    pub deadline: CivilDay,
    /// The page of the question.
    pub url: String,
}

/// A reaction of the job seeker himself.
pub struct OwnInterest {
    /// The title of the listing; `None` for "ik zoek werk, bel mij".
    pub listing: Option<String>,
    /// The public page of the listing, while it is public.
    pub listing_url: Option<String>,
    /// Who answers: the organisation, or "de gemeente Dalfsen".
    pub answerer: String,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// The answer, when there is one.
    pub answer: Option<OwnAnswer>,
}

/// An answer that the job seeker got.
pub struct OwnAnswer {
    /// What the answer is.
    pub answer: Answer,
    /// The words with it.
    pub words: Option<String>,
    /// When it came.
    pub at: DateTime<Utc>,
}

impl Home {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            div.stack {
                h1 { "Hallo " (self.name) }
                p { "Hier zie je waar je op hebt gereageerd, en wat het antwoord is." }
            }
            @if !self.questions.is_empty() {
                section.stack aria-labelledby="vragen" {
                    h2 #vragen { "Een vraag voor jou" }
                    ul.plain.stack { @for question in &self.questions { li { (question.card()) } } }
                }
            }
            @if self.interests.is_empty() {
                (none_yet())
            } @else {
                ul.plain.stack { @for interest in &self.interests { li { (interest.card()) } } }
                div.acties {
                    (primary_link("/werk", "search", "Zoek meer werk"))
                    (secondary_link("/ik-zoek-werk", "phone", "Ik wil gebeld worden"))
                }
            }
        };
        page(frame, "Mijn reacties", &body)
    }

    /// A sample with and without answers.
    #[must_use]
    pub fn sample() -> Self {
        let interest = |listing: Option<&str>, answerer: &str, day: &str, answer| OwnInterest {
            listing: listing.map(str::to_owned),
            listing_url: listing.map(|_| "/werk/1/medewerker-groen-en-tuin".to_owned()),
            answerer: answerer.to_owned(),
            sent_at: sample::at(day),
            answer,
        };
        let answer = |answer, words: &str| {
            Some(OwnAnswer { answer, words: Some(words.to_owned()), at: sample::at("2026-11-23T10:00:00Z") })
        };
        Self {
            name: "Selam".to_owned(),
            questions: vec![OwnQuestion {
                listing: "Medewerker groen en tuin".to_owned(),
                employer: "De Groene Kracht".to_owned(),
                deadline: CivilDay::of(sample::at("2026-11-29T10:00:00Z")),
                url: "/toestemming/AbC".to_owned(),
            }],
            interests: vec![
                interest(
                    Some("Medewerker groen en tuin"),
                    "De Groene Kracht",
                    "2026-11-20T10:00:00Z",
                    answer(Answer::Invited, "Kom je woensdag om 10.00 uur?\nVraag naar Jan."),
                ),
                interest(
                    Some("Kok"),
                    "De Linde",
                    "2026-11-18T10:00:00Z",
                    answer(Answer::NotSuitable, "Wij zoeken iemand met een koksdiploma."),
                ),
                interest(None, "de gemeente Dalfsen", "2026-11-22T10:00:00Z", None),
            ],
        }
    }
}

impl OwnQuestion {
    fn card(&self) -> Markup {
        html! {
            section.blok.stack {
                h3 { (self.listing) }
                p { "Mogen wij je voorstellen bij " (self.employer) "? Jij kiest. Antwoord kan tot en met " strong { (self.deadline.in_words()) } "." }
                div.acties { (primary_link(&self.url, "eye", "Bekijk en kies")) }
            }
        }
    }
}

impl OwnInterest {
    fn card(&self) -> Markup {
        let title = self.listing.as_deref().unwrap_or("Je vroeg ons om te bellen");
        let state = if self.answer.is_some() { InterestState::Answered } else { InterestState::Open };
        html! {
            section.blok.stack {
                div.rkop {
                    h2 { @match &self.listing_url { Some(url) => a href=(url) { (title) }, None => (title) } }
                    (badge::interest(state))
                }
                p.muted { "Gestuurd op " (CivilDay::of(self.sent_at).in_words()) " aan " (self.answerer) (full_stop(&self.answerer)) }
                @match &self.answer {
                    Some(answer) => (self.answered(answer)),
                    None => p { "Er is nog geen antwoord. Je hoeft niets te doen. Duurt het te lang? Bel ons." }
                }
            }
        }
    }

    fn answered(&self, answer: &OwnAnswer) -> Markup {
        let (first, last) = answer_in_words(answer.answer, &self.answerer);
        html! {
            p { strong { (first) } }
            @if let Some(words) = &answer.words {
                p { "Dit schrijft " (self.answerer) ":" }
                blockquote.blok.blok--rustig { p { (lines(words)) } }
            }
            p { (last) }
            p.muted.small { "Antwoord van " (CivilDay::of(answer.at).in_words()) "." }
        }
    }
}

fn none_yet() -> Markup {
    let body = html! {
        p { "Je hebt nog niet gereageerd. Zoek werk dat bij je past. Of vraag of wij je bellen." }
        div.acties {
            (primary_link("/werk", "search", "Zoek werk"))
            (secondary_link("/ik-zoek-werk", "phone", "Ik wil gebeld worden"))
        }
    };
    empty("inbox", "Nog geen reacties", &body)
}
