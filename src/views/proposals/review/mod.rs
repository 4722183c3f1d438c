//! `/netwerk/voorstellen/{id}`: one proposal, to be judged in seconds: the work, the person, why it fits, and one panel for what
//! the reader does about it. Never an eligibility fact or a limit: of those only the sentences about the result come here.

mod agreement;
mod decision;
mod sample;

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use super::reasons::Reasons;
use super::{fit_in_words, told};
use crate::domain::candidate::Profile;
use crate::domain::civil_day::CivilDay;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{CandidateId, ListingId, ProposalId};
use crate::domain::listing::{ListingContent, ListingKind};
use crate::domain::proposal::{LapseReason, ProposalStatus, RejectReason};
use crate::domain::sensitive::Sensitive;
use crate::domain::sharing::{ConsentState, SharedProfile};
use crate::views::components::age::age;
use crate::views::components::alert::{Tone, alert_with};
use crate::views::components::badge;
use crate::views::components::card::capital;
use crate::views::components::facts;
use crate::views::components::form::{error_summary, form_title};
use crate::views::components::icon::{icon, icon_sideways};
use crate::views::components::listing_changes::lines;
use crate::views::components::not_kept::NotKept;
use crate::views::components::shared_profile::{Reader, shared_profile};
use crate::views::layout::{Frame, page};
pub use agreement::{AskedBy, ConsentPanel};
pub use decision::{Blocked, Substitute};

/// The page.
pub struct ProposalReview {
    /// The proposal.
    pub id: ProposalId,
    /// Its version, for the forms.
    pub version: i32,
    /// Where it is.
    pub status: ProposalStatus,
    /// The work.
    pub work: ReviewedWork,
    /// The person.
    pub person: ReviewedPerson,
    /// The score, 0 to 100; `None` for a reader with a personal tie, who is told nothing of the match.
    pub score: Option<i32>,
    /// Why it fits or does not.
    pub reasons: Reasons,
    /// How it came here.
    pub proposed: Proposed,
    /// What changed since it was proposed.
    pub changed: Vec<Changed>,
    /// What the begeleider was asked.
    pub talk: Option<Talk>,
    /// What the employer would see after a yes, while it is to be judged.
    pub would_show: Option<SharedProfile>,
    /// What the reader does about it.
    pub panel: Panel,
    /// What the reader sent and was not kept.
    pub not_kept: Option<NotKept>,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: FieldErrors,
    /// Today.
    pub today: CivilDay,
}

/// The work of a proposal.
pub struct ReviewedWork {
    /// The listing.
    pub id: ListingId,
    /// What kind of work it is.
    pub kind: ListingKind,
    /// The name of the organisation.
    pub employer: String,
    /// The text that is online.
    pub content: ListingContent,
}

/// The person of a proposal: the profile, and nothing that is private.
pub struct ReviewedPerson {
    /// The candidate.
    pub id: CandidateId,
    /// The name.
    pub name: String,
    /// The short code.
    pub code: String,
    /// What the person can and wishes.
    pub profile: Profile,
    /// Who guides the person.
    pub begeleider: Option<String>,
    /// When somebody last changed or confirmed the profile.
    pub updated_at: DateTime<Utc>,
}

/// How a proposal came here.
pub struct Proposed {
    /// When it was made.
    pub at: DateTime<Utc>,
    /// Who proposed it by hand; `None` is the ranking.
    pub by_hand: Option<String>,
    /// Why somebody went over what knocks it out.
    pub overridden: Option<Sensitive<String>>,
    /// Since when it waits for a reviewer.
    pub waiting_since: DateTime<Utc>,
    /// The day to which it is put off.
    pub postponed_until: Option<CivilDay>,
}

/// What changed since a proposal was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// The text of the listing.
    Listing,
    /// The profile of the candidate.
    Profile,
}

/// A question to the begeleider, and the answer.
pub struct Talk {
    /// The question.
    pub question: Sensitive<String>,
    /// The answer, when there is one.
    pub answer: Option<Sensitive<String>>,
    /// Who was asked.
    pub begeleider: Option<String>,
}

