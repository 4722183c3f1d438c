//! One pass over the documents that words or a place found: filters, counts and the best ones.
//! It never counts on beyond [`MOST_COUNTED`], and never lets that change which are the best.

use tantivy::query::{Scorer, Weight};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED};
use uuid::Uuid;

use crate::domain::ids::{Id, ListingId};
use crate::domain::search::{After, Hit};
use crate::search::facets::{Counts, Fit};
use crate::search::filter::{Circle, Filter};
use crate::search::merit::Merit;
use crate::search::ranked::{Best, Key, Ranked};
use crate::search::rows::{Nearby, Row, SegmentRows};
use crate::search::view::View;

/// So many listings are counted one by one. Who has this many results reads no further than how many there are.
pub const MOST_COUNTED: u64 = 10_000;
/// Looking up one document among those that hold the words costs about as much as going through this many of them.
const A_LOOK_UP: usize = 8;

/// What comes first; then the newest, then the lowest identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// What fits the words best, weighed with what a listing earns beside them.
    Score,
    /// Nothing before the newest.
    Newest,
    /// The nearest to the place of the filter.
    Nearest,
}

/// What is asked of a pass.
pub struct Gather<'a> {
    /// The documents with these words; `None` is all.
    pub words: Option<&'a dyn Weight>,
    pub filter: &'a Filter,
    pub order: Order,
    /// Only what comes after this is kept.
    pub after: Option<Key>,
    /// How many of the best are kept.
    pub window: usize,
    /// Radii to count by, in kilometres, widening.
    pub rings: &'a [u16],
    /// How many are counted one by one: [`MOST_COUNTED`].
    pub most_counted: u64,
}

/// What the pass found.
#[derive(Debug, Default)]
pub struct Gathered {
    /// How many fit, up to [`MOST_COUNTED`].
    pub total: u64,
    /// Whether there are more.
    pub more: bool,
    /// Per choice, of those that were counted.
    pub counts: Counts,
    /// Per radius. Where there is more than is counted, at least so many.
    pub rings: Vec<u64>,
    /// How many documents were looked at: the work that it was.
    pub looked_at: u64,
    best: Best,
}

impl Gathered {
    /// The best from `offset` on, and where a page that ends with each goes on.
    pub fn hits(self, offset: usize, seq: i64) -> Vec<(Hit, After)> {
        let hit = |ranked: Ranked| {
            let Ranked { key: Key { first, published, id }, score, distance_km } = ranked;
            let id = ListingId::from_uuid(Uuid::from_u128(id));
            (Hit { id, score, distance_km }, After { seq, first, published, id })
        };
        self.best.into_sorted().into_iter().skip(offset).map(hit).collect()
    }
}

impl Gather<'_> {
    /// Goes through an index.
    pub fn run(&self, view: &View) -> tantivy::Result<Gathered> {
        let rings = vec![0; self.rings.len()];
        let mut gathered = Gathered { best: Best::of(self.window), rings, ..Gathered::default() };
        for (segment, rows) in view.segments() {
            let mut pass = Pass { gather: self, newest: view.newest, rows, segment, gathered: &mut gathered };
            match (self.words, &self.filter.near) {
                (Some(words), near) => {
                    let scorer = words.scorer(segment, 1.0)?;
                    pass.through_words(scorer, near.as_ref());
                }
                (None, Some(circle)) => pass.through_cells(circle),
                (None, None) => pass.through_the_newest(),
            }
        }
        Ok(gathered)
    }
}

/// The pass through one segment.
struct Pass<'a> {
    gather: &'a Gather<'a>,
    newest: i64,
    rows: &'a SegmentRows,
    segment: &'a SegmentReader,
    gathered: &'a mut Gathered,
}

