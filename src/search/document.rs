//! A listing as the index holds it, and the digest by which index and database are compared.
//! It never decides what is public: what it is handed is indexed.

use sha2::{Digest as _, Sha256};
use tantivy::{TantivyDocument, Term};

use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::ids::{Id, ListingId};
use crate::domain::listing::terms::Hours;
use crate::domain::place::Point;
use crate::domain::search::ListingDocument;
use crate::search::facets::Choices;
use crate::search::schema::Columns;
use crate::search::suggest::beginnings;

/// A listing without a last day closes on this one, in the year 10183: a small number packs well.
const NEVER: i64 = 3_000_000;
/// More hours than a week has, in hundredths: no upper limit.
const ALL_WEEK: u64 = 16_800;

/// What the engine is given.
pub fn to_tantivy(fields: &Columns, document: &ListingDocument) -> TantivyDocument {
    let mut made = TantivyDocument::default();
    let (high, low) = document.id.uuid().as_u64_pair();
    made.add_bytes(fields.id, document.id.uuid().as_bytes());
    made.add_u64(fields.id_high, high);
    made.add_u64(fields.id_low, low);
    made.add_u64(fields.digest, digest(document));
    made.add_text(fields.title, &document.title);
    made.add_text(fields.title_parts, &document.title);
    made.add_text(fields.title_words, &document.title);
    made.add_text(fields.employer, &document.employer);
    made.add_text(fields.body, &document.body);
    if let Some(place) = &document.place {
        made.add_text(fields.place, place);
    }
    for term in beginnings(document) {
        made.add_bytes(fields.beginnings, &term);
    }
    made.add_u64(fields.choices, Choices::of_document(document).pack());
    if let Some((min, max)) = hours(document.hours_min, document.hours_max) {
        made.add_u64(fields.hours_min, min);
        made.add_u64(fields.hours_max, max);
    }
    if let Some((latitude, longitude)) = document.at.and_then(to_millionths) {
        made.add_i64(fields.latitude, latitude);
        made.add_i64(fields.longitude, longitude);
    }
    made.add_i64(fields.published, document.published_at.timestamp_micros());
    made.add_i64(fields.closes, document.closes_on.map_or(NEVER, day_number));
    made
}

/// The term by which a listing is deleted.
pub fn id_term(fields: &Columns, id: ListingId) -> Term {
    Term::from_field_bytes(fields.id, id.uuid().as_bytes())
}

/// Days since 1 January 1970.
pub fn day_number(day: CivilDay) -> i64 {
    day.days_since(CivilDay::from_date(chrono::NaiveDate::default()))
}

/// From and to in hundredths of an hour, open at the side of which nothing is said; nothing when both are unknown.
pub fn hours(min: Option<Hours>, max: Option<Hours>) -> Option<(u64, u64)> {
    let hundredths = |hours: Hours| u64::from(hours.hundredths());
    (min.is_some() || max.is_some()).then(|| (min.map_or(0, hundredths), max.map_or(ALL_WEEK, hundredths)))
}

/// Degrees in millionths (a tenth of a metre): whole numbers pack well. `None` for what is no point on the earth.
#[expect(clippy::cast_possible_truncation, reason = "at most 180 million")]
fn to_millionths(point: Point) -> Option<(i64, i64)> {
    let whole = |degrees: f64, most: f64| (degrees.abs() <= most).then(|| (degrees * 1e6).round() as i64);
    whole(point.lat, 90.0).zip(whole(point.lon, 180.0))
}

/// The point of two columns.
#[expect(clippy::cast_precision_loss, reason = "at most 180 million")]
pub fn from_millionths(latitude: i64, longitude: i64) -> Point {
    Point { lat: latitude as f64 / 1e6, lon: longitude as f64 / 1e6 }
}

/// A number for the whole document, the same in every process and version that knows the same fields.
pub fn digest(document: &ListingDocument) -> u64 {
    let ListingDocument {
        id,
        title,
        employer,
        body,
        kind,
        sector,
        place,
        at,
        hours_min,
        hours_max,
        education,
        dutch,
        support,
        days,
        shifts,
        published_at,
        closes_on,
    } = document;
    let hundredths = |hours: &Option<Hours>| hours.map(|hours| hours.hundredths().to_string());
    let parts = [
        Some(id.to_string()),
        Some(title.clone()),
        Some(employer.clone()),
        Some(body.clone()),
        Some(kind.code().to_owned()),
        sector.map(|sector| sector.code().to_owned()),
        place.clone(),
        at.and_then(to_millionths).map(|(latitude, longitude)| format!("{latitude} {longitude}")),
        hundredths(hours_min),
        hundredths(hours_max),
        education.map(|education| education.code().to_owned()),
        dutch.map(|dutch| dutch.code().to_owned()),
        Some(set(support)),
        Some(set(days)),
        Some(set(shifts)),
        Some(published_at.timestamp_micros().to_string()),
        closes_on.map(|day| day.to_string()),
    ];
    let mut hash = Sha256::new();
    for part in parts {
        // The length before the text, so that no two documents read the same; an absent part has a length of its own.
        hash.update(part.as_ref().map_or(u64::MAX, |text| text.len() as u64).to_be_bytes());
        hash.update(part.unwrap_or_default());
    }
    hash.finalize().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The codes of a set: the order in which they stand says nothing.
fn set<C: Code>(choices: &[C]) -> String {
    let mut codes: Vec<&str> = choices.iter().map(|choice| choice.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::tests::listing;

    #[test]
    fn the_digest_sees_every_field_and_is_the_same_tomorrow() {
        use crate::domain::listing::ListingKind;
        use crate::domain::listing::terms::{Day, DutchLevel, Education, Sector, Shift, SupportKind};
        let base = listing(1, "Kok");
        let changes: [fn(&mut ListingDocument); 17] = [
            |d| d.id = listing(2, "").id,
            |d| d.title.push('s'),
            |d| d.employer.push('s'),
            |d| d.body.push('s'),
            |d| d.kind = ListingKind::Werkstage,
            |d| d.sector = Some(Sector::Zorg),
            |d| d.place = Some("Ommen".to_owned()),
            |d| d.at = Some(Point { lat: 52.0, lon: 6.0 }),
            |d| d.hours_min = Hours::from_hundredths(100),
            |d| d.hours_max = Hours::from_hundredths(5_900),
            |d| d.education = Some(Education::Hbo),
            |d| d.dutch = Some(DutchLevel::C1),
            |d| d.support = vec![SupportKind::Buddy],
            |d| d.days = vec![Day::Za],
            |d| d.shifts = vec![Shift::Nacht],
            |d| d.published_at += chrono::TimeDelta::seconds(1),
            |d| d.closes_on = CivilDay::parse("2027-01-01"),
        ];
        let mut seen = std::collections::BTreeSet::from([digest(&base)]);
        for change in changes {
            let mut changed = base.clone();
            change(&mut changed);
            assert!(seen.insert(digest(&changed)), "{changed:?}");
        }
        // The columns of an index on disk hold this number: another one means that VERSION must be raised.
        assert_eq!(digest(&base), 4_791_456_719_619_798_238);
    }

    #[test]
    fn what_is_no_point_has_no_place() {
        for (lat, lon) in [(f64::NAN, 6.0), (91.0, 6.0), (52.0, f64::INFINITY), (52.0, 181.0)] {
            assert_eq!(to_millionths(Point { lat, lon }), None);
        }
    }
}
