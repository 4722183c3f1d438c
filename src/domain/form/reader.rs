//! Reading a form field by field, so that all that is wrong with it is said at once.
//! Never stops at the first error, and never guesses: a wrong value is an error and leaves nothing.

use super::{FieldErrors, Fields};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::listing::terms::Hours;
use crate::domain::text;

/// How many lines a list of a form may have, and how long each may be.
const LIST_MAX: (usize, usize) = (30, 120);

/// Reads fields one by one and gathers what is wrong.
pub struct Reader<'a> {
    /// What was typed.
    pub fields: &'a Fields,
    /// What is wrong so far.
    pub errors: FieldErrors,
}

impl<'a> Reader<'a> {
    /// At the start of a form.
    #[must_use]
    pub fn new(fields: &'a Fields) -> Self {
        Self { fields, errors: FieldErrors::none() }
    }

    /// A field that must parse.
    pub fn take<T>(&mut self, field: &'static str, parse: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        self.errors.take(field, parse(self.fields.get(field)))
    }

    /// A field that may be empty but not wrong.
    pub fn take_if_typed<T>(&mut self, field: &'static str, parse: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        if self.fields.get(field).is_empty() { None } else { self.take(field, parse) }
    }

    /// A line that may be empty.
    pub fn optional(&mut self, field: &'static str, what: &str, max: usize) -> Option<String> {
        self.take(field, |typed| text::optional_line(typed, what, max)).flatten()
    }

    /// A text area with one thing a line.
    pub fn list(&mut self, field: &'static str, what: &str) -> Vec<String> {
        self.lines(field, what, |line| text::optional_line(line, what, LIST_MAX.1))
    }

    /// A text area with one thing a line that has a notation of its own; a line of which nothing is left is `None`.
    pub fn lines<T>(
        &mut self,
        field: &'static str,
        what: &str,
        parse: impl Fn(&str) -> Result<Option<T>, String>,
    ) -> Vec<T> {
        let lines = self.fields.get(field).lines().map(|line| parse(line.trim_start_matches(['-', '•', ' '])));
        let read = lines.filter_map(Result::transpose).collect::<Result<Vec<_>, _>>();
        let few = read.and_then(|lines| match LIST_MAX.0 {
            most if lines.len() > most => Err(format!("Zet hoogstens {most} regels bij: {what}.")),
            _ => Ok(lines),
        });
        self.errors.take(field, few).unwrap_or_default()
    }

    /// One of the codes, or none.
    pub fn code<C: Code>(&mut self, field: &'static str) -> Option<C> {
        self.take_if_typed(field, |typed| {
            C::from_code(typed).ok_or_else(|| "Kies een van de mogelijkheden.".to_owned())
        })
    }

    /// Some of the codes, each once.
    pub fn codes<C: Code>(&mut self, field: &'static str) -> Vec<C> {
        let mut values: Vec<C> = Vec::new();
        for typed in self.fields.all(field) {
            match C::from_code(typed) {
                Some(value) if !values.contains(&value) => values.push(value),
                Some(_) => {}
                None => self.errors.add(field, "Kies uit de mogelijkheden."),
            }
        }
        values
    }

    /// A whole number from … to ….
    pub fn number<N: std::str::FromStr + PartialOrd>(
        &mut self,
        field: &'static str,
        min: N,
        max: N,
        message: &str,
    ) -> Option<N> {
        self.take_if_typed(field, |typed| {
            typed.parse::<N>().ok().filter(|number| *number >= min && *number <= max).ok_or_else(|| message.to_owned())
        })
    }

    /// A date.
    pub fn day(&mut self, field: &'static str) -> Option<CivilDay> {
        self.take_if_typed(field, |typed| {
            CivilDay::parse(typed).ok_or_else(|| "Vul een datum in die bestaat. Een voorbeeld: 31-12-2026.".to_owned())
        })
    }

    /// Hours a week from `uren_min` to `uren_max`, as typed.
    pub fn hours(&mut self) -> (Option<Hours>, Option<Hours>) {
        let min = self.take_if_typed("uren_min", Hours::parse);
        let max = self.take_if_typed("uren_max", Hours::parse);
        if let (Some(low), Some(high)) = (min, max)
            && high < low
        {
            self.errors.add("uren_max", "Het hoogste aantal uren is kleiner dan het laagste.");
        }
        (min, max)
    }
}
