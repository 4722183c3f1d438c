//! `baanin check`: the doctor: one line for each thing that must be in order (ok, warn or FAIL), and every setting with
//! its source. Never a password, and never a change: it looks, and makes nothing that is not there.

mod findings;
mod live;
mod mail_server;

use std::net::SocketAddr;
use std::path::Path;

use super::{Done, say};
use crate::app::{App, StartError};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::health::{self, Level};
use crate::figures;
use crate::jobs::{follow_changes, keep_ledger};
use crate::search::Opened;

/// What was found about one thing.
struct Finding {
    what: String,
    level: Level,
    words: String,
}

fn finding(what: &str, level: Level, words: impl Into<String>) -> Finding {
    Finding { what: what.to_owned(), level, words: words.into() }
}

fn ok_or_fail(ok: bool) -> Level {
    if ok { Level::Ok } else { Level::Fail }
}

pub(super) fn run(config: Config) -> Done {
    for setting in &config.settings {
        say(&format!("setting {}={} ({})", setting.key, setting.value, setting.source));
    }
    let mut findings = vec![clock(), disk(&config)];
    findings.extend(mail_server::look(&config));
    findings.extend(kept(&config));
    findings.extend(running(config.address));
    match App::open_existing(config, Clock::System) {
        Ok((app, opened)) => {
            findings.push(index(&app, &opened));
            findings.push(ledger(&app));
            findings.extend(health::findings(&figures::facts_now(&app.parts())).iter().map(|found| {
                let (what, words) = findings::in_words(found);
                Finding { what, level: found.level, words }
            }));
        }
        Err(StartError::Mail(_)) => findings.push(finding("database", Level::Warn, "looked at when mail is in order")),
        Err(error) => findings.push(finding("database", Level::Fail, error.to_string())),
    }
    for Finding { what, level, words } in &findings {
        let level = match level {
            Level::Ok => "ok  ",
            Level::Warn => "warn",
            Level::Fail => "FAIL",
        };
        say(&format!("{level} {what}: {words}"));
    }
    if findings.iter().all(|finding| finding.level < Level::Fail) { Done::Yes } else { Done::No }
}

/// Whether the program that serves is ready, in one line: for what starts it again when it is not.
pub(super) fn live(config: &Config) -> Done {
    match live::ask(config.address, "/health/ready") {
        Ok(answer) => {
            say(&answer.body);
            if answer.status == 200 { Done::Yes } else { Done::No }
        }
        Err(error) => {
            say(&serde_json::json!({"program": error.to_string()}).to_string());
            Done::No
        }
    }
}

/// How the program does that serves on this machine, when there is one.
fn running(address: SocketAddr) -> Vec<Finding> {
    let Ok(answer) = live::ask(address, "/health/ready") else {
        return vec![finding("program", Level::Warn, format!("does not listen on {address}"))];
    };
    let mut found = vec![finding("program", ok_or_fail(answer.status == 200), answer.body)];
    let jobs = live::ask(address, "/metrics").map(|answer| live::failing_jobs(&answer.body)).unwrap_or_default();
    found.extend(jobs.into_iter().map(|(job, failures)| {
        finding(&format!("job {job}"), Level::Warn, format!("failed {failures} times in a row: see the log"))
    }));
    found
}

fn clock() -> Finding {
    let now = Clock::System.now();
    let words = crate::domain::civil_day::instant_in_words(now);
    finding("clock", ok_or_fail(now.timestamp() > 1_760_000_000), format!("{words} in the Netherlands"))
}

fn disk(config: &Config) -> Finding {
    let directory = config.search_dir.display();
    match can_write(&config.search_dir) {
        Ok(()) => finding("disk", Level::Ok, format!("{directory} can be written")),
        Err(error) => finding("disk", Level::Fail, format!("{directory} cannot be written: {error}")),
    }
}

/// Tries it in the directory, or in the nearest one above it: there it is made when it is needed.
fn can_write(directory: &Path) -> std::io::Result<()> {
    let there = directory.ancestors().find(|path| path.is_dir()).unwrap_or(Path::new("."));
    let probe = there.join(".check");
    std::fs::write(&probe, b"baanin")?;
    std::fs::remove_file(probe)
}

/// The databases of before a restore that should have been removed.
fn kept(config: &Config) -> Option<Finding> {
    let old = super::restore::kept_too_long(config, Clock::System.now());
    let names: Vec<String> = old.iter().map(|path| path.display().to_string()).collect();
    (!names.is_empty()).then(|| {
        let words = format!("older than a week, with who was erased since in it; remove: {}", names.join(", "));
        finding("database of before a restore", Level::Warn, words)
    })
}

fn index(app: &App, opened: &Opened) -> Finding {
    if *opened != Opened::Current {
        return finding(
            "index",
            Level::Fail,
            format!("{opened:?}: it is built at the next start, or with `baanin search rebuild`"),
        );
    }
    match follow_changes::compare(app) {
        Ok(difference) if difference.is_none() => {
            finding("index", Level::Ok, format!("equal to the database, {} listings", difference.in_index))
        }
        Ok(difference) => finding(
            "index",
            ok_or_fail(difference.behind > 0),
            format!(
                "{} missing, {} extra, {} different; {} changes behind",
                difference.missing.len(),
                difference.extra.len(),
                difference.different.len(),
                difference.behind
            ),
        ),
        Err(error) => finding("index", Level::Fail, error.to_string()),
    }
}

fn ledger(app: &App) -> Finding {
    match keep_ledger::behind(app) {
        Ok(0) => finding("ledger", Level::Ok, "holds every erasure"),
        Ok(behind) if app.config.jobs => finding("ledger", Level::Fail, format!("{behind} erasures are not in it yet")),
        Ok(_) => finding("ledger", Level::Ok, "kept by another node"),
        Err(error) => finding("ledger", Level::Fail, error.to_string()),
    }
}
