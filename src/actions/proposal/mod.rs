//! Proposals: made by the ranking or by hand, looked at again when something changes, lapsing when no longer true.
//! Never a judgement: `review` is where people judge.

pub mod cascade;
pub mod review;

use super::notify;
use super::{ActionError, ActionResult, expect_first, invalid};
use crate::db::{Conn, Tx};
use crate::domain::actor::{Actor, Capability, Role};
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::candidate::{Candidate, CandidateState};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::employer::Verification;
use crate::domain::ids::{AccountId, CandidateId, EmployerId, ListingId, MunicipalityId, ProposalId, RevisionId};
use crate::domain::listing::Status;
use crate::domain::proposal::{LapseReason, Proposal, ProposalEvent, ProposalStatus, ProposedBy};
use crate::domain::sensitive::Sensitive;
use crate::domain::text;
use crate::matching::{Assessment, Check, JobTraits, PersonTraits, assess};
use crate::store::audit::{Subject, record};
use crate::store::listings::{self, PublicListing};
use crate::store::{accounts, candidates, employers, proposals, reviewers};

/// The longest text that somebody writes with a proposal, in characters.
const WORDS_MAX: usize = 1_000;

fn subject(proposal: &Proposal) -> Subject {
    Subject::new(SubjectKind::Proposal, proposal.id, proposal.municipality)
}

/// Both sides of a proposal as they are now, and what the ranking says of them.
pub(super) struct Pair {
    pub(super) candidate: Candidate,
    /// `None` when it is open no longer.
    pub(super) listing: Option<PublicListing>,
    pub(super) assessment: Option<Assessment>,
}

impl Pair {
    pub(super) fn load(
        conn: &mut Conn,
        candidate: CandidateId,
        listing: ListingId,
        today: CivilDay,
    ) -> ActionResult<Self> {
        let candidate = candidates::find(conn, candidate)?.ok_or(ActionError::NotFound)?;
        let listing = listings::open_by_ids(conn, &[listing], today)?
            .pop()
            .filter(|open| open.listing.municipality == candidate.municipality);
        let judge = |open: &PublicListing| {
            assess(&PersonTraits::of(&candidate), &JobTraits::of(&open.listing, &open.content), today)
        };
        let assessment = listing.as_ref().map(judge);
        Ok(Self { candidate, listing, assessment })
    }

    /// Why the two cannot be brought together now. What somebody went over by hand (`overridden`, codes of the
    /// knock-outs) is left aside; another knock-out is not, and never what is gone.
    pub(super) fn gone(&self, overridden: &[String]) -> Option<LapseReason> {
        match (&self.candidate.state, &self.assessment) {
            (CandidateState::Erased, _) => Some(LapseReason::Erased),
            (CandidateState::Paused | CandidateState::Closed, _) => Some(LapseReason::CandidateGone),
            (_, None) => Some(LapseReason::ListingClosed),
            (_, Some(_)) => self.knocked_out(overridden).then_some(LapseReason::KnockedOut),
        }
    }

    /// Whether something knocks the pair out that nobody went over.
    fn knocked_out(&self, overridden: &[String]) -> bool {
        let over = |check: Check| overridden.iter().any(|code| code == check.code());
        self.assessment.as_ref().is_some_and(|assessment| assessment.knocked_out().any(|check| !over(check)))
    }

    /// Everything that knocks the pair out now.
    fn knock_outs(&self) -> Vec<String> {
        self.assessment.iter().flat_map(Assessment::knocked_out).map(|check| check.code().to_owned()).collect()
    }

    /// Whether the work is only out of sight for now: paused by the employer, or its employer is looked at again.
    pub(super) fn is_resting(conn: &mut Conn, listing: ListingId, today: CivilDay) -> ActionResult<bool> {
        let Some(head) = listings::find(conn, listing)? else { return Ok(false) };
        let waits = employers::find(conn, head.employer)?
            .is_some_and(|employer| employer.verification == Verification::Waiting);
        let in_time = head.closes_on.is_none_or(|last| last >= today);
        Ok(in_time && (head.status == Status::Paused || (head.status == Status::Live && waits)))
    }
}

/// The least score of a pair that the ranking proposes; others stand in the ranking that staff can open.
pub const LEAST_SCORE: u8 = 50;

/// Whether a pair that is known may be proposed again by the machine: it lapsed because something was not there, and
/// nobody said no.
#[must_use]
pub fn may_return(status: ProposalStatus, reason: Option<LapseReason>) -> bool {
    let for_now = [LapseReason::ListingClosed, LapseReason::CandidateGone, LapseReason::KnockedOut];
    status == ProposalStatus::Lapsed && reason.is_some_and(|reason| for_now.contains(&reason))
}

/// A pair that the ranking found, with the versions of both sides that it saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The candidate.
    pub candidate: CandidateId,
    /// Its version.
    pub candidate_version: i32,
    /// The listing.
    pub listing: ListingId,
    /// Its public text.
    pub revision: RevisionId,
}