impl Pass<'_> {
    /// Through the documents with the words; where a circle holds far fewer, those are looked up among them.
    fn through_words(&mut self, mut scorer: Box<dyn Scorer>, near: Option<&Circle>) {
        let scores = self.gather.order == Order::Score;
        let cells = near.map(|circle| self.rows.around(circle));
        let inside = cells.as_ref().map(|cells| cells.iter().map(|cell| cell.docs.len()).sum::<usize>());
        match (cells, inside) {
            (Some(cells), Some(inside)) if inside.saturating_mul(A_LOOK_UP) < scorer.size_hint() as usize => {
                for doc in self.fitting(&cells) {
                    if scorer.doc() < doc {
                        scorer.seek(doc);
                    }
                    if scorer.doc() == doc {
                        self.look(doc, || if scores { scorer.score() } else { 0.0 });
                    }
                }
            }
            _ => {
                let mut doc = scorer.doc();
                while doc != TERMINATED {
                    self.look(doc, || if scores { scorer.score() } else { 0.0 });
                    doc = scorer.advance();
                }
            }
        }
    }

    /// The documents of these cells that fit the choices somehow, in the order of the segment.
    fn fitting(&mut self, cells: &[Nearby<'_>]) -> Vec<DocId> {
        let all = cells.iter().flat_map(|cell| cell.docs.iter().copied());
        let mut fitting: Vec<DocId> =
            all.filter(|doc| self.gather.filter.fit(self.rows.row(*doc)) != Fit::Not).collect();
        fitting.sort_unstable();
        fitting
    }

    fn through_cells(&mut self, circle: &Circle) {
        for cell in self.rows.around(circle) {
            if self.has_counted() && self.gather.order == Order::Nearest && !self.wants(-cell.least_km, i64::MAX) {
                return;
            }
            for doc in cell.docs {
                self.look(*doc, || 0.0);
            }
        }
    }

    fn through_the_newest(&mut self) {
        for doc in self.rows.newest() {
            if self.has_counted() && !self.wants(0.0, self.rows.row(*doc).published) {
                return;
            }
            self.look(*doc, || 0.0);
        }
    }

    /// Whether all is counted that is going to be.
    fn has_counted(&self) -> bool {
        self.gathered.more
    }

    fn wants(&self, first: f64, published: i64) -> bool {
        self.gathered.best.wants(first, published)
    }

    /// Looks at one document, the cheapest first; what it scores is only asked when that can matter.
    fn look(&mut self, doc: DocId, score: impl FnOnce() -> f32) {
        self.gathered.looked_at += 1;
        let (filter, order) = (self.gather.filter, self.gather.order);
        let row = self.rows.row(doc);
        let fit = filter.fit(row);
        if fit == Fit::Not || (fit != Fit::Every && self.has_counted()) {
            return;
        }
        if self.segment.alive_bitset().is_some_and(|alive| alive.is_deleted(doc)) {
            return;
        }
        if order == Order::Newest && self.has_counted() && !self.wants(0.0, row.published) {
            return;
        }
        let mut distance_km = None;
        if let Some(circle) = &filter.near {
            distance_km = row.point().and_then(|point| circle.distance_km(point));
            if distance_km.is_none() {
                return;
            }
        }
        self.count(row, fit);
        if fit != Fit::Every {
            return;
        }
        if let Some(distance) = distance_km {
            let within = self.gather.rings.iter().map(|km| u64::from(distance <= f64::from(*km)));
            self.gathered.rings.iter_mut().zip(within).for_each(|(count, within)| *count += within);
        }
        if self.gather.window == 0 {
            return;
        }
        let score = score();
        let first = match order {
            Order::Nearest => -distance_km.unwrap_or(f64::MAX),
            Order::Newest => 0.0,
            Order::Score => Merit::of(row, self.newest, distance_km).applied_to(score),
        };
        if self.wants(first, row.published) {
            let key = Key { first, published: row.published, id: self.rows.id(doc) };
            if self.gather.after.is_none_or(|after| key < after) {
                self.gathered.best.offer(Ranked { key, score, distance_km });
            }
        }
    }

    fn count(&mut self, row: &Row, fit: Fit) {
        if self.has_counted() {
            return;
        }
        if fit == Fit::Every && self.gathered.total == self.gather.most_counted {
            self.gathered.more = true;
            return;
        }
        self.gathered.counts.add(row.choices, fit);
        self.gathered.total += u64::from(fit == Fit::Every);
    }
}
