//! Reviewers: their personal interests, and who judges in their place (mission M17).
//! Never a way around it: a tie is said by the reviewer himself, and what it concerns goes to the substitute at once.

use super::notify;
use super::proposal::reviewer_of;
use super::{ActionError, ActionResult, expect_first, invalid};
use crate::db::Tx;
use crate::domain::account::AccountState;
use crate::domain::actor::{Actor, Capability, Person};
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::ids::{AccountId, ProposalId, TieId};
use crate::domain::proposal::Tie;
use crate::store::audit::{Subject, record};
use crate::store::{accounts, proposals, reviewers};

fn reviewing(actor: &Actor) -> ActionResult<&Person> {
    let person = actor.person().ok_or(ActionError::Forbidden)?;
    if actor.can(Capability::ReviewProposals) { Ok(person) } else { Err(ActionError::Forbidden) }
}

/// A reviewer says that he knows the person or the employer of a proposal in private. All that concerns it and waits
/// for him goes to his substitute; gives whether there is one.
///
/// # Errors
/// `NotFound` when it is not a proposal of his municipality.
pub fn declare_tie(tx: &mut Tx, actor: &Actor, id: ProposalId, to_candidate: bool) -> ActionResult<bool> {
    let person = reviewing(actor)?;
    let proposal = proposals::find(tx, id)?.ok_or(ActionError::NotFound)?;
    if proposal.municipality != person.municipality {
        return Err(ActionError::NotFound);
    }
    let tie = if to_candidate { Tie::Candidate(proposal.candidate) } else { Tie::Employer(proposal.employer) };
    reviewers::tie(tx, person.account, tie)?;
    let account = Subject::new(SubjectKind::Account, person.account, person.municipality);
    record(tx, actor, Deed::TieDeclared, account, Some(if to_candidate { "candidate" } else { "employer" }))?;
    hand_over(tx, actor, person)
}

/// Hands over to the substitute what a reviewer may not judge; gives whether there is somebody to hand over to.
fn hand_over(tx: &mut Tx, actor: &Actor, person: &Person) -> ActionResult<bool> {
    let Some(substitute) = reviewers::substitute_of(tx, person.account)? else { return Ok(false) };
    let mut handed = false;
    for loaded in proposals::unfinished(tx, proposals::Scope::Municipality(person.municipality))? {
        let mine = loaded.reviewer.is_none_or(|reviewer| reviewer == person.account);
        let open = loaded.status.is_open() && mine;
        let tied = |tx: &mut Tx, who| reviewers::is_tied(tx, who, loaded.candidate, loaded.employer);
        // Two who stand in for each other may both have a personal interest: then a third must be named.
        if !open || !tied(tx, person.account)? || tied(tx, substitute)? {
            continue;
        }
        let mut proposal = loaded.clone();
        proposal.reviewer = Some(substitute);
        expect_first(proposals::update(tx, &proposal, &loaded)?)?;
        let subject = Subject::new(SubjectKind::Proposal, proposal.id, proposal.municipality);
        record(tx, actor, Deed::ProposalHandedOver, subject, None)?;
        handed = true;
    }
    if handed {
        notify::proposals_wait(tx, person.municipality, Some(substitute))?;
    }
    Ok(true)
}

/// Takes a tie back.
///
/// # Errors
/// `NotFound` when it is somebody else's.
pub fn take_tie_back(tx: &mut Tx, actor: &Actor, id: TieId) -> ActionResult<()> {
    let person = reviewing(actor)?;
    if !reviewers::untie(tx, person.account, id)? {
        return Err(ActionError::NotFound);
    }
    let account = Subject::new(SubjectKind::Account, person.account, person.municipality);
    record(tx, actor, Deed::TieDeclared, account, Some("taken_back"))?;
    Ok(())
}

/// Names the colleague who judges in the reviewer's place, or nobody.
///
/// # Errors
/// `Invalid` when it is not a colleague who may judge.
pub fn name_substitute(tx: &mut Tx, actor: &Actor, substitute: Option<AccountId>) -> ActionResult<()> {
    let person = reviewing(actor)?;
    if let Some(id) = substitute {
        let colleague = accounts::find(tx, id)?.filter(|account| {
            account.municipality == person.municipality
                && account.id != person.account
                && account.state != AccountState::Blocked
                && Capability::ReviewProposals.roles().contains(&account.role)
        });
        if colleague.is_none() {
            return Err(invalid("vervanger", "Kies een collega uit de lijst."));
        }
    }
    reviewers::set_substitute(tx, person.account, substitute)?;
    let account = Subject::new(SubjectKind::Account, person.account, person.municipality);
    record(tx, actor, Deed::AccountChanged, account, Some("substitute"))?;
    hand_over(tx, actor, person).map(|_| ())
}

/// Gives what waited for somebody who left back to the netwerkers.
pub(super) fn release(tx: &mut Tx, account: AccountId) -> ActionResult<()> {
    let Some(left) = accounts::find(tx, account)? else { return Ok(()) };
    for loaded in proposals::unfinished(tx, proposals::Scope::Municipality(left.municipality))? {
        if loaded.reviewer == Some(account) && loaded.status.is_open() {
            let mut proposal = loaded.clone();
            proposal.reviewer = reviewer_of(tx, loaded.municipality, loaded.candidate, loaded.employer)?;
            // One that somebody judges at this moment must not keep the account open.
            if proposals::update(tx, &proposal, &loaded)? {
                notify::proposals_wait(tx, left.municipality, proposal.reviewer)?;
            }
        }
    }
    Ok(())
}
