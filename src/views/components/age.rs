//! How long something waits, in words with a picture. Never a colour alone, and never hours: people count in working
//! days.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::civil_day::{CivilDay, age_in_words};
use crate::views::components::icon;

/// How many working days a job seeker or an employer may wait for an answer.
pub const PATIENCE_DAYS: u32 = 3;

/// How urgent something is that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// Just came in.
    Fresh,
    /// Tomorrow is the last day.
    Soon,
    /// Longer than [`PATIENCE_DAYS`].
    TooLong,
}

impl Waiting {
    /// How urgent it is on this day.
    #[must_use]
    pub fn on(since: DateTime<Utc>, today: CivilDay) -> Self {
        let came_in = CivilDay::of(since);
        if today > came_in.plus_working_days(PATIENCE_DAYS) {
            Self::TooLong
        } else if today >= came_in.plus_working_days(PATIENCE_DAYS - 1) {
            Self::Soon
        } else {
            Self::Fresh
        }
    }
}

/// The badge of something that waits for an answer.
#[must_use]
pub fn age(since: DateTime<Utc>, today: CivilDay) -> Markup {
    let words = age_in_words(since, today);
    match Waiting::on(since, today) {
        Waiting::Fresh => html! { span.leeftijd { (icon("clock")) (words) } },
        Waiting::Soon => html! { span.leeftijd.leeftijd--letop { (icon("clock")) (words) } },
        Waiting::TooLong => html! { span.leeftijd.leeftijd--spoed { (icon("triangle-alert")) (words) ", te laat" } },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekend_is_no_waiting() {
        // 19 November 2026 is a Thursday.
        let since: DateTime<Utc> = "2026-11-19T10:00:00Z".parse().unwrap();
        let on = |day: &str| Waiting::on(since, CivilDay::parse(day).unwrap());
        assert_eq!(on("2026-11-22"), Waiting::Fresh);
        assert_eq!(on("2026-11-23"), Waiting::Soon);
        assert_eq!(on("2026-11-24"), Waiting::Soon);
        assert_eq!(on("2026-11-25"), Waiting::TooLong);
    }
}
