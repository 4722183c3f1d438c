//! The machine: memory and threads of this process, room on its disks, the mode of a file.
//! Never an error: what a machine does not tell is absent.

use std::path::Path;

use crate::domain::health::{Disk, Holds};

/// The memory of this process in bytes, and how many threads it has. Only Linux tells.
pub(super) fn memory_and_threads() -> (Option<u64>, Option<u64>) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let number = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    };
    (number("VmRSS:").map(|kilobytes| kilobytes * 1024), number("Threads:"))
}

/// The disk on which a directory lies.
#[cfg(unix)]
pub(super) fn disk(holds: Holds, directory: &Path) -> Option<Disk> {
    let told = rustix::fs::statvfs(directory).ok()?;
    Some(Disk { holds, free: told.f_bavail * told.f_frsize, size: told.f_blocks * told.f_frsize })
}

/// The disk on which a directory lies; not told here.
#[cfg(not(unix))]
pub(super) fn disk(_: Holds, _: &Path) -> Option<Disk> {
    None
}

/// Who may read and write a file, as in `chmod`.
#[cfg(unix)]
#[must_use]
pub(super) fn file_mode(path: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).ok().map(|data| data.permissions().mode() & 0o777)
}

/// Who may read and write a file; not told here.
#[cfg(not(unix))]
#[must_use]
pub(super) fn file_mode(_: &Path) -> Option<u32> {
    None
}
