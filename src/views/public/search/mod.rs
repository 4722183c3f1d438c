//! The results of a search: cards, filters with counts, what was chosen, pages.
//! Never a search: it shows an answer that was already given; and never a dead end.

mod chosen;
mod filters;
mod nothing;

use maud::{Markup, html};

use crate::domain::form::{FieldErrors, Fields};
use crate::domain::listing::ListingKind;
use crate::domain::search::{After, Facets, PAGE_NAMES, Query};
use crate::views::components::card::{ListingCard, cards};
use crate::views::components::form::{error_summary, form_title};
use crate::views::components::pagination::pagination;
use crate::views::layout::{Frame, band_page};
use crate::views::public::band::search_band;
use crate::views::public::home::help;

/// `/werk`
#[derive(Debug, Clone, PartialEq)]
pub struct SearchPage {
    /// What was asked, without what was wrong.
    pub query: Query,
    /// As it was typed.
    pub fields: Fields,
    /// What was wrong.
    pub errors: FieldErrors,
    /// The listings of this page.
    pub cards: Vec<ListingCard>,
    /// How many there are on all pages.
    pub total: u64,
    /// Whether there are more than were counted.
    pub more: bool,
    /// The words as they were probably meant.
    pub suggestion: Option<String>,
    /// Counts per choice.
    pub facets: Facets,
    /// How many there would be in a wider circle.
    pub wider: Vec<(u16, u64)>,
    /// This page, from 0.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// Where the next page begins, so that it goes on after what this one shows.
    pub next: Option<After>,
}

impl SearchPage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let kept = |pair: &(&str, String)| ![PAGE_NAMES.text, PAGE_NAMES.place, PAGE_NAMES.radius].contains(&pair.0);
        let kept: Vec<_> = self.query.to_pairs().into_iter().filter(kept).collect();
        let intro = "Gratis. Je hoeft geen account te maken.";
        let body = html! {
            a class="utrecht-skip-link utrecht-skip-link--visible-on-focus" href="#resultaten" { "Ga naar de resultaten" }
            @if !self.errors.is_empty() { div class="wrap pagina" { (error_summary(&self.errors)) } }
            (search_band("Zoek werk bij jou in de buurt", intro, &self.fields, &self.errors, &kept))
            div class="wrap cols" {
                div class="geen-print" { (filters::filters(self)) }
                div class="stack" id="resultaten" tabindex="-1" {
                    (self.results())
                    (help(frame))
                }
            }
        };
        band_page(frame, &form_title(&self.errors, &self.title()), &body)
    }

    /// "Werk zoeken: 19 resultaten bij Dalfsen, pagina 1 van 2".
    fn title(&self) -> String {
        let near = self.query.near.as_ref().map_or_else(String::new, |near| format!(" bij {}", near.place.name));
        let words = if self.query.text.is_empty() { String::new() } else { format!(" met ‘{}’", self.query.text) };
        let is_there = self.pages > 1 && self.page < self.pages;
        let page = if is_there { format!(", pagina {} van {}", self.page + 1, self.pages) } else { String::new() };
        format!("Werk zoeken: {}{words}{near}{page}", self.count())
    }

    /// The address of a page of this answer. The next one goes on after the last listing that is shown, whatever came or
    /// went meanwhile.
    fn address_of(&self, page: u32) -> String {
        let address = address(&self.query, page);
        match self.next.filter(|_| page == self.page + 1) {
            Some(after) => format!("{address}&{}={after}", PAGE_NAMES.after),
            None => address,
        }
    }

    /// "19 resultaten", "1 werkstage", "Geen vacatures".
    fn count(&self) -> String {
        count_in_words(self.total, &self.query.kinds)
    }

    fn results(&self) -> Markup {
        html! {
            div class="rkop" {
                h2 { (self.count()) }
                @if self.total > 1 { p class="muted" { (self.query.effective_sort().label()) } }
            }
            (chosen::chosen(&self.query))
            @if self.total == 0 {
                (nothing::nothing(self))
            } @else if self.cards.is_empty() {
                (nothing::beyond_the_end(self))
            } @else {
                (cards(&self.cards))
                (pagination(self.page, self.pages, |page| self.address_of(page)))
                @if self.page + 1 >= self.pages { (nothing::further_away(self)) }
            }
        }
    }

    /// For tests and snapshots: a page full of results.
    #[must_use]
    pub fn sample() -> Self {
        use crate::domain::listing::terms::{Day, DutchLevel, Education, Sector, Shift, SupportKind};
        let typed = [("q", "keuken"), ("plaats", "Dalfsen"), ("opleiding", "none"), ("taal", "A1"), ("taal", "A2")];
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
        let cards = ListingCard::samples();
        Self {
            query,
            fields,
            errors,
            cards,
            total: 19,
            more: false,
            suggestion: None,
            facets,
            wider: vec![(25, 31)],
            page: 0,
            pages: 2,
            next: None,
        }
    }

    /// For tests and snapshots: nothing was found.
    #[must_use]
    pub fn sample_empty() -> Self {
        let base = Self::sample();
        let fields = base.fields.with("soort", "werkstage");
        let (query, errors) = Query::parse(&fields, &PAGE_NAMES);
        let facets = Facets { kinds: vec![(ListingKind::Vacature, 4)], ..Facets::default() };
        let wider = vec![(25, 3), (50, 11)];
        Self {
            query,
            fields,
            errors,
            cards: Vec::new(),
            total: 0,
            more: false,
            suggestion: None,
            facets,
            wider,
            page: 0,
            pages: 0,
            next: None,
        }
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

/// The address of a page (from 0) of the answer to a query.
#[must_use]
pub fn address(query: &Query, page: u32) -> String {
    let mut pairs = query.to_pairs();
    if page > 0 {
        pairs.push((PAGE_NAMES.page, (page + 1).to_string()));
    }
    let encoded = serde_urlencoded::to_string(&pairs).unwrap_or_default();
    if encoded.is_empty() { "/werk".to_owned() } else { format!("/werk?{encoded}") }
}

/// A number of listings in the word for these kinds. Kinds together are results: they are not all vacancies, and one
/// listing can be several places.
fn count_in_words(total: u64, kinds: &[ListingKind]) -> String {
    let (one, many) = match kinds {
        [kind] => (kind.rules().label, kind.rules().plural),
        _ => ("resultaat", "resultaten"),
    };
    match total {
        0 => format!("Geen {many}"),
        1 => format!("1 {one}"),
        total => format!("{total} {many}"),
    }
}
