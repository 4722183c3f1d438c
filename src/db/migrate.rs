//! Migrations: the two embedded sets of the same names, one per database, applied under a lock.
//! Never run twice at once: two nodes that start together wait for each other.

use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource};
use diesel::sql_types::Text;
use diesel::sqlite::Sqlite;
use diesel::{QueryResult, QueryableByName, RunQueryDsl};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Conn, DbError};

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

/// A database that has had a migration which this program does not know belongs to a newer one.
pub(super) fn refuse_newer(versions: &[String]) -> Result<(), DbError> {
    // Both sets have the same names.
    let known: Vec<Box<dyn Migration<Sqlite>>> =
        SQLITE.migrations().map_err(|error| DbError::Migration(error.to_string()))?;
    let known: Vec<String> = known.iter().map(|migration| migration.name().version().to_string()).collect();
    match versions.iter().find(|version| !known.contains(version)) {
        None => Ok(()),
        Some(newer) => Err(DbError::Migration(format!(
            "the database has had the migration {newer}, which this program does not know: use the version of the \
             program that wrote it, or a newer one"
        ))),
    }
}
