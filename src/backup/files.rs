//! Files that hold everything about everybody: readable by their owner only, complete or not there.
//! Never a half file under its own name.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// The path with something after its name.
#[must_use]
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// An empty file that only its owner can read; what was there is gone.
///
/// # Errors
/// The system's.
pub fn private(path: &Path) -> io::Result<File> {
    remove(path)?;
    let mut options = File::options();
    options.write(true).read(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// An empty directory that only its owner can look into; what was there is gone.
///
/// # Errors
/// The system's.
pub fn private_directory(path: &Path) -> io::Result<()> {
    remove_directory(path)?;
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Gives a finished file its name; only `over` replaces one that has it already. Holds after a power cut.
///
/// # Errors
/// The system's; `AlreadyExists` when there is one.
pub fn name(finished: &Path, name: &Path, over: bool) -> io::Result<()> {
    if !over && name.exists() {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, "it is there already"));
    }
    fs::rename(finished, name)?;
    sync_directory_of(name)
}

/// Makes what was renamed in a directory hold.
///
/// # Errors
/// The system's.
pub fn sync_directory_of(path: &Path) -> io::Result<()> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    File::open(parent)?.sync_all()
}

/// Removes a file that may not be there.
///
/// # Errors
/// The system's.
pub fn remove(path: &Path) -> io::Result<()> {
    ignore_missing(fs::remove_file(path))
}

/// Removes a directory that may not be there.
///
/// # Errors
/// The system's.
pub fn remove_directory(path: &Path) -> io::Result<()> {
    ignore_missing(fs::remove_dir_all(path))
}

fn ignore_missing(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
