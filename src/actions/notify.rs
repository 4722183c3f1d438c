//! Notify: puts a mail in the outbox, at once or in the daily digest, as the person chose.
//! Never sends, and never tells an account that is blocked.

use chrono::{DateTime, Utc};

use crate::db::{QueryError, Tx};
use crate::domain::account::{Account, AccountState, MailMode};
use crate::domain::actor::Role;
use crate::domain::civil_day::{CivilDay, next_digest};
use crate::domain::ids::{EmployerId, Id, InterestId, MunicipalityId, OutboxId};
use crate::domain::notification::{Notification, Recipient, Urgency};
use crate::store::accounts;
use crate::store::outbox::{self, NewMail};

type Result<T> = std::result::Result<T, QueryError>;

/// Something to tell, and the transition that it tells of: the same transition is told to the same person once.
#[derive(Debug, Clone)]
pub(super) struct Notice {
    notification: Notification,
    transition: String,
    urgency: Urgency,
}

impl Notice {
    /// A notice about a transition of a row: its id and its version after the transition.
    pub(super) fn new<I: Id>(notification: Notification, subject: I, version: i32) -> Self {
        let transition = format!("{}:{subject}:{version}", notification.kind());
        Self { notification, transition, urgency: notification.urgency() }
    }

    /// The same notice for people who need not act on it: as they chose, never urgent.
    pub(super) fn for_information(mut self) -> Self {
        self.urgency = Urgency::Ordinary;
        self
    }
}

/// Tells a person.
pub(super) fn account(tx: &mut Tx, account: &Account, notice: &Notice) -> Result<()> {
    if account.state == AccountState::Blocked {
        return Ok(());
    }
    let recipient = Recipient::Account(account.id);
    let dedup_key = format!("{}:{}", notice.transition, account.id);
    let at_once = notice.urgency == Urgency::Urgent || account.mail_mode == MailMode::AtOnce;
    let (not_before, bundle) = if at_once { (tx.now(), None) } else { gather(tx, recipient, next_digest(tx.now()))? };
    outbox::enqueue(tx, &NewMail { notification: notice.notification, recipient, dedup_key, not_before, bundle })?;
    Ok(())
}

/// The digest under which a notification is gathered: the one that is due at `at`, or the next day's when that one has
/// gone out meanwhile.
fn gather(tx: &mut Tx, recipient: Recipient, at: DateTime<Utc>) -> Result<(DateTime<Utc>, Option<OutboxId>)> {
    let Recipient::Account(account) = recipient else { return Ok((at, None)) };
    let digest = NewMail {
        notification: Notification::DailyDigest,
        recipient,
        dedup_key: format!("digest:{}:{account}", CivilDay::of(at)),
        not_before: at,
        bundle: None,
    };
    let id = outbox::enqueue(tx, &digest)?;
    if outbox::hold_queued(tx, id)? { Ok((at, Some(id))) } else { gather(tx, recipient, next_digest(at)) }
}

/// Tells everyone with a role in a municipality.
pub(super) fn role(tx: &mut Tx, municipality: MunicipalityId, role: Role, notice: &Notice) -> Result<()> {
    for person in accounts::with_role(tx, municipality, role)? {
        account(tx, &person, notice)?;
    }
    Ok(())
}

/// Tells the people of an employer.
pub(super) fn employer(tx: &mut Tx, employer: EmployerId, notice: &Notice) -> Result<()> {
    for person in accounts::of_employer(tx, employer)? {
        account(tx, &person, notice)?;
    }
    Ok(())
}

/// Tells a job seeker who left a mail address; at once.
pub(super) fn seeker(tx: &mut Tx, interest: InterestId, notice: &Notice) -> Result<()> {
    let mail = NewMail {
        notification: notice.notification,
        recipient: Recipient::Interest(interest),
        dedup_key: format!("{}:{interest}", notice.transition),
        not_before: tx.now(),
        bundle: None,
    };
    outbox::enqueue(tx, &mail)?;
    Ok(())
}
