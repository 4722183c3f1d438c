//! A question as the engine understands it: words become a query built by hand, everything else a filter over columns.
//! It never parses operators: quotes, stars and colons that somebody types are no commands but the edges of words.

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, DisjunctionMaxQuery, FuzzyTermQuery, Occur, Query as EngineQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use crate::domain::civil_day::CivilDay;
use crate::domain::place::Point;
use crate::domain::search::{Near, Query, RADII_KM};
use crate::search::analyzer::Analyzer;
use crate::search::document::{day_number, hours};
use crate::search::facets::Choices;
use crate::search::schema::Columns;

/// More words than this are not looked at: every word costs.
const MOST_WORDS: usize = 16;
/// The last word may be the beginning of a word of the title from this many characters on ("zorg": "zorgmedewerker").
const SHORTEST_BEGINNING: usize = 4;

// How much a word counts where it stands; the body is 1.
const IN_TITLE: f32 = 3.0;
const IN_NAME: f32 = 1.5;
const AS_BEGINNING: f32 = 0.5;
/// How much the other places of a word add to the best one.
const ELSEWHERE: f32 = 0.1;

/// A word of the question.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    /// As typed, folded.
    plain: String,
    /// As running text holds it; none for a stop word.
    stem: Option<String>,
}

/// The words of a question, each once. Stop words are left out, unless there is nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words(Vec<Word>);

impl Words {
    /// The words of what somebody typed.
    pub fn of(analyzer: &Analyzer, text: &str) -> Self {
        let mut words: Vec<Word> = Vec::new();
        for plain in analyzer.words(text) {
            if words.len() < MOST_WORDS && words.iter().all(|word| word.plain != plain) {
                let stem = analyzer.stems(&plain).into_iter().next().map(|token| token.text);
                words.push(Word { plain, stem });
            }
        }
        if words.iter().any(|word| word.stem.is_some()) {
            words.retain(|word| word.stem.is_some());
        }
        Self(words)
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is asked with words.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a stem of a text is one of these words.
    pub fn has_stem(&self, stem: &str) -> bool {
        self.0.iter().any(|word| word.stem.as_deref() == Some(stem))
    }

    /// Whether a word of a text, as it is written, is one of these words or begins with the last one.
    pub fn has_plain(&self, plain: &str) -> bool {
        self.0.iter().any(|word| word.plain == plain) || self.beginning().is_some_and(|word| plain.starts_with(word))
    }

    /// The query: every word must be found, or with `Occur::Should` at least one.
    pub fn query(&self, fields: &Columns, occur: Occur) -> Box<dyn EngineQuery> {
        let last = self.0.len().saturating_sub(1);
        let found = |(at, word): (usize, &Word)| {
            let beginning = self.beginning().filter(|_| at == last);
            (occur, anywhere(fields, word, beginning))
        };
        let mut parts: Vec<_> = self.0.iter().enumerate().map(found).collect();
        match parts.len() {
            0 => Box::new(AllQuery),
            1 => parts.remove(0).1,
            _ => Box::new(BooleanQuery::new(parts)),
        }
    }

    /// The query for listings whose title has some of these words.
    pub fn in_titles(&self, fields: &Columns) -> Box<dyn EngineQuery> {
        let stems = self.0.iter().filter_map(|word| word.stem.as_deref());
        Box::new(BooleanQuery::union(stems.map(|stem| term(fields.title, stem, IN_TITLE)).collect()))
    }

    fn beginning(&self) -> Option<&str> {
        let last = self.0.last().map(|word| word.plain.as_str());
        last.filter(|word| word.chars().count() >= SHORTEST_BEGINNING)
    }
}

/// A word in any field; it counts where it counts most.
fn anywhere(fields: &Columns, word: &Word, beginning: Option<&str>) -> Box<dyn EngineQuery> {
    let mut places = vec![
        term(fields.title_words, &word.plain, IN_TITLE),
        term(fields.employer, &word.plain, IN_NAME),
        term(fields.place, &word.plain, IN_NAME),
    ];
    if let Some(stem) = &word.stem {
        places.push(term(fields.title, stem, IN_TITLE));
        places.push(term(fields.body, stem, 1.0));
    }
    if let Some(beginning) = beginning {
        let beginning = FuzzyTermQuery::new_prefix(Term::from_field_text(fields.title_words, beginning), 0, true);
        places.push(Box::new(BoostQuery::new(Box::new(beginning), AS_BEGINNING)));
    }
    Box::new(DisjunctionMaxQuery::with_tie_breaker(places, ELSEWHERE))
}

fn term(field: Field, text: &str, boost: f32) -> Box<dyn EngineQuery> {
    let query = TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs);
    Box::new(BoostQuery::new(Box::new(query), boost))
}

