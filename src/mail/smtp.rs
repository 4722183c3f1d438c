//! SMTP (RFC 5321): hands a message to the mail server of the municipality, and says what became of it.
//! Never a word of the server or an address in what it says: servers like to repeat the address, and what is said here is
//! stored and logged.
//!
//! A server that is silent is given up after [`WITHIN`] and [`LAST_ANSWER`] together. One that keeps dripping bytes can keep a
//! conversation for longer, since a socket only knows how long one read may take: the turn of the outbox gives such a mail up.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use lettre::Address;
use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use lettre::transport::smtp::response::Response;
use uuid::Uuid;

use super::dkim::DkimKey;
use super::message::Message;
use super::reply::{Step, judge};
use super::return_address::return_address;
use super::transport::SendError;
use crate::config::{SmtpSettings, SmtpTls};

/// How long the conversation about one mail may take up to the dot that ends it. (What the name server of the machine takes
/// to find the mail server comes on top, and the connection is tried as long at each of its addresses.)
const WITHIN: Duration = Duration::from_mins(1);

/// How long the answer to that dot may take: servers look through a mail before they take it, and who hangs up meanwhile
/// sends it twice. RFC 5321 says ten minutes; with [`WITHIN`] this stays below the lease of a mail.
const LAST_ANSWER: Duration = Duration::from_mins(3);

/// How many mails are handed over side by side.
const SIDE_BY_SIDE: usize = 6;

/// How many conversations go on at most, those of earlier turns that do not end counted in.
const MOST: usize = 3 * SIDE_BY_SIDE;

/// A mail server, with the connections to it that wait for the next mail.
pub struct Smtp {
    settings: SmtpSettings,
    domain: String,
    returns_to: String,
    tls: Option<TlsParameters>,
    dkim: Option<DkimKey>,
    within: Duration,
    last_answer: Duration,
    idle: Mutex<Vec<SmtpConnection>>,
    going_on: AtomicUsize,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Smtp").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl Smtp {
    /// Reads the files that the settings name. Connects to nothing: a mail server that is out of order keeps nothing from starting.
    ///
    /// # Errors
    /// What is wrong with the sender, the return address, the root or the key, in a sentence.
    pub fn open(settings: &SmtpSettings, from: &str, bounce: Option<&str>) -> Result<Self, String> {
        let from: Mailbox = from
            .parse()
            .map_err(|error| format!("BAANIN_MAIL_FROM must be an address, or a name with one as <…>: {error}"))?;
        let dkim = settings.dkim.as_ref().map(|dkim| DkimKey::open(dkim, from.email.domain())).transpose()?;
        let tls = if settings.tls == SmtpTls::None { None } else { Some(tls(settings)?) };
        let domain = from.email.domain().to_owned();
        // What it becomes for each mail must be an address; else no mail could be made at all.
        let bounce = bounce.map(|base| return_address(base, Uuid::max()).parse::<Address>()).transpose();
        let bounce = bounce.map_err(|error| format!("BAANIN_MAIL_BOUNCE must be an address: {error}"))?;
        let returns_to = bounce.map_or_else(|| domain.clone(), |bounce| bounce.domain().to_owned());
        Ok(Self {
            settings: settings.clone(),
            domain,
            returns_to,
            tls,
            dkim,
            within: WITHIN,
            last_answer: LAST_ANSWER,
            idle: Mutex::default(),
            going_on: AtomicUsize::new(0),
        })
    }

    /// The same with less patience: this for the conversation, and as long for the last answer.
    #[must_use]
    pub fn within(self, within: Duration) -> Self {
        Self { within, last_answer: within, ..self }
    }

    /// How long it is waited for what was handed over, with some time for connecting to more than one address.
    pub(super) fn at_most(&self) -> Duration {
        self.within + self.within / 2 + self.last_answer
    }

    /// How many mails can be handed over side by side now: none while too many conversations of earlier turns do not end.
    pub(super) fn lanes(&self) -> usize {
        if self.going_on.load(Ordering::SeqCst) + SIDE_BY_SIDE <= MOST { SIDE_BY_SIDE } else { 0 }
    }

    /// The domain that mail is sent in the name of.
    pub(super) fn domain(&self) -> &str {
        &self.domain
    }

