//! Places: villages and towns with their coordinates, and distances between them.
//! Never an address: a listing or a person lies in a place, not on a point.

mod table;

use std::collections::HashMap;

pub use table::{HEADER, TableMaker};

use crate::domain::text::{Postcode, fold};

/// A village or town.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// The municipality it lies in.
    pub municipality: String,
    /// Where it is.
    pub at: Point,
}

/// A point on the earth, in degrees (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

impl Point {
    /// The distance as the crow flies, in kilometres (haversine, R = 6371.0088 km, the mean radius of the IUGG).
    #[must_use]
    pub fn distance_km(self, other: Self) -> f64 {
        const EARTH_RADIUS_KM: f64 = 6_371.008_8;
        let (lat1, lat2) = (self.lat.to_radians(), other.lat.to_radians());
        let half = |from: f64, to: f64| ((to - from) / 2.0).sin().powi(2);
        let a = half(lat1, lat2) + lat1.cos() * lat2.cos() * half(self.lon.to_radians(), other.lon.to_radians());
        2.0 * EARTH_RADIUS_KM * a.sqrt().min(1.0).asin()
    }
}

/// A table of places, looked up by name, other spelling or postcode. Where one name occurs twice, the first row wins: the
/// region's own.
#[derive(Debug, Default)]
pub struct Places {
    rows: Vec<Place>,
    by_name: HashMap<String, Vec<usize>>,
    by_postcode: HashMap<u16, Vec<usize>>,
    digest: String,
}

impl Places {
    /// The place that somebody typed: a name, another spelling, or a postcode (`7721`, `7721 AB`).
    #[must_use]
    pub fn find(&self, typed: &str) -> Option<&Place> {
        match Postcode::parse(typed) {
            Ok(postcode) => self.of_postcode(&postcode).into_iter().next(),
            Err(_) => self.named(typed).first().copied(),
        }
    }

    /// Where a listing lies: the name decides, the postcode chooses between places of one name, and alone it is enough.
    #[must_use]
    pub fn locate(&self, name: Option<&str>, postcode: Option<&Postcode>) -> Option<&Place> {
        let named = name.map(|name| self.named(name)).unwrap_or_default();
        let coded = postcode.map(|postcode| self.of_postcode(postcode)).unwrap_or_default();
        let both = named.iter().find(|place| coded.contains(place));
        both.or(named.first()).or(coded.first()).copied()
    }

    fn named(&self, name: &str) -> Vec<&Place> {
        self.by_name.get(&folded(name)).into_iter().flatten().map(|row| &self.rows[*row]).collect()
    }

    fn of_postcode(&self, postcode: &Postcode) -> Vec<&Place> {
        let digits = postcode.digits().parse::<u16>().ok();
        digits
            .and_then(|digits| self.by_postcode.get(&digits))
            .into_iter()
            .flatten()
            .map(|row| &self.rows[*row])
            .collect()
    }

    /// The names of all places, for suggestions while typing.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(|place| place.name.as_str())
    }
}

/// A name as it is compared: no accents, no case, no punctuation ("'s-Heerenbroek" and "s heerenbroek" are one).
fn folded(name: &str) -> String {
    name.chars().flat_map(fold).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(typed: &str) -> &'static Place {
        Places::known().find(typed).unwrap()
    }

    #[test]
    fn distances_are_those_of_the_rule_sheet() {
        let from_dalfsen = |name: &str| find("Dalfsen").at.distance_km(find(name).at);
        for (name, km) in [
            ("Nieuwleusen", 7.58),
            ("Oudleusen", 4.58),
            ("Lemelerveld", 9.18),
            ("Hoonhorst", 2.72),
            ("Zwolle", 11.19),
            ("Ommen", 10.99),
        ] {
            assert!((from_dalfsen(name) - km).abs() < 0.1, "{name}: {}", from_dalfsen(name));
        }
    }

    #[test]
    fn places_are_found_by_name_spelling_and_postcode() {
        for typed in ["dalfsen", "7721", "7721 ab", " DALFSEN "] {
            assert_eq!(find(typed).name, "Dalfsen", "{typed}");
        }
        assert_eq!(find("nieuw-leusen").name, "Nieuwleusen");
        assert!(Places::known().find("Verweggistan").is_none());
        assert!(Places::known().find("").is_none());
    }

    #[test]
    fn a_trap_name_is_not_taken_for_a_hamlet() {
        assert!(Places::known().find("Emmen").is_none_or(|place| place.municipality == "Emmen"));
    }
}
