//! Jobs: what happens by itself, each told by the database what to do, so that a crash loses nothing.
//! Never anything that a person decides: they call the same actions.

mod compose;
mod deliver_outbox;
pub mod follow_changes;
pub mod keep_ledger;
mod propose;
mod send_introductions;
mod turn_day;

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;

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
            Self::Search(_) | Self::Ledger(_) => None,
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
    /// Asks the jobs to stop after their turn and waits for them.
    pub async fn stop(self) {
        // Nobody listening means that all have ended already.
        self.stop.send_replace(true);
        for task in self.tasks {
            if let Err(error) = task.await {
                tracing::error!(%error, "a job ended badly");
            }
        }
    }
}

/// Starts the jobs of this node.
#[must_use]
pub fn start(app: &App) -> Running {
    let (stop, stopped) = watch::channel(false);
    let mine = SCHEDULE.iter().filter(|(_, _, everywhere, _)| *everywhere || app.config.jobs);
    let tasks = mine.map(|(name, pause, _, turn)| spawn(app.clone(), name, *pause, *turn, stopped.clone())).collect();
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
            let again = {
                let app = app.clone();
                match tokio::task::spawn_blocking(move || turn(&app)).await {
                    Ok(Ok(done)) => done > 0,
                    Ok(Err(error)) => {
                        tracing::error!(job = name, %error, "job failed; it is tried again");
                        false
                    }
                    Err(error) => {
                        tracing::error!(job = name, %error, "job panicked; it is tried again");
                        false
                    }
                }
            };
            // After work there may be more: look again soon, but let others breathe.
            let pause = if again { pause.min(Duration::from_millis(20)) } else { pause };
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = stopped.changed() => {}
            }
        }
    })
}

/// Does what was to happen by itself until now, but for the mails: after a backup was put back, before its mails are held,
/// so that what happened in the time that is lost is not told a second time.
///
/// # Errors
/// The first job that fails.
pub fn happen_until_now(app: &App) -> Result<(), JobError> {
    follow_pool(app)?;
    while propose::catch_up(app)? + send_introductions::send_all(app)? > 0 {}
    turn_day::turn(app)?;
    Ok(())
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
