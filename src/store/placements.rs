//! Placements in the database.
//! Never counted here: reports ask their own questions.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::{readable, utc};
use crate::db::code::{Coded, Uid};
use crate::db::schema::{candidates, placements as table};
use crate::db::{Conn, MultiBackend, Tx};
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{AccountId, CandidateId, EmployerId, IntroductionId, ListingId, MunicipalityId, PlacementId};
use crate::domain::listing::Origin;
use crate::domain::listing::terms::Hours;
use crate::domain::placement::{Outflow, Placement, PlacementEnd, PlacementKind, PlacementStatus, PlacementTerms};

#[derive(Queryable, Selectable)]
#[diesel(table_name = table)]
struct Row {
    id: Uid<PlacementId>,
    municipality_id: Uid<MunicipalityId>,
    candidate_id: Uid<CandidateId>,
    employer_id: Option<Uid<EmployerId>>,
    employer_name: String,
    listing_id: Option<Uid<ListingId>>,
    introduction_id: Option<Uid<IntroductionId>>,
    status: Coded<PlacementStatus>,
    kind: Coded<PlacementKind>,
    starts_on: NaiveDate,
    ends_on: Option<NaiveDate>,
    hours: Option<i32>,
    outflow: Coded<Outflow>,
    benefit_since: Option<NaiveDate>,
    ended_on: Option<NaiveDate>,
    end_reason: Option<Coded<PlacementEnd>>,
    source: Option<String>,
    source_identifier: Option<String>,
    recorded_by: Option<Uid<AccountId>>,
    created_at: NaiveDateTime,
    version: i32,
}

impl From<Row> for Placement {
    fn from(row: Row) -> Self {
        let day = |date: Option<NaiveDate>| date.map(CivilDay::from_date);
        Self {
            id: row.id.0,
            municipality: row.municipality_id.0,
            candidate: row.candidate_id.0,
            employer: row.employer_id.map(|id| id.0),
            employer_name: row.employer_name,
            listing: row.listing_id.map(|id| id.0),
            introduction: row.introduction_id.map(|id| id.0),
            status: row.status.0,
            terms: PlacementTerms {
                kind: row.kind.0,
                starts_on: CivilDay::from_date(row.starts_on),
                ends_on: day(row.ends_on),
                hours: row.hours.and_then(|hours| u16::try_from(hours).ok()).and_then(Hours::from_hundredths),
                outflow: row.outflow.0,
                benefit_since: day(row.benefit_since),
            },
            ended_on: day(row.ended_on),
            end: row.end_reason.map(|reason| reason.0),
            origin: row.source.zip(row.source_identifier).map(|(source, identifier)| Origin { source, identifier }),
            recorded_by: row.recorded_by.map(|id| id.0),
            created_at: utc(row.created_at),
            version: row.version,
        }
    }
}

/// A placement with the candidate's name and code.
pub type Listed = (Placement, String, String);

/// A placement by id.
pub fn find(conn: &mut Conn, id: PlacementId) -> QueryResult<Option<Placement>> {
    Ok(table::table.find(Uid::from(id)).select(Row::as_select()).first(conn).optional()?.map(Placement::from))
}

/// The placement that an import knows under this identifier.
pub fn by_origin(conn: &mut Conn, municipality: MunicipalityId, origin: &Origin) -> QueryResult<Option<Placement>> {
    let row = table::table
        .filter(table::municipality_id.eq(Uid::from(municipality)))
        .filter(table::source.eq(&origin.source))
        .filter(table::source_identifier.eq(&origin.identifier))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(Placement::from))
}

