//! `baanin restore`: a backup in the place of the database, without bringing back who was erased or mailing twice.
//! Never a half change: until the last step the old database is the database, and it is kept beside the new one.

mod report;
mod staged;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use clap::Args;

use super::{Done, say, tell};
use crate::actions::database as stop;
use crate::app::App;
use crate::backup::files;
use crate::backup::ledger::Ledger;
use crate::clock::Clock;
use crate::config::{Config, without_password};
use crate::db::{Address, DbError, InUse, file};
use crate::domain::erasure::Erasure;
use crate::jobs::{self, follow_changes, keep_ledger};
use crate::store::{audit, database};
use report::{IndexState, Report, Secret};
use staged::Staged;

/// What to put back, and how it is opened.
#[derive(Args)]
pub(super) struct RestoreArgs {
    /// The backup.
    #[arg(required_unless_present = "after_pg_restore")]
    file: Option<PathBuf>,
    /// The file with the identity of age that opens it.
    #[arg(long, value_name = "FILE", conflicts_with = "passphrase_file")]
    identity: Option<PathBuf>,
    /// The file with the passphrase that opens it on its first line.
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// Only look whether it can be put back, and what is in it: change nothing.
    #[arg(long)]
    look: bool,
    /// `pg_restore` has filled the database of PostgreSQL: do what must be done before the program starts.
    #[arg(long, conflicts_with_all = ["file", "identity", "passphrase_file", "look"])]
    after_pg_restore: bool,
}

pub(super) fn run(config: Config, arguments: &RestoreArgs) -> anyhow::Result<Done> {
    let address = Address::parse(&config.database_url).map_err(anyhow::Error::msg)?;
    match (address, &arguments.file) {
        (Address::Sqlite(path), Some(file)) => sqlite(&config, Path::new(&path), file, arguments),
        (Address::Sqlite(_), None) => anyhow::bail!("--after-pg-restore is for PostgreSQL; this is SQLite"),
        (Address::Postgres(_), None) => after_pg_restore(config),
        (Address::Postgres(_), Some(file)) => {
            tell(&format!(
                "PostgreSQL puts its backups back itself. Stop every node, and run this:\n\n  pg_restore --clean --if-exists \
                 --no-owner --exit-on-error --single-transaction --dbname={url} {file}\n  baanin restore \
                 --after-pg-restore\n\nSee docs/backup.md.",
                url = without_password(&config.database_url),
                file = file.display(),
            ));
            Ok(Done::No)
        }
    }
}

fn sqlite(config: &Config, path: &Path, backup: &Path, arguments: &RestoreArgs) -> anyhow::Result<Done> {
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        fs::create_dir_all(parent).with_context(|| format!("while making {}", parent.display()))?;
    }
    let alone = InUse::alone(path, "a program uses this database: stop `baanin serve` and all other commands first")?;
    let keys = (arguments.identity.as_deref(), arguments.passphrase_file.as_deref());
    let staged =
        Staged::open(path, backup, keys).with_context(|| format!("{} cannot be put back", backup.display()))?;
    let before = Before::read(path, staged.taken_at());
    if arguments.look {
        say(&serde_json::to_string(&report::look(backup, &staged, before.counts.clone())?)?);
        tell("The backup is sound. Nothing was changed.");
        return Ok(Done::Yes);
    }
    let there = There::before(config);
    let ledger = Ledger::at(&config.erasure_ledger);
    // The old database may know of erasures that the ledger missed, and nobody asks it again.
    ledger.add(&before.erasures).with_context(|| format!("while writing {}", config.erasure_ledger.display()))?;
    let (app, migrations) = staged.bring_up_to_date(config)?;
    let settled = settle(&app, there)?;
    let new = staged.finish(app)?;
    let kept = switch(&new, path, Clock::System.now()).context("while putting the new database in its place")?;
    drop(staged);
    drop(alone);
    let report = Report::new(&settled, (backup, path), kept.as_deref(), migrations, &before);
    finish(config.clone(), report)
}

fn after_pg_restore(config: Config) -> anyhow::Result<Done> {
    let there = There::before(&config);
    let (app, _) = App::open(config.clone(), Clock::System)?;
    app.db.migrations()?;
    let settled = settle(&app, there)?;
    drop(app);
    let report =
        Report::new(&settled, (Path::new("pg_restore"), Path::new("postgres")), None, Vec::new(), &Before::default());
    finish(config, report)
}

