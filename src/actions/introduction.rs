//! Introductions: a candidate who agreed is brought before an employer; the employer answers; staff can take it back.
//! Never sent without looking once more whether all that was agreed to still holds.

use super::notify::{self, Notice};
use super::proposal::{self, Pair, review};
use super::{ActionError, ActionResult, consent, expect_first};
use crate::db::Tx;
use crate::domain::actor::{Actor, Capability, Role};
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::candidate::{AccessPurpose, CandidateState};
use crate::domain::civil_day::{CivilDay, by_day};
use crate::domain::code::Code;
use crate::domain::ids::IntroductionId;
use crate::domain::introduction::{
    EmployerAnswer, Introduction, IntroductionEvent, IntroductionStatus, LINK_DAYS, RecallReason,
};
use crate::domain::notification::Notification;
use crate::domain::proposal::{LapseReason, Proposal, ProposalEvent};
use crate::domain::sharing::{ConsentState, SharedProfile, SharingConsent};
use crate::store::audit::{Subject, record};
use crate::store::{candidate_access, candidates, consents, introductions, proposals};

fn subject(introduction: &Introduction) -> Subject {
    Subject::new(SubjectKind::Introduction, introduction.id, introduction.municipality)
}

fn moved(tx: &mut Tx, actor: &Actor, introduction: &Introduction, event: IntroductionEvent) -> ActionResult<()> {
    record(tx, actor, Deed::IntroductionMoved, subject(introduction), Some(event.code()))?;
    Ok(())
}

fn write(
    tx: &mut Tx,
    loaded: &Introduction,
    event: IntroductionEvent,
    edit: impl FnOnce(&mut Introduction),
) -> ActionResult<Introduction> {
    let mut introduction = loaded.clone();
    introduction.status = loaded.status.on(event)?;
    edit(&mut introduction);
    expect_first(introductions::update(tx, &introduction, loaded)?)?;
    introduction.version = loaded.version + 1;
    tx.touch(SubjectKind::Introduction, introduction.id);
    Ok(introduction)
}

/// Makes ready what a candidate agreed to; it goes out by day.
pub(super) fn prepare(tx: &mut Tx, actor: &Actor, consent: &SharingConsent, proposal: &Proposal) -> ActionResult<()> {
    let introduction = Introduction {
        id: tx.id(),
        municipality: proposal.municipality,
        proposal: proposal.id,
        consent: consent.id,
        candidate: proposal.candidate,
        listing: proposal.listing,
        employer: proposal.employer,
        status: IntroductionStatus::Ready,
        due_at: by_day(tx.now()),
        sent_at: None,
        answered_at: None,
        answered_by: None,
        refusal: None,
        words: None,
        later_until: None,
        recall: None,
        recalled_at: None,
        created_at: tx.now(),
        version: 1,
    };
    introductions::insert(tx, &introduction)?;
    tx.touch(SubjectKind::Introduction, introduction.id);
    record(tx, actor, Deed::IntroductionMoved, subject(&introduction), Some("prepare"))?;
    Ok(())
}

/// Sends what is due, after looking once more: the candidate still looks for work, the agreement stands and is about
/// exactly what would be shown now, the listing is open, the employer can be reached. Else it stops; when only what is
/// shown changed, the candidate is asked again.
///
/// # Errors
/// `NotNow` when it was taken back meanwhile.
pub fn send(tx: &mut Tx, id: IntroductionId) -> ActionResult<()> {
    let today = CivilDay::of(tx.now());
    let loaded = introductions::find(tx, id)?.ok_or(ActionError::NotFound)?;
    let consent = consents::find(tx, loaded.consent)?.ok_or(ActionError::NotFound)?;
    let proposal = proposals::find(tx, loaded.proposal)?.ok_or(ActionError::NotFound)?;
    let pair = Pair::load(tx, loaded.candidate, loaded.listing, today)?;
    let gone = pair.gone(proposal.override_reason.is_some());
    let open = pair.listing.as_ref().filter(|_| gone.is_none());
    let Some(open) = open.filter(|_| consent.state == ConsentState::Agreed) else {
        return stop(tx, &loaded, &consent, &proposal, gone.unwrap_or(LapseReason::Recalled));
    };
    if !review::is_reachable(tx, loaded.employer)? {
        return stop(tx, &loaded, &consent, &proposal, LapseReason::ListingClosed);
    }
    if consent::shown(&pair.candidate, open, today) != consent.shown {
        return ask_again(tx, &loaded, &consent, &proposal, &pair);
    }
    let now = tx.now();
    let introduction = write(tx, &loaded, IntroductionEvent::Send, |introduction| introduction.sent_at = Some(now))?;
    let sent = Notice::new(Notification::IntroductionSent { introduction: id }, id, introduction.version);
    notify::employer(tx, introduction.employer, &sent)?;
    let confirmed = Notice::new(Notification::IntroductionConfirmed { introduction: id }, id, introduction.version);
    notify::candidate(tx, &pair.candidate, &confirmed)?;
    moved(tx, &Actor::System, &introduction, IntroductionEvent::Send)
}

