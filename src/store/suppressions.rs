//! Suppressed addresses in the database: which take no mail, since when, and which mail showed it.
//! Never an address: a mark of it, that only the installation's secret can make.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::utc;
use crate::db::code::Uid;
use crate::db::schema::{interests, outbox, suppressed_addresses as table};
use crate::db::{Conn, Tx, both};
use crate::domain::delivery::{AddressMark, StatusCode};
use crate::domain::ids::{MunicipalityId, OutboxId};
use crate::domain::notification::Recipient;

/// An address that takes no mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// The mail that showed it.
    pub mail: OutboxId,
    /// What the mail server said.
    pub status: StatusCode,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// Notes that an address takes no mail; `false` when that was known.
pub fn insert(
    tx: &mut Tx,
    address: AddressMark,
    municipality: MunicipalityId,
    (mail, status): (OutboxId, StatusCode),
) -> QueryResult<bool> {
    let values = (
        table::address_hash.eq(address.as_bytes()),
        table::municipality_id.eq(Uid::from(municipality)),
        table::outbox_id.eq(Uid::from(mail)),
        table::status.eq(status.to_string()),
        table::since.eq(tx.now().naive_utc()),
    );
    let added = both!(&mut **tx, |conn| diesel::insert_into(table::table)
        .values(values)
        .on_conflict_do_nothing()
        .execute(conn))?;
    Ok(added == 1)
}

/// Whether an address takes no mail, and what is known about that.
pub fn find(conn: &mut Conn, address: AddressMark) -> QueryResult<Option<Suppression>> {
    let row: Option<(Uid<OutboxId>, String, NaiveDateTime)> = table::table
        .find(address.as_bytes())
        .select((table::outbox_id, table::status, table::since))
        .first(conn)
        .optional()?;
    Ok(row.map(|(mail, status, since)| Suppression {
        mail: mail.0,
        status: StatusCode::find(&status).unwrap_or(StatusCode::REFUSED),
        since: utc(since),
    }))
}

/// An address takes mail again.
pub fn lift(tx: &mut Tx, address: AddressMark) -> QueryResult<bool> {
    Ok(diesel::delete(table::table.find(address.as_bytes())).execute(&mut **tx)? > 0)
}

/// Takes away marks older than `before`, and those that a mail to somebody left of whom nothing is kept: a job seeker whose
/// reaction is emptied, whoever got a search by mail that is stopped. Gives how many.
pub fn forget_old(tx: &mut Tx, before: DateTime<Utc>) -> QueryResult<usize> {
    let emptied: Vec<Uid<OutboxId>> = table::table
        .inner_join(outbox::table.on(outbox::id.eq(table::outbox_id)))
        .inner_join(interests::table.on(interests::id.nullable().eq(outbox::recipient_interest)))
        .filter(interests::email.is_null())
        .select(table::outbox_id)
        .load(&mut **tx)?;
    let over = table::since.lt(before.naive_utc()).or(table::outbox_id.eq_any(emptied));
    diesel::delete(table::table.filter(over)).execute(&mut **tx)
}

/// Takes away the marks that mails to this recipient left.
pub fn forget(tx: &mut Tx, recipient: Recipient) -> QueryResult<()> {
    let sent = outbox::table.select(outbox::id);
    let mails: Vec<Uid<OutboxId>> = match recipient {
        Recipient::Account(id) => sent.filter(outbox::recipient_account.eq(Uid::from(id))).load(&mut **tx)?,
        Recipient::Interest(id) => sent.filter(outbox::recipient_interest.eq(Uid::from(id))).load(&mut **tx)?,
        Recipient::Candidate(id) => sent.filter(outbox::recipient_candidate.eq(Uid::from(id))).load(&mut **tx)?,
        Recipient::SavedSearch(id) => sent.filter(outbox::recipient_saved_search.eq(Uid::from(id))).load(&mut **tx)?,
    };
    diesel::delete(table::table.filter(table::outbox_id.eq_any(mails))).execute(&mut **tx)?;
    Ok(())
}
