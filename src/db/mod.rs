//! The database: pools, read snapshots and write transactions over SQLite or PostgreSQL.
//! Never a query about a noun (those are in `store`) and never a decision.

pub mod code;
mod conn;
pub mod file;
mod in_use;
mod migrate;
pub mod schema;
mod tx;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::prelude::*;
use diesel::r2d2::{Pool, PooledConnection};
use diesel::result::DatabaseErrorKind;
pub use diesel::result::Error as QueryError;

pub(crate) use conn::both;
pub use conn::{Address, Conn, MultiBackend};
use conn::{Manager, Use};
pub use in_use::InUse;
pub use tx::Tx;

use crate::domain::moment::Moment;

/// How long somebody waits for a connection.
const WAIT: Duration = Duration::from_secs(10);

/// How long one try to connect may take. The pause between tries grows to half of it: so soon after a database is back
/// the program is too.
const CONNECT: Duration = Duration::from_secs(4);

/// How often a write is tried when the database could not order it among others (PostgreSQL 40001 and 40P01).
const TRIES: u32 = 4;

/// What can go wrong with the database itself.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// A query failed.
    #[error("query failed: {0}")]
    Query(#[from] QueryError),
    /// No connection within the time-out.
    #[error("no connection to the database: {0}")]
    Pool(String),
    /// A migration failed.
    #[error("migration failed: {0}")]
    Migration(String),
    /// The closure panicked; the transaction was rolled back.
    #[error("the action panicked and was rolled back")]
    Panicked,
    /// The operating system gave no randomness; nothing safe can be done then.
    #[error("no randomness: {0}")]
    Randomness(String),
    /// The program is stopping.
    #[error("the program is stopping")]
    Stopping,
    /// It is not there, or not as this program needs it, and may not be made or changed now.
    #[error("{0}")]
    NotReady(String),
    /// Somebody else uses the database in a way that does not go together.
    #[error("{0}")]
    InUse(String),
}

impl DbError {
    /// Whether the database is out of use for now (away, broken off, its disk full): later it may work.
    #[must_use]
    pub fn is_outage(&self) -> bool {
        match self {
            Self::Pool(_)
            | Self::Stopping
            | Self::Query(
                QueryError::BrokenTransactionManager
                | QueryError::DatabaseError(DatabaseErrorKind::ClosedConnection, _),
            ) => true,
            // diesel has no kinds for these: SQLite's, and PostgreSQL's when it stops or starts.
            Self::Query(QueryError::DatabaseError(_, info)) => {
                OUTAGES.iter().any(|words| info.message().contains(words))
            }
            _ => false,
        }
    }
}

/// What databases say when they cannot be used for now.
const OUTAGES: [&str; 6] = [
    "database or disk is full",
    "disk I/O error",
    "No space left on device",
    "terminating connection",
    "server closed the connection",
    "the database system is",
];

/// An error that may hold a failed query: then `Db::write` can see whether to try again.
pub trait MaybeQueryError {
    /// The failed query inside.
    fn query_error(&self) -> Option<&QueryError>;
}

impl MaybeQueryError for DbError {
    fn query_error(&self) -> Option<&QueryError> {
        match self {
            Self::Query(error) => Some(error),
            _ => None,
        }
    }
}

impl MaybeQueryError for QueryError {
    fn query_error(&self) -> Option<&QueryError> {
        Some(self)
    }
}

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    readers: Pool<Manager>,
    writers: Pool<Manager>,
    address: Address,
    /// Counts the writes of this process that changed what others look at.
    changes: Arc<AtomicU64>,
    /// Says to other programs that the file may not be replaced now.
    _in_use: Option<Arc<InUse>>,
}

impl Db {
    /// Opens the database (SQLite: makes the file) and applies pending migrations, which are returned by name.
    ///
    /// # Errors
    /// [`DbError::Pool`] when it cannot be reached, [`DbError::Migration`] when its tables cannot be brought up to date.
    pub fn open(address: &Address) -> Result<(Self, Vec<String>), DbError> {
        Self::opened(address, migrate::run)
    }

