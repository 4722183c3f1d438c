//! Judging proposals: approve, reject with a reason, put off, ask the begeleider.
//! Never by the machine, never by somebody with a personal interest, and never something else than what was shown.

use super::super::{ActionError, ActionResult, consent, expect_first, invalid, notify};
use super::{Pair, WORDS_MAX, subject};
use crate::db::{Conn, Tx};
use crate::domain::account::AccountState;
use crate::domain::actor::{Actor, Capability, Role};
use crate::domain::audit::Deed;
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::ids::{AccountId, EmployerId, ProposalId};
use crate::domain::notification::Notification;
use crate::domain::proposal::{Proposal, ProposalEvent, RejectReason};
use crate::domain::sensitive::Sensitive;
use crate::domain::text;
use crate::store::audit::record;
use crate::store::{accounts, candidates, proposals, reviewers};

/// The longest that a proposal is put off, in days.
const LONGEST_DELAY: u32 = 183;

/// Whether this actor judges this proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judge {
    /// Yes.
    Yes,
    /// A personal interest stands in the way.
    Tied,
    /// Somebody else does.
    Other(Option<AccountId>),
}

/// Whether this actor judges this proposal. A netwerker judges what was not handed to a substitute by name; a begeleider
/// only what was handed to him.
///
/// # Errors
/// A database error.
pub fn judge(conn: &mut Conn, actor: &Actor, proposal: &Proposal) -> ActionResult<Judge> {
    let Some(person) = actor.person() else { return Ok(Judge::Other(None)) };
    if !actor.can_in(Capability::ReviewProposals, proposal.municipality) {
        return Ok(Judge::Other(proposal.reviewer));
    }
    if reviewers::is_tied(conn, person.account, proposal.candidate, proposal.employer)? {
        return Ok(Judge::Tied);
    }
    // What waited for a substitute who left is everybody's again.
    let reviewer = match proposal.reviewer {
        Some(id) => accounts::find(conn, id)?.filter(|account| account.state != AccountState::Blocked),
        None => None,
    };
    let mine = match reviewer {
        Some(reviewer) => reviewer.id == person.account,
        None => person.role == Role::Netwerker,
    };
    Ok(if mine { Judge::Yes } else { Judge::Other(proposal.reviewer) })
}

/// The proposal, when this actor judges it and nothing happened to it since `version`.
fn load(tx: &mut Tx, actor: &Actor, id: ProposalId, version: i32) -> ActionResult<Proposal> {
    let proposal = proposals::find(tx, id)?.ok_or(ActionError::NotFound)?;
    if !actor.can_in(Capability::SeeProposals, proposal.municipality) {
        return Err(ActionError::NotFound);
    }
    match judge(tx, actor, &proposal)? {
        Judge::Yes => {}
        Judge::Tied => return Err(ActionError::Tied),
        Judge::Other(_) => return Err(ActionError::Forbidden),
    }
    if proposal.version == version { Ok(proposal) } else { Err(ActionError::Conflict) }
}

fn write(
    tx: &mut Tx,
    actor: &Actor,
    loaded: &Proposal,
    event: ProposalEvent,
    edit: impl FnOnce(&mut Proposal),
) -> ActionResult<Proposal> {
    let mut proposal = loaded.clone();
    proposal.status = loaded.status.on(event)?;
    proposal.postponed_until = None;
    edit(&mut proposal);
    expect_first(proposals::update(tx, &proposal, loaded)?)?;
    proposal.version = loaded.version + 1;
    record(tx, actor, Deed::ProposalMoved, subject(&proposal), Some(event.code()))?;
    Ok(proposal)
}

/// Approves: the candidate is asked whether we may share.
///
/// # Errors
/// `Tied`; `Conflict` when it changed since `version`, or is no longer true; `Invalid` when the employer cannot be reached.
pub fn approve(tx: &mut Tx, actor: &Actor, id: ProposalId, version: i32) -> ActionResult<()> {
    let loaded = load(tx, actor, id, version)?;
    let today = CivilDay::of(tx.now());
    let pair = Pair::load(tx, loaded.candidate, loaded.listing, today)?;
    let open = pair.listing.as_ref().filter(|_| pair.gone(&loaded.overridden).is_none());
    let open = open.ok_or(ActionError::Conflict)?;
    if !is_reachable(tx, open.listing.employer)? {
        return Err(invalid(
            "goedkeuren",
            "Deze werkgever heeft geen contactpersoon die zijn e-mailadres heeft bevestigd. Vraag de werkgever eerst in te loggen.",
        ));
    }
    let (by, at) = (actor.account(), tx.now());
    let proposal = write(tx, actor, &loaded, ProposalEvent::Approve, |proposal| {
        proposal.decided_by = by;
        proposal.decided_at = Some(at);
    })?;
    consent::ask(tx, actor, &proposal, &pair, false)
}

