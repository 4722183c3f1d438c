//! The rows of a CSV file under the names of its columns.
//! Never loses the lines behind a quotation mark that is not closed: each is tried as a row of its own.

use std::io;

use anyhow::Context;

use super::lines::Lines;

/// How a CSV file is laid out.
pub(super) struct Table {
    separator: u8,
    columns: Vec<String>,
}

impl Table {
    /// More lines than this in one row means that a quotation mark was not closed.
    const LONGEST_ROW: usize = 500;

    /// Reads the first line: the names of the columns.
    pub(super) fn under(lines: &mut Lines, known: &[(&str, &str)], required: &[&str]) -> anyhow::Result<Self> {
        let (_, header) = lines.next()?.context("the CSV file is empty: its first line must name the columns")?;
        let header = header.map_err(anyhow::Error::msg)?;
        let count = |separator: u8| header.bytes().filter(|byte| *byte == separator).count();
        let separator = if count(b';') > count(b',') { b';' } else { b',' };
        let names = cells(&header, separator).context("the first line of the CSV file must name the columns")?;
        let columns: Vec<String> = names.iter().map(|name| name.trim().to_lowercase()).collect();
        for required in required {
            let all = known.iter().map(|(column, _)| *column).collect::<Vec<_>>().join(", ");
            anyhow::ensure!(
                columns.iter().any(|column| column == required),
                "the CSV file has no column {required}; the columns are {all}"
            );
        }
        Ok(Self { separator, columns })
    }

    /// The row that begins with this line, or why it is none. A cell in quotation marks may go on over the next lines.
    pub(super) fn row(&self, first: String, lines: &mut Lines) -> io::Result<Result<Row<'_>, String>> {
        let mut row = first;
        let mut more = Vec::new();
        // Only a line with a quotation mark in it can close the cell that is open.
        let mut may_close = true;
        loop {
            if may_close && let Some(cells) = cells(&row, self.separator) {
                return Ok(self.under_columns(cells));
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
        lines.again(more);
        Ok(Err("In deze regel wordt een aanhalingsteken niet gesloten.".to_owned()))
    }

    fn under_columns(&self, cells: csv::StringRecord) -> Result<Row<'_>, String> {
        if cells.iter().skip(self.columns.len()).any(|cell| !cell.trim().is_empty()) {
            return Err(format!(
                "Deze regel heeft {} cellen, en er zijn {} kolommen.",
                cells.len(),
                self.columns.len()
            ));
        }
        Ok(Row { columns: &self.columns, cells })
    }
}

/// A row under the names of its columns.
pub(super) struct Row<'a> {
    columns: &'a [String],
    cells: csv::StringRecord,
}

impl Row<'_> {
    /// The cells that say something, each with the name of its column.
    pub(super) fn cells(&self) -> impl Iterator<Item = (&str, &str)> {
        let named = self.columns.iter().map(String::as_str).zip(self.cells.iter().map(str::trim));
        named.filter(|(_, cell)| !cell.is_empty())
    }

    /// The cell of a column; `None` when it says nothing.
    pub(super) fn cell(&self, name: &str) -> Option<&str> {
        self.cells().find_map(|(column, cell)| (column == name).then_some(cell))
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