/// Proposes what the ranking found; `false` when the pair is known and somebody has judged it, or it is open already.
///
/// # Errors
/// `Conflict` when one of the two has changed since the ranking saw it: it is ranked again.
pub fn propose(tx: &mut Tx, found: Found) -> ActionResult<bool> {
    let today = CivilDay::of(tx.now());
    let pair = Pair::load(tx, found.candidate, found.listing, today)?;
    let seen = |open: &PublicListing| open.listing.live_revision == Some(found.revision);
    if pair.candidate.version != found.candidate_version || !pair.listing.as_ref().is_some_and(seen) {
        return Err(ActionError::Conflict);
    }
    if pair.gone(&[]).is_some() {
        return Err(ActionError::Conflict);
    }
    let known = proposals::of_pair(tx, found.candidate, found.listing)?;
    if known.as_ref().is_some_and(|known| !may_return(known.status, known.lapse_reason)) {
        return Ok(false);
    }
    place(tx, &Actor::System, &pair, known, None)?;
    Ok(true)
}

/// Somebody proposes a candidate by hand ("ik ken iemand"). What knocks the pair out needs a reason, which is logged.
///
/// # Errors
/// `Invalid` when something knocks it out and there is no reason, or when one of the two is not open.
pub fn propose_by_hand(
    tx: &mut Tx,
    actor: &Actor,
    candidate: CandidateId,
    listing: ListingId,
    reason: &str,
) -> ActionResult<ProposalId> {
    let today = CivilDay::of(tx.now());
    let pair = Pair::load(tx, candidate, listing, today)?;
    if !actor.can_in(Capability::GuideMatches, pair.candidate.municipality) {
        return Err(ActionError::NotFound);
    }
    let reason = text::paragraphs(reason, "de reden", WORDS_MAX).map_err(|message| invalid("reden", message))?;
    let knock_outs = pair.knock_outs();
    match pair.gone(&knock_outs) {
        Some(LapseReason::Erased) => return Err(ActionError::NotFound),
        Some(LapseReason::CandidateGone) => {
            return Err(invalid("reden", "Deze kandidaat zoekt nu geen werk. Zet hem eerst op 'Zoekt werk'."));
        }
        Some(_) => return Err(invalid("reden", "Deze plek is niet meer open.")),
        None => {}
    }
    let knocked_out = !knock_outs.is_empty();
    if knocked_out && reason.is_none() {
        return Err(invalid("reden", "Er is iets dat niet past. Schrijf waarom je deze kandidaat toch voorstelt."));
    }
    let known = proposals::of_pair(tx, candidate, listing)?;
    if let Some(known) = known.as_ref().filter(|known| !known.status.allows(ProposalEvent::Renew)) {
        return Ok(known.id);
    }
    let overriding = reason.filter(|_| knocked_out).map(|reason| (Sensitive::new(reason), knock_outs));
    let proposal = place(tx, actor, &pair, known, overriding)?;
    if proposal.override_reason.is_some() {
        record(tx, actor, Deed::KnockOutOverridden, subject(&proposal), None)?;
    }
    Ok(proposal.id)
}

/// Makes the proposal of a pair, or takes a lapsed or rejected one up again.
fn place(
    tx: &mut Tx,
    actor: &Actor,
    pair: &Pair,
    known: Option<Proposal>,
    overriding: Option<(Sensitive<String>, Vec<String>)>,
) -> ActionResult<Proposal> {
    let (override_reason, overridden) = overriding.unzip();
    let (Some(open), Some(assessment)) = (&pair.listing, &pair.assessment) else { return Err(ActionError::Conflict) };
    let revision = open.listing.live_revision.ok_or(ActionError::Conflict)?;
    let (candidate, employer) = (&pair.candidate, open.listing.employer);
    let fresh = Proposal {
        id: known.as_ref().map_or_else(|| tx.id(), |known| known.id),
        municipality: candidate.municipality,
        candidate: candidate.id,
        listing: open.listing.id,
        employer,
        status: ProposalStatus::Proposed,
        proposed_by: if actor.person().is_some() { ProposedBy::Hand } else { ProposedBy::Machine },
        proposer: actor.account(),
        score: i32::from(assessment.score()),
        candidate_version: candidate.version,
        revision,
        override_reason,
        overridden: overridden.unwrap_or_default(),
        reviewer: reviewer_of(tx, candidate.municipality, candidate.id, employer)?,
        postponed_until: None,
        question: None,
        answer: None,
        reject_reason: None,
        note: None,
        lapse_reason: None,
        decided_by: None,
        decided_at: None,
        waiting_since: tx.now(),
        created_at: known.as_ref().map_or(tx.now(), |known| known.created_at),
        version: known.as_ref().map_or(1, |known| known.version + 1),
    };
    match &known {
        Some(known) => {
            known.status.on(ProposalEvent::Renew)?;
            expect_first(proposals::update(tx, &fresh, known)?)?;
        }
        None => expect_first(proposals::insert(tx, &fresh)?)?,
    }
    tx.touch(SubjectKind::Proposal, fresh.id);
    record(tx, actor, Deed::ProposalMade, subject(&fresh), Some(fresh.proposed_by.code()))?;
    notify::proposals_wait(tx, fresh.municipality, fresh.reviewer)?;
    Ok(fresh)
}

