//! Introductions: a candidate who agreed is brought before an employer; the employer answers; staff can take it back.
//! Never sent without looking once more whether all that was agreed to still holds.

use super::notify::{self, Notice};
use super::proposal::{self, Pair, review};
use super::{ActionError, ActionResult, consent, expect_first};
use crate::db::{Conn, Tx};
use crate::domain::account::AccountState;
use crate::domain::actor::{Actor, Capability, Role};
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::candidate::{AccessPurpose, CandidateState};
use crate::domain::civil_day::{CivilDay, by_day};
use crate::domain::code::Code;
use crate::domain::employer::Verification;
use crate::domain::ids::{IntroductionId, OutboxId};
use crate::domain::introduction::{
    EmployerAnswer, Introduction, IntroductionEvent, IntroductionStatus, LINK_DAYS, RecallReason, RefusalReason,
};
use crate::domain::notification::{Notification, Recipient};
use crate::domain::proposal::{LapseReason, Proposal, ProposalEvent};
use crate::domain::sharing::{ConsentState, SharedProfile, SharingConsent};
use crate::store::audit::{Subject, record};
use crate::store::{accounts, candidate_access, candidates, consents, employers, introductions, outbox, proposals};

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
/// Work that is only out of sight for now waits; gives whether something happened.
///
/// # Errors
/// `NotNow` when it was taken back meanwhile.
pub fn send(tx: &mut Tx, id: IntroductionId) -> ActionResult<bool> {
    let today = CivilDay::of(tx.now());
    let basis = Basis::load(tx, id, today)?;
    let hindrance = basis.hindrance(tx)?;
    if hindrance == Some(LapseReason::ListingClosed) && Pair::is_resting(tx, basis.loaded.listing, today)? {
        return Ok(false);
    }
    if let Some(reason) = hindrance {
        return stop(tx, &basis, reason).map(|()| true);
    }
    let open = basis.pair.listing.as_ref().ok_or(ActionError::Conflict)?;
    let same_work = open.listing.live_revision == Some(basis.consent.revision);
    if !same_work || consent::shown(&basis.pair.candidate, open, today) != basis.consent.shown {
        return ask_again(tx, &basis).map(|()| true);
    }
    let Basis { loaded, pair, .. } = basis;
    let now = tx.now();
    let introduction = write(tx, &loaded, IntroductionEvent::Send, |introduction| introduction.sent_at = Some(now))?;
    let sent = Notice::new(Notification::IntroductionSent { introduction: id }, id, introduction.version);
    notify::confirmed_employer(tx, introduction.employer, &sent)?;
    let confirmed = Notice::new(Notification::IntroductionConfirmed { introduction: id }, id, introduction.version);
    notify::candidate(tx, &pair.candidate, &confirmed)?;
    moved(tx, &Actor::System, &introduction, IntroductionEvent::Send)?;
    Ok(true)
}

/// Asks the candidate again what was agreed to, or stops it as [`send`] does: the database comes from a backup, and the
/// agreement may have been taken back since. Work that is out of sight is not waited for.
///
/// # Errors
/// `NotNow` when it is not ready any more.
pub fn ask_once_more(tx: &mut Tx, id: IntroductionId) -> ActionResult<()> {
    let basis = Basis::load(tx, id, CivilDay::of(tx.now()))?;
    match basis.hindrance(tx)? {
        None if basis.proposal.status.allows(ProposalEvent::AskAgain) => ask_again(tx, &basis),
        hindrance => stop(tx, &basis, hindrance.unwrap_or(LapseReason::Recalled)),
    }
}

/// What an introduction that did not go out yet stands on.
struct Basis {
    loaded: Introduction,
    consent: SharingConsent,
    proposal: Proposal,
    pair: Pair,
}

