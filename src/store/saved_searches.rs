//! Saved searches in the database.
//! Never a list of addresses: one search by id, those that are due, or how many there are.

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{outbox, parsed_some, readable, utc};
use crate::db::code::{Coded, Uid};
use crate::db::schema::{outbox as mails, saved_searches as table};
use crate::db::{Conn, Tx, both};
use crate::domain::ids::{MunicipalityId, SavedSearchId};
use crate::domain::saved_search::{Criteria, Rhythm, SavedSearch, SavedSearchState};
use crate::domain::text::EmailAddress;

#[derive(Queryable, Selectable)]
#[diesel(table_name = table)]
struct Row {
    id: Uid<SavedSearchId>,
    municipality_id: Uid<MunicipalityId>,
    email: Option<String>,
    criteria: String,
    rhythm: Coded<Rhythm>,
    state: Coded<SavedSearchState>,
    asked_at: NaiveDateTime,
    confirmed_at: Option<NaiveDateTime>,
    stopped_at: Option<NaiveDateTime>,
    mailed_through: NaiveDateTime,
    due_at: Option<NaiveDateTime>,
    last_sent_at: Option<NaiveDateTime>,
    ask_again_at: Option<NaiveDateTime>,
    asked_again_at: Option<NaiveDateTime>,
    version: i32,
}

impl Row {
    fn into_search(self) -> QueryResult<SavedSearch> {
        Ok(SavedSearch {
            id: self.id.0,
            municipality: self.municipality_id.0,
            email: parsed_some(self.email)?,
            criteria: Criteria::from_text(&self.criteria),
            rhythm: self.rhythm.0,
            state: self.state.0,
            asked_at: utc(self.asked_at),
            confirmed_at: self.confirmed_at.map(utc),
            stopped_at: self.stopped_at.map(utc),
            mailed_through: utc(self.mailed_through),
            due_at: self.due_at.map(utc),
            last_sent_at: self.last_sent_at.map(utc),
            ask_again_at: self.ask_again_at.map(utc),
            asked_again_at: self.asked_again_at.map(utc),
            version: self.version,
        })
    }
}

/// A saved search by id.
pub fn find(conn: &mut Conn, id: SavedSearchId) -> QueryResult<Option<SavedSearch>> {
    let row = table::table.find(Uid::from(id)).select(Row::as_select()).first(conn).optional()?;
    row.map(Row::into_search).transpose()
}

/// The same search of the same address, when there is one.
pub fn same(
    conn: &mut Conn,
    municipality: MunicipalityId,
    email: &EmailAddress,
    criteria: &Criteria,
) -> QueryResult<Option<SavedSearch>> {
    let row = table::table
        .filter(table::municipality_id.eq(Uid::from(municipality)))
        .filter(table::email.eq(email.as_str()))
        .filter(table::criteria.eq(criteria.to_text()))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::into_search).transpose()
}

