//! The register: requests and turns of jobs, counted where they happen.
//! Never a global: it is a part of the program, made when that is put together.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::family::{Family, MetricConstructor};
use prometheus_client::metrics::histogram::Histogram;

use crate::domain::health::JobTurns;

/// The bounds of the histogram in seconds: a page takes milliseconds, and ten seconds is the longest patience.
const BOUNDS: [f64; 10] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// What was asked for, as far as it is counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Asked {
    /// The method; of the unusual ones only that.
    pub method: &'static str,
    /// The pattern of the route, never the path.
    pub route: String,
    /// The class of the status: "2xx".
    pub status: &'static str,
}

/// Makes the histogram of a route that is asked for the first time.
#[derive(Debug, Clone)]
pub(super) struct Bounds;

impl MetricConstructor<Histogram> for Bounds {
    fn new_metric(&self) -> Histogram {
        Histogram::new(BOUNDS)
    }
}

/// The requests so far.
pub(super) type Requests = Family<Asked, Histogram, Bounds>;

/// What this process has counted since it started. Cheap to clone; all clones are one register.
#[derive(Debug, Clone)]
pub struct Register(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    started_at: DateTime<Utc>,
    requests: Requests,
    jobs: Mutex<BTreeMap<&'static str, JobTurns>>,
}

impl Register {
    /// An empty register of a process that starts now.
    #[must_use]
    pub fn new(started_at: DateTime<Utc>) -> Self {
        let requests = Requests::new_with_constructor(Bounds);
        Self(Arc::new(Inner { started_at, requests, jobs: Mutex::default() }))
    }

    /// When this process started.
    #[must_use]
    pub fn started_at(&self) -> DateTime<Utc> {
        self.0.started_at
    }

    /// A request was answered.
    pub fn request_ended(&self, asked: &Asked, took: Duration) {
        self.0.requests.get_or_create(asked).observe(took.as_secs_f64());
    }

    pub(super) fn requests(&self) -> Requests {
        self.0.requests.clone()
    }

    /// A job begins to turn; `everywhere`: on every node that serves.
    pub fn job_started(&self, name: &'static str, everywhere: bool, now: DateTime<Utc>) {
        let turns = JobTurns { name, everywhere, last: now, last_good: None, failures: 0 };
        self.jobs_locked().insert(name, turns);
    }

    /// The turn of a job ended; gives how many turns have failed in a row.
    pub fn job_turned(&self, name: &'static str, went_well: bool, now: DateTime<Utc>) -> u32 {
        let mut jobs = self.jobs_locked();
        let Some(turns) = jobs.get_mut(name) else { return 0 };
        turns.last = now;
        if went_well {
            turns.last_good = Some(now);
            turns.failures = 0;
        } else {
            turns.failures = turns.failures.saturating_add(1);
        }
        turns.failures
    }

    /// The jobs that were started in this process.
    #[must_use]
    pub fn jobs(&self) -> Vec<JobTurns> {
        self.jobs_locked().values().copied().collect()
    }

    fn jobs_locked(&self) -> MutexGuard<'_, BTreeMap<&'static str, JobTurns>> {
        // Nothing that can panic is done while it is locked.
        self.0.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
