//! Notify: puts a mail in the outbox, at once or in the daily digest, as the person chose.
//! Never sends, and never tells an account that is blocked.

use chrono::{DateTime, Utc};

use crate::db::{QueryError, Tx};
use crate::domain::account::{Account, AccountState, MailMode};
use crate::domain::actor::Role;
use crate::domain::candidate::Candidate;
use crate::domain::civil_day::{CivilDay, by_day, next_digest};
use crate::domain::ids::{AccountId, EmployerId, Id, InterestId, MunicipalityId, OutboxId, SavedSearchId};
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

    /// A notice about a row that is told once a day at most.
    pub(super) fn once_a_day<I: Id>(notification: Notification, subject: I, today: CivilDay) -> Self {
        let transition = format!("{}:{subject}:{today}", notification.kind());
        Self { notification, transition, urgency: notification.urgency() }
    }

    /// The same notice, whatever the person chose: something must be done today.
    pub(super) fn at_once(mut self) -> Self {
        self.urgency = Urgency::Urgent;
        self
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

/// Tells the people of an employer who confirmed their address: what is about a person never goes to one that somebody
/// typed and nobody answered from.
pub(super) fn confirmed_employer(tx: &mut Tx, employer: EmployerId, notice: &Notice) -> Result<()> {
    for person in accounts::of_employer(tx, employer)? {
        if person.state == AccountState::Active {
            account(tx, &person, notice)?;
        }
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

/// Tells a candidate who has a mail address, by day; gives whether there is one.
pub(super) fn candidate(tx: &mut Tx, candidate: &Candidate, notice: &Notice) -> Result<bool> {
    if candidate.contact.email.is_none() {
        return Ok(false);
    }
    let mail = NewMail {
        notification: notice.notification,
        recipient: Recipient::Candidate(candidate.id),
        dedup_key: format!("{}:{}", notice.transition, candidate.id),
        not_before: by_day(tx.now()),
        bundle: None,
    };
    outbox::enqueue(tx, &mail)?;
    Ok(true)
}

/// Tells whoever reads the address of a saved search, not before `at`.
pub(super) fn subscriber(tx: &mut Tx, search: SavedSearchId, notice: &Notice, at: DateTime<Utc>) -> Result<()> {
    let mail = NewMail {
        notification: notice.notification,
        recipient: Recipient::SavedSearch(search),
        dedup_key: notice.transition.clone(),
        not_before: at,
        bundle: None,
    };
    outbox::enqueue(tx, &mail)?;
    Ok(())
}

/// Tells who guides a candidate; when that is nobody, or somebody who left, the team, and without a team the netwerker.
pub(super) fn guide(tx: &mut Tx, candidate: &Candidate, notice: &Notice) -> Result<()> {
    if let Some(id) = candidate.begeleider
        && let Some(begeleider) = accounts::find(tx, id)?
        && begeleider.state != AccountState::Blocked
    {
        return account(tx, &begeleider, notice);
    }
    let team = accounts::with_role(tx, candidate.municipality, Role::Begeleider)?;
    if team.is_empty() {
        return role(tx, candidate.municipality, Role::Netwerker, notice);
    }
    for colleague in team {
        account(tx, &colleague, notice)?;
    }
    Ok(())
}

/// Tells the person who decided something, or every netwerker when that is nobody or somebody who left.
pub(super) fn decider(
    tx: &mut Tx,
    municipality: MunicipalityId,
    decided_by: Option<AccountId>,
    notice: &Notice,
) -> Result<()> {
    if let Some(id) = decided_by
        && let Some(decider) = accounts::find(tx, id)?
        && decider.state != AccountState::Blocked
    {
        return account(tx, &decider, notice);
    }
    role(tx, municipality, Role::Netwerker, notice)
}

/// Tells the reviewers of a municipality, or one named substitute, that proposals wait: once a day.
pub(super) fn proposals_wait(tx: &mut Tx, municipality: MunicipalityId, reviewer: Option<AccountId>) -> Result<()> {
    let notice = Notice {
        notification: Notification::ProposalsWaiting,
        transition: format!("proposals_waiting:{}", CivilDay::of(tx.now())),
        urgency: Urgency::Ordinary,
    };
    match reviewer {
        None => role(tx, municipality, Role::Netwerker, &notice),
        Some(id) => match accounts::find(tx, id)? {
            Some(substitute) => account(tx, &substitute, &notice),
            None => Ok(()),
        },
    }
}
