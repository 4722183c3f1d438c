//! Employers: registered by themselves or by a netwerker, verified or refused, changed.
//! Never public before a netwerker has verified them.

use super::account::{Contact, add_employer_contact};
use super::notify::{self, Notice};
use super::proposal::cascade;
use super::{ActionError, ActionResult, expect_first, invalid, login};
use crate::db::Tx;
use crate::domain::account::{AccountState, ContactDetails};
use crate::domain::actor::{Actor, Capability, Role};
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::employer::{Employer, EmployerProfile, Verification};
use crate::domain::ids::{EmployerId, MunicipalityId};
use crate::domain::notification::Notification;
use crate::domain::text;
use crate::store::audit::{Subject, record};
use crate::store::{accounts, employers, sessions};

/// An employer registers himself: the organisation waits for the netwerker, the contact person gets a link that
/// confirms the address.
///
/// # Errors
/// `Invalid` when the organisation is already there.
pub fn register(
    tx: &mut Tx,
    municipality: MunicipalityId,
    profile: &EmployerProfile,
    contact: &ContactDetails,
) -> ActionResult<()> {
    // A known address gets a log-in link instead, and the same answer on the page: nobody learns who has an account.
    if accounts::by_email(tx, &contact.email)?.is_some() {
        return login::ask(tx, &contact.email, None);
    }
    let employer = add(tx, &Actor::Anonymous, municipality, profile, Verification::Waiting)?;
    let account = add_employer_contact(tx, &Actor::Anonymous, employer.id, Contact { municipality, details: contact })?;
    login::welcome(tx, &account, employer.id, None)?;
    let notice = Notice::new(Notification::EmployerRegistered { employer: employer.id }, employer.id, employer.version);
    notify::role(tx, municipality, Role::Netwerker, &notice)?;
    Ok(())
}

/// A netwerker registers an employer after a visit: he has seen that it is real.
///
/// # Errors
/// `Forbidden`, and as [`register`].
pub fn register_for(
    tx: &mut Tx,
    actor: &Actor,
    profile: &EmployerProfile,
    contact: &ContactDetails,
) -> ActionResult<EmployerId> {
    let person = actor.person().filter(|_| actor.can(Capability::ManageEmployers)).ok_or(ActionError::Forbidden)?;
    let municipality = person.municipality;
    let employer = match take_over(tx, actor, municipality, profile)? {
        Some(employer) => employer,
        None => add(tx, actor, municipality, profile, Verification::Verified)?,
    };
    let account = add_employer_contact(tx, actor, employer.id, Contact { municipality, details: contact })?;
    login::welcome(tx, &account, employer.id, actor.account())?;
    Ok(employer.id)
}

/// Takes over the row of an organisation that somebody registered and that was never verified: a stranger's false
/// registration must not keep the real one out. The stranger's accounts are closed.
fn take_over(
    tx: &mut Tx,
    actor: &Actor,
    municipality: MunicipalityId,
    profile: &EmployerProfile,
) -> ActionResult<Option<Employer>> {
    let Some(id) = employers::by_kvk_and_name(tx, municipality, profile)? else { return Ok(None) };
    let found = employers::find(tx, id)?.filter(|found| found.verification != Verification::Verified);
    let Some(mut employer) = found else { return Ok(None) };
    for mut stranger in accounts::of_employer(tx, id)? {
        let version = stranger.version;
        stranger.state = AccountState::Blocked;
        expect_first(accounts::update(tx, &stranger, version)?)?;
        sessions::end_all_of(tx, stranger.id)?;
    }
    let version = employer.version;
    employer.profile = profile.clone();
    employer.verification = Verification::Verified;
    employer.refusal = None;
    expect_first(employers::update(tx, &employer, version)?)?;
    employer.version = version + 1;
    let subject = Subject::new(SubjectKind::Employer, id, municipality);
    record(tx, actor, Deed::EmployerVerified, subject, Some("taken_over"))?;
    tx.touch(SubjectKind::Employer, id);
    Ok(Some(employer))
}

