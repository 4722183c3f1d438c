//! The program over a database of its own: a clock that stands still, mail in memory, index in memory, jobs when asked.
//! Never in the background: a test says when the jobs run.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::JoinHandle;

use baanin::actions::{ActionError, ActionResult};
use baanin::app::{App, open_database};
use baanin::clock::Clock;
use baanin::config;
use baanin::db::{Conn, DbError, Tx};
use baanin::domain::link::Signer;
use baanin::domain::municipality::Municipality;
use baanin::domain::outbox::MailState;
use baanin::figures::Register;
use baanin::jobs;
use baanin::mail::{Message, Transport};
use baanin::pool::SharedPool;
use baanin::search::Index;
use baanin::store::{municipalities, outbox};
use baanin::web::Server;
use chrono::{DateTime, Utc};

use super::browser::Browser;
use super::database::{Kind, TestDatabase};

/// What the links in mails begin with.
pub const BASE_URL: &str = "http://bind.test";

/// Tuesday 24 November 2026, ten in the morning in the Netherlands.
pub const START: &str = "2026-11-24T09:00:00Z";

/// The program of one test.
pub struct TestApp {
    pub app: App,
    mails: Arc<Mutex<Vec<Message>>>,
    server: OnceLock<RunningServer>,
    released: std::sync::atomic::AtomicBool,
    // Last, so that nothing uses it any more when it is cleared away.
    pub database: TestDatabase,
}

impl TestApp {
    pub fn new(kind: Kind) -> Self {
        let database = TestDatabase::new(kind);
        let mails = Arc::new(Mutex::new(Vec::new()));
        let app = assemble(&database, Transport::Memory(mails.clone()));
        let test = Self { app, mails, server: OnceLock::new(), released: false.into(), database };
        test.run_jobs();
        test
    }

    /// The same program, sending its mail elsewhere.
    pub fn sending_to(&self, mail: Transport) -> App {
        App { mail, ..self.app.clone() }
    }

    /// The same database with an index of its own, as on another node.
    pub fn other_node(&self) -> App {
        App { index: Index::in_memory().expect("an index fits in memory"), ..self.app.clone() }
    }

    /// Runs the jobs until nothing is left to do now.
    pub fn run_jobs(&self) {
        jobs::run_due(&self.app, true).expect("the jobs run");
    }

    /// Sets the clock.
    pub fn set_clock(&self, to: &str) {
        self.app.clock.set(instant(to));
    }

    /// An action that happens, on this thread.
    #[track_caller]
    pub fn act<T>(&self, act: impl Fn(&mut Tx) -> ActionResult<T>) -> T {
        self.try_act(act).unwrap_or_else(|error| panic!("the action failed: {error:?}"))
    }

    /// An action, whatever becomes of it.
    pub fn try_act<T>(&self, act: impl Fn(&mut Tx) -> ActionResult<T>) -> ActionResult<T> {
        tick(&self.app.clock);
        self.app.write_now::<T, ActionError>(act)
    }

    /// A query.
    #[track_caller]
    pub fn look<T>(&self, read: impl FnOnce(&mut Conn) -> diesel::QueryResult<T>) -> T {
        self.app.db.read_now(|conn| read(conn).map_err(DbError::from)).expect("the query runs")
    }

    /// A visitor without a log-in.
    pub fn anonymous(&self) -> Browser {
        let server = self.server.get_or_init(|| RunningServer::start(self.app.clone()));
        Browser::new(server.address, self.app.clock.clone())
    }

    fn sent(&self) -> MutexGuard<'_, Vec<Message>> {
        self.mails.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All mails that went out, oldest first.
    pub fn mails(&self) -> Vec<Message> {
        self.sent().clone()
    }

    /// The mails to an address, oldest first.
    pub fn mails_to(&self, address: &str) -> Vec<Message> {
        self.sent().iter().filter(|mail| mail.to_address == address).cloned().collect()
    }

    /// The newest mail to an address; runs the jobs first.
    #[track_caller]
    pub fn newest_mail(&self, address: &str) -> Message {
        self.run_jobs();
        let mails = self.mails();
        let subjects: Vec<_> = mails.iter().map(|mail| (&mail.to_address, &mail.subject)).collect();
        let found = mails.iter().rfind(|mail| mail.to_address == address);
        found.unwrap_or_else(|| panic!("no mail to {address}, only {subjects:?}")).clone()
    }

    /// Forgets the mails so far.
    pub fn forget_mails(&self) {
        self.run_jobs();
        self.sent().clear();
    }

