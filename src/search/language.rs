//! What the index in use knows of language beside its analysis: what words mean, and which words can be meant by an error.
//! It never is part of the index: it changes without building anything anew.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use tantivy::Searcher;

use crate::search::compounds::Compounds;
use crate::search::schema::Columns;
use crate::search::spelling::KnownWords;
use crate::search::thesaurus::Thesaurus;

/// The known words are read again when the number of documents changed by more than one in so many.
const READ_AGAIN: u64 = 50;

/// Word lists of an open index.
pub struct Language {
    thesaurus: RwLock<Arc<Thesaurus>>,
    /// And for how many documents they were read.
    known: RwLock<Option<(u64, Arc<KnownWords>)>>,
}

impl Language {
    /// With the lists that ship with the program.
    pub fn shipped() -> Self {
        Self { thesaurus: RwLock::new(Thesaurus::shipped()), known: RwLock::new(None) }
    }

    /// What words mean.
    pub fn thesaurus(&self) -> Arc<Thesaurus> {
        Arc::clone(&self.thesaurus.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// What words mean from now on.
    pub fn set_thesaurus(&self, thesaurus: Arc<Thesaurus>) {
        *self.thesaurus.write().unwrap_or_else(PoisonError::into_inner) = thesaurus;
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The words of titles and of the lists. A word that came a moment ago may be missing: whether a word is known, the
    /// index itself says.
    pub fn known(&self, searcher: &Searcher, fields: &Columns) -> Arc<KnownWords> {
        let documents = searcher.num_docs();
        if let Some((of, known)) = &*self.known.read().unwrap_or_else(PoisonError::into_inner)
            && of.abs_diff(documents) <= of / READ_AGAIN
        {
            return Arc::clone(known);
        }
        let known = Arc::new(KnownWords::new(self.words(searcher, fields)));
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some((documents, Arc::clone(&known)));
        known
    }

    fn words(&self, searcher: &Searcher, fields: &Columns) -> BTreeMap<String, u32> {
        let thesaurus = self.thesaurus();
        let mut words: BTreeMap<String, u32> = thesaurus.words().map(|word| (word.to_owned(), 0)).collect();
        words.extend(Compounds::shipped().words().map(|word| (word.to_owned(), 0)));
        for segment in searcher.segment_readers() {
            // An index that cannot be read says so when it is asked.
            let Ok(index) = segment.inverted_index(fields.title_words) else { continue };
            let Ok(mut terms) = index.terms().stream() else { continue };
            while terms.advance() {
                if let Ok(word) = std::str::from_utf8(terms.key()) {
                    *words.entry(word.to_owned()).or_default() += terms.value().doc_freq;
                }
            }
        }
        words
    }
}