/// What a database was, that is replaced: as far as it can still be read.
#[derive(Default)]
struct Before {
    counts: Option<Vec<(&'static str, i64)>>,
    erasures: Vec<Erasure>,
    lost: Option<Vec<(String, i64)>>,
}

impl Before {
    fn read(path: &Path, taken_at: Option<DateTime<Utc>>) -> Self {
        if !path.exists() {
            return Self::default();
        }
        let erasures = file::look(path, audit::erasures).unwrap_or_else(|error| {
            tell(&format!("The old database cannot be read ({error}): the erasures are those of the ledger."));
            Vec::new()
        });
        let lost = taken_at.and_then(|at| file::look(path, |conn| audit::deeds_since(conn, at)).ok());
        Self { counts: file::look(path, database::counts).ok(), erasures, lost }
    }
}

/// Which of the files that belong to a database were there before anything was made.
#[derive(Clone, Copy)]
struct There {
    secret: bool,
    ledger: bool,
}

impl There {
    fn before(config: &Config) -> Self {
        Self { secret: config.secret_file.exists(), ledger: config.erasure_ledger.exists() }
    }
}

/// What was done to make a database safe that comes from a backup.
struct Settled {
    origin: database::Origin,
    secret: Secret,
    /// Whether there was a ledger of erasures to repeat.
    ledger: bool,
    erased_again: usize,
    asked_again: usize,
    stopped: stop::Stopped,
    counts: Vec<(&'static str, i64)>,
}

/// Repeats the erasures, lets happen what was to happen by itself, and stops what must not go on.
fn settle(app: &App, there: There) -> anyhow::Result<Settled> {
    let origin = app.db.read_now(|conn| database::origin(conn).map_err(DbError::from))?;
    let secret = Secret::of(origin.secret.as_deref(), &app.signer.fingerprint(), there.secret);
    let erased_again = keep_ledger::repeat(app).context("while repeating the erasures")?;
    let asked_again = jobs::happen_until_now(app).context("while letting happen what was due")?;
    let municipality = app.municipality.id;
    let stopped = app.write_now(|tx| stop::put_back(tx, municipality))?;
    let counts = app.db.read_now(|conn| database::counts(conn).map_err(DbError::from))?;
    Ok(Settled { origin, secret, ledger: there.ledger, erased_again, asked_again, stopped, counts })
}

/// The new file gets the name of the database; the old one gets another, which is given. A crash leaves one of both.
fn switch(new: &Path, path: &Path, now: DateTime<Utc>) -> anyhow::Result<Option<PathBuf>> {
    let kept = name_to_keep(path, now);
    let is_replaced = path.exists();
    if is_replaced {
        if let Err(error) = file::close(path) {
            tell(&format!("The old database could not be closed ({error}); it is kept with its log as it is."));
        }
        if fs::hard_link(path, &kept).is_err() {
            fs::copy(path, &kept).with_context(|| format!("while keeping {}", kept.display()))?;
        }
    }
    // The log of the old database must never be read into the new one.
    for ending in ["-wal", "-shm", "-journal"] {
        let log = files::beside(path, ending);
        if log.exists() {
            fs::rename(&log, files::beside(&kept, ending))?;
        }
    }
    files::name(new, path, true)?;
    Ok(is_replaced.then_some(kept))
}

/// What stands between the name of a database and the time of the restore that put another in its place.
const KEPT: &str = ".before-restore-";

/// How long somebody has to find that nothing is missing.
const KEPT_DAYS: i64 = 7;

/// The databases of before a restore that lie here for longer than that: people who were erased since are still in them.
pub(super) fn kept_too_long(config: &Config, now: DateTime<Utc>) -> Vec<PathBuf> {
    let Ok(Address::Sqlite(path)) = Address::parse(&config.database_url) else { return Vec::new() };
    let path = PathBuf::from(path);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let home = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Ok(entries) = fs::read_dir(home) else { return Vec::new() };
    let is_old = |path: &PathBuf| {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let time = file.strip_prefix(name.as_ref()).and_then(|rest| rest.strip_prefix(KEPT)?.get(..16));
        let time = time.and_then(|time| NaiveDateTime::parse_from_str(time, "%Y%m%dT%H%M%SZ").ok());
        time.is_some_and(|time| now - time.and_utc() > TimeDelta::days(KEPT_DAYS))
    };
    let mut old: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_old).collect();
    old.sort();
    old
}

/// A name that is free: of a restore in the same second that was killed, the file under it may still be the database.
fn name_to_keep(path: &Path, now: DateTime<Utc>) -> PathBuf {
    let name = files::beside(path, &format!("{KEPT}{}", now.format("%Y%m%dT%H%M%SZ")));
    let mut free = name.clone();
    let mut number = 1;
    while free.exists() {
        number += 1;
        free = files::beside(&name, &format!("-{number}"));
    }
    free
}

/// Builds the index over the new database and says what changed.
fn finish(config: Config, mut report: Report) -> anyhow::Result<Done> {
    let index = || -> anyhow::Result<IndexState> {
        let (app, _) = App::open(config, Clock::System)?;
        let documents = follow_changes::rebuild(&app)?;
        Ok(IndexState { documents, equal: follow_changes::compare(&app)?.is_none() })
    };
    match index() {
        Ok(index) => report.index = Some(index),
        Err(error) => tell(&format!("The index was not built ({error:#}); `baanin serve` builds it when it starts.")),
    }
    say(&serde_json::to_string(&report)?);
    for sentence in report.sentences() {
        tell(&sentence);
    }
    Ok(Done::Yes)
}

/// Removes what a restore that was killed left beside the database. Only for whoever uses the database: then nobody
/// restores it.
pub(super) fn clear_away(config: &Config) -> std::io::Result<()> {
    match Address::parse(&config.database_url) {
        Ok(Address::Sqlite(path)) => files::remove_directory(&staged::directory(Path::new(&path))),
        _ => Ok(()),
    }
}
