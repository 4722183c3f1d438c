//! Ranking: the best people for a listing, the best listings for a person.
//! Never another verdict or score than [`assess`](super::assess) gives: it runs the same tables, and only stops earlier.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{CandidateId, ListingId};
use crate::matching::criteria::CRITERIA;
use crate::matching::knock_out::{Finding, KNOCK_OUTS};
use crate::matching::pair::Pair;
use crate::matching::traits::{JobTraits, PersonTraits};

/// One of the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked<I> {
    /// Who or what.
    pub id: I,
    /// The score, 0 to 100.
    pub score: u8,
}

/// The people of the municipality who fit a listing, the highest score first, then by id; at most `limit`.
#[must_use]
pub fn best_people(
    job: &JobTraits,
    people: &[PersonTraits],
    today: CivilDay,
    limit: usize,
) -> Vec<Ranked<CandidateId>> {
    let near = people.iter().filter(|person| person.municipality == job.municipality);
    best(near.map(|person| (person.id, Pair::new(person, job, today))), limit.min(people.len()))
}

/// The listings of the municipality that fit a person, the highest score first, then by id; at most `limit`.
#[must_use]
pub fn best_jobs(person: &PersonTraits, jobs: &[JobTraits], today: CivilDay, limit: usize) -> Vec<Ranked<ListingId>> {
    let near = jobs.iter().filter(|job| job.municipality == person.municipality);
    best(near.map(|job| (job.id, Pair::new(person, job, today))), limit.min(jobs.len()))
}

/// Keeps the best so far in a heap whose top is the worst of them; nothing is allocated per pair.
fn best<'a, I: Ord + Copy>(pairs: impl Iterator<Item = (I, Pair<'a>)>, limit: usize) -> Vec<Ranked<I>> {
    let mut kept: BinaryHeap<(Reverse<u8>, I)> = BinaryHeap::with_capacity(limit);
    for (id, pair) in pairs {
        let is_full = kept.len() == limit;
        let floor = match kept.peek() {
            Some((Reverse(worst), _)) if is_full => *worst,
            None if is_full => break,
            _ => 0,
        };
        let Some(score) = fitting(&pair).then(|| score_from(&pair, floor)).flatten() else { continue };
        let found = (Reverse(score), id);
        if !is_full {
            kept.push(found);
        } else if let Some(mut worst) = kept.peek_mut()
            && found < *worst
        {
            *worst = found;
        }
    }
    kept.into_sorted_vec().into_iter().map(|(Reverse(score), id)| Ranked { id, score }).collect()
}

/// Whether nothing knocks a pair out; stops at the first that does.
fn fitting(pair: &Pair<'_>) -> bool {
    KNOCK_OUTS.iter().all(|(_, find)| find(pair) != Finding::Out)
}

/// The score of a pair, unless it cannot come to `floor` any more.
fn score_from(pair: &Pair<'_>, floor: u8) -> Option<u8> {
    let mut reachable: u8 = CRITERIA.iter().map(|row| row.weight).sum();
    for row in &CRITERIA {
        reachable = reachable - row.weight + (row.points)(pair, row.weight);
        if reachable < floor {
            return None;
        }
    }
    Some(reachable)
}