    /// The domain that mail comes back to when it does not arrive.
    pub(super) fn returns_to(&self) -> &str {
        &self.returns_to
    }

    /// The key that mails are signed with.
    pub(super) fn dkim(&self) -> Option<&DkimKey> {
        self.dkim.as_ref()
    }

    /// The bytes that go out: signed when there is a key.
    pub(super) fn bytes(&self, message: &Message) -> Result<Vec<u8>, super::MessageError> {
        let mut letter = message.letter()?;
        if let Some(key) = &self.dkim {
            key.sign(&mut letter);
        }
        Ok(letter.formatted())
    }

    /// Hands a message over.
    pub(super) fn send(&self, message: &Message) -> Result<(), SendError> {
        let made = self.bytes(message).and_then(|bytes| Ok((bytes, message.envelope()?)));
        let (bytes, (from, to)) = made.map_err(|error| SendError::Permanent(error.to_string()))?;
        let _going_on = GoingOn::begin(&self.going_on);
        let mut talk = self.talk()?;
        let sent = talk.hand_over(from, to, &bytes);
        // After a refusal the next mail can go over the same line. After silence it never can: an answer that comes late would
        // be taken for the answer to something else.
        if sent.is_ok() || talk.can_go_on() {
            self.idle().push(talk.line);
        }
        sent
    }

    /// Connects, protects the line and logs in; sends nothing.
    ///
    /// # Errors
    /// What went wrong, in words for whoever keeps the installation.
    pub fn try_out(&self) -> Result<(), SendError> {
        let mut talk = self.connect(Deadline::after(self.within))?;
        // It answered all that was asked; how it says goodbye does not matter.
        drop(talk.line.quit());
        Ok(())
    }

    /// Says goodbye on the connections that wait: there is nothing to send.
    pub(super) fn rest(&self) {
        let idle = std::mem::take(&mut *self.idle());
        for mut line in idle {
            if line.set_timeout(Some(Duration::from_secs(1))).is_ok() {
                drop(line.quit());
            }
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<SmtpConnection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection that waits and still lives, or a new one.
    fn talk(&self) -> Result<Talk, SendError> {
        let deadline = Deadline::after(self.within);
        loop {
            // Taken in a statement of its own: the lock is not held while the server is asked.
            let waiting = self.idle().pop();
            let Some(mut line) = waiting else { return self.connect(deadline) };
            let alive = line.set_timeout(Some(deadline.left(self.within / 12))).is_ok() && line.test_connected();
            if alive {
                return Ok(self.begin(line, deadline));
            }
        }
    }

    fn connect(&self, deadline: Deadline) -> Result<Talk, SendError> {
        let server = (self.settings.host.as_str(), self.settings.port);
        let implicit = self.tls.as_ref().filter(|_| self.settings.tls == SmtpTls::Implicit);
        let hello = ClientId::default();
        let line = SmtpConnection::connect(server, Some(deadline.left(self.within / 6)), &hello, implicit, None);
        let mut line = line.map_err(|error| judge(Step::Connect, &error))?;
        let answer = self.within / 2;
        if let Some(tls) = self.tls.as_ref().filter(|_| !line.is_encrypted()) {
            if line.can_starttls() {
                set_patience(&mut line, deadline.left(answer), Step::Tls)?;
                line.starttls(tls, &hello).map_err(|error| judge(Step::Tls, &error))?;
            } else if self.settings.tls == SmtpTls::Required {
                return Err(SendError::Unavailable("the mail server offers no TLS, and it is required".to_owned()));
            }
        }
        if let Some(login) = &self.settings.login {
            if !line.is_encrypted() && !self.settings.is_this_machine() {
                let words = "the mail server offers no TLS, so it gets no password";
                return Err(SendError::Unavailable(words.to_owned()));
            }
            set_patience(&mut line, deadline.left(answer), Step::Login)?;
            let login = Credentials::new(login.user.clone(), login.password.clone());
            line.auth(DEFAULT_MECHANISMS, &login).map_err(|error| judge(Step::Login, &error))?;
        }
        Ok(self.begin(line, deadline))
    }

    fn begin(&self, line: SmtpConnection, deadline: Deadline) -> Talk {
        Talk { line, deadline, answer: self.within / 2, last_answer: self.last_answer, answered: true }
    }
}

/// Counts a conversation as long as it goes on.
struct GoingOn<'a>(&'a AtomicUsize);

impl<'a> GoingOn<'a> {
    fn begin(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count)
    }
}

