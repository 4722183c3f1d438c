//! The change log in the database, for those who follow it.
//! Never written here: `Tx` writes it as the last statement of every write.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use super::utc;
use crate::db::Conn;
use crate::db::code::Uid;
use crate::db::schema::changes as table;
use crate::domain::audit::SubjectKind;
use crate::domain::code::Code;
use crate::domain::ids::ChangeId;
use crate::domain::search::Position;

/// An entry of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Its number: gapless, in the order of commits.
    pub seq: i64,
    /// Its identity.
    pub id: ChangeId,
    /// What changed; `None` when a newer version of the program wrote a kind that this one does not know.
    pub kind: Option<SubjectKind>,
    /// Which row.
    pub subject: Uuid,
}

type Row = (i64, Uid<ChangeId>, String, Vec<u8>);

/// The entries after `seq`, oldest first, at most `limit`.
pub fn after(conn: &mut Conn, seq: i64, limit: i64) -> QueryResult<Vec<Change>> {
    let rows: Vec<Row> = table::table
        .filter(table::seq.gt(seq))
        .order(table::seq)
        .limit(limit)
        .select((table::seq, table::change_id, table::subject_kind, table::subject_id))
        .load(conn)?;
    rows.into_iter()
        .map(|(seq, id, kind, subject)| {
            let subject = Uuid::from_slice(&subject)
                .map_err(|error| diesel::result::Error::DeserializationError(error.into()))?;
            Ok(Change { seq, id: id.0, kind: SubjectKind::from_code(&kind), subject })
        })
        .collect()
}

/// The newest entry.
pub fn newest(conn: &mut Conn) -> QueryResult<Position> {
    let row: Option<(i64, Uid<ChangeId>)> =
        table::table.order(table::seq.desc()).select((table::seq, table::change_id)).first(conn).optional()?;
    Ok(row.map_or(Position::START, |(seq, id)| Position { seq, change: Some(id.0) }))
}

/// When the first entry after `seq` was made: the oldest that a follower at `seq` has not seen.
pub fn made_after(conn: &mut Conn, seq: i64) -> QueryResult<Option<DateTime<Utc>>> {
    let at: Option<NaiveDateTime> =
        table::table.filter(table::seq.gt(seq)).order(table::seq).select(table::at).first(conn).optional()?;
    Ok(at.map(utc))
}

/// Whether the log still holds this entry under this number: another one, or none, means that the database was restored.
pub fn holds(conn: &mut Conn, position: Position) -> QueryResult<bool> {
    let Some(change) = position.change else { return Ok(true) };
    let found: Option<Uid<ChangeId>> =
        table::table.find(position.seq).select(table::change_id).first(conn).optional()?;
    Ok(found.is_some_and(|id| id.0 == change))
}