    /// Opens a database that is there and up to date; makes and changes nothing.
    ///
    /// # Errors
    /// [`DbError::NotReady`] when it is not there or migrations are pending, else as [`Db::open`].
    pub fn open_existing(address: &Address) -> Result<Self, DbError> {
        if let Address::Sqlite(path) = address
            && !Path::new(path).is_file()
        {
            let words = format!("there is no database {path} yet: `baanin serve` or `baanin migrate` makes it");
            return Err(DbError::NotReady(words));
        }
        Ok(Self::opened(address, migrate::refuse_older)?.0)
    }

    /// Opens it, with this done first.
    fn opened<T>(address: &Address, first: fn(&mut Conn) -> Result<T, DbError>) -> Result<(Self, T), DbError> {
        // SQLite has one writer at a time: a queue before it is fairer than its busy time-out.
        let (writer_count, reader_count) = match address {
            Address::Sqlite(_) => (1, 4),
            Address::Postgres(_) => (6, 6),
        };
        let in_use = match address {
            Address::Sqlite(path) => Some(Arc::new(InUse::shared(Path::new(path))?)),
            Address::Postgres(_) => None,
        };
        let writers = pool(address, Use::Write, writer_count)?;
        let done = first(&mut *connection(&writers)?)?;
        let readers = pool(address, Use::Read, reader_count)?;
        let changes = Arc::default();
        Ok((Self { readers, writers, address: address.clone(), changes, _in_use: in_use }, done))
    }

    /// Which database it is.
    #[must_use]
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// How many writes of this process are in the change log, or may be: another number means that something changed.
    #[must_use]
    pub fn changes_made(&self) -> u64 {
        self.changes.load(Ordering::Acquire)
    }

    /// The migrations that the database has had.
    ///
    /// # Errors
    /// [`DbError`]; also when it has had some that this program does not know.
    pub fn migrations(&self) -> Result<Vec<String>, DbError> {
        let versions = self.read_now(|conn| migrate::applied(conn).map_err(DbError::from))?;
        migrate::refuse_newer(&versions)?;
        Ok(versions)
    }

    /// How many connections are in use and how many are free: those that read, those that write.
    #[must_use]
    pub fn connections(&self) -> [(&'static str, u32, u32); 2] {
        let of = |name, pool: &Pool<Manager>| {
            let state = pool.state();
            (name, state.connections.saturating_sub(state.idle_connections), state.idle_connections)
        };
        [of("read", &self.readers), of("write", &self.writers)]
    }

    /// Whether a commit waits until the disk has it. Not while a SQLite database is filled that is made anew at every
    /// start (the demo): a thousand waits are seconds. PostgreSQL's are its own.
    ///
    /// # Errors
    /// [`DbError`] when there is no connection.
    pub fn wait_for_disk(&self, wait: bool) -> Result<(), DbError> {
        if let Conn::Sqlite(conn) = &mut *connection(&self.writers)? {
            let level = if wait { "FULL" } else { "OFF" };
            conn.batch_execute(&format!("PRAGMA synchronous={level}"))?;
        }
        Ok(())
    }

    /// Reads in one snapshot, on a connection that cannot write.
    ///
    /// # Errors
    /// What the closure returns, and [`DbError`] when there is no connection.
    pub async fn read<T, E>(&self, read: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let db = self.clone();
        blocking(move || db.read_now(read)).await
    }

    /// [`Db::read`] on this thread: for commands and jobs that may block.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub fn read_now<T, E: From<DbError>>(&self, read: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
        let mut conn = connection(&self.readers)?;
        begin_snapshot(&mut conn).map_err(DbError::from)?;
        let result = catch_unwind(AssertUnwindSafe(|| read(&mut conn)));
        // Nothing was written: ending the snapshot either way is the same.
        let ended = both!(&mut *conn, |conn| AnsiTransactionManager::rollback_transaction(conn));
        match result {
            Ok(result) => {
                ended.map_err(DbError::from)?;
                result
            }
            Err(_) => Err(DbError::Panicked.into()),
        }
    }