/// The searches of an address, the oldest first.
pub fn of_address(conn: &mut Conn, email: &EmailAddress) -> QueryResult<Vec<SavedSearchId>> {
    let ids: Vec<Uid<SavedSearchId>> =
        table::table.filter(table::email.eq(email.as_str())).order(table::id).select(table::id).load(conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}

/// How many searches of an address are confirmed.
pub fn count_confirmed(conn: &mut Conn, email: &EmailAddress) -> QueryResult<i64> {
    table::table
        .filter(table::email.eq(email.as_str()))
        .filter(table::state.eq(Coded(SavedSearchState::Confirmed)))
        .count()
        .get_result(conn)
}

/// How many mails that ask for a confirmation an address got since `since`.
pub fn count_asked(conn: &mut Conn, email: &EmailAddress, since: DateTime<Utc>) -> QueryResult<i64> {
    table::table
        .inner_join(mails::table.on(mails::recipient_saved_search.eq(table::id.nullable())))
        .filter(table::email.eq(email.as_str()))
        .filter(mails::kind.eq("saved_search_asked"))
        .filter(mails::created_at.ge(since.naive_utc()))
        .count()
        .get_result(conn)
}

/// How many there are in each state.
pub fn count_per_state(conn: &mut Conn) -> QueryResult<Vec<(SavedSearchState, i64)>> {
    let rows: Vec<(Coded<SavedSearchState>, i64)> =
        table::table.group_by(table::state).select((table::state, diesel::dsl::count_star())).load(conn)?;
    Ok(rows.into_iter().map(|(state, count)| (state.0, count)).collect())
}

/// Adds a search; `false` when the same one of the same address is there.
pub fn insert(tx: &mut Tx, search: &SavedSearch) -> QueryResult<bool> {
    let values = (
        table::id.eq(Uid::from(search.id)),
        table::municipality_id.eq(Uid::from(search.municipality)),
        table::email.eq(search.email.as_ref().map(EmailAddress::as_str)),
        table::criteria.eq(text_of(search)),
        table::rhythm.eq(Coded(search.rhythm)),
        table::state.eq(Coded(search.state)),
        table::asked_at.eq(search.asked_at.naive_utc()),
        table::mailed_through.eq(search.mailed_through.naive_utc()),
        table::version.eq(search.version),
    );
    let added = both!(&mut **tx, |conn| diesel::insert_into(table::table)
        .values(values)
        .on_conflict_do_nothing()
        .execute(conn))?;
    Ok(added == 1)
}

/// Writes a search when nobody changed it since `expected_version`. What is searched never changes: it is there or gone.
pub fn update(tx: &mut Tx, search: &SavedSearch, expected_version: i32) -> QueryResult<bool> {
    let naive = |at: Option<DateTime<Utc>>| at.map(|at| at.naive_utc());
    let target = table::table.find(Uid::from(search.id)).filter(table::version.eq(expected_version));
    let over = search.state == SavedSearchState::Stopped;
    let changed = diesel::update(target)
        .set((
            table::email.eq(search.email.as_ref().map(EmailAddress::as_str)),
            over.then_some(table::criteria.eq("")),
            table::rhythm.eq(Coded(search.rhythm)),
            table::state.eq(Coded(search.state)),
            table::asked_at.eq(search.asked_at.naive_utc()),
            table::confirmed_at.eq(naive(search.confirmed_at)),
            table::stopped_at.eq(naive(search.stopped_at)),
            table::mailed_through.eq(search.mailed_through.naive_utc()),
            table::due_at.eq(naive(search.due_at)),
            table::last_sent_at.eq(naive(search.last_sent_at)),
            table::ask_again_at.eq(naive(search.ask_again_at)),
            table::asked_again_at.eq(naive(search.asked_again_at)),
            table::version.eq(expected_version + 1),
        ))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

fn text_of(search: &SavedSearch) -> String {
    search.criteria.as_ref().map(Criteria::to_text).unwrap_or_default()
}

/// The confirmed searches that are due, the longest first, at most `limit`. One that would have to wait longer than any
/// does was made when the clock was ahead.
pub fn due(conn: &mut Conn, now: DateTime<Utc>, limit: i64) -> QueryResult<Vec<SavedSearch>> {
    let longest = now + Duration::days(8);
    let rows: Vec<Row> = readable(
        table::table
            .filter(table::state.eq(Coded(SavedSearchState::Confirmed)))
            .filter(table::due_at.le(now.naive_utc()).or(table::due_at.gt(longest.naive_utc())))
            .order((table::due_at, table::id))
            .limit(limit)
            .select(Row::as_select())
            .load_iter(conn)?,
    )?;
    rows.into_iter().map(Row::into_search).collect()
}

/// The confirmed searches whose readers must be asked whether they still want the mail.
pub fn to_ask_again(conn: &mut Conn, now: DateTime<Utc>) -> QueryResult<Vec<SavedSearchId>> {
    confirmed(conn, |query| {
        query.filter(table::ask_again_at.le(now.naive_utc())).filter(table::asked_again_at.is_null())
    })
}

/// The confirmed searches whose readers were asked before `before` and said nothing.
pub fn unanswered_since(conn: &mut Conn, before: DateTime<Utc>) -> QueryResult<Vec<SavedSearchId>> {
    confirmed(conn, |query| query.filter(table::asked_again_at.lt(before.naive_utc())))
}

type Confirmed<'a> = table::BoxedQuery<'a, crate::db::MultiBackend>;

fn confirmed(conn: &mut Conn, narrow: impl FnOnce(Confirmed<'_>) -> Confirmed<'_>) -> QueryResult<Vec<SavedSearchId>> {
    let query = table::table.into_boxed::<crate::db::MultiBackend>();
    let query = narrow(query.filter(table::state.eq(Coded(SavedSearchState::Confirmed))));
    let ids: Vec<Uid<SavedSearchId>> = query.order(table::id).select(table::id).load(conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}

/// Deletes the searches that were asked for before `before` and that nobody confirmed; gives how many.
pub fn forget_unconfirmed(tx: &mut Tx, before: DateTime<Utc>) -> QueryResult<usize> {
    let waiting = table::table
        .filter(table::state.eq(Coded(SavedSearchState::Asked)))
        .filter(table::asked_at.lt(before.naive_utc()));
    let ids: Vec<Uid<SavedSearchId>> = waiting.select(table::id).load(&mut **tx)?;
    for chunk in ids.chunks(500) {
        outbox::forget_errors_of_searches(tx, &chunk.iter().map(|id| id.0).collect::<Vec<_>>())?;
        diesel::delete(table::table.filter(table::id.eq_any(chunk.to_vec()))).execute(&mut **tx)?;
    }
    Ok(ids.len())
}
