//! The panel beside a proposal: the decision of the reviewer, the answer of the begeleider, or why there is nothing to decide.
//! Never more than one of these, and never a button that does not fit the status.

use maud::{Markup, html};

use super::{Panel, ProposalReview};
use crate::domain::civil_day::instant_in_words;
use crate::domain::code::Code;
use crate::domain::proposal::{LapseReason, ProposalEvent, RejectReason};
use crate::views::components::card::capital;
use crate::views::components::form::{Choice, Field, Form, choices, coded, hidden, post_form, post_form_bare, submit};
use crate::views::components::icon;
use crate::views::components::link_button::secondary_link;
use crate::views::components::listing_changes::lines;
use crate::views::components::said::full_stop;
use crate::views::layout::Frame;
use crate::views::proposals::{TiedTo, told};

/// Who judges in the reader's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Substitute {
    /// This colleague.
    Named(String),
    /// Nobody was named.
    Nobody,
}

/// A personal tie stands between the reader and the decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocked {
    /// With whom.
    pub tie: TiedTo,
    /// Who judges instead.
    pub substitute: Substitute,
}

impl ProposalReview {
    /// What stands in the panel.
    pub(super) fn panel(&self, frame: &Frame) -> Markup {
        match &self.panel {
            Panel::Decide(substitute) => self.decide(frame, substitute),
            Panel::Blocked(blocked) => blocked.render(self.status.is_open()),
            Panel::Elsewhere(who) => html! {
                @let who = who.as_deref().unwrap_or("de netwerker");
                h2 #besluit { (capital(who)) " beoordeelt dit" }
                p { "Jij hoeft niets te doen. Weet je iets dat helpt? Zeg het tegen " (who) (full_stop(who)) }
            },
            Panel::Answer => self.answer(frame),
            Panel::Consent(panel) => panel.render(frame, &self.person.name, &self.fields, &self.errors),
            Panel::Rejected { reason, note, by, at } => html! {
                h2 #besluit { "Afgewezen" }
                p { strong { (reason.label()) } }
                @if let Some(note) = note { blockquote.blok.blok--rustig { p { (lines(told(note))) } } }
                p.muted { @if let Some(by) = by { (by) ", " } (instant_in_words(*at)) }
                (self.again())
            },
            Panel::Lapsed(reason) => self.lapsed(*reason),
        }
    }

    fn decide(&self, frame: &Frame, substitute: &Substitute) -> Markup {
        let (name, employer) = (&self.person.name, &self.work.employer);
        let approve = html! {
            (self.seen())
            button.utrecht-button.utrecht-button--primary-action.vol type="submit" { (icon("check")) "Goedkeuren" }
        };
        html! {
            h2 #besluit { "Stellen wij " (name) " voor?" }
            (post_form_bare(frame, &self.url("goedkeuren"), &approve))
            p {
                "Daarna vragen wij " (name) " of we mogen delen. Pas bij ja gaat er een mail naar "
                (employer) (full_stop(employer))
            }
            div {
                (self.reject(frame))
                @if self.status.allows(ProposalEvent::Postpone) { (self.postpone(frame)) }
                @if self.status.allows(ProposalEvent::Ask) { (self.ask(frame)) }
                (self.tie(frame, substitute))
            }
        }
    }

    fn reject(&self, frame: &Frame) -> Markup {
        let form = Form::new(&self.fields, &self.errors);
        let note = Field::new("toelichting", "Toelichting").optional();
        let inside = html! {
            (self.seen())
            (form.radios(&Field::new("reden", "Waarom niet?"), &coded(RejectReason::label)))
            (form.textarea(&note.hint("Alleen collega's lezen dit. Schrijf niets over ziekte.").max(1_000).rows(3)))
            (submit("Wijs af"))
        };
        self.other("Afwijzen", &["reden", "toelichting"], &post_form(frame, &self.url("afwijzen"), &inside))
    }

    fn postpone(&self, frame: &Frame) -> Markup {
        let form = Form::new(&self.fields, &self.errors);
        let quick = choices(&[("7", "1 week"), ("14", "2 weken"), ("30", "1 maand")]);
        let inside = html! {
            (self.seen())
            (form.radios(&Field::new("over", "Kom hierop terug over").free(), &quick))
            (form.date(&Field::new("tot", "Of op een andere dag").optional()))
            (submit("Stel uit"))
        };
        self.other("Uitstellen", &["over", "tot"], &post_form(frame, &self.url("uitstellen"), &inside))
    }