/// Whether a mail about a person has somebody to go to: a contact person who confirmed the address by logging in once.
pub(in crate::actions) fn is_reachable(conn: &mut Conn, employer: EmployerId) -> ActionResult<bool> {
    Ok(accounts::active_employers(conn, &[employer])?.contains(&employer))
}

/// Rejects, with a reason for the figures and words for colleagues.
///
/// # Errors
/// `Tied`; `Conflict`; `Invalid` when the words are missing where the reason is "anders".
pub fn reject(
    tx: &mut Tx,
    actor: &Actor,
    id: ProposalId,
    version: i32,
    (reason, note): (RejectReason, &str),
) -> ActionResult<()> {
    let loaded = load(tx, actor, id, version)?;
    let note = words(note, "toelichting", "de toelichting")?;
    if reason == RejectReason::Else && note.is_none() {
        return Err(invalid("toelichting", "Schrijf in een zin waarom."));
    }
    let (by, at) = (actor.account(), tx.now());
    write(tx, actor, &loaded, ProposalEvent::Reject, |proposal| {
        proposal.reject_reason = Some(reason);
        proposal.note = note;
        proposal.decided_by = by;
        proposal.decided_at = Some(at);
    })?;
    Ok(())
}

/// Puts off to a day, on which it is back on the list.
///
/// # Errors
/// `Tied`; `Conflict`; `Invalid` when the day is not ahead, or too far ahead.
pub fn postpone(tx: &mut Tx, actor: &Actor, id: ProposalId, version: i32, until: CivilDay) -> ActionResult<()> {
    let today = CivilDay::of(tx.now());
    if until <= today || until > today.plus_days(LONGEST_DELAY) {
        return Err(invalid("tot", "Kies een dag na vandaag, binnen een half jaar."));
    }
    let loaded = load(tx, actor, id, version)?;
    write(tx, actor, &loaded, ProposalEvent::Postpone, |proposal| proposal.postponed_until = Some(until))?;
    Ok(())
}

/// Asks the begeleider something.
///
/// # Errors
/// `Tied`; `Conflict`; `Invalid` without a question.
pub fn ask(tx: &mut Tx, actor: &Actor, id: ProposalId, version: i32, question: &str) -> ActionResult<()> {
    let loaded = load(tx, actor, id, version)?;
    let question = words(question, "vraag", "de vraag")?
        .ok_or_else(|| invalid("vraag", "Schrijf wat je de begeleider wilt vragen."))?;
    let by = actor.account();
    let proposal = write(tx, actor, &loaded, ProposalEvent::Ask, |proposal| {
        proposal.question = Some(question);
        proposal.answer = None;
        proposal.decided_by = by;
    })?;
    let candidate = candidates::find(tx, proposal.candidate)?.ok_or(ActionError::NotFound)?;
    let notice = notify::Notice::new(Notification::ProposalAsked { proposal: id }, id, proposal.version);
    notify::guide(tx, &candidate, &notice)?;
    Ok(())
}

/// A begeleider answers: the caseload is the team's, so any of them may.
///
/// # Errors
/// `NotFound` for others; `Conflict`; `Invalid` without an answer.
pub fn answer(tx: &mut Tx, actor: &Actor, id: ProposalId, version: i32, answer: &str) -> ActionResult<()> {
    let loaded = proposals::find(tx, id)?.ok_or(ActionError::NotFound)?;
    if !actor.can_in(Capability::KeepCandidates, loaded.municipality) {
        return Err(ActionError::NotFound);
    }
    if loaded.version != version {
        return Err(ActionError::Conflict);
    }
    let answer =
        words(answer, "antwoord", "het antwoord")?.ok_or_else(|| invalid("antwoord", "Schrijf je antwoord."))?;
    let now = tx.now();
    let proposal = write(tx, actor, &loaded, ProposalEvent::Resume, |proposal| {
        proposal.answer = Some(answer);
        proposal.waiting_since = now;
    })?;
    notify::proposals_wait(tx, proposal.municipality, proposal.reviewer)?;
    Ok(())
}

fn words(typed: &str, field: &'static str, what: &str) -> ActionResult<Option<Sensitive<String>>> {
    let words = text::paragraphs(typed, what, WORDS_MAX).map_err(|message| invalid(field, message))?;
    Ok(words.map(Sensitive::new))
}
