//! What is asked at one moment: the segments of the index as they were then, with the rows of each in memory.
//! It never changes: a change of the index makes another one, which shares what stayed the same.

use std::sync::Arc;

use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet as _, Searcher, SegmentReader, TERMINATED, Term};

use crate::domain::search::Position;
use crate::search::rows::SegmentRows;

/// The index at one moment.
pub struct View {
    pub searcher: Searcher,
    /// The last change that it holds.
    pub position: Option<Position>,
    /// When the newest listing became public, in microseconds since 1970.
    pub newest: i64,
    rows: Vec<Arc<SegmentRows>>,
}

impl View {
    /// The index as this searcher sees it; what it shares with the view before is not read again.
    pub fn of(searcher: Searcher, position: Option<Position>, before: Option<&Self>) -> tantivy::Result<Self> {
        let known = before.map(|view| view.rows.as_slice()).unwrap_or_default();
        let rows_of = |segment: &SegmentReader| match known.iter().find(|rows| rows.segment() == segment.segment_id()) {
            Some(rows) => Ok(Arc::clone(rows)),
            None => SegmentRows::read(segment).map(Arc::new),
        };
        let rows: Vec<Arc<SegmentRows>> =
            searcher.segment_readers().iter().map(rows_of).collect::<tantivy::Result<_>>()?;
        let newest = searcher.segment_readers().iter().zip(&rows).filter_map(|(segment, rows)| {
            let living = rows.newest().iter().find(|doc| !segment.is_deleted(**doc))?;
            Some(rows.row(*living).published)
        });
        let newest = newest.max();
        Ok(Self { searcher, position, newest: newest.unwrap_or_default(), rows })
    }

    /// The segments with their rows.
    pub fn segments(&self) -> impl Iterator<Item = (&SegmentReader, &SegmentRows)> {
        self.searcher.segment_readers().iter().zip(self.rows.iter().map(Arc::as_ref))
    }

    /// The number of the last change that it holds.
    pub fn seq(&self) -> i64 {
        self.position.map_or(0, |position| position.seq)
    }
}

/// A document with this term that was not deleted.
pub fn living(segment: &SegmentReader, term: &Term) -> tantivy::Result<Option<DocId>> {
    let index = segment.inverted_index(term.field())?;
    let Some(mut postings) = index.read_postings(term, IndexRecordOption::Basic)? else { return Ok(None) };
    while postings.doc() != TERMINATED {
        if !segment.is_deleted(postings.doc()) {
            return Ok(Some(postings.doc()));
        }
        postings.advance();
    }
    Ok(None)
}
