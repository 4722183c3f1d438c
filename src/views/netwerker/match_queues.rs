//! The part of "Vandaag" about proposals, agreements and introductions. Never the name of a candidate: the page stands open on a
//! desk, so it shows the number that staff use.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::civil_day::CivilDay;
use crate::domain::ids::ProposalId;
use crate::views::components::icon;
use crate::views::components::work_queue::{QueueItem, Waits, WorkQueue};
use crate::views::sample::{at, day, id};

/// How many proposals "Vandaag" shows; the others are a click away.
const SHOWN: usize = 5;

/// What waits about proposals.
pub struct MatchQueues {
    /// Questions to the reader; `None` for who is not asked any.
    pub questions: Option<Vec<WaitingQuestion>>,
    /// Proposals to judge.
    pub proposals: Vec<WaitingProposal>,
    /// Candidates whom mail does not reach, who must be asked in person.
    pub agreements: Vec<AgreementToNote>,
    /// Introductions to which an employer did not answer for five working days, or that he did not get.
    pub introductions: Vec<SilentIntroduction>,
    /// How many candidates have no begeleider, and the list of them.
    pub without_begeleider: Option<(u64, String)>,
}

/// A question of a netwerker.
pub struct WaitingQuestion {
    /// The proposal.
    pub proposal: ProposalId,
    /// The title of the work.
    pub listing: String,
    /// The number of the candidate.
    pub candidate_code: String,
    /// When it was asked.
    pub since: DateTime<Utc>,
}

/// A proposal to judge.
pub struct WaitingProposal {
    /// The proposal.
    pub id: ProposalId,
    /// The title of the work.
    pub listing: String,
    /// The name of the organisation.
    pub employer: String,
    /// The number of the candidate.
    pub candidate_code: String,
    /// Whether a person proposed it.
    pub by_hand: bool,
    /// Since when it waits.
    pub since: DateTime<Utc>,
}

/// An answer that somebody must ask for and note.
pub struct AgreementToNote {
    /// The proposal.
    pub proposal: ProposalId,
    /// The title of the work.
    pub listing: String,
    /// The number of the candidate.
    pub candidate_code: String,
    /// The last day to answer.
    pub deadline: CivilDay,
    /// Whether a mail to the candidate did not arrive; else there is no address.
    pub came_back: bool,
}

/// An introduction without an answer.
pub struct SilentIntroduction {
    /// Its page for staff.
    pub url: String,
    /// The title of the work.
    pub listing: String,
    /// The name of the organisation.
    pub employer: String,
    /// When it went out.
    pub sent_at: DateTime<Utc>,
    /// Whether the mail did not arrive.
    pub came_back: bool,
}

