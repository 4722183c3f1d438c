//! `baanin import`: listings, candidates and placements from a file, JSON Lines or CSV, each line in a transaction of its own.
//! Never stops at a bad line, never guesses what it meant, and never holds more of a file than one record.

mod candidates;
mod lines;
mod listings;
mod placements;
mod table;
pub mod trial;
mod word_lists;

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::de::DeserializeOwned;

use self::lines::Lines;
use self::table::{Row, Table};
use crate::actions::listing::import::Imported;
use crate::actions::{ActionError, ActionResult};
use crate::app::App;
use crate::db::Tx;
use crate::domain::text;
pub use candidates::candidates;
pub use listings::{ListingsArgs, listings};
pub use placements::placements;
pub use word_lists::{places, thesaurus};

/// The file, and what to know of it.
#[derive(Debug, clap::Args)]
pub struct FileArgs {
    /// The file; `-` reads standard input.
    pub file: PathBuf,
    /// The name of the source. With the identifier it is the identity of a line: the same again is an update.
    #[arg(long, default_value = "import")]
    pub source: String,
    /// How the file is written; without this the name of the file says it.
    #[arg(long, value_enum)]
    pub format: Option<Format>,
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// An object a line.
    Jsonl,
    /// A row a record, under a row of column names.
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
    /// What somebody should know of lines that were taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Noted>,
}

/// A line that was not taken.
#[derive(Debug, PartialEq, Eq, serde::Serialize)]
pub struct Rejected {
    /// Its number in the file, from 1.
    pub line: u64,
    /// Why, in Dutch.
    pub reason: String,
}

/// A line that was taken, but not wholly as it stands.
#[derive(Debug, PartialEq, Eq, serde::Serialize)]
pub struct Noted {
    /// Its number in the file, from 1.
    pub line: u64,
    /// What is to be known, in Dutch.
    pub note: String,
}

/// How a line of one kind of file is laid out.
trait Layout: DeserializeOwned {
    /// What a line should be, in a reason.
    const NAME: &'static str;
    /// The columns of a CSV file, and what they are called in a line of JSON.
    const COLUMNS: &'static [(&'static str, &'static str)];
    /// How the names of further columns begin, and how their names in a line of JSON begin.
    const PREFIXES: &'static [(&'static str, &'static str)] = &[];
    /// The columns that a CSV file cannot do without.
    const REQUIRED: &'static [&'static str];

    /// A row as the object that a line of JSON is.
    fn object(row: &Row) -> serde_json::Value;
}

/// Takes the lines of a file in one by one. `read` makes of a line and the name of the source what `import` wants.
fn take_in<L: Layout, R>(
    app: &App,
    args: &FileArgs,
    read: impl Fn(L, &str) -> Result<R, String>,
    import: impl Fn(&mut Tx, &R, &str) -> ActionResult<(Imported, Option<String>)>,
) -> anyhow::Result<ImportReport> {
    let source = text::line(&args.source, "--source", 80).map_err(anyhow::Error::msg)?;
    let reading = || format!("while reading {}", args.file.display());
    let input: Box<dyn BufRead> = if args.file == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(&args.file).with_context(reading)?))
    };
    let mut records = Records::<L>::open(input, args.format.unwrap_or_else(|| Format::of(&args.file)))?;
    let mut report = ImportReport::default();
    let mut progress = Progress { shown: io::stderr().is_terminal(), read: 0 };
    while let Some((line, record)) = records.next().with_context(reading)? {
        let taken = match record.and_then(|record| read(record, &source)) {
            Ok(record) => app.write_now(|tx| import(tx, &record, &source)).map_err(reason),
            Err(reason) => Err(Ok(reason)),
        };
        match taken {
            Ok((imported, note)) => {
                match imported {
                    Imported::New => report.imported += 1,
                    Imported::Updated => report.updated += 1,
                }
                report.notes.extend(note.map(|note| Noted { line, note }));
            }
            Err(Ok(reason)) => {
                report.rejected.push(Rejected { line, reason: records.in_words_of_the_file(reason) });
            }
            Err(Err(error)) => return Err(error).with_context(|| format!("while importing line {line}")),
        }
        progress.step();
    }
    progress.end();
    Ok(report)
}

/// Why one record was not taken; `Err` is a failure of the database, which ends the import.
fn reason(error: ActionError) -> Result<String, ActionError> {
    match error {
        ActionError::Db(_) => Err(error),
        ActionError::Invalid(errors) => Ok(errors.to_string()),
        ActionError::Conflict => Ok("Iemand anders veranderde dit tegelijk. Lees de regel opnieuw in.".to_owned()),
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

/// The records of a file, one by one, each with the number of its line.
struct Records<L> {
    lines: Lines,
    /// Of a CSV file.
    table: Option<Table>,
    layout: PhantomData<L>,
}

impl<L: Layout> Records<L> {
    fn open(input: Box<dyn BufRead>, format: Format) -> anyhow::Result<Self> {
        let mut lines = Lines::of(input);
        let table = match format {
            Format::Jsonl => None,
            Format::Csv => Some(Table::under(&mut lines, L::COLUMNS, L::REQUIRED)?),
        };
        Ok(Self { lines, table, layout: PhantomData })
    }

    /// The next record, or why the line is none.
    fn next(&mut self) -> io::Result<Option<(u64, Result<L, String>)>> {
        while let Some((number, line)) = self.lines.next()? {
            let record = match (line, &self.table) {
                (Ok(line), _) if line.trim().is_empty() => continue,
                (Ok(line), None) => from_json(&line),
                (Ok(line), Some(table)) => table.row(line, &mut self.lines)?.and_then(|row| from_row(&row)),
                (Err(reason), _) => Err(reason),
            };
            return Ok(Some((number, record)));
        }
        Ok(None)
    }

    /// A CSV file calls its fields by the names of its columns.
    fn in_words_of_the_file(&self, reason: String) -> String {
        if self.table.is_none() {
            return reason;
        }
        let whole = L::COLUMNS.iter().map(|(column, name)| (format!("{column}: "), format!("{name}: ")));
        let begun = L::PREFIXES.iter().map(|(column, name)| ((*column).to_owned(), (*name).to_owned()));
        whole.chain(begun).fold(reason, |reason, (column, name)| reason.replace(&name, &column))
    }
}

fn from_json<L: Layout>(line: &str) -> Result<L, String> {
    let name = L::NAME;
    // serde would read a list as the fields of an object in order.
    if !line.trim_start().starts_with('{') {
        return Err(format!("Deze regel is geen {name} in JSON. Hij moet beginnen met een accolade."));
    }
    serde_json::from_str(line).map_err(|error| {
        let what = error.to_string();
        let what = what.split(" at line ").next().unwrap_or_default();
        format!("Deze regel is geen {name} in JSON. Bij teken {}: {what}.", error.column())
    })
}

fn from_row<L: Layout>(row: &Row) -> Result<L, String> {
    serde_json::from_value(L::object(row)).map_err(|error| error.to_string())
}
