//! The front page: search at once, the kinds of work, what is new, and a way to people.
//! Never longer than somebody in a hurry reads.

use maud::{Markup, html};

use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::listing::ListingKind;
use crate::domain::search::PAGE_NAMES;
use crate::views::components::card::{ListingCard, capital, cards};
use crate::views::components::contact::contact_list;
use crate::views::components::icon;
use crate::views::layout::{Frame, band_page};
use crate::views::public::band::search_band;

/// `/`
#[derive(Debug, Clone, PartialEq)]
pub struct HomePage {
    /// How many there are now, per public kind; kinds without any may be left out.
    pub counts: Vec<(ListingKind, u64)>,
    /// The newest, at most six.
    pub newest: Vec<ListingCard>,
}

impl HomePage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let title = format!("Zoek werk in {} en omgeving", frame.site.municipality);
        let (fields, errors) = (Fields::default(), FieldErrors::none());
        let body = html! {
            (search_band("Zoek werk bij jou in de buurt", "Gratis. Je hoeft geen account te maken.", &fields, &errors, &[]))
            div class="wrap pagina stack stack--ruim" {
                (self.newest())
                (self.kinds())
                (help(frame))
                (for_employers(frame))
            }
        };
        band_page(frame, &title, &body)
    }

    fn newest(&self) -> Markup {
        let total: u64 = self.counts.iter().map(|(_, count)| count).sum();
        html! {
            section class="stack" aria-labelledby="nieuw" {
                div class="rkop" {
                    h2 id="nieuw" { "Nieuw werk" }
                    @if total > 0 { a href="/werk" { "Bekijk al het werk (" (total) ")" } }
                }
                @if self.newest.is_empty() {
                    p { "Er staat nu geen werk op de website. Wij zoeken graag met je mee." }
                } @else {
                    (cards(&self.newest))
                }
            }
        }
    }

    fn kinds(&self) -> Markup {
        let shown = self.counts.iter().filter(|(kind, count)| kind.rules().public && *count > 0);
        html! {
            @if self.counts.iter().any(|(_, count)| *count > 0) {
                section class="stack" aria-labelledby="soorten" {
                    h2 id="soorten" { "Wat voor werk is er?" }
                    div class="blokken" {
                        @for (kind, count) in shown {
                            section class="blok" {
                                h3 {
                                    a href={ "/werk?" (PAGE_NAMES.kind) "=" (kind.code()) } { (capital(kind.rules().plural)) }
                                    " " span class="teller" { (count) }
                                }
                                p { (kind.rules().for_seeker) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        let counts = vec![(ListingKind::Vacature, 41), (ListingKind::Werkstage, 9), (ListingKind::Proefplaatsing, 4)];
        Self { counts, newest: ListingCard::samples() }
    }
}

/// The way to people, for who does not find the way alone.
#[must_use]
pub(super) fn help(frame: &Frame) -> Markup {
    html! {
        aside class="hulp" aria-labelledby="samen" {
            h2 id="samen" { (icon("hand-helping")) "Liever samen zoeken?" }
            p { "Wij helpen je graag. Vul je naam in. Dan bellen wij jou." }
            div class="acties" { a class="knop-licht" href="/ik-zoek-werk" { (icon("phone")) "Bel mij" } }
            p { "Of neem zelf contact op:" }
            (contact_list(&frame.site))
        }
    }
}

fn for_employers(frame: &Frame) -> Markup {
    html! {
        section class="blok blok--primair" aria-labelledby="werkgevers" {
            h2 id="werkgevers" { "Bent u werkgever?" }
            p {
                "Plaats gratis uw vacature, werkstage of proefplaatsing. De gemeente "
                (frame.site.municipality) " denkt met u mee."
            }
            a class="btn-zon" href="/werkgevers" { "Lees hoe het werkt" }
        }
    }
}
