//! Any bytes as any file that `baanin import` takes: read to the end, every line either taken or named with a reason.
//! The first byte chooses the kind of file, so that one corpus serves all.
#![no_main]

use baanin::cli::import::trial::{FileKind, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, file)) = bytes.split_first() else { return };
    let kind = FileKind::ALL[usize::from(*first) % FileKind::ALL.len()];
    let lines = file.split(|byte| *byte == b'\n').count() as u64;
    // A table without the columns that it needs is refused as a whole.
    let Ok(report) = read(kind, file) else { return };
    assert!(report.rejected.iter().all(|line| (1..=lines).contains(&line.line) && !line.reason.is_empty()));
    assert!(report.rejected.is_sorted_by_key(|line| line.line));
});
