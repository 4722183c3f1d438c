//! Listings like another one: those that share a word of the title, or the branch; nearness only orders.
//! It never looks at everything: of a common word, and of a large branch, a bounded number is looked at.

use tantivy::query::Weight;
use tantivy::{DocId, DocSet, TERMINATED};

use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{Id, ListingId};
use crate::domain::place::Point;
use crate::domain::search::Hit;
use crate::search::facets::{Choices, Fit};
use crate::search::filter::{Circle, Filter};
use crate::search::ranked::{Best, Key, Ranked};
use crate::search::rows::SegmentRows;
use crate::search::view::View;

/// As much as a rare word of the title.
const SAME_SECTOR: f64 = 3.0;
/// At no distance; it fades out over [`FAR_KM`].
const SAME_PLACE: f64 = 3.0;
const FAR_KM: f64 = 40.0;
/// So many are looked at, of each kind of likeness and in each segment.
const LOOKED_AT: usize = 5_000;

/// What a listing can be like.
pub struct Likeness<'a> {
    pub id: ListingId,
    pub choices: Choices,
    pub at: Option<Point>,
    /// The documents with words of its title; `None` when it has none.
    pub words: Option<&'a dyn Weight>,
}

impl Likeness<'_> {
    /// The open listings that are most like it.
    pub fn best(&self, view: &View, today: CivilDay, count: usize) -> tantivy::Result<Vec<Hit>> {
        let open = Filter::open_on(today);
        let mut best = Best::of(count);
        for (segment, rows) in view.segments() {
            let alive = |doc: DocId| segment.alive_bitset().is_none_or(|alive| alive.is_alive(doc));
            let mut offer = |doc: DocId, score: f32| {
                if alive(doc) && open.fit(rows.row(doc)) == Fit::Every {
                    best.offer(self.ranked(rows, doc, score));
                }
            };
            let of_the_branch = self.of_the_branch(rows);
            let Some(words) = self.words else {
                for doc in of_the_branch {
                    offer(doc, 0.0);
                }
                continue;
            };
            let mut scorer = words.scorer(segment, 1.0)?;
            for doc in &of_the_branch {
                if scorer.doc() < *doc {
                    scorer.seek(*doc);
                }
                let score = if scorer.doc() == *doc { scorer.score() } else { 0.0 };
                offer(*doc, score);
            }
            let mut scorer = words.scorer(segment, 1.0)?;
            let mut looked_at = 0;
            while scorer.doc() != TERMINATED && looked_at < LOOKED_AT {
                let doc = scorer.doc();
                if of_the_branch.binary_search(&doc).is_err() {
                    offer(doc, scorer.score());
                }
                looked_at += 1;
                scorer.advance();
            }
        }
        let other = |ranked: &Ranked| ranked.key.id != self.id.uuid().as_u128();
        let hit = |ranked: Ranked| Hit {
            id: ListingId::from_uuid(uuid::Uuid::from_u128(ranked.key.id)),
            score: ranked.score,
            distance_km: ranked.distance_km,
        };
        Ok(best.into_sorted().into_iter().filter(other).map(hit).collect())
    }

    /// Those of the same branch that are near, and the newest ones; in the order of the segment.
    fn of_the_branch(&self, rows: &SegmentRows) -> Vec<DocId> {
        let circle = self.at.map(|at| Circle::around(at, FAR_KM));
        let cells = circle.as_ref().map(|circle| rows.around(circle)).unwrap_or_default();
        let near = cells.iter().flat_map(|cell| cell.docs).take(LOOKED_AT);
        let newest = rows.newest().iter().take(LOOKED_AT);
        let same = |doc: &DocId| rows.row(*doc).choices.same_sector(self.choices);
        let mut found: Vec<DocId> = near.chain(newest).copied().filter(same).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn ranked(&self, rows: &SegmentRows, doc: DocId, score: f32) -> Ranked {
        let row = rows.row(doc);
        let distance_km = self.at.zip(row.point()).map(|(from, to)| from.distance_km(to));
        let near = distance_km.map_or(0.0, |km| (1.0 - km / FAR_KM).max(0.0) * SAME_PLACE);
        let sector = if row.choices.same_sector(self.choices) { SAME_SECTOR } else { 0.0 };
        let key = Key { first: f64::from(score) + sector + near, published: row.published, id: rows.id(doc) };
        Ranked { key, score, distance_km }
    }
}
