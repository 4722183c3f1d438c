//! `/netwerk/zoekuitleg`: per listing of an answer what its place is made of.
//! Never for the public: it tells of weights, and nobody who looks for work has a use for those.

use maud::{Markup, html};

use crate::domain::search::{Explanation, How, PAGE_NAMES, PER_PAGE, Query, Reason, Sort, Where};
use crate::views::components::card::ListingCard;
use crate::views::components::empty::nothing;
use crate::views::components::icon::icon;
use crate::views::layout::{Frame, page};
use crate::views::public::search::address;

/// The page.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderExplained {
    /// What was asked.
    pub query: Query,
    /// The listings of this page of the answer, in their order.
    pub rows: Vec<Explained>,
}

/// A listing, and why it stands where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// The listing.
    pub card: ListingCard,
    /// Why; `None` when it went away meanwhile.
    pub why: Option<Explanation>,
}

impl Explained {
    /// Whether a word of the question tells something of it.
    fn is_told(&self) -> bool {
        self.why.as_ref().is_some_and(|why| !why.words.is_empty())
    }
}

impl OrderExplained {
    /// The page.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let sort = self.query.effective_sort();
        let body = html! {
            h1 { "Waarom deze volgorde?" }
            p { a.utrecht-link href=(address(&self.query, self.query.page)) { "Terug naar de resultaten" } }
            @if self.rows.is_empty() {
                (nothing("Voor deze zoekvraag is er geen werk."))
            } @else if sort == Sort::Relevance && self.rows.iter().any(Explained::is_told) {
                p {
                    "Bovenaan staat wat het best past bij de woorden. Daarna telt een beetje mee hoe nieuw het is, hoeveel erin staat"
                    " en hoe dichtbij het is. Staan alle woorden erin, of de naam van de plaats, dan telt dat extra. Wie het werk"
                    " plaatst, maakt voor de volgorde niet uit."
                }
                (self.table())
            } @else {
                p { "De volgorde is: " (sort.label()) ". Woorden tellen daarbij niet mee." }
            }
        };
        page(frame, "Waarom deze volgorde?", &body)
    }

    fn table(&self) -> Markup {
        html! {
            section.tabelvak aria-labelledby="volgorde" tabindex="0" {
                table.tabel.tabel--stapel {
                    caption #volgorde { "Zoekvraag: ‘" (self.query.text) "’" }
                    thead { tr {
                        th.getal scope="col" { "Plek" }
                        th scope="col" { "Werk" }
                        th scope="col" { "Gevonden" }
                        th.getal scope="col" { "Woorden" }
                        th.getal scope="col" { "Nieuw" }
                        th.getal scope="col" { "Volledig" }
                        th.getal scope="col" { "Dichtbij" }
                        th.getal scope="col" { "Samen" }
                    } }
                    tbody { @for (at, row) in self.rows.iter().enumerate() { (self.line(at, row)) } }
                }
            }
        }
    }

    fn line(&self, at: usize, row: &Explained) -> Markup {
        let rank = self.query.page as usize * PER_PAGE as usize + at + 1;
        html! {
            tr {
                td.getal data-k="Plek" { (rank) }
                th scope="row" { a.utrecht-link href=(row.card.href()) { (row.card.title) } br; span.muted.small { (row.card.employer) } }
                @match &row.why {
                    Some(why) => {
                        td data-k="Gevonden" {
                            ul.plain { @for (typed, reason) in &why.words { li { (found(typed, reason.as_ref())) } } }
                        }
                        td.getal data-k="Woorden" { (points(f64::from(why.score))) }
                        td.getal data-k="Nieuw" { (percent(why.freshness)) }
                        td.getal data-k="Volledig" { (percent(why.completeness)) }
                        td.getal data-k="Dichtbij" { (percent(why.nearness)) }
                        td.getal data-k="Samen" {
                            (points(f64::from(why.score) * why.freshness * why.completeness * why.nearness))
                        }
                    }
                    None => { td colspan="6" { "Dit werk is er net niet meer." } }
                }
            }
        }
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        let reason = |how, place, points| Some(Reason { how, place, points });
        let word = |typed: &str, reason| (typed.to_owned(), reason);
        let why =
            |words, score| Some(Explanation { words, score, freshness: 0.97, completeness: 1.06, nearness: 0.94 });
        let found = vec![
            word("poetshulp", reason(How::Same("schoonmaker".to_owned()), Where::Title, 7.1)),
            word("kantoor", reason(How::Typed, Where::Text, 1.4)),
        ];
        let other = vec![word("poetshulp", reason(How::Family, Where::Title, 3.2)), word("kantoor", None)];
        let reasons = [why(found, 8.5), why(other, 3.2), None];
        let rows = ListingCard::samples().into_iter().zip(reasons).map(|(card, why)| Explained { card, why }).collect();
        Self { query: Query { text: "poetshulp kantoor".to_owned(), ..Query::default() }, rows }
    }
}

