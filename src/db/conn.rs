//! Connections: one type for SQLite and PostgreSQL, opened by the scheme of the address with the settings of each.
//! Never tries one database after the other: an unknown scheme is refused, and the true error is kept.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::r2d2::{self, CustomizeConnection, R2D2Connection};

/// A connection to either database.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// PostgreSQL.
    Pg(PgConnection),
    /// SQLite.
    Sqlite(SqliteConnection),
}

/// Runs one source text on the connection inside: for what diesel cannot do on [`Conn`] itself
/// (batch insert, `on_conflict`, `as_returning`).
macro_rules! both {
    ($conn:expr, |$inner:ident| $body:expr) => {
        match $conn {
            $crate::db::Conn::Pg($inner) => $body,
            $crate::db::Conn::Sqlite($inner) => $body,
        }
    };
}
pub(crate) use both;

/// Which database an address names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A file.
    Sqlite(String),
    /// A server: the whole address, for libpq.
    Postgres(String),
}

impl Address {
    /// Reads `sqlite://path` or `postgres://…`.
    ///
    /// # Errors
    /// A sentence for the person who configures it.
    pub fn parse(url: &str) -> Result<Self, String> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            if path.is_empty() {
                return Err("DATABASE_URL names no file: write sqlite://data/baanin.sqlite3".to_owned());
            }
            return Ok(Self::Sqlite(path.to_owned()));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(url.to_owned()));
        }
        Err("DATABASE_URL must begin with sqlite:// or postgres://".to_owned())
    }

    /// Which kind it is, for the log and for figures: never the address.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "sqlite",
            Self::Postgres(_) => "postgres",
        }
    }

    /// Whether what goes to the server can be read on the network: this build speaks to PostgreSQL without TLS.
    #[must_use]
    pub fn leaves_the_machine(&self) -> bool {
        let Self::Postgres(url) = self else { return false };
        let rest = url.split_once("://").map_or("", |(_, rest)| rest);
        let authority = rest.split(['/', '?']).next().unwrap_or("");
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        let host = host
            .rsplit_once(':')
            .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
            .map_or(host, |(host, _)| host);
        let local = matches!(host, "" | "localhost" | "[::1]") || host.starts_with("127.") || host.starts_with('%');
        !local || url.contains("host=")
    }
}

/// Opens connections for the pool.
#[derive(Debug, Clone)]
pub(super) struct Manager(pub(super) Address);

impl r2d2::ManageConnection for Manager {
    type Connection = Conn;
    type Error = r2d2::Error;

    fn connect(&self) -> Result<Conn, r2d2::Error> {
        match &self.0 {
            Address::Sqlite(path) => SqliteConnection::establish(path).map(Conn::Sqlite),
            Address::Postgres(url) => PgConnection::establish(url).map(Conn::Pg),
        }
        .map_err(r2d2::Error::ConnectionError)
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), r2d2::Error> {
        conn.ping().map_err(r2d2::Error::QueryError)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Reads only: a write is refused by the database itself.
    Read,
    /// Writes.
    Write,
}

impl CustomizeConnection<Conn, r2d2::Error> for Use {
    fn on_acquire(&self, conn: &mut Conn) -> Result<(), r2d2::Error> {
        match (conn, self) {
            // busy_timeout first, so that the switch to WAL itself waits for another process. What is erased is
            // overwritten, not only let go of.
            (Conn::Sqlite(conn), Self::Write) => conn.batch_execute(
                "PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; \
                 PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8000;",
            ),
            (Conn::Sqlite(conn), Self::Read) => conn.batch_execute(
                "PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-4000; \
                 PRAGMA mmap_size=268435456; PRAGMA query_only=ON;",
            ),
            (Conn::Pg(conn), Self::Write) => {
                conn.batch_execute("SET TIME ZONE 'UTC'; SET statement_timeout='10s'; SET lock_timeout='8s'")
            }
            (Conn::Pg(conn), Self::Read) => conn.batch_execute(
                "SET TIME ZONE 'UTC'; SET statement_timeout='10s'; SET default_transaction_read_only=on",
            ),
        }
        .map_err(r2d2::Error::QueryError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_schemes_are_refused() {
        assert!(Address::parse("data/baanin.sqlite3").is_err());
        assert!(Address::parse("mysql://x").is_err());
        assert!(Address::parse("sqlite://").is_err());
        assert_eq!(Address::parse("sqlite://data/x").unwrap(), Address::Sqlite("data/x".to_owned()));
    }

    #[test]
    fn a_server_elsewhere_is_noticed() {
        let leaves = |url: &str| Address::parse(url).unwrap().leaves_the_machine();
        for here in [
            "postgres://u:p@127.0.0.1:5432/x",
            "postgres://localhost/x",
            "postgres:///x",
            "postgres://u@[::1]:5432/x",
            "sqlite://x",
        ] {
            assert!(!leaves(here), "{here}");
        }
        for elsewhere in
            ["postgres://u:p@db.dalfsen.nl/x", "postgres://127.evil.nl@db/x", "postgres:///x?host=db.dalfsen.nl"]
        {
            assert!(leaves(elsewhere), "{elsewhere}");
        }
    }
}
