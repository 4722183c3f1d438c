//! `baanin import thesaurus` and `baanin import places`: lists from elsewhere, whole, in the place of what the source brought before.
//! Never half a list: bad lines are named and left out, and a file of which nothing can be used changes nothing.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use anyhow::Context;

use super::lines::Lines;
use super::table::{Row, Table};
use super::{FileArgs, Format, ImportReport, Rejected};
use crate::actions::word_list::bring_in;
use crate::app::App;
use crate::domain::place::{Point, TableMaker};
use crate::domain::text;
use crate::domain::word_list::{WordList, WordListKind};
use crate::search::Thesaurus;

/// The columns of a table of occupations, each with the names under which they are known.
const NAME: [&str; 3] = ["preferred_label", "preferredlabel", "name"];
const OTHER_NAMES: [&str; 4] = ["alt_labels", "altlabels", "other_names", "uwv_labels"];
const PLACE: [&str; 4] = ["place", "woonplaats", "plaats", "name"];
const MUNICIPALITY: [&str; 4] = ["municipality", "gemeente_2026_recode", "gemeente", "gemeentenaam"];
const POSTCODE: [&str; 4] = ["postcode", "pc4", "postal_code", "postcodes"];
const ALIAS: [&str; 3] = ["alias", "alt_spelling", "aliases"];
const LATITUDE: [&str; 3] = ["latitude", "lat", "breedtegraad"];
const LONGITUDE: [&str; 3] = ["longitude", "lon", "lengtegraad"];
/// The most words that are one line of a thesaurus; a longer list of names becomes more lines under the same first name.
const MOST_ON_A_LINE: usize = 25;
/// The largest list, in bytes: every node keeps it in memory.
const LARGEST: usize = 5_000_000;
/// The most words of a name.
const LONGEST_NAME: usize = 4;

/// Brings in words that mean the same: a table of occupations (ESCO's), or lines as in `search_index/synonyms.nl.txt`.
///
/// # Errors
/// When the file cannot be read or the database fails; then nothing has changed.
pub fn thesaurus(app: &App, args: &FileArgs) -> anyhow::Result<ImportReport> {
    let mut report = ImportReport::default();
    let format = args.format.unwrap_or_else(|| Format::of(&args.file));
    let (content, entries) = read_thesaurus(open(&args.file)?, format, &mut report)?;
    keep(app, args, (WordListKind::Thesaurus, content, entries), report)
}

/// Brings in places: a row for each place or postcode, with its municipality and its point.
///
/// # Errors
/// As [`thesaurus`].
pub fn places(app: &App, args: &FileArgs) -> anyhow::Result<ImportReport> {
    let mut report = ImportReport::default();
    let maker = read_places(open(&args.file)?, &mut report)?;
    let entries = maker.len();
    keep(app, args, (WordListKind::Places, maker.into_table(), entries), report)
}

/// The table of a file; `None` when it is empty, which takes a list away.
fn table_of(lines: &mut Lines) -> anyhow::Result<Option<Table>> {
    match lines.next()? {
        None => Ok(None),
        Some(first) => {
            lines.again(vec![first]);
            Table::under(lines, &[], &[]).map(Some)
        }
    }
}

fn open(file: &Path) -> anyhow::Result<Lines> {
    let input: Box<dyn BufRead> = if file == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(file).with_context(|| format!("while reading {}", file.display()))?))
    };
    Ok(Lines::of(input))
}

/// An empty file takes the list away; one of which every line is wrong is a mistake.
fn keep(
    app: &App,
    args: &FileArgs,
    (kind, content, entries): (WordListKind, String, usize),
    mut report: ImportReport,
) -> anyhow::Result<ImportReport> {
    let source = text::line(&args.source, "--source", 80).map_err(anyhow::Error::msg)?;
    if entries == 0 && !report.rejected.is_empty() {
        return Ok(report);
    }
    anyhow::ensure!(content.len() <= LARGEST, "the list is larger than {} MB", LARGEST / 1_000_000);
    let list = WordList { kind, source, content, entries: u32::try_from(entries)? };
    let is_new = app.write_now(|tx| bring_in(tx, app.municipality.id, &list)).context("while keeping the list")?;
    let count = u64::from(list.entries);
    *(if is_new { &mut report.imported } else { &mut report.updated }) = count;
    Ok(report)
}

