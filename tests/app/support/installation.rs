//! The real program in a directory of its own: its commands, a server that can be killed, and a client that bears it.
//! Never a test, and never the library: what is asked here is asked of the binary.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::http::Answer;
use super::page::Page;

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// A directory with settings, as somebody has it who unpacked the program.
pub struct Installation {
    pub directory: PathBuf,
    pub address: SocketAddr,
    /// The program: ours, or another version of it.
    pub program: PathBuf,
    /// What else stands in its environment.
    pub settings: Vec<(String, String)>,
}

/// How a command ended.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Installation {
    pub fn new(name: &str) -> Self {
        // On a real disk: a commit that takes its time is easier to hit.
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("crash-{name}-{}", std::process::id()));
        drop(fs::remove_dir_all(&directory));
        fs::create_dir_all(&directory).expect("the target directory can be written");
        Self { directory, address: free_address(), program: env!("CARGO_BIN_EXE_baanin").into(), settings: Vec::new() }
    }

    /// The same installation with this in its environment.
    pub fn with(mut self, key: &str, value: impl Into<String>) -> Self {
        self.settings.push((key.to_owned(), value.into()));
        self
    }

    /// The program with the settings of this directory and nothing of the environment of the tests.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(arguments).current_dir(&self.directory).env_clear().stdin(Stdio::null());
        command.env("BAANIN_ADDRESS", self.address.to_string()).env("BAANIN_TRUSTED_PROXY", "127.0.0.1");
        command.envs(self.settings.iter().map(|(key, value)| (key, value)));
        command
    }

    /// Runs a command to its end. No command may panic, whatever it finds.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command(arguments).output().expect("the program can be started");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let ran = Ran { code: output.status.code(), stdout: text(&output.stdout), stderr: text(&output.stderr) };
        assert!(!ran.stderr.contains("panicked"), "{arguments:?}: {ran:?}");
        ran
    }

    /// Runs a command that must work; gives its output.
    pub fn must(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, Some(0), "{arguments:?}: {ran:?}");
        ran.stdout
    }

    /// Takes listings in by the command, published.
    pub fn import(&self, lines: impl Iterator<Item = serde_json::Value>) {
        let file = self.directory.join("postings.jsonl");
        let lines: Vec<String> = lines.map(|line| line.to_string()).collect();
        fs::write(&file, lines.join("\n")).expect("the directory can be written");
        let report = self.must(&["import", "listings", "postings.jsonl", "--publish"]);
        assert!(report.contains(r#""rejected":[]"#), "{report}");
    }

    /// An account by the command; gives the path of its log-in link.
    pub fn account(&self, role: &str, more: &[&str]) -> String {
        let email = format!("{role}@example.nl");
        let arguments = [&["user", "add", "--role", role, "--email", &email, "--name", role], more].concat();
        let made: serde_json::Value = serde_json::from_str(&self.must(&arguments)).expect("the command speaks JSON");
        let link = made["login_link"].as_str().expect("there is a link");
        link[link.find("/inloggen/").expect("it leads to the log-in page")..].to_owned()
    }

    /// Takes candidates in by the command.
    pub fn import_candidates(&self, lines: impl Iterator<Item = serde_json::Value>) {
        let lines: Vec<String> = lines.map(|line| line.to_string()).collect();
        fs::write(self.directory.join("people.jsonl"), lines.join("\n")).expect("the directory can be written");
        let report = self.must(&["import", "candidates", "people.jsonl", "--source", "suite"]);
        assert!(report.contains(r#""rejected":[]"#), "{report}");
    }

    pub fn start(&self) -> Server {
        self.start_at(self.address)
    }

    /// A server on this database and this index, at another address.
    pub fn start_at(&self, address: SocketAddr) -> Server {
        let path = self.log_of(address);
        let log = File::options().create(true).append(true).open(&path).expect("the log can be written");
        let mut command = self.command(&["serve"]);
        command.env("BAANIN_ADDRESS", address.to_string()).stdout(Stdio::null()).stderr(log);
        Server { child: command.spawn().expect("the program can be started"), address, log: path }
    }

    fn log_of(&self, address: SocketAddr) -> PathBuf {
        self.directory.join(format!("serve-{}.log", address.port()))
    }

    /// What all servers have written down so far.
    pub fn logs(&self) -> String {
        let logs = files_in(&self.directory).into_iter().filter(|path| ends_with(path, "log"));
        logs.map(|path| fs::read_to_string(path).expect("a log is text")).collect()
    }

    /// What stands in the database, while the server runs: nobody but the program may be the first to open it again.
    pub fn rows(&self, query: &str) -> Vec<Row> {
        let query = diesel::sql_query(query);
        match self.database() {
            Beside::Sqlite(mut conn) => query.load(&mut conn),
            Beside::Postgres(mut conn) => query.load(&mut conn),
        }
        .unwrap_or_else(|error| panic!("a query of the test: {error}"))
    }

    pub fn count(&self, what: &str) -> i64 {
        self.rows(&format!("SELECT '' AS word, count(*) AS number FROM {what}"))[0].number
    }

    /// Changes rows behind the back of the program, to let time pass.
    pub fn change(&self, statement: &str) {
        match self.database() {
            Beside::Sqlite(mut conn) => conn.batch_execute(statement),
            Beside::Postgres(mut conn) => conn.batch_execute(statement),
        }
        .unwrap_or_else(|error| panic!("{statement}: {error}"));
    }

    /// What a setting says, or what it is by itself.
    pub fn setting<'a>(&'a self, key: &str, default: &'a str) -> &'a str {
        self.settings.iter().find(|(each, _)| each == key).map_or(default, |(_, value)| value)
    }

    /// A file of SQLite, or nothing when the database is PostgreSQL.
    pub fn sqlite(&self) -> Option<PathBuf> {
        let path = self.setting("DATABASE_URL", "sqlite://data/baanin.sqlite3").strip_prefix("sqlite://")?;
        Some(self.directory.join(path))
    }

    fn database(&self) -> Beside {
        let Some(path) = self.sqlite() else {
            let url = self.setting("DATABASE_URL", "");
            return Beside::Postgres(PgConnection::establish(url).expect("PostgreSQL answers"));
        };
        let mut conn = SqliteConnection::establish(path.to_str().expect("a path of letters")).expect("it opens");
        conn.batch_execute("PRAGMA busy_timeout=10000").expect("it can wait");
        Beside::Sqlite(conn)
    }

    /// Where its mails are.
    pub fn mails(&self) -> PathBuf {
        self.directory.join(self.setting("BAANIN_MAIL", "file:data/mail").trim_start_matches("file:"))
    }

    /// The files of the generation that is in use, the largest first.
    pub fn index_files(&self) -> Vec<PathBuf> {
        let current = fs::read_to_string(self.index().join("CURRENT")).expect("there is an index");
        let generation = self.index().join(current.lines().next().unwrap_or_default());
        let mut files = files_in(&generation);
        // Each is measured once: a server may be writing.
        files.sort_by_cached_key(|path| std::cmp::Reverse(fs::metadata(path).map_or(0, |data| data.len())));
        files
    }

    pub fn index(&self) -> PathBuf {
        self.directory.join(self.setting("BAANIN_SEARCH_DIR", "search_index/data"))
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        // What a failed test leaves is evidence.
        if !std::thread::panicking() {
            drop(fs::remove_dir_all(&self.directory));
        }
    }
}

pub fn files_in(directory: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(directory) else { return Vec::new() };
    entries.map(|entry| entry.expect("the entry can be read").path()).collect()
}

pub fn ends_with(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|each| each == ending)
}

/// A connection beside those of the program.
enum Beside {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// A word and a number.
#[derive(QueryableByName)]
pub struct Row {
    #[diesel(sql_type = Text)]
    pub word: String,
    #[diesel(sql_type = BigInt)]
    pub number: i64,
}

/// A port below those that the system hands out for connections, so that it is still free after a restart.
pub fn free_address() -> SocketAddr {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = std::process::id() % 9_000;
    loop {
        let port = 20_000 + (first + u32::from(NEXT.fetch_add(1, Ordering::Relaxed))) % 10_000;
        let address = SocketAddr::from(([127, 0, 0, 1], u16::try_from(port).expect("a port")));
        if TcpListener::bind(address).is_ok() {
            return address;
        }
    }
}

/// A running server.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
    log: PathBuf,
}

impl Server {
    /// Waits until it is ready by itself; gives how long that took.
    pub fn wait_until_ready(&mut self) -> Duration {
        let started = Instant::now();
        let visitor = Visitor::new(self.address);
        loop {
            if visitor.get("/health/ready").is_ok_and(|answer| answer.status == 200) {
                return started.elapsed();
            }
            if let Some(status) = self.child.try_wait().expect("it is our child") {
                panic!("the server ended by itself ({status}):\n{}", self.end_of_log());
            }
            assert!(started.elapsed() < PATIENCE, "not ready:\n{}", self.end_of_log());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// As a power cut ends it, but for the disk.
    pub fn kill(mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it is our child");
    }

    /// Asks it to stop; gives its exit code.
    pub fn stop(mut self) -> Option<i32> {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(asked.is_ok_and(|status| status.success()), "it cannot be asked to stop");
        self.wait()
    }

    /// Waits for its end; gives its exit code.
    pub fn wait(&mut self) -> Option<i32> {
        let started = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("it is our child") {
                return status.code();
            }
            assert!(started.elapsed() < PATIENCE, "it does not stop:\n{}", self.end_of_log());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub fn end_of_log(&self) -> String {
        let text = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<_> = text.lines().collect();
        lines[lines.len().saturating_sub(30)..].join("\n")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Somebody at a browser, whose server may die at any moment: then there is an error and no answer.
#[derive(Clone)]
pub struct Visitor {
    address: SocketAddr,
    cookie: String,
}

impl Visitor {
    pub fn new(address: SocketAddr) -> Self {
        Self { address, cookie: String::new() }
    }

    /// The same person at another server.
    pub fn at(&self, address: SocketAddr) -> Self {
        Self { address, cookie: self.cookie.clone() }
    }

    /// Somebody who has followed his log-in link.
    pub fn logged_in(address: SocketAddr, link: &str) -> Self {
        let visitor = Self::new(address);
        let form = visitor.open(link).expect("the server answers").form_with("Log in");
        let answer = visitor.post(&form.action, &form.body()).expect("the server answers");
        let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
        Self { cookie: cookie.unwrap_or_else(|| panic!("not logged in: {}", answer.body)).to_owned(), ..visitor }
    }

    pub fn get(&self, path: &str) -> io::Result<Answer> {
        self.ask("GET", path, "")
    }

    /// A page that must be there.
    pub fn open(&self, path: &str) -> io::Result<Page> {
        let page = Page::new(path, self.get(path)?);
        page.has_status(200);
        Ok(page)
    }

    pub fn post(&self, path: &str, body: &str) -> io::Result<Answer> {
        self.ask("POST", path, body)
    }

    fn ask(&self, method: &str, path: &str, body: &str) -> io::Result<Answer> {
        static VISITS: AtomicU16 = AtomicU16::new(0);
        // From many addresses, since one may not send in much.
        let [a, b] = VISITS.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\nx-forwarded-for: 10.0.{a}.{b}\r\n\
             cookie: {}\r\nsec-fetch-site: same-origin\r\ncontent-type: application/x-www-form-urlencoded\r\n\
             content-length: {}\r\n\r\n{body}",
            self.address,
            self.cookie,
            body.len()
        );
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(request.as_bytes())?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        whole(&bytes).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

/// An answer that came to its end.
fn whole(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]);
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let headers = head.lines().skip(1).filter_map(|line| line.split_once(':'));
    let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect();
    let body = String::from_utf8_lossy(&bytes[end + 4..]).into_owned();
    let answer = Answer { status, headers, body };
    let length: usize = answer.header("content-length").unwrap_or("0").parse().ok()?;
    (bytes.len() == end + 4 + length).then_some(answer)
}
