//! Forms: what a person typed, field by field, and what is wrong with it in Dutch.
//! Never loses what was typed: a form that is refused is shown again with the same [`Fields`].

mod reader;

use std::collections::BTreeMap;

use crate::domain::code::Code;
pub use reader::Reader;

/// What was typed, by field name; a field can occur more than once (checkboxes).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(BTreeMap<String, Vec<String>>);

impl Fields {
    /// The trimmed value of a field, empty when it is not there.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.first()).map_or("", |value| value.trim())
    }

    /// All values of a field, trimmed, without empty ones.
    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.0.get(name).into_iter().flatten().map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// Whether a field has this value among its values.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|each| each == value)
    }

    /// Every value with the name of its field.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|(name, values)| values.iter().map(move |value| (name.as_str(), value.trim())))
    }

    /// Adds a value to a field.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.entry(name.into()).or_default().push(value.into());
    }

    /// [`Fields::push`] for building in one expression.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.push(name, value);
        self
    }

    /// Adds the code of a value, or nothing when there is none.
    pub fn push_code<C: Code>(&mut self, name: &str, value: Option<C>) {
        if let Some(value) = value {
            self.push(name, value.code());
        }
    }

    /// Adds the code of each value.
    pub fn push_codes<C: Code>(&mut self, name: &str, values: &[C]) {
        for value in values {
            self.push(name, value.code());
        }
    }

    /// Adds a text area with one thing a line, or nothing when there is none.
    pub fn push_lines(&mut self, name: &str, lines: &[String]) {
        if !lines.is_empty() {
            self.push(name, lines.join("\n"));
        }
    }

    /// Adds a value in its usual notation, or nothing when there is none.
    pub fn push_some<T: std::fmt::Display>(&mut self, name: &str, value: Option<T>) {
        if let Some(value) = value {
            self.push(name, value.to_string());
        }
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Fields {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut fields = Self::default();
        for (name, value) in pairs {
            fields.push(name, value);
        }
        fields
    }
}

/// One thing that is wrong, in a Dutch sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FieldError {
    /// The name of the field, as in [`Fields`].
    pub field: &'static str,
    /// The sentence shown at the field and in the summary.
    pub message: String,
}

/// All that is wrong with a form, in the order of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    /// Nothing wrong so far.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// One error.
    #[must_use]
    pub fn one(field: &'static str, message: impl Into<String>) -> Self {
        let mut errors = Self::default();
        errors.add(field, message);
        errors
    }

    /// Adds an error. A field shows its first error only.
    pub fn add(&mut self, field: &'static str, message: impl Into<String>) {
        if self.of(field).is_none() {
            self.0.push(FieldError { field, message: message.into() });
        }
    }

    /// Takes the value out of a result, or notes the error and goes on.
    pub fn take<T>(&mut self, field: &'static str, result: Result<T, String>) -> Option<T> {
        result.map_err(|message| self.add(field, message)).ok()
    }

    /// Adds all errors of another list.
    pub fn extend(&mut self, others: Self) {
        for error in others.0 {
            self.add(error.field, error.message);
        }
    }

    /// The error of a field.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|error| error.field == field).map(|error| error.message.as_str())
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The errors in order.
    pub fn iter(&self) -> impl Iterator<Item = &FieldError> {
        self.0.iter()
    }

    /// `Ok(value)` when nothing is wrong.
    ///
    /// # Errors
    /// The list itself when something is wrong, or when `value` is missing.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Self> {
        match value {
            Some(value) if self.is_empty() => Ok(value),
            _ => Err(self),
        }
    }
}

impl std::fmt::Display for FieldErrors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            write!(f, "{}: {}", error.field, error.message)?;
        }
        Ok(())
    }
}
