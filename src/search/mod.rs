//! The search index: what is public of the listings, found by words, place, hours and choices, and counted per choice.
//! It never touches the database: documents are handed in and identifiers come out; what is public, the database decides.
//!
//! Everything here can be derived again, so a bad index is no error: [`Index::open`] says what it found, and the caller
//! rebuilds. This is the only room that knows tantivy.

mod analyzer;
mod asking;
mod compounds;
mod cutter;
mod document;
mod explaining;
mod facets;
mod family;
mod filter;
mod gather;
mod generation;
mod index;
mod language;
mod lexicon;
mod merit;
mod query;
mod ranked;
mod rows;
mod schema;
mod scoring;
mod similar;
mod snippet;
mod spelling;
mod suggest;
#[cfg(test)]
mod tests;
mod thesaurus;
mod title;
mod view;
mod word;
mod writer;

pub use document::digest;
pub use index::{Index, Opened};
pub use schema::fingerprint;
pub use thesaurus::Thesaurus;
pub use writer::Rebuild;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The directory of the index cannot be read or written.
    #[error("the directory of the search index cannot be used ({path})")]
    Directory {
        /// Which one, or which file in it.
        path: std::path::PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Another program writes this index.
    #[error("another program writes the search index")]
    Busy,
    /// Changes came before the first build, so that they would be all that there is.
    #[error("the search index was never built")]
    NotBuilt,
    /// The engine failed.
    #[error("the search index failed: {0}")]
    Engine(#[source] Box<tantivy::TantivyError>),
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        match error {
            tantivy::TantivyError::LockFailure(tantivy::directory::error::LockError::LockBusy, _) => Self::Busy,
            other => Self::Engine(Box::new(other)),
        }
    }
}
