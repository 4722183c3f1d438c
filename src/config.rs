//! Configuration: the environment, then `baanin.toml`, then defaults; all problems are listed at once.
//! Never read elsewhere: what a setting is called and where it came from is known here only.

mod network;
mod smtp;

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

pub use smtp::{DkimSettings, SmtpLogin, SmtpSettings, SmtpTls};

pub use network::Network;

/// Where mail goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailTarget {
    /// One `.eml` file per mail in this directory.
    Files(PathBuf),
    /// To a mail server; only where real people are ([`Stage::Production`]).
    Smtp(SmtpSettings),
}

/// What this installation is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Real people.
    Production,
    /// A fictional municipality.
    Demo,
    /// For trying out: no mail leaves the house.
    Acceptance,
}

/// All settings.
#[derive(Debug, Clone)]
pub struct Config {
    /// `DATABASE_URL`.
    pub database_url: String,
    /// `BAANIN_DATABASE_UNENCRYPTED=accepted`: a PostgreSQL elsewhere is spoken to without TLS.
    pub accept_unencrypted: bool,
    /// `BAANIN_ADDRESS`.
    pub address: SocketAddr,
    /// `BAANIN_BASE_URL`, without a slash at the end.
    pub base_url: String,
    /// `BAANIN_SEARCH_DIR`.
    pub search_dir: PathBuf,
    /// `BAANIN_MAIL`, with what belongs to it; files beside the database when no mail may leave the house.
    pub mail: MailTarget,
    /// `BAANIN_MAIL_FROM`.
    pub mail_from: String,
    /// `BAANIN_MAIL_BOUNCE`: where mail that does not arrive comes back to; without one it comes back to the sender.
    pub mail_bounce: Option<String>,
    /// `BAANIN_SECRET_FILE`.
    pub secret_file: PathBuf,
    /// `BAANIN_ERASURE_LEDGER`: the file that says who was erased, for when a backup is put back.
    pub erasure_ledger: PathBuf,
    /// `BAANIN_LOG`.
    pub log: String,
    /// `BAANIN_JOBS`: whether this node runs the jobs that run once.
    pub jobs: bool,
    /// `BAANIN_TRUSTED_PROXY`: whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// `BAANIN_API_PER_MINUTE`: how often one address may ask the API and the feeds; `None` without an end.
    pub api_per_minute: Option<NonZeroU32>,
    /// `BAANIN_METRICS_TOKEN`: who shows it may read `/metrics` from another machine.
    pub metrics_token: Option<String>,
    /// `BAANIN_STAGE`.
    pub stage: Stage,
    /// Whether this is `baanin demo`: anyone may log in as anyone. No setting turns this on.
    pub demo: bool,
    /// `BAANIN_MUNICIPALITY`: the name of the first municipality.
    pub municipality: String,
    /// `BAANIN_CONTACT_PHONE`: the number that people can call for help; kept as it was when not set.
    pub contact_phone: Option<String>,
    /// `BAANIN_CONTACT_EMAIL`: the address that people can write to; kept as it was when not set.
    pub contact_email: Option<String>,
    /// Every setting with its value (secrets hidden) and where it came from, for `baanin check`.
    pub settings: Vec<Setting>,
}

/// One setting as `baanin check` shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its name.
    pub key: &'static str,
    /// Its value; a password is left out.
    pub value: String,
    /// "environment", "baanin.toml" or "default".
    pub source: &'static str,
}

/// Keys whose whole value is a secret.
const SECRETS: &[&str] = &["BAANIN_METRICS_TOKEN"];

/// The shortest token that nobody guesses.
const SHORTEST_TOKEN: usize = 16;

/// Every key with its default.
pub const KEYS: &[(&str, &str)] = &[
    ("DATABASE_URL", "sqlite://data/baanin.sqlite3"),
    ("BAANIN_DATABASE_UNENCRYPTED", ""),
    ("BAANIN_ADDRESS", "127.0.0.1:8080"),
    ("BAANIN_BASE_URL", ""),
    ("BAANIN_SEARCH_DIR", "search_index/data"),
    ("BAANIN_MAIL", "file:data/mail"),
    ("BAANIN_MAIL_FROM", "BIND <noreply@localhost>"),
    ("BAANIN_MAIL_BOUNCE", ""),
    ("BAANIN_MAIL_CA", ""),
    ("BAANIN_DKIM_KEY", ""),
    ("BAANIN_DKIM_SELECTOR", ""),
    ("BAANIN_SECRET_FILE", "data/secret"),
    ("BAANIN_ERASURE_LEDGER", "data/erasures.jsonl"),
    ("BAANIN_LOG", "info"),
    ("BAANIN_JOBS", "on"),
    ("BAANIN_TRUSTED_PROXY", ""),
    ("BAANIN_API_PER_MINUTE", "1200"),
    ("BAANIN_METRICS_TOKEN", ""),
    ("BAANIN_STAGE", "production"),
    ("BAANIN_MUNICIPALITY", "Dalfsen"),
    ("BAANIN_CONTACT_PHONE", ""),
    ("BAANIN_CONTACT_EMAIL", ""),
];

