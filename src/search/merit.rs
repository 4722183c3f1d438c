//! What a listing earns beside its words, when the best comes first: how fresh it is, how much it tells, how near it lies.
//! It never outweighs what the work is: all of it together moves a listing less than a word in the title does.

use crate::search::rows::Row;

/// After so many days a listing counts half: a month costs three in a hundred, half a year sixteen.
const HALVES_IN_DAYS: f64 = 720.0;
/// What each fact adds that a listing tells.
const PER_FACT: f64 = 0.015;
/// At this distance a listing counts half.
const HALVES_IN_KM: f64 = 150.0;
const MICROSECONDS_PER_DAY: f64 = 86_400e6;
/// 1 January 2020, in microseconds since 1970.
const FROM: i64 = 1_577_836_800_000_000;

/// The factors by which a score is multiplied.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Merit {
    /// Of the day it became public. Counted from a fixed day and not from today, so that the order of two listings is the
    /// same tomorrow and nobody who goes through pages misses one at midnight.
    pub freshness: f64,
    /// Of how much it tells.
    pub completeness: f64,
    /// Of the distance to the place that was asked for; 1 when none was.
    pub nearness: f64,
}

impl Merit {
    /// What this listing earns, at this distance in kilometres.
    pub fn of(row: &Row, distance_km: Option<f64>) -> Self {
        Self {
            freshness: freshness(row.published),
            completeness: 1.0 + PER_FACT * f64::from(row.told),
            nearness: distance_km.map_or(1.0, |km| HALVES_IN_KM / (HALVES_IN_KM + km)),
        }
    }

    /// The score that decides.
    pub fn applied_to(self, score: f32) -> f64 {
        f64::from(score) * self.freshness * self.completeness * self.nearness
    }
}

/// The factor of what became public then, in microseconds since 1970.
#[expect(clippy::cast_precision_loss, reason = "microseconds of some hundred years")]
pub fn freshness(published: i64) -> f64 {
    let days = published.saturating_sub(FROM) as f64 / MICROSECONDS_PER_DAY;
    (days / HALVES_IN_DAYS).exp2()
}
