//! How far a job that runs once has followed the change log.
//! Never a lock: a second node that does the same work finds it done.

use diesel::prelude::*;

use crate::db::schema::job_positions as table;
use crate::db::{Conn, Tx, both};

/// The last entry that a job has seen; 0 before the first.
pub fn last(conn: &mut Conn, job: &str) -> QueryResult<i64> {
    Ok(table::table.find(job).select(table::seq).first(conn).optional()?.unwrap_or(0))
}

/// Notes how far a job has seen.
pub fn mark(tx: &mut Tx, job: &str, seq: i64) -> QueryResult<()> {
    let values = (table::job.eq(job), table::seq.eq(seq));
    both!(&mut **tx, |conn| diesel::insert_into(table::table)
        .values(values)
        .on_conflict(table::job)
        .do_update()
        .set(table::seq.eq(seq))
        .execute(conn))?;
    Ok(())
}
