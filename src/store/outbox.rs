//! The outbox in the database: mails as ids, claimed by lease so that several nodes can send.
//! Never a text or an address: those are looked up when a mail is sent.

use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::utc;
use crate::db::code::{Coded, Json, Uid};
use crate::db::schema::outbox as table;
use crate::db::{Conn, MultiBackend, Tx, both};
use crate::domain::delivery::StatusCode;
use crate::domain::ids::{AccountId, CandidateId, InterestId, OutboxId, SavedSearchId};
use crate::domain::notification::{Notification, Recipient};
use crate::domain::outbox::{LEASE, MailState, OUTAGE_WAIT, back_off};

/// A mail in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its identifier; the Message-ID derives from it.
    pub id: OutboxId,
    /// What is told.
    pub notification: Notification,
    /// Who is told.
    pub recipient: Recipient,
    /// Where it is.
    pub state: MailState,
    /// How often it was tried.
    pub attempts: i32,
    /// When it was first due: the date of the mail, the same at every try.
    pub due_at: DateTime<Utc>,
    /// When it may go.
    pub not_before: DateTime<Utc>,
    /// Why it failed or was dropped.
    pub last_error: Option<String>,
    /// When it was enqueued.
    pub created_at: DateTime<Utc>,
    /// When it was sent, dropped or given up.
    pub finished_at: Option<DateTime<Utc>>,
    /// When a mail server sent it back; it is dead then.
    pub returned_at: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = table)]
pub(super) struct Row {
    id: Uid<OutboxId>,
    payload: Json,
    recipient_account: Option<Uid<AccountId>>,
    recipient_interest: Option<Uid<InterestId>>,
    recipient_candidate: Option<Uid<CandidateId>>,
    recipient_saved_search: Option<Uid<SavedSearchId>>,
    state: Coded<MailState>,
    attempts: i32,
    due_at: NaiveDateTime,
    not_before: NaiveDateTime,
    last_error: Option<String>,
    created_at: NaiveDateTime,
    finished_at: Option<NaiveDateTime>,
    returned_at: Option<NaiveDateTime>,
}

impl Row {
    fn into_mail(self) -> QueryResult<Mail> {
        let named = [
            self.recipient_account.map(|id| Recipient::Account(id.0)),
            self.recipient_interest.map(|id| Recipient::Interest(id.0)),
            self.recipient_candidate.map(|id| Recipient::Candidate(id.0)),
            self.recipient_saved_search.map(|id| Recipient::SavedSearch(id.0)),
        ];
        let named: Vec<_> = named.into_iter().flatten().collect();
        let [recipient] = named[..] else {
            return Err(diesel::result::Error::DeserializationError("a mail has exactly one recipient".into()));
        };
        Ok(Mail {
            id: self.id.0,
            notification: self.payload.read()?,
            recipient,
            state: self.state.0,
            attempts: self.attempts,
            due_at: utc(self.due_at),
            not_before: utc(self.not_before),
            last_error: self.last_error,
            created_at: utc(self.created_at),
            finished_at: self.finished_at.map(utc),
            returned_at: self.returned_at.map(utc),
        })
    }
}

/// A mail to enqueue.
#[derive(Debug, Clone)]
pub struct NewMail {
    /// What is told.
    pub notification: Notification,
    /// Who is told.
    pub recipient: Recipient,
    /// Unique: the same twice is one mail. Includes the transition that it tells of.
    pub dedup_key: String,
    /// When it may go.
    pub not_before: DateTime<Utc>,
    /// The digest that it is gathered under.
    pub bundle: Option<OutboxId>,
}

