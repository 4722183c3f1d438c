//! The first result of every submitted form.
//! Never a text that was typed: only where the answer sent the visitor.

use diesel::prelude::*;

use crate::db::code::Uid;
use crate::db::schema::form_results as table;
use crate::db::{Conn, Tx, both};
use crate::domain::ids::FormId;

/// Claims a form for this transaction; `Some(location)` when it was already answered.
pub fn claim(tx: &mut Tx, form: FormId) -> QueryResult<Option<String>> {
    let now = tx.now().naive_utc();
    let values = (table::form_id.eq(Uid::from(form)), table::location.eq(""), table::at.eq(now));
    let added = both!(&mut **tx, |conn| diesel::insert_into(table::table)
        .values(values)
        .on_conflict_do_nothing()
        .execute(conn))?;
    if added == 1 {
        return Ok(None);
    }
    table::table.find(Uid::from(form)).select(table::location).first(&mut **tx).map(Some)
}

/// Where the answer to a form sent the visitor; `None` when it was not answered yet.
pub fn answer(conn: &mut Conn, form: FormId) -> QueryResult<Option<String>> {
    let answered = table::table.find(Uid::from(form)).filter(table::location.ne(""));
    answered.select(table::location).first(conn).optional()
}

/// Writes where the answer sends the visitor.
pub fn finish(tx: &mut Tx, form: FormId, location: &str) -> QueryResult<()> {
    diesel::update(table::table.find(Uid::from(form))).set(table::location.eq(location)).execute(&mut **tx)?;
    Ok(())
}
