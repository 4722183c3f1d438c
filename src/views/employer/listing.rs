//! `/werkgever/aanbod/{id}`: one listing of the employer: how it looks, what it still lacks, what can be done with it.
//! Never a button for what its status does not allow.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use super::listing_actions::actions;
use crate::domain::civil_day::CivilDay;
use crate::domain::employer::Verification;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::ListingId;
use crate::domain::listing::{ListingContent, ListingKind, RevisionState, Status};
use crate::views::components::alert::{Tone, alert_with};
use crate::views::components::badge;
use crate::views::components::form::{error_summary, form_title};
use crate::views::components::icon::{icon, icon_sideways};
use crate::views::components::listing_changes::lines;
use crate::views::components::overview::other_sites;
use crate::views::components::preview::preview;
use crate::views::components::revisions::{RevisionRow, history};
use crate::views::components::said::said;
use crate::views::layout::{Frame, page};
use crate::views::sample;

/// The page.
pub struct EmployerListing {
    /// The listing.
    pub id: ListingId,
    /// Its short code.
    pub code: String,
    /// What kind of work it is.
    pub kind: ListingKind,
    /// Where it is in its life.
    pub status: Status,
    /// The name of the organisation.
    pub organisation: String,
    /// Whether the organisation is verified.
    pub verification: Verification,
    /// The newest text.
    pub content: ListingContent,
    /// What the newest text still lacks.
    pub missing: FieldErrors,
    /// How many people are asked for.
    pub positions: i32,
    /// How many of them were found.
    pub filled: i32,
    /// The last day on which people can react.
    pub closes_on: Option<CivilDay>,
    /// When it first became public.
    pub published_at: Option<DateTime<Utc>>,
    /// What is the matter with a change of a listing that is live: being written, sent in, sent back.
    pub change: Option<RevisionState>,
    /// Why the newest text was sent back.
    pub rejection: Option<String>,
    /// The public page, while it is public.
    pub public_url: Option<String>,
    /// How many reactions came in, and how many of them wait.
    pub interests: (usize, usize),
    /// The versions of the text, newest first.
    pub history: Vec<RevisionRow>,
    /// The version, for the forms.
    pub version: i32,
    /// What was typed in the form to extend.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
}