/// Enqueues a mail in the transaction of what it tells; gives the id of the row with this key, new or older.
pub fn enqueue(tx: &mut Tx, mail: &NewMail) -> QueryResult<OutboxId> {
    let id: OutboxId = tx.id();
    let (mut account, mut interest, mut candidate, mut search) = (None, None, None, None);
    match mail.recipient {
        Recipient::Account(id) => account = Some(Uid::from(id)),
        Recipient::Interest(id) => interest = Some(Uid::from(id)),
        Recipient::Candidate(id) => candidate = Some(Uid::from(id)),
        Recipient::SavedSearch(id) => search = Some(Uid::from(id)),
    }
    let state = if mail.bundle.is_some() { MailState::Bundled } else { MailState::Queued };
    let values = (
        table::id.eq(Uid::from(id)),
        table::kind.eq(mail.notification.kind()),
        table::payload.eq(Json::of(&mail.notification)?),
        table::recipient_account.eq(account),
        table::recipient_interest.eq(interest),
        table::recipient_candidate.eq(candidate),
        table::recipient_saved_search.eq(search),
        table::dedup_key.eq(&mail.dedup_key),
        table::bundle_id.eq(mail.bundle.map(Uid::from)),
        table::state.eq(Coded(state)),
        table::due_at.eq(mail.not_before.naive_utc()),
        table::not_before.eq(mail.not_before.naive_utc()),
        table::created_at.eq(tx.now().naive_utc()),
    );
    both!(&mut **tx, |conn| diesel::insert_into(table::table)
        .values(values)
        .on_conflict(table::dedup_key)
        .do_nothing()
        .execute(conn))?;
    let id: Uid<OutboxId> =
        table::table.filter(table::dedup_key.eq(&mail.dedup_key)).select(table::id).first(&mut **tx)?;
    Ok(id.0)
}

/// A mail by id.
pub fn find(conn: &mut Conn, id: OutboxId) -> QueryResult<Option<Mail>> {
    let row = table::table.find(Uid::from(id)).select(Row::as_select()).first(conn).optional()?;
    row.map(Row::into_mail).transpose()
}

/// Takes away what a transport said about the address of a candidate.
pub fn forget_errors(tx: &mut Tx, candidate: CandidateId) -> QueryResult<()> {
    diesel::update(table::table.filter(table::recipient_candidate.eq(Uid::from(candidate))))
        .set(table::last_error.eq(None::<String>))
        .execute(&mut **tx)?;
    Ok(())
}

/// Takes away what a transport said about the address of these saved searches.
pub fn forget_errors_of_searches(tx: &mut Tx, searches: &[SavedSearchId]) -> QueryResult<()> {
    let ids: Vec<_> = searches.iter().map(|id| Some(Uid::from(*id))).collect();
    diesel::update(table::table.filter(table::recipient_saved_search.eq_any(ids)))
        .set(table::last_error.eq(None::<String>))
        .execute(&mut **tx)?;
    Ok(())
}

/// Whether this went out to somebody, or may have (it is being sent).
pub fn was_sent(conn: &mut Conn, account: AccountId, notification: Notification) -> QueryResult<bool> {
    let gone_out =
        vec![Coded(MailState::Sent), Coded(MailState::Leased), Coded(MailState::Dead), Coded(MailState::Held)];
    let count: i64 = table::table
        .filter(table::recipient_account.eq(Uid::from(account)))
        .filter(table::payload.eq(Json::of(&notification)?))
        .filter(table::state.eq_any(gone_out))
        .count()
        .get_result(conn)?;
    Ok(count > 0)
}

/// Whether a mail still waits; if so it goes on waiting until this transaction ends (the row is locked).
pub fn hold_queued(tx: &mut Tx, id: OutboxId) -> QueryResult<bool> {
    let queued = Coded(MailState::Queued);
    let target = table::table.find(Uid::from(id)).filter(table::state.eq(queued));
    Ok(diesel::update(target).set(table::state.eq(queued)).execute(&mut **tx)? == 1)
}

