//! Generations: complete indexes, one beside another in a directory, of which the file CURRENT names the one in use.
//! It never changes a generation that is in use into another: a rebuild is a new one, and switching is one rename.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tantivy::directory::{Directory as _, INDEX_WRITER_LOCK, MmapDirectory};
use tantivy::{IndexReader, ReloadPolicy};

use crate::domain::search::Position;
use crate::search::analyzer::Analyzer;
use crate::search::schema::{Columns, schema};
use crate::search::{SearchError, fingerprint};

const CURRENT: &str = "CURRENT";
const PREFIX: &str = "gen-";
/// A file that the engine makes in every directory that it writes in: what lacks it is not ours to remove.
const MARK: &str = ".tantivy-writer.lock";

/// The directory of the generations.
#[derive(Debug)]
pub struct Home(PathBuf);

/// The directory of a generation in the making. Given up, for example because the disk is full, it is removed: what
/// fails is tried again soon, and what it leaves must not fill the disk.
#[derive(Debug)]
pub struct Unfinished {
    path: PathBuf,
    /// `None` when it is in use.
    name: Option<String>,
}

impl Unfinished {
    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if self.name.is_some()
            && let Err(error) = fs::remove_dir_all(&self.path)
        {
            tracing::warn!(%error, "an unfinished search index could not be removed");
        }
    }
}

/// What the file CURRENT says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Current {
    pub name: String,
    pub fingerprint: String,
}

impl Home {
    /// Makes the directory if it is not there.
    pub fn at(path: &Path) -> Result<Self, SearchError> {
        fs::create_dir_all(path).map_err(|source| unusable(path, source))?;
        Ok(Self(path.to_owned()))
    }

    /// The generation in use. `None`: there is none. `Some(Err)`: the file is no such file.
    pub fn current(&self) -> Result<Option<Result<Current, String>>, SearchError> {
        let path = self.0.join(CURRENT);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(read_current(&bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unusable(&path, error)),
        }
    }

    /// Where a generation lies.
    pub fn path_of(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Whether a generation is still there.
    pub fn has(&self, name: &str) -> bool {
        self.path_of(name).join("meta.json").is_file()
    }

    /// An empty directory with a number that was not used before.
    pub fn create(&self) -> Result<Unfinished, SearchError> {
        Self::at(&self.0)?;
        let mut number = self.names()?.iter().filter_map(|name| number_of(name)).max().unwrap_or(0);
        loop {
            number += 1;
            let name = format!("{PREFIX}{number}");
            match fs::create_dir(self.path_of(&name)) {
                Ok(()) => return Ok(Unfinished { path: self.path_of(&name), name: Some(name) }),
                // Another process was faster.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(unusable(&self.path_of(&name), error)),
            }
        }
    }

    /// Makes this generation the one in use, for every process, also after a power cut.
    pub fn switch_to(&self, mut place: Unfinished) -> Result<String, SearchError> {
        let path = self.0.join(CURRENT);
        let name = place.name.clone().unwrap_or_default();
        // A name of its own: two processes may switch at once.
        let fresh = self.0.join(format!("{CURRENT}.{name}"));
        let mut written = || {
            let mut file = File::create(&fresh)?;
            writeln!(file, "{name}\n{}", fingerprint())?;
            file.sync_all()?;
            fs::rename(&fresh, &path)?;
            place.name = None;
            File::open(&self.0)?.sync_all()
        };
        let switched = written();
        if switched.is_err() {
            // Not there when it was renamed already.
            drop(fs::remove_file(&fresh));
        }
        switched.map_err(|source| unusable(&path, source))?;
        Ok(name)
    }

    /// Removes the generations that are neither in use nor being written. What cannot be removed stays until next time.
    pub fn remove_unused(&self) -> Result<(), SearchError> {
        for name in self.names()?.iter().filter(|name| number_of(name).is_some()) {
            let path = self.path_of(name);
            if !path.join(MARK).is_file() || is_written(&path) {
                continue;
            }
            // Asked after the lock: who builds lets go of it only after switching, so the newest switch is seen here.
            if !matches!(self.current()?, Some(Ok(current)) if current.name != *name) {
                continue;
            }
            if let Err(error) = fs::remove_dir_all(&path) {
                tracing::warn!(generation = name, %error, "an old search index could not be removed");
            }
        }
        Ok(())
    }

    fn names(&self) -> Result<Vec<String>, SearchError> {
        let listed = || -> io::Result<Vec<String>> {
            fs::read_dir(&self.0)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
        };
        listed().map_err(|source| unusable(&self.0, source))
    }
}

fn unusable(path: &Path, source: io::Error) -> SearchError {
    SearchError::Directory { path: path.to_owned(), source }
}

/// Whether a process holds the lock of the writer.
fn is_written(path: &Path) -> bool {
    MmapDirectory::open(path).is_ok_and(|directory| directory.acquire_lock(&INDEX_WRITER_LOCK).is_err())
}

/// Two lines: the name and the fingerprint. The name is a number with a prefix, so that it cannot lead elsewhere.
fn read_current(bytes: &[u8]) -> Result<Current, String> {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines().map(str::trim);
    let name = lines.next().unwrap_or_default().to_owned();
    let fingerprint = lines.next().unwrap_or_default().to_owned();
    match number_of(&name) {
        Some(_) => Ok(Current { name, fingerprint }),
        None => Err("the file CURRENT names no generation".to_owned()),
    }
}

fn number_of(name: &str) -> Option<u64> {
    name.strip_prefix(PREFIX)?.parse().ok()
}

/// An index that can be asked. Cheap to clone.
#[derive(Clone)]
pub struct Generation {
    pub index: tantivy::Index,
    pub reader: IndexReader,
    pub fields: Columns,
}

impl Generation {
    /// An empty one in memory.
    pub fn in_memory(analyzer: &Analyzer) -> Result<Self, SearchError> {
        Self::around(tantivy::Index::create_in_ram(schema().0), analyzer)
    }

