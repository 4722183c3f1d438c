//! What a listing earns beside its words, when the best comes first: how fresh it is, how much it tells, how near it lies.
//! It never outweighs what the work is: all of it together counts less than the title against the text. Of several words it can
//! outweigh one.

use crate::search::rows::Row;

/// What age can cost at most, and after how many days it costs half of that.
const OF_AGE: f64 = 0.15;
const HALVES_IN_DAYS: f64 = 30.0;
/// What each fact adds that a listing tells.
const PER_FACT: f64 = 0.01;
/// What distance can cost at most, and at how many kilometres it costs half of that.
const OF_DISTANCE: f64 = 0.2;
const HALVES_IN_KM: f64 = 40.0;
const MICROSECONDS_PER_DAY: f64 = 86_400e6;

/// The factors by which a score is multiplied.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Merit {
    /// Of the day it became public, beside the newest listing: the order is that of one moment of the index, and nobody who
    /// goes through pages misses one at midnight.
    pub freshness: f64,
    /// Of how much it tells.
    pub completeness: f64,
    /// Of the distance to the place that was asked for; 1 when none was.
    pub nearness: f64,
}

impl Merit {
    /// What this listing earns, at this distance in kilometres; the newest became public then, in microseconds since 1970.
    #[expect(clippy::cast_precision_loss, reason = "microseconds of some hundred years")]
    pub fn of(row: &Row, newest: i64, distance_km: Option<f64>) -> Self {
        let days = newest.saturating_sub(row.published).max(0) as f64 / MICROSECONDS_PER_DAY;
        Self {
            freshness: less(OF_AGE, days / HALVES_IN_DAYS),
            completeness: 1.0 + PER_FACT * f64::from(row.told),
            nearness: distance_km.map_or(1.0, |km| less(OF_DISTANCE, km / HALVES_IN_KM)),
        }
    }

    /// The score that decides.
    pub fn applied_to(self, score: f32) -> f64 {
        f64::from(score) * self.freshness * self.completeness * self.nearness
    }
}

/// A factor that costs at most this much, half of it after one of these steps.
fn less(most: f64, steps: f64) -> f64 {
    1.0 - most * (1.0 - (-steps).exp2())
}
