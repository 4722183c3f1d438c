//! What the index knows of a word: in how many listings it stands, and so how much it tells.
//! It never remembers: it asks the index that is open now.

use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use crate::search::schema::Columns;

/// The words of an index.
pub struct Lexicon<'a> {
    searcher: &'a Searcher,
    fields: &'a Columns,
    documents: u64,
}

impl<'a> Lexicon<'a> {
    /// Of this index.
    pub fn new(searcher: &'a Searcher, fields: &'a Columns) -> Self {
        let documents = searcher.segment_readers().iter().map(|segment| u64::from(segment.max_doc())).sum();
        Self { searcher, fields, documents }
    }

    /// In how many titles a term stands.
    pub fn in_titles(&self, term: &str) -> u64 {
        self.count(self.fields.title, term)
    }

    /// In how many texts a term stands.
    pub fn in_bodies(&self, term: &str) -> u64 {
        self.count(self.fields.body, term)
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
