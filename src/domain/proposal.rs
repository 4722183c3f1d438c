//! Proposals: one candidate and one listing, found by the machine or by hand, waiting for a person to judge.
//! Never a decision by the machine: it proposes and lapses, people approve and reject.

use chrono::{DateTime, Utc};

use crate::domain::civil_day::CivilDay;
use crate::domain::code::{Code, codes};
use crate::domain::ids::{AccountId, CandidateId, EmployerId, ListingId, MunicipalityId, ProposalId, RevisionId};
use crate::domain::sensitive::Sensitive;

codes! {
    /// Where a proposal is.
    pub enum ProposalStatus {
        /// Waits for a netwerker.
        Proposed = "proposed",
        /// Back on the list: postponed until today, or answered by the begeleider.
        InReview = "in_review",
        /// The begeleider was asked something.
        Asked = "asked",
        /// Put off to a day.
        Postponed = "postponed",
        /// A netwerker said yes: the candidate is asked whether we may share.
        Approved = "approved",
        /// The candidate said yes: an introduction has taken over.
        Introduced = "introduced",
        /// A netwerker said no.
        Rejected = "rejected",
        /// No longer true, or the candidate said no or nothing.
        Lapsed = "lapsed",
    }
}

impl ProposalStatus {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Proposed => "Nieuw",
            Self::InReview => "Terug op de lijst",
            Self::Asked => "Vraag aan de begeleider",
            Self::Postponed => "Uitgesteld",
            Self::Approved => "Wacht op de kandidaat",
            Self::Introduced => "Voorgedragen",
            Self::Rejected => "Afgewezen",
            Self::Lapsed => "Vervallen",
        }
    }

    /// Whether somebody must still judge it, now or later.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Proposed | Self::InReview | Self::Asked | Self::Postponed)
    }

    /// The statuses that wait for a reviewer now.
    pub const WAITING: &'static [Self] = &[Self::Proposed, Self::InReview];

    /// The statuses in which it can still lapse.
    pub const UNFINISHED: &'static [Self] =
        &[Self::Proposed, Self::InReview, Self::Asked, Self::Postponed, Self::Approved];
}

codes! {
    /// What can happen to a proposal.
    pub enum ProposalEvent {
        /// A reviewer says yes.
        Approve = "approve",
        /// A reviewer says no, with a reason.
        Reject = "reject",
        /// A reviewer puts it off to a day.
        Postpone = "postpone",
        /// A reviewer asks the begeleider something.
        Ask = "ask",
        /// The begeleider answers, or the day has come.
        Resume = "resume",
        /// The candidate agrees.
        Introduce = "introduce",
        /// What the candidate agreed to changed before it went out.
        AskAgain = "ask_again",
        /// It is no longer true.
        Lapse = "lapse",
        /// It is true again, or somebody proposes the same pair by hand.
        Renew = "renew",
    }
}

/// A proposal in this status cannot do this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a proposal that is {} cannot {}", .status.code(), .event.code())]
pub struct ProposalNotAllowed {
    /// Where it is.
    pub status: ProposalStatus,
    /// What was tried.
    pub event: ProposalEvent,
}

impl ProposalStatus {
    /// The status after an event.
    ///
    /// # Errors
    /// [`ProposalNotAllowed`] when the event does not fit the status.
    pub fn on(self, event: ProposalEvent) -> Result<Self, ProposalNotAllowed> {
        use ProposalEvent as E;
        use ProposalStatus as S;
        match (self, event) {
            (S::Proposed | S::InReview | S::Asked | S::Postponed, E::Approve) | (S::Introduced, E::AskAgain) => {
                Ok(S::Approved)
            }
            (S::Proposed | S::InReview | S::Asked | S::Postponed, E::Reject) => Ok(S::Rejected),
            (S::Proposed | S::InReview | S::Asked | S::Postponed, E::Postpone) => Ok(S::Postponed),
            (S::Proposed | S::InReview | S::Postponed, E::Ask) => Ok(S::Asked),
            (S::Asked | S::Postponed, E::Resume) => Ok(S::InReview),
            (S::Approved, E::Introduce) => Ok(S::Introduced),
            (S::Proposed | S::InReview | S::Asked | S::Postponed | S::Approved | S::Introduced, E::Lapse) => {
                Ok(S::Lapsed)
            }
            (S::Lapsed | S::Rejected, E::Renew) => Ok(S::Proposed),
            (status, event) => Err(ProposalNotAllowed { status, event }),
        }
    }

    /// Whether this event fits now: which buttons a page shows.
    #[must_use]
    pub fn allows(self, event: ProposalEvent) -> bool {
        self.on(event).is_ok()
    }
}

codes! {
    /// Who made a proposal.
    pub enum ProposedBy {
        /// The ranking.
        Machine = "machine",
        /// A person: "ik ken iemand".
        Hand = "hand",
    }
}

