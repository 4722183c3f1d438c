//! The card of a listing in a list: title, organisation, three facts, at most three tags.
//! Never more than is public.

use maud::{Markup, html};

use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{Id, ListingId};
use crate::domain::listing::terms::{DutchLevel, Education, Hours, Sector, SupportKind, Wage, WageUnit};
use crate::domain::listing::{ListingContent, ListingKind};
use crate::domain::search::Snippet;
use crate::views::components::facts;
use crate::views::components::icon::{icon, sector_tile};

/// What a card shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ListingCard {
    /// The listing.
    pub id: ListingId,
    /// The last part of its address.
    pub slug: String,
    /// The name of the work.
    pub title: String,
    /// The kind.
    pub kind: ListingKind,
    /// The name of the organisation.
    pub employer: String,
    /// The village or town.
    pub place: Option<String>,
    /// How far it is from the place that was asked for.
    pub distance_km: Option<f64>,
    /// Hours a week, at least and at most.
    pub hours: (Option<Hours>, Option<Hours>),
    /// Gross wage.
    pub wage: Option<Wage>,
    /// The Dutch that is asked for.
    pub dutch: Option<DutchLevel>,
    /// The education that is asked for.
    pub education: Option<Education>,
    /// The help that is offered.
    pub support: Vec<SupportKind>,
    /// The branch.
    pub sector: Option<Sector>,
    /// Whether it became public in the last days.
    pub is_new: bool,
    /// Why it was found; empty without words.
    pub snippet: Snippet,
    /// The last day on which people can react.
    pub closes_on: Option<CivilDay>,
}

impl ListingCard {
    /// The card of a content, without distance, snippet and newness.
    #[must_use]
    pub fn of(id: ListingId, kind: ListingKind, employer: &str, content: &ListingContent) -> Self {
        Self {
            id,
            slug: content.title.slug(),
            title: content.title.to_string(),
            kind,
            employer: employer.to_owned(),
            place: content.place.clone(),
            distance_km: None,
            hours: (content.hours_min, content.hours_max),
            wage: content.wage,
            dutch: content.dutch,
            education: content.education,
            support: content.support.kinds().collect(),
            sector: content.sector,
            is_new: false,
            snippet: Snippet::default(),
            closes_on: content.closes_on,
        }
    }

    /// The address of the listing.
    #[must_use]
    pub fn href(&self) -> String {
        listing_href(self.id, &self.slug)
    }

    /// The card.
    #[must_use]
    pub fn render(&self) -> Markup {
        let heading = format!("werk-{}", self.id);
        html! {
            article class="kaart" aria-labelledby=(heading) {
                (sector_tile(self.sector))
                div {
                    h3 class="kaart__titel" id=(heading) { a href=(self.href()) { (self.title) } }
                    p class="kaart__wie" {
                        (self.employer)
                        @if self.is_new { " " span class="tag tag--nieuw" { "Nieuw" } }
                    }
                }
                div class="kaart__in" {
                    (self.facts())
                    @if self.snippet.0.iter().any(|(_, found)| *found) { (snippet(&self.snippet)) }
                    (self.tags())
                }
            }
        }
    }

    fn facts(&self) -> Markup {
        let distance = self.distance_km.map(facts::distance);
        html! {
            dl class="feiten" {
                @if let Some(place) = &self.place {
                    (facts::card_fact("map-pin", "Plaats", place, distance.as_deref()))
                }
                @if let Some(hours) = facts::hours(self.hours.0, self.hours.1) {
                    (facts::card_fact("clock", "Uren", &hours, None))
                }
                @if let Some(wage) = self.wage { (facts::card_fact("euro", "Loon", &wage.to_string(), None)) }
            }
        }
    }

    fn tags(&self) -> Markup {
        let kind = (self.kind != ListingKind::Vacature)
            .then(|| html! { li class="tag tag--soort" { (capital(self.kind.rules().label)) } });
        let dutch = self.dutch.map(|level| {
            html! { li class="tag tag--taal" { (facts::dutch_dots(level)) span { span class="vh" { "Taal: " } (level.label()) } } }
        });
        let education = (self.education == Some(Education::None)).then(|| plus(Education::None.label()));
        let support = self.support.iter().map(|kind| plus(kind.label()));
        let tags: Vec<Markup> = kind.into_iter().chain(dutch).chain(education).chain(support).take(3).collect();
        html! { @if !tags.is_empty() { ul class="plain tags" { @for tag in tags { (tag) } } } }
    }
}

