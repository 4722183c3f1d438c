//! Agreements: the candidate is asked whether we may share exactly this with this employer, and answers.
//! Never a yes that nobody gave: silence is no, and a yes to what has changed since is asked again.

use super::notify::{self, Notice};
use super::proposal::{self, Pair, review};
use super::{ActionError, ActionResult, expect_first, introduction};
use crate::db::{Conn, Tx};
use crate::domain::actor::{Actor, Capability};
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::candidate::{AccessPurpose, Candidate};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::ids::ConsentId;
use crate::domain::introduction::{IntroductionEvent, RecallReason};
use crate::domain::notification::Notification;
use crate::domain::proposal::{LapseReason, Proposal};
use crate::domain::sharing::{CONSENT_DAYS, ConsentChannel, ConsentEvent, ConsentState, SharedProfile, SharingConsent};
use crate::matching::explain;
use crate::store::audit::{Subject, record};
use crate::store::listings::PublicListing;
use crate::store::{candidate_access, candidates, consents, introductions, proposals, undelivered};

fn subject(consent: &SharingConsent) -> Subject {
    Subject::new(SubjectKind::Consent, consent.id, consent.municipality)
}

/// What an employer would see today.
pub(super) fn shown(candidate: &Candidate, open: &PublicListing, today: CivilDay) -> SharedProfile {
    let explanation = explain::explain(candidate, &open.listing, &open.content, today);
    SharedProfile::of(candidate, explain::for_employer(&explanation.open), today)
}

/// Asks the candidate: by mail, or by the begeleider when there is no address. `again` when what was agreed to changed.
pub(super) fn ask(tx: &mut Tx, actor: &Actor, proposal: &Proposal, pair: &Pair, again: bool) -> ActionResult<()> {
    let today = CivilDay::of(tx.now());
    let open = pair.listing.as_ref().ok_or(ActionError::Conflict)?;
    let consent = SharingConsent {
        id: tx.id(),
        municipality: proposal.municipality,
        proposal: proposal.id,
        candidate: proposal.candidate,
        state: ConsentState::Asked,
        shown: shown(&pair.candidate, open, today),
        candidate_version: pair.candidate.version,
        revision: open.listing.live_revision.ok_or(ActionError::Conflict)?,
        deadline: today.plus_days(CONSENT_DAYS),
        channel: None,
        noted_by: None,
        asked_at: tx.now(),
        decided_at: None,
        version: 1,
    };
    consents::insert(tx, &consent)?;
    tx.touch(SubjectKind::Consent, consent.id);
    record(tx, actor, Deed::ConsentAsked, subject(&consent), again.then_some("again"))?;
    tell_candidate(tx, &pair.candidate, &consent)
}

/// By mail, or through the begeleider when there is no address.
fn tell_candidate(tx: &mut Tx, candidate: &Candidate, consent: &SharingConsent) -> ActionResult<()> {
    let asked = Notice::new(Notification::ConsentAsked { consent: consent.id }, consent.id, consent.version);
    if !notify::candidate(tx, candidate, &asked)? {
        let to_ask = Notice::new(Notification::ConsentToAsk { consent: consent.id }, consent.id, consent.version);
        notify::guide(tx, candidate, &to_ask)?;
    }
    Ok(())
}

/// The candidate has another mail address, or none: what waits for an answer is asked there. Links to the old address
/// are dead, for they are signed with it.
pub(super) fn ask_elsewhere(tx: &mut Tx, candidate: &Candidate) -> ActionResult<()> {
    let waiting = consents::in_state(tx, candidate.municipality, Some(candidate.id), ConsentState::Asked)?;
    for loaded in waiting {
        expect_first(consents::update(tx, &loaded, &loaded)?)?;
        let consent = SharingConsent { version: loaded.version + 1, ..loaded };
        tell_candidate(tx, candidate, &consent)?;
    }
    Ok(())
}

/// Whether the candidate must be asked in person: without a mail address, or when the mail did not arrive.
///
/// # Errors
/// A database error.
pub fn is_asked_in_person(conn: &mut Conn, candidate: &Candidate, consent: ConsentId) -> ActionResult<bool> {
    let asked = Notification::ConsentAsked { consent };
    Ok(candidate.contact.email.is_none() || undelivered::did_not_reach(conn, candidate.id, asked)?)
}

/// What came of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// Yes: the introduction goes out.
    Agreed,
    /// No: nothing else happens.
    Declined,
    /// What would be shown has changed since it was asked: it must be looked at again.
    Changed,
}

