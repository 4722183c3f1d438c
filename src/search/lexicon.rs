//! What the index knows of a word: in how many listings it stands, and so how much it tells.
//! It never remembers: it asks the index that is open now.

use std::cell::Cell;
use std::sync::Arc;

use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use crate::search::schema::Columns;
use crate::search::spelling::{KnownWords, Meant, can_be_wrong};
use crate::search::view::living;

/// So many words of one question can be typing errors: each is compared with very many others.
const MOST_ERRORS: usize = 4;

/// The words of an index, for one question.
pub struct Lexicon<'a> {
    searcher: &'a Searcher,
    fields: &'a Columns,
    documents: u64,
    known: &'a dyn Fn() -> Arc<KnownWords>,
    /// For how many words the nearest were looked for.
    errors: Cell<usize>,
}

impl<'a> Lexicon<'a> {
    /// Of this index.
    pub fn new(searcher: &'a Searcher, fields: &'a Columns, known: &'a dyn Fn() -> Arc<KnownWords>) -> Self {
        let documents = searcher.segment_readers().iter().map(|segment| u64::from(segment.max_doc())).sum();
        Self { searcher, fields, documents, known, errors: Cell::new(0) }
    }

    /// In how many titles a term stands.
    pub fn in_titles(&self, term: &str) -> u64 {
        self.count(self.fields.title, term)
    }

    /// In how many titles it is a part of a compound.
    pub fn in_parts(&self, term: &str) -> u64 {
        self.count(self.fields.title_parts, term)
    }

    /// In how many texts a term stands.
    pub fn in_bodies(&self, term: &str) -> u64 {
        self.count(self.fields.body, term)
    }

    /// Whether an organisation or a place has this word in its name.
    pub fn is_name(&self, plain: &str) -> bool {
        self.count(self.fields.employer, plain) + self.count(self.fields.place, plain) > 0
    }

    /// The known words nearest to this one; none once that was asked of several words.
    pub fn nearest(&self, plain: &str) -> Vec<Meant> {
        if !can_be_wrong(plain) || self.errors.get() == MOST_ERRORS {
            return Vec::new();
        }
        self.errors.set(self.errors.get() + 1);
        (self.known)().nearest(plain, |word| self.is_in_a_title(word))
    }

    /// Whether the title of a listing has this word. The counts of the index do not say: what was withdrawn is among them
    /// until segments are merged.
    fn is_in_a_title(&self, plain: &str) -> bool {
        let term = Term::from_field_text(self.fields.title_words, plain);
        self.searcher.segment_readers().iter().any(|segment| living(segment, &term).is_ok_and(|doc| doc.is_some()))
    }

    /// How much a term tells: a rare one much, one that stands everywhere nothing.
    #[expect(clippy::cast_precision_loss, reason = "a weight")]
    pub fn weight(&self, documents_with: u64) -> f32 {
        let (all, with) = (self.documents as f32, documents_with.min(self.documents) as f32);
        (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
    }

    fn count(&self, field: Field, term: &str) -> u64 {
        // An index that cannot be read says so when it is asked.
        self.searcher.doc_freq(&Term::from_field_text(field, term)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::civil_day::CivilDay;
    use crate::domain::search::{Position, Query};
    use crate::search::Index;
    use crate::search::tests::listing;

    const AT: Position = Position { seq: 1, change: None };

    fn index(titles: &[&str]) -> Index {
        let documents = (1..).zip(titles).map(|(number, title)| listing(number, title));
        let index = Index::in_memory().unwrap();
        index.rebuild(documents.collect::<Vec<_>>(), AT).unwrap();
        index
    }

    fn suggestion(index: &Index, text: &str) -> Option<String> {
        let query = Query { text: text.to_owned(), ..Query::default() };
        index.search(&query, CivilDay::parse("2026-11-22").unwrap(), 0, 10).unwrap().suggestion
    }

    #[test]
    fn a_word_of_withdrawn_work_is_not_meant() {
        // So many that one less is no reason to read the known words again.
        let index = index(&[&["Kwispelaar"][..], &["Kok"; 60]].concat());
        assert_eq!(suggestion(&index, "kwispelar").as_deref(), Some("kwispelaar"));
        index.apply(&[(listing(1, "").id, None)], AT).unwrap();
        assert_eq!(suggestion(&index, "kwispelar"), None);
        // What a list knows can be meant without a listing.
        assert_eq!(suggestion(&index, "loodgeiter").as_deref(), Some("loodgieter"));
    }

    #[test]
    fn the_first_four_words_that_nothing_knows_are_corrected() {
        let index = index(&["Kok"]);
        let typed = "chaufeur 1234 loodgeiter xyz stijgerbouwer orderpiker schilderr";
        let meant = "chauffeur 1234 loodgieter xyz steigerbouwer orderpicker schilderr";
        assert_eq!(suggestion(&index, typed).as_deref(), Some(meant));
    }
}
