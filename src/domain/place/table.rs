//! Tables of places: reading the form of `search_index/places.nl.tsv`, and what this process knows.
//! Never a change while it runs: which places there are is settled before the first is looked up.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use sha2::{Digest as _, Sha256};

use super::{Place, Places, Point, folded};

/// The table that ships.
const SHIPPED: &str = include_str!("../../../search_index/places.nl.tsv");
/// The first line of a table.
pub const HEADER: &str = "name\tmunicipality\tpostcodes\tlat\tlon\taliases";

static KNOWN: OnceLock<Places> = OnceLock::new();

impl Places {
    /// The places that this process knows: those that ship, and those that it [learned](Self::learn).
    pub fn known() -> &'static Self {
        KNOWN.get_or_init(|| Self::read(&[SHIPPED]))
    }

    /// Adds tables to those that ship, before the first place is looked up. `false`: too late, other places are in use.
    #[must_use]
    pub fn learn(tables: &[String]) -> bool {
        let all: Vec<&str> = std::iter::once(SHIPPED).chain(tables.iter().map(String::as_str)).collect();
        let places = Self::read(&all);
        let digest = places.digest.clone();
        KNOWN.set(places).is_ok() || Self::known().digest == digest
    }

    /// Reads tables. What an earlier one says of a place stands; a later one adds places that it lacks.
    fn read(tables: &[&str]) -> Self {
        let mut places = Self::default();
        let mut seen = BTreeSet::new();
        let mut hash = Sha256::new();
        for table in tables {
            hash.update(table);
            hash.update([0]);
            for line in table.lines().filter(|line| !line.starts_with('#') && *line != HEADER) {
                let Some(row) = Row::read(line) else { continue };
                if seen.insert((folded(&row.place.name), folded(&row.place.municipality))) {
                    places.add(row);
                }
            }
        }
        places.digest = format!("{:x}", hash.finalize());
        places
    }

    fn add(&mut self, row: Row) {
        let at = self.rows.len();
        for name in std::iter::once(&row.place.name).chain(&row.aliases).map(|name| folded(name)) {
            if !name.is_empty() {
                self.by_name.entry(name).or_default().push(at);
            }
        }
        for (from, to) in row.postcodes {
            for postcode in from..=to {
                self.by_postcode.entry(postcode).or_default().push(at);
            }
        }
        self.rows.push(row.place);
    }

    /// Changes when other places are known: what was made with them is then made again.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }
}

/// A line of a table.
#[derive(Debug)]
struct Row {
    place: Place,
    /// From and to, both included.
    postcodes: Vec<(u16, u16)>,
    aliases: Vec<String>,
}

impl Row {
    fn read(line: &str) -> Option<Self> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [name, municipality, postcodes, lat, lon, aliases] = columns[..] else { return None };
        let at = Point { lat: lat.parse().ok()?, lon: lon.parse().ok()? };
        let range = |range: &str| {
            let (from, to) = range.split_once('-').unwrap_or((range, range));
            Some((from.trim().parse().ok()?, to.trim().parse().ok()?))
        };
        Some(Self {
            place: Place { name: name.to_owned(), municipality: municipality.to_owned(), at },
            postcodes: postcodes.split(',').filter_map(range).collect(),
            aliases: aliases.split(',').map(|alias| alias.trim().to_owned()).collect(),
        })
    }
}

/// A table in the making, from rows of elsewhere: each a place or a postcode of one, with a point.
#[derive(Debug, Default)]
pub struct TableMaker(BTreeMap<(String, String), Gathered>);

#[derive(Debug, Default)]
struct Gathered {
    name: String,
    municipality: String,
    points: Vec<Point>,
    postcodes: BTreeSet<u16>,
    aliases: BTreeSet<String>,
}

impl TableMaker {
    /// Takes a row in. Rows of one place are one place, in the middle of them.
    ///
    /// # Errors
    /// What is wrong with it, in Dutch.
    pub fn add(
        &mut self,
        name: &str,
        municipality: &str,
        at: Point,
        (postcode, alias): (Option<&str>, Option<&str>),
    ) -> Result<(), String> {
        let text = |text: &str, what: &str| {
            let text = text.trim();
            let broken = text.is_empty() || text.chars().count() > 100 || text.contains(['\t', '\n', '\r', '#']);
            if broken || folded(text).is_empty() {
                return Err(format!("{what}: dit is geen naam: {}.", text.chars().take(40).collect::<String>()));
            }
            Ok(text.to_owned())
        };
        let (name, municipality) = (text(name, "place")?, text(municipality, "municipality")?);
        if !((-90.0..=90.0).contains(&at.lat) && (-180.0..=180.0).contains(&at.lon)) {
            return Err("latitude en longitude zijn graden, bijvoorbeeld 52.512 en 6.259.".to_owned());
        }
        let digits = match postcode.map(str::trim).filter(|postcode| !postcode.is_empty()) {
            None => None,
            Some(typed) => match typed.get(..4).and_then(|digits| digits.parse::<u16>().ok()) {
                Some(digits @ 1000..=9999) => Some(digits),
                _ => return Err("postcode: de vier cijfers van een postcode, bijvoorbeeld 7721.".to_owned()),
            },
        };
        let alias = match alias.map(str::trim).filter(|alias| !alias.is_empty()) {
            None => None,
            Some(alias) if alias.contains(',') => return Err("alias: één naam, zonder komma.".to_owned()),
            Some(alias) => Some(text(alias, "alias")?),
        };
        let place = self.0.entry((folded(&name), folded(&municipality))).or_default();
        if place.name.is_empty() {
            (place.name, place.municipality) = (name, municipality);
        }
        place.points.push(at);
        place.postcodes.extend(digits);
        place.aliases.extend(alias);
        Ok(())
    }