/// Everything of a question that is no word.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Listings that closed before are not found.
    pub today: i64,
    /// The choices.
    pub asked: Choices,
    /// From and to in hundredths of an hour.
    pub hours: Option<(u64, u64)>,
    /// The place.
    pub near: Option<Circle>,
}

impl Filter {
    /// The filter of a question.
    pub fn of(query: &Query, today: CivilDay) -> Self {
        Self {
            today: day_number(today),
            asked: Choices::of_query(query),
            hours: hours(query.hours_min, query.hours_max),
            near: query.near.as_ref().map(Circle::of),
        }
    }

    /// Only that it is open.
    pub fn open_on(today: CivilDay) -> Self {
        Self { today: day_number(today), asked: Choices::default(), hours: None, near: None }
    }

    /// Whether hours a week overlap with those that are asked for; nothing said fits only when nothing is asked.
    pub fn fits_hours(&self, of_listing: Option<(u64, u64)>) -> bool {
        let Some((from, to)) = self.hours else { return true };
        of_listing.is_some_and(|(min, max)| min <= to && max >= from)
    }
}

/// A place, the radius that is asked for, and the wider ones that are counted too.
#[derive(Debug, Clone)]
pub struct Circle {
    /// The middle.
    pub middle: Point,
    /// What is asked.
    pub radius_km: f64,
    /// Wider ones, widening.
    pub wider_km: Vec<u16>,
    /// Half the height and width, in degrees, of a box around the widest circle.
    half: (f64, f64),
}

impl Circle {
    fn of(near: &Near) -> Self {
        let wider_km: Vec<u16> = RADII_KM.into_iter().filter(|km| *km > near.radius_km).collect();
        let widest = f64::from(wider_km.last().copied().unwrap_or(near.radius_km));
        // A degree is 110.5 km at least. At the poles and beyond the 180th degree a box has no sides: no box then.
        let height = widest / 110.5;
        let narrowest = (near.place.at.lat.abs() + height).min(90.0).to_radians().cos();
        let width = widest / (110.5 * narrowest.max(0.01));
        let half = if near.place.at.lon.abs() + width < 180.0 { (height, width) } else { (180.0, 360.0) };
        Self { middle: near.place.at, radius_km: f64::from(near.radius_km), wider_km, half }
    }

    /// The distance, when it lies within the widest circle.
    pub fn distance_km(&self, point: Point) -> Option<f64> {
        let (height, width) = self.half;
        if (point.lat - self.middle.lat).abs() > height || (point.lon - self.middle.lon).abs() > width {
            return None;
        }
        let widest = self.wider_km.last().map_or(self.radius_km, |km| f64::from(*km));
        Some(self.middle.distance_km(point)).filter(|km| *km <= widest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::place::Place;

    fn words(text: &str) -> Vec<String> {
        Words::of(&Analyzer::new(), text).0.into_iter().map(|word| word.plain).collect()
    }

    #[test]
    fn words_are_taken_once_without_stop_words() {
        assert_eq!(words("werk in de keuken of keuken"), ["werk", "keuken"]);
        assert_eq!(words("de en het"), ["de", "en", "het"]);
        assert_eq!(words("title:kok AND (\"a\" OR kok~2)^3 *"), ["title", "kok", "and", "a", "or", "2", "3"]);
        assert!(words(" \"*\" ?:^~ \u{200f}").is_empty());
        let many: Vec<String> = (0..100).map(|number| format!("a{number}")).collect();
        assert_eq!(words(&many.join(" ")).len(), MOST_WORDS);
    }

    proptest::proptest! {
        #[test]
        fn the_box_holds_the_circle(lat in 50.0..54.0, lon in 3.0..8.0, north in -2.0..2.0, east in -3.0..3.0, km in 1u16..300) {
            let (middle, point) = (Point { lat, lon }, Point { lat: lat + north, lon: lon + east });
            let place = Place { name: String::new(), municipality: String::new(), at: middle };
            let circle = Circle::of(&Near { place, radius_km: km });
            let distance = middle.distance_km(point);
            proptest::prop_assert_eq!(circle.distance_km(point).is_some(), distance <= f64::from(km.max(100)));
        }
    }
}
