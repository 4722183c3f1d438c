//! Listings in the database: the heads, and what is public of them.
//! Never a revision's history: that is `store::revisions`; and never a listing to the public that `public_by_ids` does not give.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{accounts, like_pattern, lower, readable, utc};
use crate::db::code::{Coded, Json, Uid};
use crate::db::schema::{employers, listing_revisions, listings as table};
use crate::db::{Conn, MultiBackend, Tx};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::employer::Verification;
use crate::domain::ids::{EmployerId, ListingId, MunicipalityId, RevisionId};
use crate::domain::listing::terms::Reaction;
use crate::domain::listing::{Listing, ListingContent, ListingKind, Origin, RevisionState, Status};

#[derive(Queryable, Selectable)]
#[diesel(table_name = table)]
struct Row {
    id: Uid<ListingId>,
    municipality_id: Uid<MunicipalityId>,
    employer_id: Uid<EmployerId>,
    code: String,
    kind: Coded<ListingKind>,
    status: Coded<Status>,
    live_revision_id: Option<Uid<RevisionId>>,
    title: String,
    positions: i32,
    filled: i32,
    closes_on: Option<NaiveDate>,
    published_at: Option<NaiveDateTime>,
    source: Option<String>,
    source_identifier: Option<String>,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
    version: i32,
}

impl From<Row> for Listing {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.0,
            municipality: row.municipality_id.0,
            employer: row.employer_id.0,
            code: row.code,
            kind: row.kind.0,
            status: row.status.0,
            live_revision: row.live_revision_id.map(|id| id.0),
            title: row.title,
            positions: row.positions,
            filled: row.filled,
            closes_on: row.closes_on.map(CivilDay::from_date),
            published_at: row.published_at.map(utc),
            origin: row.source.zip(row.source_identifier).map(|(source, identifier)| Origin { source, identifier }),
            created_at: utc(row.created_at),
            updated_at: utc(row.updated_at),
            version: row.version,
        }
    }
}

/// A listing with its public text and the name of its employer.
#[derive(Debug, Clone, PartialEq)]
pub struct PublicListing {
    /// The head.
    pub listing: Listing,
    /// The public text.
    pub content: ListingContent,
    /// The name of the employer.
    pub employer_name: String,
}

/// A listing by id, whatever its status.
pub fn find(conn: &mut Conn, id: ListingId) -> QueryResult<Option<Listing>> {
    Ok(table::table.find(Uid::from(id)).select(Row::as_select()).first(conn).optional()?.map(Listing::from))
}

/// The listing that an import knows under this identifier.
pub fn by_origin(conn: &mut Conn, municipality: MunicipalityId, origin: &Origin) -> QueryResult<Option<Listing>> {
    let row = table::table
        .filter(table::municipality_id.eq(Uid::from(municipality)))
        .filter(table::source.eq(&origin.source))
        .filter(table::source_identifier.eq(&origin.identifier))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(Listing::from))
}

/// The listings of an employer, the newest change first.
pub fn of_employer(conn: &mut Conn, employer: EmployerId) -> QueryResult<Vec<Listing>> {
    let all = table::table
        .filter(table::employer_id.eq(Uid::from(employer)))
        .order((table::updated_at.desc(), table::id.desc()))
        .select(Row::as_select());
    let rows: Vec<Row> = readable(all.load_iter(conn)?)?;
    Ok(rows.into_iter().map(Listing::from).collect())
}

/// Which listings these employers have, and where each is in its life.
pub fn of_employers(conn: &mut Conn, employers: &[EmployerId]) -> QueryResult<Vec<(EmployerId, ListingId, Status)>> {
    let ids: Vec<_> = employers.iter().map(|id| Uid::from(*id)).collect();
    let all =
        table::table.filter(table::employer_id.eq_any(ids)).select((table::employer_id, table::id, table::status));
    let rows: Vec<(Uid<EmployerId>, Uid<ListingId>, Coded<Status>)> = readable(all.load_iter(conn)?)?;
    Ok(rows.into_iter().map(|(employer, id, status)| (employer.0, id.0, status.0)).collect())
}

