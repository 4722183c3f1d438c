//! Telling why a listing stands where it stands: every way to have a word is asked of it by itself.
//! It never ranks: what it tells is made of the queries and the factors that the order is made of. What counts for all words
//! together, and for the name of the place, it does not take apart.

use tantivy::query::Scorer as _;
use tantivy::{DocId, DocSet as _, SegmentReader};

use crate::domain::search::{Explanation, Hit, Query, Reason};
use crate::search::SearchError;
use crate::search::document::id_term;
use crate::search::index::Index;
use crate::search::merit::Merit;
use crate::search::rows::SegmentRows;
use crate::search::scoring::Way;
use crate::search::view::living;

impl Index {
    /// Why each of these hits of a question stands where it stands; nothing for one that is gone meanwhile.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn explain(&self, query: &Query, hits: &[Hit]) -> Result<Vec<Option<Explanation>>, SearchError> {
        let version = self.generation();
        let state = self.state();
        let view = query.after.and_then(|after| self.view_of(after)).unwrap_or(state.view);
        let (searcher, fields) = (&view.searcher, &state.generation.fields);
        let words = self.words_in(version, &view, fields, query);
        let mut ways = Vec::new();
        for (typed, each) in words.ways(searcher, fields) {
            let weights = each.into_iter().map(|way| way.weight(searcher).map(|weight| (way, weight)));
            ways.push((typed, weights.collect::<tantivy::Result<Vec<_>>>()?));
        }
        let explain = |hit: &Hit| -> Result<Option<Explanation>, SearchError> {
            let term = id_term(fields, hit.id);
            for (segment, rows) in view.segments() {
                let Some(doc) = living(segment, &term)? else { continue };
                let mut found = Vec::new();
                for (typed, ways) in &ways {
                    found.push((typed.clone(), best(segment, doc, ways)?));
                }
                return Ok(Some(told(found, hit, rows, doc, view.newest)));
            }
            Ok(None)
        };
        hits.iter().map(explain).collect()
    }
}

fn told(words: Vec<(String, Option<Reason>)>, hit: &Hit, rows: &SegmentRows, doc: DocId, newest: i64) -> Explanation {
    let merit = Merit::of(rows.row(doc), newest, hit.distance_km);
    Explanation {
        words,
        score: hit.score,
        freshness: merit.freshness,
        completeness: merit.completeness,
        nearness: merit.nearness,
    }
}

/// The way that counts most for a document.
fn best(
    segment: &SegmentReader,
    doc: DocId,
    ways: &[(Way, Box<dyn tantivy::query::Weight>)],
) -> tantivy::Result<Option<Reason>> {
    let mut best: Option<Reason> = None;
    for (way, weight) in ways {
        let mut scorer = weight.scorer(segment, 1.0)?;
        if scorer.doc() < doc {
            scorer.seek(doc);
        }
        if scorer.doc() == doc {
            let points = scorer.score();
            if best.as_ref().is_none_or(|best| points > best.points) {
                best = Some(Reason { how: way.how.clone(), place: way.place, points });
            }
        }
    }
    Ok(best)
}
