//! What is asked beside words: still open, choices, hours, and a circle around a place.
//! It never reads a text, and never more of a listing than its row.

use crate::domain::civil_day::CivilDay;
use crate::domain::place::Point;
use crate::domain::search::{Near, Query, RADII_KM};
use crate::search::document::hours;
use crate::search::facets::{Choices, Fit};
use crate::search::rows::{Row, short_day};

/// Everything of a question that is no word.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Listings that closed before are not found.
    today: u16,
    /// The choices.
    pub asked: Choices,
    /// From and to in hundredths of an hour.
    hours: Option<(u64, u64)>,
    /// The place.
    pub near: Option<Circle>,
}

impl Filter {
    /// The filter of a question.
    pub fn of(query: &Query, today: CivilDay) -> Self {
        Self {
            today: short_day(today),
            asked: Choices::of_query(query),
            hours: hours(query.hours_min, query.hours_max),
            near: query.near.as_ref().map(|near| Circle::around(near.place.at, f64::from(near.radius_km))),
        }
    }

    /// Only that it is open.
    pub fn open_on(today: CivilDay) -> Self {
        Self { today: short_day(today), asked: Choices::default(), hours: None, near: None }
    }

    /// The same with a wider circle, and the radii to count by, when there is a place and a radius that is wider.
    pub fn wider(&self, near: &Near) -> Option<(Self, Vec<u16>)> {
        let radii: Vec<u16> = RADII_KM.into_iter().filter(|km| *km > near.radius_km).collect();
        let widest = Circle::around(near.place.at, f64::from(*radii.last()?));
        Some((Self { near: Some(widest), ..self.clone() }, radii))
    }

    /// What a listing is to the choices; nothing but `Not` when it is closed or its hours do not fit. Where it lies is not
    /// looked at.
    pub fn fit(&self, row: &Row) -> Fit {
        if row.closes < self.today || !self.fits_hours(row.hours()) {
            return Fit::Not;
        }
        row.choices.fit(self.asked)
    }

    /// Whether hours a week overlap with those that are asked for; nothing said fits only when nothing is asked.
    fn fits_hours(&self, of_listing: Option<(u16, u16)>) -> bool {
        let Some((from, to)) = self.hours else { return true };
        of_listing.is_some_and(|(min, max)| u64::from(min) <= to && u64::from(max) >= from)
    }
}

/// A place and a radius.
#[derive(Debug, Clone, Copy)]
pub struct Circle {
    /// The middle.
    pub middle: Point,
    /// What is asked.
    pub radius_km: f64,
    /// Half the height and width, in degrees, of a box around the circle; `None` when a box would have no sides.
    pub half: Option<(f64, f64)>,
}

impl Circle {
    /// The circle.
    pub fn around(middle: Point, radius_km: f64) -> Self {
        // A degree is 110.5 km at least. At the poles and beyond the 180th degree a box has no sides.
        let height = radius_km / 110.5;
        let narrowest = (middle.lat.abs() + height).min(90.0).to_radians().cos();
        let width = radius_km / (110.5 * narrowest.max(0.01));
        let half = (middle.lon.abs() + width < 180.0 && middle.lat.abs() + height < 90.0).then_some((height, width));
        Self { middle, radius_km, half }
    }

    /// The distance, when it lies within the circle.
    pub fn distance_km(&self, point: Point) -> Option<f64> {
        if let Some((height, width)) = self.half
            && ((point.lat - self.middle.lat).abs() > height || (point.lon - self.middle.lon).abs() > width)
        {
            return None;
        }
        Some(self.middle.distance_km(point)).filter(|km| *km <= self.radius_km)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_box_holds_the_circle(lat in 50.0..54.0, lon in 3.0..8.0, north in -2.0..2.0, east in -3.0..3.0, km in 1u16..300) {
            let (middle, point) = (Point { lat, lon }, Point { lat: lat + north, lon: lon + east });
            let circle = Circle::around(middle, f64::from(km));
            let distance = middle.distance_km(point);
            proptest::prop_assert_eq!(circle.distance_km(point).is_some(), distance <= f64::from(km));
        }
    }
}
