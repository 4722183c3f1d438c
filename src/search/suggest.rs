//! Suggestions while somebody types: titles and organisations of open listings, by the beginning of any of their words.
//! It never suggests what no open listing holds: the best ones are looked up before they are given.

use std::collections::HashMap;

use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Searcher, TERMINATED};

use crate::domain::civil_day::CivilDay;
use crate::domain::search::{ListingDocument, SHORTEST_BEGINNING, Suggestion, SuggestionKind, plain_words};
use crate::search::document::day_number;
use crate::search::schema::{Columns, column};
use crate::search::{Index, SearchError};

/// A longer title is no suggestion.
const LONGEST: usize = 80;
/// From so many words of a text a suggestion can begin.
const MOST_WORDS: usize = 8;
/// So many terms of a segment are looked at: two letters can begin very many.
const MOST_TERMS: usize = 10_000;
/// Between the words and the text as it is written: smaller than any letter, so that whole words come first.
const APART: u8 = 0;

/// The terms by which a listing's title and organisation are found: the words from each word on, and then the text itself.
pub fn beginnings(document: &ListingDocument) -> Vec<Vec<u8>> {
    let of = |text: &str, mark: u8| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = if text.chars().count() <= LONGEST { plain_words(&text) } else { Vec::new() };
        let term = |at: usize| [words[at..].join(" ").as_bytes(), &[APART, mark], text.as_bytes()].concat();
        (0..words.len().min(MOST_WORDS)).map(term).collect::<Vec<_>>()
    };
    [of(&document.title, TITLE), of(&document.employer, EMPLOYER)].concat()
}

const TITLE: u8 = b't';
const EMPLOYER: u8 = b'e';

/// A text that begins so, with the terms that stand for it.
struct Candidate {
    kind: SuggestionKind,
    /// As it is written most often.
    text: String,
    most: u32,
    listings: u32,
    /// Whether it begins so itself, and not one of its later words.
    at_front: bool,
    terms: Vec<(usize, TermInfo)>,
}

impl Index {
    /// Titles and organisations of open listings that begin like this, those of most listings first.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn suggest(&self, typed: &str, today: CivilDay, limit: usize) -> Result<Vec<Suggestion>, SearchError> {
        let beginning = plain_words(typed).join(" ");
        if beginning.chars().count() < SHORTEST_BEGINNING {
            return Ok(Vec::new());
        }
        let state = self.state();
        let searcher = state.generation.reader.searcher();
        let fields = &state.generation.fields;
        let mut candidates = candidates(&searcher, fields, &beginning)?;
        candidates.sort_by(|one, other| {
            let key = |each: &Candidate| (each.listings, each.at_front);
            let longer = one.text.len().cmp(&other.text.len());
            key(other).cmp(&key(one)).then(longer).then_with(|| one.text.cmp(&other.text))
        });
        let mut suggestions = Vec::new();
        for candidate in candidates {
            if suggestions.len() == limit {
                break;
            }
            if is_open(&searcher, fields, &candidate, today)? {
                suggestions.push(Suggestion { text: candidate.text, kind: candidate.kind });
            }
        }
        Ok(suggestions)
    }
}

fn candidates(searcher: &Searcher, fields: &Columns, beginning: &str) -> tantivy::Result<Vec<Candidate>> {
    let mut found: HashMap<(SuggestionKind, String), Candidate> = HashMap::new();
    // No letter is the byte 0xFF.
    let end = [beginning.as_bytes(), &[0xFF]].concat();
    for (segment, reader) in searcher.segment_readers().iter().enumerate() {
        let index = reader.inverted_index(fields.beginnings)?;
        let mut terms = index.terms().range().ge(beginning).lt(&end).into_stream()?;
        for _ in 0..MOST_TERMS {
            if !terms.advance() {
                break;
            }
            let Some((kind, words, text)) = read(terms.key()) else { continue };
            let (info, listings) = (terms.value().clone(), terms.value().doc_freq);
            let whole = plain_words(text).join(" ");
            let at_front = whole == words;
            let candidate = found.entry((kind, whole)).or_insert_with(|| {
                let text = text.to_owned();
                Candidate { kind, text, most: 0, listings: 0, at_front, terms: Vec::new() }
            });
            candidate.at_front |= at_front;
            candidate.listings += listings;
            if listings > candidate.most {
                (candidate.most, candidate.text) = (listings, text.to_owned());
            }
            candidate.terms.push((segment, info));
        }
    }
    Ok(found.into_values().collect())
}