fn add(
    tx: &mut Tx,
    actor: &Actor,
    municipality: MunicipalityId,
    profile: &EmployerProfile,
    verification: Verification,
) -> ActionResult<Employer> {
    let employer = Employer {
        id: tx.id(),
        municipality,
        profile: profile.clone(),
        verification,
        refusal: None,
        created_at: tx.now(),
        version: 1,
    };
    if !employers::insert(tx, &employer, None)? {
        return Err(invalid(
            "kvk",
            "Deze organisatie is al aangemeld. Log in met het e-mailadres van de aanmelding, of bel de gemeente.",
        ));
    }
    let subject = Subject::new(SubjectKind::Employer, employer.id, municipality);
    record(tx, actor, Deed::EmployerRegistered, subject, None)?;
    Ok(employer)
}

/// The netwerker found the organisation to be real.
///
/// # Errors
/// `Conflict` when it is verified already, or changed since `version`.
pub fn verify(tx: &mut Tx, actor: &Actor, id: EmployerId, version: i32) -> ActionResult<()> {
    let employer = decide(tx, actor, id, version, (Verification::Verified, None))?;
    let notice = Notice::new(Notification::EmployerVerified { employer: id }, id, employer.version);
    notify::employer(tx, id, &notice)?;
    Ok(())
}

/// The netwerker refuses the organisation, with a reason that the employer reads.
///
/// # Errors
/// `Invalid` without a reason; `Conflict` as [`verify`].
pub fn refuse(tx: &mut Tx, actor: &Actor, id: EmployerId, version: i32, reason: &str) -> ActionResult<()> {
    let reason = text::paragraphs(reason, "de reden", 1_000).map_err(|message| invalid("reden", message))?;
    let reason = reason.ok_or_else(|| invalid("reden", "Schrijf waarom. De werkgever leest dit."))?;
    let employer = decide(tx, actor, id, version, (Verification::Refused, Some(reason)))?;
    cascade::employer_refused(tx, actor, id)?;
    let notice = Notice::new(Notification::EmployerRefused { employer: id }, id, employer.version);
    notify::employer(tx, id, &notice)?;
    Ok(())
}

fn decide(
    tx: &mut Tx,
    actor: &Actor,
    id: EmployerId,
    version: i32,
    (verification, refusal): (Verification, Option<String>),
) -> ActionResult<Employer> {
    let mut employer = employers::find(tx, id)?.ok_or(ActionError::NotFound)?;
    if !actor.can_in(Capability::ManageEmployers, employer.municipality) {
        return Err(ActionError::NotFound);
    }
    if employer.verification == verification {
        return Err(ActionError::Conflict);
    }
    employer.verification = verification;
    employer.refusal = refusal;
    expect_first(employers::update(tx, &employer, version)?)?;
    employer.version = version + 1;
    let deed = if verification == Verification::Verified { Deed::EmployerVerified } else { Deed::EmployerRefused };
    record(tx, actor, deed, Subject::new(SubjectKind::Employer, id, employer.municipality), None)?;
    tx.touch(SubjectKind::Employer, id);
    Ok(employer)
}

/// The employer (or a netwerker) changes the profile. Another name or KVK number of a verified organisation must be
/// verified again when the employer does it himself.
///
/// # Errors
/// `Conflict` when it was changed elsewhere since `version`.
pub fn change_profile(
    tx: &mut Tx,
    actor: &Actor,
    id: EmployerId,
    version: i32,
    profile: &EmployerProfile,
) -> ActionResult<()> {
    let mut employer = employers::find(tx, id)?.ok_or(ActionError::NotFound)?;
    let own = actor.acts_for(id) && actor.can(Capability::ManageOwnListings);
    if !own && !actor.can_in(Capability::ManageEmployers, employer.municipality) {
        return Err(ActionError::NotFound);
    }
    let renamed = employer.profile.name != profile.name || employer.profile.kvk != profile.kvk;
    if renamed && employers::by_kvk_and_name(tx, employer.municipality, profile)?.is_some_and(|other| other != id) {
        return Err(invalid("kvk", "Er is al een organisatie met deze naam en dit KVK-nummer."));
    }
    employer.profile = profile.clone();
    let again = own && renamed && employer.verification == Verification::Verified;
    if again {
        employer.verification = Verification::Waiting;
    }
    expect_first(employers::update(tx, &employer, version)?)?;
    record(tx, actor, Deed::EmployerChanged, Subject::new(SubjectKind::Employer, id, employer.municipality), None)?;
    tx.touch(SubjectKind::Employer, id);
    if again {
        let notice = Notice::new(Notification::EmployerRegistered { employer: id }, id, version + 1);
        notify::role(tx, employer.municipality, Role::Netwerker, &notice)?;
    }
    Ok(())
}
