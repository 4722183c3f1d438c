//! `/netwerk/voordrachten/{id}`: one introduction with all that happened: what was agreed, what the employer answered,
//! and what can be done: note an answer, take it back, record a placement. Never more of the candidate than was shared.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::civil_day::{CivilDay, instant_in_words};
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{CandidateId, EmployerId, IntroductionId, ListingId};
use crate::domain::introduction::{IntroductionEvent, IntroductionStatus, RecallReason};
use crate::domain::sharing::{ConsentChannel, SharedProfile};
use crate::views::components::alert::{Tone, alert_with};
use crate::views::components::badge;
use crate::views::components::form::{
    Choice, Field, Form, error_summary, form_title, hidden, post_form, submit_danger,
};
use crate::views::components::icon::icon_sideways;
use crate::views::components::link_button::secondary_link;
use crate::views::components::not_kept::NotKept;
use crate::views::components::shared_profile::{self, Reader, shared_profile};
use crate::views::introductions::GivenAnswer;
use crate::views::introductions::answer_form::{AnswerForm, By, can_answer};
use crate::views::layout::{Frame, page};
use crate::views::sample;

/// The page.
pub struct IntroductionDetail {
    /// The introduction.
    pub id: IntroductionId,
    /// Where it is.
    pub status: IntroductionStatus,
    /// The candidate, with the name.
    pub candidate: (CandidateId, String),
    /// The listing, with its title.
    pub listing: (ListingId, String),
    /// The organisation, with its name.
    pub employer: (EmployerId, String),
    /// What the employer sees or saw.
    pub shown: SharedProfile,
    /// How the candidate agreed to that.
    pub agreed: Agreed,
    /// The answer, when there is one.
    pub answer: Option<GivenAnswer>,
    /// Why and when it was taken back.
    pub recall: Option<(RecallReason, DateTime<Utc>)>,
    /// Whether no mail about it reached the employer, who has not answered.
    pub came_back: bool,
    /// What happened, oldest first.
    pub history: Vec<IntroductionMove>,
    /// Whether the reader may note an answer, take it back and record a placement.
    pub may_guide: bool,
    /// What the reader sent and was not kept.
    pub not_kept: Option<NotKept>,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
    /// The version, for the forms.
    pub version: i32,
}

/// How a candidate agreed.
pub struct Agreed {
    /// When.
    pub at: DateTime<Utc>,
    /// By which way.
    pub channel: ConsentChannel,
    /// Who noted it, unless the candidate answered himself.
    pub noted_by: Option<String>,
}

/// Something that happened to an introduction.
pub struct IntroductionMove {
    /// When.
    pub at: DateTime<Utc>,
    /// What; `None`: it was made.
    pub event: Option<IntroductionEvent>,
    /// Who did it, when it was somebody with an account.
    pub by: Option<String>,
}

