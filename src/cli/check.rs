//! `baanin check`: the doctor: one line for each thing that must be in order, and every setting with its source.
//! Never a password, and never a change: it looks.

use std::path::Path;

use super::{Done, say};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, MailTarget, Stage};
use crate::db::DbError;
use crate::domain::civil_day::instant_in_words;
use crate::domain::outbox::MailState;
use crate::jobs::{follow_changes, keep_ledger};
use crate::search::Opened;
use crate::store::{database, outbox};

/// What was found about one thing.
struct Finding {
    what: &'static str,
    ok: bool,
    words: String,
}

fn finding(what: &'static str, ok: bool, words: impl Into<String>) -> Finding {
    Finding { what, ok, words: words.into() }
}

pub(super) fn run(config: Config) -> Done {
    for setting in &config.settings {
        say(&format!("setting {}={} ({})", setting.key, setting.value, setting.source));
    }
    let mut findings = vec![clock(), mail_target(&config), disk(&config)];
    match App::open(config, Clock::System) {
        Ok((app, opened)) => {
            findings.push(finding("database", true, "answers, and is up to date"));
            findings.push(index(&app, &opened));
            findings.push(outbox_state(&app));
            findings.push(ledger(&app));
            findings.push(backup(&app));
        }
        Err(error) => findings.push(finding("database", false, error.to_string())),
    }
    for finding in &findings {
        say(&format!("{} {}: {}", if finding.ok { "ok  " } else { "FAIL" }, finding.what, finding.words));
    }
    if findings.iter().all(|finding| finding.ok) { Done::Yes } else { Done::No }
}

fn clock() -> Finding {
    let now = Clock::System.now();
    let words = crate::domain::civil_day::instant_in_words(now);
    finding("clock", now.timestamp() > 1_760_000_000, format!("{words} in the Netherlands"))
}

fn mail_target(config: &Config) -> Finding {
    let MailTarget::Files(directory) = &config.mail else { return finding("mail", true, "SMTP") };
    match can_write(directory) {
        Ok(()) => finding("mail", true, format!("goes to files in {}", directory.display())),
        Err(error) => finding("mail", false, format!("{} cannot be written: {error}", directory.display())),
    }
}

fn disk(config: &Config) -> Finding {
    match can_write(&config.search_dir) {
        Ok(()) => finding("disk", true, format!("{} can be written", config.search_dir.display())),
        Err(error) => finding("disk", false, format!("{} cannot be written: {error}", config.search_dir.display())),
    }
}

fn can_write(directory: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(directory)?;
    let probe = directory.join(".check");
    std::fs::write(&probe, b"baanin")?;
    std::fs::remove_file(probe)
}

fn index(app: &App, opened: &Opened) -> Finding {
    if *opened != Opened::Current {
        return finding(
            "index",
            false,
            format!("{opened:?}: it is built at the next start, or with `baanin search rebuild`"),
        );
    }
    match follow_changes::compare(app) {
        Ok(difference) if difference.is_none() => {
            finding("index", true, format!("equal to the database, {} listings", difference.in_index))
        }
        Ok(difference) => finding(
            "index",
            difference.behind > 0,
            format!(
                "{} missing, {} extra, {} different; {} changes behind",
                difference.missing.len(),
                difference.extra.len(),
                difference.different.len(),
                difference.behind
            ),
        ),
        Err(error) => finding("index", false, error.to_string()),
    }
}

fn outbox_state(app: &App) -> Finding {
    match app.db.read_now(|conn| outbox::count_by_state(conn).map_err(DbError::from)) {
        Ok(counts) => {
            let count = |state| counts.iter().find(|(each, _)| *each == state).map_or(0, |(_, count)| *count);
            let (queued, dead, held) = (count(MailState::Queued), count(MailState::Dead), count(MailState::Held));
            let words = format!(
                "{queued} waiting, {dead} given up, {held} held since a backup was put back (`baanin mail release`)"
            );
            finding("outbox", dead + held == 0, words)
        }
        Err(error) => finding("outbox", false, error.to_string()),
    }
}

fn ledger(app: &App) -> Finding {
    match keep_ledger::behind(app) {
        Ok(0) => finding("ledger", true, "holds every erasure"),
        Ok(behind) if app.config.jobs => finding("ledger", false, format!("{behind} erasures are not in it yet")),
        Ok(_) => finding("ledger", true, "kept by another node"),
        Err(error) => finding("ledger", false, error.to_string()),
    }
}

/// A backup is made each night; one that is later than this was missed.
const BACKUP_HOURS: i64 = 26;

fn backup(app: &App) -> Finding {
    let oldest = app.clock.now() - chrono::Duration::hours(BACKUP_HOURS);
    match app.db.read_now(|conn| database::last_backup(conn).map_err(DbError::from)) {
        Ok(None) => finding("backup", app.config.stage != Stage::Production, "there is none yet: see `baanin backup`"),
        Ok(Some(at)) => {
            let ok = at > oldest || app.config.stage != Stage::Production;
            finding("backup", ok, format!("the last one is of {}", instant_in_words(at)))
        }
        Err(error) => finding("backup", false, error.to_string()),
    }
}