/// Who must judge a pair: nobody in particular as long as one netwerker has no personal interest in it; else the named
/// substitute of one who has, when he has none himself.
pub(super) fn reviewer_of(
    conn: &mut Conn,
    municipality: MunicipalityId,
    candidate: CandidateId,
    employer: EmployerId,
) -> ActionResult<Option<AccountId>> {
    let mut tied = Vec::new();
    for netwerker in accounts::with_role(conn, municipality, Role::Netwerker)? {
        if !reviewers::is_tied(conn, netwerker.id, candidate, employer)? {
            return Ok(None);
        }
        tied.push(netwerker.id);
    }
    for netwerker in tied {
        if let Some(substitute) = reviewers::substitute_of(conn, netwerker)?
            && !reviewers::is_tied(conn, substitute, candidate, employer)?
        {
            return Ok(Some(substitute));
        }
    }
    Ok(None)
}

/// Looks at a proposal again after one of its sides changed: it lapses when it is no longer true, else it follows the
/// new versions, so that nobody judges what he did not see.
///
/// # Errors
/// `Conflict` when somebody judges it at this moment: it is looked at again.
pub fn recheck(tx: &mut Tx, id: ProposalId) -> ActionResult<()> {
    let today = CivilDay::of(tx.now());
    let loaded = proposals::find(tx, id)?.ok_or(ActionError::NotFound)?;
    if !ProposalStatus::UNFINISHED.contains(&loaded.status) {
        return Ok(());
    }
    let pair = Pair::load(tx, loaded.candidate, loaded.listing, today)?;
    if loaded.status == ProposalStatus::Approved {
        return cascade::recheck_approved(tx, &loaded, &pair);
    }
    if let Some(reason) = pair.gone(&loaded.overridden) {
        if reason == LapseReason::ListingClosed && Pair::is_resting(tx, loaded.listing, today)? {
            return Ok(());
        }
        return lapse(tx, &Actor::System, &loaded, reason);
    }
    let (Some(open), Some(assessment)) = (&pair.listing, &pair.assessment) else { return Ok(()) };
    let mut proposal = loaded.clone();
    proposal.candidate_version = pair.candidate.version;
    proposal.revision = open.listing.live_revision.unwrap_or(loaded.revision);
    proposal.score = i32::from(assessment.score());
    if proposal == loaded {
        return Ok(());
    }
    expect_first(proposals::update(tx, &proposal, &loaded)?)
}

/// Takes up again what was put off to today.
///
/// # Errors
/// `NotNow` when somebody judged it meanwhile.
pub fn resume(tx: &mut Tx, id: ProposalId) -> ActionResult<()> {
    let loaded = proposals::find(tx, id)?.ok_or(ActionError::NotFound)?;
    let mut proposal = loaded.clone();
    proposal.status = loaded.status.on(ProposalEvent::Resume)?;
    proposal.postponed_until = None;
    proposal.waiting_since = tx.now();
    expect_first(proposals::update(tx, &proposal, &loaded)?)?;
    record(tx, &Actor::System, Deed::ProposalMoved, subject(&proposal), Some(ProposalEvent::Resume.code()))?;
    notify::proposals_wait(tx, proposal.municipality, proposal.reviewer)?;
    Ok(())
}

/// The candidate agreed: an introduction takes over.
pub(super) fn introduce(tx: &mut Tx, actor: &Actor, loaded: &Proposal) -> ActionResult<()> {
    step(tx, actor, loaded, ProposalEvent::Introduce)
}

/// What the candidate agreed to changed before it went out: the question is open again.
pub(super) fn ask_again(tx: &mut Tx, actor: &Actor, loaded: &Proposal) -> ActionResult<()> {
    step(tx, actor, loaded, ProposalEvent::AskAgain)
}

fn step(tx: &mut Tx, actor: &Actor, loaded: &Proposal, event: ProposalEvent) -> ActionResult<()> {
    let mut proposal = loaded.clone();
    proposal.status = loaded.status.on(event)?;
    expect_first(proposals::update(tx, &proposal, loaded)?)?;
    record(tx, actor, Deed::ProposalMoved, subject(&proposal), Some(event.code()))?;
    Ok(())
}

/// Ends a proposal that is no longer true.
pub(super) fn lapse(tx: &mut Tx, actor: &Actor, loaded: &Proposal, reason: LapseReason) -> ActionResult<()> {
    let mut proposal = loaded.clone();
    proposal.status = loaded.status.on(ProposalEvent::Lapse)?;
    proposal.lapse_reason = Some(reason);
    proposal.postponed_until = None;
    expect_first(proposals::update(tx, &proposal, loaded)?)?;
    tx.touch(SubjectKind::Proposal, proposal.id);
    record(tx, actor, Deed::ProposalMoved, subject(&proposal), Some(reason.code()))?;
    Ok(())
}