/// What the reader does about a proposal.
pub enum Panel {
    /// Judges it; somebody with a personal tie hands it over to this colleague.
    Decide(Substitute),
    /// Nothing: a personal tie stands between.
    Blocked(Blocked),
    /// Nothing: this colleague judges it; `None` is any netwerker.
    Elsewhere(Option<String>),
    /// Answers the question.
    Answer,
    /// Waits for the candidate, or notes what the candidate says.
    Consent(Box<ConsentPanel>),
    /// Nothing: it was rejected.
    Rejected {
        /// Why.
        reason: RejectReason,
        /// Words with it.
        note: Option<Sensitive<String>>,
        /// Who rejected it.
        by: Option<String>,
        /// When.
        at: DateTime<Utc>,
    },
    /// Nothing: it is no longer true.
    Lapsed(LapseReason),
}

impl Panel {
    /// Whether the reader has something to do.
    fn asks(&self) -> bool {
        match self {
            Self::Decide(_) | Self::Answer => true,
            Self::Consent(panel) => panel.may_note && panel.state == ConsentState::Asked,
            Self::Blocked(_) | Self::Elsewhere(_) | Self::Rejected { .. } | Self::Lapsed(_) => false,
        }
    }
}

impl ProposalReview {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let title = format!("{} voor {}", self.person.name, self.work.content.title);
        let body = html! {
            div.stack {
                p.terug { a href="/netwerk/voorstellen" { (icon_sideways("arrow-left")) "Terug naar alle voorstellen" } }
                (error_summary(&self.errors))
                div.rkop { h1 { (title) } div.acties { (badge::proposal(self.status)) " " (self.waits()) } }
                (self.origin())
            }
            (self.warnings())
            div.cols.cols--besluit {
                div.stack.stack--ruim {
                    div.blokken { (self.work.card()) (self.person.card(self.today, self.is_veiled())) }
                    (self.why())
                    (self.after_a_yes())
                    @if !matches!(self.panel, Panel::Answer) { (self.asked()) }
                    @if let Panel::Consent(panel) = &self.panel { (panel.what_is_shown(&self.work.employer)) }
                }
                aside.zij aria-label="Besluit" { section.besluit { (self.panel(frame)) } }
            }
        };
        page(frame, &form_title(&self.errors, &title), &body)
    }

    /// Whether the reader has a personal tie, and is told nothing of the person.
    fn is_veiled(&self) -> bool {
        matches!(self.panel, Panel::Blocked(_))
    }

    /// How long it waits for a reviewer.
    fn waits(&self) -> Markup {
        let proposed = &self.proposed;
        html! {
            @match (self.status, proposed.postponed_until) {
                (ProposalStatus::Postponed, Some(day)) => span.leeftijd { (icon("calendar")) "tot " (day.in_words()) },
                (status, _) => { @if status.is_open() { (age(proposed.waiting_since, self.today)) } }
            }
        }
    }

    /// The line below the heading: how well it fits, and who proposed it.
    fn origin(&self) -> Markup {
        let proposed = &self.proposed;
        // With a knock-out that somebody went over, a score would be the first thing to be believed.
        let fit = |score| if proposed.overridden.is_some() { "past niet helemaal" } else { fit_in_words(score) };
        html! {
            p {
                @if let Some(score) = self.score { strong { (capital(fit(score))) } ". " }
                @match &proposed.by_hand { Some(who) => { "Voorgesteld door " (who) }, None => "Gevonden door het programma" }
                " op " (CivilDay::of(proposed.at).in_words()) ". "
                @if self.panel.asks() { a href="#besluit" { "Naar het besluit" } }
            }
        }
    }

    fn warnings(&self) -> Markup {
        let changed = |what: Changed| self.changed.contains(&what);
        html! {
            @if let Some(not_kept) = &self.not_kept { (not_kept.render()) }
            @if !self.changed.is_empty() && self.status.is_open() {
                @let body = html! {
                    @if changed(Changed::Listing) { p { "De tekst van het werk is veranderd. Hieronder staat de nieuwe tekst." } }
                    @if changed(Changed::Profile) { p { "Het profiel van de kandidaat is veranderd. Hieronder staat het nieuwe profiel." } }
                };
                (alert_with(Tone::Warning, Some("Veranderd sinds het voorstel"), &body))
            }
            @if let Some(reason) = &self.proposed.overridden {
                @let body = html! {
                    p { @match &self.proposed.by_hand { Some(who) => (who), None => "Een collega" } " schrijft:" }
                    p { (lines(told(reason))) }
                };
                (alert_with(Tone::Warning, Some("Toch voorgesteld, hoewel iets niet past"), &body))
            }
        }
    }

    fn why(&self) -> Markup {
        if self.is_veiled() {
            return html! { p { (icon("eye-off")) " Je ziet dit niet, want je kent deze persoon of werkgever privé." } };
        }
        html! {
            section.stack aria-labelledby="waarom" {
                h2 #waarom { "Waarom" }
                @if self.reasons.is_empty() { p.muted { "Er zijn geen redenen bekend." } } @else { (self.reasons.render()) }
            }
        }
    }

    /// What a yes of the reviewer and then of the candidate would show.
    fn after_a_yes(&self) -> Markup {
        html! {
            @if let Some(shown) = &self.would_show {
                details.meer {
                    summary { "Dit ziet " (self.work.employer) " na een ja" }
                    div { (shared_profile(shown, Reader::Employer)) }
                }
            }
        }
    }

    fn asked(&self) -> Markup {
        let Some(talk) = &self.talk else { return html! {} };
        let who = talk.begeleider.as_deref().unwrap_or("de begeleider");
        html! {
            section.stack aria-labelledby="gesprek" {
                h2 #gesprek { "Vraag aan " (who) }
                blockquote.blok.blok--rustig { p { (lines(told(&talk.question))) } }
                @match &talk.answer {
                    Some(answer) => {
                        h3 { "Antwoord" }
                        blockquote.blok.blok--rustig { p { (lines(told(answer))) } }
                    }
                    None => p.muted { "Nog geen antwoord." }
                }
            }
        }
    }
}

