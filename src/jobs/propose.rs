//! Follows the change log and proposes: ranks what changed, and looks again at the proposals that it touches.
//! Never decides: a proposal waits for a person, and what somebody judged is left alone.

use std::collections::{BTreeMap, BTreeSet};

use super::JobError;
use crate::actions::proposal::{self, Found, LEAST_SCORE, cascade};
use crate::actions::{ActionError, ActionResult};
use crate::app::App;
use crate::db::{Conn, QueryError, Tx};
use crate::domain::audit::SubjectKind;
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{CandidateId, EmployerId, Id, ListingId};
use crate::matching::rank::{best_jobs, best_people};
use crate::matching::{JobTraits, PersonTraits};
use crate::pool::Pool;
use crate::store::proposals::Scope;
use crate::store::{changes, job_positions, listings, proposals};

const JOB: &str = "propose";
/// How many changes are taken at once.
const BATCH: i64 = 200;
/// How many candidates are proposed for a listing, and listings for a candidate: a netwerker has ten minutes.
const BEST_PEOPLE: usize = 5;
const BEST_JOBS: usize = 3;

/// What a batch of changes touches.
#[derive(Default)]
struct Touched {
    candidates: BTreeSet<CandidateId>,
    listings: BTreeSet<ListingId>,
}

/// Takes the next changes of the log; gives how many there were.
///
/// # Errors
/// [`JobError`]; the changes are then taken again.
pub(super) fn catch_up(app: &App) -> Result<usize, JobError> {
    let today = app.clock.today();
    let (touched, entries, position) = app.db.read_now(|conn| read_batch(conn).map_err(JobError::from))?;
    if entries == 0 {
        return Ok(0);
    }
    // The pool reads after the log, so it is at least as new as what the log tells of.
    app.pool.catch_up(&app.db, today)?;
    for listing in &touched.listings {
        settle(app, |tx| cascade::listing_changed(tx, *listing))?;
        recheck_all(app, Scope::Listing(*listing))?;
    }
    for candidate in &touched.candidates {
        recheck_all(app, Scope::Candidate(*candidate))?;
    }
    propose_all(app, &touched, today)?;
    if let Some(position) = position {
        app.write_now(|tx| job_positions::mark(tx, JOB, position).map_err(JobError::from))?;
    }
    Ok(entries)
}

/// What changed since the last time, and how far that is. (A database that was restored holds an older position too.)
fn read_batch(conn: &mut Conn) -> Result<(Touched, usize, Option<i64>), QueryError> {
    let seen = job_positions::last(conn, JOB)?;
    let entries = changes::after(conn, seen, BATCH)?;
    let mut touched = Touched::default();
    for entry in &entries {
        match entry.kind {
            Some(SubjectKind::Candidate) => {
                touched.candidates.insert(CandidateId::from_uuid(entry.subject));
            }
            Some(SubjectKind::Listing) => {
                touched.listings.insert(ListingId::from_uuid(entry.subject));
            }
            Some(SubjectKind::Employer) => {
                let all = listings::of_employer(conn, EmployerId::from_uuid(entry.subject))?;
                touched.listings.extend(all.into_iter().map(|listing| listing.id));
            }
            _ => {}
        }
    }
    let position = entries.last().map(|last| last.seq);
    Ok((touched, entries.len(), position))
}

/// A day has turned: certificates end, people become available, listings close. Everything is looked at again.
///
/// # Errors
/// [`JobError`]; it is then done again.
pub(super) fn everything(app: &App) -> Result<(), JobError> {
    let today = app.clock.today();
    app.pool.catch_up(&app.db, today)?;
    recheck_all(app, Scope::Everyone)?;
    let all = app.pool.read(|pool| Touched {
        candidates: pool.people().iter().map(|person| person.id).collect(),
        listings: pool.jobs().iter().map(|job| job.id).collect(),
    });
    propose_all(app, &all, today)
}

/// What was proposed before: pairs that the ranking need not find again, and how many wait for each listing.
#[derive(Default)]
struct Known {
    settled: BTreeSet<(CandidateId, ListingId)>,
    of_candidate: BTreeMap<CandidateId, usize>,
    of_listing: BTreeMap<ListingId, usize>,
    waiting: BTreeMap<ListingId, usize>,
}

