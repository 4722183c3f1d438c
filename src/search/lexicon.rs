//! What the index knows of a word: in how many listings it stands, and so how much it tells.
//! It never remembers: it asks the index that is open now.

use std::sync::Arc;

use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use crate::search::schema::Columns;
use crate::search::spelling::{KnownWords, Meant};

/// The words of an index.
pub struct Lexicon<'a> {
    searcher: &'a Searcher,
    fields: &'a Columns,
    documents: u64,
    known: &'a dyn Fn() -> Arc<KnownWords>,
}

impl<'a> Lexicon<'a> {
    /// Of this index.
    pub fn new(searcher: &'a Searcher, fields: &'a Columns, known: &'a dyn Fn() -> Arc<KnownWords>) -> Self {
        let documents = searcher.segment_readers().iter().map(|segment| u64::from(segment.max_doc())).sum();
        Self { searcher, fields, documents, known }
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

    /// The known words nearest to this one.
    pub fn nearest(&self, plain: &str) -> Vec<Meant> {
        (self.known)().nearest(plain)
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