/// Who answers, and how.
#[derive(Debug, Clone, Copy)]
pub struct Answerer<'a> {
    /// The candidate by the link, or the colleague who notes what was said.
    pub actor: &'a Actor,
    /// How.
    pub channel: ConsentChannel,
}

/// Answers, by the candidate himself on the screen or noted by a colleague.
///
/// # Errors
/// `NotFound` when a colleague is of another municipality; `NotNow` when it was answered, is too late or void;
/// `Conflict` when it changed since `version`.
pub fn decide(tx: &mut Tx, by: Answerer<'_>, id: ConsentId, version: i32, agrees: bool) -> ActionResult<Decided> {
    let loaded = consents::find(tx, id)?.ok_or(ActionError::NotFound)?;
    if by.channel != ConsentChannel::Screen {
        if !by.actor.can_in(Capability::GuideMatches, loaded.municipality) {
            return Err(ActionError::NotFound);
        }
        let proposal = proposals::find(tx, loaded.proposal)?.ok_or(ActionError::NotFound)?;
        if review::judge(tx, by.actor, &proposal)? == review::Judge::Tied {
            return Err(ActionError::Tied);
        }
        candidate_access::record(tx, loaded.candidate, by.actor, AccessPurpose::Consent)?;
    }
    if loaded.version != version {
        return Err(ActionError::Conflict);
    }
    let today = CivilDay::of(tx.now());
    if loaded.deadline < today {
        return Err(ActionError::NotNow("the deadline has passed".to_owned()));
    }
    let proposal = proposals::find(tx, loaded.proposal)?.ok_or(ActionError::NotFound)?;
    if !agrees {
        let consent = write(tx, by, &loaded, ConsentEvent::Decline)?;
        proposal::lapse(tx, by.actor, &proposal, LapseReason::Declined)?;
        tell_netwerker(tx, &consent, &proposal)?;
        return Ok(Decided::Declined);
    }
    let pair = Pair::load(tx, proposal.candidate, proposal.listing, today)?;
    let gone = pair.gone(&proposal.overridden);
    // To work that is out of sight for now a yes is still a yes: it is looked at again before anything goes out.
    let rests = gone == Some(LapseReason::ListingClosed) && Pair::is_resting(tx, proposal.listing, today)?;
    match pair.listing.as_ref().filter(|_| gone.is_none()) {
        Some(open) => {
            if let Some(changed) = refreshed(&pair.candidate, open, &loaded, today)? {
                expect_first(consents::update(tx, &changed, &loaded)?)?;
                record(tx, by.actor, Deed::ConsentAsked, subject(&loaded), Some("changed"))?;
                return Ok(Decided::Changed);
            }
        }
        None if rests => {}
        None => return Err(ActionError::NotNow("the work is no longer there".to_owned())),
    }
    let consent = write(tx, by, &loaded, ConsentEvent::Agree)?;
    proposal::introduce(tx, by.actor, &proposal)?;
    introduction::prepare(tx, by.actor, &consent, &proposal)?;
    tell_netwerker(tx, &consent, &proposal)?;
    Ok(Decided::Agreed)
}

/// The agreement as it would be asked now, when that differs from what the candidate read.
fn refreshed(
    candidate: &Candidate,
    open: &PublicListing,
    loaded: &SharingConsent,
    today: CivilDay,
) -> ActionResult<Option<SharingConsent>> {
    let revision = open.listing.live_revision.ok_or(ActionError::Conflict)?;
    let shown = shown(candidate, open, today);
    if shown == loaded.shown && revision == loaded.revision {
        return Ok(None);
    }
    Ok(Some(SharingConsent { shown, candidate_version: candidate.version, revision, ..loaded.clone() }))
}

fn write(tx: &mut Tx, by: Answerer<'_>, loaded: &SharingConsent, event: ConsentEvent) -> ActionResult<SharingConsent> {
    let mut consent = loaded.clone();
    consent.state = loaded.state.on(event)?;
    // Who takes a yes back leaves the proof of the yes as it was: when, how, noted by whom.
    if event != ConsentEvent::Withdraw {
        consent.channel = Some(by.channel);
        consent.noted_by = by.actor.account().filter(|_| by.channel != ConsentChannel::Screen);
        consent.decided_at = Some(tx.now());
    }
    expect_first(consents::update(tx, &consent, loaded)?)?;
    consent.version = loaded.version + 1;
    record(tx, by.actor, Deed::ConsentDecided, subject(&consent), Some(consent.state.code()))?;
    Ok(consent)
}

