//! Candidates: added, changed, opened, taken over, erased.
//! Never read by a person without a purpose that is written down, and never shown to an employer.

mod erase;
mod import;

use super::proposal::cascade;
use super::{ActionError, ActionResult, consent, expect_first, mail};
use crate::db::{Conn, Tx};
use crate::domain::actor::{Actor, Capability};
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::candidate::form::{PrivateForm, ProfileForm};
use crate::domain::candidate::{AccessPurpose, Candidate, CandidateState, Fact, FactKey, Private};
use crate::domain::code::Code;
use crate::domain::ids::{AccountId, CandidateId, MunicipalityId};
use crate::domain::proposal::LapseReason;
use crate::domain::sensitive::{Purpose, Sensitive};
use crate::store::audit::{Subject, record};
use crate::store::{accounts, candidate_access, candidates};
pub use erase::{erase, erase_again};
pub use import::import;

fn subject(candidate: &Candidate) -> Subject {
    Subject::new(SubjectKind::Candidate, candidate.id, candidate.municipality)
}

/// The candidate, when this actor may do this with candidates of its municipality.
fn load(conn: &mut Conn, actor: &Actor, capability: Capability, id: CandidateId) -> ActionResult<Candidate> {
    let candidate = candidates::find(conn, id)?.ok_or(ActionError::NotFound)?;
    let erased = candidate.state == CandidateState::Erased;
    if erased || !actor.can_in(capability, candidate.municipality) {
        return Err(ActionError::NotFound);
    }
    Ok(candidate)
}

/// Opens a file: the candidate and the entry of who looked and what for, or neither.
///
/// # Errors
/// `NotFound` when there is none, it was erased, or it is another municipality's.
pub fn open(tx: &mut Tx, actor: &Actor, id: CandidateId, purpose: AccessPurpose) -> ActionResult<Candidate> {
    let candidate = load(tx, actor, Capability::SeeCandidates, id)?;
    candidate_access::record(tx, id, actor, purpose)?;
    Ok(candidate)
}

/// Opens the files that a ranking shows, for comparing; those that may not be seen are left out.
///
/// # Errors
/// A database error.
pub fn open_for_matching(tx: &mut Tx, actor: &Actor, ids: &[CandidateId]) -> ActionResult<Vec<Candidate>> {
    let mut found = candidates::by_ids(tx, ids)?;
    found.retain(|candidate| {
        candidate.state != CandidateState::Erased && actor.can_in(Capability::SeeProposals, candidate.municipality)
    });
    let opened: Vec<CandidateId> = found.iter().map(|candidate| candidate.id).collect();
    candidate_access::record_all(tx, &opened, actor, AccessPurpose::Matching)?;
    Ok(found)
}

/// Adds a candidate.
///
/// # Errors
/// `Invalid` when the begeleider is nobody's colleague.
pub fn create(
    tx: &mut Tx,
    actor: &Actor,
    municipality: MunicipalityId,
    (form, private): (&ProfileForm, &PrivateForm),
) -> ActionResult<CandidateId> {
    if !actor.can_in(Capability::KeepCandidates, municipality) {
        return Err(ActionError::Forbidden);
    }
    check_begeleider(tx, municipality, form.begeleider)?;
    for same in candidates::of_name(tx, municipality, &form.contact.name)? {
        let born = same.private.expose(Purpose::Change).birth_date;
        if same.state != CandidateState::Erased && same.contact == form.contact && born == private.birth_date {
            return Err(super::invalid(
                "naam",
                format!(
                    "Deze persoon staat er al, met code {}. Is het iemand anders? Vul dan een telefoonnummer of de geboortedatum in.",
                    same.code
                ),
            ));
        }
    }
    let candidate = Candidate {
        id: tx.id(),
        municipality,
        code: tx.short_code(6),
        state: CandidateState::Active,
        contact: form.contact.clone(),
        profile: form.profile.clone(),
        private: Sensitive::new(Private {
            birth_date: private.birth_date,
            limits: private.limits.clone(),
            ..Private::default()
        }),
        begeleider: form.begeleider,
        origin: None,
        created_at: tx.now(),
        updated_at: tx.now(),
        version: 1,
    };
    candidates::insert(tx, &candidate)?;
    tx.touch(SubjectKind::Candidate, candidate.id);
    candidate_access::record(tx, candidate.id, actor, AccessPurpose::Intake)?;
    record(tx, actor, Deed::CandidateCreated, subject(&candidate), None)?;
    Ok(candidate.id)
}

