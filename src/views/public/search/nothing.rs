//! When a search leads to nothing, or to little: wider, with less, work that is like it, a mail later, or people.
//! Never a link that certainly leads to nothing again.

use maud::{Markup, html};

use super::{Group, SearchPage, address, count_in_words, mail_address};
use crate::domain::search::{Near, Query};
use crate::views::components::card::{ListingCard, cards};
use crate::views::components::contact::{mail_link, phone_link};
use crate::views::components::empty::empty;
use crate::views::components::facts::number;
use crate::views::components::icon;
use crate::views::layout::Frame;

/// How many wider circles are offered.
const MOST_CIRCLES: usize = 3;

/// What a search that finds nothing, or little, can become. Empty when it finds enough.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WaysOn {
    /// Without one group of choices, the words or the place, and how many there are then.
    pub without: Vec<(Group, Counted)>,
    /// How many there are in all.
    pub everything: Counted,
    /// Work that is like what was asked for, when nothing was found.
    pub alike: Vec<ListingCard>,
}

/// How many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    /// So many were counted.
    pub total: u64,
    /// Whether there are more than were counted.
    pub more: bool,
}

/// Nothing was found.
pub(super) fn nothing(page: &SearchPage, frame: &Frame) -> Markup {
    let body = html! {
        p { "Er is nu geen werk dat past bij wat je zoekt." }
        @let links = links(page);
        @if !links.is_empty() { ul { @for link in links { li { (link) } } } }
        p { "Er komt steeds nieuw werk bij. Wil je een mail als dit werk er is?" }
        div class="acties" {
            a class="utrecht-button-link utrecht-button-link--primary-action" href=(mail_address(&page.query)) {
                (icon("bell")) "Mail mij als dit werk er is"
            }
            a class="utrecht-button-link utrecht-button-link--secondary-action" href="/ik-zoek-werk" {
                (icon("phone")) "Ik zoek werk, bel mij"
            }
        }
        (meet(frame))
    };
    html! {
        (empty("search", "Dit kun je doen", &body))
        @if !page.ways_on.alike.is_empty() {
            section class="stack" aria-labelledby="lijkt" {
                h2 id="lijkt" { "Dit lijkt erop" }
                (cards(&page.ways_on.alike))
            }
        }
    }
}

/// People to talk to. Where and when, only they know.
fn meet(frame: &Frame) -> Markup {
    let (phone, email) = (&frame.site.phone, &frame.site.email);
    html! {
        @if !phone.is_empty() || !email.is_empty() {
            p { "Praat je liever met iemand? Vraag ons waar en wanneer er een Werkcafé is." }
            ul class="plain contact" {
                li { @if phone.is_empty() { (mail_link(email)) } @else { (phone_link(phone)) } }
            }
        }
    }
}

/// A page after the last one.
pub(super) fn beyond_the_end(page: &SearchPage) -> Markup {
    let (pages, asked) = (number(u64::from(page.pages)), number(u64::from(page.page) + 1));
    let there = if page.pages == 1 { "Er is 1 pagina.".to_owned() } else { format!("Er zijn {pages} pagina's.") };
    let body = html! {
        p { (there) " Pagina " (asked) " is er niet." }
        div class="acties" {
            a class="utrecht-button-link utrecht-button-link--primary-action" href=(address(&page.query, 0)) {
                "Ga naar de eerste pagina"
            }
        }
    };
    empty("circle-help", "Deze pagina is er niet", &body)
}

/// Below the last result: more work in a wider circle, and without a choice when there was little.
pub(super) fn further_on(page: &SearchPage) -> Markup {
    let (links, little) = (links(page), page.ways_on != WaysOn::default());
    let heading = if little { "Meer werk vinden" } else { "Meer werk verder weg" };
    html! {
        @if !links.is_empty() {
            section class="alertbox geen-print" aria-labelledby="verder" {
                h2 id="verder" { (heading) }
                ul { @for link in links { li { (link) } } }
            }
        }
    }
}

/// Links to more, each with how many there are.
fn links(page: &SearchPage) -> Vec<Markup> {
    let mut links = Vec::new();
    if let Some(near) = &page.query.near {
        let mut most = page.total;
        let wider = page.wider.iter().filter(|(_, total)| {
            let adds = *total > most;
            most = most.max(*total);
            adds
        });
        for (km, total) in wider.take(MOST_CIRCLES) {
            let near = Some(Near { radius_km: *km, ..near.clone() });
            let query = Query { near, page: 0, ..page.query.clone() };
            let words = format!("Zoek tot {km} kilometer ver");
            links.push(html! { a href=(address(&query, 0)) { (words) } (counted(Counted { total: *total, more: false }, &query)) });
        }
    }
    links.extend(page.ways_on.without.iter().map(|(group, count)| {
        html! { a href=(address(&group.without, 0)) { (group.label) } (counted(*count, &group.without)) }
    }));
    if page.ways_on.everything.total > page.total && !page.query.is_empty() {
        links.push(
            html! { a href="/werk" { "Bekijk al het werk" } (counted(page.ways_on.everything, &Query::default())) },
        );
    }
    links
}

fn counted(count: Counted, query: &Query) -> Markup {
    html! { " " span class="muted" { "(" (count_in_words(count.total, count.more, &query.kinds)) ")" } }
}
