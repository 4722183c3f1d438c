//! The whole text of a listing as simple HTML, for job boards and feed readers: paragraphs, lists, headings.
//! Never a class, an image or a link: what is pasted into another site's page must look like that site's.

use maud::{Markup, html};

use super::listing_text::{asked_in_words, offered_in_words};
use crate::domain::listing::{ListingContent, ListingKind};
use crate::domain::rich_text::RichText;
use crate::views::components::facts;
use crate::views::components::rich_text::blocks;

/// What somebody does, what is asked, what he gets.
#[must_use]
pub fn listing_html(kind: ListingKind, content: &ListingContent) -> Markup {
    let hours = facts::hours(content.hours_min, content.hours_max);
    let days = facts::days(&content.days);
    let shifts: Vec<String> = content.shifts.iter().map(|shift| shift.label().to_owned()).collect();
    let shifts = (!shifts.is_empty()).then(|| facts::enumeration(&shifts));
    let when: Vec<String> = [hours, days, shifts].into_iter().flatten().collect();
    html! {
        (blocks(&content.description))
        (list("Taken", &content.tasks))
        @if let Some(goal) = content.learning_goal.as_ref().filter(|goal| !RichText::as_str(goal).is_empty()) {
            h3 { "Wat leer je?" }
            (blocks(goal))
        }
        (list("Wat vragen wij?", &asked_in_words(content)))
        (list("Wat krijg je?", &offered_in_words(kind, content)))
        (list("Wanneer werk je?", &when))
    }
}

fn list(heading: &str, items: &[String]) -> Markup {
    html! { @if !items.is_empty() { h3 { (heading) } ul { @for item in items { li { (item) } } } } }
}
