//! How an installation stands: facts in, findings out, the same for `baanin check`, for the page of the admin and for an
//! alarm. Never a word for people and never a look at the machine: who shows a finding writes it in his own language.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::outbox::MailState;
use crate::domain::proposal::ProposalStatus;
use crate::domain::saved_search::SavedSearchState;

/// How bad a finding is; the last is the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// In order.
    Ok,
    /// Somebody should look this week.
    Warn,
    /// Somebody must look now.
    Fail,
}

/// What is known of an installation at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// When.
    pub now: DateTime<Utc>,
    /// What the database tells; `None` when it does not answer.
    pub stored: Option<Stored>,
    /// How many documents the index of this node holds.
    pub documents: u64,
    /// The jobs of this process; empty in a command.
    pub jobs: Vec<JobTurns>,
    /// The disks that are written to.
    pub disks: Vec<Disk>,
    /// How it was set up.
    pub setup: Setup,
}

/// What the database tells, from one snapshot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stored {
    /// How far the index is behind; `None` while it is being built.
    pub index: Option<Lag>,
    /// How far the pool is behind; `None` before it was loaded.
    pub pool: Option<Lag>,
    /// Mails per state.
    pub mails: Vec<(MailState, i64)>,
    /// How many mails were found not to arrive in the last days ([`RECENT`]).
    pub given_up: i64,
    /// Since when the oldest mail waits that should be gone by now.
    pub oldest_due: Option<DateTime<Utc>>,
    /// Proposals per status.
    pub proposals: Vec<(ProposalStatus, i64)>,
    /// Since when the oldest proposal waits for a netwerker.
    pub oldest_proposal: Option<DateTime<Utc>>,
    /// Searches that are mailed, per state.
    pub saved_searches: Vec<(SavedSearchState, i64)>,
    /// When a backup was last made.
    pub last_backup: Option<DateTime<Utc>>,
    /// What time it is in the database, where that is another machine's clock.
    pub clock: Option<DateTime<Utc>>,
}

impl Stored {
    /// How many mails are in one of these states.
    #[must_use]
    pub fn mails_in(&self, states: &[MailState]) -> i64 {
        self.mails.iter().filter(|(state, _)| states.contains(state)).map(|(_, count)| count).sum()
    }

    /// How many proposals wait for a netwerker now.
    #[must_use]
    pub fn proposals_waiting(&self) -> i64 {
        let waiting = self.proposals.iter().filter(|(status, _)| ProposalStatus::WAITING.contains(status));
        waiting.map(|(_, count)| count).sum()
    }
}

/// How far a follower of the change log is behind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lag {
    /// In changes.
    pub changes: i64,
    /// When the oldest change that it has not seen was made.
    pub since: Option<DateTime<Utc>>,
}

/// The turns of a job in this process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JobTurns {
    /// Its name.
    pub name: &'static str,
    /// Whether every node that serves runs it.
    pub everywhere: bool,
    /// When its last turn ended, well or not; at first when it was started.
    pub last: DateTime<Utc>,
    /// When its last turn ended well.
    pub last_good: Option<DateTime<Utc>>,
    /// How many turns failed since the last that went well.
    pub failures: u32,
}

/// A disk that is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disk {
    /// What lies on it.
    pub holds: Holds,
    /// How many bytes the program may still write.
    pub free: u64,
    /// How large it is.
    pub size: u64,
}

/// What lies on a disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// The database (SQLite).
    Database,
    /// The search index.
    Index,
}

/// How an installation was set up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four things that are so or not, and say nothing of each other")]
pub struct Setup {
    /// Whether it serves real people.
    pub production: bool,
    /// Whether links begin with `https://`.
    pub https: bool,
    /// Whether it listens to other machines without a proxy that is trusted.
    pub open_without_proxy: bool,
    /// Whether others on this machine can read the secret.
    pub secret_is_readable: bool,
}

/// Something that was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub level: Level,
    /// What it is about, and how it is.
    pub about: About,
}

