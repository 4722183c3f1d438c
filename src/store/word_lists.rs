//! Lists of words and places that were brought in, whole.
//! Never looked into: a list is one text.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::db::code::Coded;
use crate::db::schema::word_lists as table;
use crate::db::{Conn, Tx, both};
use crate::domain::word_list::{WordList, WordListKind};

/// Puts a list in the place of what this source brought before; gives whether it is new.
pub fn put(tx: &mut Tx, list: &WordList) -> QueryResult<bool> {
    let was_there = remove(tx, list.kind, &list.source)?;
    let entries = i32::try_from(list.entries).unwrap_or(i32::MAX);
    let values = (
        table::kind.eq(Coded(list.kind)),
        table::source.eq(&list.source),
        table::content.eq(&list.content),
        table::entries.eq(entries),
        table::imported_at.eq(tx.now().naive_utc()),
    );
    both!(&mut **tx, |conn| diesel::insert_into(table::table).values(values).execute(conn))?;
    Ok(!was_there)
}

/// Removes the list of a source; gives whether there was one.
pub fn remove(tx: &mut Tx, kind: WordListKind, source: &str) -> QueryResult<bool> {
    let list = table::table.filter(table::kind.eq(Coded(kind))).filter(table::source.eq(source));
    Ok(diesel::delete(list).execute(&mut **tx)? > 0)
}

/// A number that is another one when lists of a kind came, changed or went; 0 when there are none.
pub fn stamp(conn: &mut Conn, kind: WordListKind) -> QueryResult<i64> {
    let lists = table::table.filter(table::kind.eq(Coded(kind))).order(table::source);
    let times: Vec<NaiveDateTime> = lists.select(table::imported_at).load(conn)?;
    let micros = times.iter().map(|at| at.and_utc().timestamp_micros());
    Ok(micros.fold(0, |sum: i64, at| sum.wrapping_mul(31).wrapping_add(at)))
}

/// The contents of all lists of a kind, in the order of their sources.
pub fn contents(conn: &mut Conn, kind: WordListKind) -> QueryResult<Vec<String>> {
    table::table.filter(table::kind.eq(Coded(kind))).order(table::source).select(table::content).load(conn)
}
