//! Who uses a SQLite database: every program that opens it shares a lock on a file beside it, who replaces it takes the
//! lock alone. Never a lock that is left behind: the system lets go of it when a program ends, however it ends.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::DbError;

/// A held lock; it is let go of when this is dropped.
#[derive(Debug)]
pub struct InUse(#[expect(dead_code, reason = "the lock lives as long as the file is open")] File);

impl InUse {
    /// Together with others.
    ///
    /// # Errors
    /// [`DbError::InUse`] while somebody has it alone.
    pub fn shared(database: &Path) -> Result<Self, DbError> {
        let file = open(database)?;
        match file.try_lock_shared() {
            // A file system without locks cannot be asked; SQLite itself would refuse it first.
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => {
                Err(DbError::InUse("a backup is being put back; try again when that is done".to_owned()))
            }
            Err(TryLockError::Error(error)) => Err(failed(database, &error)),
        }
    }

    /// Alone.
    ///
    /// # Errors
    /// [`DbError::InUse`] with this sentence while anybody else has it.
    pub fn alone(database: &Path, busy: &str) -> Result<Self, DbError> {
        let file = open(database)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(DbError::InUse(busy.to_owned())),
            Err(TryLockError::Error(error)) => Err(failed(database, &error)),
        }
    }
}

/// The file beside; read only, since it may have been made by another user of the machine.
fn open(database: &Path) -> Result<File, DbError> {
    let mut name = database.as_os_str().to_owned();
    name.push(".lock");
    let path = PathBuf::from(name);
    let opened = match File::open(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            File::options().read(true).write(true).create(true).truncate(false).open(&path)
        }
        other => other,
    };
    opened.map_err(|error| failed(&path, &error))
}

fn failed(path: &Path, error: &io::Error) -> DbError {
    DbError::Pool(format!("while locking {}: {error}", path.display()))
}
