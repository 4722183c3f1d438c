//! `baanin import`: listings from a file of postings, JSON Lines or CSV, each in a transaction of its own.
//! Never stops at a bad line, never guesses what it meant, and never holds more of a file than one record.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::json;

use crate::actions::ActionError;
use crate::actions::listing::import::{Imported, import};
use crate::app::App;
use crate::domain::job_posting::JobPosting;
use crate::domain::text;

/// What `baanin import listings` is told.
#[derive(Debug, clap::Args)]
pub struct ListingsArgs {
    /// The file; `-` reads standard input.
    pub file: PathBuf,
    /// The name of the source. With the identifier it is the identity of a listing: the same again is an update.
    #[arg(long, default_value = "import")]
    pub source: String,
    /// Make them live, and the employers that they bring verified.
    #[arg(long)]
    pub publish: bool,
    /// How the file is written; without this the name of the file says it.
    #[arg(long, value_enum)]
    pub format: Option<Format>,
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A `JobPosting` a line.
    Jsonl,
    /// A posting a row, under a row of column names.
    Csv,
}

/// What became of a file.
#[derive(Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct ImportReport {
    /// How many were new.
    pub imported: u64,
    /// How many were there.
    pub updated: u64,
    /// Which lines were not taken.
    pub rejected: Vec<Rejected>,
}

/// A line that was not taken.
#[derive(Debug, PartialEq, Eq, serde::Serialize)]
pub struct Rejected {
    /// Its number in the file, from 1.
    pub line: u64,
    /// Why, in Dutch.
    pub reason: String,
}

/// Imports the postings of a file.
///
/// # Errors
/// When the file cannot be read, a CSV file lacks a required column, or the database fails. Lines before that are kept.
pub fn listings(app: &App, args: &ListingsArgs) -> anyhow::Result<ImportReport> {
    let source = text::line(&args.source, "--source", 80).map_err(anyhow::Error::msg)?;
    let reading = || format!("while reading {}", args.file.display());
    let input: Box<dyn BufRead> = if args.file == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(&args.file).with_context(reading)?))
    };
    let mut postings = Postings::open(input, args.format.unwrap_or_else(|| Format::of(&args.file)))?;
    let mut report = ImportReport::default();
    let mut progress = Progress { shown: io::stderr().is_terminal(), read: 0 };
    while let Some((line, posting)) = postings.next().with_context(reading)? {
        let posting = posting.and_then(|posting| posting.into_posting(&source));
        let posting = posting.map_err(|reason| postings.in_words_of_the_file(reason));
        let taken = match posting {
            Ok(posting) => app.write_now(|tx| import(tx, app.municipality.id, &posting, args.publish)).map_err(reason),
            Err(reason) => Err(Ok(reason)),
        };
        match taken {
            Ok(Imported::New) => report.imported += 1,
            Ok(Imported::Updated) => report.updated += 1,
            Err(Ok(reason)) => report.rejected.push(Rejected { line, reason }),
            Err(Err(error)) => return Err(error).with_context(|| format!("while importing line {line}")),
        }
        progress.step();
    }
    progress.end();
    Ok(report)
}

/// Why one posting was not taken; `Err` is a failure of the database, which ends the import.
fn reason(error: ActionError) -> Result<String, ActionError> {
    match error {
        ActionError::Db(_) => Err(error),
        // Once a posting is read, its kind is all that can be wrong.
        ActionError::Invalid(errors) => Ok(errors.to_string().replace("kind: ", "baanin.kind: ")),
        ActionError::Conflict => {
            Ok("Iemand anders veranderde deze plaatsing tegelijk. Lees de regel opnieuw in.".to_owned())
        }
        other => Ok(format!("Dit kan nu niet: {other}.")),
    }
}

impl Format {
    fn of(file: &Path) -> Self {
        let csv = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
        if csv { Self::Csv } else { Self::Jsonl }
    }
}

/// Shows a person at a terminal how far it is.
struct Progress {
    shown: bool,
    read: u64,
}

impl Progress {
    fn step(&mut self) {
        self.read += 1;
        if self.shown && self.read.is_multiple_of(500) {
            // Progress that cannot be shown is no reason to stop.
            let _ = write!(io::stderr(), "\r{} lines", self.read);
        }
    }