impl Known {
    fn read(conn: &mut Conn) -> Result<Self, QueryError> {
        let mut known = Self::default();
        for (candidate, listing, status, reason) in proposals::known(conn)? {
            if !proposal::may_return(status, reason) {
                known.settled.insert((candidate, listing));
                *known.of_candidate.entry(candidate).or_default() += 1;
                *known.of_listing.entry(listing).or_default() += 1;
            }
            if status.is_open() {
                *known.waiting.entry(listing).or_default() += 1;
            }
        }
        Ok(known)
    }
}

/// Proposes the pairs that the ranking finds for what changed, each once.
fn propose_all(app: &App, touched: &Touched, today: CivilDay) -> Result<(), JobError> {
    let known = app.db.read_now(|conn| Known::read(conn).map_err(JobError::from))?;
    for found in app.pool.read(|pool| find(pool, touched, &known, today)) {
        match app.write_now(|tx| proposal::propose(tx, found)) {
            // Somebody changed one of the two since the pool saw it: that is in the log, and ranked again.
            Ok(_) | Err(ActionError::Conflict | ActionError::NotFound) => {}
            Err(error) if error.is_about_one_row() => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// For each listing the best people, for each candidate the best listings that have room; who was judged already takes
/// nobody's place.
fn find(pool: &Pool, touched: &Touched, known: &Known, today: CivilDay) -> BTreeSet<Found> {
    let mut waiting = known.waiting.clone();
    let mut found = BTreeSet::new();
    for job in touched.listings.iter().filter_map(|id| pool.job(*id)) {
        let judged = known.of_listing.get(&job.id).copied().unwrap_or(0);
        let room = BEST_PEOPLE.saturating_sub(waiting.get(&job.id).copied().unwrap_or(0));
        let best = best_people(job, pool.people(), today, BEST_PEOPLE + judged);
        let fresh =
            best.iter().filter(|ranked| ranked.score >= LEAST_SCORE && !known.settled.contains(&(ranked.id, job.id)));
        let taken: Vec<Found> = fresh.take(room).filter_map(|ranked| pair(pool.person(ranked.id)?, job)).collect();
        *waiting.entry(job.id).or_default() += taken.len();
        found.extend(taken);
    }
    for person in touched.candidates.iter().filter_map(|id| pool.person(*id)) {
        let settled = |listing: ListingId| known.settled.contains(&(person.id, listing));
        let judged = known.of_candidate.get(&person.id).copied().unwrap_or(0);
        let best = best_jobs(person, pool.jobs(), today, BEST_JOBS + judged);
        let fresh = best.iter().filter(|ranked| ranked.score >= LEAST_SCORE && !settled(ranked.id));
        for ranked in fresh.take(BEST_JOBS) {
            let waits = waiting.entry(ranked.id).or_default();
            if *waits < BEST_PEOPLE
                && let Some(job) = pool.job(ranked.id)
                && let Some(pair) = pair(person, job)
                && found.insert(pair)
            {
                *waits += 1;
            }
        }
    }
    found
}

fn pair(person: &PersonTraits, job: &JobTraits) -> Option<Found> {
    Some(Found { candidate: person.id, candidate_version: person.version, listing: job.id, revision: job.revision? })
}

fn recheck_all(app: &App, scope: Scope) -> Result<(), JobError> {
    for open in app.db.read_now(|conn| proposals::unfinished(conn, scope).map_err(JobError::from))? {
        settle(app, |tx| proposal::recheck(tx, open.id))?;
    }
    Ok(())
}

/// How often a thing is tried that somebody else changes at the same moment.
const TRIES: usize = 5;

/// Does one thing that must be done: who was faster is waited for, and a row that cannot be read is left.
fn settle(app: &App, act: impl Fn(&mut Tx) -> ActionResult<()>) -> Result<(), JobError> {
    for _ in 1..TRIES {
        match app.write_now(&act) {
            Err(ActionError::Conflict) => {}
            Ok(()) | Err(ActionError::NotNow(_) | ActionError::NotFound) => return Ok(()),
            Err(error) if error.is_about_one_row() => {
                tracing::error!(%error, "a row cannot be read and is left as it is");
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        }
    }
    app.write_now(&act).map_err(JobError::from)
}