codes! {
    /// Why a reviewer says no.
    pub enum RejectReason {
        /// The work does not fit what the person can or wishes.
        Work = "work",
        /// Hours, days or distance do not fit after all.
        Practical = "practical",
        /// Not the right moment for the person.
        Moment = "moment",
        /// Another candidate fits better now.
        Other = "other_candidate",
        /// The employer does not fit this person.
        Employer = "employer",
        /// Facts in the profile or the listing are wrong.
        Facts = "facts",
        /// Something else; the note says it.
        Else = "else",
    }
}

impl RejectReason {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Work => "Het werk past niet",
            Self::Practical => "Uren, dagen of afstand passen toch niet",
            Self::Moment => "Nu niet het goede moment",
            Self::Other => "Een andere kandidaat past nu beter",
            Self::Employer => "Deze werkgever past niet bij deze persoon",
            Self::Facts => "Er klopt iets niet in de gegevens",
            Self::Else => "Anders, zie de toelichting",
        }
    }
}

codes! {
    /// Why a proposal is no longer true.
    pub enum LapseReason {
        /// The listing is no longer open.
        ListingClosed = "listing_closed",
        /// The candidate does not look for work now.
        CandidateGone = "candidate_gone",
        /// Facts changed, and something knocks it out.
        KnockedOut = "knocked_out",
        /// The candidate does not want to be introduced.
        Declined = "declined",
        /// The candidate did not answer in time.
        Silent = "silent",
        /// The introduction was taken back.
        Recalled = "recalled",
        /// The employer has nobody to write to.
        NotReachable = "not_reachable",
        /// All that was personal is gone.
        Erased = "erased",
    }
}

impl LapseReason {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::ListingClosed => "De plek is niet meer open",
            Self::CandidateGone => "De kandidaat zoekt nu geen werk",
            Self::KnockedOut => "Het past niet meer: er is iets veranderd",
            Self::Declined => "De kandidaat wil niet voorgesteld worden",
            Self::Silent => "De kandidaat heeft niet op tijd geantwoord",
            Self::Recalled => "De voordracht is ingetrokken",
            Self::NotReachable => "De werkgever heeft niemand om te mailen",
            Self::Erased => "De gegevens van de kandidaat zijn gewist",
        }
    }
}

/// One candidate and one listing, to be judged. The pair is unique.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its identifier.
    pub id: ProposalId,
    /// The municipality whose candidate it is.
    pub municipality: MunicipalityId,
    /// The candidate.
    pub candidate: CandidateId,
    /// The listing.
    pub listing: ListingId,
    /// The employer of the listing.
    pub employer: EmployerId,
    /// Where it is.
    pub status: ProposalStatus,
    /// Who made it.
    pub proposed_by: ProposedBy,
    /// Who proposed it by hand.
    pub proposer: Option<AccountId>,
    /// The score of the ranking, 0 to 100, when it was made.
    pub score: i32,
    /// The version of the candidate it was made of.
    pub candidate_version: i32,
    /// The text of the listing it was made of.
    pub revision: RevisionId,
    /// Why somebody went over a knock-out; logged.
    pub override_reason: Option<Sensitive<String>>,
    /// Which knock-outs somebody went over, by the codes of `matching::Check`; any other still knocks out.
    pub overridden: Vec<String>,
    /// Who must judge it when it is not the netwerker: a named substitute.
    pub reviewer: Option<AccountId>,
    /// Until when it is put off.
    pub postponed_until: Option<CivilDay>,
    /// What the begeleider was asked.
    pub question: Option<Sensitive<String>>,
    /// What the begeleider answered.
    pub answer: Option<Sensitive<String>>,
    /// Why it was rejected.
    pub reject_reason: Option<RejectReason>,
    /// Words with the decision.
    pub note: Option<Sensitive<String>>,
    /// Why it lapsed.
    pub lapse_reason: Option<LapseReason>,
    /// Who decided.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// Since when it waits for a reviewer: its age on the list.
    pub waiting_since: DateTime<Utc>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Counts changes.
    pub version: i32,
}

/// A personal interest of a reviewer: he judges nothing that concerns this person or employer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// A candidate.
    Candidate(CandidateId),
    /// An employer.
    Employer(EmployerId),
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table, as a reviewer reads it.
    #[test]
    fn the_table_is_the_one_in_the_architecture() {
        let mut table = String::new();
        for status in ProposalStatus::ALL {
            let next =
                |event: &ProposalEvent| status.on(*event).ok().map(|next| format!("{}→{}", event.code(), next.code()));
            let row: Vec<String> = ProposalEvent::ALL.iter().filter_map(next).collect();
            let cells = [status.code(), ": ", &row.join(" "), "\n"].concat();
            table.push_str(&cells);
        }
        insta::assert_snapshot!(table, @r"
        proposed: approve→approved reject→rejected postpone→postponed ask→asked lapse→lapsed
        in_review: approve→approved reject→rejected postpone→postponed ask→asked lapse→lapsed
        asked: approve→approved reject→rejected postpone→postponed resume→in_review lapse→lapsed
        postponed: approve→approved reject→rejected postpone→postponed ask→asked resume→in_review lapse→lapsed
        approved: introduce→introduced lapse→lapsed
        introduced: ask_again→approved lapse→lapsed
        rejected: renew→proposed
        lapsed: renew→proposed
        ");
    }
}