impl Drop for GoingOn<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

fn tls(settings: &SmtpSettings) -> Result<TlsParameters, String> {
    let mut builder = TlsParameters::builder(settings.host.clone());
    if let Some(file) = &settings.ca {
        let wrong = |problem: &dyn std::fmt::Display| format!("BAANIN_MAIL_CA ({}) {problem}", file.display());
        let pem = std::fs::read(file).map_err(|error| wrong(&format_args!("cannot be read: {error}")))?;
        let text = String::from_utf8_lossy(&pem);
        let root = Certificate::from_pem(&pem).ok().filter(|_| text.contains("BEGIN CERTIFICATE"));
        builder = builder.add_root_certificate(root.ok_or_else(|| wrong(&"holds no certificate in PEM"))?);
    }
    builder.build().map_err(|_error| "TLS cannot be prepared: is BAANIN_MAIL_CA a certificate?".to_owned())
}

/// When patience ends.
#[derive(Clone, Copy)]
struct Deadline(Instant);

impl Deadline {
    fn after(time: Duration) -> Self {
        Self(Instant::now() + time)
    }

    /// What is left, at most `most`; a moment when nothing is, since a socket takes no zero.
    fn left(self, most: Duration) -> Duration {
        self.0.saturating_duration_since(Instant::now()).clamp(Duration::from_millis(1), most)
    }
}

fn set_patience(line: &mut SmtpConnection, patience: Duration, step: Step) -> Result<(), SendError> {
    line.set_timeout(Some(patience)).map_err(|_error| step.broken())
}

type Answer = Result<Response, lettre::transport::smtp::Error>;

/// One mail over one connection.
struct Talk {
    line: SmtpConnection,
    deadline: Deadline,
    answer: Duration,
    last_answer: Duration,
    /// Whether every command so far had its answer.
    answered: bool,
}

impl Talk {
    fn hand_over(&mut self, from: Address, to: Address, bytes: &[u8]) -> Result<(), SendError> {
        let mut parameters = Vec::new();
        if !from.to_string().is_ascii() || !to.to_string().is_ascii() {
            if !self.line.server_info().supports_feature(Extension::SmtpUtfEight) {
                let words = "the mail server takes no address with letters beyond a to z";
                return Err(SendError::Permanent(words.to_owned()));
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        self.step(Step::Sender, |line| line.command(Mail::new(Some(from), parameters)))?;
        self.step(Step::Recipient, |line| line.command(Rcpt::new(to, Vec::new())))?;
        self.step(Step::Text, |line| line.command(Data))?;
        self.step_for(self.last_answer, Step::Text, |line| line.message(bytes))
    }

    fn step(&mut self, step: Step, act: impl FnOnce(&mut SmtpConnection) -> Answer) -> Result<(), SendError> {
        self.step_for(self.deadline.left(self.answer), step, act)
    }

    fn step_for(
        &mut self,
        patience: Duration,
        step: Step,
        act: impl FnOnce(&mut SmtpConnection) -> Answer,
    ) -> Result<(), SendError> {
        set_patience(&mut self.line, patience, step)?;
        act(&mut self.line).map(drop).map_err(|error| {
            self.answered = error.status().is_some();
            judge(step, &error)
        })
    }

    /// Whether the connection can take another mail after this one was refused.
    fn can_go_on(&mut self) -> bool {
        if !self.answered {
            return false;
        }
        let soon = self.deadline.left(Duration::from_secs(1));
        self.line.set_timeout(Some(soon)).is_ok() && self.line.command("RSET\r\n").is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::outbox::LEASE;

    #[test]
    fn a_turn_gives_up_before_another_takes_over() {
        let (host, tls) = ("localhost".to_owned(), SmtpTls::None);
        let settings = SmtpSettings { host, port: 25, tls, login: None, ca: None, dkim: None };
        let server = Smtp::open(&settings, "noreply@bind.test", None).unwrap();
        assert!(server.at_most() + Duration::from_secs(30) <= LEASE, "{:?}", server.at_most());
    }
}
