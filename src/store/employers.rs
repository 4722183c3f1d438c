//! Employers in the database.
//! Never their listings or people: those have files of their own.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{like_pattern, lower, parsed_some, readable, utc};
use crate::db::code::{Coded, Uid};
use crate::db::schema::employers as table;
use crate::db::{Conn, Tx, both};
use crate::domain::employer::{Employer, EmployerProfile, Verification};
use crate::domain::ids::{EmployerId, MunicipalityId};
use crate::domain::text::{KvkNumber, Postcode};

#[derive(Queryable, Selectable)]
#[diesel(table_name = table)]
pub(super) struct Row {
    id: Uid<EmployerId>,
    municipality_id: Uid<MunicipalityId>,
    name: String,
    kvk: Option<String>,
    place: Option<String>,
    postcode: Option<String>,
    website: Option<String>,
    about: Option<String>,
    verification: Coded<Verification>,
    refusal: Option<String>,
    created_at: NaiveDateTime,
    version: i32,
}

impl Row {
    pub(super) fn into_employer(self) -> QueryResult<Employer> {
        Ok(Employer {
            id: self.id.0,
            municipality: self.municipality_id.0,
            profile: EmployerProfile {
                name: self.name,
                kvk: parsed_some(self.kvk)?,
                place: self.place,
                postcode: parsed_some(self.postcode)?,
                website: self.website,
                about: self.about,
            },
            verification: self.verification.0,
            refusal: self.refusal,
            created_at: utc(self.created_at),
            version: self.version,
        })
    }
}

/// An employer by id.
pub fn find(conn: &mut Conn, id: EmployerId) -> QueryResult<Option<Employer>> {
    let row = table::table.find(Uid::from(id)).select(Row::as_select()).first(conn).optional()?;
    row.map(Row::into_employer).transpose()
}

/// The employers with this KVK number: a number can have several establishments.
pub fn by_kvk(conn: &mut Conn, municipality: MunicipalityId, kvk: &KvkNumber) -> QueryResult<Vec<Employer>> {
    let rows = table::table
        .filter(table::municipality_id.eq(Uid::from(municipality)))
        .filter(table::kvk.eq(kvk.as_str()))
        .order(table::id)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_employer).collect()
}

/// The employer with this KVK number and name, if there is one.
pub fn by_kvk_and_name(
    conn: &mut Conn,
    municipality: MunicipalityId,
    profile: &EmployerProfile,
) -> QueryResult<Option<EmployerId>> {
    let id: Option<Uid<EmployerId>> = table::table
        .filter(table::municipality_id.eq(Uid::from(municipality)))
        .filter(table::kvk.eq(profile.kvk.as_ref().map(KvkNumber::as_str)))
        .filter(table::name.eq(&profile.name))
        .select(table::id)
        .first(conn)
        .optional()?;
    Ok(id.map(|id| id.0))
}

/// The employer that an import made under this name.
pub fn by_source(
    conn: &mut Conn,
    municipality: MunicipalityId,
    source: &str,
    name: &str,
) -> QueryResult<Option<Employer>> {
    let row = table::table
        .filter(table::municipality_id.eq(Uid::from(municipality)))
        .filter(table::source.eq(source))
        .filter(table::source_name.eq(name))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::into_employer).transpose()
}

/// The employers of a municipality: in one state of verification or all, whose name, place or KVK number holds `words`;
/// at most `limit` from `offset`, and how many there are. Those that wait come oldest first, others by name.
pub fn list(
    conn: &mut Conn,
    municipality: MunicipalityId,
    verification: Option<Verification>,
    words: &str,
    (offset, limit): (i64, i64),
) -> QueryResult<(Vec<Employer>, i64)> {
    let pattern = like_pattern(words);
    let base = || {
        let mut query = table::table
            .filter(table::municipality_id.eq(Uid::from(municipality)))
            .filter(
                lower(table::name)
                    .like(pattern.clone())
                    .escape('\\')
                    .or(table::kvk.eq(words.to_owned()).assume_not_null())
                    .or(table::place.eq(words.to_owned()).assume_not_null()),
            )
            .into_boxed::<crate::db::MultiBackend>();
        if let Some(verification) = verification {
            query = query.filter(table::verification.eq(Coded(verification)));
        }
        query
    };
    let total = base().count().get_result(conn)?;
    let ordered = match verification {
        Some(Verification::Waiting) => base().order((table::created_at, table::id)),
        _ => base().order((table::name, table::id)),
    };
    let rows: Vec<Row> = readable(ordered.limit(limit).offset(offset).select(Row::as_select()).load_iter(conn)?)?;
    Ok((rows.into_iter().map(Row::into_employer).collect::<QueryResult<_>>()?, total))
}

/// How many employers of a municipality there are per state of verification.
pub fn count_by_verification(conn: &mut Conn, municipality: MunicipalityId) -> QueryResult<Vec<(Verification, i64)>> {
    let counts = table::table
        .filter(table::municipality_id.eq(Uid::from(municipality)))
        .group_by(table::verification)
        .select((table::verification, diesel::dsl::count_star()));
    let rows: Vec<(Coded<Verification>, i64)> = readable(counts.load_iter(conn)?)?;
    Ok(rows.into_iter().map(|(state, count)| (state.0, count)).collect())
}

/// Adds an employer; `false` when the municipality already has one with this KVK number and name.
pub fn insert(tx: &mut Tx, employer: &Employer, source: Option<&str>) -> QueryResult<bool> {
    let profile = &employer.profile;
    let values = (
        (
            table::id.eq(Uid::from(employer.id)),
            table::municipality_id.eq(Uid::from(employer.municipality)),
            table::verification.eq(Coded(employer.verification)),
            table::refusal.eq(&employer.refusal),
            table::source.eq(source),
            table::source_name.eq(source.map(|_| &profile.name)),
            table::created_at.eq(employer.created_at.naive_utc()),
            table::version.eq(employer.version),
        ),
        profile_columns(profile),
    );
    let added = both!(&mut **tx, |conn| diesel::insert_into(table::table)
        .values(values)
        .on_conflict_do_nothing()
        .execute(conn))?;
    Ok(added == 1)
}

/// Writes what can change of an employer; `false` when somebody else changed it since `expected_version`.
pub fn update(tx: &mut Tx, employer: &Employer, expected_version: i32) -> QueryResult<bool> {
    let changed = diesel::update(table::table.find(Uid::from(employer.id)).filter(table::version.eq(expected_version)))
        .set((
            profile_columns(&employer.profile),
            table::verification.eq(Coded(employer.verification)),
            table::refusal.eq(&employer.refusal),
            table::version.eq(expected_version + 1),
        ))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

type ProfileColumns<'a> = (
    diesel::dsl::Eq<table::name, &'a String>,
    diesel::dsl::Eq<table::kvk, Option<&'a str>>,
    diesel::dsl::Eq<table::place, &'a Option<String>>,
    diesel::dsl::Eq<table::postcode, Option<&'a str>>,
    diesel::dsl::Eq<table::website, &'a Option<String>>,
    diesel::dsl::Eq<table::about, &'a Option<String>>,
);

fn profile_columns(profile: &EmployerProfile) -> ProfileColumns<'_> {
    (
        table::name.eq(&profile.name),
        table::kvk.eq(profile.kvk.as_ref().map(KvkNumber::as_str)),
        table::place.eq(&profile.place),
        table::postcode.eq(profile.postcode.as_ref().map(Postcode::as_str)),
        table::website.eq(&profile.website),
        table::about.eq(&profile.about),
    )
}
