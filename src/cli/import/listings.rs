//! `baanin import listings`: schema.org `JobPosting`, or rows of a table.
//! Never decides what a listing may be: that is the reading of a posting and the action.

use serde_json::{Value, json};

use super::table::Row;
use super::{FileArgs, ImportReport, Layout, take_in};
use crate::actions::ActionError;
use crate::actions::listing::import::import;
use crate::app::App;
use crate::domain::form::FieldErrors;
use crate::domain::job_posting::JobPosting;

/// What `baanin import listings` is told.
#[derive(Debug, clap::Args)]
pub struct ListingsArgs {
    /// The file.
    #[command(flatten)]
    pub from: FileArgs,
    /// Make them live, and the employers that they bring verified.
    #[arg(long)]
    pub publish: bool,
}

/// Imports the postings of a file.
///
/// # Errors
/// When the file cannot be read, a CSV file lacks a required column, or the database fails. Lines before that are kept.
pub fn listings(app: &App, args: &ListingsArgs) -> anyhow::Result<ImportReport> {
    take_in(app, &args.from, JobPosting::into_posting, |tx, posting, _| {
        let imported = import(tx, app.municipality.id, posting, args.publish).map_err(with_names_of_the_file)?;
        Ok((imported, None))
    })
}

/// Once a posting is read, its kind is all that can be wrong.
fn with_names_of_the_file(error: ActionError) -> ActionError {
    match error {
        ActionError::Invalid(errors) => match errors.of("kind") {
            Some(message) => ActionError::Invalid(FieldErrors::one("baanin.kind", message)),
            None => ActionError::Invalid(errors),
        },
        other => other,
    }
}

impl Layout for JobPosting {
    const NAME: &'static str = "JobPosting";