/// It does not go out, and the proposal is over.
fn stop(
    tx: &mut Tx,
    loaded: &Introduction,
    consent: &SharingConsent,
    proposal: &Proposal,
    reason: LapseReason,
) -> ActionResult<()> {
    halt(tx, loaded, consent, proposal)?;
    if proposal.status.allows(ProposalEvent::Lapse) {
        proposal::lapse(tx, &Actor::System, proposal, reason)?;
    }
    Ok(())
}

/// It does not go out; the candidate sees what would be shown now and is asked again.
fn ask_again(
    tx: &mut Tx,
    loaded: &Introduction,
    consent: &SharingConsent,
    proposal: &Proposal,
    pair: &Pair,
) -> ActionResult<()> {
    halt(tx, loaded, consent, proposal)?;
    consent::ask(tx, &Actor::System, proposal, pair, true)
}

fn halt(tx: &mut Tx, loaded: &Introduction, consent: &SharingConsent, proposal: &Proposal) -> ActionResult<()> {
    let introduction = write(tx, loaded, IntroductionEvent::Stop, |_| ())?;
    if consent.state == ConsentState::Agreed {
        consent::void(tx, &Actor::System, consent)?;
    }
    let id = introduction.id;
    let held = Notice::new(Notification::IntroductionHeld { introduction: id }, id, introduction.version);
    notify::decider(tx, proposal.municipality, proposal.decided_by, &held)?;
    moved(tx, &Actor::System, &introduction, IntroductionEvent::Stop)
}

/// What an employer opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The introduction.
    pub introduction: Introduction,
    /// What the candidate agreed to; `None` when there is nothing to see any more.
    pub shown: Option<SharedProfile>,
}

/// Opens an introduction as the employer, by the link of the mail (`by_link`) or with an account. That somebody looked
/// is written down when there was something to see.
///
/// # Errors
/// `NotFound` when it never went out, or went to another employer.
pub fn open(tx: &mut Tx, actor: &Actor, id: IntroductionId, by_link: bool) -> ActionResult<Opened> {
    let introduction = introductions::find(tx, id)?.ok_or(ActionError::NotFound)?;
    let mine = by_link || actor.acts_for(introduction.employer);
    if !mine || introduction.sent_at.is_none() {
        return Err(ActionError::NotFound);
    }
    if !is_open(&introduction, by_link, CivilDay::of(tx.now())) {
        return Ok(Opened { introduction, shown: None });
    }
    let consent = consents::find(tx, introduction.consent)?.ok_or(ActionError::NotFound)?;
    if consent.state != ConsentState::Agreed {
        return Ok(Opened { introduction, shown: None });
    }
    let reader = if by_link { &Actor::Anonymous } else { actor };
    candidate_access::record(tx, introduction.candidate, reader, AccessPurpose::Introduction)?;
    Ok(Opened { introduction, shown: Some(consent.shown) })
}

/// Whether the employer may look: the link of a mail works for a while only.
fn is_open(introduction: &Introduction, by_link: bool, today: CivilDay) -> bool {
    let sent_on = introduction.sent_at.map(CivilDay::of);
    let in_time = !by_link || sent_on.is_some_and(|sent| sent.plus_days(LINK_DAYS) >= today);
    introduction.status.is_open_to_employer() && in_time
}

