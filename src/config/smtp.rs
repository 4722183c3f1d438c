//! How mail leaves by SMTP: the address of the mail server taken apart, with what belongs to sending.
//! Never a connection, and never a password in anything that is printed.

use std::path::PathBuf;

/// A mail server to hand mail to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmtpSettings {
    /// Its name or address; the name must be in its certificate.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the line is protected.
    pub tls: SmtpTls,
    /// The login, when it wants one.
    pub login: Option<SmtpLogin>,
    /// `BAANIN_MAIL_CA`: a PEM file with one more root to trust, for a mail server with a certificate of the municipality.
    pub ca: Option<PathBuf>,
    /// The key that mails are signed with.
    pub dkim: Option<DkimSettings>,
}

/// How the line to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpTls {
    /// From the first byte: `smtps://`.
    Implicit,
    /// By STARTTLS, or nothing is sent: what holds when nothing is said.
    Required,
    /// By STARTTLS when the server offers it.
    Opportunistic,
    /// Never: for a server on this machine.
    None,
}

/// A login. The password is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpLogin {
    /// Who.
    pub user: String,
    /// The password.
    pub password: String,
}

impl std::fmt::Debug for SmtpLogin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmtpLogin").field("user", &self.user).field("password", &"…").finish()
    }
}

/// A key to sign mails with (RFC 6376).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DkimSettings {
    /// `BAANIN_DKIM_KEY`: a PEM file, RSA or Ed25519.
    pub key: PathBuf,
    /// `BAANIN_DKIM_SELECTOR`: under which name the public part stands in DNS.
    pub selector: String,
}

impl SmtpSettings {
    /// Takes `smtp://user:password@host:587?tls=required` apart; the problems name the part, never its value.
    pub(super) fn parse(value: &str) -> Result<Self, Vec<String>> {
        let (implicit, rest) = match (value.strip_prefix("smtps://"), value.strip_prefix("smtp://")) {
            (Some(rest), _) => (true, rest),
            (None, Some(rest)) => (false, rest),
            (None, None) => return Err(vec!["BAANIN_MAIL must be file:DIRECTORY, smtp://… or smtps://…".to_owned()]),
        };
        let mut problems = Vec::new();
        let (authority, query) = rest.split_once('?').unwrap_or((rest, ""));
        let tls = tls(implicit, query, &mut problems);
        let (login_part, server) = match authority.trim_end_matches('/').rsplit_once('@') {
            Some((login, server)) => (Some(login), server),
            None => (None, authority.trim_end_matches('/')),
        };
        let (host, port) = server_of(server, tls, &mut problems);
        let login = login_part.and_then(|part| {
            let login = login_of(part);
            if login.is_none() {
                problems.push("BAANIN_MAIL has a login that is not user:password, percent-encoded".to_owned());
            }
            login
        });
        if login.is_some() && tls == SmtpTls::None && !is_this_machine(&host) {
            problems.push(
                "BAANIN_MAIL would send a password over the network without TLS: leave tls=none out, or the login"
                    .to_owned(),
            );
        }
        if problems.is_empty() { Ok(Self { host, port, tls, login, ca: None, dkim: None }) } else { Err(problems) }
    }

    /// Whether the server is this machine: then there is no network to listen in on.
    #[must_use]
    pub fn is_this_machine(&self) -> bool {
        is_this_machine(&self.host)
    }
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn tls(implicit: bool, query: &str, problems: &mut Vec<String>) -> SmtpTls {
    let mut tls = if implicit { SmtpTls::Implicit } else { SmtpTls::Required };
    for part in query.split('&').filter(|part| !part.is_empty()) {
        tls = match (implicit, part) {
            (true, "tls=required") => SmtpTls::Implicit,
            (false, "tls=required") => SmtpTls::Required,
            (false, "tls=opportunistic") => SmtpTls::Opportunistic,
            (false, "tls=none") => SmtpTls::None,
            (true, _) => {
                problems
                    .push("BAANIN_MAIL with smtps:// always has TLS: leave out what stands behind the ?".to_owned());
                tls
            }
            (false, _) => {
                problems.push(
                    "BAANIN_MAIL may end in ?tls=required, ?tls=opportunistic or ?tls=none, and in nothing else"
                        .to_owned(),
                );
                tls
            }
        };
    }
    tls
}

/// Host and port; `[::1]:587` for an address of IPv6.
fn server_of(server: &str, tls: SmtpTls, problems: &mut Vec<String>) -> (String, u16) {
    let default = match tls {
        SmtpTls::Implicit => 465,
        SmtpTls::Required | SmtpTls::Opportunistic => 587,
        SmtpTls::None => 25,
    };
    let (host, port) = match server.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, port)) => (host, port.strip_prefix(':')),
        None => server.split_once(':').map_or((server, None), |(host, port)| (host, Some(port))),
    };
    if host.is_empty() || host.contains(|c: char| c.is_whitespace() || c == '/') {
        problems.push("BAANIN_MAIL names no mail server: smtp://user:password@host:587".to_owned());
    }
    let port = match port.map(str::parse) {
        None => default,
        Some(Ok(port)) if port > 0 => port,
        Some(_) => {
            problems.push(
                "BAANIN_MAIL has a port that is none; a / ? # or @ in a password is written as %2F %3F %23 %40"
                    .to_owned(),
            );
            default
        }
    };
    (host.to_owned(), port)
}