impl IntroductionDetail {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let body = html! {
            div.stack {
                p.terug { a href="/netwerk/voordrachten" { (icon_sideways("arrow-left")) "Terug naar voordrachten" } }
                (error_summary(&self.errors))
                div.rkop { h1 { "Voordracht van " (self.candidate.1) } (badge::introduction(self.status)) }
            }
            @if let Some(not_kept) = &self.not_kept { (not_kept.render()) }
            (self.recalled())
            (self.returned())
            div.cols.cols--besluit {
                div { (self.about()) (self.shared()) (self.history()) }
                aside.zij aria-label="Antwoord" {
                    (self.answer_panel(frame))
                    @if self.may_guide { (self.place()) (self.recall_panel(frame)) }
                }
            }
        };
        page(frame, &form_title(&self.errors, &format!("Voordracht: {}", self.listing.1)), &body)
    }

    fn url(&self) -> String {
        format!("/netwerk/voordrachten/{}", self.id)
    }

    fn recalled(&self) -> Markup {
        let Some((reason, at)) = self.recall else { return html! {} };
        let body = html! {
            p { (reason.label()) ", " (instant_in_words(at)) "." }
            @if reason.is_possible_breach() {
                p { "Dit kan een datalek zijn. Meld het meteen bij de functionaris gegevensbescherming: de gemeente heeft 72 uur." }
            }
        };
        let tone = if reason.is_possible_breach() { Tone::Warning } else { Tone::Info };
        alert_with(tone, Some("Ingetrokken"), &body)
    }

    fn returned(&self) -> Markup {
        let (employer, organisation) = &self.employer;
        let body = html! {
            p {
                "Bel de werkgever. Klopt het e-mailadres niet? Verander het bij "
                a href={ "/netwerk/werkgevers/" (employer) "#mensen" } { (organisation) } "."
            }
        };
        html! {
            @if self.came_back {
                (alert_with(Tone::Warning, Some("De mail kwam niet aan"), &body))
            }
        }
    }

    fn about(&self) -> Markup {
        let ((candidate, name), (listing, title), (employer, organisation)) =
            (&self.candidate, &self.listing, &self.employer);
        html! {
            section.deel aria-labelledby="wie" {
                h2 #wie { "Wie en waar" }
                dl.overzicht {
                    div { dt { "Kandidaat" } dd { a href={ "/netwerk/kandidaten/" (candidate) } { (name) } } }
                    div { dt { "Werk" } dd { a href={ "/netwerk/aanbod/" (listing) } { (title) } } }
                    div { dt { "Werkgever" } dd { a href={ "/netwerk/werkgevers/" (employer) } { (organisation) } } }
                }
            }
        }
    }

    fn shared(&self) -> Markup {
        let agreed = &self.agreed;
        html! {
            section.deel aria-labelledby="gedeeld" {
                h2 #gedeeld { "Wat de kandidaat goedkeurde" }
                p {
                    "De kandidaat zei ja op " (CivilDay::of(agreed.at).in_words()) ": "
                    (lower(agreed.channel.label()))
                    @if let Some(by) = &agreed.noted_by { ", genoteerd door " (by) } "."
                }
                details.meer { summary { "Bekijk wat de werkgever te zien krijgt" } (shared_profile(&self.shown, Reader::Employer)) }
            }
        }
    }

    fn history(&self) -> Markup {
        html! {
            section.deel aria-labelledby="geschiedenis" {
                h2 #geschiedenis { "Geschiedenis" }
                ol.plain.tijdlijn {
                    @for step in &self.history {
                        li {
                            time datetime=(CivilDay::of(step.at)) { (instant_in_words(step.at)) }
                            p { (step.in_words()) @if let Some(by) = &step.by { " (" (by) ")" } }
                        }
                    }
                }
            }
        }
    }

    fn answer_panel(&self, frame: &Frame) -> Markup {
        let may = self.may_guide && can_answer(self.status);
        html! {
            section.besluit aria-labelledby="antwoorden" {
                h2 #antwoorden { "Antwoord van de werkgever" }
                @match &self.answer {
                    Some(given) => (given.render(given.status.label())),
                    None => p { (self.without_answer()) },
                }
                @if may {
                    details.meer open[self.is_wrong(&["antwoord", "tekst", "dag", "reden"])] {
                        summary { @if self.answer.is_some() { "Verander het antwoord" } @else { "Noteer een antwoord" } }
                        (self.answer_form(frame))
                    }
                }
            }
        }
    }

    fn without_answer(&self) -> &'static str {
        match self.status {
            IntroductionStatus::Ready => "Nog niet verstuurd. De voordracht gaat vanzelf weg.",
            IntroductionStatus::Stopped => "Niet verstuurd: er was iets veranderd sinds de kandidaat ja zei.",
            IntroductionStatus::Sent => "Nog geen antwoord. Bel de werkgever als het lang duurt.",
            _ => "Er is geen antwoord.",
        }
    }

    fn answer_form(&self, frame: &Frame) -> Markup {
        let action = format!("{}/antwoord", self.url());
        let form = AnswerForm {
            by: By::Staff,
            status: self.status,
            name: &self.candidate.1,
            action: &action,
            version: self.version,
        };
        html! {
            p { "Gaf de werkgever antwoord aan de telefoon? Noteer het hier. " (self.candidate_is_told()) }
            (form.render(frame, Form::new(&self.fields, &self.errors)))
        }
    }

    fn place(&self) -> Markup {
        html! {
            @if self.status.allows(IntroductionEvent::Place) {
                section.blok {
                    h2 { "Gaat iemand beginnen?" }
                    p { "Leg de plaatsing vast: soort, begin en einde." }
                    (secondary_link(&format!("/netwerk/plaatsingen/nieuw?voordracht={}", self.id), "flag", "Plaatsing vastleggen"))
                }
            }
        }
    }

    fn recall_panel(&self, frame: &Frame) -> Markup {
        if !self.status.allows(IntroductionEvent::Recall) {
            return html! {};
        }
        let form = Form::new(&self.fields, &self.errors);
        let reasons: Vec<Choice> =
            RecallReason::CHOICES.iter().map(|reason| Choice::new(reason.code(), reason.label())).collect();
        let inside = html! {
            (hidden("versie", &self.version.to_string()))
            (form.radios(&Field::new("waarom", "Waarom trek je de voordracht in?"), &reasons))
            (submit_danger("Trek in"))
        };
        html! {
            section.blok {
                h2 { "Intrekken" }
                @if self.status == IntroductionStatus::Ready {
                    p { "De werkgever heeft nog niets gekregen. Trek je in, dan gaat er niets weg." }
                } @else {
                    p { "De link werkt dan meteen niet meer. De werkgever krijgt bericht en de vraag om alles weg te gooien. " (self.candidate_is_told()) }
                }
                p { "Er wordt een incident vastgelegd. Intrekken kun je niet terugdraaien." }
                details.meer open[self.is_wrong(&["waarom"])] {
                    summary { "Trek deze voordracht in" }
                    (post_form(frame, &format!("{}/intrekken", self.url()), &inside))
                }
            }
        }
    }

    fn candidate_is_told(&self) -> &'static str {
        match self.shown.email {
            Some(_) => "De kandidaat krijgt een mail.",
            None => "De kandidaat heeft geen e-mailadres: bel zelf.",
        }
    }

    fn is_wrong(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.errors.of(name).is_some())
    }

    /// A sample in this status.
    #[must_use]
    pub fn sample(status: IntroductionStatus) -> Self {
        use IntroductionStatus::{Inviting, Later, Recalled};
        let answered = matches!(status, Inviting | Later);
        let answer = GivenAnswer {
            status,
            refusal: None,
            words: Some("Kom je woensdag 2 december om 10.00 uur?\nVraag naar Jan.".to_owned()),
            later_until: (status == Later).then(|| sample::day("2026-12-15")),
            at: sample::at("2026-11-23T10:00:00Z"),
        };
        let step = |event, at: &str, by: Option<&str>| IntroductionMove {
            at: sample::at(at),
            event,
            by: by.map(str::to_owned),
        };
        let mut history = vec![step(None, "2026-11-19T15:00:00Z", Some("Bas Hendriks"))];
        if status.is_open_to_employer() {
            history.push(step(Some(IntroductionEvent::Send), "2026-11-20T07:30:00Z", None));
        }
        if answered {
            history.push(step(Some(IntroductionEvent::Invite), "2026-11-23T10:00:00Z", Some("Fatima Arslan")));
        }
        Self {
            id: sample::id(1),
            status,
            candidate: (sample::id(2), shared_profile::sample().name),
            listing: (sample::id(3), "Medewerker groen en tuin".to_owned()),
            employer: (sample::id(4), "De Groene Kracht".to_owned()),
            shown: shared_profile::sample(),
            agreed: Agreed {
                at: sample::at("2026-11-19T15:00:00Z"),
                channel: ConsentChannel::Phone,
                noted_by: Some("Bas Hendriks".to_owned()),
            },
            answer: answered.then_some(answer),
            recall: (status == Recalled).then(|| (RecallReason::WrongEmployer, sample::at("2026-11-23T12:00:00Z"))),
            came_back: status == IntroductionStatus::Sent,
            history,
            may_guide: true,
            not_kept: None,
            fields: Fields::default(),
            errors: FieldErrors::none(),
            version: 1,
        }
    }
}

impl IntroductionMove {
    fn in_words(&self) -> &'static str {
        match self.event {
            None => "De kandidaat zei ja",
            Some(IntroductionEvent::Send) => "Verstuurd naar de werkgever",
            Some(IntroductionEvent::Stop) => "Niet verstuurd: er was iets veranderd",
            Some(IntroductionEvent::Invite) => "Werkgever nodigt uit",
            Some(IntroductionEvent::Refuse) => "Werkgever gaat niet verder",
            Some(IntroductionEvent::Delay) => "Werkgever beslist later",
            Some(IntroductionEvent::Place) => "Plaatsing vastgelegd",
            Some(IntroductionEvent::Recall) => "Ingetrokken",
        }
    }
}

/// A label in the middle of a sentence.
fn lower(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
