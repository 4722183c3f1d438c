//! What follows for proposals, agreements and introductions when a candidate or a listing is no longer there.
//! Never a half end: who leaves takes all that is open with him, in one transaction.

use super::super::{ActionResult, consent, introduction};
use super::{Pair, lapse};
use crate::db::Tx;
use crate::domain::actor::Actor;
use crate::domain::candidate::Candidate;
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::EmployerId;
use crate::domain::introduction::{IntroductionStatus, RecallReason, RefusalReason};
use crate::domain::listing::{Listing, Status};
use crate::domain::proposal::{LapseReason, Proposal, ProposalStatus};
use crate::domain::sharing::ConsentState;
use crate::store::introductions::{self, Scope};
use crate::store::{consents, listings, proposals};

/// The introductions that end when a candidate leaves, and what the employer is told: who has invited somebody may
/// finish that talk, unless the person is erased.
fn ends_with_candidate(reason: LapseReason) -> (&'static [IntroductionStatus], RecallReason) {
    use IntroductionStatus::{Inviting, Later, Ready, Sent};
    match reason {
        LapseReason::Erased => (&[Ready, Sent, Later, Inviting], RecallReason::Erased),
        _ => (&[Ready, Sent, Later], RecallReason::NotAvailable),
    }
}

/// A candidate does not look for work any more, or is erased: proposals lapse, agreements are void, introductions are
/// taken back.
pub(in crate::actions) fn candidate_left(
    tx: &mut Tx,
    actor: &Actor,
    candidate: &Candidate,
    reason: LapseReason,
) -> ActionResult<()> {
    let (statuses, recall) = ends_with_candidate(reason);
    for open in introductions::all(tx, Scope::Candidate(candidate.id), statuses)? {
        introduction::take_back(tx, actor, &open, recall)?;
    }
    for proposal in proposals::unfinished(tx, proposals::Scope::Candidate(candidate.id))? {
        end(tx, actor, &proposal, reason)?;
    }
    Ok(())
}

/// A listing that was taken back: what the employer has of it goes back too. One that is filled: who waits for an answer
/// hears that. Past its closing day an employer may still answer.
///
/// # Errors
/// `Conflict` when somebody answers one of them at this moment: it is looked at again.
pub fn listing_changed(tx: &mut Tx, listing: crate::domain::ids::ListingId) -> ActionResult<()> {
    use IntroductionStatus::{Later, Ready, Sent};
    let Some(listing) = listings::find(tx, listing)? else { return Ok(()) };
    let Some(ended) = ended(&listing) else { return Ok(()) };
    // Nobody waits for an error here: one that cannot be read must not keep the others open.
    for listed in introductions::list(tx, Scope::Listing(listing.id), &[Ready, Sent, Later])? {
        match (ended, listed.introduction.status) {
            (Ended::TakenBack, _) | (_, Ready) => {
                introduction::take_back(tx, &Actor::System, &listed.introduction, RecallReason::ListingGone)?;
            }
            (Ended::Filled, _) => introduction::close(tx, &listed.introduction, RefusalReason::Filled)?,
            (Ended::PastClosing, _) => {}
        }
    }
    Ok(())
}

/// An organisation that was refused: it loses every introduction that it can still open.
pub(in crate::actions) fn employer_refused(tx: &mut Tx, actor: &Actor, employer: EmployerId) -> ActionResult<()> {
    use IntroductionStatus::{Inviting, Later, Ready, Sent};
    for open in introductions::all(tx, Scope::Employer(employer), &[Ready, Sent, Later, Inviting])? {
        introduction::take_back(tx, actor, &open, RecallReason::WrongEmployer)?;
    }
    Ok(())
}

#[derive(Clone, Copy)]
enum Ended {
    TakenBack,
    Filled,
    PastClosing,
}

fn ended(listing: &Listing) -> Option<Ended> {
    match listing.status {
        Status::Withdrawn | Status::Purged => Some(Ended::TakenBack),
        Status::Filled => Some(Ended::Filled),
        Status::Expired | Status::Archived => Some(Ended::PastClosing),
        _ => None,
    }
}

/// An approved proposal whose candidate or listing changed: while the candidate has not answered it lapses like any
/// other; an introduction that waits looks for itself before it goes.
pub(super) fn recheck_approved(tx: &mut Tx, proposal: &Proposal, pair: &Pair) -> ActionResult<()> {
    let asked = consents::newest_of(tx, proposal.id)?.is_some_and(|consent| consent.state == ConsentState::Asked);
    let today = CivilDay::of(tx.now());
    match pair.gone(&proposal.overridden) {
        Some(LapseReason::ListingClosed) if Pair::is_resting(tx, proposal.listing, today)? => Ok(()),
        Some(reason) if asked => end(tx, &Actor::System, proposal, reason),
        _ => Ok(()),
    }
}

/// Ends a proposal and the question to the candidate that belongs to it. One whose introduction went out is finished and
/// stays as it is.
fn end(tx: &mut Tx, actor: &Actor, proposal: &Proposal, reason: LapseReason) -> ActionResult<()> {
    let consent = consents::newest_of(tx, proposal.id)?;
    if let Some(consent) = consent.filter(|consent| consent.state == ConsentState::Asked) {
        consent::void(tx, actor, &consent)?;
    } else if proposal.status == ProposalStatus::Approved {
        return Ok(());
    }
    lapse(tx, actor, proposal, reason)
}