/// Reads the environment and `baanin.toml` in the working directory.
///
/// # Errors
/// Every problem in a sentence of its own.
#[expect(clippy::disallowed_methods, reason = "this is config")]
pub fn load() -> Result<Config, Vec<String>> {
    let file = match std::fs::read_to_string("baanin.toml") {
        Ok(text) => Some(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(vec![format!("baanin.toml cannot be read: {error}")]),
    };
    read(&|key| std::env::var(key).ok(), file.as_deref())
}

/// The configuration of the demo: everything under one directory of its own.
///
/// # Errors
/// As [`load`].
pub fn load_demo() -> Result<Config, Vec<String>> {
    let mut config = load()?;
    let home = PathBuf::from("data/demo");
    config.database_url = format!("sqlite://{}", home.join("baanin.sqlite3").display());
    config.search_dir = home.join("search");
    config.mail = MailTarget::Files(home.join("mail"));
    config.secret_file = home.join("secret");
    config.erasure_ledger = home.join("erasures.jsonl");
    config.stage = Stage::Demo;
    config.demo = true;
    config.jobs = true;
    "Dalfsen".clone_into(&mut config.municipality);
    config.contact_phone = Some("0529 000 000".to_owned());
    config.contact_email = Some("bind@gemeente-dalfsen.example".to_owned());
    Ok(config)
}

/// Reads settings from an environment and the text of a file.
///
/// # Errors
/// As [`load`].
pub fn read(env: &dyn Fn(&str) -> Option<String>, file: Option<&str>) -> Result<Config, Vec<String>> {
    let mut problems = Vec::new();
    let table = file.map_or_else(toml::Table::new, |text| {
        text.parse().unwrap_or_else(|error: toml::de::Error| {
            problems.push(format!("baanin.toml is no TOML: {}", error.message()));
            toml::Table::new()
        })
    });
    for key in table.keys().filter(|key| !KEYS.iter().any(|(known, _)| known == key)) {
        problems.push(format!("baanin.toml has an unknown key: {key}"));
    }
    let settings: Vec<Setting> = KEYS.iter().map(|(key, default)| setting(key, default, env, &table)).collect();
    let value =
        |key: &str| settings.iter().find(|setting| setting.key == key).map_or("", |setting| setting.value.as_str());
    let mut parse = Parser { problems };
    let address = parse.address(value("BAANIN_ADDRESS"));
    let database_url = parse.database(value("DATABASE_URL"));
    let stage = parse.stage(value("BAANIN_STAGE"));
    let config = Config {
        accept_unencrypted: value("BAANIN_DATABASE_UNENCRYPTED") == "accepted",
        base_url: parse.base_url(value("BAANIN_BASE_URL"), address),
        address,
        search_dir: PathBuf::from(value("BAANIN_SEARCH_DIR")),
        mail: within_the_house(parse.mail(&value), stage, &database_url),
        mail_from: value("BAANIN_MAIL_FROM").to_owned(),
        mail_bounce: parse.bounce(value("BAANIN_MAIL_BOUNCE")),
        secret_file: PathBuf::from(value("BAANIN_SECRET_FILE")),
        erasure_ledger: PathBuf::from(value("BAANIN_ERASURE_LEDGER")),
        log: value("BAANIN_LOG").to_owned(),
        jobs: parse.switch("BAANIN_JOBS", value("BAANIN_JOBS")),
        trusted_proxies: parse.proxies(value("BAANIN_TRUSTED_PROXY")),
        api_per_minute: parse.per_minute(value("BAANIN_API_PER_MINUTE")),
        metrics_token: parse.metrics_token(value("BAANIN_METRICS_TOKEN")),
        stage,
        demo: false,
        municipality: value("BAANIN_MUNICIPALITY").to_owned(),
        contact_phone: Some(value("BAANIN_CONTACT_PHONE").to_owned()).filter(|phone| !phone.is_empty()),
        contact_email: Some(value("BAANIN_CONTACT_EMAIL").to_owned()).filter(|email| !email.is_empty()),
        settings: Vec::new(),
        database_url,
    };
    if parse.problems.is_empty() {
        let settings = settings.into_iter().map(hide_secrets).collect();
        Ok(Config { settings, ..config })
    } else {
        Err(parse.problems)
    }
}

fn setting(key: &'static str, default: &str, env: &dyn Fn(&str) -> Option<String>, table: &toml::Table) -> Setting {
    if let Some(value) = env(key).filter(|value| !value.is_empty()) {
        return Setting { key, value, source: "environment" };
    }
    match table.get(key) {
        Some(value) => Setting {
            key,
            value: value.as_str().map_or_else(|| value.to_string(), str::to_owned),
            source: "baanin.toml",
        },
        None => Setting { key, value: default.to_owned(), source: "default" },
    }
}

/// Where mail goes when no mail may leave the house: files in `data/mail` or, with SQLite, `mail` beside the database.
fn within_the_house(target: MailTarget, stage: Stage, database_url: &str) -> MailTarget {
    match target {
        MailTarget::Smtp(_) if stage != Stage::Production => {
            let database = database_url.strip_prefix("sqlite://").and_then(|file| Path::new(file).parent());
            MailTarget::Files(database.unwrap_or(Path::new("data")).join("mail"))
        }
        target => target,
    }
}

fn hide_secrets(setting: Setting) -> Setting {
    let is_secret = SECRETS.contains(&setting.key) && !setting.value.is_empty();
    let value = if is_secret { "…".to_owned() } else { without_password(&setting.value) };
    Setting { value, ..setting }
}

/// An address as it may be shown, without its password: `postgres://user:…@host` becomes `postgres://user@host`, and what
/// is a password among the parameters behind the `?` is left out.
#[must_use]
pub fn without_password(value: &str) -> String {
    let Some((scheme, rest)) = value.split_once("://") else { return value.to_owned() };
    // As libpq reads it: credentials end at the first @ before any slash. A password may hold a ? but no slash.
    let (credentials, rest) = match rest.find(['@', '/']) {
        Some(end) if rest[end..].starts_with('@') => (&rest[..end], &rest[end + 1..]),
        _ => ("", rest),
    };
    let (place, parameters) = rest.split_once('?').unwrap_or((rest, ""));
    // An @ that is left belongs to a password that was not written as it must be.
    let (torn, place) = place.rsplit_once('@').unwrap_or(("", place));
    let user = if credentials.is_empty() { torn } else { credentials }.split([':', '?', '/']).next().unwrap_or("");
    let at = if user.is_empty() { "" } else { "@" };
    let shown: Vec<&str> = parameters.split('&').filter(|parameter| !is_password(parameter)).collect();
    let mark = if shown.iter().all(|parameter| parameter.is_empty()) { "" } else { "?" };
    format!("{scheme}://{user}{at}{place}{mark}{}", shown.join("&"))
}

/// Whether a parameter of an address is a password; the name of the file that holds one is none.
fn is_password(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or("").to_lowercase();
    name != "passfile" && (name.contains("pass") || name.contains('%'))
}

/// Parses values and gathers problems.
struct Parser {
    problems: Vec<String>,
}

impl Parser {
    fn problem(&mut self, text: impl Into<String>) {
        self.problems.push(text.into());
    }

    fn database(&mut self, value: &str) -> String {
        if !["sqlite://", "postgres://", "postgresql://"].iter().any(|scheme| value.starts_with(scheme)) {
            self.problem("DATABASE_URL must begin with sqlite:// or postgres://");
        }
        value.to_owned()
    }

    fn address(&mut self, value: &str) -> SocketAddr {
        value.parse().unwrap_or_else(|_| {
            self.problem("BAANIN_ADDRESS must be an address with a port, like 127.0.0.1:8080");
            SocketAddr::from(([127, 0, 0, 1], 8080))
        })
    }

    fn base_url(&mut self, value: &str, address: SocketAddr) -> String {
        if value.is_empty() {
            return format!("http://{address}");
        }
        if !value.starts_with("https://") && !value.starts_with("http://") {
            self.problem("BAANIN_BASE_URL must begin with https:// or http://");
        }
        value.trim_end_matches('/').to_owned()
    }

    fn mail<'a>(&mut self, value: &impl Fn(&str) -> &'a str) -> MailTarget {
        let file = |key| Some(value(key)).filter(|path| !path.is_empty()).map(PathBuf::from);
        let (ca, dkim) = (file("BAANIN_MAIL_CA"), self.dkim(file("BAANIN_DKIM_KEY"), value("BAANIN_DKIM_SELECTOR")));
        let target = value("BAANIN_MAIL");
        match target.strip_prefix("file:").filter(|directory| !directory.is_empty()) {
            Some(directory) => MailTarget::Files(PathBuf::from(directory)),
            None => match SmtpSettings::parse(target) {
                Ok(settings) => MailTarget::Smtp(SmtpSettings { ca, dkim, ..settings }),
                Err(problems) => {
                    self.problems.extend(problems);
                    MailTarget::Files(PathBuf::new())
                }
            },
        }
    }

    fn dkim(&mut self, key: Option<PathBuf>, selector: &str) -> Option<DkimSettings> {
        let label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        match (key, selector) {
            (Some(_), "") => self.problem("BAANIN_DKIM_KEY needs BAANIN_DKIM_SELECTOR: the name of the key in DNS"),
            (None, selector) if !selector.is_empty() => self.problem("BAANIN_DKIM_SELECTOR needs BAANIN_DKIM_KEY"),
            (Some(_), selector) if !selector.split('.').all(label) => {
                self.problem("BAANIN_DKIM_SELECTOR must be letters, digits and hyphens, like baanin2026");
            }
            (Some(key), selector) => return Some(DkimSettings { key, selector: selector.to_owned() }),
            (None, _) => {}
        }
        None
    }

    /// The part before the @ stays short, since 33 characters are added to it and 64 is the limit.
    fn bounce(&mut self, value: &str) -> Option<String> {
        let (local, domain) = value.split_once('@').unwrap_or((value, ""));
        let plain =
            |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_graphic() && !"@<>,;\"".contains(c));
        if value.is_empty() {
            return None;
        }
        if !plain(local) || !plain(domain) || local.len() > 31 {
            self.problem("BAANIN_MAIL_BOUNCE must be a mail address like post@bind.example.nl, at most 31 characters before the @");
        }
        Some(value.to_owned())
    }

    fn switch(&mut self, key: &str, value: &str) -> bool {
        if !matches!(value, "on" | "off") {
            self.problem(format!("{key} must be on or off"));
        }
        value != "off"
    }

    fn proxies(&mut self, value: &str) -> Vec<Network> {
        let mut proxies = Vec::new();
        for part in value.split(',').map(str::trim).filter(|part| !part.is_empty() && *part != "none") {
            match part.parse() {
                Ok(network) => proxies.push(network),
                Err(problem) => self.problem(format!("BAANIN_TRUSTED_PROXY holds something that {problem}")),
            }
        }
        proxies
    }

    fn per_minute(&mut self, value: &str) -> Option<NonZeroU32> {
        let Ok(count) = value.parse() else {
            self.problem("BAANIN_API_PER_MINUTE must be a whole number; 0 is without an end");
            return None;
        };
        NonZeroU32::new(count)
    }

    fn metrics_token(&mut self, value: &str) -> Option<String> {
        if value.is_empty() {
            return None;
        }
        if value.len() < SHORTEST_TOKEN || !value.bytes().all(|byte| byte.is_ascii_graphic()) {
            self.problem(format!(
                "BAANIN_METRICS_TOKEN must be at least {SHORTEST_TOKEN} letters, digits or signs without a space"
            ));
        }
        Some(value.to_owned())
    }

    fn stage(&mut self, value: &str) -> Stage {
        match value {
            "production" => Stage::Production,
            "demo" => Stage::Demo,
            "acceptance" => Stage::Acceptance,
            _ => {
                self.problem("BAANIN_STAGE must be production, demo or acceptance");
                Stage::Production
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_anything_the_defaults_hold() {
        let config = read(&|_| None, None).unwrap();
        assert_eq!(config.base_url, "http://127.0.0.1:8080");
        assert!(config.settings.iter().all(|setting| setting.source == "default"));
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let env = |key: &str| (key == "BAANIN_LOG").then(|| "debug".to_owned());
        let config = read(&env, Some("BAANIN_LOG = \"warn\"\nBAANIN_JOBS = \"off\"")).unwrap();
        assert_eq!((config.log.as_str(), config.jobs), ("debug", false));
    }

    #[test]
    fn all_problems_are_listed_at_once() {
        let file = "DATABASE_URL = \"mysql://x\"\nBAANIN_ADDRESS = \"8080\"\nBAANIN_STAGE = \"test\"\nBAANIN_TYPO = 1";
        assert_eq!(read(&|_| None, Some(file)).unwrap_err().len(), 4);
    }

    fn with<'a>(settings: &'a [(&'a str, &'a str)]) -> impl Fn(&str) -> Option<String> + 'a {
        |key| settings.iter().find(|(each, _)| *each == key).map(|(_, value)| (*value).to_owned())
    }

    #[test]
    fn no_mail_leaves_the_house_outside_production() {
        for stage in ["acceptance", "demo"] {
            let settings = [("BAANIN_MAIL", "smtp://u:geheim@relay.example.nl"), ("BAANIN_STAGE", stage)];
            let config = read(&with(&settings), None).unwrap();
            assert_eq!(config.mail, MailTarget::Files(PathBuf::from("data/mail")), "{stage}");
        }
        let elsewhere = [
            ("BAANIN_MAIL", "smtps://relay.example.nl"),
            ("BAANIN_STAGE", "acceptance"),
            ("DATABASE_URL", "sqlite:///srv/bind/baanin.sqlite3"),
        ];
        let config = read(&with(&elsewhere), None).unwrap();
        assert_eq!(config.mail, MailTarget::Files(PathBuf::from("/srv/bind/mail")));
    }

    #[test]
    fn mail_settings_belong_together() {
        let right = [
            ("BAANIN_MAIL", "smtp://relay.example.nl"),
            ("BAANIN_MAIL_BOUNCE", "post@bind.example.nl"),
            ("BAANIN_MAIL_CA", "ca.pem"),
            ("BAANIN_DKIM_KEY", "dkim.pem"),
            ("BAANIN_DKIM_SELECTOR", "baanin2026"),
        ];
        let config = read(&with(&right), None).unwrap();
        let MailTarget::Smtp(smtp) = config.mail else { panic!("no SMTP") };
        assert_eq!(smtp.dkim.map(|dkim| dkim.selector).as_deref(), Some("baanin2026"));
        assert_eq!((smtp.ca, config.mail_bounce.as_deref()), (Some("ca.pem".into()), Some("post@bind.example.nl")));
        let wrong = [
            ("BAANIN_MAIL", "smtp://u:p@relay.example.nl:x?tls=none"),
            ("BAANIN_MAIL_BOUNCE", "post bind"),
            ("BAANIN_DKIM_KEY", "dkim.pem"),
        ];
        assert_eq!(read(&with(&wrong), None).unwrap_err().len(), 4);
    }

    #[test]
    fn a_problem_never_says_the_value() {
        let file = "BAANIN_ADDRESS = \"geheim\"\nBAANIN_TRUSTED_PROXY = \"10.0.0.0/8, geheim\"\n\
                    BAANIN_METRICS_TOKEN = \"geheim\"\nBAANIN_STAGE = \"geheim\"\nBAANIN_JOBS = \"geheim\"";
        let problems = read(&|_| None, Some(file)).unwrap_err();
        assert_eq!(problems.len(), 5, "{problems:?}");
        assert!(problems.iter().all(|problem| !problem.contains("geheim")), "{problems:?}");
    }

    #[test]
    fn passwords_are_hidden() {
        let env = |key: &str| match key {
            "DATABASE_URL" => Some("postgres://baanin:geheim@db/baanin".to_owned()),
            "BAANIN_METRICS_TOKEN" => Some("een-geheim-dat-lang-is".to_owned()),
            _ => None,
        };
        let config = read(&env, None).unwrap();
        assert!(config.settings.iter().all(|setting| !setting.value.contains("geheim")));
        assert!(config.database_url.contains("geheim") && config.metrics_token.is_some());
        for (url, shown) in [
            ("postgres://baanin:geheim@db/baanin", "postgres://baanin@db/baanin"),
            ("postgres://baanin:ge@heim@db/baanin", "postgres://baanin@db/baanin"),
            ("postgres://baanin:geh/eim@db/baanin", "postgres://baanin@db/baanin"),
            ("postgres://baanin:geh?eim@db/baanin", "postgres://baanin@db/baanin"),
            ("postgres://baanin@db/baanin?password=geheim", "postgres://baanin@db/baanin"),
            ("postgres:///baanin?password=gehe@im&user=x", "postgres:///baanin?user=x"),
            ("postgres:///baanin?user=x&sslpassword=geheim", "postgres:///baanin?user=x"),
            ("postgres:///baanin?pass%77ord=geheim", "postgres:///baanin"),
            ("postgres:///baanin?host=/run&passfile=/p", "postgres:///baanin?host=/run&passfile=/p"),
            ("smtp://u:geheim@relay:587?tls=required", "smtp://u@relay:587?tls=required"),
            ("sqlite://data/baanin.sqlite3", "sqlite://data/baanin.sqlite3"),
            ("file:data/mail", "file:data/mail"),
        ] {
            assert_eq!(without_password(url), shown, "{url}");
        }
        let env =
            |key: &str| (key == "BAANIN_MAIL").then(|| "smtp://u:geheim@relay.example.nl?tls=required".to_owned());
        assert!(!format!("{:?}", read(&env, None).unwrap()).contains("geheim"));
    }
}
