//! `/netwerk/kandidaten/{id}`: an opened file. Never the private part for a netwerker: his insight has no place for it.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use super::file_url;
use super::matches::{AskedRow, MatchRow, asked, match_list};
use super::private::PrivatePart;
use super::profile::profile_section;
use super::purpose::for_staff;
use crate::domain::candidate::{AccessPurpose, CandidateContact, CandidateState, Profile};
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::CandidateId;
use crate::domain::introduction::IntroductionStatus;
use crate::domain::placement::PlacementStatus;
use crate::domain::proposal::ProposalStatus;
use crate::views::components::badge;
use crate::views::components::contact::{mail_link, phone_link};
use crate::views::components::empty::nothing;
use crate::views::components::form::{hidden, post_form_bare};
use crate::views::components::freshness::freshness;
use crate::views::components::icon::{icon, icon_sideways};
use crate::views::components::link_button::{primary_link, secondary_link};
use crate::views::components::undelivered::AddressProblem;
use crate::views::layout::{Frame, page};

/// The page.
pub struct CandidateFile {
    /// The candidate.
    pub id: CandidateId,
    /// The short code.
    pub code: String,
    /// Whether the candidate looks for work; never `Erased`.
    pub state: CandidateState,
    /// Name and how to reach the candidate.
    pub contact: CandidateContact,
    /// What is wrong with the address, when mail does not arrive there.
    pub problem: Option<AddressProblem>,
    /// What the candidate can and wishes.
    pub profile: Profile,
    /// Who guides the candidate.
    pub guide: Guide,
    /// What the reader opened it for; that is written down.
    pub purpose: AccessPurpose,
    /// What the reader's role may know beyond the profile.
    pub insight: Insight,
    /// The support that may be possible: instrument and result in words.
    pub results: Vec<(String, String)>,
    /// Agreements that wait for the candidate's answer.
    pub asked: Vec<AskedRow>,
    /// The proposals, newest first.
    pub proposals: Vec<MatchRow<ProposalStatus>>,
    /// The introductions, newest first.
    pub introductions: Vec<MatchRow<IntroductionStatus>>,
    /// The placements, newest first.
    pub placements: Vec<MatchRow<PlacementStatus>>,
    /// When somebody last changed or confirmed the file.
    pub updated_at: DateTime<Utc>,
    /// The version, for the forms.
    pub version: i32,
    /// Today.
    pub today: CivilDay,
}

/// Who guides a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guide {
    /// The reader.
    You,
    /// A colleague, by name.
    Colleague(String),
    /// A colleague whose account is no longer in use.
    Gone(String),
    /// Nobody yet.
    Nobody,
}

/// What a reader may know and do beyond the profile (domain rules §7.2).
pub enum Insight {
    /// A begeleider knows all and keeps the file.
    Begeleider(PrivatePart),
    /// A netwerker knows the category and the results.
    Netwerker {
        /// The category in words: "Werkfit".
        category: Option<String>,
    },
}