/// Listings of a municipality with the names of their employers: in some statuses (none: all), with or without what
/// was never sent in, whose title, employer
/// or code holds `words`, the newest change first; at most `limit` from `offset`, and how many there are.
pub fn list(
    conn: &mut Conn,
    municipality: MunicipalityId,
    (statuses, with_drafts): (&[Status], bool),
    words: &str,
    (offset, limit): (i64, i64),
) -> QueryResult<(Vec<(Listing, String)>, i64)> {
    let pattern = like_pattern(words);
    let base = || {
        let mut query = table::table
            .inner_join(employers::table)
            .filter(table::municipality_id.eq(Uid::from(municipality)))
            .filter(
                lower(table::title)
                    .like(pattern.clone())
                    .escape('\\')
                    .or(lower(employers::name).like(pattern.clone()).escape('\\'))
                    .or(table::code.eq(words.to_uppercase())),
            )
            .into_boxed::<MultiBackend>();
        if !with_drafts {
            // What was never sent in is the employer's own.
            let sent_in = vec![Coded(Status::Submitted), Coded(Status::Rejected)];
            query = query.filter(table::published_at.is_not_null().or(table::status.eq_any(sent_in)));
        }
        if !statuses.is_empty() {
            query =
                query.filter(table::status.eq_any(statuses.iter().map(|status| Coded(*status)).collect::<Vec<_>>()));
        }
        query
    };
    let total = base().count().get_result(conn)?;
    let page = base()
        .order((table::updated_at.desc(), table::id.desc()))
        .limit(limit)
        .offset(offset)
        .select((Row::as_select(), employers::name));
    let rows: Vec<(Row, String)> = readable(page.load_iter(conn)?)?;
    Ok((rows.into_iter().map(|(row, name)| (row.into(), name)).collect(), total))
}

type WaitingRow = (Row, (String, Coded<Verification>), Option<NaiveDateTime>, NaiveDateTime);

/// A listing whose text waits, its employer's name and verification, and since when.
pub type Waiting = (Listing, (String, Verification), DateTime<Utc>);

/// What waits for the netwerker: new listings and changes of live ones, the longest waiting first.
pub fn waiting(conn: &mut Conn, municipality: MunicipalityId) -> QueryResult<Vec<Waiting>> {
    let waiting = listing_revisions::table
        .inner_join(table::table.inner_join(employers::table))
        .filter(table::municipality_id.eq(Uid::from(municipality)))
        .filter(listing_revisions::state.eq(Coded(RevisionState::Submitted)))
        .filter(table::status.eq_any(vec![Coded(Status::Submitted), Coded(Status::Live), Coded(Status::Paused)]))
        .order((listing_revisions::submitted_at, listing_revisions::id))
        .limit(500)
        .select((
            Row::as_select(),
            (employers::name, employers::verification),
            listing_revisions::submitted_at,
            listing_revisions::created_at,
        ));
    let rows: Vec<WaitingRow> = readable(waiting.load_iter(conn)?)?;
    Ok(rows
        .into_iter()
        .map(|(row, name, submitted, created)| (row.into(), (name.0, name.1.0), utc(submitted.unwrap_or(created))))
        .collect())
}

/// How many listings of a municipality there are per status.
pub fn count_by_status(conn: &mut Conn, municipality: MunicipalityId) -> QueryResult<Vec<(Status, i64)>> {
    let counts = table::table
        .filter(table::municipality_id.eq(Uid::from(municipality)))
        .group_by(table::status)
        .select((table::status, diesel::dsl::count_star()));
    let rows: Vec<(Coded<Status>, i64)> = readable(counts.load_iter(conn)?)?;
    Ok(rows.into_iter().map(|(status, count)| (status.0, count)).collect())
}

/// Those of `ids` that anyone may see on `today`, in the order of `ids`: live, a public kind, not past the closing day,
/// of a verified employer. The one gate to the public.
pub fn public_by_ids(conn: &mut Conn, ids: &[ListingId], today: CivilDay) -> QueryResult<Vec<PublicListing>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        found.extend(public(conn, Narrow::Ids(chunk), today)?);
    }
    let rank = |id: ListingId| ids.iter().position(|each| *each == id);
    found.sort_by_key(|public| rank(public.listing.id));
    Ok(found)
}