/// Claims up to `limit` mails that are due, or whose lease has run out, under `lease`. When the clock was ahead and was
/// set right, what was due when it was made goes now, and a lease that is longer than any has run out.
pub fn claim(tx: &mut Tx, lease: OutboxId, limit: i64) -> QueryResult<Vec<Mail>> {
    let now = tx.now();
    let (until, longest) = ((now + LEASE).naive_utc(), (now + 2 * LEASE).naive_utc());
    let now = now.naive_utc();
    let due = || {
        let overtaken = table::created_at.gt(now).and(table::not_before.le(table::created_at));
        let queued = table::state.eq(Coded(MailState::Queued)).and(table::not_before.le(now).or(overtaken));
        let over = table::lease_until.lt(now).or(table::lease_until.gt(longest));
        let abandoned = table::state.eq(Coded(MailState::Leased)).and(over);
        queued.or(abandoned.assume_not_null())
    };
    let found: Vec<(Uid<OutboxId>, NaiveDateTime)> = table::table
        .filter(due())
        .order((table::not_before, table::id))
        .limit(limit)
        .select((table::id, table::created_at))
        .load(&mut **tx)?;
    let mut claimed = Vec::with_capacity(found.len());
    for (id, created_at) in found {
        // Another node may have been first: then the condition no longer holds and nothing changes.
        let changed = diesel::update(table::table.find(id).filter(due()))
            .set((
                table::state.eq(Coded(MailState::Leased)),
                table::attempts.eq(table::attempts + 1),
                // Made now, as far as the clock can say: else it would be due again at once after each failure.
                (created_at > now).then_some(table::created_at.eq(now)),
                table::lease_token.eq(Uid::from(lease)),
                table::lease_until.eq(until),
            ))
            .execute(&mut **tx)?;
        if changed == 1 {
            match table::table.find(id).select(Row::as_select()).first::<Row>(&mut **tx)?.into_mail() {
                Ok(mail) => claimed.push(mail),
                Err(error) => put_back(tx, id, &error)?,
            }
        }
    }
    Ok(claimed)
}