fn read(term: &[u8]) -> Option<(SuggestionKind, &str, &str)> {
    let (words, rest) = term.split_at(term.iter().position(|byte| *byte == APART)?);
    let kind = match *rest.get(1)? {
        TITLE => SuggestionKind::Title,
        EMPLOYER => SuggestionKind::Employer,
        _ => return None,
    };
    Some((kind, std::str::from_utf8(words).ok()?, std::str::from_utf8(rest.get(2..)?).ok()?))
}

/// Whether a listing that is open holds it: what was withdrawn stays among the terms until segments are merged.
fn is_open(searcher: &Searcher, fields: &Columns, candidate: &Candidate, today: CivilDay) -> Result<bool, SearchError> {
    let today = day_number(today);
    for (segment, term) in &candidate.terms {
        let Some(reader) = searcher.segment_readers().get(*segment) else { continue };
        let closes = reader.fast_fields().i64(column::CLOSES)?;
        let index = reader.inverted_index(fields.beginnings)?;
        let postings = index.read_postings_from_terminfo(term, IndexRecordOption::Basic);
        let mut postings = postings.map_err(tantivy::TantivyError::from)?;
        while postings.doc() != TERMINATED {
            let doc = postings.doc();
            if !reader.is_deleted(doc) && closes.first(doc).is_some_and(|last| last >= today) {
                return Ok(true);
            }
            postings.advance();
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::search::Position;
    use crate::search::tests::listing;

    const AT: Position = Position { seq: 1, change: None };

    fn today() -> CivilDay {
        CivilDay::parse("2026-11-22").unwrap()
    }

    fn index(titles: &[(&str, &str)]) -> (Index, Vec<ListingDocument>) {
        let document = |(number, (title, employer)): (usize, &(&str, &str))| ListingDocument {
            employer: (*employer).to_owned(),
            ..listing(u32::try_from(number + 1).unwrap(), title)
        };
        let documents: Vec<_> = titles.iter().enumerate().map(document).collect();
        let index = Index::in_memory().unwrap();
        index.rebuild(documents.clone(), AT).unwrap();
        (index, documents)
    }

    fn texts(index: &Index, typed: &str) -> Vec<String> {
        index.suggest(typed, today(), 5).unwrap().into_iter().map(|suggestion| suggestion.text).collect()
    }

    #[test]
    fn a_beginning_of_any_word_gives_the_most_frequent_first() {
        let (index, _) = index(&[
            ("Medewerker groen", "Zorggroep Vecht"),
            ("Medewerker zorg", "Zorggroep Vecht"),
            ("Zorghulp", "Zorggroep Vecht"),
            ("medewerker Zorg", "Café 't Hoekje"),
            ("Medewerker zorg", "Café 't Hoekje"),
        ]);
        assert_eq!(texts(&index, "zorg"), ["Zorggroep Vecht", "Medewerker zorg", "Zorghulp"]);
        assert_eq!(texts(&index, "Medewerker z"), ["Medewerker zorg"]);
        assert_eq!(texts(&index, "cafe t"), ["Café 't Hoekje"]);
        assert_eq!(index.suggest("hoek", today(), 5).unwrap()[0].kind, SuggestionKind::Employer);
        for nothing in ["", "z", " \"*\u{200f}", "xyz", "\0t", "zorg\u{ff}"] {
            assert!(texts(&index, nothing).is_empty(), "{nothing:?}");
        }
        assert_eq!(index.suggest("zo", today(), 1).unwrap().len(), 1);
    }

    #[test]
    fn what_is_withdrawn_or_closed_is_not_suggested() {
        let (index, documents) = index(&[("Kok", "De Brug"), ("Koerier", "Vos"), ("Kok", "Hotel")]);
        let closed = ListingDocument { closes_on: CivilDay::parse("2026-11-21"), ..documents[1].clone() };
        index.apply(&[(documents[0].id, None), (closed.id, Some(closed))], AT).unwrap();
        assert_eq!(texts(&index, "ko"), ["Kok"]);
        index.apply(&[(documents[2].id, None)], AT).unwrap();
        assert!(texts(&index, "ko").is_empty() && texts(&index, "de br").is_empty());
    }

    #[test]
    fn a_long_title_is_no_suggestion() {
        let (index, _) = index(&[(&"Chauffeur gezocht ".repeat(6), "Vos")]);
        assert!(texts(&index, "chauf").is_empty());
    }
}
