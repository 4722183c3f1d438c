//! One pass over the documents that words found: filters, counts and the best ones, read from columns.
//! It never reads a text: words have done their work when it begins.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};
use uuid::Uuid;

use crate::domain::ids::{Id, ListingId};
use crate::domain::place::Point;
use crate::domain::search::Hit;
use crate::search::document::from_millionths;
use crate::search::facets::{Choices, Counts, Fit};
use crate::search::query::Filter;
use crate::search::ranked::{Best, Ranked};
use crate::search::schema::column;

/// What comes first; then the newest, then the lowest identifier.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Order {
    /// What fits the words best.
    Score,
    /// Nothing before the newest.
    Newest,
    /// The nearest to the place of the filter.
    Nearest,
    /// What is like another listing; that one is left out.
    Likeness(Likeness),
}

/// What a listing can be like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    pub id: ListingId,
    pub choices: Choices,
    pub at: Option<Point>,
}

/// As much as a rare word of the title.
const SAME_SECTOR: f64 = 3.0;
/// At no distance; it fades out over [`FAR_KM`].
const SAME_PLACE: f64 = 3.0;
const FAR_KM: f64 = 40.0;

/// The pass.
#[derive(Debug)]
pub struct Gather {
    pub filter: Filter,
    pub order: Order,
    /// How many of the best are kept.
    pub window: usize,
}

/// What the pass found.
#[derive(Debug, Default)]
pub struct Gathered {
    /// How many fit.
    pub total: u64,
    /// Per choice.
    pub counts: Counts,
    /// Per wider circle of the filter.
    pub wider: Vec<u64>,
    best: Best,
}

impl Gathered {
    /// The best from `offset` on.
    pub fn hits(self, offset: usize) -> Vec<Hit> {
        let hit = |ranked: Ranked| Hit {
            id: ListingId::from_uuid(Uuid::from_u128(ranked.id)),
            score: ranked.score,
            distance_km: ranked.distance_km,
        };
        self.best.into_sorted().into_iter().skip(offset).map(hit).collect()
    }

    fn merge(mut self, other: Self) -> Self {
        self.total += other.total;
        self.counts.merge(&other.counts);
        self.wider.iter_mut().zip(other.wider).for_each(|(count, other)| *count += other);
        self.best.merge(other.best);
        self
    }
}

impl Collector for Gather {
    type Fruit = Gathered;
    type Child = GatherSegment;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<GatherSegment> {
        let gathered = self.nothing();
        Ok(GatherSegment {
            columns: DocumentColumns::open(segment)?,
            filter: self.filter.clone(),
            order: self.order,
            gathered,
        })
    }

    fn requires_scoring(&self) -> bool {
        matches!(self.order, Order::Score | Order::Likeness(_))
    }

    fn merge_fruits(&self, segments: Vec<Gathered>) -> tantivy::Result<Gathered> {
        Ok(segments.into_iter().fold(self.nothing(), Gathered::merge))
    }
}

impl Gather {
    fn nothing(&self) -> Gathered {
        let wider = vec![0; self.filter.near.as_ref().map_or(0, |circle| circle.wider_km.len())];
        Gathered { wider, best: Best::of(self.window), ..Gathered::default() }
    }
}

/// The pass over one segment.
pub struct GatherSegment {
    columns: DocumentColumns,
    filter: Filter,
    order: Order,
    gathered: Gathered,
}

impl SegmentCollector for GatherSegment {
    type Fruit = Gathered;