impl MatchQueues {
    /// The queues, in the order in which they are worked off.
    #[must_use]
    pub fn queues(&self) -> Vec<WorkQueue<'static>> {
        let questions = self.questions.as_ref().map(|questions| WorkQueue {
            id: "vragen",
            heading: "Vragen aan jou",
            items: questions.iter().map(WaitingQuestion::item).collect(),
            when_empty: "Geen vragen.",
            all: None,
            most: None,
        });
        let proposals = WorkQueue {
            id: "voorstellen",
            heading: "Voorstellen beoordelen",
            items: self.proposals.iter().map(WaitingProposal::item).collect(),
            when_empty: "Geen voorstellen te beoordelen.",
            all: Some(("Bekijk alle voorstellen", "/netwerk/voorstellen")),
            most: Some(SHOWN),
        };
        let agreements = WorkQueue {
            id: "toestemming",
            heading: "Toestemming vragen",
            items: self.agreements.iter().map(AgreementToNote::item).collect(),
            when_empty: "Je hoeft niemand te bellen.",
            all: None,
            most: None,
        };
        let introductions = WorkQueue {
            id: "voordrachten",
            heading: "Werkgevers zonder antwoord",
            items: self.introductions.iter().map(SilentIntroduction::item).collect(),
            when_empty: "Alle werkgevers gaven antwoord.",
            all: None,
            most: None,
        };
        // Only what is always there says that it is empty: the page stays short.
        let others = [agreements, introductions].into_iter().filter(|queue| !queue.items.is_empty());
        questions.into_iter().chain([proposals]).chain(others).collect()
    }

    /// The tile that counts candidates without a begeleider; nothing when all have one.
    #[must_use]
    pub fn tile(&self) -> Option<Markup> {
        let (count, url) = self.without_begeleider.as_ref().filter(|(count, _)| *count > 0)?;
        let words = if *count == 1 { "Kandidaat zonder begeleider" } else { "Kandidaten zonder begeleider" };
        Some(
            html! { li { a.teltegel href=(url) { b { (count) } span { (words) } small { (icon("user-plus")) "kies wie" } } } },
        )
    }

    /// A sample with something in every queue.
    #[must_use]
    pub fn sample() -> Self {
        let proposal = |number: u128, since: &str| WaitingProposal {
            id: id(number),
            listing: "Hulp in de keuken van een café-restaurant met zaal en terras".to_owned(),
            employer: "Coöperatie Buurtcafé 't Trefpunt Nieuwleusen U.A.".to_owned(),
            candidate_code: "K7M2Q".to_owned(),
            by_hand: number.is_multiple_of(3),
            since: at(since),
        };
        let days = ["17", "18", "19", "20", "23", "24", "24"];
        let proposals =
            days.iter().zip(30..).map(|(day, number)| proposal(number, &format!("2026-11-{day}T06:00:00Z")));
        let (listing, code) = (|| "Medewerker groen en tuin".to_owned(), || "H4KM7".to_owned());
        Self {
            questions: Some(vec![WaitingQuestion {
                proposal: id(40),
                listing: listing(),
                candidate_code: code(),
                since: at("2026-11-23T10:00:00Z"),
            }]),
            proposals: proposals.collect(),
            agreements: vec![AgreementToNote {
                proposal: id(41),
                listing: listing(),
                candidate_code: code(),
                deadline: day("2026-11-25"),
                came_back: false,
            }],
            introductions: vec![SilentIntroduction {
                url: "/netwerk/voorstellen/42".to_owned(),
                listing: listing(),
                employer: "De Groene Kracht".to_owned(),
                sent_at: at("2026-11-13T10:00:00Z"),
                came_back: true,
            }],
            without_begeleider: Some((12, "/netwerk/kandidaten?begeleider=geen".to_owned())),
        }
    }
}

fn proposal_url(id: ProposalId) -> String {
    format!("/netwerk/voorstellen/{id}")
}

impl WaitingQuestion {
    fn item(&self) -> QueueItem {
        QueueItem {
            title: self.listing.clone(),
            explanation: format!("De netwerker vraagt iets over kandidaat {}", self.candidate_code),
            tag: None,
            waits: Waits::Since(self.since),
            url: proposal_url(self.proposal),
        }
    }
}

impl WaitingProposal {
    fn item(&self) -> QueueItem {
        QueueItem {
            title: self.listing.clone(),
            explanation: format!("Kandidaat {} bij {}", self.candidate_code, self.employer),
            tag: self.by_hand.then_some("Handmatig"),
            waits: Waits::Since(self.since),
            url: proposal_url(self.id),
        }
    }
}

impl AgreementToNote {
    fn item(&self) -> QueueItem {
        QueueItem {
            title: self.listing.clone(),
            explanation: format!(
                "Vraag kandidaat {} of wij mogen delen. {}",
                self.candidate_code,
                if self.came_back { "De mail kwam niet aan." } else { "Er is geen e-mailadres." }
            ),
            tag: None,
            waits: Waits::Until(self.deadline),
            url: proposal_url(self.proposal),
        }
    }
}

impl SilentIntroduction {
    fn item(&self) -> QueueItem {
        QueueItem {
            title: self.listing.clone(),
            explanation: if self.came_back {
                format!("De mail aan {} kwam niet aan. Bel de werkgever.", self.employer)
            } else {
                format!("{} heeft een voordracht en gaf nog geen antwoord. Bel de werkgever.", self.employer)
            },
            tag: None,
            waits: Waits::Since(self.sent_at),
            url: self.url.clone(),
        }
    }
}
