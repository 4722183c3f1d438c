//! Facts: the terms of a listing in the words of a page: hours, wage, distance, days.
//! Never a guess: what is not said has no words.

use maud::{Markup, html};

use crate::domain::listing::terms::{Day, DutchLevel, Hours};
use crate::views::components::icon;

/// "24 uur per week", "24 tot 32 uur per week", "minstens 24 uur per week", "hoogstens 32 uur per week".
#[must_use]
pub fn hours(min: Option<Hours>, max: Option<Hours>) -> Option<String> {
    match (min, max) {
        (None, None) => None,
        (Some(low), Some(high)) if low == high => Some(format!("{low} uur per week")),
        (Some(low), Some(high)) => Some(format!("{low} tot {high} uur per week")),
        (Some(low), None) => Some(format!("minstens {low} uur per week")),
        (None, Some(high)) => Some(format!("hoogstens {high} uur per week")),
    }
}

/// "minder dan 1 km", "4 km".
#[must_use]
pub fn distance(km: f64) -> String {
    if km < 1.0 { "minder dan 1 km".to_owned() } else { format!("{km:.0} km") }
}

/// "maandag tot en met donderdag", "maandag, woensdag en vrijdag".
#[must_use]
pub fn days(days: &[Day]) -> Option<String> {
    use crate::domain::code::Code;
    let in_order: Vec<Day> = Day::ALL.iter().copied().filter(|day| days.contains(day)).collect();
    let (first, last) = (*in_order.first()?, *in_order.last()?);
    let span = Day::ALL.iter().filter(|day| (first..=last).contains(day)).count();
    if span > 2 && span == in_order.len() {
        return Some(format!("{} tot en met {}", first.label(), last.label()));
    }
    Some(enumeration(&in_order.iter().map(|day| day.label().to_owned()).collect::<Vec<_>>()))
}

/// "999", "1.000", "1.000.000".
#[must_use]
pub fn number(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(".")
}

/// "1 maand", "2 maanden".
#[must_use]
pub fn months(months: u8) -> String {
    if months == 1 { "1 maand".to_owned() } else { format!("{months} maanden") }
}

/// "a", "a en b", "a, b en c".
#[must_use]
pub fn enumeration(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} en {last}", first.join(", ")),
    }
}

/// The level of Dutch as four dots; the words stand beside it.
#[must_use]
pub fn dutch_dots(level: DutchLevel) -> Markup {
    html! {
        span class="taal" aria-hidden="true" {
            @for dot in 0..4 { @if dot < level.dots() { i class="aan" {} } @else { i {} } }
        }
    }
}

/// A fact on a card: an icon, the term for a screen reader, the words, and light words behind.
#[must_use]
pub fn card_fact(icon_name: &str, term: &str, words: &str, light: Option<&str>) -> Markup {
    html! {
        div {
            dt { (icon(icon_name)) span class="vh" { (term) } }
            dd { (words) @if let Some(light) = light { " " span { "(" (light) ")" } } }
        }
    }
}

/// A fact in the block "In het kort".
#[must_use]
pub fn short_fact(icon_name: &str, question: &str, words: &str, small: Option<&str>) -> Markup {
    html! {
        div {
            dt { (icon(icon_name)) (question) }
            dd { (words) @if let Some(small) = small { small { (small) } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_days_and_distances_are_words() {
        let h = |text: &str| Hours::parse(text).ok();
        assert_eq!(hours(h("24"), h("32")).unwrap(), "24 tot 32 uur per week");
        assert_eq!(hours(h("20"), h("20")).unwrap(), "20 uur per week");
        assert_eq!(hours(h("8"), None).unwrap(), "minstens 8 uur per week");
        assert_eq!(hours(None, h("24")).unwrap(), "hoogstens 24 uur per week");
        assert_eq!(hours(None, None), None);
        assert_eq!(days(&[Day::Di, Day::Ma, Day::Wo]).unwrap(), "maandag tot en met woensdag");
        assert_eq!(days(&[Day::Vr, Day::Ma]).unwrap(), "maandag en vrijdag");
        assert_eq!(days(&[]), None);
        assert_eq!([0, 999, 10_000, 1_234_567].map(number), ["0", "999", "10.000", "1.234.567"]);
        assert_eq!(distance(0.4), "minder dan 1 km");
        assert_eq!(distance(4.4), "4 km");
    }
}