fn login_of(part: &str) -> Option<SmtpLogin> {
    let (user, password) = part.split_once(':')?;
    let (user, password) = (percent_decoded(user)?, percent_decoded(password)?);
    (!user.is_empty() && !password.is_empty()).then_some(SmtpLogin { user, password })
}

/// `%40` becomes `@`; `None` when it is no UTF-8 or a `%` is not followed by two hexadecimal digits.
fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        if *first == b'%' {
            let digits = tail.get(..2).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
            bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(value: &str) -> SmtpSettings {
        SmtpSettings::parse(value).unwrap_or_else(|problems| panic!("{value}: {problems:?}"))
    }

    #[test]
    fn tls_is_required_unless_something_else_is_said() {
        let cases = [
            ("smtp://relay.example.nl", "relay.example.nl", 587, SmtpTls::Required),
            ("smtp://relay.example.nl:2525/", "relay.example.nl", 2525, SmtpTls::Required),
            ("smtp://relay.example.nl?tls=required", "relay.example.nl", 587, SmtpTls::Required),
            ("smtp://relay.example.nl?tls=opportunistic", "relay.example.nl", 587, SmtpTls::Opportunistic),
            ("smtp://relay.example.nl?tls=none", "relay.example.nl", 25, SmtpTls::None),
            ("smtps://relay.example.nl", "relay.example.nl", 465, SmtpTls::Implicit),
            ("smtp://[::1]:25?tls=none", "::1", 25, SmtpTls::None),
            ("smtp://127.0.0.1:1025?tls=none", "127.0.0.1", 1025, SmtpTls::None),
        ];
        for (value, host, port, tls) in cases {
            let settings = parsed(value);
            assert_eq!((settings.host.as_str(), settings.port, settings.tls), (host, port, tls), "{value}");
            assert_eq!(settings.login, None);
        }
    }

    #[test]
    fn logins_are_percent_decoded_and_hidden() {
        let settings = parsed("smtp://bind%40dalfsen.nl:ge%3Aheim%40%2F@relay.example.nl:587");
        let login = settings.login.clone().unwrap();
        assert_eq!((login.user.as_str(), login.password.as_str()), ("bind@dalfsen.nl", "ge:heim@/"));
        assert!(!format!("{settings:?}").contains("heim"), "{settings:?}");
    }

    #[test]
    fn what_is_wrong_is_said_without_the_password() {
        let wrong = [
            "smtp://",
            "smtp://:587",
            "smtp://u:geheim@",
            "smtp://u:geheim@host:mail",
            "smtp://u:geheim@host:0",
            "smtp://u:%zzgeheim@host",
            "smtp://geheim@host",
            "smtp://u:geheim@host?tls=sometimes",
            "smtps://u:geheim@host?tls=none",
            "smtp://u:geheim@relay.example.nl?tls=none",
            "mailto:geheim",
        ];
        for value in wrong {
            let problems = SmtpSettings::parse(value).expect_err(value);
            assert!(problems.iter().all(|problem| !problem.contains("heim")), "{value}: {problems:?}");
        }
    }

    #[test]
    fn a_password_goes_to_this_machine_without_tls() {
        for value in ["smtp://u:p@localhost?tls=none", "smtp://u:p@127.0.0.1:25?tls=none", "smtp://u:p@[::1]?tls=none"]
        {
            assert!(parsed(value).login.is_some());
        }
    }
}
