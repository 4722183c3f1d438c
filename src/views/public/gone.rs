//! The page of a listing that was public and no longer is (status 410), with work that is like it.
//! Never the old text: who withdrew it wanted it gone.

use maud::{Markup, html};

use crate::views::components::card::{ListingCard, cards};
use crate::views::components::icon;
use crate::views::layout::{Frame, page};
use crate::views::public::home::help;

/// Why a listing is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// Past its closing day.
    Expired,
    /// Somebody was found.
    Filled,
    /// Taken back or put away.
    Withdrawn,
    /// Out of sight for a while, by the employer.
    Paused,
    /// Out of sight while the municipality looks at it or at its employer.
    Checking,
}

/// `/werk/{id}/{slug}` of what is no longer public.
#[derive(Debug, Clone, PartialEq)]
pub struct GonePage {
    /// The title, when it may still be shown.
    pub title: Option<String>,
    /// Why it is gone.
    pub why: Gone,
    /// Work that is like it.
    pub similar: Vec<ListingCard>,
}

impl GonePage {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let (heading, explanation) = match self.why {
            Gone::Expired => ("Reageren kan niet meer", "De laatste dag om te reageren is voorbij."),
            Gone::Filled => ("Er is al iemand gevonden", "Deze plek is niet meer vrij."),
            Gone::Withdrawn => ("Dit werk staat niet meer online", "De werkgever heeft het weggehaald."),
            Gone::Paused => (
                "Dit werk staat nu niet online",
                "De werkgever heeft dit werk even stilgezet. Misschien komt het terug.",
            ),
            Gone::Checking => ("Dit werk staat nu niet online", "Dit werk staat nu even niet online."),
        };
        let body = html! {
            section class="leeg" {
                div class="leeg__beeld" { (icon("briefcase")) }
                h1 { (heading) }
                @if let Some(title) = &self.title { p { strong { (title) } } }
                p { (explanation) " Kijk gerust verder. Er is meer werk." }
                div class="acties" {
                    a class="utrecht-button-link utrecht-button-link--primary-action" href="/werk" { "Bekijk al het werk" }
                }
            }
            @if !self.similar.is_empty() {
                section class="stack" aria-labelledby="ook" {
                    h2 id="ook" { "Dit lijkt erop" }
                    (cards(&self.similar))
                }
            }
            (help(frame))
        };
        page(frame, heading, &body)
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        let title = Some("Hulp in de huishouding bij ouderen in Hoonhorst en Oudleusen".to_owned());
        Self { title, why: Gone::Filled, similar: ListingCard::samples() }
    }
}