impl EmployerListing {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let title = self.content.title.as_str();
        let body = html! {
            div.stack {
                p.terug { a href="/werkgever" { (icon_sideways("arrow-left")) "Terug naar uw aanbod" } }
                (error_summary(&self.errors))
                div.rkop { h1 { (title) } (badge::status(self.status)) }
                p.muted { (self.subtitle()) }
            }
            (self.notices())
            div.cols.cols--besluit {
                div.stack.stack--ruim {
                    (preview(self.kind, &self.organisation, &self.content))
                    (history(&self.history))
                }
                aside.zij aria-label="Beheren" { (actions(self, frame)) (self.numbers()) }
            }
        };
        page(frame, &form_title(&self.errors, title), &body)
    }

    fn subtitle(&self) -> String {
        let mut parts = vec![self.kind.rules().label.to_owned(), format!("nummer {}", self.code)];
        parts.extend(self.published_at.map(|at| format!("online sinds {}", CivilDay::of(at).in_words())));
        parts.join(", ")
    }

    /// What the employer has to know before anything else.
    fn notices(&self) -> Markup {
        html! {
            @if let Some(reason) = &self.rejection {
                (alert_with(Tone::Warning, Some("De netwerker vraagt een aanpassing"), &html! {
                    p { (lines(reason)) }
                    p { a href={ "/werkgever/aanbod/" (self.id) "/wijzig" } { "Pas de tekst aan" } " en stuur die opnieuw in." }
                }))
            } @else if self.status == Status::Submitted {
                (alert_with(Tone::Info, Some("Ingestuurd"), &self.waiting()))
            } @else if self.status == Status::Expired {
                (alert_with(Tone::Info, Some("De laatste dag is voorbij. Hebt u iemand gevonden?"), &html! {
                    p { "Meld dat de plek vervuld is, of kies een nieuwe laatste dag. Dat kan op deze pagina." }
                }))
            }
            @if matches!(self.status, Status::Live | Status::Paused) { (self.change_notice()) }
            @if self.may_still_be_sent() && !self.missing.is_empty() { (self.missing_list()) }
        }
    }

    fn waiting(&self) -> Markup {
        html! {
            @if self.verification == Verification::Verified {
                p { "De netwerker leest uw tekst. U krijgt een mail zodra het online staat, of als er iets moet \
                    veranderen." }
            } @else {
                p { "Wij controleren eerst uw organisatie en lezen daarna uw tekst. U krijgt een mail." }
            }
        }
    }

    /// A change of a live listing: the live text stays until the netwerker has decided.
    fn change_notice(&self) -> Markup {
        match self.change {
            Some(RevisionState::Submitted) => alert_with(
                Tone::Info,
                Some("Uw wijziging wacht op de netwerker"),
                &html! {
                    p { "Hieronder staat de nieuwe tekst. Tot die is goedgekeurd, blijft de oude tekst online." }
                },
            ),
            Some(RevisionState::Draft) => alert_with(
                Tone::Info,
                Some("U hebt een wijziging die nog niet is ingestuurd"),
                &html! {
                    p { "Hieronder staat de nieuwe tekst. De oude tekst blijft online." }
                },
            ),
            _ => html! {},
        }
    }

    /// Whether there is a text that can be sent in: a draft, or a change of a live one.
    pub(super) fn may_still_be_sent(&self) -> bool {
        self.status == Status::Draft
            || (matches!(self.status, Status::Live | Status::Paused) && self.change == Some(RevisionState::Draft))
    }

    fn missing_list(&self) -> Markup {
        let body = html! {
            ul {
                @for error in self.missing.iter() {
                    li { a href={ "/werkgever/aanbod/" (self.id) "/wijzig#" (error.field) } { (error.message) } }
                }
            }
        };
        alert_with(Tone::Warning, Some("Dit mist nog"), &body)
    }

    fn numbers(&self) -> Markup {
        let (all, open) = self.interests;
        html! {
            section.blok {
                h2 { "Stand" }
                dl.overzicht {
                    div { dt { "Plekken" } dd { (self.filled) " van " (self.positions) " vervuld" } }
                    div { dt { "Reageren tot en met" } dd { (said(self.closes_on.map(CivilDay::in_words))) } }
                    @if self.kind.is_paid() {
                        div { dt { "Op andere websites" } dd { (other_sites(&self.content)) } }
                    }
                    div {
                        dt { "Reacties" }
                        dd {
                            a href={ "/werkgever/reacties?aanbod=" (self.id) } { (all) }
                            @if open > 0 { ", " (open) " zonder antwoord" }
                        }
                    }
                }
                @if let Some(url) = &self.public_url {
                    ul.plain.contact { li { a href=(url) { (icon("external-link")) "Bekijk op de website" } } }
                }
            }
        }
    }

    /// A sample in a status.
    #[must_use]
    pub fn sample(status: Status) -> Self {
        let content = sample::listing();
        let draft = status == Status::Draft;
        Self {
            id: sample::id(1),
            code: "K7M2Q".to_owned(),
            kind: ListingKind::Vacature,
            status,
            organisation: "De Groene Kracht".to_owned(),
            verification: Verification::Verified,
            missing: if draft {
                FieldErrors::one("taal", "Kies hoe goed iemand Nederlands moet kunnen.")
            } else {
                FieldErrors::none()
            },
            positions: 2,
            filled: 0,
            closes_on: content.closes_on,
            content,
            published_at: (status == Status::Live).then(|| sample::at("2026-11-10T09:00:00Z")),
            change: (status == Status::Live).then_some(RevisionState::Submitted),
            rejection: (status == Status::Rejected)
                .then(|| "In de titel staat 'jonge'. Vragen naar leeftijd mag niet.".to_owned()),
            public_url: (status == Status::Live).then(|| "/werk/1/medewerker-groen-en-tuin".to_owned()),
            interests: (3, 1),
            history: vec![RevisionRow {
                state: RevisionState::Approved,
                at: sample::at("2026-11-10T09:00:00Z"),
                reason: Some("Mooie tekst.".to_owned()),
                by_netwerker: false,
            }],
            version: 5,
            fields: Fields::default(),
            errors: FieldErrors::none(),
        }
    }
}