impl Basis {
    fn load(tx: &mut Tx, id: IntroductionId, today: CivilDay) -> ActionResult<Self> {
        let loaded = introductions::find(tx, id)?.ok_or(ActionError::NotFound)?;
        let consent = consents::find(tx, loaded.consent)?.ok_or(ActionError::NotFound)?;
        let proposal = proposals::find(tx, loaded.proposal)?.ok_or(ActionError::NotFound)?;
        let pair = Pair::load(tx, loaded.candidate, loaded.listing, today)?;
        Ok(Self { loaded, consent, proposal, pair })
    }

    /// Why it may not go out now, whatever the candidate would say.
    fn hindrance(&self, tx: &mut Tx) -> ActionResult<Option<LapseReason>> {
        if let Some(gone) = self.pair.gone(&self.proposal.overridden) {
            return Ok(Some(gone));
        }
        if self.pair.listing.is_none() || self.consent.state != ConsentState::Agreed {
            return Ok(Some(LapseReason::Recalled));
        }
        Ok((!review::is_reachable(tx, self.loaded.employer)?).then_some(LapseReason::NotReachable))
    }
}

/// It does not go out, and the proposal is over.
fn stop(tx: &mut Tx, basis: &Basis, reason: LapseReason) -> ActionResult<()> {
    halt(tx, &basis.loaded, &basis.consent, &basis.proposal)?;
    if basis.proposal.status.allows(ProposalEvent::Lapse) {
        proposal::lapse(tx, &Actor::System, &basis.proposal, reason)?;
    }
    Ok(())
}

/// It does not go out; the candidate sees what would be shown now and is asked again.
fn ask_again(tx: &mut Tx, basis: &Basis) -> ActionResult<()> {
    halt(tx, &basis.loaded, &basis.consent, &basis.proposal)?;
    proposal::ask_again(tx, &Actor::System, &basis.proposal)?;
    consent::ask(tx, &Actor::System, &basis.proposal, &basis.pair, true)
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

/// How an employer comes to an introduction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// By the link of the mail that went to a contact person: it is dead once that person's account is closed.
    Link(OutboxId),
    /// With an account.
    Account(IntroductionId),
}

/// The introduction behind a door, when it leads there for this actor.
fn enter(conn: &mut Conn, actor: &Actor, door: Door) -> ActionResult<Introduction> {
    let (id, by) = match door {
        Door::Account(id) => (id, actor.person().and_then(|person| person.employer)),
        Door::Link(mail) => {
            let mail = outbox::find(conn, mail)?.ok_or(ActionError::NotFound)?;
            let (Notification::IntroductionSent { introduction }, Recipient::Account(account)) =
                (mail.notification, mail.recipient)
            else {
                return Err(ActionError::NotFound);
            };
            let contact = accounts::find(conn, account)?.filter(|account| account.state == AccountState::Active);
            (introduction, contact.and_then(|contact| contact.employer))
        }
    };
    let introduction = introductions::find(conn, id)?.ok_or(ActionError::NotFound)?;
    let mine = by == Some(introduction.employer) && introduction.sent_at.is_some();
    if mine { Ok(introduction) } else { Err(ActionError::NotFound) }
}

/// Whether the employer may look: while it is open and not too long ago, and the organisation is still trusted.
fn is_open(conn: &mut Conn, introduction: &Introduction, today: CivilDay) -> ActionResult<bool> {
    let in_time = introduction.sent_at.is_some_and(|sent| CivilDay::of(sent).plus_days(LINK_DAYS) >= today);
    let refused = employers::find(conn, introduction.employer)?
        .is_none_or(|employer| employer.verification == Verification::Refused);
    Ok(introduction.status.is_open_to_employer() && in_time && !refused)
}

/// What an employer opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The introduction.
    pub introduction: Introduction,
    /// What the candidate agreed to; `None` when there is nothing to see any more.
    pub shown: Option<SharedProfile>,
}

