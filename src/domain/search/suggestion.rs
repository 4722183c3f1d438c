//! What is suggested while somebody types: names of work, of organisations and of places.
//! Never a word of a listing that is not open, and never what somebody else typed.

use crate::domain::code::codes;
use crate::domain::place::Places;
use crate::domain::text::fold;

/// From this many letters on there are suggestions.
pub const SHORTEST_BEGINNING: usize = 2;

codes! {
    /// What a suggestion names.
    pub enum SuggestionKind {
        /// Work.
        Title = "title",
        /// An organisation.
        Employer = "employer",
        /// A village or town.
        Place = "place",
    }
}

/// A suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// As it is shown and searched for.
    pub text: String,
    /// What it names.
    pub kind: SuggestionKind,
}

/// The words of a text as beginnings are compared: no accents, no case, no punctuation.
#[must_use]
pub fn plain_words(text: &str) -> Vec<String> {
    let mut plain = String::new();
    write_plain(text, &mut plain);
    plain.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The words with one space between them, into a text that is used again.
fn write_plain(text: &str, into: &mut String) {
    into.clear();
    for c in text.chars().take(200).flat_map(fold).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            into.push(c);
        } else if !into.is_empty() && !into.ends_with(' ') {
            into.push(' ');
        }
    }
}

/// The places of which the name begins like this, then those of which a later word does; else in the order of the table:
/// the region's own first.
#[must_use]
pub fn places_beginning(typed: &str, limit: usize) -> Vec<Suggestion> {
    let beginning = plain_words(typed).join(" ");
    if beginning.chars().count() < SHORTEST_BEGINNING {
        return Vec::new();
    }
    let later = format!(" {beginning}");
    let (mut front, mut further): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let mut plain = String::new();
    for name in Places::known().names() {
        write_plain(name, &mut plain);
        if plain.starts_with(&beginning) {
            front.push(name);
        } else if plain.contains(&later) {
            further.push(name);
        }
    }
    let mut found: Vec<Suggestion> = Vec::new();
    for name in front.into_iter().chain(further) {
        if found.len() == limit {
            break;
        }
        // One name can be of several places.
        if found.iter().all(|other| other.text != name) {
            found.push(Suggestion { text: name.to_owned(), kind: SuggestionKind::Place });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(typed: &str) -> Vec<String> {
        places_beginning(typed, 5).into_iter().map(|place| place.text).collect()
    }

    #[test]
    fn places_are_found_by_the_beginning_of_a_word() {
        assert_eq!(names("dalf"), ["Dalfsen"]);
        assert_eq!(names(" NIEUWL")[0], "Nieuwleusen");
        assert!(names("krim").contains(&"De Krim".to_owned()));
        assert!(names("d").is_empty() && names("").is_empty() && names("\"*'").is_empty());
        assert!(names("de").len() == 5);
    }

    #[test]
    fn words_are_compared_without_accents_and_punctuation() {
        assert_eq!(plain_words("Hulp in 't Café (m/v)"), ["hulp", "in", "t", "cafe", "m", "v"]);
    }
}
