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
    let folded: String = text.chars().take(200).flat_map(fold).flat_map(char::to_lowercase).collect();
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The places of which the name, or a word of it, begins like this; the nearest to the beginning first, else in the order
/// of the table: the region's own first.
#[must_use]
pub fn places_beginning(typed: &str, limit: usize) -> Vec<Suggestion> {
    let beginning = plain_words(typed).join(" ");
    if beginning.chars().count() < SHORTEST_BEGINNING {
        return Vec::new();
    }
    let mut found: Vec<(usize, &str)> = Vec::new();
    for name in Places::known().names() {
        let words = plain_words(name);
        let at = (0..words.len()).find(|at| words[*at..].join(" ").starts_with(&beginning));
        if let Some(at) = at
            && found.iter().all(|(_, other)| *other != name)
        {
            found.push((at, name));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    let suggestion = |(_, name): (usize, &str)| Suggestion { text: name.to_owned(), kind: SuggestionKind::Place };
    found.into_iter().take(limit).map(suggestion).collect()
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