/// A list of cards; the heading above it is the page's.
#[must_use]
pub fn cards(cards: &[ListingCard]) -> Markup {
    html! { ul class="plain kaarten" { @for card in cards { li { (card.render()) } } } }
}

/// The address of a listing.
#[must_use]
pub fn listing_href(id: ListingId, slug: &str) -> String {
    format!("/werk/{id}/{slug}")
}

/// A word with a capital in front.
#[must_use]
pub fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn plus(text: &str) -> Markup {
    html! { li class="tag tag--plus" { (icon("check")) (text) } }
}

fn snippet(snippet: &Snippet) -> Markup {
    html! {
        p class="muted small" {
            @for (piece, found) in &snippet.0 { @if *found { mark { (piece) } } @else { (piece) } }
        }
    }
}

impl ListingCard {
    /// A few cards for samples: each another branch, kind and length of name.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let hours = |low: u16, high: u16| (Hours::from_hundredths(low * 100), Hours::from_hundredths(high * 100));
        let wage = |min_ct, max_ct| Some(Wage { min_ct, max_ct, unit: WageUnit::Hour });
        let base = Self {
            id: ListingId::from_uuid(uuid::Uuid::from_u128(0x0190_a6c2_7f00_7000_8000_0000_0000_0001)),
            slug: "medewerker-groen-en-tuin".to_owned(),
            title: "Medewerker groen en tuin".to_owned(),
            kind: ListingKind::Vacature,
            employer: "De Groene Kracht".to_owned(),
            place: Some("Lemelerveld".to_owned()),
            distance_km: Some(7.6),
            hours: hours(24, 32),
            wage: wage(1_520, 1_520),
            dutch: Some(DutchLevel::A1),
            education: Some(Education::None),
            support: vec![SupportKind::Jobcoach],
            sector: Some(Sector::Groen),
            is_new: true,
            snippet: Snippet::default(),
            closes_on: None,
        };
        let nth = |n: u128| ListingId::from_uuid(uuid::Uuid::from_u128(0x0190_a6c2_7f00_7000_8000_0000_0000_0001 + n));
        let found =
            |pieces: &[(&str, bool)]| Snippet(pieces.iter().map(|(text, hit)| ((*text).to_owned(), *hit)).collect());
        vec![
            base.clone(),
            Self {
                id: nth(1),
                slug: "hulp-in-de-keuken".to_owned(),
                title: "Hulp in de keuken van een café-restaurant met zaal en terras".to_owned(),
                kind: ListingKind::Werkstage,
                employer: "Coöperatie Buurtcafé 't Trefpunt Nieuwleusen en Omstreken U.A.".to_owned(),
                place: Some("Nieuwleusen".to_owned()),
                distance_km: Some(9.2),
                hours: hours(16, 20),
                wage: None,
                dutch: Some(DutchLevel::A2),
                support: vec![SupportKind::Buddy, SupportKind::Guidance],
                sector: Some(Sector::Horeca),
                is_new: false,
                snippet: found(&[("Je helpt in de ", false), ("keuken", true), (" en je wast af.", false)]),
                ..base.clone()
            },
            Self {
                id: nth(2),
                slug: "orderpicker-magazijn".to_owned(),
                title: "Orderpicker magazijn".to_owned(),
                kind: ListingKind::Proefplaatsing,
                employer: "Vechtdal Logistiek B.V.".to_owned(),
                place: Some("Dalfsen".to_owned()),
                distance_km: Some(0.4),
                hours: hours(32, 38),
                wage: wage(1_560, 1_710),
                education: Some(Education::Vmbo),
                support: vec![SupportKind::Trial],
                sector: Some(Sector::Logistiek),
                is_new: false,
                ..base
            },
        ]
    }
}
