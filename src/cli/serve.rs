//! `baanin serve`: web server and jobs in one process.
//! Asked to stop, it finishes open requests and the turns of jobs, and never takes longer than eighty seconds for both.

use std::time::Duration;

use anyhow::Context;

use super::{Done, tell};
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::DbError;
use crate::domain::actor::Role;
use crate::domain::ids::Id;
use crate::domain::link::LinkPurpose;
use crate::jobs::{self, follow_changes, keep_ledger};
use crate::search::Opened;
use crate::store::accounts;
use crate::web::Server;

/// How long the turns of jobs may take to end, after the ten seconds that open requests have (`web::server`): together
/// within the ninety that systemd and containers give (`deploy`). It is more than a mail takes up to its last answer. A server
/// that takes longer for that answer is not waited for: the lease runs out, and the mail goes again as the same mail.
const PATIENCE_FOR_JOBS: Duration = Duration::from_secs(70);

/// Opens the program and serves.
pub(super) fn run(config: Config, clock: Clock) -> anyhow::Result<Done> {
    let (app, opened) = App::open(config, clock)?;
    say_how_the_index_was_found(&opened);
    after_a_restore(&app);
    serve(&app, &[])
}

/// A database that somebody put back by hand does not know who was erased since; the ledger does.
fn after_a_restore(app: &App) {
    match keep_ledger::repeat(app) {
        Ok(0) => {}
        Ok(erased) => tracing::warn!(erased, "the database was older than the ledger of erasures: they were repeated"),
        // Said by `check` and by the job too, until somebody mends it.
        Err(error) => tracing::error!(%error, "erasures could not be repeated"),
    }
    if let Err(error) = super::restore::clear_away(&app.config) {
        tracing::error!(%error, "what a restore left could not be removed");
    }
    if let Err(error) = super::backup::clear_away(&app.config) {
        tracing::error!(%error, "the copy that a backup left could not be removed");
    }
}

fn say_how_the_index_was_found(opened: &Opened) {
    match opened {
        Opened::Current => {}
        other => tracing::info!(index = ?other, "the search index is built before pages are served"),
    }
}

/// Serves an opened program; `words` are told once it listens.
pub(super) fn serve(app: &App, words: &[String]) -> anyhow::Result<Done> {
    follow_changes::catch_up(app).context("while building the search index")?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("while starting")?;
    let workers = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let (version, database) = (env!("CARGO_PKG_VERSION"), app.db.address().kind());
    let result = runtime.block_on(async {
        let address = app.config.address;
        let server = Server::build(app.clone(), address, workers)
            .with_context(|| format!("while listening on {address} (BAANIN_ADDRESS names another)"))?;
        tracing::info!(version, database, "started");
        tell(&format!("baanin listens on http://{} (pages at {})", server.address(), app.config.base_url));
        for line in words {
            tell(line);
        }
        if let Some(link) = first_admin_link(app)? {
            tell(&format!("There is no admin yet. Make the first one here, once: {link}"));
        }
        let jobs = jobs::start(app);
        let served = server.run().await.context("while serving");
        if !jobs.stop(PATIENCE_FOR_JOBS).await {
            tracing::warn!("a job did not end in time; what it was at is taken up again after its lease");
        }
        tracing::info!(version, database, "stopped");
        tell("baanin has stopped.");
        served
    });
    // The turn that was given up on still runs on its thread; the process does not wait for it.
    runtime.shutdown_timeout(Duration::from_secs(1));
    result.map(|()| Done::Yes)
}

/// The link with which the first admin is made; it works as long as there is none.
fn first_admin_link(app: &App) -> anyhow::Result<Option<String>> {
    let there_is_one = app.db.read_now(|conn| accounts::any_with_role(conn, Role::Admin).map_err(DbError::from))?;
    let token = app.signer.token(app.municipality.id.uuid(), LinkPurpose::FirstAdmin);
    Ok((!there_is_one).then(|| app.url(&format!("/beheer/eerste/{token}"))))
}
