//! A SQLite database as one file: copied while others write, looked at without opening it for good, checked.
//! Never a change of what it holds.

use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::{Conn, DbError, QueryError, migrate};

/// How many faults are named; one is enough to refuse a file.
const FAULTS: usize = 5;

#[derive(QueryableByName)]
struct Word {
    #[diesel(sql_type = Text)]
    word: String,
}

fn open(path: &Path) -> Result<SqliteConnection, DbError> {
    let text = path.to_str().ok_or_else(|| DbError::Pool(format!("{} is no text", path.display())))?;
    // The driver would make an empty one.
    if !path.is_file() {
        return Err(DbError::Pool(format!("there is no database {}", path.display())));
    }
    let mut conn = SqliteConnection::establish(text).map_err(|error| DbError::Pool(error.to_string()))?;
    conn.batch_execute("PRAGMA busy_timeout=10000")?;
    Ok(conn)
}

/// Writes a copy into an empty file: one state of the database, whatever is written meanwhile, without what was deleted.
///
/// # Errors
/// [`DbError`]; what was written is then of no use.
pub fn copy(from: &Path, into: &Path) -> Result<(), DbError> {
    let target = into.to_str().ok_or_else(|| DbError::Pool(format!("{} is no text", into.display())))?;
    let mut conn = open(from)?;
    diesel::sql_query("VACUUM INTO ?").bind::<Text, _>(target).execute(&mut conn)?;
    Ok(())
}

/// Brings what stands in the log beside a database into its file, so that the file is all there is.
///
/// # Errors
/// [`DbError`] when it cannot be read, or somebody uses it.
pub fn close(path: &Path) -> Result<(), DbError> {
    let mut conn = open(path)?;
    // Leaving this mode takes the log and its index away.
    Ok(conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE")?)
}

/// Reads in one snapshot.
///
/// # Errors
/// [`DbError`].
pub fn look<T>(path: &Path, read: impl FnOnce(&mut Conn) -> Result<T, QueryError>) -> Result<T, DbError> {
    let mut conn = open(path)?;
    conn.batch_execute("PRAGMA query_only=ON; BEGIN")?;
    Ok(read(&mut Conn::Sqlite(conn))?)
}

/// What is wrong with the file: pages that are damaged, rows that refer to nothing. Empty when all is well.
///
/// # Errors
/// [`DbError`] when it is so damaged that it cannot even be checked, or is no database at all.
pub fn faults(path: &Path) -> Result<Vec<String>, DbError> {
    let mut conn = open(path)?;
    let checked: Vec<Word> =
        diesel::sql_query("SELECT integrity_check AS word FROM pragma_integrity_check").load(&mut conn)?;
    let mut faults: Vec<String> = checked.into_iter().map(|row| row.word).filter(|word| word != "ok").collect();
    let loose: Vec<Word> = diesel::sql_query(
        "SELECT \"table\" || ' refers to a ' || parent || ' that is not there' AS word FROM pragma_foreign_key_check",
    )
    .load(&mut conn)?;
    faults.extend(loose.into_iter().map(|row| row.word));
    faults.truncate(FAULTS);
    Ok(faults)
}

/// The migrations that the database in this file has had.
///
/// # Errors
/// A sentence: it is not ours, or it is newer than this program.
pub fn migrations(path: &Path) -> Result<Vec<String>, DbError> {
    let not_ours = |_| DbError::Migration("this is a database, but not one of baanin".to_owned());
    let versions = look(path, migrate::applied).map_err(not_ours)?;
    migrate::refuse_newer(&versions)?;
    Ok(versions)
}