impl CandidateFile {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let name = self.contact.name.as_str();
        let edit = self.keeps().then_some(self.id);
        let body = html! {
            div.stack { (self.heading(frame, name)) (self.actions()) }
            (asked(&self.asked))
            div.cols.cols--besluit {
                div {
                    (self.matches())
                    (profile_section(&self.profile, edit, self.today))
                    (self.support())
                    @if let Insight::Begeleider(private) = &self.insight { (private.section(self.id, self.today)) }
                }
                aside.zij aria-label="Begeleiding" {
                    (self.guidance(frame))
                    @if self.keeps() { (self.states(frame)) }
                    (self.record())
                }
            }
        };
        page(frame, name, &body)
    }

    /// Whether the reader may change the file.
    fn keeps(&self) -> bool {
        matches!(self.insight, Insight::Begeleider(_))
    }

    fn heading(&self, frame: &Frame, name: &str) -> Markup {
        html! {
            p.terug { a href="/netwerk/kandidaten" { (icon_sideways("arrow-left")) "Terug naar kandidaten" } }
            div.rkop { h1 { (name) } (badge::candidate(self.state)) }
            p {
                "Code " strong { (self.code) } ". Begeleider: " (self.guide_in_words()) ". Bijgewerkt: "
                (freshness(self.updated_at, self.today))
            }
            @if self.contact.phone.is_none() && self.contact.email.is_none() {
                p { "Geen telefoonnummer en geen e-mailadres." }
            } @else {
                ul.plain.contact {
                    @if let Some(phone) = &self.contact.phone { li { (phone_link(phone.as_str())) } }
                    @if let Some(email) = &self.contact.email { li { (mail_link(email.as_str())) } }
                }
            }
            @if let Some(problem) = &self.problem { (problem.warning(frame)) }
        }
    }

    fn guide_in_words(&self) -> &str {
        match &self.guide {
            Guide::You => "jij",
            Guide::Colleague(name) | Guide::Gone(name) => name,
            Guide::Nobody => "nog niemand",
        }
    }

    fn actions(&self) -> Markup {
        let file = file_url(self.id);
        html! {
            div.acties {
                (primary_link(&format!("{file}/werk"), "search", "Passend werk"))
                @if self.keeps() {
                    (secondary_link(&format!("{file}/wijzigen"), "pencil", "Wijzigen"))
                    (secondary_link(&format!("{file}/feiten"), "list", "Feiten"))
                }
                @let placement = format!("/netwerk/plaatsingen/nieuw?kandidaat={}", self.id);
                (secondary_link(&placement, "handshake", "Plaatsing vastleggen"))
            }
        }
    }

    fn matches(&self) -> Markup {
        let none = self.proposals.is_empty() && self.introductions.is_empty() && self.placements.is_empty();
        html! {
            @if none {
                section.deel aria-labelledby="werk" {
                    h2 #werk { "Voorstellen en voordrachten" }
                    (nothing("Nog geen voorstellen, voordrachten of plaatsingen."))
                }
            }
            (match_list("voorstellen", "Voorstellen", &self.proposals, badge::proposal))
            (match_list("voordrachten", "Voordrachten", &self.introductions, badge::introduction))
            (match_list("plaatsingen", "Plaatsingen", &self.placements, badge::placement))
        }
    }

    fn support(&self) -> Markup {
        html! {
            section.deel aria-labelledby="hulp" {
                h2 #hulp { "Hulp en regelingen" }
                @if let Insight::Netwerker { category: Some(category) } = &self.insight { p { "Categorie: " strong { (category) } } }
                @if self.results.is_empty() {
                    p.muted { "Nog niet bekend welke hulp mogelijk is." }
                } @else {
                    dl.overzicht { @for (instrument, result) in &self.results { div { dt { (instrument) } dd { (result) } } } }
                }
                @if !self.keeps() { p.muted { "Meer weten? Vraag het aan de begeleider." } }
            }
        }
    }

    fn guidance(&self, frame: &Frame) -> Markup {
        let take_over = html! {
            (hidden("versie", &self.version.to_string()))
            button.utrecht-button.utrecht-button--secondary-action type="submit" { (icon("user-check")) "Neem over" }
        };
        html! {
            section.blok.stack aria-labelledby="begeleider" {
                h2 #begeleider { "Begeleider" }
                @match &self.guide {
                    Guide::You => p { "Jij begeleidt " (self.contact.name) "." },
                    Guide::Colleague(name) => p { strong { (name) } },
                    Guide::Gone(name) => p { (icon("triangle-alert")) " " strong { (name) } " werkt hier niet meer." },
                    Guide::Nobody => p { (icon("triangle-alert")) " Nog niemand." },
                }
                @if self.keeps() && self.guide != Guide::You {
                    (post_form_bare(frame, &format!("{}/overnemen", file_url(self.id)), &take_over))
                }
            }
        }
    }

    /// What can become of the state, as buttons.
    fn states(&self, frame: &Frame) -> Markup {
        let (words, next): (&str, &[(&str, &str, &str)]) = match self.state {
            CandidateState::Active => (
                "Zoekt werk. Bij pauze of afsluiten vervallen de open voorstellen.",
                &[("paused", "pause", "Pauzeer"), ("closed", "x", "Sluit af")],
            ),
            CandidateState::Paused => (
                "Zoekt even geen werk. Er komen geen nieuwe voorstellen.",
                &[("active", "play", "Zoekt weer werk"), ("closed", "x", "Sluit af")],
            ),
            CandidateState::Closed | CandidateState::Erased => {
                ("Afgesloten. Er komen geen nieuwe voorstellen.", &[("active", "play", "Zoekt weer werk")])
            }
        };
        let inside = html! {
            (hidden("versie", &self.version.to_string()))
            div.acties {
                @for (code, picture, label) in next {
                    button.knop-licht type="submit" name="toestand" value=(code) { (icon(picture)) (label) }
                }
            }
        };
        html! {
            section.blok.stack aria-labelledby="stand" {
                h2 #stand { "Zoekt deze persoon werk?" }
                p { (words) }
                (post_form_bare(frame, &format!("{}/toestand", file_url(self.id)), &inside))
            }
        }
    }

    /// What is written down about this opening, and what a begeleider can show or end.
    fn record(&self) -> Markup {
        let file = file_url(self.id);
        html! {
            section.blok.blok--rustig.stack aria-labelledby="dossier" {
                h2 #dossier { "Dossier" }
                p { "Opgeschreven: je opende dit dossier. Reden: " q { (for_staff(self.purpose).0) } "." }
                @if self.keeps() {
                    ul {
                        li { a href={ (file) "/inzage" } { "Wie keek in dit dossier?" } }
                        li { a href={ (file) "/wissen" } { "Wis alle gegevens" } }
                    }
                }
            }
        }
    }

    /// A sample for a begeleider, or else for a netwerker.
    #[must_use]
    pub fn sample(for_begeleider: bool) -> Self {
        super::file_sample::file(for_begeleider)
    }
}
