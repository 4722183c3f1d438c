//! The results of a search: cards, filters with counts, what was chosen, pages.
//! Never a search: it shows an answer that was already given; and never a dead end.

mod chosen;
mod dutch;
mod filters;
mod nothing;
mod sample;
#[cfg(test)]
mod tests;

use maud::{Markup, html};

pub use self::chosen::{Group, groups};
pub use self::nothing::{Counted, WaysOn};

use crate::domain::actor::Capability;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::listing::ListingKind;
use crate::domain::search::{After, Facets, PAGE_NAMES, Query};
use crate::views::components::card::{ListingCard, cards};
use crate::views::components::facts::number;
use crate::views::components::form::{error_summary, form_title};
use crate::views::components::icon;
use crate::views::components::pagination::pagination;
use crate::views::layout::{Frame, band_page};
use crate::views::netwerker::order_explained::why_this_order;
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
    /// Whether it was searched farther than somebody who names no radius expects, since little lies nearby.
    pub farther: bool,
    /// The words as they were probably meant.
    pub suggestion: Option<String>,
    /// Counts per choice.
    pub facets: Facets,
    /// How many there would be in a wider circle.
    pub wider: Vec<(u16, u64)>,
    /// What else there is, when this is nothing or little.
    pub ways_on: WaysOn,
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
        // A new search is read anew, so that what held for the words of this one does not go along.
        let of_words = [PAGE_NAMES.text, PAGE_NAMES.place, PAGE_NAMES.radius, PAGE_NAMES.literal];
        let kept: Vec<_> = self.query.to_pairs().into_iter().filter(|(name, _)| !of_words.contains(name)).collect();
        let intro = "Gratis. Je hoeft geen account te maken.";
        let body = html! {
            a class="utrecht-skip-link utrecht-skip-link--visible-on-focus" href="#resultaten" { "Ga naar de resultaten" }
            @if !self.errors.is_empty() { div class="wrap pagina" { (error_summary(&self.errors)) } }
            (search_band("Zoek werk bij jou in de buurt", intro, &self.bar(), &self.errors, &kept))
            div class="wrap cols" {
                div class="geen-print" { (filters::filters(self)) }
                div class="stack" id="resultaten" tabindex="-1" {
                    (self.results(frame))
                    (help(frame))
                }
            }
        };
        let asked = address(&Query { sort: None, ..self.query.clone() }, 0);
        let feed = Some(asked.trim_start_matches("/werk").to_owned());
        band_page(&Frame { feed, ..frame.clone() }, &form_title(&self.errors, &self.title()), &body)
    }

    /// "Werk zoeken: 19 resultaten bij Dalfsen, pagina 1 van 2".
    fn title(&self) -> String {
        let near = self.query.near.as_ref().map_or_else(String::new, |near| format!(" bij {}", near.place.name));
        let words = if self.query.text.is_empty() { String::new() } else { format!(" met ‘{}’", self.query.text) };
        let page = match (self.page + 1, self.pages) {
            (_, 0 | 1) => String::new(),
            (page, pages) if page > pages => String::new(),
            // How many pages there are is not known.
            (page, _) if self.more => format!(", pagina {}", number(page.into())),
            (page, pages) => format!(", pagina {page} van {}", number(pages.into())),
        };
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

    /// "19 resultaten", "1 werkstage", "Geen vacatures", "Meer dan 10.000 resultaten".
    fn count(&self) -> String {
        count_in_words(self.total, self.more, &self.query.kinds)
    }

    /// What stands in the search bar: as it was typed, or apart when a place was read in the words.
    fn bar(&self) -> Fields {
        let names = [PAGE_NAMES.text, PAGE_NAMES.place, PAGE_NAMES.radius];
        let read = self.query.near.as_ref().filter(|_| self.query.read_place.is_some());
        match read {
            Some(near) => {
                let values = [self.query.text.clone(), near.place.name.clone(), near.radius_km.to_string()];
                names.into_iter().zip(values).collect()
            }
            None => names.into_iter().map(|name| (name, self.fields.get(name))).collect(),
        }
    }

    /// The way to a mail with new work for this search.
    fn mail(&self) -> Markup {
        html! {
            a class="mailtip geen-print" href=(mail_address(&self.query)) {
                (icon("bell"))
                span { strong { "Mail mij nieuw werk" } " " span { "Gratis. Je kunt altijd stoppen." } }
            }
        }
    }

    /// That it was searched farther away than usual.
    fn how_far(&self) -> Markup {
        html! {
            @if let Some(near) = self.query.near.as_ref().filter(|_| self.farther) {
                p { "Dichtbij is er weinig werk dat past. Daarom zie je werk tot " (near.radius_km) " kilometer van " (near.place.name) "." }
            }
        }
    }

    /// The words as they were probably meant; what was found for the words as they stand stays.
    fn suggestion(&self) -> Markup {
        html! {
            @if let Some(meant) = &self.suggestion {
                p class="bedoel" {
                    "Bedoel je "
                    a href=(address(&Query { text: meant.clone(), ..self.query.clone() }, 0)) { (meant) }
                    "?"
                }
            }
        }
    }

    fn results(&self, frame: &Frame) -> Markup {
        html! {
            div class="rkop" {
                h2 { (self.count()) }
                @if self.total > 1 { p class="muted" { (self.query.effective_sort().label()) } }
            }
            (self.suggestion())
            (self.how_far())
            (chosen::chosen(&self.query))
            @if self.total == 0 {
                (nothing::nothing(self, frame))
            } @else if self.cards.is_empty() {
                (nothing::beyond_the_end(self))
            } @else {
                (self.mail())
                (cards(&self.cards))
                (pagination(self.page, self.pages, |page| self.address_of(page)))
                @if frame.may(Capability::SeeNetwork) { (why_this_order(&self.query, self.page)) }
                @if self.page + 1 >= self.pages { (nothing::further_on(self)) }
            }
        }
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

/// The address where a mail with new work for this query is asked for.
fn mail_address(query: &Query) -> String {
    let address = address(query, 0);
    match address.split_once('?') {
        Some((_, parameters)) => format!("/werk/mail?{parameters}"),
        None => "/werk/mail".to_owned(),
    }
}

/// A number of listings in the word for these kinds. Kinds together are results: they are not all vacancies, and one
/// listing can be several places.
fn count_in_words(total: u64, more: bool, kinds: &[ListingKind]) -> String {
    let (one, many) = match kinds {
        [kind] => (kind.rules().label, kind.rules().plural),
        _ => ("resultaat", "resultaten"),
    };
    match total {
        0 => format!("Geen {many}"),
        total if more => format!("Meer dan {} {many}", number(total)),
        1 => format!("1 {one}"),
        total => format!("{} {many}", number(total)),
    }
}