/// The way to this page from the answer to a search.
#[must_use]
pub fn why_this_order(query: &Query, page: u32) -> Markup {
    let address = address(query, page).replacen("/werk", "/netwerk/zoekuitleg", 1);
    // The page goes on after what was shown before, and so does what is told of it.
    let sign = if address.contains('?') { '&' } else { '?' };
    let href =
        query.after.map_or_else(|| address.clone(), |after| format!("{address}{sign}{}={after}", PAGE_NAMES.after));
    html! { p.geen-print { a.utrecht-link href=(href) { (icon("info")) "Waarom deze volgorde?" } } }
}

/// "‘schoonmaker’ in de titel: betekent hetzelfde als ‘poetshulp’"
fn found(typed: &str, reason: Option<&Reason>) -> String {
    let Some(Reason { how, place, .. }) = reason else { return format!("‘{typed}’: niet gevonden") };
    let place = place_in_words(*place);
    match how {
        How::Typed => format!("‘{typed}’ {place}"),
        How::Corrected(meant) => format!("‘{meant}’ {place}: zo is ‘{typed}’ gelezen"),
        How::Family => format!("een ander woord van dezelfde stam als ‘{typed}’ {place}"),
        How::Alone(word) => format!("alleen ‘{word}’ {place}"),
        How::Parts => format!("de delen van ‘{typed}’ {place}"),
        How::Head => format!("alleen het einde van ‘{typed}’ {place}"),
        How::Same(words) => format!("‘{words}’ {place}: betekent hetzelfde als ‘{typed}’"),
        How::Meant(words) => format!("‘{words}’ {place}: hoort bij ‘{typed}’"),
        How::Beginning => format!("een woord dat begint met ‘{typed}’ {place}"),
    }
}

fn place_in_words(place: Where) -> &'static str {
    match place {
        Where::Title => "in de titel",
        Where::About => "als begin van een woord in de titel",
        Where::Text => "in de tekst",
        Where::Employer => "in de naam van de organisatie",
        Where::Place => "in de plaatsnaam",
        Where::Together => "bij elkaar",
    }
}

/// "8,5"
fn points(points: f64) -> String {
    format!("{points:.1}").replace('.', ",")
}

/// What a factor does: "+6%", "−3%", "0%".
fn percent(factor: f64) -> String {
    let percent = ((factor - 1.0) * 100.0).round();
    let sign = if percent < 0.0 {
        "−"
    } else if percent > 0.0 {
        "+"
    } else {
        ""
    };
    format!("{sign}{}%", percent.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_find_a_word_is_told() {
        let page = OrderExplained::sample().render(&Frame::sample()).into_string();
        for text in [
            "‘schoonmaker’ in de titel: betekent hetzelfde als ‘poetshulp’",
            "‘kantoor’: niet gevonden",
            "een ander woord van dezelfde stam als ‘poetshulp’ in de titel",
            "−3%",
            "+6%",
            "8,5",
            "Dit werk is er net niet meer.",
        ] {
            assert!(page.contains(text), "{text}");
        }
    }

    #[test]
    fn an_order_without_words_says_which_it_is() {
        let newest = OrderExplained { query: Query::default(), ..OrderExplained::sample() };
        let page = newest.render(&Frame::sample()).into_string();
        assert!(page.contains("De volgorde is:") && !page.contains("<table"));
    }
}
