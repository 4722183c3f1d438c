//! A mail server for tests: speaks enough SMTP (RFC 5321) to be sent to, keeps what it took, and misbehaves when told to.
//! Never more than the standard library, so that every test target can include it; and never for ever: nothing waits longer
//! than [`HANG`], and dropping it ends all its threads.
//!
//! ```ignore
//! let server = SmtpServer::start();                       // BAANIN_MAIL=server.url()
//! server.behave(|mail| match mail.number {                // for every connection from now on
//!     1 => Behaviour::RefuseRecipient("550 5.1.1 No such user"),
//!     _ => Behaviour::Accept,
//! });
//! …; server.taken()                                       // what was taken, oldest first
//! ```

use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long a connection may be silent, and how long a hang lasts at most.
pub const HANG: Duration = Duration::from_secs(90);

/// What a connection does with the next mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    /// Takes it.
    Accept,
    /// Greets with 421 and closes: asked once per connection, with [`Asked::greeting`].
    RefuseConnection,
    /// This reply to AUTH; decided at the greeting, as [`Behaviour::RefuseConnection`] is.
    RefuseLogin(&'static str),
    /// This reply to MAIL.
    RefuseSender(&'static str),
    /// This reply to RCPT. `{to}` becomes the address, as servers like to echo it.
    RefuseRecipient(&'static str),
    /// This reply after the text. It is not kept.
    RefuseText(&'static str),
    /// Says nothing more from this step on.
    Hang(Step),
    /// Closes in the middle of the text. It is not kept.
    DropInText,
    /// Keeps it, and closes without an answer: the sender cannot know.
    DropAfterText,
    /// Takes it after this many milliseconds.
    Slow(u64),
    /// Answers the text with a line now and then, and never with the last one. It is not kept.
    Drip,
}

/// The steps at which a server can hang.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Greeting,
    Hello,
    Sender,
    Recipient,
    Data,
    Text,
}

/// For what a behaviour is asked: once when a connection begins, and again for every MAIL on it.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// The connection begins; no mail yet.
    pub greeting: bool,
    /// Which mail this is, of all on this server, from 1; at a greeting the one that comes next.
    pub number: usize,
}

/// A mail that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The envelope sender.
    pub from: String,
    /// The envelope recipients.
    pub to: Vec<String>,
    /// The text as it was sent, dots unstuffed.
    pub bytes: Vec<u8>,
}

impl Taken {
    /// A header, unfolded.
    pub fn header(&self, name: &str) -> Option<String> {
        let text = String::from_utf8_lossy(&self.bytes).replace("\r\n ", " ").replace("\r\n\t", " ");
        let head = text.split("\r\n\r\n").next().unwrap_or_default().to_owned();
        let value = |line: &str| {
            let (each, value) = line.split_once(':')?;
            each.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        };
        head.lines().find_map(value)
    }
}

type Script = Box<dyn Fn(Asked) -> Behaviour + Send + Sync>;

struct Shared {
    script: Mutex<Script>,
    taken: Mutex<Vec<Taken>>,
    seen: Mutex<Vec<String>>,
    mails: AtomicUsize,
    open: AtomicUsize,
    most_open: AtomicUsize,
    connections: AtomicUsize,
    stopped: AtomicBool,
    sockets: Mutex<Vec<TcpStream>>,
}

/// The server; it ends when it is dropped.
pub struct SmtpServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl SmtpServer {
    /// Listens on a free port of this machine and takes everything.
    pub fn start() -> Self {
        Self::start_at("127.0.0.1:0".parse().expect("an address"))
    }

