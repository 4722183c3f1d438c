//! Mails about proposals, agreements and introductions.
//! Never a fact of a candidate to an employer but what the candidate agreed to, and never a name to staff: codes do.

use super::{Addressed, Composer, Gone, Row, Still, ensure, still};
use crate::domain::account::{Account, AccountState};
use crate::domain::actor::Role;
use crate::domain::candidate::{Candidate, CandidateState};
use crate::domain::civil_day::{CivilDay, age_in_words};
use crate::domain::employer::Verification;
use crate::domain::ids::{CandidateId, ConsentId, Id, IntroductionId, ListingId, OutboxId, ProposalId};
use crate::domain::introduction::{Introduction, IntroductionStatus, RecallReason};
use crate::domain::link::LinkPurpose;
use crate::domain::notification::Notification;
use crate::domain::proposal::{Proposal, ProposalStatus};
use crate::domain::sharing::{ConsentState, SharingConsent};
use crate::store::{accounts, candidates, consents, introductions, listings, proposals, revisions};
use crate::views::mail::{self, Mail};

/// The title of a listing and the name of its organisation.
struct Work {
    listing: String,
    organisation: String,
}

impl Composer<'_> {
    /// A mail to a candidate, who may have no account.
    pub(super) fn for_candidate(&mut self, id: CandidateId, notification: Notification) -> Still<Addressed> {
        let candidate = self.candidate(id)?;
        ensure(candidate.state != CandidateState::Erased, "the candidate was erased")?;
        let address = still(candidate.contact.email.clone(), "the candidate has no mail address")?;
        let mail = match notification {
            Notification::ConsentAsked { consent } => self.consent_asked(&candidate, consent),
            Notification::IntroductionConfirmed { introduction } => self.confirmed_to(&candidate, introduction),
            Notification::IntroductionOutcome { introduction } => self.outcome(&candidate, introduction),
            Notification::IntroductionStopped { introduction } => self.stopped(&candidate, introduction),
            _ => Err(Gone::Untrue("this is not told to a candidate")),
        }?;
        let text = mail.render(&self.site());
        Ok(Addressed { to_name: candidate.contact.name, to_address: address.as_str().to_owned(), text })
    }

    /// What a person with an account is told about a match.
    pub(super) fn for_colleague(&mut self, to: &Account, row: &Row) -> Still<Mail> {
        match row.notification {
            Notification::ProposalsWaiting => self.proposals_waiting(to),
            Notification::ProposalAsked { proposal } => self.asked(proposal),
            Notification::ConsentToAsk { consent } => self.consent_to_ask(consent),
            Notification::ConsentDecided { consent } => self.consent_decided(consent),
            Notification::IntroductionSent { introduction } => self.introduction_sent(to, introduction, row.id),
            Notification::IntroductionAnswered { introduction } => self.introduction_answered(to, introduction),
            Notification::IntroductionRecalled { introduction } => self.introduction_recalled(to, introduction),
            Notification::IntroductionHeld { introduction } => self.introduction_held(introduction),
            _ => Err(Gone::Untrue("this is told to a job seeker only")),
        }
    }

    fn candidate(&mut self, id: CandidateId) -> Still<Candidate> {
        still(candidates::find(self.conn, id)?, "the candidate is gone")
    }

    fn work(&mut self, id: ListingId) -> Still<Work> {
        let listing = still(listings::find(self.conn, id)?, "the listing is gone")?;
        let organisation = self.employer(listing.employer)?.profile.name;
        Ok(Work { listing: listing.title, organisation })
    }

    fn proposal(&mut self, id: ProposalId) -> Still<Proposal> {
        still(proposals::find(self.conn, id)?, "the proposal is gone")
    }

    fn consent(&mut self, id: ConsentId) -> Still<(SharingConsent, Proposal)> {
        let consent = still(consents::find(self.conn, id)?, "the agreement is gone")?;
        let proposal = self.proposal(consent.proposal)?;
        Ok((consent, proposal))
    }

    fn introduction(&mut self, id: IntroductionId) -> Still<Introduction> {
        still(introductions::find(self.conn, id)?, "the introduction is gone")
    }

    fn proposals_waiting(&mut self, to: &Account) -> Still<Mail> {
        let all = to.role == Role::Netwerker;
        let waiting = proposals::waiting_for(self.conn, to.municipality, to.id, all)?;
        ensure(!waiting.is_empty(), "nothing waits any more")?;
        let today = self.app.clock.today();
        Ok(Mail::ProposalsWaiting(mail::ProposalsWaiting {
            count: waiting.len(),
            oldest: waiting.first().map(|since| age_in_words(*since, today)),
            url: self.app.url("/netwerk/voorstellen"),
        }))
    }

    fn asked(&mut self, id: ProposalId) -> Still<Mail> {
        let proposal = self.proposal(id)?;
        ensure(proposal.status == ProposalStatus::Asked, "it was answered or judged")?;
        let candidate = self.candidate(proposal.candidate)?;
        let work = self.work(proposal.listing)?;
        let netwerker = match proposal.decided_by {
            Some(by) => accounts::find(self.conn, by)?.map(|account| account.name),
            None => None,
        };
        Ok(Mail::ProposalAsked(mail::ProposalAsked {
            candidate: candidate.code,
            listing: work.listing,
            organisation: work.organisation,
            netwerker: netwerker.unwrap_or_else(|| "De netwerker".to_owned()),
            url: self.app.url(&format!("/netwerk/voorstellen/{id}")),
        }))
    }

    fn consent_url(&self, id: ConsentId, candidate: &Candidate) -> String {
        let holder = candidate.contact.email.as_ref().map_or("", |email| email.as_str());
        let token = self.app.signer.token_of(id.uuid(), LinkPurpose::Consent, holder);
        self.app.url(&format!("/toestemming/{token}"))
    }

    fn consent_asked(&mut self, candidate: &Candidate, id: ConsentId) -> Still<Mail> {
        let (consent, proposal) = self.consent(id)?;
        ensure(consent.state == ConsentState::Asked, "it was answered or is void")?;
        let work = self.work(proposal.listing)?;
        let earlier = consents::of_proposal(self.conn, proposal.id)?;
        Ok(Mail::ConsentAsked(mail::ConsentAsked {
            name: candidate.contact.name.clone(),
            listing: work.listing,
            organisation: work.organisation,
            deadline: consent.deadline,
            again: earlier.iter().any(|other| {
                // Of this round: asked after this approval, and void since.
                other.id != consent.id
                    && other.state == ConsentState::Void
                    && proposal.decided_at.is_some_and(|approved| other.asked_at >= approved)
            }),
            url: self.consent_url(id, candidate),
        }))
    }

    fn consent_to_ask(&mut self, id: ConsentId) -> Still<Mail> {
        let (consent, proposal) = self.consent(id)?;
        ensure(consent.state == ConsentState::Asked, "it was answered or is void")?;
        let candidate = self.candidate(consent.candidate)?;
        let work = self.work(proposal.listing)?;
        Ok(Mail::ConsentToAsk(mail::ConsentToAsk {
            candidate: candidate.code,
            listing: work.listing,
            organisation: work.organisation,
            deadline: consent.deadline,
            overridden: !proposal.overridden.is_empty(),
            came_back: candidate.contact.email.is_some(),
            url: self.app.url(&format!("/netwerk/voorstellen/{}", proposal.id)),
        }))
    }

    fn consent_decided(&mut self, id: ConsentId) -> Still<Mail> {
        let (consent, proposal) = self.consent(id)?;
        ensure(consent.state != ConsentState::Asked, "it was not answered")?;
        let candidate = self.candidate(consent.candidate)?;
        let work = self.work(proposal.listing)?;
        Ok(Mail::ConsentDecided(mail::ConsentDecided {
            candidate: candidate.code,
            listing: work.listing,
            organisation: work.organisation,
            state: consent.state,
            url: self.app.url(&format!("/netwerk/voorstellen/{}", proposal.id)),
        }))
    }

    /// To an employer, exactly what was agreed to; looked at a last time, since it may have been taken back a second ago.
    fn introduction_sent(&mut self, to: &Account, id: IntroductionId, mail_id: OutboxId) -> Still<Mail> {
        let introduction = self.introduction(id)?;
        ensure(introduction.status.is_open_to_employer(), "it was taken back or is over")?;
        ensure(to.employer == Some(introduction.employer), "this is another employer's")?;
        ensure(to.state == AccountState::Active, "nobody has confirmed this address")?;
        let refused = self.employer(introduction.employer)?.verification == Verification::Refused;
        ensure(!refused, "the organisation was refused")?;
        let (consent, proposal) = self.consent(introduction.consent)?;
        ensure(consent.state == ConsentState::Agreed, "the agreement was taken back")?;
        let work = self.work(introduction.listing)?;
        let netwerker = match proposal.decided_by {
            Some(by) => accounts::find(self.conn, by)?,
            None => None,
        };
        // Signed for this mail: the link dies with the account that it went to.
        let token = self.app.signer.token(mail_id.uuid(), LinkPurpose::Introduction);
        Ok(Mail::IntroductionSent(Box::new(mail::IntroductionSent {
            listing: work.listing,
            organisation: work.organisation,
            shown: consent.shown,
            netwerker: netwerker.map(to_call),
            url: self.app.url(&format!("/voordracht/{token}")),
        })))
    }

    fn confirmed_to(&mut self, candidate: &Candidate, id: IntroductionId) -> Still<Mail> {
        let introduction = self.introduction(id)?;
        ensure(introduction.status.is_open_to_employer(), "it was taken back or is over")?;
        let work = self.work(introduction.listing)?;
        Ok(Mail::IntroductionConfirmed(mail::IntroductionConfirmed {
            name: candidate.contact.name.clone(),
            listing: work.listing,
            organisation: work.organisation,
            url: self.consent_url(introduction.consent, candidate),
        }))
    }

    /// Who guides a candidate, while that account is in use.
    fn begeleider(&mut self, candidate: &Candidate) -> Still<Option<Account>> {
        let Some(id) = candidate.begeleider else { return Ok(None) };
        Ok(accounts::find(self.conn, id)?.filter(|account| account.state != AccountState::Blocked))
    }

    /// Whom the candidate asks for at the employer: who answered, or else the first who can log in.
    fn contact_at_employer(&mut self, introduction: &Introduction) -> Still<Option<Account>> {
        let mut active = accounts::of_employer(self.conn, introduction.employer)?;
        active.retain(|account| account.state == AccountState::Active);
        let answered = active.iter().position(|account| introduction.answered_by == Some(account.id));
        Ok(active.into_iter().nth(answered.unwrap_or(0)))
    }

    /// Where the work of an introduction is: its own place, or else that of the organisation.
    fn place(&mut self, introduction: &Introduction) -> Still<Option<String>> {
        let listing = still(listings::find(self.conn, introduction.listing)?, "the listing is gone")?;
        let proposal = self.proposal(introduction.proposal)?;
        let revision = revisions::find(self.conn, listing.live_revision.unwrap_or(proposal.revision))?;
        let of_work = revision.and_then(|revision| revision.content.place_in_words());
        Ok(of_work.or(self.employer(introduction.employer)?.profile.place))
    }

    fn introduction_answered(&mut self, to: &Account, id: IntroductionId) -> Still<Mail> {
        let introduction = self.introduction(id)?;
        ensure(introduction.answered_at.is_some(), "there is no answer")?;
        ensure(introduction.status != IntroductionStatus::Recalled, "it was taken back")?;
        let candidate = self.candidate(introduction.candidate)?;
        let work = self.work(introduction.listing)?;
        let caller = match self.begeleider(&candidate)? {
            Some(begeleider) if begeleider.id == to.id => mail::Caller::Reader,
            Some(begeleider) => mail::Caller::Begeleider(begeleider.name),
            None => mail::Caller::Nobody,
        };
        Ok(Mail::IntroductionAnswered(mail::IntroductionAnswered {
            candidate: candidate.code,
            listing: work.listing,
            organisation: work.organisation,
            status: introduction.status,
            refusal: introduction.refusal,
            later_until: introduction.later_until,
            caller,
            url: self.app.url(&format!("/netwerk/voordrachten/{id}")),
        }))
    }

    fn outcome(&mut self, candidate: &Candidate, id: IntroductionId) -> Still<Mail> {
        let introduction = self.introduction(id)?;
        let answered_at = still(introduction.answered_at, "there is no answer")?;
        ensure(introduction.status != IntroductionStatus::Recalled, "it was taken back")?;
        let work = self.work(introduction.listing)?;
        let invited = introduction.status == IntroductionStatus::Inviting;
        let (contact, place) =
            if invited { (self.contact_at_employer(&introduction)?, self.place(&introduction)?) } else { (None, None) };
        Ok(Mail::IntroductionOutcome(mail::IntroductionOutcome {
            name: candidate.contact.name.clone(),
            listing: work.listing,
            organisation: work.organisation,
            status: introduction.status,
            refusal: introduction.refusal,
            words: introduction.words.filter(|_| invited),
            answered_on: CivilDay::of(answered_at),
            place,
            contact: contact.map(to_call),
            begeleider: self.begeleider(candidate)?.map(to_call),
            later_until: introduction.later_until,
            work_url: self.app.url("/werk"),
        }))
    }

    /// Told only to an employer who got the introduction: what still waited in the outbox was dropped.
    fn introduction_recalled(&mut self, to: &Account, id: IntroductionId) -> Still<Mail> {
        let introduction = self.introduction(id)?;
        ensure(introduction.status == IntroductionStatus::Recalled, "it is not taken back")?;
        let sent_at = still(introduction.sent_at, "it never went out")?;
        let told =
            crate::store::outbox::was_sent(self.conn, to.id, Notification::IntroductionSent { introduction: id })?;
        ensure(told, "this employer never got the introduction")?;
        let work = self.work(introduction.listing)?;
        Ok(Mail::IntroductionRecalled(mail::IntroductionRecalled {
            listing: work.listing,
            sent_on: CivilDay::of(sent_at),
        }))
    }

    fn stopped(&mut self, candidate: &Candidate, id: IntroductionId) -> Still<Mail> {
        let introduction = self.introduction(id)?;
        ensure(introduction.status == IntroductionStatus::Recalled, "it is not taken back")?;
        let work = self.work(introduction.listing)?;
        Ok(Mail::IntroductionStopped(mail::IntroductionStopped {
            name: candidate.contact.name.clone(),
            listing: work.listing,
            organisation: work.organisation,
            by_yourself: introduction.recall == Some(RecallReason::ConsentWithdrawn),
        }))
    }

    fn introduction_held(&mut self, id: IntroductionId) -> Still<Mail> {
        let introduction = self.introduction(id)?;
        ensure(introduction.status == IntroductionStatus::Stopped, "it went out")?;
        let candidate = self.candidate(introduction.candidate)?;
        let work = self.work(introduction.listing)?;
        let newest = consents::newest_of(self.conn, introduction.proposal)?;
        Ok(Mail::IntroductionHeld(mail::IntroductionHeld {
            candidate: candidate.code,
            listing: work.listing,
            organisation: work.organisation,
            asked_again: newest.is_some_and(|consent| consent.state == ConsentState::Asked),
            url: self.app.url(&format!("/netwerk/voorstellen/{}", introduction.proposal)),
        }))
    }
}

/// A name with the telephone number as people read it.
fn to_call(account: Account) -> (String, Option<String>) {
    (account.name, account.phone.map(|phone| phone.readable()))
}
