//! Searching the listings: the question, what the index knows of a listing, and the shape of the answer.
//! Never how it is answered: `search` does that; and never a private fact: everything here is public.

mod after;
mod explanation;
mod place_in_words;
mod query;
mod suggestion;

use chrono::{DateTime, Utc};

pub use after::After;
pub use explanation::{Explanation, How, Reason, Where};
pub use query::{API_NAMES, DEFAULT_RADIUS_KM, Names, Near, PAGE_NAMES, PER_PAGE, Query, RADII_KM, ReadPlace, Sort};
pub use suggestion::{SHORTEST_BEGINNING, Suggestion, SuggestionKind, places_beginning, plain_words};

use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{ChangeId, ListingId};
use crate::domain::listing::terms::{Day, DutchLevel, Education, Hours, Sector, Shift, SupportKind};
use crate::domain::listing::{Listing, ListingContent, ListingKind};
use crate::domain::place::{Places, Point};
use crate::domain::rich_text::RichText;

/// What the index knows of a listing: public facts only.
#[derive(Debug, Clone, PartialEq)]
pub struct ListingDocument {
    /// The listing.
    pub id: ListingId,
    /// The name of the work.
    pub title: String,
    /// The name of the organisation.
    pub employer: String,
    /// Everything else that words are searched in: text, tasks, skills.
    pub body: String,
    /// The kind.
    pub kind: ListingKind,
    /// The branch.
    pub sector: Option<Sector>,
    /// The name of the place, as words to search in.
    pub place: Option<String>,
    /// Where the place is, when it is known.
    pub at: Option<Point>,
    /// Hours a week, at least.
    pub hours_min: Option<Hours>,
    /// Hours a week, at most.
    pub hours_max: Option<Hours>,
    /// Education that is asked for.
    pub education: Option<Education>,
    /// Dutch that is asked for.
    pub dutch: Option<DutchLevel>,
    /// Help that is offered.
    pub support: Vec<SupportKind>,
    /// Days of the week.
    pub days: Vec<Day>,
    /// When in the day.
    pub shifts: Vec<Shift>,
    /// When it became public.
    pub published_at: DateTime<Utc>,
    /// The last day on which it is found.
    pub closes_on: Option<CivilDay>,
}

impl ListingDocument {
    /// The document of a public listing: only what its page shows.
    #[must_use]
    pub fn of(listing: &Listing, content: &ListingContent, employer: &str) -> Self {
        let place = Places::known().locate(content.place.as_deref(), content.postcode.as_ref());
        let mut body = vec![content.description.as_str()];
        body.extend(content.learning_goal.iter().map(RichText::as_str));
        body.extend(content.tasks.iter().chain(&content.skills).map(String::as_str));
        Self {
            id: listing.id,
            title: content.title.as_str().to_owned(),
            employer: employer.to_owned(),
            body: body.join("\n"),
            kind: listing.kind,
            sector: content.sector,
            place: content.place.clone().or_else(|| place.map(|place| place.name.clone())),
            at: place.map(|place| place.at),
            hours_min: content.hours_min,
            hours_max: content.hours_max,
            education: content.education,
            dutch: content.dutch,
            support: content.support.kinds().collect(),
            days: content.days.clone(),
            shifts: content.shifts.clone(),
            published_at: listing.published_at.unwrap_or(listing.created_at),
            closes_on: listing.closes_on,
        }
    }
}

/// Where an index stands in the change log: the last change it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Position {
    /// The number of the change; 0 before the first.
    pub seq: i64,
    /// The identity of that change: another one under the same number means that the database was restored.
    pub change: Option<ChangeId>,
}

impl Position {
    /// Before the first change.
    pub const START: Self = Self { seq: 0, change: None };
}

/// A listing that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The listing.
    pub id: ListingId,
    /// How well it fits; comparable within one answer only.
    pub score: f32,
    /// The distance from the place that was asked for, in kilometres.
    pub distance_km: Option<f64>,
}

/// How many there are per choice. A group's counts ignore the choices made in that group itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facets {
    /// Per kind.
    pub kinds: Vec<(ListingKind, u64)>,
    /// Per branch.
    pub sectors: Vec<(Sector, u64)>,
    /// Per education.
    pub educations: Vec<(Education, u64)>,
    /// Per level of Dutch.
    pub dutch: Vec<(DutchLevel, u64)>,
    /// Per kind of help.
    pub support: Vec<(SupportKind, u64)>,
    /// Per day of the week.
    pub days: Vec<(Day, u64)>,
    /// Per time of the day.
    pub shifts: Vec<(Shift, u64)>,
}

/// An answer of the index: ids; the rows are loaded from the database, which decides what is public.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// How many fit.
    pub total: u64,
    /// Whether there are more than `total`: so many were not counted one by one, and the counts per choice are of a part.
    pub more: bool,
    /// "Bedoel je …?": the words as they were probably meant, when little was found for the words as they were typed.
    pub suggestion: Option<String>,
    /// In kilometres, the wider radius that was searched when the place was read from the words, nobody named a radius and
    /// the usual one held less than a handful.
    pub radius_km: Option<u16>,
    /// Those asked for, in order.
    pub hits: Vec<Hit>,
    /// For each of those: where a page that ends with it goes on.
    pub after: Vec<After>,
    /// Counts per choice.
    pub facets: Facets,
    /// How many there would be in a wider circle, when there is a place and little was found: (kilometres, total), widening.
    pub wider: Vec<(u16, u64)>,
}

/// A part of a text that shows why a listing was found: pieces, and whether each is a word that was searched for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snippet(pub Vec<(String, bool)>);

impl Snippet {
    /// The text without marks.
    #[must_use]
    pub fn plain(&self) -> String {
        self.0.iter().map(|(piece, _)| piece.as_str()).collect()
    }
}
