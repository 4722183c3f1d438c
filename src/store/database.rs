//! The database as a whole: when a copy of it was made, when a copy was put back, how much it holds.
//! Never a row of somebody: counts and times.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::utc;
use crate::db::schema::{self, changes, database_marks as table};
use crate::db::{Conn, Tx, both};

/// A copy is begun: stands in the copy too, and says of when it is.
const COPY: &str = "copy";
/// A copy was kept.
const BACKUP: &str = "backup";
/// A copy was put back.
const RESTORE: &str = "restore";

fn mark(tx: &mut Tx, name: &str, at: DateTime<Utc>, detail: Option<&str>) -> QueryResult<()> {
    let values = (table::mark.eq(name), table::at.eq(at.naive_utc()), table::detail.eq(detail));
    both!(&mut **tx, |conn| diesel::insert_into(table::table)
        .values(values)
        .on_conflict(table::mark)
        .do_update()
        .set((table::at.eq(at.naive_utc()), table::detail.eq(detail)))
        .execute(conn))?;
    Ok(())
}

fn marked(conn: &mut Conn, name: &str) -> QueryResult<Option<(DateTime<Utc>, Option<String>)>> {
    let row: Option<(NaiveDateTime, Option<String>)> =
        table::table.find(name).select((table::at, table::detail)).first(conn).optional()?;
    Ok(row.map(|(at, detail)| (utc(at), detail)))
}

/// Notes in what will be copied when that was, and which secret its links are made with.
pub fn copy_begun(tx: &mut Tx, secret: &str) -> QueryResult<()> {
    let now = tx.now();
    mark(tx, COPY, now, Some(secret))
}

/// Notes that a copy of `taken_at` was kept.
pub fn backup_kept(tx: &mut Tx, taken_at: DateTime<Utc>) -> QueryResult<()> {
    mark(tx, BACKUP, taken_at, None)
}

/// Of when the newest backup is that was kept; `None` when there never was one.
pub fn last_backup(conn: &mut Conn) -> QueryResult<Option<DateTime<Utc>>> {
    Ok(marked(conn, BACKUP)?.map(|(at, _)| at))
}

/// Notes that a backup was put back.
pub fn restored(tx: &mut Tx) -> QueryResult<()> {
    let now = tx.now();
    mark(tx, RESTORE, now, None)
}

/// When a backup was last put back.
pub fn last_restore(conn: &mut Conn) -> QueryResult<Option<DateTime<Utc>>> {
    Ok(marked(conn, RESTORE)?.map(|(at, _)| at))
}

/// Of when a copy is, and the fingerprint of the secret that it was made beside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// When the copy was begun, or the last thing happened in it; `None` when nothing ever did.
    pub taken_at: Option<DateTime<Utc>>,
    /// The fingerprint, when it was noted.
    pub secret: Option<String>,
}

/// Where this database comes from.
pub fn origin(conn: &mut Conn) -> QueryResult<Origin> {
    let newest: Option<NaiveDateTime> =
        changes::table.order(changes::seq.desc()).select(changes::at).first(conn).optional()?;
    let (begun, secret) = marked(conn, COPY)?.unzip();
    // A dump of PostgreSQL holds the mark of the backup before it.
    Ok(Origin { taken_at: begun.max(newest.map(utc)), secret: secret.flatten() })
}

/// How many rows there are, per noun.
pub fn counts(conn: &mut Conn) -> QueryResult<Vec<(&'static str, i64)>> {
    macro_rules! counts {
        ($($noun:ident),+ $(,)?) => { vec![$((stringify!($noun), schema::$noun::table.count().get_result(conn)?)),+] };
    }
    Ok(counts![
        accounts,
        employers,
        listings,
        interests,
        candidates,
        proposals,
        sharing_consents,
        introductions,
        placements,
        outbox,
        audit,
    ])
}
