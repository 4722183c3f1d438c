//! `baanin backup`: one file with everything, of one moment, while the program goes on.
//! Never a half file, and never an older backup overwritten unasked.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::Context;
use chrono::{DateTime, Utc};
use clap::Args;
use serde::Serialize;

use super::{Done, say, tell};
use crate::app::App;
use crate::backup::files;
use crate::backup::seal::Seal;
use crate::clock::Clock;
use crate::config::{Config, without_password};
use crate::db::{Address, DbError, InUse, file};
use crate::store::database;

/// Where to, and for whom.
#[derive(Args)]
pub(super) struct BackupArgs {
    /// The file to make, or `-` for stdout.
    #[arg(required_unless_present = "note")]
    file: Option<PathBuf>,
    /// Encrypt for this recipient of age (`age1…`); may be said more than once.
    #[arg(long, value_name = "RECIPIENT", conflicts_with = "passphrase_file")]
    encrypt_to: Vec<String>,
    /// Encrypt with the passphrase on the first line of this file.
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// Replace the file when it is there.
    #[arg(long)]
    force: bool,
    /// Make nothing: note that a backup was kept in another way (`pg_dump`).
    #[arg(long, conflicts_with_all = ["file", "encrypt_to", "passphrase_file", "force"])]
    note: bool,
}

/// What was made.
#[derive(Serialize)]
struct Report {
    file: String,
    bytes: u64,
    taken_at: DateTime<Utc>,
    schema: Option<String>,
    rows: BTreeMap<&'static str, i64>,
    encrypted: bool,
}

pub(super) fn run(config: Config, arguments: &BackupArgs) -> anyhow::Result<Done> {
    let seal = Seal::of(&arguments.encrypt_to, arguments.passphrase_file.as_deref())?;
    // A newer program must not bring the database up to date before there is a backup of it.
    let (app, _) = App::open_existing(config, Clock::System)?;
    let Some(target) = &arguments.file else {
        let taken_at = begin(&app)?;
        keep(&app, taken_at)?;
        say(&serde_json::json!({"noted": taken_at}).to_string());
        return Ok(Done::Yes);
    };
    let Address::Sqlite(path) = app.db.address().clone() else {
        tell(&words_for_postgres(&app.config, target));
        return Ok(Done::No);
    };
    let to_stdout = target.as_os_str() == "-";
    if !to_stdout && !arguments.force {
        anyhow::ensure!(!target.exists(), "{} is there already; --force replaces it", target.display());
    }
    let copy = Copy::make(&app, Path::new(&path))?;
    let bytes = if to_stdout {
        seal.write(&mut File::open(&copy.path)?, std::io::stdout().lock())?;
        std::fs::metadata(&copy.path)?.len()
    } else {
        write(&seal, &copy.path, target, arguments.force)
            .with_context(|| format!("while writing {}", target.display()))?
    };
    let report = copy.report(target, bytes, &seal)?;
    keep(&app, copy.taken_at)?;
    let report = serde_json::to_string(&report)?;
    // The file itself is on stdout.
    if to_stdout {
        tell(&report);
    } else {
        say(&report);
    }
    Ok(Done::Yes)
}

/// Notes the moment in the database, so that the copy holds it too.
fn begin(app: &App) -> anyhow::Result<DateTime<Utc>> {
    let secret = app.signer.fingerprint();
    Ok(app.write_now(|tx| database::copy_begun(tx, &secret).map(|()| tx.now()).map_err(DbError::from))?)
}

fn keep(app: &App, taken_at: DateTime<Utc>) -> anyhow::Result<()> {
    Ok(app.write_now(|tx| database::backup_kept(tx, taken_at).map_err(DbError::from))?)
}

/// A copy beside the database, where the same people can read it; gone when this is dropped.
struct Copy {
    path: PathBuf,
    taken_at: DateTime<Utc>,
    _alone: InUse,
}

impl Copy {
    fn make(app: &App, database: &Path) -> anyhow::Result<Self> {
        let path = copying(database);
        let alone = InUse::alone(&path, "another backup is being made")?;
        let taken_at = begin(app)?;
        files::private(&path).with_context(|| format!("while making {}", path.display()))?;
        let copy = Self { path, taken_at, _alone: alone };
        file::copy(database, &copy.path).context("while copying the database")?;
        let faults = file::faults(&copy.path).context("while checking the copy")?;
        anyhow::ensure!(faults.is_empty(), "the copy is not sound, so the database is not: {}", faults.join("; "));
        Ok(copy)
    }

    fn report(&self, target: &Path, bytes: u64, seal: &Seal) -> anyhow::Result<Report> {
        Ok(Report {
            file: target.display().to_string(),
            bytes,
            taken_at: self.taken_at,
            schema: file::migrations(&self.path)?.pop(),
            rows: file::look(&self.path, database::counts)?.into_iter().collect(),
            encrypted: !matches!(seal, Seal::Open),
        })
    }
}

/// Where the copy lies while it is made.
fn copying(database: &Path) -> PathBuf {
    files::beside(database, ".copying")
}

/// Removes the copy that a backup left which was killed; one that is being made stays.
pub(super) fn clear_away(config: &Config) -> std::io::Result<()> {
    match Address::parse(&config.database_url) {
        Ok(Address::Sqlite(path)) => {
            let copy = copying(Path::new(&path));
            match copy.exists().then(|| InUse::alone(&copy, "another backup is being made")) {
                Some(Ok(_alone)) => files::remove(&copy),
                _ => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        if let Err(error) = files::remove(&self.path) {
            tell(&format!("{} holds a copy and could not be removed: {error}", self.path.display()));
        }
    }
}

/// Writes beside the name, and gives it the name when it is whole; gives its size.
fn write(seal: &Seal, copy: &Path, target: &Path, force: bool) -> anyhow::Result<u64> {
    let part = files::beside(target, ".part");
    let written = || -> anyhow::Result<u64> {
        let file = files::private(&part)?;
        seal.write(&mut File::open(copy)?, &file)?;
        file.sync_all()?;
        files::name(&part, target, force)?;
        Ok(std::fs::metadata(target)?.len())
    };
    let result = written();
    if result.is_err() {
        files::remove(&part)?;
    }
    result
}

/// The commands that PostgreSQL has for this itself.
fn words_for_postgres(config: &Config, target: &Path) -> String {
    format!(
        "PostgreSQL makes its backups itself. Run this, with the password in ~/.pgpass:\n\n  pg_dump --format=custom \
         --file={file} {url}\n  baanin backup --note\n\nand copy {ledger} too: it says who was erased. See docs/backup.md.",
        file = target.display(),
        url = without_password(&config.database_url),
        ledger = config.erasure_ledger.display(),
    )
}
