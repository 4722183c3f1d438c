//! The list of work that stands on another site, and the page that tells how to put it there.
//! Never a form, a log-in or a cookie in the list: it is shown inside pages that are not ours.

use maud::{DOCTYPE, Markup, html};

use crate::domain::form::FieldErrors;
use crate::views::components::card::{ListingCard, capital};
use crate::views::components::facts;
use crate::views::components::icon::icon_sideways;
use crate::views::layout::{Frame, narrow_page};

/// `/widget`
#[derive(Debug, Clone, PartialEq)]
pub struct Widget {
    /// The name of the platform.
    pub brand: String,
    /// The address of this site.
    pub base_url: String,
    /// The listings.
    pub cards: Vec<ListingCard>,
    /// How many there are.
    pub total: u64,
    /// The page with the same search.
    pub all_href: String,
    /// What was wrong with the choices in the address.
    pub errors: FieldErrors,
}

impl Widget {
    /// The list, as a document of its own.
    #[must_use]
    pub fn render(&self) -> Markup {
        html! {
            (DOCTYPE)
            html class="utrecht-root" lang="nl" dir="ltr" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex";
                    title { "Werk - " (self.brand) }
                    link rel="icon" href="/static/favicon.svg" type="image/svg+xml";
                    link rel="stylesheet" href="/static/site.css";
                    script src="/static/widget-frame.js" defer {}
                }
                body class="utrecht-document utrecht-body utrecht-surface" {
                    main class="stack" {
                        h1 class="utrecht-heading-2" { "Werk in de buurt" }
                        @for error in self.errors.iter() { p { (error.message) } }
                        @if self.errors.is_empty() { (self.list()) }
                        p { (self.link(&self.all_href, &self.all_words())) }
                    }
                }
            }
        }
    }

    fn all_words(&self) -> String {
        match self.total {
            0 | 1 => format!("Zoek werk bij {}", self.brand),
            total => format!("Bekijk alle {total} resultaten bij {}", self.brand),
        }
    }

    fn list(&self) -> Markup {
        html! {
            @if self.cards.is_empty() {
                p { "Er is nu geen werk dat hierbij past." }
            } @else {
                ul class="plain regels" {
                    @for card in &self.cards {
                        li class="regel" {
                            div {
                                h2 class="utrecht-heading-3" { (self.link(&card.href(), &card.title)) }
                                p class="muted small" { (line(card)) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// A link that opens beside the site that the list stands on, which learns nothing of it.
    fn link(&self, path: &str, words: &str) -> Markup {
        html! { a href={ (self.base_url) (path) } target="_blank" rel="noopener" { (words) } }
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            brand: "BIND".to_owned(),
            base_url: "https://bind.example.nl".to_owned(),
            cards: ListingCard::samples(),
            total: 19,
            all_href: "/werk?plaats=Dalfsen".to_owned(),
            errors: FieldErrors::none(),
        }
    }
}

/// "Werkstage · De Groene Kracht · Lemelerveld · 24 tot 32 uur".
fn line(card: &ListingCard) -> String {
    let hours = facts::hours(card.hours.0, card.hours.1);
    let kind = Some(capital(card.kind.rules().label));
    let parts = [kind, Some(card.employer.clone()), card.place.clone(), hours];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// `/werkgevers/widget`: how to put the list on a site.
#[derive(Debug, Clone, PartialEq)]
pub struct WidgetHelp {
    /// The address of this site.
    pub base_url: String,
}

impl WidgetHelp {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let base = &self.base_url;
        let script = format!(
            "<script src=\"{base}/widget.js\" data-plaats=\"{}\" data-straal=\"10\" data-aantal=\"5\" async></script>",
            frame.site.municipality
        );
        let plain = format!(
            "<iframe src=\"{base}/widget?plaats={}&amp;aantal=5\" title=\"Werk bij u in de buurt\" width=\"100%\" height=\"500\"></iframe>",
            frame.site.municipality
        );
        let body = html! {
            p.terug { a href="/werkgevers" { (icon_sideways("arrow-left")) "Voor werkgevers" } }
            h1 { "Laat werk zien op uw eigen website" }
            p { "Heeft u een website van uw bedrijf, dorp of vereniging? Dan kunt u daar het nieuwste werk uit de buurt laten \
                zien. Het is gratis en het blijft vanzelf bij." }
            section.stack {
                h2 { "Zo doet u het" }
                ol {
                    li { "Kopieer de regel hieronder." }
                    li { "Plak de regel in uw pagina, op de plek waar de lijst moet komen." }
                    li { "Pas de plaats en het aantal aan." }
                }
                (to_copy("regel", "De regel", &script))
                p { "Lukt dat niet op uw website? Gebruik dan deze regel. De lijst past dan niet vanzelf zijn hoogte aan." }
                (to_copy("regel-zonder", "De regel zonder script", &plain))
            }
            section.stack {
                h2 { "Wat kunt u kiezen?" }
                dl.overzicht {
                    @for (name, says) in CHOICES {
                        div { dt { code { "data-" (name) } } dd { (says) } }
                    }
                }
                p { "U kunt meer keuzes tegelijk geven, met een komma ertussen. Het adres van " a href="/werk" { "de zoekpagina" } " laat \
                    zien hoe elke keuze heet." }
            }
            section.stack {
                h2 { "Goed om te weten" }
                ul {
                    li { "De lijst plaatst geen cookies en volgt niemand." }
                    li { "Wie op een titel klikt, leest verder op onze website. Uw website blijft open." }
                    li { "Ook te volgen in een nieuwslezer: " a href="/feed.xml" { "/feed.xml" } " of " a href="/rss.xml" { "/rss.xml" } ", met \
                        dezelfde keuzes." }
                }
            }
        };
        narrow_page(frame, "Laat werk zien op uw eigen website", &body)
    }

    /// For tests and snapshots.
    #[must_use]
    pub fn sample() -> Self {
        Self { base_url: "https://bind.example.nl".to_owned() }
    }
}

/// A text to copy: in a field, where it can be chosen as a whole and never makes the page too wide.
fn to_copy(id: &str, label: &str, text: &str) -> Markup {
    html! {
        div {
            label class="utrecht-form-label" for=(id) { (label) }
            textarea class="utrecht-textarea utrecht-textarea--html-textarea" id=(id) rows="4" readonly { (text) }
        }
    }
}

/// The choices that most sites want.
const CHOICES: [(&str, &str); 6] = [
    ("plaats", "Een plaats of een postcode."),
    ("straal", "Hoe ver daarvandaan, in kilometers. Zonder deze keuze is het 15."),
    ("aantal", "Hoeveel regels, van 1 tot 20. Zonder deze keuze zijn het er 5."),
    ("soort", "Bijvoorbeeld vacature, werkstage of proefplaatsing."),
    ("branche", "Bijvoorbeeld zorg, horeca of groen."),
    ("q", "Woorden om op te zoeken, zoals de naam van uw bedrijf."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_no_form_and_its_links_open_beside_the_site() {
        let html = Widget::sample().render().into_string();
        assert!(!html.contains("<form") && !html.contains("style=\""));
        assert_eq!(html.matches("<a ").count(), html.matches("target=\"_blank\" rel=\"noopener\"").count());
        let errors = FieldErrors::one("plaats", "Deze plaats kennen wij niet.");
        let wrong = Widget { errors, ..Widget::sample() }.render().into_string();
        assert!(wrong.contains("Deze plaats kennen wij niet.") && !wrong.contains("Medewerker groen"));
    }
}