/// What a finding is about, with the figures that tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Whether the database answers.
    Database,
    /// How far the index is behind, and how long (in seconds).
    Index {
        /// `None` while it is being built.
        behind: Option<(i64, i64)>,
        /// How many documents it holds.
        documents: u64,
    },
    /// How far the pool is behind: changes and seconds; `None` before it was loaded.
    Pool(Option<(i64, i64)>),
    /// Mail that must still go out.
    MailWaiting {
        /// How many.
        count: i64,
        /// Since how many minutes the oldest is due.
        minutes: i64,
    },
    /// Mails that were given up in the last week.
    MailDead(i64),
    /// Mails that wait for a decision since a restore.
    MailHeld(i64),
    /// Proposals that wait for a netwerker.
    Proposals {
        /// How many.
        count: i64,
        /// Since how many days the oldest waits.
        days: i64,
    },
    /// How many hours ago the last backup was made; `None`: never.
    Backup(Option<i64>),
    /// Room on a disk.
    Disk(Disk),
    /// All jobs turn as they should; how many there are.
    Jobs(usize),
    /// A job that fails, or whose turn does not end.
    Job {
        /// Its name.
        name: &'static str,
        /// How many turns failed in a row.
        failures: u32,
        /// How many minutes ago its last turn ended.
        minutes: i64,
    },
    /// How many seconds the clock differs from that of the database.
    Clock(i64),
    /// Whether links begin with `https://`.
    Https(bool),
    /// Whether other machines reach the program without a proxy that is trusted.
    OpenWithoutProxy(bool),
    /// Whether others on this machine can read the secret.
    SecretIsReadable(bool),
}

/// From here on a follower is behind: it looks every half second.
const BEHIND: (i64, TimeDelta) = (100, TimeDelta::minutes(1));
/// From here on what people find is wrong.
const FAR_BEHIND: (i64, TimeDelta) = (1_000, TimeDelta::minutes(10));
/// A mail that is due goes within seconds; a log-in link works fifteen minutes.
const MAIL_LATE: TimeDelta = TimeDelta::minutes(15);
/// Then the mail server is out of order.
const MAIL_STUCK: TimeDelta = TimeDelta::hours(2);
/// How long a mail that did not arrive is news: nothing takes it away, and who it was for was told or called.
pub const RECENT: TimeDelta = TimeDelta::days(7);
/// A netwerker judges what is proposed at least every week.
const PROPOSAL_OLD: TimeDelta = TimeDelta::days(7);
/// A daily backup, and two hours to make it.
const BACKUP_LATE: TimeDelta = TimeDelta::hours(26);
/// Then three nights went without.
const BACKUP_MISSING: TimeDelta = TimeDelta::hours(74);
const GIGABYTE: u64 = 1_000_000_000;
/// How many turns of a job may fail in a row before somebody should look: one can be a restart of the database.
const FAILURES: u32 = 3;
/// The turn of a job that takes longer hangs, and what fails that long does not mend itself.
pub const STUCK: TimeDelta = TimeDelta::minutes(10);
/// How far two clocks may differ: links and leases have terms of minutes.
const CLOCK_OFF: i64 = 5;
const CLOCK_WRONG: i64 = 60;

/// Judges the facts, in the order in which somebody looks for a fault.
#[must_use]
pub fn findings(facts: &Facts) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut add = |level, about| found.push(Finding { level, about });
    add(if facts.stored.is_some() { Level::Ok } else { Level::Fail }, About::Database);
    if let Some(stored) = &facts.stored {
        of_database(facts, stored, &mut add);
    }
    for disk in &facts.disks {
        let share = |percent: u64| disk.size / 100 * percent;
        let below = |bytes: u64, percent| disk.free < bytes.max(share(percent));
        let level = worst(below(GIGABYTE, 5), disk.free < GIGABYTE / 10);
        add(level, About::Disk(*disk));
    }
    of_jobs(facts, &mut add);
    let setup = facts.setup;
    let warn = |warn| worst(warn, false);
    add(warn(setup.production && !setup.https), About::Https(setup.https));
    add(warn(setup.open_without_proxy), About::OpenWithoutProxy(setup.open_without_proxy));
    add(warn(setup.secret_is_readable), About::SecretIsReadable(setup.secret_is_readable));
    found
}

fn worst(warn: bool, fail: bool) -> Level {
    match (warn, fail) {
        (_, true) => Level::Fail,
        (true, false) => Level::Warn,
        (false, false) => Level::Ok,
    }
}

