//! The pool: the arrays that ranking runs over, built from the store and kept by following the change log.
//! Never a copy to be trusted: what it ranks is looked at again, from the rows, before anything is written or shown.

mod node;
mod update;

pub use node::SharedPool;
use update::Update;

use crate::db::{Conn, QueryError};
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{CandidateId, ListingId};
use crate::domain::search::Position;
use crate::matching::{JobTraits, PersonTraits};
use crate::store::listings::PublicListing;
use crate::store::{candidates, changes, listings};

/// How many rows are read at once while loading.
const PAGE: i64 = 1_000;

/// Everyone who looks for work and all work that is open, as of a position of the change log and a day.
#[derive(Debug, Clone, Default, PartialEq)]
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
        let update = Update::read(conn, self.position, self.day, today)?;
        Ok(update.apply(self))
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

    /// The last change that it holds; `None` before it was loaded.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.position
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