/// Placements of a municipality or of one candidate in some statuses (none: all), the latest beginning first; at most 500.
pub fn list(
    conn: &mut Conn,
    municipality: MunicipalityId,
    candidate: Option<CandidateId>,
    statuses: &[PlacementStatus],
) -> QueryResult<Vec<Listed>> {
    let mut query = table::table
        .inner_join(candidates::table)
        .filter(table::municipality_id.eq(Uid::from(municipality)))
        .order((table::starts_on.desc(), table::id.desc()))
        .limit(500)
        .select((Row::as_select(), candidates::name, candidates::code))
        .into_boxed::<MultiBackend>();
    if let Some(candidate) = candidate {
        query = query.filter(table::candidate_id.eq(Uid::from(candidate)));
    }
    if !statuses.is_empty() {
        query = query.filter(table::status.eq_any(statuses.iter().map(|status| Coded(*status)).collect::<Vec<_>>()));
    }
    let rows: Vec<(Row, String, String)> = readable(query.load_iter(conn)?)?;
    Ok(rows.into_iter().map(|(row, name, code)| (row.into(), name, code)).collect())
}

/// The placements whose first day has come.
pub fn beginning(conn: &mut Conn, today: CivilDay) -> QueryResult<Vec<PlacementId>> {
    let ids: Vec<Uid<PlacementId>> = table::table
        .filter(table::status.eq(Coded(PlacementStatus::Planned)))
        .filter(table::starts_on.le(today.date()))
        .order(table::id)
        .select(table::id)
        .load(conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}

/// Adds a placement.
pub fn insert(tx: &mut Tx, placement: &Placement) -> QueryResult<()> {
    diesel::insert_into(table::table)
        .values((
            (
                table::id.eq(Uid::from(placement.id)),
                table::municipality_id.eq(Uid::from(placement.municipality)),
                table::candidate_id.eq(Uid::from(placement.candidate)),
                table::listing_id.eq(placement.listing.map(Uid::from)),
                table::introduction_id.eq(placement.introduction.map(Uid::from)),
                table::source.eq(placement.origin.as_ref().map(|origin| &origin.source)),
                table::source_identifier.eq(placement.origin.as_ref().map(|origin| &origin.identifier)),
                table::recorded_by.eq(placement.recorded_by.map(Uid::from)),
                table::created_at.eq(placement.created_at.naive_utc()),
                table::version.eq(placement.version),
            ),
            changeable(placement),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Writes what can change; `false` when it is no longer what `loaded` was.
pub fn update(tx: &mut Tx, placement: &Placement, loaded: &Placement) -> QueryResult<bool> {
    let target = table::table
        .find(Uid::from(placement.id))
        .filter(table::status.eq(Coded(loaded.status)))
        .filter(table::version.eq(loaded.version));
    let changed = diesel::update(target)
        .set((changeable(placement), table::version.eq(loaded.version + 1)))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

/// The columns that an import or an end writes.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = table, treat_none_as_null = true)]
struct Changeable<'a> {
    employer_id: Option<Uid<EmployerId>>,
    employer_name: &'a str,
    status: Coded<PlacementStatus>,
    kind: Coded<PlacementKind>,
    starts_on: NaiveDate,
    ends_on: Option<NaiveDate>,
    hours: Option<i32>,
    outflow: Coded<Outflow>,
    benefit_since: Option<NaiveDate>,
    ended_on: Option<NaiveDate>,
    end_reason: Option<Coded<PlacementEnd>>,
}

fn changeable(placement: &Placement) -> Changeable<'_> {
    let terms = &placement.terms;
    Changeable {
        employer_id: placement.employer.map(Uid::from),
        employer_name: &placement.employer_name,
        status: Coded(placement.status),
        kind: Coded(terms.kind),
        starts_on: terms.starts_on.date(),
        ends_on: terms.ends_on.map(CivilDay::date),
        hours: terms.hours.map(|hours| i32::from(hours.hundredths())),
        outflow: Coded(terms.outflow),
        benefit_since: terms.benefit_since.map(CivilDay::date),
        ended_on: placement.ended_on.map(CivilDay::date),
        end_reason: placement.end.map(Coded),
    }
}
