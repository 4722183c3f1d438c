//! Once more, by hand: a mail that was given up, all that failed, or all for an address that works again.
//! Never to an address that is known to take no mail, unless somebody says that it does now.

use std::collections::HashMap;

use chrono::Duration;

use super::super::{ActionError, ActionResult, expect_first};
use crate::db::{Conn, Tx};
use crate::domain::account::{Account, AccountState};
use crate::domain::actor::{Actor, Capability, Role};
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::candidate::Candidate;
use crate::domain::ids::{LoginLinkId, MunicipalityId, OutboxId};
use crate::domain::link::Signer;
use crate::domain::notification::{Notification, Recipient};
use crate::domain::outbox::RETRIED_DAYS;
use crate::domain::text::EmailAddress;
use crate::store::audit::{Subject, record};
use crate::store::outbox::Mail;
use crate::store::recipients::{self, Addressee};
use crate::store::{accounts, outbox, suppressions, undelivered};

/// Puts a mail that was given up or dropped back in the queue; its address may take mail again.
///
/// # Errors
/// `Forbidden`; `Conflict` when it is neither given up nor dropped.
pub fn retry(
    tx: &mut Tx,
    (actor, signer): (&Actor, &Signer),
    municipality: MunicipalityId,
    id: OutboxId,
) -> ActionResult<()> {
    administers(actor, municipality)?;
    let mail = outbox::find(tx, id)?.ok_or(ActionError::NotFound)?;
    if let Some(email) = recipients::find(tx, mail.recipient)?.as_ref().and_then(Addressee::email) {
        suppressions::lift(tx, signer.address_mark(email))?;
    }
    expect_first(outbox::requeue(tx, id)?)?;
    record(tx, actor, Deed::MailRetried, Subject::new(SubjectKind::Mail, id, municipality), None)?;
    Ok(())
}

fn administers(actor: &Actor, municipality: MunicipalityId) -> ActionResult<()> {
    if actor.can_in(Capability::Administer, municipality) { Ok(()) } else { Err(ActionError::Forbidden) }
}

/// Puts all mails that failed back in the queue, but for those whose address takes no mail; gives how many.
///
/// # Errors
/// `Forbidden`.
pub fn retry_failed(
    tx: &mut Tx,
    (actor, signer): (&Actor, &Signer),
    municipality: MunicipalityId,
) -> ActionResult<usize> {
    administers(actor, municipality)?;
    let mut count = 0;
    for mail in failed(tx, signer)? {
        if outbox::requeue(tx, mail.id)? {
            record(tx, actor, Deed::MailRetried, Subject::new(SubjectKind::Mail, mail.id, municipality), None)?;
            count += 1;
        }
    }
    Ok(count)
}

/// The mails that failed, but for those whose address takes none now: the mark says it, not the mail.
///
/// # Errors
/// A database error.
pub fn failed(conn: &mut Conn, signer: &Signer) -> ActionResult<Vec<Mail>> {
    let mut takes_mail: HashMap<Recipient, bool> = HashMap::new();
    let mut failed = Vec::new();
    for mail in undelivered::since(conn, chrono::DateTime::UNIX_EPOCH)? {
        let takes = match takes_mail.get(&mail.recipient) {
            Some(takes) => *takes,
            None => may_be_mailed(conn, signer, mail.recipient)?,
        };
        takes_mail.insert(mail.recipient, takes);
        if takes {
            failed.push(mail);
        }
    }
    Ok(failed)
}

/// Whether nothing is known against the address that somebody has now.
fn may_be_mailed(conn: &mut Conn, signer: &Signer, recipient: Recipient) -> ActionResult<bool> {
    let Some(addressee) = recipients::find(conn, recipient)? else { return Ok(true) };
    let Some(email) = addressee.email() else { return Ok(true) };
    Ok(suppressions::find(conn, signer.address_mark(email))?.is_none())
}