fn tell_netwerker(tx: &mut Tx, consent: &SharingConsent, proposal: &Proposal) -> ActionResult<()> {
    let decided = Notice::new(Notification::ConsentDecided { consent: consent.id }, consent.id, consent.version);
    notify::decider(tx, proposal.municipality, proposal.decided_by, &decided)?;
    Ok(())
}

/// The deadline passed without an answer: that is no. For the daily job.
///
/// # Errors
/// `NotNow` when it was answered meanwhile.
pub fn expire(tx: &mut Tx, id: ConsentId) -> ActionResult<()> {
    let loaded = consents::find(tx, id)?.ok_or(ActionError::NotFound)?;
    let mut consent = loaded.clone();
    consent.state = loaded.state.on(ConsentEvent::Expire)?;
    expect_first(consents::update(tx, &consent, &loaded)?)?;
    consent.version += 1;
    record(tx, &Actor::System, Deed::ConsentDecided, subject(&consent), Some(consent.state.code()))?;
    let proposal = proposals::find(tx, consent.proposal)?.ok_or(ActionError::NotFound)?;
    proposal::lapse(tx, &Actor::System, &proposal, LapseReason::Silent)?;
    tell_netwerker(tx, &consent, &proposal)?;
    let candidate = candidates::find(tx, consent.candidate)?.ok_or(ActionError::NotFound)?;
    let silent = Notice::new(Notification::ConsentDecided { consent: id }, id, consent.version);
    notify::guide(tx, &candidate, &silent)?;
    Ok(())
}

/// What was asked or agreed to is no longer to be: the work is gone, the person left, or what is shown changed.
pub(super) fn void(tx: &mut Tx, actor: &Actor, loaded: &SharingConsent) -> ActionResult<()> {
    let mut consent = loaded.clone();
    consent.state = loaded.state.on(ConsentEvent::Void)?;
    expect_first(consents::update(tx, &consent, loaded)?)?;
    record(tx, actor, Deed::ConsentDecided, subject(&consent), Some(consent.state.code()))?;
    if loaded.state == ConsentState::Asked {
        // Who approved it, and who guides the person, would else wait for an answer that does not come.
        let proposal = proposals::find(tx, consent.proposal)?.ok_or(ActionError::NotFound)?;
        let voided = Notice::new(Notification::ConsentDecided { consent: consent.id }, consent.id, loaded.version + 1);
        notify::decider(tx, proposal.municipality, proposal.decided_by, &voided)?;
    }
    Ok(())
}

/// A yes that a colleague takes back because the candidate asked for it.
pub(super) fn withdraw_for(tx: &mut Tx, actor: &Actor, loaded: &SharingConsent) -> ActionResult<()> {
    let mut consent = loaded.clone();
    consent.state = loaded.state.on(ConsentEvent::Withdraw)?;
    expect_first(consents::update(tx, &consent, loaded)?)?;
    record(tx, actor, Deed::ConsentDecided, subject(&consent), Some(consent.state.code()))?;
    Ok(())
}

/// The candidate takes a yes back by the link: the employer loses what he has. Colleagues take the introduction back.
///
/// # Errors
/// As [`decide`].
pub fn withdraw(tx: &mut Tx, id: ConsentId, version: i32) -> ActionResult<()> {
    let by = Answerer { actor: &Actor::Anonymous, channel: ConsentChannel::Screen };
    let loaded = consents::find(tx, id)?.ok_or(ActionError::NotFound)?;
    if loaded.version != version {
        return Err(ActionError::Conflict);
    }
    let consent = write(tx, by, &loaded, ConsentEvent::Withdraw)?;
    let proposal = proposals::find(tx, consent.proposal)?.ok_or(ActionError::NotFound)?;
    // After a no of the employer there is nothing left to take back from him.
    if let Some(introduction) = introductions::of_consent(tx, id)?
        && introduction.status.allows(IntroductionEvent::Recall)
    {
        introduction::take_back(tx, by.actor, &introduction, RecallReason::ConsentWithdrawn)?;
    }
    // There may be an appointment tomorrow: colleagues hear it at once.
    let withdrawn =
        Notice::new(Notification::ConsentDecided { consent: consent.id }, consent.id, consent.version).at_once();
    notify::decider(tx, proposal.municipality, proposal.decided_by, &withdrawn)?;
    let candidate = candidates::find(tx, consent.candidate)?.ok_or(ActionError::NotFound)?;
    notify::guide(tx, &candidate, &withdrawn)?;
    Ok(())
}