/// The employer answers, by the link or with an account; or a colleague notes what was said by telephone.
///
/// # Errors
/// `NotFound` for others; `Conflict` when it changed since `version`; `NotNow` when there is nothing to answer any more.
pub fn answer(
    tx: &mut Tx,
    actor: &Actor,
    (id, by_link): (IntroductionId, bool),
    version: i32,
    answer: &EmployerAnswer,
) -> ActionResult<()> {
    let loaded = introductions::find(tx, id)?.ok_or(ActionError::NotFound)?;
    let staff = actor.can_in(Capability::GuideMatches, loaded.municipality);
    if !(by_link || staff || actor.acts_for(loaded.employer)) || loaded.sent_at.is_none() {
        return Err(ActionError::NotFound);
    }
    if loaded.version != version {
        return Err(ActionError::Conflict);
    }
    if by_link && !is_open(&loaded, true, CivilDay::of(tx.now())) {
        return Err(ActionError::NotNow("the link works no longer".to_owned()));
    }
    let (event, by, at) = (answer.event(), actor.account().filter(|_| !by_link), tx.now());
    let introduction = write(tx, &loaded, event, |introduction| {
        introduction.answered_at = Some(at);
        introduction.answered_by = by;
        (introduction.refusal, introduction.words, introduction.later_until) = match answer.clone() {
            EmployerAnswer::Invite(words) => (None, words, None),
            EmployerAnswer::Refuse(reason, words) => (Some(reason), words, None),
            EmployerAnswer::Later(until) => (None, None, until),
        };
    })?;
    let version = introduction.version;
    let candidate = candidates::find(tx, introduction.candidate)?.ok_or(ActionError::NotFound)?;
    let outcome = Notice::new(Notification::IntroductionOutcome { introduction: id }, id, version);
    notify::candidate(tx, &candidate, &outcome)?;
    let answered = Notice::new(Notification::IntroductionAnswered { introduction: id }, id, version);
    notify::role(tx, introduction.municipality, Role::Netwerker, &answered)?;
    notify::guide(tx, &candidate, &answered)?;
    moved(tx, actor, &introduction, event)
}

/// Staff take an introduction back: the link is dead, the employer is told, and what happened is recorded.
///
/// # Errors
/// `NotFound` for others; `Conflict` when it changed since `version`; `NotNow` when it is over.
pub fn recall(tx: &mut Tx, actor: &Actor, id: IntroductionId, version: i32, reason: RecallReason) -> ActionResult<()> {
    let loaded = introductions::find(tx, id)?.ok_or(ActionError::NotFound)?;
    if !actor.can_in(Capability::GuideMatches, loaded.municipality) {
        return Err(ActionError::NotFound);
    }
    if loaded.version != version {
        return Err(ActionError::Conflict);
    }
    take_back(tx, actor, &loaded, reason)
}

/// Takes an introduction back for any reason; one that is over stays as it is.
pub(super) fn take_back(tx: &mut Tx, actor: &Actor, loaded: &Introduction, reason: RecallReason) -> ActionResult<()> {
    let at = tx.now();
    let introduction = write(tx, loaded, IntroductionEvent::Recall, |introduction| {
        introduction.recall = Some(reason);
        introduction.recalled_at = Some(at);
        introduction.words = None;
    })?;
    if let Some(consent) = consents::find(tx, introduction.consent)?
        && consent.state == ConsentState::Agreed
    {
        consent::void(tx, actor, &consent)?;
    }
    if let Some(proposal) = proposals::find(tx, introduction.proposal)?
        && proposal.status.allows(ProposalEvent::Lapse)
    {
        proposal::lapse(tx, actor, &proposal, lapse_of(reason))?;
    }
    // Who got nothing hears nothing; what still waits in the outbox is dropped by `jobs::compose`.
    let (id, version) = (introduction.id, introduction.version);
    let recalled = Notice::new(Notification::IntroductionRecalled { introduction: id }, id, version);
    if loaded.sent_at.is_some() {
        notify::employer(tx, introduction.employer, &recalled)?;
    }
    if loaded.sent_at.is_some()
        && let Some(candidate) = candidates::find(tx, introduction.candidate)?
        && candidate.state != CandidateState::Erased
        && reason != RecallReason::Erased
    {
        let stopped = Notice::new(Notification::IntroductionStopped { introduction: id }, id, version);
        notify::candidate(tx, &candidate, &stopped)?;
    }
    // What an employer already had and lost again is an incident that somebody can ask after.
    let deed = if loaded.sent_at.is_some() { Deed::IncidentRecorded } else { Deed::IntroductionMoved };
    record(tx, actor, deed, subject(&introduction), Some(reason.code()))?;
    Ok(())
}

fn lapse_of(reason: RecallReason) -> LapseReason {
    match reason {
        RecallReason::Erased => LapseReason::Erased,
        RecallReason::ListingGone => LapseReason::ListingClosed,
        RecallReason::NotAvailable => LapseReason::CandidateGone,
        RecallReason::ConsentWithdrawn => LapseReason::Declined,
        RecallReason::WrongCandidate | RecallReason::WrongEmployer | RecallReason::TooMuchShared => {
            LapseReason::Recalled
        }
    }
}

/// A placement came of it: the employer knows the person now, and the link has done its work.
pub(super) fn placed(tx: &mut Tx, actor: &Actor, id: IntroductionId) -> ActionResult<Introduction> {
    let loaded = introductions::find(tx, id)?.ok_or(ActionError::NotFound)?;
    let introduction = write(tx, &loaded, IntroductionEvent::Place, |_| ())?;
    moved(tx, actor, &introduction, IntroductionEvent::Place)?;
    Ok(introduction)
}