    /// How many places there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The table, in the form of the shipped one.
    #[must_use]
    pub fn into_table(self) -> String {
        let mut lines = vec![HEADER.to_owned()];
        for place in self.0.into_values() {
            let (lat, lon) = middle(&place.points);
            let aliases = place.aliases.into_iter().collect::<Vec<_>>().join(",");
            let Gathered { name, municipality, postcodes, .. } = place;
            lines.push(format!("{name}\t{municipality}\t{}\t{lat:.3}\t{lon:.3}\t{aliases}", ranges(&postcodes)));
        }
        lines.join("\n") + "\n"
    }
}

/// The middle one in each direction: a post-office box elsewhere does not pull the place along.
fn middle(points: &[Point]) -> (f64, f64) {
    let middle_of = |degrees: fn(&Point) -> f64| {
        let mut all: Vec<f64> = points.iter().map(degrees).collect();
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or_default()
    };
    (middle_of(|point| point.lat), middle_of(|point| point.lon))
}

/// Postcodes as ranges: "7720-7722,7730".
fn ranges(postcodes: &BTreeSet<u16>) -> String {
    let mut ranges: Vec<(u16, u16)> = Vec::new();
    for postcode in postcodes {
        match ranges.last_mut() {
            Some((_, to)) if *to + 1 == *postcode => *to = *postcode,
            _ => ranges.push((*postcode, *postcode)),
        }
    }
    let text = |(from, to): (u16, u16)| if from == to { from.to_string() } else { format!("{from}-{to}") };
    ranges.into_iter().map(text).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Point {
        Point { lat, lon }
    }

    #[test]
    fn rows_of_one_place_become_one_line() {
        let mut maker = TableMaker::default();
        for (postcode, lat) in [("1000", 52.33), ("1001 AB", 52.36), ("1002", 52.37), ("1005", 51.0)] {
            maker.add("Amsterdam", "Amsterdam", at(lat, 4.88), (Some(postcode), Some("Mokum"))).unwrap();
        }
        assert_eq!(maker.len(), 1);
        let table = maker.into_table();
        assert_eq!(table, format!("{HEADER}\nAmsterdam\tAmsterdam\t1000-1002,1005\t52.360\t4.880\tMokum\n"));
    }

    #[test]
    fn what_is_no_place_is_refused_with_the_reason() {
        let mut maker = TableMaker::default();
        for (name, municipality, at, postcode) in [
            ("", "Ommen", at(52.0, 6.0), None),
            ("#Ommen", "Ommen", at(52.0, 6.0), None),
            ("Ommen", "Ommen", at(152.0, 6.0), None),
            ("Ommen", "Ommen", at(f64::NAN, 6.0), None),
            ("Ommen", "Ommen", at(52.0, 6.0), Some("77")),
            ("Ommen", "Ommen", at(52.0, 6.0), Some("é721")),
        ] {
            assert!(maker.add(name, municipality, at, (postcode, None)).is_err(), "{name} {postcode:?}");
        }
        assert!(maker.is_empty());
    }

    #[test]
    fn an_added_table_adds_and_never_moves_what_ships() {
        let mut maker = TableMaker::default();
        maker.add("Dalfsen", "Dalfsen", at(10.0, 10.0), (None, None)).unwrap();
        maker.add("Lutjebroek", "Stede Broec", at(52.698, 5.203), (Some("1614"), None)).unwrap();
        let places = Places::read(&[SHIPPED, &maker.into_table()]);
        assert!((places.find("Dalfsen").unwrap().at.lat - 52.512).abs() < 1e-9);
        assert_eq!(places.find("1614").unwrap().name, "Lutjebroek");
        assert_ne!(places.digest(), Places::read(&[SHIPPED]).digest());
    }

    #[test]
    fn every_line_that_ships_is_read() {
        let lines = SHIPPED.lines().filter(|line| !line.starts_with('#') && *line != HEADER);
        assert!(lines.clone().all(|line| Row::read(line).is_some()));
        assert_eq!(Places::read(&[SHIPPED]).rows.len(), lines.count());
    }
}
