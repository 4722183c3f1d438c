//! Civil days: the date as people in the Netherlands know it (Europe/Amsterdam), terms in days and working days.
//! Never an instant: those are `DateTime<Utc>`; and never the clock: today is handed in.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Europe::Amsterdam;

/// A date in the Netherlands. Closing dates are inclusive: a listing is open on its closing day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct CivilDay(NaiveDate);

/// The hour at which the daily digest goes out.
pub const DIGEST_TIME: (u32, u32) = (7, 30);
/// The hour after which no mail goes to an employer or a candidate who does not wait for it.
const EVENING: u32 = 20;

impl CivilDay {
    /// The day it is in the Netherlands at this instant.
    #[must_use]
    pub fn of(instant: DateTime<Utc>) -> Self {
        Self(instant.with_timezone(&Amsterdam).date_naive())
    }

    /// Wraps a date that is already a Dutch civil date.
    #[must_use]
    pub fn from_date(date: NaiveDate) -> Self {
        Self(date)
    }

    /// Reads `2026-12-31` (ISO 8601; a time behind it is ignored, as `JobPosting` allows one) or `31-12-2026`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let iso = text.get(..10).unwrap_or(text);
        let date = NaiveDate::parse_from_str(iso, "%Y-%m-%d").or_else(|_| NaiveDate::parse_from_str(text, "%d-%m-%Y"));
        date.ok().filter(|date| (1900..=2199).contains(&date.year())).map(Self)
    }

    /// The date inside.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        self.0
    }

    /// This day and `days` later.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        Self(self.0.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX))
    }

    /// This day and `days` earlier.
    #[must_use]
    pub fn minus_days(self, days: u32) -> Self {
        Self(self.0.checked_sub_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MIN))
    }

    /// The same day of the month `months` later; the last of the month when that has no such day (31 August and 6 months
    /// is 28 February).
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        Self(self.0.checked_add_months(chrono::Months::new(months)).unwrap_or(NaiveDate::MAX))
    }

    /// Days from `earlier` to this day; negative when `earlier` is later.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// Midnight at the start of this day in the Netherlands, as an instant.
    #[must_use]
    pub fn start(self) -> DateTime<Utc> {
        self.at(0, 0)
    }

    /// The instant of this local time. A time that daylight saving skips becomes the first that exists after it.
    #[must_use]
    pub fn at(self, hour: u32, minute: u32) -> DateTime<Utc> {
        let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN);
        let local = self.0.and_time(time);
        Amsterdam
            .from_local_datetime(&local)
            .earliest()
            .or_else(|| Amsterdam.from_local_datetime(&(local + chrono::Duration::hours(1))).earliest())
            .map_or_else(|| local.and_utc(), |at| at.with_timezone(&Utc))
    }

    /// Whether people at the municipality work on this day: no weekend, no public holiday.
    #[must_use]
    pub fn is_working_day(self) -> bool {
        !matches!(self.0.weekday(), Weekday::Sat | Weekday::Sun) && !is_holiday(self.0)
    }

    /// The day `days` working days after this one.
    #[must_use]
    pub fn plus_working_days(self, days: u32) -> Self {
        let mut day = self;
        let mut left = days;
        while left > 0 {
            day = day.plus_days(1);
            left -= u32::from(day.is_working_day());
        }
        day
    }

    /// "12 december 2026".
    #[must_use]
    pub fn in_words(self) -> String {
        format!("{} {} {}", self.0.day(), month_name(self.0.month()), self.0.year())
    }
}

impl std::fmt::Display for CivilDay {
    /// ISO 8601: `2026-12-31`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// The next time a digest goes out, strictly after `now`: 7:30 in the Netherlands.
#[must_use]
pub fn next_digest(now: DateTime<Utc>) -> DateTime<Utc> {
    let today = CivilDay::of(now);
    let (hour, minute) = DIGEST_TIME;
    let at = today.at(hour, minute);
    if at > now { at } else { today.plus_days(1).at(hour, minute) }
}

/// When a mail that nobody waits for may go: now by day, else the next morning at 7:30. No mail at night.
#[must_use]
pub fn by_day(now: DateTime<Utc>) -> DateTime<Utc> {
    let today = CivilDay::of(now);
    let (hour, minute) = DIGEST_TIME;
    let (from, to) = (today.at(hour, minute), today.at(EVENING, 0));
    if now < from {
        from
    } else if now < to {
        now
    } else {
        today.plus_days(1).at(hour, minute)
    }
}

/// "12 december 2026, 14.05 uur" in the Netherlands.
#[must_use]
pub fn instant_in_words(instant: DateTime<Utc>) -> String {
    let local = instant.with_timezone(&Amsterdam);
    format!("{}, {} uur", CivilDay::of(instant).in_words(), local.format("%H.%M"))
}

/// How long ago, as people say it: "vandaag", "gisteren", "3 dagen geleden". By civil day, not by hours.
#[must_use]
pub fn age_in_words(then: DateTime<Utc>, today: CivilDay) -> String {
    match today.days_since(CivilDay::of(then)) {
        ..=0 => "vandaag".to_owned(),
        1 => "gisteren".to_owned(),
        days => format!("{days} dagen geleden"),
    }
}

fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    NAMES[(month as usize).saturating_sub(1) % 12]
}

