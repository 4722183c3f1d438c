//! The composition root: what the program is made of, put together once and handed to web, jobs and commands.
//! Never a global, and never logic: a plain struct.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::clock::Clock;
use crate::config::{Config, MailTarget, Stage};
use crate::db::{Address, Db, DbError, MaybeQueryError, Tx};
use crate::domain::link::Signer;
use crate::domain::municipality::Municipality;
use crate::domain::place::Places;
use crate::domain::word_list::WordListKind;
use crate::figures::{Parts, Register};
use crate::mail::{Smtp, Transport};
use crate::pool::{Pool, SharedPool};
use crate::search::{Index, Opened, Thesaurus};
use crate::store::{municipalities, word_lists};

/// The program's parts. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The settings.
    pub config: Arc<Config>,
    /// The database.
    pub db: Db,
    /// Time and randomness.
    pub clock: Clock,
    /// This node's search index.
    pub index: Index,
    /// Signs and checks links and forms.
    pub signer: Signer,
    /// This node's arrays of candidates and listings, for ranking.
    pub pool: SharedPool,
    /// Where mail goes.
    pub mail: Transport,
    /// The municipality that public pages speak for.
    pub municipality: Arc<Municipality>,
    /// What this process counts.
    pub register: Register,
    /// Which lists of words the search has: the stamp of them, 0 for those that ship.
    pub words: Arc<AtomicI64>,
}

/// A mail that stayed in the house and is shown.
#[derive(Debug, Clone)]
pub struct DemoMessage {
    /// The row of the outbox.
    pub id: uuid::Uuid,
    /// The address.
    pub to: String,
    /// The name of whom it is for.
    pub name: String,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// When.
    pub at: chrono::DateTime<chrono::Utc>,
}