impl ReviewedWork {
    fn card(&self) -> Markup {
        let content = &self.content;
        let fact = |name: &str, term: &str, words: Option<String>| {
            html! { @if let Some(words) = words { (facts::card_fact(name, term, &words, None)) } }
        };
        html! {
            section.blok aria-labelledby="werk" {
                p.muted { (icon("briefcase")) " Het werk" }
                h2 #werk { a href={ "/netwerk/aanbod/" (self.id) } { (content.title) } }
                p { (capital(self.kind.rules().label)) " bij " (self.employer) }
                dl.feiten {
                    (fact("map-pin", "Plaats", content.place.clone()))
                    (fact("clock", "Uren", facts::hours(content.hours_min, content.hours_max)))
                    (fact("calendar", "Dagen", facts::days(&content.days)))
                    (fact("flag", "Begint op", content.starts_on.map(|day| format!("vanaf {}", day.in_words()))))
                    (fact("euro", "Loon", content.wage.map(|wage| wage.to_string())))
                }
                @if !content.tasks.is_empty() { p { strong { "Taken: " } (content.tasks.join(", ")) } }
                @if !content.skills.is_empty() { p { strong { "Vraagt: " } (content.skills.join(", ")) } }
            }
        }
    }
}

impl ReviewedPerson {
    fn card(&self, today: CivilDay, is_veiled: bool) -> Markup {
        let profile = &self.profile;
        let fact = |name: &str, term: &str, words: Option<String>, light: Option<String>| {
            html! { @if let Some(words) = words { (facts::card_fact(name, term, &words, light.as_deref())) } }
        };
        let far = profile.max_distance_km.map(|km| format!("wil tot {km} km reizen"));
        let from = profile.available_from.filter(|day| *day > today).map(|day| format!("vanaf {}", day.in_words()));
        let earlier: Vec<&str> = profile.experience.iter().map(|work| work.title.as_str()).collect();
        html! {
            section.blok aria-labelledby="persoon" {
                p.muted { (icon("user")) " De kandidaat" }
                h2 #persoon { a href={ "/netwerk/kandidaten/" (self.id) } { (self.name) } }
                p { "Nummer " (self.code) @if let Some(who) = &self.begeleider { ", begeleider " (who) } }
                @if *profile == Profile::default() && !is_veiled { p.muted { "Het profiel is nog leeg." } }
                dl.feiten {
                    (fact("map-pin", "Woonplaats", profile.place.clone(), far))
                    (fact("clock", "Uren", facts::hours(profile.hours_min, profile.hours_max), None))
                    (fact("calendar", "Dagen", facts::days(&profile.days), None))
                    (fact("flag", "Kan beginnen", from, None))
                }
                @if !profile.occupations.is_empty() { p { strong { "Zoekt: " } (profile.occupations.join(", ")) } }
                @if !earlier.is_empty() { p { strong { "Deed eerder: " } (earlier.join(", ")) } }
                @if !profile.skills.is_empty() { p { strong { "Kan: " } (profile.skills.join(", ")) } }
                @if !is_veiled { p.muted.small { "Profiel van " (CivilDay::of(self.updated_at).in_words()) } }
            }
        }
    }
}
