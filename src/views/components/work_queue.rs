//! A work queue: what waits for somebody, oldest first, one line each with its age or its day. Never sorted by anything else,
//! and never with more than one thing to click.

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
    /// How many of it are shown here; `None` is all of it.
    pub most: Option<usize>,
}

/// Something that waits.
pub struct QueueItem {
    /// What it is.
    pub title: String,
    /// One line about it.
    pub explanation: String,
    /// A word that must stand out: "Wijziging".
    pub tag: Option<&'static str>,
    /// Since or until when it waits.
    pub waits: Waits,
    /// Where it is decided.
    pub url: String,
}

/// How something waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    /// For somebody to act, since then.
    Since(DateTime<Utc>),
    /// For somebody to act; this is the last day.
    Until(CivilDay),
    /// For a day: nobody has to act before.
    For(CivilDay),
}

impl Waits {
    /// How urgent it is on this day.
    fn urgency(self, today: CivilDay) -> Waiting {
        match self {
            Self::Since(since) => Waiting::on(since, today),
            Self::Until(last) if today > last => Waiting::TooLong,
            Self::Until(last) if today.plus_working_days(1) >= last => Waiting::Soon,
            Self::Until(_) | Self::For(_) => Waiting::Fresh,
        }
    }

    fn day(self) -> CivilDay {
        match self {
            Self::Since(since) => CivilDay::of(since),
            Self::Until(day) | Self::For(day) => day,
        }
    }

    fn badge(self, today: CivilDay) -> Markup {
        let by = |day: CivilDay| format!("tot en met {}", day.in_words());
        match (self, self.urgency(today)) {
            (Self::Since(since), _) => age(since, today),
            (Self::For(day), _) => html! { span.leeftijd { (icon("calendar")) (day.in_words()) } },
            (Self::Until(last), Waiting::Fresh) => html! { span.leeftijd { (icon("clock")) (by(last)) } },
            (Self::Until(last), Waiting::Soon) => {
                html! { span.leeftijd.leeftijd--letop { (icon("clock")) (by(last)) } }
            }
            (Self::Until(last), Waiting::TooLong) => {
                html! { span.leeftijd.leeftijd--spoed { (icon("triangle-alert")) (by(last)) ", te laat" } }
            }
        }
    }
}

impl WorkQueue<'_> {
    /// How many of these have waited too long.
    #[must_use]
    pub fn too_late(&self, today: CivilDay) -> usize {
        self.items.iter().filter(|item| item.waits.urgency(today) == Waiting::TooLong).count()
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
        let most = self.most.unwrap_or(usize::MAX);
        let mut items: Vec<&QueueItem> = self.items.iter().collect();
        items.sort_by_key(|item| (item.waits.day(), item.since()));
        html! {
            section.rij aria-labelledby=(self.id) {
                div.rkop {
                    h2 id=(self.id) { (self.heading) " " span.teller { (items.len()) } }
                    @if let Some((label, url)) = self.all { a href=(url) { (label) } }
                }
                @if items.is_empty() {
                    (nothing(self.when_empty))
                } @else {
                    ol.plain.werk { @for item in items.iter().take(most) { (line(item, today)) } }
                }
                @if let Some(more) = items.len().checked_sub(most).filter(|more| *more > 0) {
                    p.muted { "En nog " (more) "." }
                }
            }
        }
    }
}

impl QueueItem {
    fn since(&self) -> Option<DateTime<Utc>> {
        match self.waits {
            Waits::Since(since) => Some(since),
            Waits::Until(_) | Waits::For(_) => None,
        }
    }
}

fn line(item: &QueueItem, today: CivilDay) -> Markup {
    let late = item.waits.urgency(today) == Waiting::TooLong;
    html! {
        li.werk__item.werk__item--spoed[late] {
            div {
                h3.werk__titel { a href=(item.url) { (item.title) } }
                p.werk__uitleg { (item.explanation) }
            }
            p.werk__stand {
                @if let Some(tag) = item.tag { span.tag { (tag) } " " }
                (item.waits.badge(today))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_last_day_becomes_urgent_and_a_day_to_come_back_never_does() {
        let day = |text: &str| CivilDay::parse(text).unwrap();
        // 27 November 2026 is a Friday.
        let until = |today: &str| Waits::Until(day("2026-11-30")).urgency(day(today));
        assert_eq!(until("2026-11-26"), Waiting::Fresh);
        assert_eq!(until("2026-11-27"), Waiting::Soon);
        assert_eq!(until("2026-11-30"), Waiting::Soon);
        assert_eq!(until("2026-12-01"), Waiting::TooLong);
        assert_eq!(Waits::For(day("2026-11-30")).urgency(day("2026-12-05")), Waiting::Fresh);
    }
}
