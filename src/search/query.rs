//! A question as the engine understands it: words become a query built by hand; everything else is a filter (see `filter`).
//! It never parses operators: quotes, stars and colons that somebody types are no commands but the edges of words.

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, DisjunctionMaxQuery, FuzzyTermQuery, Occur, Query as EngineQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use crate::search::analyzer::Analyzer;
use crate::search::schema::Columns;

/// More words than this are not looked at: every word costs.
const MOST_WORDS: usize = 16;
/// The last word may be the beginning of a word of the title from this many characters on ("zorg": "zorgmedewerker").
const SHORTEST_BEGINNING: usize = 4;

// How much a word counts where it stands; the body is 1.
const IN_TITLE: f32 = 3.0;
const IN_NAME: f32 = 1.5;
const AS_BEGINNING: f32 = 0.5;
/// How much the other places of a word add to the best one.
const ELSEWHERE: f32 = 0.1;

/// A word of the question.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    /// As typed, folded.
    plain: String,
    /// As running text holds it; none for a stop word.
    stem: Option<String>,
}

/// The words of a question, each once. Stop words are left out, unless there is nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words(Vec<Word>);

impl Words {
    /// The words of what somebody typed.
    pub fn of(analyzer: &Analyzer, text: &str) -> Self {
        let mut words: Vec<Word> = Vec::new();
        for plain in analyzer.words(text) {
            if words.len() < MOST_WORDS && words.iter().all(|word| word.plain != plain) {
                let stem = analyzer.stems(&plain).into_iter().next().map(|token| token.text);
                words.push(Word { plain, stem });
            }
        }
        if words.iter().any(|word| word.stem.is_some()) {
            words.retain(|word| word.stem.is_some());
        }
        Self(words)
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is asked with words.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a stem of a text is one of these words.
    pub fn has_stem(&self, stem: &str) -> bool {
        self.0.iter().any(|word| word.stem.as_deref() == Some(stem))
    }

    /// Whether a word of a text, as it is written, is one of these words or begins with the last one.
    pub fn has_plain(&self, plain: &str) -> bool {
        self.0.iter().any(|word| word.plain == plain) || self.beginning().is_some_and(|word| plain.starts_with(word))
    }

    /// The query: every word must be found, or with `Occur::Should` at least one.
    pub fn query(&self, fields: &Columns, occur: Occur) -> Box<dyn EngineQuery> {
        let last = self.0.len().saturating_sub(1);
        let found = |(at, word): (usize, &Word)| {
            let beginning = self.beginning().filter(|_| at == last);
            (occur, anywhere(fields, word, beginning))
        };
        let mut parts: Vec<_> = self.0.iter().enumerate().map(found).collect();
        match parts.len() {
            0 => Box::new(AllQuery),
            1 => parts.remove(0).1,
            _ => Box::new(BooleanQuery::new(parts)),
        }
    }

    /// The query for listings whose title has some of these words.
    pub fn in_titles(&self, fields: &Columns) -> Box<dyn EngineQuery> {
        let stems = self.0.iter().filter_map(|word| word.stem.as_deref());
        Box::new(BooleanQuery::union(stems.map(|stem| term(fields.title, stem, IN_TITLE)).collect()))
    }

    fn beginning(&self) -> Option<&str> {
        let last = self.0.last().map(|word| word.plain.as_str());
        last.filter(|word| word.chars().count() >= SHORTEST_BEGINNING)
    }
}

/// A word in any field; it counts where it counts most.
fn anywhere(fields: &Columns, word: &Word, beginning: Option<&str>) -> Box<dyn EngineQuery> {
    let mut places = vec![
        term(fields.title_words, &word.plain, IN_TITLE),
        term(fields.employer, &word.plain, IN_NAME),
        term(fields.place, &word.plain, IN_NAME),
    ];
    if let Some(stem) = &word.stem {
        places.push(term(fields.title, stem, IN_TITLE));
        places.push(term(fields.body, stem, 1.0));
    }
    if let Some(beginning) = beginning {
        let beginning = FuzzyTermQuery::new_prefix(Term::from_field_text(fields.title_words, beginning), 0, true);
        places.push(Box::new(BoostQuery::new(Box::new(beginning), AS_BEGINNING)));
    }
    Box::new(DisjunctionMaxQuery::with_tie_breaker(places, ELSEWHERE))
}

fn term(field: Field, text: &str, boost: f32) -> Box<dyn EngineQuery> {
    let query = TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs);
    Box::new(BoostQuery::new(Box::new(query), boost))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        Words::of(&Analyzer::new(), text).0.into_iter().map(|word| word.plain).collect()
    }

    #[test]
    fn words_are_taken_once_without_stop_words() {
        assert_eq!(words("werk in de keuken of keuken"), ["werk", "keuken"]);
        assert_eq!(words("de en het"), ["de", "en", "het"]);
        assert_eq!(words("title:kok AND (\"a\" OR kok~2)^3 *"), ["title", "kok", "and", "a", "or", "2", "3"]);
        assert!(words(" \"*\" ?:^~ \u{200f}").is_empty());
        let many: Vec<String> = (0..100).map(|number| format!("a{number}")).collect();
        assert_eq!(words(&many.join(" ")).len(), MOST_WORDS);
    }
}
