//! Log-in links in the database.
//! Never a token: that is computed from the id with the installation's secret.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::utc;
use crate::db::code::Uid;
use crate::db::schema::login_links as table;
use crate::db::{Conn, Tx};
use crate::domain::ids::{AccountId, LoginLinkId};

/// A link with which somebody can log in once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoginLink {
    /// Its identifier.
    pub id: LoginLinkId,
    /// Whose it is.
    pub account: AccountId,
    /// The page to go to afterwards.
    pub next_path: Option<String>,
    /// Until when it works.
    pub expires_at: DateTime<Utc>,
    /// When it was used.
    pub used_at: Option<DateTime<Utc>>,
}

type Row = (Uid<LoginLinkId>, Uid<AccountId>, Option<String>, NaiveDateTime, Option<NaiveDateTime>, NaiveDateTime);

/// A link by id.
pub fn find(conn: &mut Conn, id: LoginLinkId) -> QueryResult<Option<LoginLink>> {
    let row = table::table.find(Uid::from(id)).first::<Row>(conn).optional()?;
    Ok(row.map(|(id, account, next_path, expires_at, used_at, _)| LoginLink {
        id: id.0,
        account: account.0,
        next_path,
        expires_at: utc(expires_at),
        used_at: used_at.map(utc),
    }))
}

/// Adds a link.
pub fn insert(tx: &mut Tx, link: &LoginLink) -> QueryResult<()> {
    let now = tx.now().naive_utc();
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Uid::from(link.id)),
            table::account_id.eq(Uid::from(link.account)),
            table::next_path.eq(&link.next_path),
            table::expires_at.eq(link.expires_at.naive_utc()),
            table::created_at.eq(now),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Uses a link; `false` when it was used before.
pub fn use_up(tx: &mut Tx, id: LoginLinkId) -> QueryResult<bool> {
    let now = tx.now().naive_utc();
    let used = diesel::update(table::table.find(Uid::from(id)).filter(table::used_at.is_null()))
        .set(table::used_at.eq(now))
        .execute(&mut **tx)?;
    Ok(used == 1)
}

/// Makes every link unusable that is not used yet; gives how many could still be used.
pub fn use_up_all(tx: &mut Tx) -> QueryResult<usize> {
    let now = tx.now().naive_utc();
    let open = table::table.filter(table::used_at.is_null());
    let usable: i64 = open.filter(table::expires_at.gt(now)).count().get_result(&mut **tx)?;
    diesel::update(open).set(table::used_at.eq(now)).execute(&mut **tx)?;
    Ok(usize::try_from(usable).unwrap_or(0))
}

/// Makes the links of an account unusable that are not used yet: they went to another address.
pub fn use_up_all_of(tx: &mut Tx, account: AccountId) -> QueryResult<()> {
    let now = tx.now().naive_utc();
    let open = table::table.filter(table::account_id.eq(Uid::from(account))).filter(table::used_at.is_null());
    diesel::update(open).set(table::used_at.eq(now)).execute(&mut **tx)?;
    Ok(())
}

/// How many links an account asked for since `since`.
pub fn count_since(conn: &mut Conn, account: AccountId, since: DateTime<Utc>) -> QueryResult<i64> {
    table::table
        .filter(table::account_id.eq(Uid::from(account)))
        .filter(table::created_at.ge(since.naive_utc()))
        .count()
        .get_result(conn)
}