    /// An empty one on disk.
    pub fn create(path: &Path, analyzer: &Analyzer) -> Result<Self, SearchError> {
        Self::around(tantivy::Index::create_in_dir(path, schema().0)?, analyzer)
    }

    /// One that was built before. The error says what is wrong with it; its files have been read to the end.
    pub fn open(path: &Path, analyzer: &Analyzer) -> Result<Self, String> {
        let opened = || -> tantivy::Result<Result<Self, String>> {
            let index = tantivy::Index::open_in_dir(path)?;
            if index.schema() != schema().0 {
                return Ok(Err("another schema".to_owned()));
            }
            for file in index.load_metas()?.list_segment_files() {
                // Most segments have no file of deletions; one that is missing shows when the reader opens.
                let may_lack = file.extension().is_some_and(|ending| ending == "del");
                if may_lack && !path.join(&file).exists() {
                    continue;
                }
                if !index.directory().validate_checksum(&file)? {
                    return Ok(Err(format!("{} is damaged", file.display())));
                }
            }
            Ok(Self::around(index, analyzer).map_err(|error| error.to_string()))
        };
        let generation = opened().map_err(|error| error.to_string())??;
        generation.position().ok_or("it was never finished")?;
        Ok(generation)
    }

    fn around(index: tantivy::Index, analyzer: &Analyzer) -> Result<Self, SearchError> {
        analyzer.register(index.tokenizers());
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { index, reader, fields: schema().1 })
    }

    /// The position that was committed last; `None` when nothing was.
    pub fn position(&self) -> Option<Position> {
        let payload = self.index.load_metas().ok()?.payload?;
        serde_json::from_str(&payload).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_generation_is_current() {
        assert_eq!(
            read_current(b"gen-12\nabc\n"),
            Ok(Current { name: "gen-12".to_owned(), fingerprint: "abc".to_owned() })
        );
        for wrong in [&b""[..], b"gen-", b"gen-1/../..", b"/etc", b"../gen-1", b"\xff\xfe", b"gen-1x\n"] {
            assert!(read_current(wrong).is_err(), "{wrong:?}");
        }
    }
}