    fn end(&self) {
        if self.shown && self.read >= 500 {
            let _ = writeln!(io::stderr(), "\r{} lines", self.read);
        }
    }
}

/// The postings of a file, one by one, each with the number of its line.
struct Postings {
    lines: Lines,
    /// Of a CSV file.
    table: Option<Table>,
}

/// A posting, or why the line is none.
type Reading = Result<JobPosting, String>;

impl Postings {
    fn open(input: Box<dyn BufRead>, format: Format) -> anyhow::Result<Self> {
        let mut lines = Lines { input, number: 0, ahead: VecDeque::new() };
        let table = match format {
            Format::Jsonl => None,
            Format::Csv => Some(Table::under(&mut lines)?),
        };
        Ok(Self { lines, table })
    }

    fn next(&mut self) -> io::Result<Option<(u64, Reading)>> {
        while let Some((number, line)) = self.lines.next()? {
            let posting = match (line, &self.table) {
                (Ok(line), _) if line.trim().is_empty() => continue,
                (Ok(line), None) => from_json(&line),
                (Ok(line), Some(table)) => table.posting(line, &mut self.lines)?,
                (Err(reason), _) => Err(reason),
            };
            return Ok(Some((number, posting)));
        }
        Ok(None)
    }

    /// A CSV file calls its fields by the names of its columns.
    fn in_words_of_the_file(&self, reason: String) -> String {
        if self.table.is_none() {
            return reason;
        }
        COLUMNS
            .iter()
            .fold(reason, |reason, (column, field)| reason.replace(&format!("{field}: "), &format!("{column}: ")))
    }
}

fn from_json(line: &str) -> Reading {
    // serde would read a list as the fields of an object in order.
    if !line.trim_start().starts_with('{') {
        return Err("Deze regel is geen JobPosting in JSON. Hij moet beginnen met een accolade.".to_owned());
    }
    serde_json::from_str(line).map_err(|error| {
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or_default();
        format!("Deze regel is geen JobPosting in JSON. Bij teken {}: {what}.", error.column())
    })
}

/// The lines of a file.
struct Lines {
    input: Box<dyn BufRead>,
    number: u64,
    /// Lines that were read too far and come again.
    ahead: VecDeque<Line>,
}

/// A line with its number, or why it is no text.
type Line = (u64, Result<String, String>);

impl Lines {
    /// The longest line, in bytes.
    const LONGEST: usize = 1_000_000;

    fn next(&mut self) -> io::Result<Option<Line>> {
        match self.ahead.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.read(),
        }
    }

    fn read(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        let limit = u64::try_from(Self::LONGEST).unwrap_or(u64::MAX) + 1;
        if self.input.by_ref().take(limit).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        if bytes.len() > Self::LONGEST && !bytes.ends_with(b"\n") {
            self.input.skip_until(b'\n')?;
            return Ok(Some((self.number, Err("Deze regel is langer dan 1 MB.".to_owned()))));
        }
        if self.number == 1 && bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3);
        }
        while bytes.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            bytes.pop();
        }
        let line = String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to() + 1;
            format!("Deze regel is geen tekst in UTF-8: byte {at} kunnen we niet lezen.")
        });
        Ok(Some((self.number, line)))
    }
}

