//! Erasing a candidate (AVG art. 17): all that is personal goes, and what was open ends.
//! Never a deleted row: what is left is an empty one that figures count and that an import finds (so that the person does
//! not come back with the next file), and the audit entry that a restore replays.

use super::super::proposal::cascade;
use super::super::{ActionResult, expect_first, invalid, saved_search};
use super::{load, subject};
use crate::db::Tx;
use crate::domain::account::AccountState;
use crate::domain::actor::Role;
use crate::domain::actor::{Actor, Capability};
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::candidate::{CandidateContact, CandidateState, Private, Profile};
use crate::domain::ids::{CandidateId, Id};
use crate::domain::notification::Recipient;
use crate::domain::proposal::LapseReason;
use crate::domain::saved_search::StopReason;
use crate::domain::sensitive::Sensitive;
use crate::domain::text::EmailAddress;
use crate::store::audit::{Subject, record};
use crate::store::{
    accounts, candidate_access, candidates, consents, interests, introductions, outbox, proposals, recipients,
    reviewers, sessions, suppressions,
};

/// Erases somebody who was erased before, and came back with an older database; `false` when there is nobody to erase.
///
/// # Errors
/// A database error.
pub fn erase_again(tx: &mut Tx, id: CandidateId) -> ActionResult<bool> {
    let back = candidates::find(tx, id)?.filter(|candidate| candidate.state != CandidateState::Erased);
    let Some(candidate) = back else { return Ok(false) };
    erase(tx, &Actor::System, id, candidate.version, &candidate.code)?;
    Ok(true)
}

/// Erases what is personal. The code is typed again, so that it is not the wrong person.
///
/// # Errors
/// `NotFound`; `Invalid` when the code is another one; `Conflict` when somebody changed the file since `version`.
pub fn erase(tx: &mut Tx, actor: &Actor, id: CandidateId, version: i32, code: &str) -> ActionResult<()> {
    let mut candidate = load(tx, actor, Capability::KeepCandidates, id)?;
    if !code.trim().eq_ignore_ascii_case(&candidate.code) {
        return Err(invalid("code", "Dit is niet de code van deze kandidaat. Kijk de code na en typ hem opnieuw."));
    }
    // First those who must be told, while there is still something to tell.
    cascade::candidate_left(tx, actor, &candidate, LapseReason::Erased)?;
    suppressions::forget(tx, Recipient::Candidate(id))?;
    if let Some(email) = &candidate.contact.email {
        for recipient in recipients::at(tx, email)? {
            suppressions::forget(tx, recipient)?;
        }
        interests::forget_from(tx, candidate.municipality, email)?;
        saved_search::end_all_of(tx, email, StopReason::Erased)?;
        close_own_account(tx, actor, email)?;
    }
    outbox::forget_errors(tx, id)?;
    candidate.state = CandidateState::Erased;
    candidate.contact = CandidateContact { name: String::new(), email: None, phone: None };
    candidate.profile = Profile::default();
    candidate.private = Sensitive::new(Private::default());
    candidate.begeleider = None;
    candidate.updated_at = tx.now();
    expect_first(candidates::update(tx, &candidate, version)?)?;
    consents::forget_shown(tx, id)?;
    proposals::forget_words(tx, id)?;
    introductions::forget_words(tx, id)?;
    candidate_access::forget(tx, id)?;
    reviewers::forget(tx, id)?;
    tx.touch(SubjectKind::Candidate, id);
    record(tx, actor, Deed::CandidateErased, subject(&candidate), None)?;
    Ok(())
}

/// The person's own account: nobody logs in with it again, and name and address are gone.
fn close_own_account(tx: &mut Tx, actor: &Actor, email: &EmailAddress) -> ActionResult<()> {
    let own = accounts::by_email(tx, email)?.filter(|account| account.role == Role::Candidate);
    let Some(mut account) = own else { return Ok(()) };
    sessions::end_all_of(tx, account.id)?;
    account.state = AccountState::Blocked;
    "Gewist account".clone_into(&mut account.name);
    account.phone = None;
    let version = account.version;
    expect_first(accounts::update(tx, &account, version)?)?;
    accounts::forget_address(tx, account.id, &format!("gewist-{}@gewist.invalid", account.id.uuid().simple()))?;
    let subject = Subject::new(SubjectKind::Account, account.id, account.municipality);
    record(tx, actor, Deed::AccountChanged, subject, Some("erased"))?;
    Ok(())
}
