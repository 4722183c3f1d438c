//! Lists that were brought in beside those that ship: words that mean the same, and places.
//! Never anything of a person, and never read here: `search` and `domain::place` know the forms.

use crate::domain::code::codes;

codes! {
    /// What a list is of.
    pub enum WordListKind {
        /// Words that mean the same, in the form of `search_index/synonyms.nl.txt`.
        Thesaurus = "thesaurus",
        /// Places, in the form of `search_index/places.nl.tsv`.
        Places = "places",
    }
}

/// A list from one source. The same source again takes its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordList {
    /// What it is of.
    pub kind: WordListKind,
    /// Where it came from, in a word: `esco`.
    pub source: String,
    /// The list, in the form of the shipped file.
    pub content: String,
    /// How many lines say something.
    pub entries: u32,
}
