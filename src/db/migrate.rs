//! Migrations: the two embedded sets of the same names, one per database, applied under a lock.
//! Never run twice at once: two nodes that start together wait for each other.

use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource};
use diesel::sql_types::Text;
use diesel::sqlite::Sqlite;
use diesel::{QueryResult, QueryableByName, RunQueryDsl};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Conn, DbError, QueryError};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// The key of PostgreSQL's advisory lock, "baanin" in ASCII.
const LOCK: i64 = 0x62_61_61_6e_69_6e;

/// Applies what is pending and names it.
pub(super) fn run(conn: &mut Conn) -> Result<Vec<String>, DbError> {
    let applied = match conn {
        Conn::Pg(conn) => {
            // A migration may take longer than a request; the session's own time-out comes back afterwards.
            conn.batch_execute("SET statement_timeout='10min'; SET lock_timeout='10min'")?;
            diesel::sql_query(format!("SELECT pg_advisory_lock({LOCK})")).execute(conn)?;
            let applied = conn
                .run_pending_migrations(POSTGRES)
                .map(|versions| versions.iter().map(ToString::to_string).collect());
            diesel::sql_query(format!("SELECT pg_advisory_unlock({LOCK})")).execute(conn)?;
            conn.batch_execute("SET statement_timeout='10s'; SET lock_timeout='8s'")?;
            applied
        }
        // One transaction around all, begun with the lock on the file: who waited for it finds them applied.
        Conn::Sqlite(conn) => conn.immediate_transaction(|conn| {
            conn.run_pending_migrations(SQLITE).map(|versions| versions.iter().map(ToString::to_string).collect())
        }),
    };
    applied.map_err(|error| DbError::Migration(error.to_string()))
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Text)]
    version: String,
}

/// The versions that a database has had, oldest first.
pub(super) fn applied(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let rows: Vec<Version> =
        diesel::sql_query("SELECT version FROM __diesel_schema_migrations ORDER BY version").load(conn)?;
    Ok(rows.into_iter().map(|row| row.version).collect())
}

/// Refuses a database that was never used, or is of an older program, as it is.
pub(super) fn refuse_older(conn: &mut Conn) -> Result<(), DbError> {
    let applied = match applied(conn) {
        // diesel has no kind for a table that is not there.
        Err(QueryError::DatabaseError(_, info)) if info.message().contains("__diesel_schema_migrations") => Vec::new(),
        other => other?,
    };
    if applied.is_empty() {
        return Err(DbError::NotReady("it is empty: `baanin serve` or `baanin migrate` makes its tables".to_owned()));
    }
    match known()?.iter().filter(|version| !applied.contains(version)).count() {
        0 => Ok(()),
        waiting => Err(DbError::NotReady(format!(
            "it is of an older version of the program (migrations that wait: {waiting}): make a backup with that version \
             first, then `baanin serve` or `baanin migrate` applies them"
        ))),
    }
}

/// The versions that this program knows. Both sets have the same names.
fn known() -> Result<Vec<String>, DbError> {
    let known: Vec<Box<dyn Migration<Sqlite>>> =
        SQLITE.migrations().map_err(|error| DbError::Migration(error.to_string()))?;
    Ok(known.iter().map(|migration| migration.name().version().to_string()).collect())
}

/// A database that has had a migration which this program does not know belongs to a newer one.
pub(super) fn refuse_newer(versions: &[String]) -> Result<(), DbError> {
    let known = known()?;
    match versions.iter().find(|version| !known.contains(version)) {
        None => Ok(()),
        Some(newer) => Err(DbError::Migration(format!(
            "the database has had the migration {newer}, which this program does not know: use the version of the \
             program that wrote it, or a newer one"
        ))),
    }
}