    const COLUMNS: &'static [(&'static str, &'static str)] = &[
        ("identifier", "identifier"),
        ("title", "title"),
        ("description", "description"),
        ("employer", "hiringOrganization.name"),
        ("kvk", "hiringOrganization.identifier"),
        ("kind", "baanin.kind"),
        ("sector", "baanin.sector"),
        ("postal_code", "jobLocation.address.postalCode"),
        ("place", "jobLocation.address.addressLocality"),
        ("hours", "workHours"),
        ("wage_min", "baseSalary"),
        ("wage_max", "baseSalary.value.maxValue"),
        ("wage_unit", "baseSalary.value.unitText"),
        ("date_posted", "datePosted"),
        ("valid_through", "validThrough"),
        ("education", "baanin.education_min"),
        ("dutch", "baanin.dutch_min"),
    ];

    const REQUIRED: &'static [&'static str] = &["identifier", "title", "employer"];

    fn object(row: &Row) -> Value {
        json!({
            "identifier": row.cell("identifier"),
            "title": row.cell("title"),
            "description": row.cell("description"),
            "hiringOrganization": {"name": row.cell("employer"), "identifier": row.cell("kvk")},
            "jobLocation": {"address": {"postalCode": row.cell("postal_code"), "addressLocality": row.cell("place")}},
            "workHours": row.cell("hours"),
            "baseSalary": {
                "value": {"minValue": row.cell("wage_min"), "maxValue": row.cell("wage_max"), "unitText": row.cell("wage_unit")}
            },
            "datePosted": row.cell("date_posted"),
            "validThrough": row.cell("valid_through"),
            "baanin": {
                "kind": row.cell("kind"),
                "sector": row.cell("sector"),
                "education_min": row.cell("education"),
                "dutch_min": row.cell("dutch"),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::cli::import::lines::Lines;
    use crate::cli::import::{Format, Records};
    use crate::clock::Clock;
    use crate::config;

    const GOOD: &str = r#"{"identifier":"1","title":"Kok","hiringOrganization":"De Kam"}"#;

    /// Every line with what was read from it: an identity or a reason.
    fn read(bytes: impl Into<Vec<u8>>, format: Format) -> Vec<(u64, String)> {
        let mut postings = Records::<JobPosting>::open(Box::new(Cursor::new(bytes.into())), format).unwrap();
        let mut all = Vec::new();
        while let Some((line, posting)) = postings.next().unwrap() {
            let posting = posting.and_then(|posting| posting.into_posting("test"));
            let said = posting.map_or_else(
                |reason| postings.in_words_of_the_file(reason),
                |posting| format!("{} {:?}", posting.origin.identifier, posting.content.place),
            );
            all.push((line, said));
        }
        all
    }

    #[test]
    fn a_bad_line_never_stops_the_others() {
        let mut file = format!("\u{FEFF}{GOOD}\r\n\r\n   \n{{\"identifier\":\n[1]\n\"x\"\n").into_bytes();
        file.extend_from_slice(b"{\"title\":\"\xff\"}\n");
        file.extend(format!("{{\"title\":\"{}\"}}\n", "x".repeat(3_000_000)).into_bytes());
        file.extend(vec![b'['; 1_000]);
        file.extend(format!("\n{GOOD}").into_bytes());
        let all = read(file, Format::Jsonl);
        let lines: Vec<u64> = all.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 4, 5, 6, 7, 8, 9, 10]);
        assert_eq!((all[0].1.as_str(), all[7].1.as_str()), ("1 None", "1 None"));
        for (at, part) in [
            (1, "geen JobPosting in JSON"),
            (2, "geen JobPosting in JSON"),
            (3, "geen JobPosting in JSON"),
            (4, "byte 11"),
            (5, "langer dan 1 MB"),
            (6, "geen JobPosting in JSON"),
        ] {
            assert!(all[at].1.contains(part), "{part}: {:?}", all[at]);
        }
    }

    #[test]
    fn a_line_of_exactly_the_longest_length_is_read() {
        let filler = " ".repeat(Lines::LONGEST - GOOD.len());
        assert_eq!(read(format!("{GOOD}{filler}\n{GOOD}{filler}"), Format::Jsonl).len(), 2);
        let longer = read(format!("{GOOD}{filler} \n{GOOD}{filler} "), Format::Jsonl);
        assert!(longer.iter().all(|(_, said)| said.contains("1 MB")), "{longer:?}");
    }

    #[test]
    fn csv_is_read_with_either_separator_and_with_cells_of_several_lines() {
        let head = "\u{FEFF}Identifier;Title;employer;description;place;sector\r\n";
        let rows = "1;Kok;De Kam;\"Je kookt; \r\nen \"\"bakt\"\".\";Dalfsen;horeca\r\n\r\n2;Kok;De Kam\r\n3;5\" buis;De Kam;;;\n";
        let bad = "4;Kok;De Kam;;;eten\n5;Kok;De Kam;;;;x\n;Kok;De Kam\n6;Kok;\"De Kam\n7;Kok;De Kam;;Ommen\n";
        let all = read(format!("{head}{rows}{bad}"), Format::Csv);
        let good: Vec<_> = all.iter().filter(|(_, said)| !said.contains(' ') || said.len() < 20).cloned().collect();
        let expected = [(2, "1 Some(\"Dalfsen\")"), (5, "2 None"), (6, "3 None"), (11, "7 Some(\"Ommen\")")]
            .map(|(l, s)| (l, s.to_owned()));
        assert_eq!(good, expected, "{all:?}");
        for (line, part) in
            [(7, "sector: Kies een"), (8, "7 cellen"), (9, "identifier: Dit ontbreekt"), (10, "aanhalingsteken")]
        {
            assert!(all.iter().any(|(at, said)| *at == line && said.contains(part)), "{all:?}");
        }
        assert_eq!(
            read("identifier,title,employer,place\n1,Kok,De Kam,\"Den Ham, Ov\"", Format::Csv)[0].1,
            "1 Some(\"Den Ham, Ov\")"
        );
    }

    #[test]
    fn a_csv_file_without_a_required_column_is_refused() {
        for file in ["", "title;employer\nKok;De Kam"] {
            assert!(Records::<JobPosting>::open(Box::new(Cursor::new(file)), Format::Csv).is_err(), "{file}");
        }
    }

    #[test]
    fn the_same_again_is_an_update() {
        let folder = std::env::temp_dir().join(format!("baanin-import-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("postings.jsonl");
        let trial = GOOD.replace("\"1\"", "\"2\"").replace('}', r#","baanin":{"kind":"proefplaatsing"}}"#);
        std::fs::write(&file, format!("{GOOD}\n{GOOD}\n{trial}\nnonsense\n")).unwrap();
        let environment = |key: &str| {
            Some(match key {
                "DATABASE_URL" => format!("sqlite://{}", folder.join("db.sqlite3").display()),
                "BAANIN_SEARCH_DIR" => folder.join("search").display().to_string(),
                "BAANIN_SECRET_FILE" => folder.join("secret").display().to_string(),
                _ => return None,
            })
        };
        let (app, _) = App::open(config::read(&environment, None).unwrap(), Clock::System).unwrap();
        let from = |file| FileArgs { file, source: "import".to_owned(), format: None };
        let args = ListingsArgs { from: from(file.clone()), publish: true };
        let first = listings(&app, &args).unwrap();
        assert_eq!((first.imported, first.updated, first.rejected.len()), (2, 1, 1), "{first:?}");
        std::fs::write(&file, trial.replace("proefplaatsing", "werkstage")).unwrap();
        let other_kind = listings(&app, &args).unwrap();
        assert!(other_kind.rejected[0].reason.starts_with("baanin.kind: "), "{other_kind:?}");
        assert!(listings(&app, &ListingsArgs { from: from(folder.join("none")), ..args }).is_err());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
