//! How long ago a file was last looked after, in words. Never a colour alone, and never in days when months say more.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::civil_day::{CivilDay, age_in_words};
use crate::views::components::icon;

/// After this many days somebody should ask again whether it is still so.
pub const FRESH_DAYS: i64 = 90;

/// "12 dagen geleden", "4 maanden geleden".
#[must_use]
pub fn age_in_months(then: DateTime<Utc>, today: CivilDay) -> String {
    match today.days_since(CivilDay::of(then)) {
        days if days < 60 => age_in_words(then, today),
        days => format!("{} maanden geleden", days / 30),
    }
}

/// The badge of what was last looked after at `then`; what is old stands out.
#[must_use]
pub fn freshness(then: DateTime<Utc>, today: CivilDay) -> Markup {
    let words = age_in_months(then, today);
    if today.days_since(CivilDay::of(then)) > FRESH_DAYS {
        html! { span.leeftijd.leeftijd--letop { (icon("clock")) (words) } }
    } else {
        html! { span.leeftijd { (icon("clock")) (words) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_when_days_say_little() {
        let today = CivilDay::parse("2026-11-22").unwrap();
        let words = |text: &str| age_in_months(text.parse().unwrap(), today);
        assert_eq!(words("2026-11-22T08:00:00Z"), "vandaag");
        assert_eq!(words("2026-10-01T08:00:00Z"), "52 dagen geleden");
        assert_eq!(words("2026-07-20T08:00:00Z"), "4 maanden geleden");
    }
}
