//! The question that somebody asks of the listings: parameters in, a query out, and back.
//! Never a guess: what is wrong is named and left out.

use crate::domain::code::{Code, codes};
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::listing::ListingKind;
use crate::domain::listing::terms::{Day, DutchLevel, Education, Hours, Sector, Shift, SupportKind};
use crate::domain::place::{Place, Places};
use crate::domain::search::{After, place_in_words};

/// The radius when somebody names a place and no radius, in kilometres.
pub const DEFAULT_RADIUS_KM: u16 = 15;
/// The radii that the page offers, in kilometres.
pub const RADII_KM: [u16; 6] = [5, 10, 15, 25, 50, 100];
/// How many results stand on a page.
pub const PER_PAGE: u32 = 10;

codes! {
    /// The order of the results.
    pub enum Sort {
        /// What fits the words best.
        Relevance = "relevantie",
        /// The newest first.
        Newest = "nieuw",
        /// The nearest first; needs a place.
        Nearest = "dichtbij",
    }
}

impl Sort {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Relevance => "Past het beste",
            Self::Newest => "Nieuw werk eerst",
            Self::Nearest => "Werk dichtbij eerst",
        }
    }
}

/// What somebody asks. Choices within a group are "or", groups are "and".
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {
    /// Words, at most 200 characters.
    pub text: String,
    /// Kinds of listing.
    pub kinds: Vec<ListingKind>,
    /// Branches.
    pub sectors: Vec<Sector>,
    /// Around a place.
    pub near: Option<Near>,
    /// That the place was read from the words; they are then no part of `text` any more.
    pub read_place: Option<ReadPlace>,
    /// Whether the words are words only, also where they name a place.
    pub literal: bool,
    /// The fewest hours a week that suit.
    pub hours_min: Option<Hours>,
    /// The most hours a week that suit. A listing fits when its hours overlap.
    pub hours_max: Option<Hours>,
    /// Education that is asked for.
    pub educations: Vec<Education>,
    /// Dutch that is asked for.
    pub dutch: Vec<DutchLevel>,
    /// Help that is offered.
    pub support: Vec<SupportKind>,
    /// Days of the week.
    pub days: Vec<Day>,
    /// When in the day.
    pub shifts: Vec<Shift>,
    /// The order; `None` is relevance with words, else nearest with a place, else newest.
    pub sort: Option<Sort>,
    /// The page, from 0.
    pub page: u32,
    /// Where the page before ended; then the page number is only shown.
    pub after: Option<After>,
}

/// A place and how far from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// The place.
    pub place: Place,
    /// How far, in kilometres.
    pub radius_km: u16,
}

/// A place that was read from the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadPlace {
    /// All that was typed, the place too: what to ask, with `literal`, when the place was not meant.
    pub typed: String,
    /// Whether nobody named a radius, so that it may grow.
    pub radius_is_ours: bool,
}

/// The names of the parameters: Dutch on pages, English in the API.
#[derive(Debug)]
pub struct Names {
    /// Words.
    pub text: &'static str,
    /// Kinds.
    pub kind: &'static str,
    /// Branches.
    pub sector: &'static str,
    /// Place.
    pub place: &'static str,
    /// Words are words only.
    pub literal: &'static str,
    /// Radius in kilometres.
    pub radius: &'static str,
    /// Fewest hours.
    pub hours_min: &'static str,
    /// Most hours.
    pub hours_max: &'static str,
    /// Education.
    pub education: &'static str,
    /// Dutch.
    pub dutch: &'static str,
    /// Help.
    pub support: &'static str,
    /// Days.
    pub days: &'static str,
    /// Times of the day.
    pub shifts: &'static str,
    /// Order.
    pub sort: &'static str,
    /// Page, from 1.
    pub page: &'static str,
    /// Where the page before ended.
    pub after: &'static str,
}

/// The parameters of `/werk`.
pub const PAGE_NAMES: Names = Names {
    text: "q",
    kind: "soort",
    sector: "branche",
    place: "plaats",
    literal: "letterlijk",
    radius: "straal",
    hours_min: "uren_min",
    hours_max: "uren_max",
    education: "opleiding",
    dutch: "taal",
    support: "hulp",
    days: "dagen",
    shifts: "tijden",
    sort: "sorteer",
    page: "pagina",
    after: "na",
};

/// The parameters of `/api/v1/listings`.
pub const API_NAMES: Names = Names {
    text: "q",
    kind: "kind",
    sector: "sector",
    place: "place",
    literal: "literal",
    radius: "radius_km",
    hours_min: "hours_min",
    hours_max: "hours_max",
    education: "education",
    dutch: "language",
    support: "support",
    days: "days",
    shifts: "shifts",
    sort: "sort",
    page: "page",
    after: "after",
};

