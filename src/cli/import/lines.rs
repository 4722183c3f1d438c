//! The lines of a file, one by one, with their numbers.
//! Never more than one line in memory, however long, and never an end at a line that is no text.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

/// The lines of a file.
pub(super) struct Lines {
    input: Box<dyn BufRead>,
    number: u64,
    /// Lines that were read too far and come again.
    ahead: VecDeque<Line>,
}

/// A line with its number, or why it is no text.
pub(super) type Line = (u64, Result<String, String>);

impl Lines {
    /// The longest line, in bytes.
    pub(super) const LONGEST: usize = 1_000_000;

    pub(super) fn of(input: Box<dyn BufRead>) -> Self {
        Self { input, number: 0, ahead: VecDeque::new() }
    }

    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        match self.ahead.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.read(),
        }
    }

    /// Gives lines that were read too far, in order, once more.
    pub(super) fn again(&mut self, lines: Vec<Line>) {
        for line in lines.into_iter().rev() {
            self.ahead.push_front(line);
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
