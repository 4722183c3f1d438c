//! Mails that did not arrive, in the outbox: given up, sent back by a mail server, or late.
//! Never an address: whom it was for is looked up.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl::{max, min};
use diesel::prelude::*;

use super::outbox::{Mail, Row, readable};
use super::{consents, employers, interests, introductions, listings, proposals, utc};
use crate::db::code::{Coded, Json, Uid};
use crate::db::schema::outbox as table;
use crate::db::{Conn, Tx};
use crate::domain::delivery::StatusCode;
use crate::domain::ids::{AccountId, CandidateId, IntroductionId, OutboxId};
use crate::domain::notification::Notification;
use crate::domain::outbox::MailState;

/// A mail server sent this mail back: it did not arrive, whatever a node thinks that is sending it again, or a person who
/// dropped it. `false` when that was known, or when it is one that goes within another.
pub fn send_back(tx: &mut Tx, id: OutboxId, status: StatusCode) -> QueryResult<bool> {
    let now = tx.now().naive_utc();
    let bundled = Coded(MailState::Bundled);
    let target = table::table.find(Uid::from(id)).filter(table::state.ne(bundled)).filter(table::returned_at.is_null());
    let changed = diesel::update(target)
        .set((
            table::state.eq(Coded(MailState::Dead)),
            table::last_error.eq(format!("it came back ({status})")),
            table::finished_at.eq(now),
            table::returned_at.eq(now),
            table::lease_token.eq(None::<Uid<OutboxId>>),
            table::lease_until.eq(None::<NaiveDateTime>),
        ))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

/// The mails that were found not to arrive since `since`, the oldest first. What was gathered under a digest goes with it.
pub fn since(conn: &mut Conn, since: DateTime<Utc>) -> QueryResult<Vec<Mail>> {
    let rows: Vec<Row> = table::table
        .filter(table::state.eq(Coded(MailState::Dead)))
        .filter(table::bundle_id.is_null())
        .filter(table::finished_at.ge(since.naive_utc()))
        .order((table::created_at, table::id))
        .select(Row::as_select())
        .load(conn)?;
    Ok(readable(rows))
}

/// A mail that did not arrive is not needed any more: another says the same at another address. `false` when it is not
/// given up.
pub fn replaced(tx: &mut Tx, id: OutboxId) -> QueryResult<bool> {
    let dead = table::state.eq(Coded(MailState::Dead));
    let changed = diesel::update(table::table.find(Uid::from(id)).filter(dead))
        .set((table::state.eq(Coded(MailState::Dropped)), table::last_error.eq("asked again at another address")))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

/// Whether a mail server took this mail to an account, and did not send it back.
pub fn went_out(conn: &mut Conn, account: AccountId, notification: Notification) -> QueryResult<bool> {
    let mail = table::table
        .filter(table::recipient_account.eq(Uid::from(account)))
        .filter(table::payload.eq(Json::of(&notification)?))
        .filter(table::state.eq(Coded(MailState::Sent)));
    let count: i64 = mail.count().get_result(conn)?;
    Ok(count > 0)
}

/// Whether the newest mail that told a candidate this did not arrive.
pub fn did_not_reach(conn: &mut Conn, candidate: CandidateId, notification: Notification) -> QueryResult<bool> {
    let newest: Option<Coded<MailState>> = table::table
        .filter(table::recipient_candidate.eq(Uid::from(candidate)))
        .filter(table::payload.eq(Json::of(&notification)?))
        .order((table::created_at.desc(), table::id.desc()))
        .select(table::state)
        .first(conn)
        .optional()?;
    Ok(newest.is_some_and(|state| state.0 == MailState::Dead))
}

/// The mails that a mail server sent back, the newest first, at most `limit`.
pub fn returned(conn: &mut Conn, limit: i64) -> QueryResult<Vec<Mail>> {
    let rows: Vec<Row> = table::table
        .filter(table::returned_at.is_not_null())
        .order((table::created_at.desc(), table::id.desc()))
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?;
    Ok(readable(rows))
}

/// How many mails came back.
pub fn count_returned(conn: &mut Conn) -> QueryResult<i64> {
    table::table.filter(table::returned_at.is_not_null()).count().get_result(conn)
}

/// How many mails were found not to arrive since `since`.
pub fn count_since(conn: &mut Conn, since: DateTime<Utc>) -> QueryResult<i64> {
    table::table
        .filter(table::state.eq(Coded(MailState::Dead)))
        .filter(table::finished_at.ge(since.naive_utc()))
        .count()
        .get_result(conn)
}

/// Since when the oldest mail waits that should be gone by now. What was due before another mail went out failed for a
/// reason of its own: that waits for its next try, and is late from then on.
pub fn oldest_due(conn: &mut Conn, now: DateTime<Utc>) -> QueryResult<Option<DateTime<Utc>>> {
    let now = now.naive_utc();
    let sent = table::table.filter(table::state.eq(Coded(MailState::Sent)));
    let last_sent: Option<NaiveDateTime> = sent.select(max(table::finished_at)).first(conn)?;
    let waiting = || table::state.eq_any(vec![Coded(MailState::Queued), Coded(MailState::Leased)]);
    let again = table::table.filter(waiting()).filter(table::not_before.le(now));
    let again: Option<NaiveDateTime> = again.select(min(table::not_before)).first(conn)?;
    let since = last_sent.unwrap_or(DateTime::UNIX_EPOCH.naive_utc());
    let stuck = table::table.filter(waiting()).filter(table::due_at.le(now)).filter(table::due_at.gt(since));
    let stuck: Option<NaiveDateTime> = stuck.select(min(table::due_at)).first(conn)?;
    Ok(again.into_iter().chain(stuck).min().map(utc))
}

/// Those of these introductions that no contact person of the employer got: the mail was given up, and none to a colleague
/// went or waits.
pub fn introductions(conn: &mut Conn, of: &[IntroductionId]) -> QueryResult<Vec<IntroductionId>> {
    let dead: Vec<Row> = table::table
        .filter(table::state.eq(Coded(MailState::Dead)))
        .filter(table::kind.eq("introduction_sent"))
        .select(Row::as_select())
        .load(conn)?;
    let mut lost = Vec::new();
    for mail in readable(dead) {
        let Notification::IntroductionSent { introduction } = mail.notification else { continue };
        if !of.contains(&introduction) || lost.contains(&introduction) {
            continue;
        }
        let others: i64 = table::table
            .filter(table::payload.eq(Json::of(&mail.notification)?))
            .filter(table::state.ne_all(vec![Coded(MailState::Dead), Coded(MailState::Dropped)]))
            .count()
            .get_result(conn)?;
        if others == 0 {
            lost.push(introduction);
        }
    }
    Ok(lost)
}

/// The work that a mail is about: its title and the organisation; `None` when it is about none, or that is gone.
pub fn work(conn: &mut Conn, notification: Notification) -> QueryResult<Option<(String, String)>> {
    let listing = match notification {
        Notification::ListingSubmitted { listing, .. }
        | Notification::ListingPrepared { listing, .. }
        | Notification::ListingApproved { listing, .. }
        | Notification::ListingRejected { listing, .. }
        | Notification::ListingExpired { listing } => Some(listing),
        Notification::InterestReceived { interest }
        | Notification::InterestConfirmed { interest }
        | Notification::InterestAnswered { interest } => {
            interests::find(conn, interest)?.and_then(|interest| interest.listing)
        }
        Notification::ConsentAsked { consent } => match consents::find(conn, consent)? {
            Some(consent) => proposals::find(conn, consent.proposal)?.map(|proposal| proposal.listing),
            None => None,
        },
        Notification::IntroductionSent { introduction }
        | Notification::IntroductionConfirmed { introduction }
        | Notification::IntroductionOutcome { introduction }
        | Notification::IntroductionRecalled { introduction }
        | Notification::IntroductionStopped { introduction } => {
            introductions::find(conn, introduction)?.map(|introduction| introduction.listing)
        }
        _ => None,
    };
    let Some(id) = listing else { return Ok(None) };
    let Some(listing) = listings::find(conn, id)? else { return Ok(None) };
    let employer = employers::find(conn, listing.employer)?;
    Ok(employer.map(|employer| (listing.title, employer.profile.name)))
}
