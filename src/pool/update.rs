//! What changed since the pool's position: read in one snapshot, applied without the database.
//! Never half: a reading that fails changes nothing, and applying cannot fail.

use std::collections::{BTreeMap, BTreeSet};

use super::{Pool, traits};
use crate::db::{Conn, QueryError};
use crate::domain::audit::SubjectKind;
use crate::domain::candidate::CandidateState;
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{CandidateId, EmployerId, Id, ListingId};
use crate::domain::search::Position;
use crate::matching::{JobTraits, PersonTraits};
use crate::store::{candidates, changes, listings};

/// How many changes are followed at once; after more it is quicker to load everything.
const BATCH: usize = 5_000;

/// What changed.
pub enum Update {
    /// Nothing.
    Nothing,
    /// These rows: as they are now, or gone from the pool.
    Rows(Rows),
    /// Everything.
    Whole(Pool),
}

/// Rows that changed, up to a position of the log.
pub struct Rows {
    entries: usize,
    position: Position,
    people: Vec<(CandidateId, Option<PersonTraits>)>,
    jobs: Vec<(ListingId, Option<JobTraits>)>,
}

impl Update {
    /// Reads what changed since the position that a pool of `day` holds.
    pub fn read(
        conn: &mut Conn,
        position: Option<Position>,
        day: Option<CivilDay>,
        today: CivilDay,
    ) -> Result<Self, QueryError> {
        let entries = match position.filter(|_| day == Some(today)) {
            Some(position) if changes::holds(conn, position)? => {
                changes::after(conn, position.seq, i64::try_from(BATCH).unwrap_or(i64::MAX))?
            }
            _ => return Pool::load(conn, today).map(Self::Whole),
        };
        let Some(last) = entries.last() else { return Ok(Self::Nothing) };
        if entries.len() == BATCH {
            return Pool::load(conn, today).map(Self::Whole);
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
                // Refused, or verified: all its listings vanish or come back.
                Some(SubjectKind::Employer) => {
                    let all = listings::of_employer(conn, EmployerId::from_uuid(entry.subject))?;
                    jobs.extend(all.into_iter().map(|listing| listing.id));
                }
                _ => {}
            }
        }
        let (people, jobs) = (read_people(conn, people)?, read_jobs(conn, jobs, today)?);
        Ok(Self::Rows(Rows { entries: entries.len(), position, people, jobs }))
    }

    /// Brings the pool up to date; gives how many entries of the log were taken, one when everything was loaded.
    pub fn apply(self, pool: &mut Pool) -> usize {
        match self {
            Self::Nothing => 0,
            Self::Rows(rows) => {
                for (id, row) in rows.people {
                    put(&mut pool.people, id, |person| person.id, row);
                }
                for (id, row) in rows.jobs {
                    put(&mut pool.jobs, id, |job| job.id, row);
                }
                pool.position = Some(rows.position);
                rows.entries
            }
            Self::Whole(loaded) => {
                *pool = loaded;
                1
            }
        }
    }
}

/// The traits of those of these people who look for work now.
fn read_people(
    conn: &mut Conn,
    ids: BTreeSet<CandidateId>,
) -> Result<Vec<(CandidateId, Option<PersonTraits>)>, QueryError> {
    let ids: Vec<CandidateId> = ids.into_iter().collect();
    let mut found = candidates::by_ids(conn, &ids)?;
    found.retain(|candidate| candidate.state == CandidateState::Active);
    Ok(found_or_gone(ids, found.iter().map(PersonTraits::of).map(|person| (person.id, person))))
}

/// The traits of those of these listings that are open today.
fn read_jobs(
    conn: &mut Conn,
    ids: BTreeSet<ListingId>,
    today: CivilDay,
) -> Result<Vec<(ListingId, Option<JobTraits>)>, QueryError> {
    let ids: Vec<ListingId> = ids.into_iter().collect();
    let found = listings::open_by_ids(conn, &ids, today)?;
    Ok(found_or_gone(ids, found.iter().map(traits).map(|job| (job.id, job))))
}

fn found_or_gone<I: Ord, T>(ids: Vec<I>, found: impl Iterator<Item = (I, T)>) -> Vec<(I, Option<T>)> {
    let mut found: BTreeMap<I, T> = found.collect();
    let row = |id: I| {
        let row = found.remove(&id);
        (id, row)
    };
    ids.into_iter().map(row).collect()
}

/// Puts a row in its place among rows by identifier, or takes it away.
fn put<T, I: Ord>(rows: &mut Vec<T>, id: I, id_of: impl Fn(&T) -> I, row: Option<T>) {
    match (rows.binary_search_by_key(&id, id_of), row) {
        (Ok(at), Some(row)) => rows[at] = row,
        (Ok(at), None) => drop(rows.remove(at)),
        (Err(at), Some(row)) => rows.insert(at, row),
        (Err(_), None) => {}
    }
}