impl Query {
    /// Reads parameters. What is wrong is left out of the query and named in the errors; unknown parameters are ignored.
    #[must_use]
    pub fn parse(fields: &Fields, names: &'static Names) -> (Self, FieldErrors) {
        let mut errors = FieldErrors::none();
        let mut query = Self {
            text: text_of(fields.get(names.text)),
            kinds: choices(fields, names.kind, &mut errors)
                .into_iter()
                .filter(|kind: &ListingKind| kind.rules().public)
                .collect(),
            sectors: choices(fields, names.sector, &mut errors),
            near: near(fields, names, &mut errors),
            read_place: None,
            literal: matches!(fields.get(names.literal), "1" | "true"),
            hours_min: hours(fields, names.hours_min, &mut errors),
            hours_max: hours(fields, names.hours_max, &mut errors),
            educations: choices(fields, names.education, &mut errors),
            dutch: choices(fields, names.dutch, &mut errors),
            support: choices(fields, names.support, &mut errors),
            days: choices(fields, names.days, &mut errors),
            shifts: choices(fields, names.shifts, &mut errors),
            sort: choices(fields, names.sort, &mut errors).into_iter().next(),
            page: page(fields, names.page, &mut errors),
            after: fields.get(names.after).parse().ok(),
        };
        if let (Some(low), Some(high)) = (query.hours_min, query.hours_max)
            && high < low
        {
            errors.add(names.hours_max, "Het hoogste aantal uren is kleiner dan het laagste.");
        }
        if fields.get(names.place).is_empty() && !query.literal {
            query.read_place(fields, names);
        }
        (query, errors)
    }

    /// Takes a place out of the words.
    fn read_place(&mut self, fields: &Fields, names: &'static Names) {
        let Some((rest, place)) = place_in_words::read(&self.text) else { return };
        // A wrong radius was named already.
        let radius_km = radius(fields, names, &mut FieldErrors::none()).unwrap_or(DEFAULT_RADIUS_KM);
        self.near = Some(Near { place: place.clone(), radius_km });
        let radius_is_ours = fields.get(names.radius).is_empty();
        self.read_place = Some(ReadPlace { typed: std::mem::replace(&mut self.text, rest), radius_is_ours });
    }

    /// The order that applies.
    #[must_use]
    pub fn effective_sort(&self) -> Sort {
        match (self.sort, &self.near) {
            (Some(Sort::Nearest), None) | (None, _) if !self.text.is_empty() => Sort::Relevance,
            (Some(Sort::Nearest) | None, None) => Sort::Newest,
            (Some(sort), _) => sort,
            (None, Some(_)) => Sort::Nearest,
        }
    }

    /// The query as the parameters of a page, without the page; what is not chosen is left out.
    #[must_use]
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let names = &PAGE_NAMES;
        let mut pairs = Vec::new();
        let mut add = |name: &'static str, value: Option<String>| pairs.extend(value.map(|value| (name, value)));
        add(names.text, (!self.text.is_empty()).then(|| self.text.clone()));
        add(names.literal, (self.literal && !self.text.is_empty()).then(|| "1".to_owned()));
        add(names.place, self.near.as_ref().map(|near| near.place.name.clone()));
        add(names.radius, self.near.as_ref().map(|near| near.radius_km.to_string()));
        add(names.hours_min, self.hours_min.map(|hours| hours.to_string()));
        add(names.hours_max, self.hours_max.map(|hours| hours.to_string()));
        add(names.sort, self.sort.map(|sort| sort.code().to_owned()));
        push_choices(&mut pairs, names.kind, &self.kinds);
        push_choices(&mut pairs, names.sector, &self.sectors);
        push_choices(&mut pairs, names.education, &self.educations);
        push_choices(&mut pairs, names.dutch, &self.dutch);
        push_choices(&mut pairs, names.support, &self.support);
        push_choices(&mut pairs, names.days, &self.days);
        push_choices(&mut pairs, names.shifts, &self.shifts);
        pairs
    }

    /// Whether anything is asked at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.to_pairs().is_empty()
    }
}

