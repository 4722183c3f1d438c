//! Mails that are held in the outbox: they waited in a backup that was put back.
//! Never one that goes by itself: a person decides.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use crate::db::Tx;
use crate::db::code::{Coded, Uid};
use crate::db::schema::outbox as table;
use crate::domain::ids::OutboxId;
use crate::domain::outbox::MailState;

/// Holds every mail that waits or was being sent; gives how many. What is gathered under a digest waits with it.
pub fn hold_all(tx: &mut Tx) -> QueryResult<usize> {
    let states = vec![Coded(MailState::Queued), Coded(MailState::Leased)];
    diesel::update(table::table.filter(table::state.eq_any(states)))
        .set((
            table::state.eq(Coded(MailState::Held)),
            table::lease_token.eq(None::<Uid<OutboxId>>),
            table::lease_until.eq(None::<NaiveDateTime>),
        ))
        .execute(&mut **tx)
}

/// Lets every held mail go, not before `at`; gives how many. The date in the mail stays, so one that went out before is
/// the same bytes again.
pub fn release_held(tx: &mut Tx, at: DateTime<Utc>) -> QueryResult<usize> {
    let held = table::state.eq(Coded(MailState::Held));
    diesel::update(table::table.filter(held).filter(table::not_before.lt(at.naive_utc())))
        .set(table::not_before.eq(at.naive_utc()))
        .execute(&mut **tx)?;
    diesel::update(table::table.filter(held)).set(table::state.eq(Coded(MailState::Queued))).execute(&mut **tx)
}

/// Drops every held mail, and what is gathered under it; gives how many.
pub fn drop_held(tx: &mut Tx) -> QueryResult<usize> {
    let now = tx.now().naive_utc();
    let held = table::state.eq(Coded(MailState::Held));
    let ids: Vec<Uid<OutboxId>> = table::table.filter(held).select(table::id).load(&mut **tx)?;
    let dropped = (
        table::state.eq(Coded(MailState::Dropped)),
        table::last_error.eq("not sent: it waited in a backup that was put back"),
        table::finished_at.eq(now),
    );
    for chunk in ids.chunks(500) {
        let chunk: Vec<_> = chunk.iter().map(|id| Some(*id)).collect();
        diesel::update(table::table.filter(table::bundle_id.eq_any(chunk))).set(dropped).execute(&mut **tx)?;
    }
    diesel::update(table::table.filter(held)).set(dropped).execute(&mut **tx)?;
    Ok(ids.len())
}