fn of_database(facts: &Facts, stored: &Stored, add: &mut impl FnMut(Level, About)) {
    let age = |since: Option<DateTime<Utc>>| since.map_or(TimeDelta::zero(), |since| facts.now - since);
    let follower = |lag: Option<Lag>| {
        let over = |(changes, time)| lag.is_some_and(|lag| lag.changes > changes || age(lag.since) > time);
        let behind = lag.map(|lag| (lag.changes.max(0), age(lag.since).num_seconds().max(0)));
        (worst(lag.is_none() || over(BEHIND), over(FAR_BEHIND)), behind)
    };
    let (level, behind) = follower(stored.index);
    add(level, About::Index { behind, documents: facts.documents });
    if !facts.jobs.is_empty() {
        let (level, behind) = follower(stored.pool);
        add(level, About::Pool(behind));
    }
    let late = age(stored.oldest_due);
    let count = stored.mails_in(&[MailState::Queued, MailState::Leased]);
    let minutes = late.num_minutes().max(0);
    add(worst(late > MAIL_LATE, late > MAIL_STUCK), About::MailWaiting { count, minutes });
    add(worst(stored.given_up > 0, false), About::MailDead(stored.given_up));
    let held = stored.mails_in(&[MailState::Held]);
    if held > 0 {
        add(Level::Fail, About::MailHeld(held));
    }
    let waits = age(stored.oldest_proposal);
    let count = stored.proposals_waiting();
    add(worst(waits > PROPOSAL_OLD, false), About::Proposals { count, days: waits.num_days().max(0) });
    if facts.setup.production {
        let since = stored.last_backup.map(|last| facts.now - last);
        let over = |most| since.is_some_and(|since| since > most);
        let level = worst(since.is_none() || over(BACKUP_LATE), over(BACKUP_MISSING));
        add(level, About::Backup(since.map(|since| since.num_hours())));
    }
    if let Some(clock) = stored.clock {
        let off = (facts.now - clock).num_seconds();
        add(worst(off.abs() > CLOCK_OFF, off.abs() > CLOCK_WRONG), About::Clock(off));
    }
}

