//! `baanin import candidates`: profiles as JSON Lines, or rows of a table.
//! Never a list in two cells: what belongs together stands in one, divided by `|`.
//!
//! A column a key of the line; `wish_sectors` and `wish_text` for the wishes, `fact_…` for a fact, `CODE` or `CODE:2030-01-01` for a
//! certificate, `title;years` for an experience, and `geen` for certificates or licences of which none are known.

use serde_json::{Map, Value, json};

use super::table::Row;
use super::{FileArgs, ImportReport, Layout, take_in};
use crate::actions::candidate::import;
use crate::app::App;
use crate::domain::candidate_file::CandidateLine;

/// Imports the candidates of a file.
///
/// # Errors
/// When the file cannot be read, a CSV file lacks a required column, or the database fails. Lines before that are kept.
pub fn candidates(app: &App, args: &FileArgs) -> anyhow::Result<ImportReport> {
    let today = app.clock.today();
    take_in(
        app,
        args,
        |line: CandidateLine, source| line.into_record(source, today),
        |tx, record, _| import(tx, record, app.municipality.id),
    )
}

impl Layout for CandidateLine {
    const NAME: &'static str = "kandidaat";

    const COLUMNS: &'static [(&'static str, &'static str)] = &[
        ("identifier", "identifier"),
        ("name", "name"),
        ("email", "email"),
        ("phone", "phone"),
        ("municipality", "municipality"),
        ("postal_code", "postal_code"),
        ("place", "place"),
        ("max_distance_km", "max_distance_km"),
        ("transport", "transport"),
        ("hours_min", "hours_min"),
        ("hours_max", "hours_max"),
        ("days", "days"),
        ("available_from", "available_from"),
        ("occupations", "occupations"),
        ("experience", "experience"),
        ("skills", "skills"),
        ("education_level", "education_level"),
        ("certificates", "certificates"),
        ("driving_licences", "driving_licences"),
        ("dutch", "dutch"),
        ("languages", "languages"),
        ("begeleider", "begeleider"),
        ("wish_sectors", "wishes.sectors"),
        ("wish_text", "wishes.text"),
        ("limits", "limits"),
        ("birth_date", "birth_date"),
        ("kinds", "kinds"),
    ];

    const PREFIXES: &'static [(&'static str, &'static str)] = &[("fact_", "facts.")];

    const REQUIRED: &'static [&'static str] = &["identifier", "name"];

    fn object(row: &Row) -> Value {
        let (mut line, mut wishes, mut facts) = (Map::new(), Map::new(), Map::new());
        for (column, cell) in row.cells() {
            let (object, key, value) = match column {
                "wish_sectors" => (&mut wishes, "sectors", items(cell).collect()),
                "wish_text" => (&mut wishes, "text", cell.into()),
                "transport" | "days" | "occupations" | "experience" | "skills" | "driving_licences" | "languages"
                | "limits" | "kinds" => (&mut line, column, items(cell).collect()),
                "certificates" => (&mut line, column, items(cell).map(certificate).collect()),
                _ => match column.strip_prefix("fact_") {
                    Some(fact) => (&mut facts, fact, cell.into()),
                    None => (&mut line, column, cell.into()),
                },
            };
            object.insert(key.to_owned(), value);
        }
        line.insert("wishes".to_owned(), wishes.into());
        line.insert("facts".to_owned(), facts.into());
        line.into()
    }
}

fn items(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|item| !item.is_empty())
}

fn certificate(item: &str) -> Value {
    match item.split_once(':') {
        Some((code, until)) => json!({"code": code.trim(), "valid_until": until.trim()}),
        None => item.into(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::cli::import::{Format, Records};
    use crate::domain::candidate_file::CandidateRecord;
    use crate::domain::civil_day::CivilDay;

    /// Every line with what was read from it: a candidate or a reason.
    fn read(text: &str, format: Format) -> Vec<(u64, Result<CandidateRecord, String>)> {
        let mut records = Records::<CandidateLine>::open(Box::new(Cursor::new(text.to_owned())), format).unwrap();
        let today = CivilDay::parse("2026-11-22").unwrap();
        let mut all = Vec::new();
        while let Some((line, record)) = records.next().unwrap() {
            let record = record.and_then(|record| record.into_record("test", today));
            all.push((line, record.map_err(|reason| records.in_words_of_the_file(reason))));
        }
        all
    }

    #[test]
    fn a_row_says_the_same_as_a_line() {
        let row = "identifier,name,postal_code,place,hours_max,transport,occupations,experience,certificates,driving_licences,\
            wish_sectors,wish_text,limits,birth_date,kinds,fact_bijstand,fact_trede,fact_ioaw,remark\n\
            c-1,Jan,7711,Nieuwleusen,24,fiets | ov,\"hovenier|kok, hulp\",medewerker groen;3|kok,VCA_BASIS:2030-01-01|BHV,geen,\
            groen|horeca,Graag buiten,tillen_15kg|snel moe,1990-05-01,vacature,ja,4,,x\n";
        let line = r#"{"identifier":"c-1","name":"Jan","postal_code":"7711","place":"Nieuwleusen","hours_max":24,
            "transport":["fiets","ov"],"occupations":["hovenier","kok, hulp"],
            "experience":[{"title":"medewerker groen","years":3},{"title":"kok"}],
            "certificates":[{"code":"VCA_BASIS","valid_until":"2030-01-01"},{"code":"BHV"}],"driving_licences":[],
            "wishes":{"sectors":["groen","horeca"],"text":"Graag buiten"},"limits":["tillen_15kg","snel moe"],
            "birth_date":"1990-05-01","kinds":["vacature"],"facts":{"bijstand":"ja","trede":4}}"#
            .replace('\n', " ");
        let (row, line) = (read(row, Format::Csv), read(&line, Format::Jsonl));
        assert_eq!((row.len(), row[0].0), (1, 2));
        assert_eq!(row[0].1, line[0].1);
        assert!(row[0].1.is_ok(), "{row:?}");
    }

    #[test]
    fn a_bad_row_is_told_of_in_the_names_of_the_columns() {
        let file = "identifier;name;wish_sectors;certificates;fact_bijstand;fact_nonsense\n\
            1;Jan;grun;BHV:ooit;misschien\n2;Jan;;;;ja\n3;;;;;\n4;Jan\n";
        let all = read(file, Format::Csv);
        for (at, parts) in [
            (0, vec!["wish_sectors: ", "certificates.valid_until: ", "fact_bijstand: "]),
            (1, vec!["fact_nonsense: "]),
            (2, vec!["name: Dit ontbreekt"]),
        ] {
            let reason = all[at].1.as_ref().unwrap_err();
            assert!(parts.iter().all(|part| reason.contains(part)), "{reason}");
        }
        assert!(all[3].1.is_ok());
        let json = read("[1]\n{\"identifier\":\n{\"identifier\":1,\"name\":\"Jan\"}", Format::Jsonl);
        let good: Vec<_> = json.iter().map(|(line, read)| (*line, read.is_ok())).collect();
        assert_eq!(good, [(1, false), (2, false), (3, true)]);
        assert!(json[0].1.as_ref().unwrap_err().contains("geen kandidaat in JSON"));
    }
}