/// Opens an introduction as the employer. That somebody looked is written down when there was something to see.
///
/// # Errors
/// `NotFound` when it never went out, or went to another employer.
pub fn open(tx: &mut Tx, actor: &Actor, door: Door) -> ActionResult<Opened> {
    let introduction = enter(tx, actor, door)?;
    let today = CivilDay::of(tx.now());
    let consent = consents::find(tx, introduction.consent)?.ok_or(ActionError::NotFound)?;
    if consent.state != ConsentState::Agreed || !is_open(tx, &introduction, today)? {
        return Ok(Opened { introduction, shown: None });
    }
    let reader = if matches!(door, Door::Link(_)) { &Actor::Anonymous } else { actor };
    candidate_access::record(tx, introduction.candidate, reader, AccessPurpose::Introduction)?;
    Ok(Opened { introduction, shown: Some(consent.shown) })
}

/// The employer answers.
///
/// # Errors
/// `NotFound` as [`open`]; `Conflict` when it changed since `version`; `NotNow` when there is nothing to answer any more.
pub fn answer(tx: &mut Tx, actor: &Actor, door: Door, version: i32, given: &EmployerAnswer) -> ActionResult<()> {
    let loaded = enter(tx, actor, door)?;
    let today = CivilDay::of(tx.now());
    if !is_open(tx, &loaded, today)? {
        return Err(ActionError::NotNow("the introduction is over".to_owned()));
    }
    let by = if matches!(door, Door::Link(_)) { &Actor::Anonymous } else { actor };
    note(tx, by, &loaded, version, given)
}

/// A colleague notes what an employer said by telephone.
///
/// # Errors
/// `NotFound` for others; else as [`answer`].
pub fn note_answer(
    tx: &mut Tx,
    actor: &Actor,
    id: IntroductionId,
    version: i32,
    given: &EmployerAnswer,
) -> ActionResult<()> {
    let loaded = introductions::find(tx, id)?.ok_or(ActionError::NotFound)?;
    if !actor.can_in(Capability::GuideMatches, loaded.municipality) || loaded.sent_at.is_none() {
        return Err(ActionError::NotFound);
    }
    note(tx, actor, &loaded, version, given)
}

/// The place went to somebody else, or the employer never answered: the candidate hears it all the same.
pub(super) fn close(tx: &mut Tx, loaded: &Introduction, reason: RefusalReason) -> ActionResult<()> {
    note(tx, &Actor::System, loaded, loaded.version, &EmployerAnswer::Refuse(reason, None))
}

/// An introduction that an employer never decided about in all the time that it was open. For the daily job.
///
/// # Errors
/// `NotNow` when he has, meanwhile.
pub fn expire(tx: &mut Tx, id: IntroductionId) -> ActionResult<()> {
    let loaded = introductions::find(tx, id)?.ok_or(ActionError::NotFound)?;
    close(tx, &loaded, RefusalReason::NoAnswer)
}

fn note(tx: &mut Tx, actor: &Actor, loaded: &Introduction, version: i32, given: &EmployerAnswer) -> ActionResult<()> {
    if loaded.version != version {
        return Err(ActionError::Conflict);
    }
    let (event, by, at) = (given.event(), actor.account(), tx.now());
    let introduction = write(tx, loaded, event, |introduction| {
        introduction.answered_at = Some(at);
        introduction.answered_by = by;
        (introduction.refusal, introduction.words, introduction.later_until) = match given.clone() {
            EmployerAnswer::Invite(words) => (None, words, None),
            EmployerAnswer::Refuse(reason, words) => (Some(reason), words, None),
            EmployerAnswer::Later(until) => (None, None, until),
        };
    })?;
    let (id, version) = (introduction.id, introduction.version);
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
    })?;
    if let Some(consent) = consents::find(tx, introduction.consent)?
        && consent.state == ConsentState::Agreed
    {
        match reason {
            RecallReason::ConsentWithdrawn => consent::withdraw_for(tx, actor, &consent)?,
            _ => consent::void(tx, actor, &consent)?,
        }
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
