//! A database per test: a copy of one that was migrated once per process, gone afterwards.
//! Never a database that somebody uses: PostgreSQL's get names of their own.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

use baanin::db::{Address, Db};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// A migrated database without rows.
pub struct TestDatabase {
    url: String,
    place: Place,
    /// Beside the database, or alone.
    ledger: PathBuf,
    /// Lives as long as one of its copies.
    _template: Option<Arc<Template>>,
}

/// What must be cleared away.
enum Place {
    Directory(PathBuf),
    Database(String),
}

static NUMBER: AtomicU32 = AtomicU32::new(1);

fn number() -> u32 {
    NUMBER.fetch_add(1, Ordering::Relaxed)
}

impl TestDatabase {
    pub fn new(kind: Kind) -> Self {
        match kind {
            Kind::Sqlite => {
                let directory = fresh_directory();
                let file = directory.join("test.sqlite3");
                std::fs::write(&file, sqlite_template()).expect("the copy can be written");
                Self {
                    url: format!("sqlite://{}", file.display()),
                    ledger: directory.join("erasures.jsonl"),
                    place: Place::Directory(directory),
                    _template: None,
                }
            }
            Kind::Postgres => {
                let template = Template::shared();
                let name = format!("{}_{}", prefix(), number());
                admin(&format!("CREATE DATABASE {name} TEMPLATE {}", template.name));
                let ledger = std::env::temp_dir().join(format!("{name}.jsonl"));
                Self { url: url_of(&name), place: Place::Database(name), ledger, _template: Some(template) }
            }
        }
    }

    /// Its address, as `DATABASE_URL` holds it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Where its erasures are written down too.
    pub fn ledger(&self) -> &Path {
        &self.ledger
    }

    /// Its address for diesel.
    pub fn target(&self) -> &str {
        self.url.strip_prefix("sqlite://").unwrap_or(&self.url)
    }

    /// Statements of somebody else who uses the database: another version of the program.
    pub fn execute(&self, statements: &str) {
        match self.place {
            Place::Directory(_) => {
                SqliteConnection::establish(self.target()).expect("it opens").batch_execute(statements)
            }
            Place::Database(_) => self.postgres().batch_execute(statements),
        }
        .unwrap_or_else(|error| panic!("{statements}: {error}"));
    }

    /// A bare connection of PostgreSQL, for tests that hold a transaction open.
    pub fn postgres(&self) -> PgConnection {
        PgConnection::establish(&self.url).expect("PostgreSQL answers")
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        match &self.place {
            // What cannot be cleared away is in the temporary directory; it must not hide why a test failed.
            Place::Directory(directory) => drop(std::fs::remove_dir_all(directory)),
            Place::Database(name) => {
                drop(std::fs::remove_file(&self.ledger));
                admin(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
            }
        }
    }
}

/// A directory in memory where there is one: the tests wait for the disk at every commit otherwise.
fn fresh_directory() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let home = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
    let directory = home.join(format!("baanin-test-{}-{}", std::process::id(), number()));
    std::fs::create_dir_all(&directory).expect("the temporary directory can be used");
    directory
}

/// The bytes of a migrated SQLite database.
fn sqlite_template() -> &'static [u8] {
    static TEMPLATE: OnceLock<Vec<u8>> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let directory = fresh_directory();
        let file = directory.join("template.sqlite3");
        let path = file.to_str().expect("a path of letters");
        drop(Db::open(&Address::Sqlite(path.to_owned())).expect("the migrations run"));
        // What stands in the write-ahead log comes into the file.
        let mut conn = SqliteConnection::establish(path).expect("the template opens");
        conn.batch_execute("PRAGMA busy_timeout=10000; PRAGMA wal_checkpoint(TRUNCATE)")
            .expect("the log can be emptied");
        drop(conn);
        let bytes = std::fs::read(&file).expect("the template can be read");
        drop(std::fs::remove_dir_all(&directory));
        bytes
    })
}

/// A migrated database of PostgreSQL that others are copied from.
struct Template {
    name: String,
}

impl Template {
    /// The template of this process. It goes with its last copy, so that nothing is left when the tests end.
    fn shared() -> Arc<Self> {
        static TEMPLATE: Mutex<Weak<Template>> = Mutex::new(Weak::new());
        let mut shared = TEMPLATE.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(template) = shared.upgrade() {
            return template;
        }
        drop_leftovers();
        let template = Arc::new(Self { name: format!("{}_template_{}", prefix(), number()) });
        admin(&format!("CREATE DATABASE {}", template.name));
        drop(Db::open(&Address::Postgres(url_of(&template.name))).expect("the migrations run"));
        // A template with connections cannot be copied, and a pool lets go of its own a little later.
        admin(&format!(
            "ALTER DATABASE {0} WITH ALLOW_CONNECTIONS false; \
             SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{0}'",
            template.name
        ));
        *shared = Arc::downgrade(&template);
        template
    }
}

impl Drop for Template {
    fn drop(&mut self) {
        admin(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
    }
}

/// The beginning of every name of this process: when and which, so that leftovers can be told from what is in use.
#[expect(clippy::disallowed_methods, reason = "the age of a leftover is an age on the machine's clock")]
fn prefix() -> &'static str {
    static PREFIX: OnceLock<String> = OnceLock::new();
    PREFIX.get_or_init(|| {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        format!("baanin_test_{}_{}", since.as_secs(), std::process::id())
    })
}

/// Removes what a killed run left more than an hour ago.
fn drop_leftovers() {
    let started: u64 = prefix().split('_').nth(2).and_then(|seconds| seconds.parse().ok()).unwrap_or(0);
    let mut conn = admin_connection();
    let names: Vec<Name> =
        diesel::sql_query("SELECT datname::text AS name FROM pg_database WHERE datname LIKE 'baanin_test_%'")
            .load(&mut conn)
            .expect("the databases can be listed");
    for Name { name } in names {
        let made = name.split('_').nth(2).and_then(|seconds| seconds.parse::<u64>().ok());
        if made.is_some_and(|made| made + 3_600 < started) {
            // Another run may have been first.
            drop(conn.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")));
        }
    }
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = diesel::sql_types::Text)]
    name: String,
}

fn admin(statements: &str) {
    let mut conn = admin_connection();
    for statement in statements.split(';') {
        conn.batch_execute(statement).unwrap_or_else(|error| panic!("{statement}: {error}"));
    }
}

fn admin_connection() -> PgConnection {
    PgConnection::establish(server()).expect("the PostgreSQL of BAANIN_TEST_POSTGRES answers")
}

/// The server for tests.
#[expect(clippy::disallowed_methods, reason = "tests are told in the environment where a PostgreSQL is")]
fn server() -> &'static str {
    static SERVER: OnceLock<String> = OnceLock::new();
    SERVER.get_or_init(|| {
        std::env::var("BAANIN_TEST_POSTGRES")
            .expect("set BAANIN_TEST_POSTGRES to a PostgreSQL in which databases may be made")
    })
}

/// The address of another database on the server for tests.
fn url_of(name: &str) -> String {
    let (address, parameters) = server().split_once('?').map_or((server(), ""), |(address, rest)| (address, rest));
    let base = address.rsplit_once('/').map_or(address, |(base, _)| base);
    if parameters.is_empty() { format!("{base}/{name}") } else { format!("{base}/{name}?{parameters}") }
}
