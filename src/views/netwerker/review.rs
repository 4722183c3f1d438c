//! `/netwerk/aanbod/{id}`: one listing as the netwerker judges it: the text, the organisation, what changed, what is
//! missing, the decision. Never decides: a person approves or sends back, and he decides about the text that he saw
//! (`revisie`).

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::civil_day::CivilDay;
use crate::domain::employer::Verification;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{EmployerId, ListingId, RevisionId};
use crate::domain::listing::{ListingContent, ListingKind, RevisionState, Status};
use crate::views::components::age::age;
use crate::views::components::alert::{Tone, alert_with};
use crate::views::components::badge;
use crate::views::components::form::{Field, Form, error_summary, form_title, hidden, post_form};
use crate::views::components::icon::{icon, icon_sideways};
use crate::views::components::link_button::secondary_link;
use crate::views::components::listing_changes::{change_list, changes};
use crate::views::components::overview::{Reader, overview};
use crate::views::components::preview::preview;
use crate::views::components::revisions::{RevisionRow, history};
use crate::views::components::said::full_stop;
use crate::views::layout::{Frame, page};
use crate::views::sample;

/// The page.
pub struct Review {
    /// The listing.
    pub id: ListingId,
    /// Its short code.
    pub code: String,
    /// What kind of work it is.
    pub kind: ListingKind,
    /// Where it is in its life.
    pub status: Status,
    /// The text that is shown: the one that waits, or else the newest.
    pub content: ListingContent,
    /// The text that is online, when another one waits.
    pub live: Option<ListingContent>,
    /// What the text lacks: hints, the netwerker may approve without.
    pub missing: FieldErrors,
    /// The organisation.
    pub employer: ReviewedEmployer,
    /// The text that waits for a decision; `None` when nothing waits.
    pub waiting: Option<WaitingText>,
    /// The public page, while it is public.
    pub public_url: Option<String>,
    /// Who fits this work, while it is live.
    pub who_fits_url: Option<String>,
    /// The versions of the text, newest first.
    pub history: Vec<RevisionRow>,
    /// Whether the reader may decide.
    pub may_moderate: bool,
    /// What was typed with the decision.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
    /// Today.
    pub today: CivilDay,
}

/// The organisation beside its listing.
pub struct ReviewedEmployer {
    /// The organisation.
    pub id: EmployerId,
    /// Its name.
    pub name: String,
    /// Whether the netwerker knows it to be real.
    pub verification: Verification,
    /// Its village or town.
    pub place: Option<String>,
    /// How many of its listings are live.
    pub live_listings: usize,
}

/// The text that waits.
pub struct WaitingText {
    /// The revision that is decided about.
    pub revision: RevisionId,
    /// When it was sent in.
    pub submitted_at: DateTime<Utc>,
    /// Who sent it in.
    pub by: Option<String>,
}

