//! Values for samples of pages: identifiers, days and instants. Never used for a page that a visitor sees.

use chrono::{DateTime, Utc};

use crate::domain::civil_day::CivilDay;
use crate::domain::ids::Id;

/// An identifier that is the same in every run.
pub(crate) fn id<I: Id>(number: u128) -> I {
    I::from_uuid(uuid::Uuid::from_u128(number))
}

/// An instant, as "2026-11-24T09:00:00Z".
pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap_or_default()
}

/// A day, as "2026-11-24".
pub(crate) fn day(text: &str) -> CivilDay {
    CivilDay::parse(text).unwrap_or_else(today)
}

/// The day on which all samples are.
pub(crate) fn today() -> CivilDay {
    CivilDay::of(at("2026-11-24T09:00:00Z"))
}
