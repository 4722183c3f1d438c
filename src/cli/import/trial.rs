//! Reading a file as an import does and keeping nothing of it: what the fuzzers in `fuzz/` run.
//! Never a database.

use std::io::Cursor;

use super::lines::Lines;
use super::word_lists::{read_places, read_thesaurus};
use super::{Format, ImportReport, Layout, Records, Rejected};
use crate::domain::candidate_file::CandidateLine;
use crate::domain::civil_day::CivilDay;
use crate::domain::job_posting::JobPosting;
use crate::domain::placement_file::PlacementLine;

/// What a file is of, and how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Listings, an object a line.
    Listings,
    /// Listings, a row each.
    ListingsTable,
    /// Candidates, an object a line.
    Candidates,
    /// Candidates, a row each.
    CandidatesTable,
    /// Placements, an object a line.
    Placements,
    /// Placements, a row each.
    PlacementsTable,
    /// Occupations, a row each.
    Occupations,
    /// Words that mean the same, a line each.
    Thesaurus,
    /// Places, a row each.
    Places,
}

impl FileKind {
    /// All kinds.
    pub const ALL: [Self; 9] = [
        Self::Listings,
        Self::ListingsTable,
        Self::Candidates,
        Self::CandidatesTable,
        Self::Placements,
        Self::PlacementsTable,
        Self::Occupations,
        Self::Thesaurus,
        Self::Places,
    ];
}

/// Reads a file to its end. The day is a fixed one.
///
/// # Errors
/// When a table lacks a column that it needs.
pub fn read(kind: FileKind, file: &[u8]) -> anyhow::Result<ImportReport> {
    let today = CivilDay::from_date(chrono::NaiveDate::default());
    match kind {
        FileKind::Listings => records(file, Format::Jsonl, |line: JobPosting| line.into_posting("fuzz").map(drop)),
        FileKind::ListingsTable => records(file, Format::Csv, |line: JobPosting| line.into_posting("fuzz").map(drop)),
        FileKind::Candidates => {
            records(file, Format::Jsonl, |line: CandidateLine| line.into_record("fuzz", today).map(drop))
        }
        FileKind::CandidatesTable => {
            records(file, Format::Csv, |line: CandidateLine| line.into_record("fuzz", today).map(drop))
        }
        FileKind::Placements => records(file, Format::Jsonl, |line: PlacementLine| line.into_record(today).map(drop)),
        FileKind::PlacementsTable => {
            records(file, Format::Csv, |line: PlacementLine| line.into_record(today).map(drop))
        }
        FileKind::Occupations => thesaurus(file, Format::Csv),
        FileKind::Thesaurus => thesaurus(file, Format::Jsonl),
        FileKind::Places => {
            let mut report = ImportReport::default();
            report.imported = read_places(lines(file), &mut report)?.len() as u64;
            Ok(report)
        }
    }
}

fn thesaurus(file: &[u8], format: Format) -> anyhow::Result<ImportReport> {
    let mut report = ImportReport::default();
    report.imported = read_thesaurus(lines(file), format, &mut report)?.1 as u64;
    Ok(report)
}

fn lines(file: &[u8]) -> Lines {
    Lines::of(Box::new(Cursor::new(file.to_vec())))
}

fn records<L: Layout>(
    file: &[u8],
    format: Format,
    read: impl Fn(L) -> Result<(), String>,
) -> anyhow::Result<ImportReport> {
    let mut records = Records::<L>::open(Box::new(Cursor::new(file.to_vec())), format)?;
    let mut report = ImportReport::default();
    while let Some((line, record)) = records.next()? {
        match record.and_then(&read) {
            Ok(()) => report.imported += 1,
            Err(reason) => {
                report.rejected.push(Rejected { line, reason: records.in_words_of_the_file(reason) });
            }
        }
    }
    Ok(report)
}