    /// This test leaves work undone on purpose.
    pub fn release(&self) {
        self.released.store(true, std::sync::atomic::Ordering::Relaxed);
    }

    /// Nothing is left lying: no mail that is due, and the index holds exactly what is public.
    fn assert_drained(&self) {
        let now = self.app.clock.now();
        let due = |mail: &outbox::Mail| {
            mail.state == MailState::Leased || (mail.state == MailState::Queued && mail.not_before <= now)
        };
        let waiting: Vec<_> = self.look(|conn| outbox::list(conn, None, 10_000)).into_iter().filter(due).collect();
        assert!(waiting.is_empty(), "mail is due: run_jobs() before the test ends, or release()\n{waiting:#?}");
        let dead = self.look(|conn| outbox::list(conn, Some(MailState::Dead), 10_000));
        assert!(dead.is_empty(), "mail was given up\n{dead:#?}");
        let difference = jobs::follow_changes::compare(&self.app).expect("the index can be compared");
        assert!(difference.behind == 0 && difference.is_none(), "the index differs: {difference:#?}");
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if let Some(server) = self.server.take() {
            server.stop();
        }
        if !std::thread::panicking() && !self.released.load(std::sync::atomic::Ordering::Relaxed) {
            self.assert_drained();
        }
    }
}

/// The link in a mail whose path holds this part; it is in the text and in the HTML.
#[track_caller]
pub fn link_in(mail: &Message, part: &str) -> String {
    let ends = |c: char| c.is_whitespace() || c == '"';
    let links = mail.text.split(ends).filter(|word| word.starts_with(BASE_URL));
    let found = links.map(|link| link.trim_start_matches(BASE_URL)).find(|link| link.contains(part));
    let found = found.unwrap_or_else(|| panic!("no link with {part:?} in\n{}", mail.text));
    assert!(mail.html.contains(found), "the link is not in the HTML:\n{}", mail.html);
    found.to_owned()
}

/// A millisecond passes: nothing that people do happens at the same instant, and what is newest must be known.
pub fn tick(clock: &Clock) {
    clock.set(clock.now() + chrono::Duration::milliseconds(1));
}

/// An instant as text.
pub fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The parts of the program, put together as `App::open` does it, without a disk.
fn assemble(database: &TestDatabase, mail: Transport) -> App {
    let settings = |key: &str| match key {
        "DATABASE_URL" => Some(database.url().to_owned()),
        "BAANIN_ERASURE_LEDGER" => database.ledger().to_str().map(str::to_owned),
        "BAANIN_ADDRESS" => Some("127.0.0.1:0".to_owned()),
        "BAANIN_BASE_URL" => Some(BASE_URL.to_owned()),
        "BAANIN_MAIL_FROM" => Some("BIND <noreply@bind.test>".to_owned()),
        "BAANIN_TRUSTED_PROXY" => Some("127.0.0.1".to_owned()),
        _ => None,
    };
    let config = config::read(&settings, None).expect("the settings are right");
    let (db, _) = open_database(&config).expect("the database opens");
    let clock = Clock::fixed(instant(START));
    let moment = clock.moment().expect("there is randomness");
    let municipality = db
        .write_now(&moment, |tx| -> Result<Municipality, DbError> {
            let municipality = Municipality::first(tx.id(), &config.municipality);
            municipalities::insert(tx, &municipality)?;
            Ok(municipality)
        })
        .expect("the municipality can be made");
    App {
        register: Register::new(clock.now()),
        config: Arc::new(config),
        db,
        clock,
        index: Index::in_memory().expect("an index fits in memory"),
        signer: Signer::new([7; 32]),
        mail,
        municipality: Arc::new(municipality),
        pool: SharedPool::default(),
        words: Arc::default(),
    }
}

/// The real server, on a thread of its own.
struct RunningServer {
    address: SocketAddr,
    stop: Box<dyn Fn() + Send + Sync>,
    thread: JoinHandle<()>,
}

impl RunningServer {
    fn start(app: App) -> Self {
        let (ready, started) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = Server::build(app.clone(), app.config.address, 1).expect("a port is free");
                ready.send((server.address(), server.handle())).expect("the test waits");
                server.run().await.expect("the server runs");
            });
        });
        let (address, handle) = started.recv().expect("the server starts");
        // The order to stop goes out at once; the end is waited for by joining the thread.
        let stop = Box::new(move || drop(handle.stop(false)));
        Self { address, stop, thread }
    }

    fn stop(self) {
        (self.stop)();
        drop(self.thread.join());
    }
}
