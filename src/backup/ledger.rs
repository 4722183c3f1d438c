//! The ledger of erasures: one line of JSON for each, in a file that outlives the database.
//! Never shortened: a backup may be of any age, and a line tells nothing about anybody.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::files;
use crate::domain::erasure::Erasure;

/// The file.
#[derive(Debug, Clone)]
pub struct Ledger(PathBuf);

impl Ledger {
    /// The ledger in this file; it need not be there.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Every erasure in it. A line that was cut off is not one, nor is one of a newer version of the program.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn read(&self) -> io::Result<Vec<Erasure>> {
        match std::fs::read(&self.0) {
            Ok(bytes) => Ok(lines(&bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    /// Those of these erasures that it does not hold.
    ///
    /// # Errors
    /// As [`Ledger::read`].
    pub fn lacks(&self, done: &[Erasure]) -> io::Result<Vec<Erasure>> {
        Ok(missing(&self.read()?, done))
    }

    /// Adds those that it does not hold yet; gives how many. They are on the disk when this returns.
    ///
    /// # Errors
    /// The system's; what was written of the last line is taken away the next time.
    pub fn add(&self, done: &[Erasure]) -> io::Result<usize> {
        if self.lacks(done)?.is_empty() {
            return Ok(0);
        }
        let mut file = self.open()?;
        // One program at a time; let go of when the file is closed.
        file.lock()?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        file.set_len(u64::try_from(whole).map_err(io::Error::other)?)?;
        file.seek(SeekFrom::End(0))?;
        let new = missing(&lines(&bytes[..whole]), done);
        for erasure in &new {
            let mut line = serde_json::to_vec(erasure).map_err(io::Error::other)?;
            line.push(b'\n');
            file.write_all(&line)?;
        }
        file.sync_all()?;
        files::sync_directory_of(&self.0)?;
        Ok(new.len())
    }

    fn open(&self) -> io::Result<File> {
        if let Some(parent) = self.0.parent() {
            std::fs::create_dir_all(parent)?;
        }
        let mut options = File::options();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&self.0)
    }
}

fn lines(bytes: &[u8]) -> Vec<Erasure> {
    let whole = bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n"));
    whole.filter_map(|line| serde_json::from_slice(line).ok()).collect()
}

fn missing(there: &[Erasure], done: &[Erasure]) -> Vec<Erasure> {
    let mut known: HashSet<_> = there.iter().map(Erasure::what).collect();
    done.iter().filter(|erasure| known.insert(erasure.what())).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audit::Deed;
    use uuid::Uuid;

    fn erasure(number: u128) -> Erasure {
        let at = "2026-11-24T09:00:00Z".parse().unwrap();
        Erasure { deed: Deed::CandidateErased, subject: Uuid::from_u128(number), at }
    }

    fn fresh(name: &str) -> Ledger {
        let path = std::env::temp_dir().join(format!("baanin-ledger-{}-{name}.jsonl", std::process::id()));
        files::remove(&path).unwrap();
        Ledger(path)
    }

    #[test]
    fn each_erasure_once_in_order() {
        let ledger = fresh("once");
        assert_eq!(ledger.read().unwrap(), []);
        assert_eq!(ledger.add(&[erasure(1), erasure(2), erasure(1)]).unwrap(), 2);
        assert_eq!(ledger.add(&[erasure(1), erasure(2)]).unwrap(), 0);
        assert_eq!(ledger.add(&[erasure(3), erasure(2)]).unwrap(), 1);
        assert_eq!(ledger.read().unwrap(), [erasure(1), erasure(2), erasure(3)]);
        std::fs::remove_file(ledger.0).unwrap();
    }

    #[test]
    fn a_line_that_was_cut_off_is_written_again() {
        let ledger = fresh("cut");
        ledger.add(&[erasure(1), erasure(2)]).unwrap();
        let whole = std::fs::read(&ledger.0).unwrap();
        for length in 0..whole.len() {
            std::fs::write(&ledger.0, &whole[..length]).unwrap();
            ledger.add(&[erasure(1), erasure(2)]).unwrap();
            assert_eq!(std::fs::read(&ledger.0).unwrap(), whole, "cut off after {length}");
        }
        std::fs::remove_file(ledger.0).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_reads_it() {
        use std::os::unix::fs::PermissionsExt;
        let ledger = fresh("mode");
        ledger.add(&[erasure(1)]).unwrap();
        assert_eq!(std::fs::metadata(&ledger.0).unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::remove_file(ledger.0).unwrap();
    }
}