fn push_choices<C: Code>(pairs: &mut Vec<(&'static str, String)>, name: &'static str, choices: &[C]) {
    pairs.extend(choices.iter().map(|choice| (name, choice.code().to_owned())));
}

fn text_of(typed: &str) -> String {
    let folded = typed.chars().take(2_000).map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    folded.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect()
}

fn choices<C: Code>(fields: &Fields, name: &'static str, errors: &mut FieldErrors) -> Vec<C> {
    let mut chosen: Vec<C> = Vec::new();
    // A group can come as `soort=a&soort=b` and as `soort=a,b`.
    for code in fields.all(name).flat_map(|values| values.split(',')).map(str::trim).filter(|code| !code.is_empty()) {
        match C::from_code(code) {
            Some(value) if chosen.contains(&value) => {}
            Some(value) => chosen.push(value),
            None => {
                errors.add(name, format!("Deze keuze kennen wij niet: {}.", code.chars().take(40).collect::<String>()));
            }
        }
    }
    chosen
}

fn radius(fields: &Fields, names: &'static Names, errors: &mut FieldErrors) -> Option<u16> {
    match fields.get(names.radius) {
        "" => Some(DEFAULT_RADIUS_KM),
        typed => {
            let radius = typed.trim_end_matches("km").trim().parse::<u16>().ok().filter(|km| (1..=300).contains(km));
            if radius.is_none() {
                errors.add(names.radius, "Vul een afstand in van 1 tot 300 kilometer.");
            }
            radius
        }
    }
}

fn near(fields: &Fields, names: &'static Names, errors: &mut FieldErrors) -> Option<Near> {
    let radius = radius(fields, names, errors);
    let typed = fields.get(names.place);
    if typed.is_empty() {
        return None;
    }
    let Some(place) = Places::known().find(typed) else {
        errors.add(
            names.place,
            "Deze plaats kennen wij niet. Vul een plaats of een postcode in, bijvoorbeeld: Dalfsen of 7721.",
        );
        return None;
    };
    Some(Near { place: place.clone(), radius_km: radius.unwrap_or(DEFAULT_RADIUS_KM) })
}

fn hours(fields: &Fields, name: &'static str, errors: &mut FieldErrors) -> Option<Hours> {
    let typed = fields.get(name);
    if typed.is_empty() { None } else { errors.take(name, Hours::parse(typed)) }
}

fn page(fields: &Fields, name: &'static str, errors: &mut FieldErrors) -> u32 {
    match fields.get(name) {
        "" => 0,
        typed => {
            if let Ok(page @ 1..=100_000) = typed.parse::<u32>() {
                page - 1
            } else {
                errors.add(name, "Deze pagina bestaat niet.");
                0
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(pairs: &[(&str, &str)]) -> (Query, FieldErrors) {
        Query::parse(&pairs.iter().copied().collect(), &PAGE_NAMES)
    }

    #[test]
    fn a_full_query_survives_the_way_there_and_back() {
        let (query, errors) = parse(&[
            ("q", "  hulp  in de keuken "),
            ("soort", "vacature"),
            ("soort", "werkstage"),
            ("branche", "horeca,zorg"),
            ("plaats", "dalfsen"),
            ("straal", "25"),
            ("uren_min", "16"),
            ("uren_max", "24"),
            ("opleiding", "none"),
            ("taal", "A2"),
            ("hulp", "jobcoach"),
            ("dagen", "za,zo"),
            ("tijden", "avond"),
            ("sorteer", "nieuw"),
            ("letterlijk", "1"),
            ("onbekend", "x"),
        ]);
        assert!(errors.is_empty(), "{errors}");
        let pairs = query.to_pairs();
        let (again, errors) = Query::parse(&pairs.into_iter().collect(), &PAGE_NAMES);
        assert!(errors.is_empty());
        assert_eq!(again, query);
        assert_eq!(query.text, "hulp in de keuken");
    }

    #[test]
    fn a_place_in_the_words_is_the_place_unless_they_are_literal() {
        let (query, _) = parse(&[("q", "monteur in de buurt van Ommen"), ("straal", "25")]);
        let near = query.near.clone().unwrap();
        assert_eq!((query.text.as_str(), near.place.name.as_str(), near.radius_km), ("monteur", "Ommen", 25));
        let typed = "monteur in de buurt van Ommen".to_owned();
        assert_eq!(query.read_place, Some(ReadPlace { typed, radius_is_ours: false }));
        let (again, _) = Query::parse(&query.to_pairs().into_iter().collect(), &PAGE_NAMES);
        assert_eq!(again, Query { read_place: None, ..query });
        let (literal, _) = parse(&[("q", "monteur ommen"), ("letterlijk", "1")]);
        assert_eq!((literal.text.as_str(), &literal.near), ("monteur ommen", &None));
        assert_eq!(Query::parse(&literal.to_pairs().into_iter().collect(), &PAGE_NAMES).0, literal);
        assert_eq!(parse(&[("q", "monteur ommen"), ("plaats", "Zwolle")]).0.text, "monteur ommen");
        assert!(parse(&[("q", "Ommen")]).0.text.is_empty());
    }

    #[test]
    fn wrong_values_are_named_and_left_out() {
        let (query, errors) = parse(&[
            ("straal", "-5"),
            ("plaats", "Verweggistan"),
            ("soort", "slaaf"),
            ("uren_min", "veel"),
            ("pagina", "0"),
        ]);
        assert_eq!(query, Query::default());
        let named: Vec<_> = errors.iter().map(|error| error.field).collect();
        assert_eq!(named, ["soort", "straal", "plaats", "uren_min", "pagina"]);
    }

    #[test]
    fn internal_kinds_cannot_be_asked_for() {
        assert!(parse(&[("soort", "beschut_werk")]).0.kinds.is_empty());
    }

    #[test]
    fn words_of_any_length_are_cut() {
        assert_eq!(parse(&[("q", &"x".repeat(100_000))]).0.text.len(), 200);
    }

    #[test]
    fn the_order_follows_what_was_asked() {
        assert_eq!(parse(&[]).0.effective_sort(), Sort::Newest);
        assert_eq!(parse(&[("plaats", "Dalfsen")]).0.effective_sort(), Sort::Nearest);
        assert_eq!(parse(&[("plaats", "Dalfsen"), ("q", "kok")]).0.effective_sort(), Sort::Relevance);
        assert_eq!(parse(&[("sorteer", "dichtbij")]).0.effective_sort(), Sort::Newest);
    }
}