/// Changes contact, profile, birth date and limits.
///
/// # Errors
/// `NotFound`; `Conflict` when somebody else saved since `version`.
pub fn save(
    tx: &mut Tx,
    actor: &Actor,
    id: CandidateId,
    version: i32,
    (form, private): (&ProfileForm, &PrivateForm),
) -> ActionResult<()> {
    let mut candidate = load(tx, actor, Capability::KeepCandidates, id)?;
    check_begeleider(tx, candidate.municipality, form.begeleider)?;
    let moved = candidate.contact.email != form.contact.email;
    candidate.contact = form.contact.clone();
    candidate.profile = form.profile.clone();
    candidate.begeleider = form.begeleider;
    let facts = candidate.private.expose(Purpose::Change).facts.clone();
    candidate.private =
        Sensitive::new(Private { birth_date: private.birth_date, limits: private.limits.clone(), facts });
    write(tx, actor, &mut candidate, version, "profile")?;
    if moved {
        mail::follow(tx, &candidate)?;
        consent::ask_elsewhere(tx, &candidate)?;
    }
    Ok(())
}

/// Notes facts, or takes them away; who and when go with each that changed.
///
/// # Errors
/// As [`save`].
pub fn note_facts(
    tx: &mut Tx,
    actor: &Actor,
    id: CandidateId,
    version: i32,
    noted: &[(FactKey, Option<String>)],
) -> ActionResult<()> {
    let mut candidate = load(tx, actor, Capability::KeepCandidates, id)?;
    let mut private = candidate.private.expose(Purpose::Change).clone();
    for (key, value) in noted {
        match value {
            Some(value) => {
                let fact = Fact { value: value.clone(), by: actor.account(), at: tx.now() };
                private.facts.note(*key, fact);
            }
            None => private.facts.forget(*key),
        }
    }
    candidate.private = Sensitive::new(private);
    write(tx, actor, &mut candidate, version, "facts")
}

/// Pauses, closes or takes up again. Who does not look for work is proposed to nobody: what is open ends.
///
/// # Errors
/// As [`save`]; `Forbidden` for a state that only erasing gives.
pub fn set_state(tx: &mut Tx, actor: &Actor, id: CandidateId, version: i32, state: CandidateState) -> ActionResult<()> {
    if state == CandidateState::Erased {
        return Err(ActionError::Forbidden);
    }
    let mut candidate = load(tx, actor, Capability::KeepCandidates, id)?;
    candidate.state = state;
    write(tx, actor, &mut candidate, version, state.code())?;
    if state != CandidateState::Active {
        cascade::candidate_left(tx, actor, &candidate, LapseReason::CandidateGone)?;
    }
    Ok(())
}

/// A colleague takes the candidate over.
///
/// # Errors
/// As [`save`].
pub fn take_over(tx: &mut Tx, actor: &Actor, id: CandidateId, version: i32) -> ActionResult<()> {
    let mut candidate = load(tx, actor, Capability::KeepCandidates, id)?;
    candidate.begeleider = actor.account();
    expect_first(candidates::update(tx, &candidate, version)?)?;
    tx.touch(SubjectKind::Candidate, id);
    record(tx, actor, Deed::CandidateTakenOver, subject(&candidate), None)?;
    Ok(())
}

/// How long it stays known who opened a file, in days (`docs/retention.md`).
const OPENINGS_KEPT: i64 = 365;

/// Takes away who opened files longer ago than that stays known; gives how many.
///
/// # Errors
/// A database error.
pub fn forget_old_openings(tx: &mut Tx) -> ActionResult<usize> {
    let before = tx.now() - chrono::Duration::days(OPENINGS_KEPT);
    Ok(candidate_access::forget_before(tx, before)?)
}

fn write(tx: &mut Tx, actor: &Actor, candidate: &mut Candidate, version: i32, what: &'static str) -> ActionResult<()> {
    candidate.updated_at = tx.now();
    expect_first(candidates::update(tx, candidate, version)?)?;
    candidate.version = version + 1;
    tx.touch(SubjectKind::Candidate, candidate.id);
    record(tx, actor, Deed::CandidateChanged, subject(candidate), Some(what))?;
    Ok(())
}

/// A begeleider works for the same municipality and guides candidates.
fn check_begeleider(conn: &mut Conn, municipality: MunicipalityId, id: Option<AccountId>) -> ActionResult<()> {
    let Some(id) = id else { return Ok(()) };
    let known = accounts::find(conn, id)?.is_some_and(|account| {
        account.municipality == municipality && Capability::KeepCandidates.roles().contains(&account.role)
    });
    if known { Ok(()) } else { Err(super::invalid("begeleider", "Kies een begeleider uit de lijst.")) }
}
