//! Answers for the samples of the results: many, none, little, another word meant, a place read in the words.
//! Never used for a page that a visitor sees.

use super::{Counted, SearchPage, WaysOn, groups};
use crate::domain::form::Fields;
use crate::domain::listing::ListingKind;
use crate::domain::listing::terms::{Day, DutchLevel, Education, Sector, Shift, SupportKind};
use crate::domain::search::{Facets, PAGE_NAMES, Query, ReadPlace};
use crate::views::components::card::ListingCard;

impl SearchPage {
    /// For tests and snapshots: a page full of results.
    #[must_use]
    pub fn sample() -> Self {
        let typed = [
            ("q", "keuken"),
            ("plaats", "Dalfsen"),
            ("opleiding", "none"),
            ("taal", "A1,A2"),
            ("dagen", "za"),
            ("tijden", "avond"),
        ];
        let fields = Fields::from_iter(typed);
        let (query, errors) = Query::parse(&fields, &PAGE_NAMES);
        let facets = Facets {
            kinds: vec![(ListingKind::Vacature, 11), (ListingKind::Werkstage, 6), (ListingKind::Proefplaatsing, 2)],
            sectors: vec![(Sector::Groen, 6), (Sector::Horeca, 5), (Sector::Logistiek, 4), (Sector::Schoonmaak, 4)],
            educations: vec![(Education::None, 19), (Education::Vmbo, 4), (Education::Mbo, 3)],
            dutch: vec![(DutchLevel::A1, 8), (DutchLevel::A2, 11), (DutchLevel::B1, 9), (DutchLevel::C1, 1)],
            support: vec![(SupportKind::Jobcoach, 7), (SupportKind::Buddy, 4)],
            days: vec![(Day::Ma, 12), (Day::Za, 3)],
            shifts: vec![(Shift::Dag, 14), (Shift::Avond, 2)],
        };
        Self {
            query,
            fields,
            errors,
            cards: ListingCard::samples(),
            total: 19,
            more: false,
            farther: false,
            suggestion: None,
            facets,
            wider: vec![(25, 31)],
            ways_on: WaysOn::default(),
            page: 0,
            pages: 2,
            next: None,
        }
    }

    /// For tests and snapshots: more than were counted.
    #[must_use]
    pub fn sample_many() -> Self {
        Self { total: 10_000, more: true, pages: 1_000, ..Self::sample() }
    }

    /// For tests and snapshots: words that were probably meant otherwise, and a place that was read in them.
    #[must_use]
    pub fn sample_read() -> Self {
        let typed = "vrachtwagen chaufeur ommen";
        let fields = Fields::from_iter([("q", typed), ("branche", "logistiek")]);
        let apart = [("q", "vrachtwagen chaufeur"), ("plaats", "Ommen"), ("branche", "logistiek")];
        let (mut query, errors) = Query::parse(&Fields::from_iter(apart), &PAGE_NAMES);
        query.read_place = Some(ReadPlace { typed: typed.to_owned(), radius_is_ours: true });
        let base = Self::sample();
        let cards: Vec<_> = base.cards.iter().take(1).cloned().collect();
        let without = groups(&query, &base.facets).into_iter().zip([14, 3].map(counted)).collect();
        let ways_on = WaysOn { without, everything: counted(54), alike: Vec::new() };
        let suggestion = Some("vrachtwagen chauffeur".to_owned());
        let wider = vec![(25, 1), (50, 3), (100, 3)];
        Self { query, fields, errors, cards, total: 1, farther: true, suggestion, wider, ways_on, pages: 1, ..base }
    }

    /// For tests and snapshots: nothing was found.
    #[must_use]
    pub fn sample_empty() -> Self {
        let base = Self::sample();
        let fields = base.fields.with("soort", "werkstage");
        let (query, errors) = Query::parse(&fields, &PAGE_NAMES);
        let facets = Facets { kinds: vec![(ListingKind::Vacature, 4)], ..Facets::default() };
        let without = groups(&query, &facets).into_iter().zip([4, 9, 2].map(counted)).collect();
        let ways_on = WaysOn { without, everything: counted(54), alike: base.cards };
        let wider = vec![(25, 3), (50, 11)];
        Self { query, fields, errors, cards: Vec::new(), total: 0, facets, wider, ways_on, pages: 0, ..Self::sample() }
    }

    /// For tests and snapshots: there is no work at all.
    #[must_use]
    pub fn sample_bare() -> Self {
        let (query, fields, facets) = (Query::default(), Fields::default(), Facets::default());
        Self { query, fields, cards: Vec::new(), total: 0, facets, wider: Vec::new(), pages: 0, ..Self::sample() }
    }

    /// For tests and snapshots: a place that is not known, and a page beyond the end.
    #[must_use]
    pub fn sample_wrong() -> Self {
        let fields =
            Fields::from_iter([("q", "kok"), ("plaats", "Verweggistan"), ("uren_min", "veel"), ("pagina", "9")]);
        let (query, errors) = Query::parse(&fields, &PAGE_NAMES);
        Self { query, fields, errors, cards: Vec::new(), page: 8, ..Self::sample() }
    }
}

fn counted(total: u64) -> Counted {
    Counted { total, more: false }
}
