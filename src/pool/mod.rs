//! The pool: the arrays that ranking runs over, built from the store and kept by following the change log.
//! Never a copy to be trusted: what it ranks is looked at again, from the rows, before anything is written or shown.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::db::{Conn, Db, DbError, QueryError};
use crate::domain::audit::SubjectKind;
use crate::domain::candidate::CandidateState;
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{CandidateId, EmployerId, Id, ListingId};
use crate::domain::search::Position;
use crate::matching::{JobTraits, PersonTraits};
use crate::store::listings::PublicListing;
use crate::store::{candidates, changes, listings};

/// How many changes are followed at once; after more it is quicker to load everything.
const BATCH: i64 = 5_000;
/// How many rows are read at once while loading.
const PAGE: i64 = 1_000;

/// Everyone who looks for work and all work that is open, as of a position of the change log and a day.
#[derive(Clone, Default)]
pub struct Pool {
    people: Vec<PersonTraits>,
    jobs: Vec<JobTraits>,
    position: Option<Position>,
    day: Option<CivilDay>,
}

impl Pool {
    /// Everything, from one snapshot.
    ///
    /// # Errors
    /// A database error.
    pub fn load(conn: &mut Conn, today: CivilDay) -> Result<Self, QueryError> {
        let mut pool = Self { position: Some(changes::newest(conn)?), day: Some(today), ..Self::default() };
        let mut after = None;
        loop {
            let page = candidates::active_after(conn, after, PAGE)?;
            let Some(last) = page.last() else { break };
            after = Some(last.id);
            pool.people.extend(page.iter().map(PersonTraits::of));
        }
        let mut after = None;
        loop {
            let page = listings::open_after(conn, after, PAGE, today)?;
            let Some(last) = page.last() else { return Ok(pool) };
            after = Some(last.listing.id);
            pool.jobs.extend(page.iter().map(traits));
        }
    }

    /// Takes in what changed since; loads everything when the day has turned (listings close), when too much changed,
    /// or when the database was restored. Gives how many entries of the log were taken.
    ///
    /// # Errors
    /// A database error; the pool is then as it was.
    pub fn follow(&mut self, conn: &mut Conn, today: CivilDay) -> Result<usize, QueryError> {
        let entries = match self.position.filter(|_| self.day == Some(today)) {
            Some(position) if changes::holds(conn, position)? => changes::after(conn, position.seq, BATCH)?,
            _ => return self.reload(conn, today),
        };
        let Some(last) = entries.last() else { return Ok(0) };
        if i64::try_from(entries.len()).is_ok_and(|taken| taken == BATCH) {
            return self.reload(conn, today);
        }
        let position = Position { seq: last.seq, change: Some(last.id) };
        let (mut people, mut jobs) = (BTreeSet::new(), BTreeSet::new());
        for entry in &entries {
            match entry.kind {
                Some(SubjectKind::Candidate) => {
                    people.insert(CandidateId::from_uuid(entry.subject));
                }
                Some(SubjectKind::Listing) => {
                    jobs.insert(ListingId::from_uuid(entry.subject));
                }
                Some(SubjectKind::Employer) => {
                    let all = listings::of_employer(conn, EmployerId::from_uuid(entry.subject))?;
                    jobs.extend(all.into_iter().map(|listing| listing.id));
                }
                _ => {}
            }
        }
        let (people, jobs): (Vec<_>, Vec<_>) = (people.into_iter().collect(), jobs.into_iter().collect());
        let mut fresh_people = candidates::by_ids(conn, &people)?;
        fresh_people.retain(|candidate| candidate.state == CandidateState::Active);
        let fresh_jobs = listings::open_by_ids(conn, &jobs, today)?;
        replace(&mut self.people, |person| person.id, &people, fresh_people.iter().map(PersonTraits::of).collect());
        replace(&mut self.jobs, |job| job.id, &jobs, fresh_jobs.iter().map(traits).collect());
        self.position = Some(position);
        Ok(entries.len())
    }

    /// Whether there is nothing to take in.
    fn is_current(&self, conn: &mut Conn, today: CivilDay) -> Result<bool, QueryError> {
        Ok(self.day == Some(today) && self.position == Some(changes::newest(conn)?))
    }

    fn reload(&mut self, conn: &mut Conn, today: CivilDay) -> Result<usize, QueryError> {
        *self = Self::load(conn, today)?;
        Ok(1)
    }

    /// Everyone who looks for work, by identifier.
    #[must_use]
    pub fn people(&self) -> &[PersonTraits] {
        &self.people
    }

    /// All work that is open, by identifier.
    #[must_use]
    pub fn jobs(&self) -> &[JobTraits] {
        &self.jobs
    }

    /// Somebody who looks for work.
    #[must_use]
    pub fn person(&self, id: CandidateId) -> Option<&PersonTraits> {
        self.people.binary_search_by_key(&id, |person| person.id).ok().map(|at| &self.people[at])
    }

    /// Work that is open.
    #[must_use]
    pub fn job(&self, id: ListingId) -> Option<&JobTraits> {
        self.jobs.binary_search_by_key(&id, |job| job.id).ok().map(|at| &self.jobs[at])
    }
}

fn traits(open: &PublicListing) -> JobTraits {
    JobTraits::of(&open.listing, &open.content)
}

/// Takes `changed` out and puts what is left of it back; the order by identifier stays.
fn replace<T, I: Ord>(all: &mut Vec<T>, id: impl Fn(&T) -> I, changed: &[I], mut fresh: Vec<T>) {
    all.retain(|each| changed.binary_search(&id(each)).is_err());
    all.append(&mut fresh);
    all.sort_by_key(|each| id(each));
}

/// The pool of this node. Cheap to clone; empty until somebody catches up.
#[derive(Clone, Default)]
pub struct SharedPool {
    current: Arc<RwLock<Arc<Pool>>>,
    /// Who builds the next one; readers go on with the current one meanwhile.
    building: Arc<Mutex<()>>,
}

impl SharedPool {
    /// Looks at the pool as it is now.
    pub fn read<T>(&self, look: impl FnOnce(&Pool) -> T) -> T {
        look(&self.now())
    }

    fn now(&self) -> Arc<Pool> {
        // The lock is held for a pointer only: nothing can panic under it.
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes in what changed since the last time, beside the current pool, and switches; gives how much.
    ///
    /// # Errors
    /// A database error; the pool is then as it was.
    pub fn catch_up(&self, db: &Db, today: CivilDay) -> Result<usize, DbError> {
        let _one = self.building.lock().unwrap_or_else(PoisonError::into_inner);
        let current = self.now();
        let next = db.read_now(|conn| -> Result<_, DbError> {
            if current.is_current(conn, today)? {
                return Ok(None);
            }
            let mut next = Pool::clone(&current);
            let taken = next.follow(conn, today)?;
            Ok(Some((next, taken)))
        })?;
        let Some((next, taken)) = next else { return Ok(0) };
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
        Ok(taken)
    }
}
