//! What filters and orders look at, of every document of a segment, in memory: forty bytes a listing.
//! It never holds a text and is never a truth: it is made of the columns of a segment when that is first seen.

use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::{DocId, SegmentReader};

use crate::domain::civil_day::CivilDay;
use crate::domain::place::Point;
use crate::search::document::{day_number, from_millionths};
use crate::search::facets::Choices;
use crate::search::filter::Circle;
use crate::search::schema::{BODY, column};

/// A row of a listing: 32 bytes, so that a look at one is one look at memory.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The choices.
    pub choices: Choices,
    /// When it became public, in microseconds.
    pub published: i64,
    latitude: i32,
    longitude: i32,
    hours: (u16, u16),
    /// The last day (see [`short_day`]).
    pub closes: u16,
    /// How many things it tells that somebody wants to know, of 7: hours, place, branch, education, Dutch, days or times,
    /// and what the work is in some sentences.
    pub told: u8,
}

/// Hours that nobody knows: more at least than at most.
const NO_HOURS: (u16, u16) = (1, 0);
/// A latitude that is none.
const NO_PLACE: i32 = i32::MIN;
/// 1 January 2020, in days since 1970.
const FIRST_DAY: i64 = 18_262;
/// From so many words a text tells what the work is.
const SOME_SENTENCES: u32 = 50;

/// A day in two bytes: days since 2020. What lies beyond 2199 is the last one, on which nothing has closed.
pub fn short_day(day: CivilDay) -> u16 {
    short(day_number(day))
}

fn short(day: i64) -> u16 {
    u16::try_from(day.saturating_sub(FIRST_DAY).max(0)).unwrap_or(u16::MAX)
}

impl Row {
    /// The fewest and the most hours, in hundredths.
    pub fn hours(&self) -> Option<(u16, u16)> {
        (self.hours != NO_HOURS).then_some(self.hours)
    }

    /// Where it lies.
    pub fn point(&self) -> Option<Point> {
        (self.latitude != NO_PLACE).then(|| from_millionths(self.latitude.into(), self.longitude.into()))
    }
}

/// A tenth of a degree, in millionths: about eleven by seven kilometres here.
const CELL: i64 = 100_000;
/// How many cells lie beside one another around the earth.
const AROUND: u32 = 3_600;

/// The documents of one cell: a part of `by_cell`.
#[derive(Debug, Clone, Copy)]
struct Cell {
    key: u32,
    from: u32,
}

/// The rows of a segment, and the two orders in which they are walked.
pub struct SegmentRows {
    segment: SegmentId,
    rows: Vec<Row>,
    /// The newest first.
    newest: Vec<DocId>,
    /// By cell, and the newest first within one.
    by_cell: Vec<DocId>,
    /// Sorted by key.
    cells: Vec<Cell>,
    ids: (Column<u64>, Column<u64>),
}

/// The documents of a cell, and how far it is at least.
pub struct Nearby<'a> {
    /// No document of it is nearer, in kilometres.
    pub least_km: f64,
    /// The documents, the newest first.
    pub docs: &'a [DocId],
}

impl SegmentRows {
    /// Reads the columns of a segment.
    pub fn read(segment: &SegmentReader) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        // A column that no document of the segment has a value in does not exist.
        let hours = fast.column_opt::<u64>(column::HOURS_MIN)?.zip(fast.column_opt::<u64>(column::HOURS_MAX)?);
        let place = fast.column_opt::<i64>(column::LATITUDE)?.zip(fast.column_opt::<i64>(column::LONGITUDE)?);
        let (choices, published) = (fast.u64(column::CHOICES)?, fast.i64(column::PUBLISHED)?);
        let closes = fast.i64(column::CLOSES)?;
        let lengths = segment.get_fieldnorms_reader(segment.schema().get_field(BODY)?)?;
        let row = |doc: DocId| {
            let hours = hours.as_ref().and_then(|(min, max)| min.first(doc).zip(max.first(doc)));
            let hours = hours.and_then(|(min, max)| u16::try_from(min).ok().zip(u16::try_from(max).ok()));
            let place = place.as_ref().and_then(|(lat, lon)| lat.first(doc).zip(lon.first(doc)));
            let place = place.and_then(|(lat, lon)| i32::try_from(lat).ok().zip(i32::try_from(lon).ok()));
            let (latitude, longitude) = place.unwrap_or((NO_PLACE, 0));
            let choices = Choices::unpack(choices.first(doc).unwrap_or_default());
            let text = lengths.fieldnorm(doc) >= SOME_SENTENCES;
            Row {
                choices,
                published: published.first(doc).unwrap_or_default(),
                latitude,
                longitude,
                hours: hours.unwrap_or(NO_HOURS),
                closes: closes.first(doc).map_or(0, short),
                told: choices.told() + [hours.is_some(), place.is_some(), text].map(u8::from).iter().sum::<u8>(),
            }
        };
        let rows: Vec<Row> = (0..segment.max_doc()).map(row).collect();
        let ids = (fast.u64(column::ID_HIGH)?, fast.u64(column::ID_LOW)?);
        Ok(Self::of(segment.segment_id(), rows, ids))
    }

    fn of(segment: SegmentId, rows: Vec<Row>, ids: (Column<u64>, Column<u64>)) -> Self {
        let mut newest: Vec<DocId> = (0..).take(rows.len()).collect();
        newest.sort_unstable_by_key(|doc| (std::cmp::Reverse(rows[*doc as usize].published), *doc));
        let cell_of = |doc: &DocId| cell(&rows[*doc as usize]);
        let mut by_cell: Vec<DocId> = newest.iter().copied().filter(|doc| cell_of(doc).is_some()).collect();
        by_cell.sort_by_key(cell_of);
        let mut cells: Vec<Cell> = Vec::new();
        for (from, doc) in (0..).zip(&by_cell) {
            if let Some(key) = cell_of(doc)
                && cells.last().is_none_or(|last| last.key != key)
            {
                cells.push(Cell { key, from });
            }
        }
        Self { segment, rows, newest, by_cell, cells, ids }
    }

    /// Which segment this is of.
    pub fn segment(&self) -> SegmentId {
        self.segment
    }

    /// The row of a document.
    pub fn row(&self, doc: DocId) -> &Row {
        &self.rows[doc as usize]
    }

    /// The identifier of a document.
    pub fn id(&self, doc: DocId) -> u128 {
        let half = |column: &Column<u64>| u128::from(column.first(doc).unwrap_or_default());
        half(&self.ids.0) << 64 | half(&self.ids.1)
    }

    /// All documents, the newest first.
    pub fn newest(&self) -> &[DocId] {
        &self.newest
    }

    /// The cells that a circle touches, the nearest first.
    pub fn around(&self, circle: &Circle) -> Vec<Nearby<'_>> {
        let mut nearby: Vec<Nearby<'_>> = match circle.half {
            None => (0..self.cells.len()).map(|at| Nearby { least_km: 0.0, docs: self.docs(at) }).collect(),
            Some(half) => self.in_box(circle, half),
        };
        nearby.sort_by(|one, other| one.least_km.total_cmp(&other.least_km));
        nearby
    }

    fn in_box(&self, circle: &Circle, (height, width): (f64, f64)) -> Vec<Nearby<'_>> {
        let Point { lat, lon } = circle.middle;
        let (south, north) = (band(lat - height, 90), band(lat + height, 90));
        let (west, east) = (band(lon - width, 180), band(lon + width, 180));
        let mut nearby = Vec::new();
        for row in south..=north {
            let from = self.cells.partition_point(|cell| cell.key < row * AROUND + west);
            let to = self.cells.partition_point(|cell| cell.key <= row * AROUND + east);
            for at in from..to {
                let least_km = least_km(circle.middle, self.cells[at].key);
                if least_km <= circle.radius_km {
                    nearby.push(Nearby { least_km, docs: self.docs(at) });
                }
            }
        }
        nearby
    }

    fn docs(&self, at: usize) -> &[DocId] {
        let to = self.cells.get(at + 1).map_or(self.by_cell.len(), |next| next.from as usize);
        &self.by_cell[self.cells[at].from as usize..to]
    }
}