/// Why the program could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address of the database is wrong, or it lies elsewhere without TLS.
    #[error("{0}")]
    Address(String),
    /// The database cannot be used.
    #[error("while opening the database: {0}")]
    Db(#[from] DbError),
    /// The search index cannot be used.
    #[error("while opening the search index: {0}")]
    Search(#[from] crate::search::SearchError),
    /// Mail could not be sent with these settings.
    #[error("while preparing to send mail: {0}")]
    Mail(String),
    /// A file or directory cannot be used.
    #[error("while {0}: {1}")]
    File(String, std::io::Error),
}

impl App {
    /// Opens database and index with these settings; makes what is not there. Says in what state the index was found:
    /// anything but current is rebuilt by `jobs::follow_changes` before pages are served.
    ///
    /// # Errors
    /// [`StartError`], in a sentence for the person who starts it.
    pub fn open(config: Config, clock: Clock) -> Result<(Self, Opened), StartError> {
        let (db, _) = open_database(&config)?;
        learn_places(&db)?;
        let signer = Signer::new(secret(&config.secret_file, &clock)?);
        let (index, opened) = Index::open(&config.search_dir)?;
        let mail = transport(&config)?;
        let municipality = first_municipality(&db, &clock, &config)?;
        let app = Self::of(config, clock, (db, index, signer, mail), municipality);
        app.read_thesaurus()?;
        Ok((app, opened))
    }

    /// [`App::open`] over what is there: makes nothing, and changes nothing by itself. For commands that look, or that
    /// must not bring a database up to date before there is a backup of it.
    ///
    /// # Errors
    /// [`StartError`]; when something is not there yet, a sentence that says what makes it.
    pub fn open_existing(config: Config, clock: Clock) -> Result<(Self, Opened), StartError> {
        let db = Db::open_existing(&address(&config)?)?;
        learn_places(&db)?;
        let municipality = db.read_now(|conn| municipalities::first(conn).map_err(DbError::from))?;
        let municipality = municipality
            .ok_or_else(|| DbError::NotReady("nothing is in it yet: `baanin serve` makes the rest".to_owned()))?;
        let signer = Signer::new(read_secret(&config.secret_file)?);
        let (index, opened) = if config.search_dir.is_dir() {
            Index::open(&config.search_dir)?
        } else {
            (Index::in_memory()?, Opened::Missing)
        };
        let mail = transport(&config)?;
        let app = Self::of(config, clock, (db, index, signer, mail), municipality);
        app.read_thesaurus()?;
        Ok((app, opened))
    }

    fn of(
        config: Config,
        clock: Clock,
        (db, index, signer, mail): (Db, Index, Signer, Transport),
        municipality: Municipality,
    ) -> Self {
        let register = Register::new(clock.now());
        Self {
            config: Arc::new(config),
            db,
            clock,
            index,
            signer,
            pool: SharedPool::default(),
            mail,
            municipality: Arc::new(municipality),
            register,
            words: Arc::new(AtomicI64::new(0)),
        }
    }

    /// Runs an action in a write transaction with a fresh moment.
    ///
    /// # Errors
    /// What the action returns, and [`DbError`].
    pub async fn write<T, E>(&self, act: impl Fn(&mut Tx) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + MaybeQueryError + Send + 'static,
    {
        let moment = self.clock.moment().map_err(|error| DbError::Randomness(error.to_string()))?;
        self.db.write(moment, act).await
    }

    /// [`App::write`] on this thread: for jobs and commands.
    ///
    /// # Errors
    /// As [`App::write`].
    pub fn write_now<T, E>(&self, act: impl Fn(&mut Tx) -> Result<T, E>) -> Result<T, E>
    where
        E: From<DbError> + MaybeQueryError,
    {
        let moment = self.clock.moment().map_err(|error| DbError::Randomness(error.to_string()))?;
        self.db.write_now(&moment, act)
    }

    /// The mails that went out in this process, newest first, for the pages of a demo and of an installation for practice;
    /// empty elsewhere.
    #[must_use]
    pub fn mails_of_the_demo(&self) -> Vec<DemoMessage> {
        let newest_first = self.mail.kept().into_iter().rev();
        newest_first
            .map(|mail| DemoMessage {
                id: mail.id,
                to: mail.to_address,
                name: mail.to_name,
                subject: mail.subject,
                text: mail.text,
                at: mail.date,
            })
            .collect()
    }

    /// What figures and findings are made of.
    #[must_use]
    pub fn parts(&self) -> Parts<'_> {
        Parts {
            config: &self.config,
            db: &self.db,
            register: &self.register,
            index: self.index.position(),
            documents: self.index.document_count(),
            pool: self.pool.read(Pool::position),
            now: self.clock.now(),
        }
    }

    /// Takes the words that mean the same into the search, those that ship and those that were brought in, when others were
    /// brought in than it has.
    ///
    /// # Errors
    /// When the database cannot be read; the search then goes on with the words that it has.
    pub fn read_thesaurus(&self) -> Result<(), DbError> {
        let stamp = self.db.read_now(|conn| word_lists::stamp(conn, WordListKind::Thesaurus).map_err(DbError::from))?;
        if self.words.load(Ordering::Acquire) != stamp {
            read_thesaurus(&self.db, &self.index)?;
            self.words.store(stamp, Ordering::Release);
        }
        Ok(())
    }

    /// A complete address of a page.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.config.base_url)
    }
}

/// Opens the database with these settings and applies migrations, which are returned by name.
///
/// # Errors
/// [`StartError`].
pub fn open_database(config: &Config) -> Result<(Db, Vec<String>), StartError> {
    let address = address(config)?;
    if let Address::Sqlite(path) = &address {
        make_parent(Path::new(path))?;
    }
    let (db, applied) = Db::open(&address)?;
    if !applied.is_empty() {
        tracing::info!(database = address.kind(), migrations = applied.len(), "migrated the database");
    }
    Ok((db, applied))
}

/// Which database these settings name, when it may be spoken to.
fn address(config: &Config) -> Result<Address, StartError> {
    let address = Address::parse(&config.database_url).map_err(StartError::Address)?;
    if address.leaves_the_machine() && !config.accept_unencrypted {
        return Err(StartError::Address(
            "DATABASE_URL names another machine, and this build speaks to PostgreSQL without encryption. Use a tunnel, \
             or set BAANIN_DATABASE_UNENCRYPTED=accepted when the network between is trusted"
                .to_owned(),
        ));
    }
    Ok(address)
}

/// The places that were brought in. Listings and people are located by them, so they are settled before anything else.
fn learn_places(db: &Db) -> Result<(), StartError> {
    let tables = db.read_now(|conn| word_lists::contents(conn, WordListKind::Places).map_err(DbError::from))?;
    if !tables.is_empty() && !Places::learn(&tables) {
        tracing::warn!("other places are in use in this process: start it again for those of the database");
    }
    Ok(())
}

