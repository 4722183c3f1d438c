//! What a restore says: what it found, what it did, and what is gone.
//! Never who: counts, times and files.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::staged::Staged;
use super::{Before, Settled};
use crate::domain::civil_day::instant_in_words;

/// How many rows of a noun there were, and are.
#[derive(Serialize)]
pub(super) struct Rows {
    before: Option<i64>,
    after: i64,
}

/// Whether links that were mailed before still work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Secret {
    /// The backup was made beside this secret.
    Same,
    /// It was made beside another one.
    Other,
    /// There was no secret; a new one was made.
    New,
    /// The backup does not say.
    Unknown,
}

impl Secret {
    pub(super) fn of(noted: Option<&str>, now: &str, was_there: bool) -> Self {
        match noted {
            _ if !was_there => Self::New,
            None => Self::Unknown,
            Some(noted) if noted == now => Self::Same,
            Some(_) => Self::Other,
        }
    }
}

/// The index after it.
#[derive(Serialize)]
pub(super) struct IndexState {
    pub(super) documents: usize,
    pub(super) equal: bool,
}

/// What changed.
#[derive(Serialize)]
pub(super) struct Report {
    restored: bool,
    file: String,
    database: String,
    kept: Option<String>,
    taken_at: Option<DateTime<Utc>>,
    migrations: Vec<String>,
    rows: BTreeMap<&'static str, Rows>,
    erased_again: usize,
    /// Introductions that waited: not sent, and asked again of the candidate, unless they ended for another reason.
    introductions_stopped: usize,
    mails_held: usize,
    sessions_ended: usize,
    login_links_ended: usize,
    /// What was done since the backup and is not done any more, as far as the old database could tell.
    lost: Option<BTreeMap<String, i64>>,
    secret: Secret,
    /// Whether anything told who was erased since: the ledger, or the old database.
    erasures_known: bool,
    pub(super) index: Option<IndexState>,
}

impl Report {
    pub(super) fn new(
        settled: &Settled,
        (backup, database): (&Path, &Path),
        kept: Option<&Path>,
        migrations: Vec<String>,
        before: &Before,
    ) -> Self {
        let stopped = settled.stopped;
        Self {
            restored: true,
            file: backup.display().to_string(),
            database: database.display().to_string(),
            kept: kept.map(|path| path.display().to_string()),
            taken_at: settled.origin.taken_at,
            migrations,
            rows: rows(before.counts.as_deref(), &settled.counts),
            erased_again: settled.erased_again,
            introductions_stopped: settled.asked_again,
            mails_held: stopped.mails,
            sessions_ended: stopped.sessions,
            login_links_ended: stopped.login_links,
            lost: before.lost.clone().map(|deeds| deeds.into_iter().collect()),
            secret: settled.secret,
            erasures_known: settled.ledger || before.counts.is_some(),
            index: None,
        }
    }

    /// The same for people.
    pub(super) fn sentences(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        if let Some(at) = self.taken_at {
            sentences.push(format!(
                "What people did after {} is gone: answers, agreements that were given or taken back, accounts that were \
                 blocked. Ask them again.",
                instant_in_words(at)
            ));
        }
        if self.introductions_stopped > 0 {
            sentences.push(format!(
                "{} introductions that waited do not go out: the candidates are asked again, by mails that are held.",
                self.introductions_stopped
            ));
        }
        if self.mails_held > 0 {
            sentences.push(format!(
                "{} mails are held: some may have gone out before. Decide at /beheer/mail, or with `baanin mail release`.",
                self.mails_held
            ));
        }
        if !self.erasures_known {
            sentences.push(
                "There is no ledger of erasures (BAANIN_ERASURE_LEDGER): who was erased after the backup may be back. Put \
                 the newest ledger in its place before the program starts; it then erases them again."
                    .to_owned(),
            );
        }
        sentences.push("Everybody logs in again.".to_owned());
        match self.secret {
            Secret::Same => {}
            Secret::Unknown => sentences.push("The backup does not say which secret its links were made with.".to_owned()),
            Secret::New | Secret::Other => sentences.push(
                "This is another secret than the one the backup was made beside: links in mails from before do not work. \
                 Put the old file in the place of BAANIN_SECRET_FILE, if you have it, before the program starts."
                    .to_owned(),
            ),
        }
        if let Some(kept) = &self.kept {
            sentences.push(format!("The old database is kept: {kept}. Remove it when nothing is missing."));
        }
        sentences
    }
}

/// What a look at a backup says.
#[derive(Serialize)]
pub(super) struct Look {
    restored: bool,
    file: String,
    taken_at: Option<DateTime<Utc>>,
    schema: Option<String>,
    rows: BTreeMap<&'static str, Rows>,
}

/// What would be put back.
pub(super) fn look(backup: &Path, staged: &Staged, before: Option<Vec<(&'static str, i64)>>) -> anyhow::Result<Look> {
    Ok(Look {
        restored: false,
        file: backup.display().to_string(),
        taken_at: staged.taken_at(),
        schema: staged.schema().map(str::to_owned),
        rows: rows(before.as_deref(), &staged.counts()?),
    })
}

fn rows(before: Option<&[(&'static str, i64)]>, after: &[(&'static str, i64)]) -> BTreeMap<&'static str, Rows> {
    let was = |noun: &str| before.and_then(|rows| rows.iter().find(|(each, _)| *each == noun)).map(|(_, count)| *count);
    after.iter().map(|(noun, count)| (*noun, Rows { before: was(noun), after: *count })).collect()
}