    /// Listens at an address: to come back where another one ended.
    pub fn start_at(address: SocketAddr) -> Self {
        let listener = TcpListener::bind(address).expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let shared = Arc::new(Shared {
            script: Mutex::new(Box::new(|_| Behaviour::Accept)),
            taken: Mutex::default(),
            seen: Mutex::default(),
            mails: AtomicUsize::new(0),
            open: AtomicUsize::new(0),
            most_open: AtomicUsize::new(0),
            connections: AtomicUsize::new(0),
            stopped: AtomicBool::new(false),
            sockets: Mutex::default(),
        });
        let own = shared.clone();
        let thread = std::thread::spawn(move || listen(&listener, &own));
        Self { address, shared, thread: Some(thread) }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// For `BAANIN_MAIL`: without TLS, without a login.
    pub fn url(&self) -> String {
        format!("smtp://{}?tls=none", self.address)
    }

    /// What happens from now on.
    pub fn behave(&self, script: impl Fn(Asked) -> Behaviour + Send + Sync + 'static) {
        *lock(&self.shared.script) = Box::new(script);
    }

    /// What was taken, in the order in which it was.
    pub fn taken(&self) -> Vec<Taken> {
        lock(&self.shared.taken).clone()
    }

    /// Every command line that came in, over all connections.
    pub fn commands(&self) -> Vec<String> {
        lock(&self.shared.seen).clone()
    }

    /// How many connections were made.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// How many connections were open at once at most.
    pub fn most_open(&self) -> usize {
        self.shared.most_open.load(Ordering::SeqCst)
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        for socket in lock(&self.shared.sockets).drain(..) {
            drop(socket.shutdown(Shutdown::Both));
        }
        // A connection wakes the listener, which then sees that it has ended.
        drop(TcpStream::connect_timeout(&self.address, Duration::from_secs(1)));
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn listen(listener: &TcpListener, shared: &Arc<Shared>) {
    let mut connections = Vec::new();
    for stream in listener.incoming().flatten() {
        if shared.stopped.load(Ordering::SeqCst) {
            break;
        }
        shared.connections.fetch_add(1, Ordering::SeqCst);
        if let Ok(socket) = stream.try_clone() {
            lock(&shared.sockets).push(socket);
        }
        let open = shared.open.fetch_add(1, Ordering::SeqCst) + 1;
        shared.most_open.fetch_max(open, Ordering::SeqCst);
        let own = shared.clone();
        connections.push(std::thread::spawn(move || {
            // A connection that breaks is the business of the test.
            drop(Connection::new(&stream, &own).map(Connection::speak));
            drop(stream.shutdown(Shutdown::Both));
            own.open.fetch_sub(1, Ordering::SeqCst);
        }));
    }
    for connection in connections {
        drop(connection.join());
    }
}

/// The conversation ends: done, or as a behaviour wants it.
struct Ended;

impl From<std::io::Error> for Ended {
    fn from(_: std::io::Error) -> Self {
        Self
    }
}

struct Connection<'a> {
    reader: BufReader<TcpStream>,
    stream: &'a TcpStream,
    shared: &'a Shared,
    behaviour: Behaviour,
    from: String,
    to: Vec<String>,
}

impl<'a> Connection<'a> {
    fn new(stream: &'a TcpStream, shared: &'a Shared) -> std::io::Result<Self> {
        stream.set_read_timeout(Some(HANG))?;
        stream.set_write_timeout(Some(HANG))?;
        stream.set_nodelay(true)?;
        let reader = BufReader::new(stream.try_clone()?);
        Ok(Self { reader, stream, shared, behaviour: Behaviour::Accept, from: String::new(), to: Vec::new() })
    }

    fn ask(&mut self, greeting: bool) {
        let number = if greeting {
            self.shared.mails.load(Ordering::SeqCst)
        } else {
            self.shared.mails.fetch_add(1, Ordering::SeqCst)
        };
        self.behaviour = lock(&self.shared.script)(Asked { greeting, number: number + 1 });
    }

    fn say(&mut self, line: &str) -> Result<(), Ended> {
        Ok(self.stream.write_all(format!("{line}\r\n").as_bytes())?)
    }

    /// Says nothing, if this is where it hangs, until the client or the test gives up.
    fn hang(&mut self, step: Step) -> Result<(), Ended> {
        if self.behaviour != Behaviour::Hang(step) {
            return Ok(());
        }
        // The client closes when it gives up: then reading ends.
        let mut rest = Vec::new();
        drop(std::io::Read::read_to_end(&mut self.reader, &mut rest));
        Err(Ended)
    }

    fn speak(mut self) -> Result<(), Ended> {
        self.ask(true);
        if self.behaviour == Behaviour::RefuseConnection {
            self.say("421 4.3.2 Too busy")?;
            return Err(Ended);
        }
        self.hang(Step::Greeting)?;
        self.say("220 mail.test ESMTP")?;
        loop {
            let line = self.line()?;
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            match verb.as_str() {
                "EHLO" | "HELO" => {
                    self.hang(Step::Hello)?;
                    self.say("250-mail.test\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250 AUTH PLAIN LOGIN")?;
                }
                "AUTH" => match self.behaviour {
                    Behaviour::RefuseLogin(reply) => self.say(reply)?,
                    _ => self.say("235 2.7.0 Welcome")?,
                },
                "MAIL" => self.sender(&line)?,
                "RCPT" => self.recipient(&line)?,
                "DATA" => self.text()?,
                "RSET" => {
                    (self.from, self.to) = (String::new(), Vec::new());
                    self.say("250 2.0.0 Ok")?;
                }
                "NOOP" => self.say("250 2.0.0 Ok")?,
                "QUIT" => {
                    self.say("221 2.0.0 Bye")?;
                    return Ok(());
                }
                _ => self.say("502 5.5.2 Not here")?,
            }
        }
    }

    fn line(&mut self) -> Result<String, Ended> {
        let mut line = String::new();
        if self.reader.read_line(&mut line)? == 0 {
            return Err(Ended);
        }
        let line = line.trim_end().to_owned();
        lock(&self.shared.seen).push(line.clone());
        Ok(line)
    }

    fn sender(&mut self, line: &str) -> Result<(), Ended> {
        self.ask(false);
        self.hang(Step::Sender)?;
        if let Behaviour::RefuseSender(reply) = self.behaviour {
            return self.say(reply);
        }
        (self.from, self.to) = (address(line), Vec::new());
        self.say("250 2.1.0 Ok")
    }

    fn recipient(&mut self, line: &str) -> Result<(), Ended> {
        self.hang(Step::Recipient)?;
        if let Behaviour::RefuseRecipient(reply) = self.behaviour {
            return self.say(&reply.replace("{to}", &address(line)));
        }
        self.to.push(address(line));
        self.say("250 2.1.5 Ok")
    }

    fn text(&mut self) -> Result<(), Ended> {
        self.hang(Step::Data)?;
        self.say("354 Go ahead")?;
        let mut bytes = Vec::new();
        loop {
            let mut line = Vec::new();
            if self.reader.read_until(b'\n', &mut line)? == 0 || self.behaviour == Behaviour::DropInText {
                return Err(Ended);
            }
            if line == b".\r\n" {
                break;
            }
            bytes.extend_from_slice(if line.starts_with(b".") { &line[1..] } else { &line });
        }
        self.hang(Step::Text)?;
        if let Behaviour::RefuseText(reply) = self.behaviour {
            return self.say(reply);
        }
        while self.behaviour == Behaviour::Drip && !self.shared.stopped.load(Ordering::SeqCst) {
            self.say("250-2.0.0 Wait")?;
            std::thread::sleep(Duration::from_millis(200));
        }
        if let Behaviour::Slow(milliseconds) = self.behaviour {
            std::thread::sleep(Duration::from_millis(milliseconds));
        }
        let taken = Taken { from: self.from.clone(), to: std::mem::take(&mut self.to), bytes };
        lock(&self.shared.taken).push(taken);
        if self.behaviour == Behaviour::DropAfterText {
            return Err(Ended);
        }
        self.say("250 2.0.0 Taken")
    }
}

/// What stands between the angle brackets.
fn address(line: &str) -> String {
    let from = line.find('<').map_or(0, |at| at + 1);
    let to = line.rfind('>').unwrap_or(line.len());
    line.get(from..to).unwrap_or_default().to_owned()
}
