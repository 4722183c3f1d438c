//! A backup on its way to become the database: unpacked in a directory of its own beside it, checked, brought up to date.
//! Never read by the program that serves, and gone when this is dropped.

use std::path::{Path, PathBuf};

use anyhow::Context;
use chrono::{DateTime, Utc};

use super::tell;
use crate::app::App;
use crate::backup::{files, seal};
use crate::clock::Clock;
use crate::config::Config;
use crate::db::file;
use crate::store::database;

/// Where a backup is unpacked.
pub(super) fn directory(path: &Path) -> PathBuf {
    files::beside(path, ".restoring")
}

/// An unpacked backup.
pub(super) struct Staged {
    home: PathBuf,
    /// The migrations that it has had.
    migrations: Vec<String>,
    taken_at: Option<DateTime<Utc>>,
}

impl Staged {
    /// Unpacks a backup beside this database and checks that it is one.
    pub(super) fn open(path: &Path, backup: &Path, keys: (Option<&Path>, Option<&Path>)) -> anyhow::Result<Self> {
        let home = directory(path);
        files::private_directory(&home).with_context(|| format!("while making {}", home.display()))?;
        let mut staged = Self { home, migrations: Vec::new(), taken_at: None };
        let mut file = files::private(&staged.database())?;
        seal::open(backup, keys, &mut file)?;
        file.sync_all()?;
        drop(file);
        let faults = file::faults(&staged.database()).context("it is damaged, was cut off, or is no backup")?;
        anyhow::ensure!(faults.is_empty(), "it is damaged: {}", faults.join("; "));
        staged.migrations = file::migrations(&staged.database())?;
        // An older backup has no mark; then it is as old as what happened last in it is, once it is up to date.
        staged.taken_at = file::look(&staged.database(), database::origin).ok().and_then(|origin| origin.taken_at);
        Ok(staged)
    }

    /// Of when the backup is, when it says so.
    pub(super) fn taken_at(&self) -> Option<DateTime<Utc>> {
        self.taken_at
    }

    /// The newest migration that it has had.
    pub(super) fn schema(&self) -> Option<&str> {
        self.migrations.last().map(String::as_str)
    }

    /// How much it holds.
    pub(super) fn counts(&self) -> anyhow::Result<Vec<(&'static str, i64)>> {
        Ok(file::look(&self.database(), database::counts)?)
    }

    /// The program over the unpacked backup, with the migrations that it lacked.
    pub(super) fn bring_up_to_date(&self, config: &Config) -> anyhow::Result<(App, Vec<String>)> {
        let database_url = format!("sqlite://{}", self.database().display());
        let config = Config { database_url, search_dir: self.home.join("index"), ..config.clone() };
        let (app, _) = App::open(config, Clock::System).context("while bringing the backup up to date")?;
        let new = app.db.migrations()?.into_iter().filter(|version| !self.migrations.contains(version)).collect();
        Ok((app, new))
    }

    /// One file with all that is in it now and nothing that was deleted from it.
    pub(super) fn finish(&self, app: App) -> anyhow::Result<PathBuf> {
        drop(app);
        let finished = self.home.join("finished.sqlite3");
        files::private(&finished)?;
        file::copy(&self.database(), &finished).context("while writing the new database")?;
        let faults = file::faults(&finished)?;
        anyhow::ensure!(faults.is_empty(), "the new database is not sound: {}", faults.join("; "));
        std::fs::File::open(&finished)?.sync_all()?;
        Ok(finished)
    }

    fn database(&self) -> PathBuf {
        self.home.join("backup.sqlite3")
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if let Err(error) = files::remove_directory(&self.home) {
            tell(&format!("{} holds a copy and could not be removed: {error}", self.home.display()));
        }
    }
}