/// The columns of a CSV file and what they are called in a `JobPosting`.
const COLUMNS: [(&str, &str); 17] = [
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

/// How a CSV file is laid out.
struct Table {
    separator: u8,
    columns: Vec<String>,
}

impl Table {
    /// More lines than this in one row means that a quotation mark was not closed.
    const LONGEST_ROW: usize = 500;

    fn under(lines: &mut Lines) -> anyhow::Result<Self> {
        let (_, header) = lines.next()?.context("the CSV file is empty: its first line must name the columns")?;
        let header = header.map_err(anyhow::Error::msg)?;
        let count = |separator: u8| header.bytes().filter(|byte| *byte == separator).count();
        let separator = if count(b';') > count(b',') { b';' } else { b',' };
        let names = cells(&header, separator).context("the first line of the CSV file must name the columns")?;
        let columns: Vec<String> = names.iter().map(|name| name.trim().to_lowercase()).collect();
        for required in ["identifier", "title", "employer"] {
            let all = COLUMNS.map(|(column, _)| column).join(", ");
            anyhow::ensure!(
                columns.iter().any(|column| column == required),
                "the CSV file has no column {required}; the columns are {all}"
            );
        }
        Ok(Self { separator, columns })
    }

    /// The posting of the row that begins with this line. A cell in quotation marks may go on over the next lines.
    fn posting(&self, first: String, lines: &mut Lines) -> io::Result<Reading> {
        let mut row = first;
        let mut more = Vec::new();
        // Only a line with a quotation mark in it can close the cell that is open.
        let mut may_close = true;
        loop {
            if may_close && let Some(cells) = cells(&row, self.separator) {
                return Ok(self.read(&cells));
            }
            let next = if more.len() < Self::LONGEST_ROW { lines.next()? } else { None };
            let next_text = next.as_ref().and_then(|(_, line)| line.as_ref().ok()).cloned();
            more.extend(next);
            match next_text {
                Some(text) if row.len() + text.len() <= Lines::LONGEST => {
                    may_close = text.contains('"');
                    row = row + "\n" + &text;
                }
                _ => break,
            }
        }
        // The lines behind it are read again, each as a row of its own.
        for line in more.into_iter().rev() {
            lines.ahead.push_front(line);
        }
        Ok(Err("In deze regel wordt een aanhalingsteken niet gesloten.".to_owned()))
    }

    fn read(&self, cells: &csv::StringRecord) -> Reading {
        if cells.iter().skip(self.columns.len()).any(|cell| !cell.trim().is_empty()) {
            return Err(format!(
                "Deze regel heeft {} cellen, en er zijn {} kolommen.",
                cells.len(),
                self.columns.len()
            ));
        }
        let cell = |name: &str| {
            let at = self.columns.iter().position(|column| column == name)?;
            cells.get(at).map(str::trim).filter(|cell| !cell.is_empty())
        };
        let posting = json!({
            "identifier": cell("identifier"),
            "title": cell("title"),
            "description": cell("description"),
            "hiringOrganization": {"name": cell("employer"), "identifier": cell("kvk")},
            "jobLocation": {"address": {"postalCode": cell("postal_code"), "addressLocality": cell("place")}},
            "workHours": cell("hours"),
            "baseSalary": {
                "value": {"minValue": cell("wage_min"), "maxValue": cell("wage_max"), "unitText": cell("wage_unit")}
            },
            "datePosted": cell("date_posted"),
            "validThrough": cell("valid_through"),
            "baanin": {
                "kind": cell("kind"),
                "sector": cell("sector"),
                "education_min": cell("education"),
                "dutch_min": cell("dutch"),
            },
        });
        serde_json::from_value(posting).map_err(|error| error.to_string())
    }
}

/// The cells of a row; `None` when a quotation mark is still open at its end. (Then the line put behind it is no row of its own.)
fn cells(row: &str, separator: u8) -> Option<csv::StringRecord> {
    const NEXT: &str = "next";
    let text = format!("{row}\n{NEXT}");
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = reader.records().filter_map(Result::ok);
    let cells = rows.next()?;
    rows.next().filter(|next| next.len() == 1 && next.get(0) == Some(NEXT)).map(|_| cells)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::clock::Clock;
    use crate::config;

    const GOOD: &str = r#"{"identifier":"1","title":"Kok","hiringOrganization":"De Kam"}"#;

    /// Every line with what was read from it: an identity or a reason.
    fn read(bytes: impl Into<Vec<u8>>, format: Format) -> Vec<(u64, String)> {
        let mut postings = Postings::open(Box::new(Cursor::new(bytes.into())), format).unwrap();
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
            assert!(Postings::open(Box::new(Cursor::new(file)), Format::Csv).is_err(), "{file}");
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
        let args = ListingsArgs { file: file.clone(), source: "import".to_owned(), publish: true, format: None };
        let first = listings(&app, &args).unwrap();
        assert_eq!((first.imported, first.updated, first.rejected.len()), (2, 1, 1), "{first:?}");
        std::fs::write(&file, trial.replace("proefplaatsing", "werkstage")).unwrap();
        let other_kind = listings(&app, &args).unwrap();
        assert!(other_kind.rejected[0].reason.starts_with("baanin.kind: "), "{other_kind:?}");
        assert!(listings(&app, &ListingsArgs { file: folder.join("none"), ..args }).is_err());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