/// A thesaurus in the form of the shipped one, and how many lines it has.
pub(super) fn read_thesaurus(
    lines: Lines,
    format: Format,
    report: &mut ImportReport,
) -> anyhow::Result<(String, usize)> {
    let numbered = match format {
        Format::Csv => occupations(lines, report)?,
        Format::Jsonl => own_lines(lines, report)?,
    };
    let read = checked(numbered, report);
    report.rejected.sort_by_key(|rejected| rejected.line);
    Ok(read)
}

/// Lines with their numbers in the file.
type Numbered = Vec<(u64, String)>;

fn own_lines(mut lines: Lines, report: &mut ImportReport) -> anyhow::Result<Numbered> {
    let mut found = Vec::new();
    while let Some((line, text)) = lines.next()? {
        match text {
            Ok(text) if text.trim().is_empty() || text.trim_start().starts_with('#') => {}
            Ok(text) => found.push((line, text)),
            Err(reason) => report.rejected.push(Rejected { line, reason }),
        }
    }
    Ok(found)
}

/// The rows of a table of occupations as lines of a thesaurus.
fn occupations(mut lines: Lines, report: &mut ImportReport) -> anyhow::Result<Numbered> {
    let mut found = Vec::new();
    let Some(table) = table_of(&mut lines)? else { return Ok(found) };
    each_row(&mut lines, &table, report, |line, row| {
        let name = first_of(row, &NAME).ok_or("In deze regel staat geen beroep (kolom preferred_label).")?;
        let others = OTHER_NAMES.iter().filter_map(|column| row.cell(column));
        let mut names: Vec<&str> = Vec::new();
        for label in others.flat_map(|cell| cell.split(['|', '\n'])).map(str::trim) {
            if is_name(label) && label != name && !names.contains(&label) {
                names.push(label);
            }
        }
        if !is_name(name) || names.is_empty() {
            return Ok(());
        }
        for part in names.chunks(MOST_ON_A_LINE - 1) {
            found.push((line, format!("{name}, {}", part.join(", "))));
        }
        Ok(())
    })?;
    Ok(found)
}

/// Whether somebody would type it: a name of many words, or with marks of the form in it, only describes.
fn is_name(label: &str) -> bool {
    (1..=LONGEST_NAME).contains(&label.split_whitespace().count()) && !label.contains([',', '=', '#'])
}

/// The lines that a thesaurus can read, as one text; the others are named.
fn checked(lines: Numbered, report: &mut ImportReport) -> (String, usize) {
    let (mut content, mut entries) = (String::new(), 0);
    for (line, text) in lines {
        match Thesaurus::read(&text) {
            Ok(_) => {
                // Writing to a String cannot fail.
                let _ = writeln!(content, "{}", text.trim());
                entries += 1;
            }
            Err(wrong) => {
                let reasons = wrong.into_iter().map(|(_, reason)| reason);
                report.rejected.extend(reasons.map(|reason| Rejected { line, reason }));
            }
        }
    }
    (content, entries)
}

pub(super) fn read_places(mut lines: Lines, report: &mut ImportReport) -> anyhow::Result<TableMaker> {
    let mut maker = TableMaker::default();
    let Some(table) = table_of(&mut lines)? else { return Ok(maker) };
    each_row(&mut lines, &table, report, |_, row| {
        let name = first_of(row, &PLACE).ok_or("In deze regel staat geen plaats (kolom place).")?;
        let municipality = first_of(row, &MUNICIPALITY).unwrap_or(name);
        let degrees = |names: &[&str], column: &str| {
            let cell = first_of(row, names).map(|cell| cell.replace(',', "."));
            cell.and_then(|cell| cell.parse::<f64>().ok()).ok_or(format!("{column}: dit is geen getal in graden."))
        };
        let at = Point { lat: degrees(&LATITUDE, "latitude")?, lon: degrees(&LONGITUDE, "longitude")? };
        maker.add(name, municipality, at, (first_of(row, &POSTCODE), first_of(row, &ALIAS)))
    })?;
    Ok(maker)
}

fn first_of<'a>(row: &'a Row, names: &[&str]) -> Option<&'a str> {
    names.iter().find_map(|name| row.cell(name))
}

fn each_row(
    lines: &mut Lines,
    table: &Table,
    report: &mut ImportReport,
    mut take: impl FnMut(u64, &Row) -> Result<(), String>,
) -> anyhow::Result<()> {
    while let Some((line, text)) = lines.next()? {
        let row = match text {
            Ok(text) if text.trim().is_empty() => continue,
            Ok(text) => table.row(text, lines)?,
            Err(reason) => Err(reason),
        };
        if let Err(reason) = row.and_then(|row| take(line, &row)) {
            report.rejected.push(Rejected { line, reason });
        }
    }
    Ok(())
}