    fn collect(&mut self, doc: DocId, score: Score) {
        if self.columns.closes.first(doc).is_none_or(|day| day < self.filter.today) {
            return;
        }
        if self.filter.hours.is_some() && !self.filter.fits_hours(self.columns.hours(doc)) {
            return;
        }
        let choices = Choices::unpack(self.columns.choices.first(doc).unwrap_or_default());
        let fit = choices.fit(self.filter.asked);
        if fit == Fit::Not {
            return;
        }
        let mut distance_km = None;
        if let Some(circle) = &self.filter.near {
            distance_km = self.columns.point(doc).and_then(|point| circle.distance_km(point));
            let Some(distance) = distance_km else { return };
            if fit == Fit::Every {
                let within = circle.wider_km.iter().map(|km| u64::from(distance <= f64::from(*km)));
                self.gathered.wider.iter_mut().zip(within).for_each(|(count, within)| *count += within);
            }
            if distance > circle.radius_km {
                return;
            }
        }
        if let Order::Likeness(likeness) = self.order {
            self.rank_like(doc, score, choices, likeness);
            return;
        }
        self.gathered.counts.add(choices, fit);
        if fit == Fit::Every {
            self.gathered.total += 1;
            let first = match self.order {
                Order::Nearest => -distance_km.unwrap_or(f64::MAX),
                Order::Newest => 0.0,
                Order::Score | Order::Likeness(_) => f64::from(score),
            };
            self.rank(doc, first, score, distance_km);
        }
    }

    fn harvest(self) -> Gathered {
        self.gathered
    }
}

impl GatherSegment {
    fn rank(&mut self, doc: DocId, first: f64, score: Score, distance_km: Option<f64>) {
        if self.gathered.best.wants(first) {
            let (published, id) = (self.columns.published.first(doc).unwrap_or_default(), self.columns.id(doc));
            self.gathered.best.offer(Ranked { first, published, id, score, distance_km });
        }
    }

    /// A listing is like another when it shares a word of the title or the branch; nearness only orders.
    fn rank_like(&mut self, doc: DocId, score: Score, choices: Choices, likeness: Likeness) {
        let same_sector = choices.same_sector(likeness.choices);
        if (score <= 0.0 && !same_sector) || self.columns.id(doc) == likeness.id.uuid().as_u128() {
            return;
        }
        let distance_km = likeness.at.zip(self.columns.point(doc)).map(|(from, to)| from.distance_km(to));
        let near = distance_km.map_or(0.0, |km| (1.0 - km / FAR_KM).max(0.0) * SAME_PLACE);
        let sector = if same_sector { SAME_SECTOR } else { 0.0 };
        self.gathered.total += 1;
        self.rank(doc, f64::from(score) + sector + near, score, distance_km);
    }
}

/// The columns of a segment.
pub struct DocumentColumns {
    id_high: Column<u64>,
    id_low: Column<u64>,
    pub digest: Column<u64>,
    choices: Column<u64>,
    published: Column<i64>,
    closes: Column<i64>,
    // A column that no document of the segment has a value in does not exist.
    hours: Option<(Column<u64>, Column<u64>)>,
    point: Option<(Column<i64>, Column<i64>)>,
}

impl DocumentColumns {
    /// The columns of this segment.
    pub fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        let hours = fast.column_opt(column::HOURS_MIN)?.zip(fast.column_opt(column::HOURS_MAX)?);
        let point = fast.column_opt(column::LATITUDE)?.zip(fast.column_opt(column::LONGITUDE)?);
        Ok(Self {
            id_high: fast.u64(column::ID_HIGH)?,
            id_low: fast.u64(column::ID_LOW)?,
            digest: fast.u64(column::DIGEST)?,
            choices: fast.u64(column::CHOICES)?,
            published: fast.i64(column::PUBLISHED)?,
            closes: fast.i64(column::CLOSES)?,
            hours,
            point,
        })
    }

    /// The identifier of a document.
    pub fn id(&self, doc: DocId) -> u128 {
        let half = |column: &Column<u64>| u128::from(column.first(doc).unwrap_or_default());
        half(&self.id_high) << 64 | half(&self.id_low)
    }

    fn hours(&self, doc: DocId) -> Option<(u64, u64)> {
        let (min, max) = self.hours.as_ref()?;
        min.first(doc).zip(max.first(doc))
    }

    fn point(&self, doc: DocId) -> Option<Point> {
        let (latitude, longitude) = self.point.as_ref()?;
        let (latitude, longitude) = latitude.first(doc).zip(longitude.first(doc))?;
        Some(from_millionths(latitude, longitude))
    }
}
