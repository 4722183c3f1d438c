//! A work queue: what waits for somebody, oldest first, one line each with its age. Never sorted by anything else, and
//! never with more than one thing to click.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use super::age::{Waiting, age};
use crate::domain::civil_day::CivilDay;
use crate::views::components::empty::nothing;
use crate::views::components::icon;

/// A queue on a page.
pub struct WorkQueue<'a> {
    /// The anchor on the page.
    pub id: &'a str,
    /// The heading.
    pub heading: &'a str,
    /// What waits, in any order.
    pub items: Vec<QueueItem>,
    /// What is said when nothing waits.
    pub when_empty: &'a str,
    /// A page with all of it: label and address.
    pub all: Option<(&'a str, &'a str)>,
}

/// Something that waits.
pub struct QueueItem {
    /// What it is.
    pub title: String,
    /// One line about it.
    pub explanation: String,
    /// A word that must stand out: "Wijziging".
    pub tag: Option<&'static str>,
    /// Since when it waits.
    pub since: DateTime<Utc>,
    /// Where it is decided.
    pub url: String,
}

impl WorkQueue<'_> {
    /// How many of these have waited too long.
    #[must_use]
    pub fn too_late(&self, today: CivilDay) -> usize {
        self.items.iter().filter(|item| Waiting::on(item.since, today) == Waiting::TooLong).count()
    }

    /// The tile that counts the queue and leads to it.
    #[must_use]
    pub fn tile(&self, today: CivilDay) -> Markup {
        let (count, late) = (self.items.len(), self.too_late(today));
        let class = match (count, late) {
            (0, _) => "teltegel teltegel--nul",
            (_, 0) => "teltegel",
            _ => "teltegel teltegel--spoed",
        };
        html! {
            li {
                a class=(class) href={ "#" (self.id) } {
                    b { (count) }
                    span { (self.heading) }
                    @if late > 0 { small { (icon("triangle-alert")) (late) " te laat" } }
                }
            }
        }
    }

    /// The queue itself.
    #[must_use]
    pub fn list(&self, today: CivilDay) -> Markup {
        let mut items: Vec<&QueueItem> = self.items.iter().collect();
        items.sort_by_key(|item| item.since);
        html! {
            section.rij aria-labelledby=(self.id) {
                div.rkop {
                    h2 id=(self.id) { (self.heading) " " span.teller { (items.len()) } }
                    @if let Some((label, url)) = self.all { a href=(url) { (label) } }
                }
                @if items.is_empty() {
                    (nothing(self.when_empty))
                } @else {
                    ol.plain.werk { @for item in items { (line(item, today)) } }
                }
            }
        }
    }
}

fn line(item: &QueueItem, today: CivilDay) -> Markup {
    let late = Waiting::on(item.since, today) == Waiting::TooLong;
    html! {
        li.werk__item.werk__item--spoed[late] {
            div {
                h3.werk__titel { a href=(item.url) { (item.title) } }
                p.werk__uitleg { (item.explanation) }
            }
            p.werk__stand {
                @if let Some(tag) = item.tag { span.tag { (tag) } " " }
                (age(item.since, today))
            }
        }
    }
}
