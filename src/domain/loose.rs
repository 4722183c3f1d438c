//! Values as sources write them (a text or a number, one or a list, an object or a word in its place), and what is said of wrong ones.
//! Never decides itself whether nonsense is unknown or wrong: the field does.

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::domain::form::{FieldErrors, Fields};
use crate::domain::text;

/// A value where it should be one, and what else sources write in its place.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Scalar {
    Text(String),
    Whole(u64),
    Number(f64),
    Flag(bool),
    Other(IgnoredAny),
}

/// A list of values, or one.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Words {
    Many(Vec<Scalar>),
    One(Scalar),
}

/// An object, a value in its place, or a list of which the first counts.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Loose<T> {
    Many(Vec<Self>),
    Parts(T),
    Bare(Scalar),
}

/// `PropertyValue`: the name is that of who gives out the value.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Property {
    pub(super) name: Option<Scalar>,
    pub(super) value: Option<Scalar>,
}

impl<T> Loose<T> {
    pub(super) fn parts(&self) -> Option<&T> {
        match self {
            Self::Many(many) => many.first()?.parts(),
            Self::Parts(parts) => Some(parts),
            Self::Bare(_) => None,
        }
    }

    /// Every object or value of a list, or the one.
    pub(super) fn each(&self) -> Vec<&Self> {
        match self {
            Self::Many(many) => many.iter().flat_map(Self::each).collect(),
            Self::Parts(_) | Self::Bare(_) => vec![self],
        }
    }

    pub(super) fn bare(&self) -> Option<&Scalar> {
        match self {
            Self::Many(many) => many.first()?.bare(),
            Self::Parts(_) => None,
            Self::Bare(value) => Some(value),
        }
    }
}

/// The text of a value, trimmed; `None` when it is empty or no value.
pub(super) fn text_of(value: Option<&Scalar>) -> Option<String> {
    let text = match value? {
        Scalar::Text(text) => text.trim().to_owned(),
        Scalar::Whole(number) => number.to_string(),
        Scalar::Number(number) => number.to_string(),
        Scalar::Flag(_) | Scalar::Other(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}

pub(super) fn named_or_bare(given: Option<&Loose<Property>>) -> Option<String> {
    let given = given?;
    text_of(given.parts().and_then(|property| property.value.as_ref()).or(given.bare()))
}

/// A value of ours; empty when it says nothing.
pub(super) fn scalar(name: &str, value: &Scalar) -> Result<String, String> {
    match value {
        Scalar::Flag(_) | Scalar::Other(_) => Err(format!("{name}: Hier hoort een tekst of een getal te staan.")),
        _ => Ok(text_of(Some(value)).unwrap_or_default()),
    }
}

pub(super) fn texts(name: &str, words: Option<&Words>) -> Result<Vec<String>, String> {
    let fold = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words {
        Some(Words::Many(values)) => values.iter().map(|value| scalar(name, value).map(fold)).collect(),
        Some(Words::One(value)) => Ok(vec![scalar(name, value).map(fold)?]),
        None => Ok(Vec::new()),
    }
}

/// An object of ours.
pub(super) fn part<'a, T>(name: &str, given: Option<&'a Loose<T>>) -> Result<Option<&'a T>, String> {
    match given {
        Some(Loose::Parts(parts)) => Ok(Some(parts)),
        Some(_) => Err(format!("{name}: Hier hoort een object te staan, tussen accolades.")),
        None => Ok(None),
    }
}

/// A line without this is nobody's.
pub(super) fn required(name: &str, what: &str, max: usize, given: Option<String>) -> Result<String, String> {
    let given =
        given.ok_or_else(|| format!("{name}: Dit ontbreekt. Zonder {what} kunnen we de regel niet inlezen."))?;
    text::line(&given, what, max).map_err(|message| format!("{name}: {message}"))
}

/// What is wrong, with the names of the file and with what stands there, unless that is private: a report is kept.
pub(super) fn reason(errors: &FieldErrors, fields: &Fields, name_in_file: impl Fn(&str) -> String) -> String {
    let sentence = |field: &str, message: &str| {
        let name = name_in_file(field);
        let given = fields.all(field).collect::<Vec<_>>().join(", ");
        let shown = if given.is_empty() || is_private(&name) { String::new() } else { there_stands(&given) };
        format!("{name}: {message}{shown}")
    };
    errors.iter().map(|error| sentence(error.field, &error.message)).collect::<Vec<_>>().join(" ")
}

/// Whether a field, by its name in the file, says what nobody may read in a report.
fn is_private(name: &str) -> bool {
    name.starts_with("facts.") || ["limits", "birth_date", "phone", "email"].contains(&name)
}

/// What stands there, behind a sentence.
pub(super) fn there_stands(given: &str) -> String {
    let mut chars = given.chars();
    let start: String = chars.by_ref().take(40).collect();
    let more = if chars.next().is_some() { "…" } else { "" };
    format!(" (er staat: \"{start}{more}\")")
}
