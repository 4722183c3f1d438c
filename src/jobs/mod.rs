//! Jobs: what happens by itself, each told by the database what to do, so that a crash loses nothing.
//! Never anything that a person decides: they call the same actions.

mod compose;
mod deliver_outbox;
pub mod follow_changes;
pub mod keep_ledger;
mod propose;
mod send_introductions;
mod send_saved_searches;
mod turn_day;

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::{JoinError, JoinHandle};

use crate::actions::ActionError;
use crate::app::App;
use crate::db::DbError;
use crate::search::SearchError;

/// Why a job could not do its work now. It is tried again at its next turn.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The index failed.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// An action did not happen.
    #[error(transparent)]
    Action(#[from] ActionError),
    /// The index of this node does not know yet what must be searched.
    #[error("the search index is behind")]
    IndexBehind,
    /// The ledger of erasures cannot be kept.
    #[error("the ledger of erasures cannot be used: {0}")]
    Ledger(String),
}

impl From<crate::db::QueryError> for JobError {
    fn from(error: crate::db::QueryError) -> Self {
        Self::Db(DbError::Query(error))
    }
}

impl crate::db::MaybeQueryError for JobError {
    fn query_error(&self) -> Option<&crate::db::QueryError> {
        match self {
            Self::Db(error) => error.query_error(),
            Self::Action(error) => error.query_error(),
            Self::Search(_) | Self::IndexBehind | Self::Ledger(_) => None,
        }
    }
}

/// One turn of a job: how much it did.
type Turn = fn(&App) -> Result<usize, JobError>;

/// The jobs: name, how often, whether every node runs it (its own index) or only those with `BAANIN_JOBS=on`.
const SCHEDULE: &[(&str, Duration, bool, Turn)] = &[
    ("follow_changes", Duration::from_millis(400), true, follow_changes::catch_up),
    ("follow_pool", Duration::from_millis(400), true, follow_pool),
    ("propose", Duration::from_millis(700), false, propose::catch_up),
    ("send_introductions", Duration::from_secs(1), false, send_introductions::send_due),
    ("send_saved_searches", Duration::from_secs(30), false, send_saved_searches::look_at_due),
    ("deliver_outbox", Duration::from_secs(1), false, deliver_outbox::deliver_due),
    ("turn_day", Duration::from_secs(30), false, turn_day::turn),
    ("keep_ledger", Duration::from_secs(2), false, keep_ledger::keep),
];

/// Keeps this node's pool equal to the database.
fn follow_pool(app: &App) -> Result<usize, JobError> {
    Ok(app.pool.catch_up(&app.db, app.clock.today())?)
}

/// The running jobs of this process.
pub struct Running {
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Running {
    /// Asks the jobs to stop after their turn and waits for them, at most this long; gives whether all have ended.
    pub async fn stop(self, patience: Duration) -> bool {
        // Nobody listening means that all have ended already.
        self.stop.send_replace(true);
        let all = async {
            for task in self.tasks {
                if let Err(error) = task.await {
                    tracing::error!(%error, "a job ended badly");
                }
            }
        };
        tokio::time::timeout(patience, all).await.is_ok()
    }
}

/// Starts the jobs of this node.
#[must_use]
pub fn start(app: &App) -> Running {
    let (stop, stopped) = watch::channel(false);
    let mine = SCHEDULE.iter().filter(|(_, _, everywhere, _)| *everywhere || app.config.jobs);
    let begin = |(name, pause, everywhere, turn): &(&'static str, Duration, bool, Turn)| {
        app.register.job_started(name, *everywhere, app.clock.now());
        spawn(app.clone(), name, *pause, *turn, stopped.clone())
    };
    let tasks = mine.map(begin).collect();
    Running { stop, tasks }
}

#[expect(clippy::disallowed_methods, reason = "these are the jobs")]
fn spawn(
    app: App,
    name: &'static str,
    pause: Duration,
    turn: Turn,
    mut stopped: watch::Receiver<bool>,
) -> JoinHandle<()> {
    tokio::spawn(async move {
        while !*stopped.borrow() {
            let result = {
                let app = app.clone();
                tokio::task::spawn_blocking(move || turn(&app)).await
            };
            let again = end_of_turn(&app, name, result);
            // After work there may be more: look again soon, but let others breathe.
            let pause = if again { pause.min(Duration::from_millis(20)) } else { pause };
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = stopped.changed() => {}
            }
        }
    })
}

/// Does what was to happen by itself until now, but for what leaves the house: after a backup was put back, before its
/// mails are held, so that what happened in the time that is lost is not told a second time. An introduction that waited
/// is not sent: the agreement may have been taken back in that time, so the candidate is asked again. Gives how many were.
///
/// # Errors
/// The first job that fails.
pub fn happen_until_now(app: &App) -> Result<usize, JobError> {
    follow_pool(app)?;
    let asked_again = send_introductions::ask_all_once_more(app)?;
    while propose::catch_up(app)? > 0 {}
    turn_day::turn(app)?;
    Ok(asked_again)
}

/// Writes down how a turn ended; gives whether there was something to do.
fn end_of_turn(app: &App, job: &'static str, result: Result<Result<usize, JobError>, JoinError>) -> bool {
    let error = match result {
        Ok(Ok(done)) => {
            app.register.job_turned(job, true, app.clock.now());
            if done > 0 {
                tracing::debug!(job, done, "did what was due");
            }
            return done > 0;
        }
        Ok(Err(error)) => error.to_string(),
        Err(_) => "panicked".to_owned(),
    };
    let attempt = app.register.job_turned(job, false, app.clock.now());
    // Half a second apart: what fails long is said at first, and then ever less.
    if attempt.is_power_of_two() {
        tracing::warn!(job, attempt, error, "a job failed; it is tried again");
    }
    false
}

/// Runs what is due, once, on this thread: for `baanin jobs run`. With `until_idle` again until nothing is left.
///
/// # Errors
/// The first job that fails.
pub fn run_due(app: &App, until_idle: bool) -> Result<usize, JobError> {
    let mut total = 0;
    loop {
        let mut done = 0;
        for (_, _, _, turn) in SCHEDULE {
            done += turn(app)?;
        }
        total += done;
        if done == 0 || !until_idle {
            return Ok(total);
        }
    }
}