/// The band of a tenth of a degree in which these degrees lie, counted from the pole or the date line.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 3600")]
fn band(degrees: f64, most: u32) -> u32 {
    let most = f64::from(most);
    ((degrees.clamp(-most, most) + most) * 10.0).floor() as u32
}

fn cell(row: &Row) -> Option<u32> {
    let band = |millionths: i32, most: i64| u32::try_from((i64::from(millionths) + most * 1_000_000) / CELL).ok();
    let (south, west) = (row.latitude != NO_PLACE).then_some((row.latitude, row.longitude))?;
    Some(band(south, 90)? * AROUND + band(west, 180)?)
}

/// How far a cell is at least. The nearest point of a cell lies a trifle nearer than the one that is taken here, since the
/// earth is round: one in a hundred is more than that trifle within any circle that can be asked.
fn least_km(from: Point, key: u32) -> f64 {
    let edge = |band: u32, most: f64| f64::from(band) / 10.0 - most;
    let (south, west) = (edge(key / AROUND, 90.0), edge(key % AROUND, 180.0));
    let nearest = Point { lat: from.lat.clamp(south, south + 0.1), lon: from.lon.clamp(west, west + 0.1) };
    (from.distance_km(nearest) * 0.99 - 0.01).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(lat: f64, lon: f64) -> Row {
        #[expect(clippy::cast_possible_truncation, reason = "degrees")]
        let millionths = |degrees: f64| (degrees * 1e6).round() as i32;
        Row {
            choices: Choices::default(),
            published: 0,
            latitude: millionths(lat),
            longitude: millionths(lon),
            hours: NO_HOURS,
            closes: 0,
            told: 0,
        }
    }

    #[test]
    fn a_row_is_small() {
        assert_eq!(size_of::<Row>(), 32);
    }

    #[test]
    fn days_are_in_order_and_what_never_closes_never_does() {
        let day = |text: &str| short_day(CivilDay::parse(text).unwrap());
        assert_eq!((day("2020-01-01"), day("2020-01-02"), short(-1), short(i64::MAX)), (0, 1, 0, u16::MAX));
        assert!(day("2026-11-22") < day("2026-11-23"));
        assert_eq!(day("2199-12-31"), u16::MAX);
    }

    proptest::proptest! {
        #[test]
        fn a_cell_is_never_farther_than_what_lies_in_it(
            lat in 50.0..54.0, lon in 3.0..8.0, north in -2.0..2.0, east in -3.0..3.0, km in 1u16..300,
        ) {
            let (middle, point) = (Point { lat, lon }, Point { lat: lat + north, lon: lon + east });
            let row = row(point.lat, point.lon);
            let key = cell(&row).unwrap();
            let distance = middle.distance_km(row.point().unwrap());
            proptest::prop_assert!(least_km(middle, key) <= distance);
            let circle = Circle::around(middle, f64::from(km));
            if let (Some((height, width)), true) = (circle.half, distance <= circle.radius_km) {
                let (south, west) = (key / AROUND, key % AROUND);
                proptest::prop_assert!((band(lat - height, 90)..=band(lat + height, 90)).contains(&south));
                proptest::prop_assert!((band(lon - width, 180)..=band(lon + width, 180)).contains(&west));
            }
        }
    }
}
