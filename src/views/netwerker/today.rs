//! `/netwerk`, "Vandaag": what waits for the netwerker, oldest first. Never the name or the words of a job seeker:
//! this page stands open on a desk.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{EmployerId, InterestId, ListingId};
use crate::domain::listing::ListingKind;
use crate::views::components::empty::empty;
use crate::views::components::link_button::secondary_link;
use crate::views::components::work_queue::{QueueItem, Waits, WorkQueue};
use crate::views::layout::{Frame, page};
use crate::views::netwerker::match_queues::MatchQueues;
use crate::views::netwerker::undelivered::{self, Undelivered};
use crate::views::sample::{self, at, id};

/// The page.
pub struct Today {
    /// Today.
    pub today: CivilDay,
    /// Whom mail did not reach, as far as the reader works with them.
    pub undelivered: Vec<Undelivered>,
    /// Listings (and changes of live ones) to review.
    pub listings: Vec<WaitingListing>,
    /// Organisations to verify.
    pub employers: Vec<WaitingEmployer>,
    /// Reactions without an answer; `None` when the reader may not read reactions.
    pub interests: Option<Vec<WaitingInterest>>,
    /// What waits about proposals; `None` when the reader may not see them.
    pub matching: Option<MatchQueues>,
}

/// A listing that waits for a decision.
pub struct WaitingListing {
    /// The listing.
    pub id: ListingId,
    /// Its title.
    pub title: String,
    /// What kind of work it is.
    pub kind: ListingKind,
    /// The name of the organisation.
    pub employer: String,
    /// Whether the organisation is verified; without that it cannot be approved.
    pub verified: bool,
    /// Whether it is a change of a listing that is online.
    pub is_change: bool,
    /// When it was sent in.
    pub submitted_at: DateTime<Utc>,
}

/// An organisation that waits for verification.
pub struct WaitingEmployer {
    /// The organisation.
    pub id: EmployerId,
    /// Its name.
    pub name: String,
    /// Its village or town.
    pub place: Option<String>,
    /// When it registered.
    pub registered_at: DateTime<Utc>,
}

/// A reaction that waits for an answer.
pub struct WaitingInterest {
    /// The reaction.
    pub id: InterestId,
    /// The title of the listing; `None` for "ik zoek werk, bel mij".
    pub listing: Option<String>,
    /// The organisation that has to answer; `None` when the municipality has to.
    pub answers: Option<String>,
    /// When it came in.
    pub received_at: DateTime<Utc>,
}

