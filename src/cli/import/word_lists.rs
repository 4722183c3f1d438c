//! `baanin import places`: lists from elsewhere, whole, in the place of what the source brought before.
//! Never half a list: bad lines are named and left out, and a file of which nothing can be used changes nothing.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use anyhow::Context;

use super::lines::Lines;
use super::table::{Row, Table};
use super::{FileArgs, ImportReport, Rejected};
use crate::actions::word_list::bring_in;
use crate::app::App;
use crate::domain::place::{Point, TableMaker};
use crate::domain::text;
use crate::domain::word_list::{WordList, WordListKind};

/// The columns of a table of places, each with the names under which they are known.
const PLACE: [&str; 4] = ["place", "woonplaats", "plaats", "name"];
const MUNICIPALITY: [&str; 4] = ["municipality", "gemeente_2026_recode", "gemeente", "gemeentenaam"];
const POSTCODE: [&str; 4] = ["postcode", "pc4", "postal_code", "postcodes"];
const ALIAS: [&str; 3] = ["alias", "alt_spelling", "aliases"];
const LATITUDE: [&str; 3] = ["latitude", "lat", "breedtegraad"];
const LONGITUDE: [&str; 3] = ["longitude", "lon", "lengtegraad"];
/// Brings in places: a row for each place or postcode, with its municipality and its point.
///
/// # Errors
/// When the file cannot be read or the database fails; then nothing has changed.
pub fn places(app: &App, args: &FileArgs) -> anyhow::Result<ImportReport> {
    let mut report = ImportReport::default();
    let maker = gathered(open(&args.file)?, &mut report)?;
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
    let list = WordList { kind, source, content, entries: u32::try_from(entries)? };
    let is_new = app.write_now(|tx| bring_in(tx, app.municipality.id, &list)).context("while keeping the list")?;
    let count = u64::from(list.entries);
    if is_new {
        report.imported = count
    } else {
        report.updated = count
    }
    Ok(report)
}

fn gathered(mut lines: Lines, report: &mut ImportReport) -> anyhow::Result<TableMaker> {
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