/// Somebody says that the address of this mail takes mail now: it is mailed again, and what did not arrive in the last
/// two weeks goes once more, to everyone who has this address. Gives how many mails.
///
/// # Errors
/// `NotFound` when there is no such mail, or the actor has nothing to do with its recipient; `Conflict` when the person
/// has no address any more.
pub fn address_works(tx: &mut Tx, (actor, signer): (&Actor, &Signer), id: OutboxId) -> ActionResult<usize> {
    let mail = outbox::find(tx, id)?.ok_or(ActionError::NotFound)?;
    let addressee = recipients::find(tx, mail.recipient)?.ok_or(ActionError::NotFound)?;
    let municipality = addressee.municipality();
    if !actor.can_in(needed(&addressee), municipality) {
        return Err(ActionError::NotFound);
    }
    let email = addressee.email().ok_or(ActionError::Conflict)?;
    suppressions::lift(tx, signer.address_mark(email))?;
    let count = once_more(tx, email)?;
    record(tx, actor, Deed::MailRetried, Subject::new(SubjectKind::Mail, id, municipality), Some("address_works"))?;
    Ok(count)
}

/// Somebody logs in. When the link came by mail his address takes mail, whatever a mail server said: what did not arrive
/// goes once more. A link from the console shows nothing.
pub(in crate::actions) fn arrived(
    tx: &mut Tx,
    signer: &Signer,
    account: &Account,
    link: LoginLinkId,
) -> ActionResult<()> {
    let by_mail = undelivered::went_out(tx, account.id, Notification::LoginLink { link })?;
    if by_mail && suppressions::lift(tx, signer.address_mark(&account.email))? {
        once_more(tx, &account.email)?;
        let subject = Subject::new(SubjectKind::Account, account.id, account.municipality);
        record(tx, &Actor::Person(account.person()), Deed::MailRetried, subject, Some("logged_in"))?;
    }
    Ok(())
}

/// A candidate has another address: what did not arrive at the one before goes to this one. A question that is open is
/// asked there anew (`consent::ask_elsewhere`), so the mail that asked it does not go.
pub(in crate::actions) fn follow(tx: &mut Tx, candidate: &Candidate) -> ActionResult<()> {
    if candidate.contact.email.is_none() {
        return Ok(());
    }
    let since = tx.now() - Duration::days(RETRIED_DAYS);
    for mail in undelivered::since(tx, since)? {
        if mail.recipient != Recipient::Candidate(candidate.id) {
            continue;
        }
        match mail.notification {
            Notification::ConsentAsked { .. } => undelivered::replaced(tx, mail.id)?,
            _ => outbox::requeue(tx, mail.id)?,
        };
    }
    Ok(())
}

/// What somebody must be able to do to say that about this person's address.
#[must_use]
pub fn needed(addressee: &Addressee) -> Capability {
    match addressee {
        Addressee::Account(account) if account.role == Role::Employer => Capability::ManageEmployers,
        Addressee::Account(_) | Addressee::Subscriber(_) => Capability::Administer,
        Addressee::Seeker(_) => Capability::AnswerInterests,
        Addressee::Candidate(_) => Capability::SeeCandidates,
    }
}

/// What did not arrive in the last two weeks goes once more, to everyone who has this address; gives how many mails.
pub(in crate::actions) fn once_more(tx: &mut Tx, email: &EmailAddress) -> ActionResult<usize> {
    let all = recipients::at(tx, email)?;
    let mut count = 0;
    let since = tx.now() - Duration::days(RETRIED_DAYS);
    for mail in undelivered::since(tx, since)? {
        if all.contains(&mail.recipient) && !waits_for_confirmation(tx, &mail)? && outbox::requeue(tx, mail.id)? {
            count += 1;
        }
    }
    Ok(count)
}

/// Whether this is about a person and the address is new: it goes once somebody has logged in from there.
fn waits_for_confirmation(tx: &mut Tx, mail: &Mail) -> ActionResult<bool> {
    let (Notification::IntroductionSent { .. }, Recipient::Account(id)) = (mail.notification, mail.recipient) else {
        return Ok(false);
    };
    Ok(accounts::find(tx, id)?.is_some_and(|account| account.state == AccountState::Unconfirmed))
}