fn of_jobs(facts: &Facts, add: &mut impl FnMut(Level, About)) {
    let mut well = true;
    for job in &facts.jobs {
        let silent = facts.now - job.last;
        let long = job.last_good.is_none_or(|good| facts.now - good > STUCK);
        let level = worst(job.failures >= FAILURES, silent > STUCK || (job.failures >= FAILURES && long));
        if level > Level::Ok {
            well = false;
            add(level, About::Job { name: job.name, failures: job.failures, minutes: silent.num_minutes() });
        }
    }
    if well && !facts.jobs.is_empty() {
        add(Level::Ok, About::Jobs(facts.jobs.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-11-24T09:00:00Z".parse().unwrap()
    }

    #[expect(clippy::unnecessary_wraps, reason = "as the facts have it")]
    fn ago(minutes: i64) -> Option<DateTime<Utc>> {
        Some(now() - TimeDelta::minutes(minutes))
    }

    /// An installation in which all is well.
    fn well() -> Facts {
        let lag = Some(Lag { changes: 0, since: None });
        let job = JobTurns { name: "propose", everywhere: false, last: now(), last_good: ago(0), failures: 0 };
        Facts {
            now: now(),
            stored: Some(Stored { index: lag, pool: lag, last_backup: ago(600), clock: ago(0), ..Stored::default() }),
            documents: 48,
            jobs: vec![job],
            disks: vec![Disk { holds: Holds::Database, free: 20 * GIGABYTE, size: 40 * GIGABYTE }],
            setup: Setup { production: true, https: true, open_without_proxy: false, secret_is_readable: false },
        }
    }

    /// What is not well after a change.
    fn after(change: impl FnOnce(&mut Facts, &mut Stored)) -> Vec<(Level, About)> {
        let mut facts = well();
        let mut stored = facts.stored.take().unwrap();
        change(&mut facts, &mut stored);
        facts.stored = Some(stored);
        let found = findings(&facts).into_iter().filter(|finding| finding.level > Level::Ok);
        found.map(|finding| (finding.level, finding.about)).collect()
    }

    #[test]
    fn where_all_is_well_nothing_is_said() {
        assert_eq!(after(|_, _| {}), []);
    }

    #[test]
    fn a_follower_that_is_behind_is_seen_by_changes_and_by_time() {
        let lag = |changes, minutes| Some(Lag { changes, since: ago(minutes) });
        let index = |lag| after(|_, stored| stored.index = lag).first().map(|(level, _)| *level);
        assert_eq!(index(lag(100, 0)), None);
        assert_eq!(index(lag(101, 0)), Some(Level::Warn));
        assert_eq!(index(lag(1, 2)), Some(Level::Warn));
        assert_eq!(index(lag(1, 11)), Some(Level::Fail));
        assert_eq!(index(lag(1_001, 0)), Some(Level::Fail));
        assert_eq!(index(None), Some(Level::Warn));
        assert_eq!(after(|_, stored| stored.pool = lag(5, 3)), [(Level::Warn, About::Pool(Some((5, 180))))]);
        // A command has no pool of its own.
        let command = after(|facts, stored| {
            facts.jobs.clear();
            stored.pool = None;
        });
        assert_eq!(command, []);
    }

    #[test]
    fn mail_that_is_late_given_up_or_held_is_seen() {
        let waiting = |minutes| {
            after(|_, stored| {
                stored.mails = vec![(MailState::Queued, 2), (MailState::Sent, 9)];
                stored.oldest_due = ago(minutes);
            })
        };
        assert_eq!(waiting(15), []);
        assert_eq!(waiting(16), [(Level::Warn, About::MailWaiting { count: 2, minutes: 16 })]);
        assert_eq!(waiting(121), [(Level::Fail, About::MailWaiting { count: 2, minutes: 121 })]);
        let dead = after(|_, stored| stored.given_up = 1);
        assert_eq!(dead, [(Level::Warn, About::MailDead(1))]);
        // Nobody can do anything about what came back last month.
        assert_eq!(after(|_, stored| stored.mails = vec![(MailState::Dead, 9)]), []);
        let held = after(|_, stored| stored.mails = vec![(MailState::Held, 3)]);
        assert_eq!(held, [(Level::Fail, About::MailHeld(3))]);
    }

    #[test]
    fn proposals_wait_a_week_and_backups_a_day() {
        let days = |days: i64| ago(days * 24 * 60);
        assert_eq!(after(|_, stored| stored.oldest_proposal = days(7)), []);
        let old = after(|_, stored| stored.oldest_proposal = days(8));
        assert_eq!(old, [(Level::Warn, About::Proposals { count: 0, days: 8 })]);
        let backup = |at| after(|_, stored| stored.last_backup = at);
        assert_eq!(backup(ago(26 * 60)), []);
        assert_eq!(backup(ago(27 * 60)), [(Level::Warn, About::Backup(Some(27)))]);
        assert_eq!(backup(days(4)), [(Level::Fail, About::Backup(Some(96)))]);
        assert_eq!(backup(None), [(Level::Warn, About::Backup(None))]);
        // What is made up needs no backup.
        let demo = after(|facts, stored| {
            facts.setup.production = false;
            stored.last_backup = None;
        });
        assert_eq!(demo, []);
    }

    #[test]
    fn a_full_disk_is_seen_before_it_is_full() {
        let disk = |free, size| {
            let disk = Disk { holds: Holds::Index, free, size };
            after(|facts, _| facts.disks = vec![disk]).first().map(|(level, _)| *level)
        };
        assert_eq!(disk(GIGABYTE, 10 * GIGABYTE), None);
        assert_eq!(disk(GIGABYTE - 1, 10 * GIGABYTE), Some(Level::Warn));
        assert_eq!(disk(4 * GIGABYTE, 100 * GIGABYTE), Some(Level::Warn));
        assert_eq!(disk(GIGABYTE / 10 - 1, 10 * GIGABYTE), Some(Level::Fail));
    }

    #[test]
    fn a_job_that_fails_or_hangs_is_seen() {
        let job = |failures, last: Option<DateTime<Utc>>, last_good| {
            after(|facts, _| {
                facts.jobs[0] = JobTurns { failures, last: last.unwrap(), last_good, ..facts.jobs[0] };
            })
            .first()
            .map(|(level, _)| *level)
        };
        assert_eq!(job(2, ago(0), ago(1)), None);
        assert_eq!(job(3, ago(0), ago(1)), Some(Level::Warn));
        assert_eq!(job(900, ago(0), ago(11)), Some(Level::Fail));
        assert_eq!(job(0, ago(11), ago(11)), Some(Level::Fail));
    }

    #[test]
    fn clock_and_settings_are_looked_at() {
        assert_eq!(after(|_, stored| stored.clock = Some(now() - TimeDelta::seconds(5))), []);
        let off = after(|_, stored| stored.clock = Some(now() + TimeDelta::seconds(6)));
        assert_eq!(off, [(Level::Warn, About::Clock(-6))]);
        let careless = Setup { production: true, https: false, open_without_proxy: true, secret_is_readable: true };
        let found = after(|facts, _| facts.setup = careless);
        let expected = [About::Https(false), About::OpenWithoutProxy(true), About::SecretIsReadable(true)];
        assert_eq!(found, expected.map(|about| (Level::Warn, about)));
    }

    #[test]
    fn without_a_database_that_is_what_must_be_mended() {
        let found = findings(&Facts { stored: None, ..well() });
        assert_eq!(found[0], Finding { level: Level::Fail, about: About::Database });
    }
}