fn read_thesaurus(db: &Db, index: &Index) -> Result<(), DbError> {
    let lists = db.read_now(|conn| word_lists::contents(conn, WordListKind::Thesaurus).map_err(DbError::from))?;
    let mut all = Thesaurus::shipped();
    for list in &lists {
        let (read, wrong) = Thesaurus::read_lines(list);
        if !wrong.is_empty() {
            tracing::warn!(lines = wrong.len(), "lines of a list of words that was brought in are left out");
        }
        all = Arc::new(all.with(&read));
    }
    index.set_thesaurus(all);
    Ok(())
}

/// Where mail goes by these settings.
fn transport(config: &Config) -> Result<Transport, StartError> {
    let shows_mails = config.demo || config.stage == Stage::Acceptance;
    Ok(match (&config.mail, shows_mails) {
        (MailTarget::Files(directory), true) => Transport::Demo(directory.clone(), Arc::default()),
        (MailTarget::Files(directory), false) => Transport::Files(directory.clone()),
        (MailTarget::Smtp(settings), _) => Transport::Smtp(Arc::new(
            Smtp::open(settings, &config.mail_from, config.mail_bounce.as_deref()).map_err(StartError::Mail)?,
        )),
    })
}

/// The secret of this installation: read from its file, made on the first start.
fn secret(file: &Path, clock: &Clock) -> Result<[u8; 32], StartError> {
    match read_secret(file) {
        Err(StartError::File(_, error)) if error.kind() == std::io::ErrorKind::NotFound => make_secret(file, clock)
            .map_err(|error| StartError::File(format!("making the secret {}", file.display()), error)),
        read => read,
    }
}

fn read_secret(file: &Path) -> Result<[u8; 32], StartError> {
    let failed = |error| StartError::File(format!("reading the secret {}", file.display()), error);
    std::fs::read(file)
        .map_err(failed)?
        .try_into()
        .map_err(|bytes: Vec<u8>| failed(std::io::Error::other(format!("it must be 32 bytes, not {}", bytes.len()))))
}

fn make_secret(file: &Path, clock: &Clock) -> std::io::Result<[u8; 32]> {
    let secret = clock.moment().map_err(std::io::Error::other)?.secret();
    if let Some(parent) = file.parent() {
        std::fs::create_dir_all(parent)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // Written beside and linked: a start that is killed leaves no half secret, and who is second takes the first one's.
    let beside = file.with_extension(format!("{}.part", std::process::id()));
    let mut handle = options.open(&beside)?;
    handle.write_all(&secret)?;
    handle.sync_all()?;
    let linked = std::fs::hard_link(&beside, file);
    std::fs::remove_file(&beside)?;
    match linked {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let length = |bytes: Vec<u8>| std::io::Error::other(format!("it must be 32 bytes, not {}", bytes.len()));
            return std::fs::read(file)?.try_into().map_err(length);
        }
        other => other?,
    }
    Ok(secret)
}

fn make_parent(path: &Path) -> Result<(), StartError> {
    let Some(parent) = path.parent() else { return Ok(()) };
    std::fs::create_dir_all(parent)
        .map_err(|error| StartError::File(format!("making the directory {}", parent.display()), error))
}

/// The municipality that public pages speak for; made on the first start. How people reach it follows the settings.
fn first_municipality(db: &Db, clock: &Clock, config: &Config) -> Result<Municipality, StartError> {
    let moment = clock.moment().map_err(|error| DbError::Randomness(error.to_string()))?;
    let municipality = db.write_now(&moment, |tx| -> Result<Municipality, DbError> {
        let found = municipalities::first(tx)?;
        let is_new = found.is_none();
        let before = found.unwrap_or_else(|| Municipality::first(tx.id(), &config.municipality));
        let mut municipality = before.clone();
        municipality.phone = config.contact_phone.clone().unwrap_or(municipality.phone);
        municipality.email = config.contact_email.clone().unwrap_or(municipality.email);
        if is_new {
            municipalities::insert(tx, &municipality)?;
        } else if municipality != before {
            municipalities::update_contact(tx, &municipality)?;
        }
        Ok(municipality)
    })?;
    Ok(municipality)
}