    fn ask(&self, frame: &Frame) -> Markup {
        let form = Form::new(&self.fields, &self.errors);
        let who = self.person.begeleider.as_deref();
        let inside = html! {
            (self.seen())
            (form.textarea(&Field::new("vraag", "Je vraag").hint("Vraag niet naar ziekte. Vraag wat iemand kan.").max(1_000).rows(4)))
            (submit("Stel de vraag"))
        };
        let body = match who {
            Some(_) => post_form(frame, &self.url("vragen"), &inside),
            None => {
                html! { div { p { (self.person.name) " heeft nog geen begeleider. Er is dus niemand om het aan te vragen." } } }
            }
        };
        let label = who.map_or_else(|| "Vraag de begeleider".to_owned(), |who| format!("Vraag het aan {who}"));
        self.other(&label, &["vraag"], &body)
    }

    fn tie(&self, frame: &Frame, substitute: &Substitute) -> Markup {
        let form = Form::new(&self.fields, &self.errors);
        let ties = [
            Choice::new(TiedTo::Candidate.code(), &self.person.name),
            Choice::new(TiedTo::Employer.code(), &self.work.employer),
        ];
        let inside = html! {
            (self.seen())
            @match substitute {
                Substitute::Named(who) => p { "Dan beoordeelt " (who) " dit voorstel. Ook later werk met deze persoon of werkgever gaat naar " (who) (full_stop(who)) },
                Substitute::Nobody => p {
                    "Dan mag jij dit niet beoordelen. Je hebt nog geen vervanger. "
                    a href="/instellingen" { "Kies eerst een vervanger" } "."
                },
            }
            (form.radios(&Field::new("band", "Wie ken je privé?"), &ties))
            (submit(if *substitute == Substitute::Nobody { "Ik beoordeel dit niet" } else { "Draag over" }))
        };
        self.other("Ik ken deze persoon of werkgever privé", &["band"], &post_form(frame, &self.url("band"), &inside))
    }

    fn answer(&self, frame: &Frame) -> Markup {
        let form = Form::new(&self.fields, &self.errors);
        let hint = "Schrijf wat iemand kan of wil. Schrijf niets over ziekte of medicijnen.";
        let inside = html! {
            (self.seen())
            (form.textarea(&Field::new("antwoord", "Je antwoord").hint(hint).max(1_000).rows(5)))
            (submit("Geef antwoord"))
        };
        html! {
            h2 #besluit { "Jouw antwoord" }
            @if let Some(talk) = &self.talk { p { strong { "De vraag: " } (lines(told(&talk.question))) } }
            (post_form(frame, &self.url("antwoorden"), &inside))
            p.muted.small { "Daarna beslist de netwerker verder." }
        }
    }

    fn lapsed(&self, reason: LapseReason) -> Markup {
        html! {
            h2 #besluit { "Vervallen" }
            p { strong { (reason.label()) } }
            @match reason {
                LapseReason::Declined => p { "Nee is genoeg. Vraag niet waarom. Het verandert niets aan de uitkering." },
                LapseReason::Erased | LapseReason::CandidateGone | LapseReason::ListingClosed => {},
                LapseReason::KnockedOut
                | LapseReason::Silent
                | LapseReason::Recalled
                | LapseReason::NotReachable => (self.again()),
            }
        }
    }

    /// The way to propose the same pair once more.
    fn again(&self) -> Markup {
        let url = format!("/netwerk/aanbod/{}/kandidaten?zoek={}", self.work.id, self.person.code);
        secondary_link(&url, "rotate-ccw", "Toch weer voorstellen")
    }

    /// Something else than to approve: folded, unless something is typed in it.
    fn other(&self, label: &str, names: &[&str], body: &Markup) -> Markup {
        let form = Form::new(&self.fields, &self.errors);
        html! { details.meer open[names.iter().any(|name| form.is_touched(name))] { summary { (label) } (body) } }
    }

    /// What the reader saw when he decided.
    fn seen(&self) -> Markup {
        hidden("versie", &self.version.to_string())
    }

    fn url(&self, what: &str) -> String {
        format!("/netwerk/voorstellen/{}/{what}", self.id)
    }
}

impl Blocked {
    fn render(&self, is_open: bool) -> Markup {
        html! {
            h2 #besluit { "Jij beoordeelt dit niet" }
            p { "Je zei dat je " (self.tie.in_words()) " privé kent." }
            @match &self.substitute {
                _ if !is_open => p { "Collega's doen dit. Jij hoeft niets te doen." },
                Substitute::Named(who) => p { strong { (who) } " beoordeelt dit voorstel. Jij hoeft niets te doen." },
                Substitute::Nobody => {
                    p { strong { "Er is nog geen vervanger. " } "Daarom ligt dit voorstel stil." }
                    (secondary_link("/instellingen", "users", "Kies een vervanger"))
                }
            }
            p.muted.small { "Klopt dit niet meer? Verander het bij " a href="/instellingen" { "je instellingen" } "." }
        }
    }
}
