//! Sessions in the database: one per log-in and device.
//! Never the token itself: only its SHA-256, so a stolen database opens no door.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{accounts, utc};
use crate::db::code::{Coded, Uid};
use crate::db::schema::{accounts as account_table, sessions as table};
use crate::db::{Conn, Tx};
use crate::domain::account::{Account, AccountState};
use crate::domain::ids::{AccountId, SessionId};

/// A log-in on one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its identifier.
    pub id: SessionId,
    /// When it was last seen; written at most every five minutes.
    pub seen_at: DateTime<Utc>,
    /// Until when it works.
    pub expires_at: DateTime<Utc>,
}

type Times = (Uid<SessionId>, NaiveDateTime, NaiveDateTime);

/// The session with this token hash that has not ended by `now`, and its account when that is not blocked.
pub fn find(conn: &mut Conn, token_hash: &[u8], now: DateTime<Utc>) -> QueryResult<Option<(Session, Account)>> {
    let row: Option<(Times, accounts::Row)> = table::table
        .inner_join(account_table::table)
        .filter(table::token_hash.eq(token_hash))
        .filter(table::expires_at.gt(now.naive_utc()))
        .filter(account_table::state.ne(Coded(AccountState::Blocked)))
        .select(((table::id, table::seen_at, table::expires_at), account_table::all_columns))
        .first(conn)
        .optional()?;
    row.map(|((id, seen_at, expires_at), account)| {
        let session = Session { id: id.0, seen_at: utc(seen_at), expires_at: utc(expires_at) };
        Ok((session, account.into_account()?))
    })
    .transpose()
}

/// Adds a session.
pub fn insert(tx: &mut Tx, session: &Session, token_hash: &[u8], account: AccountId) -> QueryResult<()> {
    let now = tx.now().naive_utc();
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Uid::from(session.id)),
            table::token_hash.eq(token_hash),
            table::account_id.eq(Uid::from(account)),
            table::created_at.eq(now),
            table::seen_at.eq(session.seen_at.naive_utc()),
            table::expires_at.eq(session.expires_at.naive_utc()),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Notes that a session was seen, and moves its end.
pub fn seen(tx: &mut Tx, id: SessionId, expires_at: DateTime<Utc>) -> QueryResult<()> {
    let now = tx.now().naive_utc();
    diesel::update(table::table.find(Uid::from(id)))
        .set((table::seen_at.eq(now), table::expires_at.eq(expires_at.naive_utc())))
        .execute(&mut **tx)?;
    Ok(())
}

/// Ends the session with this token hash; gives the account whose it was.
pub fn end(tx: &mut Tx, token_hash: &[u8]) -> QueryResult<Option<AccountId>> {
    let account: Option<Uid<AccountId>> =
        table::table.filter(table::token_hash.eq(token_hash)).select(table::account_id).first(&mut **tx).optional()?;
    diesel::delete(table::table.filter(table::token_hash.eq(token_hash))).execute(&mut **tx)?;
    Ok(account.map(|id| id.0))
}

/// Ends every session; gives how many there were.
pub fn end_all(tx: &mut Tx) -> QueryResult<usize> {
    diesel::delete(table::table).execute(&mut **tx)
}

/// Ends all sessions of an account: it was blocked, or has another address.
pub fn end_all_of(tx: &mut Tx, account: AccountId) -> QueryResult<()> {
    diesel::delete(table::table.filter(table::account_id.eq(Uid::from(account)))).execute(&mut **tx)?;
    Ok(())
}