impl Today {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let today = self.today;
        let matching = self.matching.iter();
        let mut queues: Vec<_> = matching.clone().flat_map(MatchQueues::queues).collect();
        queues.extend([self.listing_queue(), self.employer_queue()]);
        queues.extend(self.interests.as_deref().map(interest_queue));
        let more: Vec<Markup> =
            undelivered::tile(&self.undelivered).into_iter().chain(matching.filter_map(MatchQueues::tile)).collect();
        let nothing = more.is_empty() && queues.iter().all(|queue| queue.items.is_empty());
        let body = html! {
            div.rkop { h1 { "Vandaag" } p.muted { (today.in_words()) } }
            @if nothing {
                (all_done())
            } @else {
                ul.plain.tellers { @for queue in &queues { (queue.tile(today)) } @for tile in &more { (tile) } }
                (undelivered::section(&self.undelivered, frame, today))
                @for queue in &queues { (queue.list(today)) }
            }
        };
        page(frame, "Vandaag", &body)
    }

    fn listing_queue(&self) -> WorkQueue<'static> {
        let items = self.listings.iter().map(WaitingListing::item).collect();
        WorkQueue {
            id: "aanbod",
            heading: "Aanbod controleren",
            items,
            when_empty: "Geen aanbod te controleren.",
            all: Some(("Bekijk al het aanbod", "/netwerk/aanbod")),
            most: None,
        }
    }

    fn employer_queue(&self) -> WorkQueue<'static> {
        let items = self.employers.iter().map(WaitingEmployer::item).collect();
        WorkQueue {
            id: "werkgevers",
            heading: "Werkgevers controleren",
            items,
            when_empty: "Geen nieuwe werkgevers.",
            all: Some(("Bekijk alle werkgevers", "/netwerk/werkgevers")),
            most: None,
        }
    }

    /// A sample with something in every queue.
    #[must_use]
    pub fn sample() -> Self {
        let listing = |number, title: &str, employer: &str, verified, is_change, day: &str| WaitingListing {
            id: id(number),
            title: title.to_owned(),
            kind: ListingKind::Vacature,
            employer: employer.to_owned(),
            verified,
            is_change,
            submitted_at: at(day),
        };
        Self {
            today: sample::today(),
            undelivered: Undelivered::samples(),
            listings: vec![
                listing(2, "Huishoudelijke hulp", "Stichting Thuis in de Wijk", true, true, "2026-11-20T09:00:00Z"),
                listing(1, "Heftruckchauffeur", "Vechtdal Logistiek", true, false, "2026-11-17T09:00:00Z"),
                listing(3, "Medewerker groen en tuin", "De Groene Kracht", false, false, "2026-11-24T08:00:00Z"),
            ],
            employers: vec![WaitingEmployer {
                id: id(4),
                name: "De Groene Kracht".to_owned(),
                place: Some("Lemelerveld".to_owned()),
                registered_at: at("2026-11-23T08:00:00Z"),
            }],
            interests: Some(vec![
                WaitingInterest { id: id(5), listing: None, answers: None, received_at: at("2026-11-23T08:00:00Z") },
                WaitingInterest {
                    id: id(6),
                    listing: Some("Heftruckchauffeur".to_owned()),
                    answers: Some("Vechtdal Logistiek".to_owned()),
                    received_at: at("2026-11-16T08:00:00Z"),
                },
            ]),
            matching: Some(MatchQueues::sample()),
        }
    }
}

fn interest_queue(interests: &[WaitingInterest]) -> WorkQueue<'static> {
    WorkQueue {
        id: "reacties",
        heading: "Reacties zonder antwoord",
        items: interests.iter().map(WaitingInterest::item).collect(),
        when_empty: "Iedereen heeft antwoord.",
        all: Some(("Bekijk alle reacties", "/netwerk/reacties")),
        most: None,
    }
}

fn all_done() -> Markup {
    let body = html! {
        p { "Er wacht niemand op je. Mooi zo." }
        div.acties {
            (secondary_link("/netwerk/werkgevers", "building-2", "Bekijk de werkgevers"))
            (secondary_link("/netwerk/aanbod", "briefcase", "Bekijk het aanbod"))
        }
    };
    empty("circle-check", "Alles is klaar", &body)
}

impl WaitingListing {
    fn item(&self) -> QueueItem {
        let kind = self.kind.rules().label;
        let blocked = if self.verified { "" } else { ", werkgever nog niet gecontroleerd" };
        QueueItem {
            title: self.title.clone(),
            explanation: format!("{}, {kind}{blocked}", self.employer),
            tag: self.is_change.then_some("Wijziging"),
            waits: Waits::Since(self.submitted_at),
            url: format!("/netwerk/aanbod/{}", self.id),
        }
    }
}

impl WaitingEmployer {
    fn item(&self) -> QueueItem {
        QueueItem {
            title: self.name.clone(),
            explanation: self.place.clone().unwrap_or_else(|| "Plaats niet ingevuld".to_owned()),
            tag: None,
            waits: Waits::Since(self.registered_at),
            url: format!("/netwerk/werkgevers/{}", self.id),
        }
    }
}

impl WaitingInterest {
    fn item(&self) -> QueueItem {
        QueueItem {
            title: self.listing.clone().unwrap_or_else(|| "Ik zoek werk, bel mij".to_owned()),
            explanation: match &self.answers {
                Some(employer) => format!("{employer} moet antwoord geven"),
                None => "Jij geeft antwoord".to_owned(),
            },
            tag: None,
            waits: Waits::Since(self.received_at),
            url: format!("/netwerk/reacties/{}", self.id),
        }
    }
}