/// Public holidays on which a municipality is closed: New Year, Good Friday and Easter Monday, King's Day (the 26th
/// when the 27th is a Sunday), Liberation Day, Ascension, Whit Monday and both Christmas days.
fn is_holiday(date: NaiveDate) -> bool {
    let year = date.year();
    let from_easter = (date - easter(year)).num_days();
    let kings_day =
        if NaiveDate::from_ymd_opt(year, 4, 27).is_some_and(|day| day.weekday() == Weekday::Sun) { 26 } else { 27 };
    matches!(from_easter, -2 | 1 | 39 | 50)
        || matches!((date.month(), date.day()), (1, 1) | (5, 5) | (12, 25 | 26))
        || (date.month(), date.day()) == (4, kings_day)
}

/// Easter Sunday in the Gregorian calendar (the algorithm of Meeus, Jones and Butcher, with its own letters).
#[expect(clippy::many_single_char_names, reason = "the letters of the published algorithm")]
fn easter(year: i32) -> NaiveDate {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    NaiveDate::from_ymd_opt(year, month.unsigned_abs(), day.unsigned_abs()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> CivilDay {
        CivilDay::parse(text).unwrap()
    }

    fn instant(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_day_turns_at_midnight_in_the_netherlands() {
        assert_eq!(CivilDay::of(instant("2026-11-22T22:59:59Z")), day("2026-11-22"));
        assert_eq!(CivilDay::of(instant("2026-11-22T23:00:00Z")), day("2026-11-23"));
        assert_eq!(CivilDay::of(instant("2026-07-01T22:00:00Z")), day("2026-07-02"));
    }

    #[test]
    fn daylight_saving_does_not_move_the_digest() {
        // The clock goes forward on 29 March 2026 and back on 25 October 2026.
        assert_eq!(next_digest(instant("2026-03-28T12:00:00Z")), instant("2026-03-29T05:30:00Z"));
        assert_eq!(next_digest(instant("2026-10-24T12:00:00Z")), instant("2026-10-25T06:30:00Z"));
        assert_eq!(next_digest(instant("2026-11-22T06:30:00Z")), instant("2026-11-23T06:30:00Z"));
        assert_eq!(day("2026-03-29").at(2, 30), instant("2026-03-29T01:30:00Z"));
    }

    #[test]
    fn no_mail_goes_at_night() {
        for (now, then) in [
            ("2026-11-22T12:00:00Z", "2026-11-22T12:00:00Z"),
            ("2026-11-22T19:00:00Z", "2026-11-23T06:30:00Z"),
            ("2026-11-22T23:30:00Z", "2026-11-23T06:30:00Z"),
            ("2026-11-23T05:00:00Z", "2026-11-23T06:30:00Z"),
        ] {
            assert_eq!(by_day(instant(now)), instant(then), "{now}");
        }
    }

    #[test]
    fn holidays_are_known() {
        for holiday in [
            "2026-01-01",
            "2026-04-03",
            "2026-04-06",
            "2026-04-27",
            "2026-05-05",
            "2026-05-14",
            "2026-05-25",
            "2026-12-25",
            "2025-04-26",
        ] {
            assert!(!day(holiday).is_working_day(), "{holiday}");
        }
        assert!(day("2026-04-28").is_working_day());
        assert_eq!(day("2026-12-24").plus_working_days(1), day("2026-12-28"));
    }

    #[test]
    fn both_ways_of_writing_a_date_are_read_and_nonsense_is_not() {
        assert_eq!(CivilDay::parse("31-12-2026"), CivilDay::parse("2026-12-31T23:59"));
        for nonsense in ["", "2026-02-29", "31/12/2026", "morgen", "0000-01-01", "é026-12-31"] {
            assert_eq!(CivilDay::parse(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn ages_are_counted_in_civil_days() {
        let today = day("2026-11-22");
        assert_eq!(age_in_words(instant("2026-11-21T23:30:00Z"), today), "vandaag");
        assert_eq!(age_in_words(instant("2026-11-21T22:30:00Z"), today), "gisteren");
        assert_eq!(age_in_words(instant("2026-11-19T12:00:00Z"), today), "3 dagen geleden");
    }
}
