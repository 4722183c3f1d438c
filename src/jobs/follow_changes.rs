//! Follows the change log and keeps this node's search index equal to what is public.
//! Never trusts the index: what is missing, damaged, made otherwise or ahead of the database is built again.

use std::collections::BTreeMap;

use super::JobError;
use crate::app::App;
use crate::db::Conn;
use crate::domain::audit::SubjectKind;
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{EmployerId, Id, ListingId};
use crate::domain::search::{ListingDocument, Position};
use crate::search::digest;
use crate::store::{changes, listings};

/// How many changes are taken at once.
const BATCH: i64 = 500;
/// How many listings are read at once while building.
const PAGE: i64 = 1_000;

/// Takes what changed since the index's position into the index; builds it first when it cannot be followed.
/// Gives how many entries of the log were taken.
///
/// # Errors
/// [`JobError`]; the index then stays where it was.
pub fn catch_up(app: &App) -> Result<usize, JobError> {
    // By itself, and not by the log: another process may have taken the index on past the entry.
    app.read_thesaurus()?;
    let Some(position) = app.index.position() else {
        return rebuild(app).map(|_| 1);
    };
    let today = app.clock.today();
    // Log and rows in one snapshot: what is read is exactly the state after the last entry.
    let batch = app.db.read_now(|conn| -> Result<Option<Batch>, JobError> {
        if !changes::holds(conn, position)? {
            return Ok(None);
        }
        Batch::read(conn, position, today).map(Some)
    })?;
    match batch {
        None => {
            tracing::warn!("the index is ahead of the database, which was restored: building it again");
            rebuild(app).map(|_| 1)
        }
        Some(batch) if batch.entries == 0 => Ok(0),
        Some(batch) => {
            app.index.apply(&batch.documents, batch.position)?;
            Ok(batch.entries)
        }
    }
}

/// What a batch of changes means for the index.
struct Batch {
    entries: usize,
    documents: Vec<(ListingId, Option<ListingDocument>)>,
    position: Position,
}

impl Batch {
    fn read(conn: &mut Conn, from: Position, today: CivilDay) -> Result<Self, JobError> {
        let entries = changes::after(conn, from.seq, BATCH)?;
        let position = entries.last().map_or(from, |last| Position { seq: last.seq, change: Some(last.id) });
        let mut documents = BTreeMap::new();
        let mut changed = Vec::new();
        for entry in &entries {
            match entry.kind {
                Some(SubjectKind::Listing) => changed.push(ListingId::from_uuid(entry.subject)),
                // A renamed or refused employer: all its listings read differently, or vanish.
                Some(SubjectKind::Employer) => {
                    let all = listings::of_employer(conn, EmployerId::from_uuid(entry.subject))?;
                    changed.extend(all.into_iter().map(|listing| listing.id));
                }
                // Nothing private is ever in the index.
                _ => {}
            }
        }
        documents.extend(changed.iter().map(|id| (*id, None)));
        for public in listings::public_by_ids(conn, &changed, today)? {
            documents.insert(public.listing.id, Some(document(&public)));
        }
        Ok(Self { entries: entries.len(), documents: documents.into_iter().collect(), position })
    }
}

fn document(public: &listings::PublicListing) -> ListingDocument {
    ListingDocument::of(&public.listing, &public.content, &public.employer_name)
}

/// Hands over everything public, one listing at a time, and gives the position of the log that it belongs to: one snapshot.
fn snapshot(app: &App, mut take: impl FnMut(ListingDocument) -> Result<(), JobError>) -> Result<Position, JobError> {
    let today = app.clock.today();
    app.db.read_now(|conn| {
        let position = changes::newest(conn)?;
        let mut after = None;
        loop {
            let page = listings::public_after(conn, after, PAGE, today)?;
            let Some(last) = page.last() else { return Ok(position) };
            after = Some(last.listing.id);
            page.iter().map(document).try_for_each(&mut take)?;
        }
    })
}

/// Builds the index from the database beside the old one and switches; gives how many listings it holds.
///
/// # Errors
/// [`JobError`]; the old index then stays.
pub fn rebuild(app: &App) -> Result<usize, JobError> {
    let rebuild = app.index.begin_rebuild()?;
    let mut count = 0;
    let position = snapshot(app, |document| {
        count += 1;
        Ok(rebuild.add(&document)?)
    })?;
    rebuild.finish(position)?;
    tracing::info!(listings = count, seq = position.seq, "search index built");
    Ok(count)
}

/// How index and database differ.
#[derive(Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Difference {
    /// Public listings.
    pub in_database: usize,
    /// Listings in the index that are not past their closing day.
    pub in_index: usize,
    /// Public, but not in the index.
    pub missing: Vec<ListingId>,
    /// In the index, but not public.
    pub extra: Vec<ListingId>,
    /// In both, but with other words or facts.
    pub different: Vec<ListingId>,
    /// How many entries of the log the index is behind.
    pub behind: i64,
}

impl Difference {
    /// Whether they say the same.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.missing.is_empty() && self.extra.is_empty() && self.different.is_empty()
    }
}

/// Compares index and database, document by document.
///
/// # Errors
/// [`JobError`] when either cannot be read.
pub fn compare(app: &App) -> Result<Difference, JobError> {
    let mut indexed = app.index.digests()?;
    let mut difference = Difference { in_index: indexed.len(), ..Difference::default() };
    let position = snapshot(app, |document| {
        difference.in_database += 1;
        match indexed.remove(&document.id) {
            None => difference.missing.push(document.id),
            Some(found) if found != digest(&document) => difference.different.push(document.id),
            Some(_) => {}
        }
        Ok(())
    })?;
    difference.behind = position.seq - app.index.position().map_or(0, |position| position.seq);
    // What closed since the index was written stays in it until the day is turned; searches leave it out by its date.
    let closed = past_closing(app, indexed.keys().copied().collect())?;
    difference.extra = indexed.into_keys().filter(|id| !closed.contains(id)).collect();
    difference.in_index -= closed.len();
    Ok(difference)
}

/// Those of these listings that are live but past their closing day.
fn past_closing(app: &App, ids: Vec<ListingId>) -> Result<Vec<ListingId>, JobError> {
    let today = app.clock.today();
    let closed = app.db.read_now(|conn| listings::past_closing(conn, today).map_err(JobError::from))?;
    Ok(closed.into_iter().filter(|id| ids.contains(id)).collect())
}
