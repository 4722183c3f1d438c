//! The exposition: the figures as Prometheus reads them (`OpenMetrics` text), named by its conventions.
//! Never a judgement: what is too much stands in `domain::health` and in the rules of who watches.

use chrono::{DateTime, Utc};
use prometheus_client::encoding::text::{encode, encode_registry};
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::{ConstGauge, Gauge};
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use super::{Parts, machine};
use crate::domain::code::Code;
use crate::domain::health::{Facts, Holds, JobTurns, Lag, Stored};
use crate::domain::outbox::MailState;
use crate::domain::proposal::ProposalStatus;

/// The type of the answer.
pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// A label and its value.
type Label = [(&'static str, &'static str); 1];

/// All figures of this process at this moment.
///
/// # Errors
/// When a figure cannot be written as text.
pub fn exposition(parts: &Parts<'_>, facts: &Facts) -> Result<String, std::fmt::Error> {
    let mut process = Registry::with_prefix("process");
    of_process(&mut process, parts);
    let mut registry = Registry::with_prefix("baanin");
    let built = [("version", env!("CARGO_PKG_VERSION")), ("database", parts.db.address().kind())];
    registry.register("build", "The program", Info::new(Vec::from(built)));
    registry.register_with_unit(
        "http_request_duration",
        "Requests by method, route and class of status: how many and how long they took",
        Unit::Seconds,
        parts.register.requests(),
    );
    one(&mut registry, "database_up", "Whether the database answers", i64::from(facts.stored.is_some()));
    let [(_, reading, may_read), (_, writing, may_write)] = parts.db.connections();
    let of = |read: u32, write: u32| [([("pool", "read")], read.into()), ([("pool", "write")], write.into())];
    many(&mut registry, "database_connections_in_use", "Connections that work now", of(reading, writing));
    many(&mut registry, "database_connections_idle", "Connections that are free", of(may_read, may_write));
    if let Some(stored) = &facts.stored {
        of_database(&mut registry, facts.now, stored);
    }
    one(&mut registry, "index_documents", "Listings in the index of this node", number(facts.documents));
    of_jobs(&mut registry, &facts.jobs);
    of_disks(&mut registry, facts);
    let mut text = String::new();
    encode_registry(&mut text, &process)?;
    encode(&mut text, &registry)?;
    Ok(text)
}

fn of_process(registry: &mut Registry, parts: &Parts<'_>) {
    let started = parts.register.started_at().timestamp();
    registry.register_with_unit("start_time", "When the process started", Unit::Seconds, ConstGauge::new(started));
    let (memory, threads) = machine::memory_and_threads();
    if let Some(memory) = memory {
        let gauge = ConstGauge::new(number(memory));
        registry.register_with_unit("resident_memory", "Memory that the process holds", Unit::Bytes, gauge);
    }
    if let Some(threads) = threads {
        one(registry, "threads", "Threads of the process", number(threads));
    }
}

fn of_database(registry: &mut Registry, now: DateTime<Utc>, stored: &Stored) {
    let followers = [("index", stored.index), ("pool", stored.pool)];
    let known = || followers.iter().filter_map(|(name, lag)| lag.map(|lag: Lag| ([("follower", *name)], lag)));
    let changes = known().map(|(label, lag)| (label, lag.changes.max(0)));
    many(registry, "follower_lag_changes", "Changes that a follower of this node has not seen", changes);
    let seconds = known().map(|(label, lag)| (label, age(now, lag.since)));
    many(registry, "follower_lag_seconds", "Age of the oldest change that a follower has not seen", seconds);

    let mails = MailState::ALL.iter().map(|state| ([("state", state.code())], stored.mails_in(&[*state])));
    many(registry, "outbox_mails", "Mails in the outbox by state", mails);
    let oldest = age(now, stored.oldest_due);
    one(registry, "outbox_oldest_due_seconds", "How long the oldest mail waits that should be gone by now", oldest);

    let of = |status: ProposalStatus| stored.proposals.iter().find(|(each, _)| *each == status).map_or(0, |row| row.1);
    let proposals = ProposalStatus::ALL.iter().map(|status| ([("status", status.code())], of(*status)));
    many(registry, "proposals", "Proposals by status", proposals);
    let oldest = age(now, stored.oldest_proposal);
    one(registry, "proposals_oldest_waiting_seconds", "How long the oldest proposal waits for a netwerker", oldest);

    let searches = stored.saved_searches.iter().map(|(state, count)| ([("state", state.code())], *count));
    many(registry, "saved_searches", "Searches by mail by state", searches);

    if let Some(last) = stored.last_backup {
        one(registry, "last_backup_timestamp_seconds", "When a backup was last made", last.timestamp());
    }
    if let Some(clock) = stored.clock {
        let off = (now - clock).num_milliseconds();
        let gauge: ConstGauge<i64> = ConstGauge::new(off);
        registry.register("database_clock_difference_milliseconds", "Clock here less clock of the database", gauge);
    }
}

fn of_jobs(registry: &mut Registry, jobs: &[JobTurns]) {
    let last = jobs.iter().map(|job| ([("job", job.name)], job.last.timestamp()));
    many(registry, "job_last_turn_timestamp_seconds", "When the last turn of a job ended", last);
    let good = jobs.iter().filter_map(|job| Some(([("job", job.name)], job.last_good?.timestamp())));
    many(registry, "job_last_success_timestamp_seconds", "When a turn of a job last went well", good);
    let failures = jobs.iter().map(|job| ([("job", job.name)], i64::from(job.failures)));
    many(registry, "job_failures_in_a_row", "Turns that failed since one went well", failures);
}

fn of_disks(registry: &mut Registry, facts: &Facts) {
    let named = |holds| match holds {
        Holds::Database => [("holds", "database")],
        Holds::Index => [("holds", "index")],
    };
    let free = facts.disks.iter().map(|disk| (named(disk.holds), number(disk.free)));
    many(registry, "disk_free_bytes", "Room on the disk that holds this", free);
    let size = facts.disks.iter().map(|disk| (named(disk.holds), number(disk.size)));
    many(registry, "disk_size_bytes", "Size of the disk that holds this", size);
}

fn one(registry: &mut Registry, name: &str, help: &str, value: i64) {
    registry.register(name, help, ConstGauge::new(value));
}

fn many(registry: &mut Registry, name: &str, help: &str, values: impl IntoIterator<Item = (Label, i64)>) {
    let family = Family::<Label, Gauge>::default();
    for (label, value) in values {
        family.get_or_create(&label).set(value);
    }
    registry.register(name, help, family);
}

fn age(now: DateTime<Utc>, since: Option<DateTime<Utc>>) -> i64 {
    since.map_or(0, |since| (now - since).num_seconds().max(0))
}

fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}