    /// Writes in one transaction: committed on `Ok`, rolled back on `Err` and on panic. The closure may run again
    /// with the same moment when the database could not order it among others, so it must not do anything else.
    ///
    /// # Errors
    /// What the closure returns, and [`DbError`] when there is no connection or the commit fails.
    pub async fn write<T, E>(
        &self,
        moment: Moment,
        write: impl Fn(&mut Tx) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + MaybeQueryError + Send + 'static,
    {
        let db = self.clone();
        blocking(move || db.write_now(&moment, write)).await
    }

    /// [`Db::write`] on this thread: for commands and jobs that may block.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub fn write_now<T, E>(&self, moment: &Moment, write: impl Fn(&mut Tx) -> Result<T, E>) -> Result<T, E>
    where
        E: From<DbError> + MaybeQueryError,
    {
        let mut conn = connection(&self.writers)?;
        let mut tries = 0;
        loop {
            tries += 1;
            let (result, touched) = attempt(&mut conn, moment.clone(), &write);
            // Before anybody hears that it is done.
            self.changes.fetch_add(u64::from(touched), Ordering::AcqRel);
            match result {
                Err(error) if tries < TRIES && error.query_error().is_some_and(wants_another_try) => {
                    std::thread::sleep(Duration::from_millis(5 << tries));
                }
                result => return result,
            }
        }
    }
}

/// One try, and whether it may have changed something that is in the change log.
fn attempt<T, E>(conn: &mut Conn, moment: Moment, write: &impl Fn(&mut Tx) -> Result<T, E>) -> (Result<T, E>, bool)
where
    E: From<DbError> + MaybeQueryError,
{
    let mut tx = match Tx::begin(conn, moment) {
        Ok(tx) => tx,
        Err(error) => return (Err(DbError::from(error).into()), false),
    };
    match catch_unwind(AssertUnwindSafe(|| write(&mut tx))) {
        Ok(Ok(value)) => {
            let touched = tx.has_touched();
            if let Err(error) = tx.commit() {
                abandon(conn);
                return (Err(DbError::from(error).into()), touched);
            }
            (Ok(value), touched)
        }
        Ok(Err(error)) => {
            if tx.roll_back().is_err() {
                abandon(conn);
            }
            (Err(error), false)
        }
        Err(_) => {
            if tx.roll_back().is_err() {
                abandon(conn);
            }
            (Err(DbError::Panicked.into()), false)
        }
    }
}

/// Ends a transaction that could be neither committed nor rolled back in the usual way. When that fails too, the
/// connection is broken and the pool replaces it; either way the database keeps nothing of it.
fn abandon(conn: &mut Conn) {
    if let Err(error) = both!(conn, |conn| AnsiTransactionManager::rollback_transaction(conn)) {
        tracing::debug!(%error, "connection given up after a failed transaction");
    }
}

/// What time it is in a database with a clock of its own; SQLite has this machine's.
///
/// # Errors
/// A database error.
pub fn clock(conn: &mut Conn) -> Result<Option<chrono::DateTime<chrono::Utc>>, QueryError> {
    match conn {
        Conn::Sqlite(_) => Ok(None),
        Conn::Pg(conn) => {
            let now = diesel::dsl::now.into_sql::<diesel::sql_types::Timestamptz>();
            diesel::select(now).get_result(conn).map(Some)
        }
    }
}

fn begin_snapshot(conn: &mut Conn) -> Result<(), QueryError> {
    match conn {
        Conn::Sqlite(conn) => AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN"),
        Conn::Pg(conn) => {
            AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        }
    }
}

fn wants_another_try(error: &QueryError) -> bool {
    match error {
        QueryError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        // diesel has no kind for 40P01.
        QueryError::DatabaseError(DatabaseErrorKind::Unknown, info) => info.message().contains("deadlock detected"),
        _ => false,
    }
}

fn pool(address: &Address, purpose: Use, size: u32) -> Result<Pool<Manager>, DbError> {
    Pool::builder()
        .max_size(size)
        .min_idle(Some(1))
        .connection_timeout(CONNECT)
        // A file does not go away; a server does, and then the next request must not be the one that notices.
        .test_on_check_out(matches!(address, Address::Postgres(_)))
        .connection_customizer(Box::new(purpose))
        .build(Manager(address.clone()))
        .map_err(|error| DbError::Pool(error.to_string()))
}

fn connection(pool: &Pool<Manager>) -> Result<PooledConnection<Manager>, DbError> {
    pool.get_timeout(WAIT).map_err(|error| DbError::Pool(error.to_string()))
}

async fn blocking<T, E>(work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) if error.is_panic() => Err(DbError::Panicked.into()),
        Err(_) => Err(DbError::Stopping.into()),
    }
}