impl Review {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let title = self.content.title.as_str();
        let body = html! {
            div.stack {
                p.terug { a href="/netwerk" { (icon_sideways("arrow-left")) "Terug naar Vandaag" } }
                (error_summary(&self.errors))
                div.rkop { h1 { (title) } (badge::status(self.status)) }
                p.muted {
                    (self.kind.rules().label) ", nummer " (self.code)
                    @if let Some(url) = &self.public_url { ", " a href=(url) { "bekijk op de website" } }
                    @if self.waiting.is_some() && self.may_moderate { ", " a href="#besluit" { "naar het besluit" } }
                }
                @if let Some(url) = &self.who_fits_url { div.acties { (secondary_link(url, "users", "Wie past hierbij?")) } }
            }
            (self.blocked())
            div.cols.cols--besluit {
                div.stack.stack--ruim {
                    (self.changed())
                    (preview(self.kind, &self.employer.name, &self.content))
                    details.meer { summary { "Alle gegevens" } (overview(&self.content, self.kind, Reader::Staff)) }
                    (history(&self.history))
                }
                aside.zij aria-label="Besluit" { (self.decision(frame)) (self.hints()) (self.employer_box()) }
            }
        };
        page(frame, &form_title(&self.errors, title), &body)
    }

    fn is_verified(&self) -> bool {
        self.employer.verification == Verification::Verified
    }

    fn employer_url(&self) -> String {
        format!("/netwerk/werkgevers/{}", self.employer.id)
    }

    fn blocked(&self) -> Markup {
        if self.waiting.is_none() || self.is_verified() {
            return html! {};
        }
        let body = html! {
            p { a href=(self.employer_url()) { "Controleer " (self.employer.name) } (full_stop(&self.employer.name)) " Daarna kan dit aanbod online." }
        };
        alert_with(Tone::Warning, Some("De werkgever is nog niet gecontroleerd"), &body)
    }

    fn changed(&self) -> Markup {
        let Some(live) = &self.live else { return html! {} };
        let changes = changes(&live.to_fields(), &self.content.to_fields());
        html! {
            section aria-labelledby="verschil" {
                h2 #verschil { "Wat verandert er?" }
                @if changes.is_empty() {
                    p { "Niets: de tekst is gelijk aan wat online staat." }
                } @else {
                    (change_list(&changes))
                }
            }
        }
    }

    fn decision(&self, frame: &Frame) -> Markup {
        let Some(waiting) = &self.waiting else {
            return self.nothing_to_decide();
        };
        let question = if self.live.is_some() { "Kan deze wijziging online?" } else { "Kan dit online?" };
        html! {
            section.besluit {
                @if self.may_moderate {
                    h2 #besluit { (question) }
                    (self.form(frame, waiting))
                } @else {
                    p { "Alleen de netwerker beslist hierover." }
                }
                p.spoor {
                    (icon("history"))
                    span {
                        "Ingestuurd" @if let Some(by) = &waiting.by { " door " (by) (full_stop(by)) } @else { "." } " "
                        (age(waiting.submitted_at, self.today))
                    }
                }
            }
        }
    }

    /// No text waits: the employer still has to confirm one, or there is none.
    fn nothing_to_decide(&self) -> Markup {
        let prepared = self.history.first().is_some_and(|newest| newest.by_netwerker);
        html! {
            section.besluit {
                @if self.status == Status::Draft && prepared {
                    h2 { "Wacht op de werkgever" }
                    p { "De werkgever moet dit nog bevestigen met de link in de mail." }
                } @else {
                    h2 { "Geen besluit nodig" }
                    p { "Er wacht geen tekst op controle." }
                }
            }
        }
    }

    /// One text and two buttons: the note with an approval is the reason of a rejection.
    fn form(&self, frame: &Frame, waiting: &WaitingText) -> Markup {
        let url = format!("/netwerk/aanbod/{}", self.id);
        let form = Form::new(&self.fields, &self.errors);
        let note = Field::new("toelichting", "Bericht aan de werkgever").max(1_000).rows(4);
        let note = if self.is_verified() {
            note.optional().hint("Wel nodig als je terugstuurt: zeg wat er moet veranderen.")
        } else {
            note.hint("Zeg wat er moet veranderen.")
        };
        let inside = html! {
            (hidden("revisie", &waiting.revision.to_string()))
            (form.textarea(&note))
            div.acties {
                @if self.is_verified() {
                    button.utrecht-button.utrecht-button--primary-action type="submit" { (icon("check")) "Zet online" }
                }
                button class="utrecht-button utrecht-button--secondary-action utrecht-button--danger" type="submit"
                    formaction={ (url) "/afwijzen#fouten" } { (icon("rotate-ccw")) "Stuur terug" }
            }
        };
        // Without the first button the form must not fall back to approving.
        let action = if self.is_verified() { format!("{url}/goedkeuren") } else { format!("{url}/afwijzen") };
        post_form(frame, &action, &inside)
    }

    fn hints(&self) -> Markup {
        html! {
            @if self.waiting.is_some() && !self.missing.is_empty() {
                section.blok {
                    h2 { (icon("lightbulb")) " Dit mist nog" }
                    ul { @for error in self.missing.iter() { li { (error.message) } } }
                }
            }
        }
    }

    fn employer_box(&self) -> Markup {
        let employer = &self.employer;
        html! {
            section.blok {
                h2 { a href=(self.employer_url()) { (employer.name) } }
                p { (badge::verification(employer.verification)) }
                p { @if let Some(place) = &employer.place { (place) ". " } "Online: " (employer.live_listings) "." }
            }
        }
    }

    /// A sample: a new listing of an organisation that is not verified, or a change of a live one.
    #[must_use]
    pub fn sample(is_change: bool) -> Self {
        let content = sample::listing();
        let mut live = content.clone();
        live.tasks.pop();
        live.positions = 1;
        Self {
            id: sample::id(1),
            code: "K7M2Q".to_owned(),
            kind: ListingKind::Vacature,
            status: if is_change { Status::Live } else { Status::Submitted },
            content,
            live: is_change.then_some(live),
            missing: if is_change {
                FieldErrors::none()
            } else {
                FieldErrors::one("postcode", "De postcode is niet ingevuld.")
            },
            employer: ReviewedEmployer {
                id: sample::id(2),
                name: "De Groene Kracht".to_owned(),
                verification: if is_change { Verification::Verified } else { Verification::Waiting },
                place: Some("Lemelerveld".to_owned()),
                live_listings: usize::from(is_change),
            },
            waiting: Some(WaitingText {
                revision: sample::id(3),
                submitted_at: sample::at("2026-11-17T08:00:00Z"),
                by: Some("Jan de Vries".to_owned()),
            }),
            public_url: is_change.then(|| "/werk/1/medewerker-groen-en-tuin".to_owned()),
            who_fits_url: is_change.then(|| "/netwerk/aanbod/1/kandidaten".to_owned()),
            history: vec![RevisionRow {
                state: RevisionState::Submitted,
                at: sample::at("2026-11-17T08:00:00Z"),
                reason: None,
                by_netwerker: false,
            }],
            may_moderate: true,
            fields: Fields::default(),
            errors: FieldErrors::none(),
            today: sample::today(),
        }
    }
}
