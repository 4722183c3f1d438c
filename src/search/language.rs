//! What the index in use knows of language beside its analysis: what words mean, and which words can be meant by an error.
//! It never is part of the index: it changes without building anything anew.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock, TryLockError};

use tantivy::Searcher;

use crate::search::compounds::Compounds;
use crate::search::schema::Columns;
use crate::search::spelling::{KnownWords, Standing};
use crate::search::thesaurus::Thesaurus;

/// The known words are read again when the number of documents changed by more than one in so many.
const READ_AGAIN: u64 = 50;

/// Word lists of an open index.
pub struct Language {
    thesaurus: RwLock<Arc<Thesaurus>>,
    /// And for how many documents they were read.
    known: RwLock<Option<(u64, Arc<KnownWords>)>>,
    /// Held by the one who reads them.
    reading: Mutex<()>,
}

impl Language {
    /// With the lists that ship with the program.
    pub fn shipped() -> Self {
        Self { thesaurus: RwLock::new(Thesaurus::shipped()), known: RwLock::new(None), reading: Mutex::new(()) }
    }

    /// What words mean.
    pub fn thesaurus(&self) -> Arc<Thesaurus> {
        Arc::clone(&self.thesaurus.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// What words mean from now on.
    pub fn set_thesaurus(&self, thesaurus: Arc<Thesaurus>) {
        // Who reads words of the lists before must not keep them afterwards.
        let _reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        *self.thesaurus.write().unwrap_or_else(PoisonError::into_inner) = thesaurus;
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The words of titles and of the lists. A word that came a moment ago may be missing: whether a word is known, the
    /// index itself says.
    pub fn known(&self, searcher: &Searcher, fields: &Columns) -> Arc<KnownWords> {
        let documents = searcher.num_docs();
        let kept = || self.known.read().unwrap_or_else(PoisonError::into_inner).clone();
        let is_fresh = |of: u64| of.abs_diff(documents) <= of / READ_AGAIN;
        let older = match kept() {
            Some((of, known)) if is_fresh(of) => return known,
            older => older,
        };
        // One reads them again; the others go on with the older ones, and wait only where there are none.
        let _reading = match (self.reading.try_lock(), older) {
            (Ok(reading), _) => reading,
            (Err(TryLockError::Poisoned(poisoned)), _) => poisoned.into_inner(),
            (Err(TryLockError::WouldBlock), Some((_, known))) => return known,
            (Err(TryLockError::WouldBlock), None) => self.reading.lock().unwrap_or_else(PoisonError::into_inner),
        };
        if let Some((of, known)) = kept()
            && is_fresh(of)
        {
            return known;
        }
        let known = Arc::new(KnownWords::new(self.words(searcher, fields)));
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some((documents, Arc::clone(&known)));
        known
    }

    fn words(&self, searcher: &Searcher, fields: &Columns) -> BTreeMap<String, Standing> {
        let thesaurus = self.thesaurus();
        let listed = thesaurus.words().chain(Compounds::shipped().words());
        let listed = listed.map(|word| (word.to_owned(), Standing { titles: 0, listed: true }));
        let mut words: BTreeMap<String, Standing> = listed.collect();
        for segment in searcher.segment_readers() {
            // An index that cannot be read says so when it is asked.
            let Ok(index) = segment.inverted_index(fields.title_words) else { continue };
            let Ok(mut terms) = index.terms().stream() else { continue };
            while terms.advance() {
                if let Ok(word) = std::str::from_utf8(terms.key()) {
                    words.entry(word.to_owned()).or_default().titles += terms.value().doc_freq;
                }
            }
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use super::*;
    use crate::search::analyzer::Analyzer;
    use crate::search::generation::Generation;

    #[test]
    fn one_reads_the_words_for_all_who_ask_at_once() {
        let generation = Generation::in_memory(Analyzer::shipped()).unwrap();
        let (searcher, language) = (generation.reader.searcher(), Language::shipped());
        let together = Barrier::new(8);
        let ask = || {
            together.wait();
            language.known(&searcher, &generation.fields)
        };
        let known: Vec<_> = std::thread::scope(|scope| {
            let asked: Vec<_> = (0..8).map(|_| scope.spawn(ask)).collect();
            asked.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(known.iter().all(|each| Arc::ptr_eq(each, &known[0])));
    }
}
