//! The facts of an installation at this moment: the database in one snapshot, the jobs, the disks, the settings.
//! Never a wait: a database that does not answer soon is one that does not answer.

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::{Register, machine};
use crate::config::{Config, Stage};
use crate::db::{self, Address, Conn, Db, DbError, QueryError};
use crate::domain::health::{Facts, Holds, Lag, RECENT, Setup, Stored};
use crate::domain::search::Position;
use crate::store::{changes, database, outbox, proposals, saved_searches, undelivered};

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// What is looked at: the parts of the program that tell something.
pub struct Parts<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The database.
    pub db: &'a Db,
    /// What this process has counted.
    pub register: &'a Register,
    /// The last change that the index of this node holds; `None` while it is built.
    pub index: Option<Position>,
    /// How many documents it holds.
    pub documents: u64,
    /// The last change that the pool of this node holds; `None` before it was loaded.
    pub pool: Option<Position>,
    /// The time.
    pub now: DateTime<Utc>,
}

/// The facts; without those of the database when it does not answer in time.
pub async fn facts(parts: &Parts<'_>) -> Facts {
    let ask = Ask::of(parts);
    let read = parts.db.read(move |conn| ask.read(conn).map_err(DbError::from));
    let stored = tokio::time::timeout(PATIENCE, read).await.ok().and_then(Result::ok);
    around(parts, stored)
}

/// How many changes the index of this node is behind; `None` while it is built. One row is read, for whoever asks often.
///
/// # Errors
/// The database's; also when it does not answer in time.
pub async fn behind(parts: &Parts<'_>) -> Result<Option<i64>, DbError> {
    let read = parts.db.read(|conn| changes::newest(conn).map_err(DbError::from));
    let newest = tokio::time::timeout(PATIENCE, read)
        .await
        .map_err(|_elapsed| DbError::Pool("no answer in time".to_owned()))??;
    Ok(parts.index.map(|index| newest.seq - index.seq))
}

/// [`facts`] on this thread, for commands: these may wait.
pub fn facts_now(parts: &Parts<'_>) -> Facts {
    let ask = Ask::of(parts);
    let stored = parts.db.read_now(|conn| ask.read(conn).map_err(DbError::from)).ok();
    around(parts, stored)
}

fn around(parts: &Parts<'_>, stored: Option<Stored>) -> Facts {
    let mut disks = Vec::new();
    if let Address::Sqlite(file) = parts.db.address() {
        disks.extend(machine::disk(Holds::Database, directory_of(Path::new(file))));
    }
    disks.extend(machine::disk(Holds::Index, &parts.config.search_dir));
    Facts {
        now: parts.now,
        stored,
        documents: parts.documents,
        jobs: parts.register.jobs(),
        disks,
        setup: setup(parts.config),
    }
}

fn directory_of(file: &Path) -> &Path {
    file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn setup(config: &Config) -> Setup {
    Setup {
        production: config.stage == Stage::Production,
        https: config.base_url.starts_with("https://"),
        open_without_proxy: !config.address.ip().is_loopback() && config.trusted_proxies.is_empty(),
        secret_is_readable: machine::file_mode(&config.secret_file).is_some_and(|mode| mode & 0o077 != 0),
    }
}

/// What the database must be asked for: what this node has seen, and what time it is here.
struct Ask {
    index: Option<Position>,
    pool: Option<Position>,
    now: DateTime<Utc>,
}

impl Ask {
    fn of(parts: &Parts<'_>) -> Self {
        Self { index: parts.index, pool: parts.pool, now: parts.now }
    }

    fn read(&self, conn: &mut Conn) -> Result<Stored, QueryError> {
        Ok(Stored {
            index: lag(conn, self.index)?,
            pool: lag(conn, self.pool)?,
            mails: outbox::count_by_state(conn)?,
            given_up: undelivered::count_since(conn, self.now - RECENT)?,
            oldest_due: undelivered::oldest_due(conn, self.now)?,
            proposals: proposals::count_by_status(conn)?,
            oldest_proposal: proposals::oldest_waiting(conn)?,
            saved_searches: saved_searches::count_per_state(conn)?,
            last_backup: database::last_backup(conn)?,
            clock: db::clock(conn)?,
        })
    }
}

fn lag(conn: &mut Conn, position: Option<Position>) -> Result<Option<Lag>, QueryError> {
    let Some(position) = position else { return Ok(None) };
    let changes = changes::newest(conn)?.seq - position.seq;
    Ok(Some(Lag { changes, since: changes::made_after(conn, position.seq)? }))
}
