//! Follows the change log and proposes: ranks what changed, and looks again at the proposals that it touches.
//! Never decides: a proposal waits for a person, and what somebody judged is left alone.

use std::collections::BTreeSet;

use super::JobError;
use crate::actions::proposal::{self, Found, cascade};
use crate::actions::{ActionError, ActionResult};
use crate::app::App;
use crate::db::{Conn, Tx};
use crate::domain::audit::SubjectKind;
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{CandidateId, EmployerId, Id, ListingId};
use crate::matching::rank::{best_jobs, best_people};
use crate::matching::{JobTraits, PersonTraits};
use crate::store::proposals::Scope;
use crate::store::{changes, job_positions, listings, proposals};

const JOB: &str = "propose";
/// How many changes are taken at once.
const BATCH: i64 = 200;
/// A pair below this score is not proposed; it stands in the ranking that staff can open.
const LEAST_SCORE: u8 = 50;
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
    if entries == 0 && position.is_none() {
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
    for found in find(app, &touched, today) {
        settle(app, |tx| proposal::propose(tx, found).map(|_| ()))?;
    }
    if let Some(position) = position {
        app.write_now(|tx| job_positions::mark(tx, JOB, position).map_err(JobError::from))?;
    }
    Ok(entries)
}

/// What changed since the last time, and how far that is. A log that is shorter than what was seen is that of a
/// restored database: everything in it is looked at again.
fn read_batch(conn: &mut Conn) -> Result<(Touched, usize, Option<i64>), crate::db::QueryError> {
    let seen = job_positions::last(conn, JOB)?;
    let newest = changes::newest(conn)?.seq;
    let from = if newest < seen { 0 } else { seen };
    let entries = changes::after(conn, from, BATCH)?;
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
    let position = entries.last().map(|last| last.seq).filter(|last| *last != seen);
    Ok((touched, entries.len(), position))
}

/// A day has turned: certificates end, people become available, listings close. Everything is looked at again.
///
/// # Errors
/// [`JobError`]; it is then done again.
pub(super) fn everything(app: &App) -> Result<(), JobError> {
    let today = app.clock.today();
    app.pool.catch_up(&app.db, today)?;
    recheck_all(app, Scope::Municipality(app.municipality.id))?;
    let all = app.pool.read(|pool| Touched {
        candidates: pool.people().iter().map(|person| person.id).collect(),
        listings: pool.jobs().iter().map(|job| job.id).collect(),
    });
    for found in find(app, &all, today) {
        settle(app, |tx| proposal::propose(tx, found).map(|_| ()))?;
    }
    Ok(())
}

/// The pairs that the ranking finds for what changed, each once.
fn find(app: &App, touched: &Touched, today: CivilDay) -> BTreeSet<Found> {
    app.pool.read(|pool| {
        let mut found = BTreeSet::new();
        for job in touched.listings.iter().filter_map(|id| pool.job(*id)) {
            let best = best_people(job, pool.people(), today, BEST_PEOPLE);
            let good = best.iter().filter(|ranked| ranked.score >= LEAST_SCORE);
            found.extend(good.filter_map(|ranked| pair(pool.person(ranked.id)?, job)));
        }
        for person in touched.candidates.iter().filter_map(|id| pool.person(*id)) {
            let best = best_jobs(person, pool.jobs(), today, BEST_JOBS);
            let good = best.iter().filter(|ranked| ranked.score >= LEAST_SCORE);
            found.extend(good.filter_map(|ranked| pair(person, pool.job(ranked.id)?)));
        }
        found
    })
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

/// Does one thing. Somebody who changes the same at this moment is in the log later than this, so it is looked at again.
fn settle(app: &App, act: impl Fn(&mut Tx) -> ActionResult<()>) -> Result<(), JobError> {
    match app.write_now(&act) {
        Ok(()) | Err(ActionError::Conflict | ActionError::NotNow(_) | ActionError::NotFound) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