/// What anyone may see on `today`, by id after `after`, at most `limit`: for building the index.
pub fn public_after(
    conn: &mut Conn,
    after: Option<ListingId>,
    limit: i64,
    today: CivilDay,
) -> QueryResult<Vec<PublicListing>> {
    public(conn, Narrow::After(after, limit), today)
}

/// What anyone may see on `today`, by id, at most `limit` from `offset`: where going through all of them begins.
pub fn public_from(conn: &mut Conn, offset: i64, limit: i64, today: CivilDay) -> QueryResult<Vec<PublicListing>> {
    public(conn, Narrow::From(offset, limit), today)
}

/// How many listings anyone may see on `today`.
pub fn count_public(conn: &mut Conn, today: CivilDay) -> QueryResult<i64> {
    let kinds: Vec<_> = public_kinds().map(Coded).collect();
    table::table
        .inner_join(employers::table)
        .filter(table::status.eq(Coded(Status::Live)))
        .filter(table::kind.eq_any(kinds))
        .filter(table::closes_on.is_null().or(table::closes_on.ge(today.date())))
        .filter(employers::verification.eq(Coded(Verification::Verified)))
        .count()
        .get_result(conn)
}

/// The public listings of an employer on `today`.
pub fn public_of_employer(conn: &mut Conn, employer: EmployerId, today: CivilDay) -> QueryResult<Vec<PublicListing>> {
    public(conn, Narrow::Employer(employer), today)
}

/// Those of `ids` that candidates can be matched with on `today`, internal kinds included, in no order.
pub fn open_by_ids(conn: &mut Conn, ids: &[ListingId], today: CivilDay) -> QueryResult<Vec<PublicListing>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        found.extend(open(conn, Narrow::Ids(chunk), ListingKind::ALL, today)?);
    }
    Ok(found)
}

/// What candidates can be matched with on `today`, internal kinds included, by id after `after`, at most `limit`.
pub fn open_after(
    conn: &mut Conn,
    after: Option<ListingId>,
    limit: i64,
    today: CivilDay,
) -> QueryResult<Vec<PublicListing>> {
    open(conn, Narrow::After(after, limit), ListingKind::ALL, today)
}

/// The listings that somebody names on the command line by code, or by the identifier of an import.
pub fn named(conn: &mut Conn, municipality: MunicipalityId, name: &str) -> QueryResult<Vec<Listing>> {
    let rows = table::table
        .filter(table::municipality_id.eq(Uid::from(municipality)))
        .filter(table::code.eq(name.to_uppercase()).or(table::source_identifier.eq(name).assume_not_null()))
        .order(table::id)
        .limit(2)
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Listing::from).collect())
}

/// Which of the public listings.
enum Narrow<'a> {
    Ids(&'a [ListingId]),
    After(Option<ListingId>, i64),
    From(i64, i64),
    Employer(EmployerId),
}

fn public(conn: &mut Conn, narrow: Narrow<'_>, today: CivilDay) -> QueryResult<Vec<PublicListing>> {
    let kinds: Vec<_> = public_kinds().collect();
    open(conn, narrow, &kinds, today)
}

fn public_kinds() -> impl Iterator<Item = ListingKind> {
    ListingKind::ALL.iter().copied().filter(|kind| kind.rules().public)
}

