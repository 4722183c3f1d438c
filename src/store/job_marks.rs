//! When a daily job last ran.
//! Never a lock: two nodes may both run it, and the second finds nothing to do.

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::db::schema::job_marks as table;
use crate::db::{Conn, Tx, both};
use crate::domain::civil_day::CivilDay;

/// The day on which a job last finished.
pub fn last_day(conn: &mut Conn, job: &str) -> QueryResult<Option<CivilDay>> {
    let day: Option<NaiveDate> = table::table.find(job).select(table::day).first(conn).optional()?;
    Ok(day.map(CivilDay::from_date))
}

/// Notes that a job finished for a day.
pub fn mark(tx: &mut Tx, job: &str, day: CivilDay) -> QueryResult<()> {
    let values = (table::job.eq(job), table::day.eq(day.date()));
    both!(&mut **tx, |conn| diesel::insert_into(table::table)
        .values(values)
        .on_conflict(table::job)
        .do_update()
        .set(table::day.eq(day.date()))
        .execute(conn))?;
    Ok(())
}