/// Puts back a mail that this version of the program cannot read: a newer version beside it can. It does not hold up the
/// others, and is given up after as many tries as any mail.
fn put_back(tx: &mut Tx, id: Uid<OutboxId>, error: &diesel::result::Error) -> QueryResult<()> {
    tracing::error!(mail = %id.0, %error, "a mail cannot be read by this version of the program");
    let attempts: i32 = table::table.find(id).select(table::attempts).first(&mut **tx)?;
    let now = tx.now();
    let next_try = back_off(attempts).map(|wait| (now + wait).naive_utc());
    let state = if next_try.is_some() { MailState::Queued } else { MailState::Dead };
    diesel::update(table::table.find(id))
        .set((
            table::state.eq(Coded(state)),
            table::last_error.eq("this version of the program cannot read it"),
            next_try.map(|at| table::not_before.eq(at)),
            next_try.is_none().then_some(table::finished_at.eq(now.naive_utc())),
            table::lease_token.eq(None::<Uid<OutboxId>>),
            table::lease_until.eq(None::<NaiveDateTime>),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Rows as mails; one that cannot be read is left out and logged.
pub(super) fn readable(rows: Vec<Row>) -> Vec<Mail> {
    let read = |row: Row| {
        let id = row.id.0;
        row.into_mail().map_err(|error| tracing::error!(mail = %id, %error, "a mail cannot be read")).ok()
    };
    rows.into_iter().filter_map(read).collect()
}

/// The notifications gathered under a digest, oldest first.
pub fn bundled(conn: &mut Conn, digest: OutboxId) -> QueryResult<Vec<Mail>> {
    let rows: Vec<Row> = table::table
        .filter(table::bundle_id.eq(Uid::from(digest)))
        .order((table::created_at, table::id))
        .select(Row::as_select())
        .load(conn)?;
    Ok(readable(rows))
}

/// How a try to send ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Handed over.
    Sent,
    /// No longer true.
    Dropped(String),
    /// Failed; to be tried again, or given up after the last try.
    Failed(String),
    /// Refused for good.
    Refused(String),
    /// Not tried, since the mail server cannot be used: the try does not count.
    PutOff(String),
    /// The mail server knows no such address, or the address is known to take no mail.
    NoSuchAddress(StatusCode),
}

/// What stands with a mail that did not arrive: the code, never what a server said about an address.
fn takes_no_mail(status: StatusCode) -> String {
    format!("the address does not take mail ({status})")
}

/// Writes the outcome, when `lease` still holds the mail; `false` when another node took over.
pub fn finish(tx: &mut Tx, mail: &Mail, lease: OutboxId, outcome: &Outcome) -> QueryResult<bool> {
    let now = tx.now();
    let put_off = matches!(outcome, Outcome::PutOff(_));
    let wait = if put_off { Some(OUTAGE_WAIT) } else { back_off(mail.attempts) };
    let next_try = wait.map(|wait| now + wait);
    let (state, error) = match (outcome, next_try) {
        (Outcome::Sent, _) => (MailState::Sent, None),
        (Outcome::Dropped(reason), _) => (MailState::Dropped, Some(reason.clone())),
        (Outcome::PutOff(reason), _) | (Outcome::Failed(reason), Some(_)) => (MailState::Queued, Some(reason.clone())),
        (Outcome::Failed(reason), None) | (Outcome::Refused(reason), _) => (MailState::Dead, Some(reason.clone())),
        (Outcome::NoSuchAddress(status), _) => (MailState::Dead, Some(takes_no_mail(*status))),
    };
    let finished_at = (state != MailState::Queued).then(|| now.naive_utc());
    let not_before = if state == MailState::Queued { next_try.unwrap_or(now) } else { mail.not_before };
    let changed = diesel::update(table::table.find(Uid::from(mail.id)).filter(table::lease_token.eq(Uid::from(lease))))
        .set((
            table::state.eq(Coded(state)),
            table::attempts.eq(mail.attempts - i32::from(put_off)),
            table::last_error.eq(error),
            table::not_before.eq(not_before.naive_utc()),
            table::finished_at.eq(finished_at),
            table::lease_token.eq(None::<Uid<OutboxId>>),
            table::lease_until.eq(None::<NaiveDateTime>),
        ))
        .execute(&mut **tx)?;
    if changed == 1 && finished_at.is_some() {
        diesel::update(table::table.filter(table::bundle_id.eq(Uid::from(mail.id))))
            .set((table::state.eq(Coded(state)), table::finished_at.eq(finished_at)))
            .execute(&mut **tx)?;
    }
    Ok(changed == 1)
}

/// Lets all that is due wait: the mail server cannot be used, and nobody's tries are spent on finding that out again.
pub fn put_off_due(tx: &mut Tx, wait: Duration) -> QueryResult<usize> {
    let now = tx.now();
    let (until, now) = ((now + wait).naive_utc(), now.naive_utc());
    let queued = || table::table.filter(table::state.eq(Coded(MailState::Queued)));
    let overtaken = table::created_at.gt(now).and(table::not_before.le(table::created_at));
    let waits = diesel::update(queued().filter(overtaken))
        .set((table::not_before.eq(until), table::created_at.eq(now)))
        .execute(&mut **tx)?;
    let due = queued().filter(table::not_before.le(now));
    Ok(waits + diesel::update(due).set(table::not_before.eq(until)).execute(&mut **tx)?)
}

/// Puts a mail that was given up or dropped back in the queue; `false` when it is neither.
pub fn requeue(tx: &mut Tx, id: OutboxId) -> QueryResult<bool> {
    let states = vec![Coded(MailState::Dead), Coded(MailState::Dropped)];
    let now = tx.now().naive_utc();
    let changed = diesel::update(table::table.find(Uid::from(id)).filter(table::state.eq_any(states)))
        .set((
            table::state.eq(Coded(MailState::Queued)),
            table::attempts.eq(0),
            table::not_before.eq(now),
            table::finished_at.eq(None::<NaiveDateTime>),
            table::returned_at.eq(None::<NaiveDateTime>),
        ))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

/// Mails in a state (or all), the newest first, at most `limit`.
pub fn list(conn: &mut Conn, state: Option<MailState>, limit: i64) -> QueryResult<Vec<Mail>> {
    let mut query = table::table.select(Row::as_select()).into_boxed::<MultiBackend>();
    if let Some(state) = state {
        query = query.filter(table::state.eq(Coded(state)));
    }
    let newest = query.order((table::created_at.desc(), table::id.desc())).limit(limit);
    let rows: Vec<Row> = super::readable(newest.load_iter(conn)?)?;
    Ok(readable(rows))
}

/// How many mails there are per state.
pub fn count_by_state(conn: &mut Conn) -> QueryResult<Vec<(MailState, i64)>> {
    let counts = table::table.group_by(table::state).select((table::state, diesel::dsl::count_star()));
    let rows: Vec<(Coded<MailState>, i64)> = super::readable(counts.load_iter(conn)?)?;
    Ok(rows.into_iter().map(|(state, count)| (state.0, count)).collect())
}