/// What is live on `today`, of these kinds and of verified employers.
fn open(
    conn: &mut Conn,
    narrow: Narrow<'_>,
    kinds: &[ListingKind],
    today: CivilDay,
) -> QueryResult<Vec<PublicListing>> {
    let kinds: Vec<_> = kinds.iter().map(|kind| Coded(*kind)).collect();
    let query = table::table
        .inner_join(employers::table)
        .inner_join(listing_revisions::table.on(table::live_revision_id.eq(listing_revisions::id.nullable())))
        // Nearly everything is live: SQLite, which keeps no statistics, would take the index of states for the shortest way
        // to ten listings. An expression has no index.
        .filter(table::status.concat("").eq(Coded(Status::Live)))
        .filter(table::kind.eq_any(kinds))
        .filter(table::closes_on.is_null().or(table::closes_on.ge(today.date())))
        .filter(employers::verification.eq(Coded(Verification::Verified)))
        .select((Row::as_select(), listing_revisions::content, employers::name))
        .into_boxed::<MultiBackend>();
    let query = match narrow {
        Narrow::Ids(ids) => query.filter(table::id.eq_any(ids.iter().map(|id| Uid::from(*id)).collect::<Vec<_>>())),
        Narrow::From(offset, limit) => query.order(table::id).offset(offset).limit(limit),
        Narrow::After(None, limit) => query.order(table::id).limit(limit),
        Narrow::After(Some(id), limit) => query.filter(table::id.gt(Uid::from(id))).order(table::id).limit(limit),
        Narrow::Employer(employer) => query.filter(table::employer_id.eq(Uid::from(employer))),
    };
    let rows: Vec<(Row, Json, String)> = query.load(conn)?;
    let employers: Vec<EmployerId> = rows.iter().map(|(row, _, _)| row.employer_id.0).collect();
    let reachable = accounts::active_employers(conn, &employers)?;
    let mut found = Vec::with_capacity(rows.len());
    for (row, content, employer_name) in rows {
        let listing = Listing::from(row);
        // One text that this version cannot read must not take the others with it.
        let mut content: ListingContent = match content.read() {
            Ok(content) => content,
            Err(error) => {
                tracing::error!(listing = %listing.id, %error, "the text of a listing cannot be read; it is not shown");
                continue;
            }
        };
        // An employer whom nobody can reach (an import, a closed account) does not answer: the municipality does.
        if !reachable.contains(&listing.employer) {
            content.reaction = Reaction::ViaMunicipality;
        }
        found.push(PublicListing { listing, content, employer_name });
    }
    Ok(found)
}

/// The listings whose closing day has passed on `today` and that are still live or paused.
pub fn past_closing(conn: &mut Conn, today: CivilDay) -> QueryResult<Vec<ListingId>> {
    let ids: Vec<Uid<ListingId>> = table::table
        .filter(table::status.eq_any(vec![Coded(Status::Live), Coded(Status::Paused)]))
        .filter(table::closes_on.lt(today.date()))
        .order(table::id)
        .select(table::id)
        .load(conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}

/// Adds a head.
pub fn insert(tx: &mut Tx, listing: &Listing) -> QueryResult<()> {
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Uid::from(listing.id)),
            table::municipality_id.eq(Uid::from(listing.municipality)),
            table::employer_id.eq(Uid::from(listing.employer)),
            table::code.eq(&listing.code),
            table::kind.eq(Coded(listing.kind)),
            table::status.eq(Coded(listing.status)),
            table::live_revision_id.eq(listing.live_revision.map(Uid::from)),
            table::title.eq(&listing.title),
            table::positions.eq(listing.positions),
            table::filled.eq(listing.filled),
            table::closes_on.eq(listing.closes_on.map(CivilDay::date)),
            table::published_at.eq(listing.published_at.map(|at| at.naive_utc())),
            table::source.eq(listing.origin.as_ref().map(|origin| &origin.source)),
            table::source_identifier.eq(listing.origin.as_ref().map(|origin| &origin.identifier)),
            table::created_at.eq(listing.created_at.naive_utc()),
            table::updated_at.eq(listing.updated_at.naive_utc()),
            table::version.eq(listing.version),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Writes what can change of a head; `false` when it is no longer what `loaded` was (somebody else was first).
pub fn update(tx: &mut Tx, listing: &Listing, loaded: &Listing) -> QueryResult<bool> {
    let target = table::table
        .find(Uid::from(listing.id))
        .filter(table::status.eq(Coded(loaded.status)))
        .filter(table::version.eq(loaded.version));
    let changed = diesel::update(target)
        .set((
            table::status.eq(Coded(listing.status)),
            table::live_revision_id.eq(listing.live_revision.map(Uid::from)),
            table::title.eq(&listing.title),
            table::positions.eq(listing.positions),
            table::filled.eq(listing.filled),
            table::closes_on.eq(listing.closes_on.map(CivilDay::date)),
            table::published_at.eq(listing.published_at.map(|at| at.naive_utc())),
            table::updated_at.eq(listing.updated_at.naive_utc()),
            table::version.eq(loaded.version + 1),
        ))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}
