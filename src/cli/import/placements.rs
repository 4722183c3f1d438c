//! `baanin import placements`: work that somebody started, as JSON Lines or rows of a table.
//! Never makes the candidate: the file of the candidates goes before it.

use serde_json::{Map, Value};

use super::table::Row;
use super::{FileArgs, ImportReport, Layout, take_in};
use crate::actions::placement::import;
use crate::app::App;
use crate::domain::placement_file::PlacementLine;

/// Imports the placements of a file.
///
/// # Errors
/// When the file cannot be read, a CSV file lacks a required column, or the database fails. Lines before that are kept.
pub fn placements(app: &App, args: &FileArgs) -> anyhow::Result<ImportReport> {
    let today = app.clock.today();
    take_in(
        app,
        args,
        |line: PlacementLine, _| line.into_record(today),
        |tx, record, source| Ok((import(tx, app.municipality.id, record, source)?, None)),
    )
}

impl Layout for PlacementLine {
    const NAME: &'static str = "plaatsing";

    const COLUMNS: &'static [(&'static str, &'static str)] = &[
        ("identifier", "identifier"),
        ("candidate", "candidate"),
        ("employer", "employer"),
        ("employer_kvk", "employer_kvk"),
        ("listing", "listing"),
        ("kind", "kind"),
        ("starts_on", "starts_on"),
        ("ends_on", "ends_on"),
        ("hours", "hours"),
        ("outflow", "outflow"),
        ("benefit_since", "benefit_since"),
        ("ended_on", "ended_on"),
        ("end_reason", "end_reason"),
    ];

    const REQUIRED: &'static [&'static str] = &["identifier", "candidate", "employer", "kind", "starts_on"];

    fn object(row: &Row) -> Value {
        row.cells().map(|(column, cell)| (column.to_owned(), Value::from(cell))).collect::<Map<_, _>>().into()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::cli::import::{Format, Records};
    use crate::domain::civil_day::CivilDay;
    use crate::domain::placement_file::PlacementRecord;

    fn read(text: &str, format: Format) -> Vec<Result<PlacementRecord, String>> {
        let mut records = Records::<PlacementLine>::open(Box::new(Cursor::new(text.to_owned())), format).unwrap();
        let today = CivilDay::parse("2026-11-22").unwrap();
        let mut all = Vec::new();
        while let Some((_, record)) = records.next().unwrap() {
            all.push(record.and_then(|record| record.into_record(today)));
        }
        all
    }

    #[test]
    fn a_row_says_the_same_as_a_line() {
        let rows = read(
            "identifier,candidate,employer,kind,starts_on,ends_on,hours,outflow,ended_on,end_reason\n\
            p-1,c-1,\"De Kam, Ommen\",werkstage,2026-03-02,,16,none,2026-08-01,hired\np-2,c-1,De Kam,stage,2026-03-02\n",
            Format::Csv,
        );
        let lines = read(
            r#"{"identifier":"p-1","candidate":"c-1","employer":"De Kam, Ommen","kind":"werkstage","starts_on":"2026-03-02","hours":16,"ended_on":"2026-08-01","end_reason":"hired"}"#,
            Format::Jsonl,
        );
        assert_eq!(rows[0], lines[0]);
        assert!(rows[0].is_ok(), "{rows:?}");
        assert!(rows[1].as_ref().unwrap_err().starts_with("kind: "), "{rows:?}");
    }

    #[test]
    fn a_csv_file_without_a_required_column_is_refused() {
        let file = Cursor::new("identifier,candidate,employer,kind\n");
        assert!(Records::<PlacementLine>::open(Box::new(file), Format::Csv).is_err());
    }
}
