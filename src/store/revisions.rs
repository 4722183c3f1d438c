//! Revisions of listings in the database: every version of a text, as JSON.
//! Never changed once decided: only a draft's text is written again.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::utc;
use crate::db::code::{Coded, Json, Uid};
use crate::db::schema::listing_revisions as table;
use crate::db::{Conn, Tx};
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{AccountId, ListingId, RevisionId};
use crate::domain::listing::{Author, ListingContent, Revision, RevisionState};

#[derive(Queryable)]
struct Row {
    id: Uid<RevisionId>,
    listing: Uid<ListingId>,
    state: Coded<RevisionState>,
    content: Json,
    prepared_by: Option<Uid<AccountId>>,
    imported: bool,
    submitted_at: Option<NaiveDateTime>,
    reason: Option<String>,
    created_at: NaiveDateTime,
}

impl Row {
    fn into_revision(self) -> QueryResult<Revision> {
        Ok(Revision {
            id: self.id.0,
            listing: self.listing.0,
            state: self.state.0,
            content: self.content.read()?,
            prepared_by: self.prepared_by.map(|id| id.0),
            imported: self.imported,
            submitted_at: self.submitted_at.map(utc),
            reason: self.reason,
            created_at: utc(self.created_at),
        })
    }
}

/// A revision by id.
pub fn find(conn: &mut Conn, id: RevisionId) -> QueryResult<Option<Revision>> {
    table::table.find(Uid::from(id)).first::<Row>(conn).optional()?.map(Row::into_revision).transpose()
}

/// All revisions of a listing, the newest first.
pub fn of_listing(conn: &mut Conn, listing: ListingId) -> QueryResult<Vec<Revision>> {
    let rows = table::table
        .filter(table::listing_id.eq(Uid::from(listing)))
        .order((table::created_at.desc(), table::id.desc()))
        .load::<Row>(conn)?;
    rows.into_iter().map(Row::into_revision).collect()
}

/// The newest revision of a listing.
pub fn newest(conn: &mut Conn, listing: ListingId) -> QueryResult<Option<Revision>> {
    let row = table::table
        .filter(table::listing_id.eq(Uid::from(listing)))
        .order((table::created_at.desc(), table::id.desc()))
        .first::<Row>(conn)
        .optional()?;
    row.map(Row::into_revision).transpose()
}

/// Those of these listings of which a text waits for the netwerker.
pub fn waiting_of(conn: &mut Conn, ids: &[ListingId]) -> QueryResult<Vec<ListingId>> {
    let ids: Vec<_> = ids.iter().map(|id| Uid::from(*id)).collect();
    let waiting: Vec<Uid<ListingId>> = table::table
        .filter(table::listing_id.eq_any(ids))
        .filter(table::state.eq(Coded(RevisionState::Submitted)))
        .select(table::listing_id)
        .distinct()
        .load(conn)?;
    Ok(waiting.into_iter().map(|id| id.0).collect())
}

/// Adds a revision.
pub fn insert(tx: &mut Tx, revision: &Revision) -> QueryResult<()> {
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Uid::from(revision.id)),
            table::listing_id.eq(Uid::from(revision.listing)),
            table::state.eq(Coded(revision.state)),
            table::content.eq(Json::of(&revision.content)?),
            table::prepared_by.eq(revision.prepared_by.map(Uid::from)),
            table::imported.eq(revision.imported),
            table::submitted_at.eq(revision.submitted_at.map(|at| at.naive_utc())),
            table::reason.eq(&revision.reason),
            table::created_at.eq(revision.created_at.naive_utc()),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Writes the text of a draft again; `false` when it is a draft no longer.
pub fn write_draft(tx: &mut Tx, id: RevisionId, content: &ListingContent, author: Author) -> QueryResult<bool> {
    let changed = diesel::update(table::table.find(Uid::from(id)).filter(table::state.eq(Coded(RevisionState::Draft))))
        .set((
            table::content.eq(Json::of(content)?),
            table::prepared_by.eq(author.prepared_by().map(Uid::from)),
            table::imported.eq(author == Author::Import),
        ))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

/// Writes another closing day into a text, whatever became of it: the day is the head's, and both say the same. A
/// person did it, so an import leaves the text alone from now on.
pub fn set_closing_day(tx: &mut Tx, id: RevisionId, day: CivilDay) -> QueryResult<()> {
    let Some(mut revision) = find(tx, id)? else { return Ok(()) };
    revision.content.closes_on = Some(day);
    diesel::update(table::table.find(Uid::from(id)))
        .set((table::content.eq(Json::of(&revision.content)?), table::imported.eq(false)))
        .execute(&mut **tx)?;
    Ok(())
}

/// What happens to a revision.
#[derive(Debug, Clone)]
pub struct Decision<'a> {
    /// The state that it must be in.
    pub from: RevisionState,
    /// The state that it gets.
    pub to: RevisionState,
    /// Why.
    pub reason: Option<&'a str>,
    /// When it was submitted, when that happens now.
    pub submitted_at: Option<DateTime<Utc>>,
}

/// Moves a revision; `false` when it is no longer in `decision.from`.
pub fn decide(tx: &mut Tx, id: RevisionId, decision: &Decision<'_>) -> QueryResult<bool> {
    let target = table::table.find(Uid::from(id)).filter(table::state.eq(Coded(decision.from)));
    let changed = diesel::update(target)
        .set((table::state.eq(Coded(decision.to)), table::reason.eq(decision.reason)))
        .execute(&mut **tx)?;
    if let Some(at) = decision.submitted_at {
        diesel::update(table::table.find(Uid::from(id)))
            .set(table::submitted_at.eq(at.naive_utc()))
            .execute(&mut **tx)?;
    }
    Ok(changed == 1)
}
