//! Candidates in the database.
//! Never shown by itself: opening a file is an action that writes down who, when and what for.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{like_pattern, parsed_some, utc};
use crate::db::code::{Coded, Json, Uid};
use crate::db::schema::candidates as table;
use crate::db::{Conn, MultiBackend, Tx};
use crate::domain::candidate::{Candidate, CandidateContact, CandidateState, Private};
use crate::domain::ids::{AccountId, CandidateId, MunicipalityId};
use crate::domain::listing::Origin;
use crate::domain::sensitive::{Purpose, Sensitive};
use crate::domain::text::{self, EmailAddress, PhoneNumber};

#[derive(Queryable, Selectable)]
#[diesel(table_name = table)]
struct Row {
    id: Uid<CandidateId>,
    municipality_id: Uid<MunicipalityId>,
    code: String,
    state: Coded<CandidateState>,
    name: String,
    email: Option<String>,
    phone: Option<String>,
    profile: Json,
    private: Json,
    begeleider_id: Option<Uid<AccountId>>,
    source: Option<String>,
    source_identifier: Option<String>,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
    version: i32,
}

impl Row {
    fn into_candidate(self) -> QueryResult<Candidate> {
        Ok(Candidate {
            id: self.id.0,
            municipality: self.municipality_id.0,
            code: self.code,
            state: self.state.0,
            contact: CandidateContact {
                name: self.name,
                email: parsed_some(self.email)?,
                phone: parsed_some(self.phone)?,
            },
            profile: self.profile.read()?,
            private: Sensitive::new(self.private.read()?),
            begeleider: self.begeleider_id.map(|id| id.0),
            origin: self.source.zip(self.source_identifier).map(|(source, identifier)| Origin { source, identifier }),
            created_at: utc(self.created_at),
            updated_at: utc(self.updated_at),
            version: self.version,
        })
    }
}

/// Candidates of rows; one that this version cannot read must not take the others with it.
fn readable(rows: Vec<Row>) -> Vec<Candidate> {
    let read = |row: Row| {
        let id = row.id.0;
        row.into_candidate()
            .map_err(|error| tracing::error!(candidate = %id, %error, "a candidate cannot be read and is left out"))
            .ok()
    };
    rows.into_iter().filter_map(read).collect()
}

/// A candidate by id.
pub fn find(conn: &mut Conn, id: CandidateId) -> QueryResult<Option<Candidate>> {
    let row = table::table.find(Uid::from(id)).select(Row::as_select()).first(conn).optional()?;
    row.map(Row::into_candidate).transpose()
}

/// Candidates by id, in no order.
pub fn by_ids(conn: &mut Conn, ids: &[CandidateId]) -> QueryResult<Vec<Candidate>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        let ids: Vec<_> = chunk.iter().map(|id| Uid::from(*id)).collect();
        found.extend(readable(table::table.filter(table::id.eq_any(ids)).select(Row::as_select()).load(conn)?));
    }
    Ok(found)
}

/// The candidate that an import knows under this identifier.
pub fn by_origin(conn: &mut Conn, municipality: MunicipalityId, origin: &Origin) -> QueryResult<Option<Candidate>> {
    let row = table::table
        .filter(table::municipality_id.eq(Uid::from(municipality)))
        .filter(table::source.eq(&origin.source))
        .filter(table::source_identifier.eq(&origin.identifier))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::into_candidate).transpose()
}

/// The candidates that somebody names on the command line by code, or by the identifier of an import.
pub fn named(conn: &mut Conn, municipality: MunicipalityId, name: &str) -> QueryResult<Vec<Candidate>> {
    let rows = table::table
        .filter(table::municipality_id.eq(Uid::from(municipality)))
        .filter(table::code.eq(name.to_uppercase()).or(table::source_identifier.eq(name).assume_not_null()))
        .order(table::id)
        .limit(2)
        .select(Row::as_select())
        .load(conn)?;
    Ok(readable(rows))
}

/// The candidates with this mail address: the person behind an account.
pub fn of_email(conn: &mut Conn, municipality: MunicipalityId, email: &EmailAddress) -> QueryResult<Vec<Candidate>> {
    let rows = table::table
        .filter(table::municipality_id.eq(Uid::from(municipality)))
        .filter(table::email.eq(email.as_str()))
        .order(table::id)
        .select(Row::as_select())
        .load(conn)?;
    Ok(readable(rows))
}

/// Those who look for work, by id after `after`, at most `limit`: for the pool.
pub fn active_after(conn: &mut Conn, after: Option<CandidateId>, limit: i64) -> QueryResult<Vec<Candidate>> {
    let mut query = table::table
        .filter(table::state.eq(Coded(CandidateState::Active)))
        .order(table::id)
        .limit(limit)
        .select(Row::as_select())
        .into_boxed::<MultiBackend>();
    if let Some(after) = after {
        query = query.filter(table::id.gt(Uid::from(after)));
    }
    Ok(readable(query.load(conn)?))
}

/// The candidates of a municipality with this name, letter for letter but for accents and capitals.
pub fn of_name(conn: &mut Conn, municipality: MunicipalityId, name: &str) -> QueryResult<Vec<Candidate>> {
    let rows = table::table
        .filter(table::municipality_id.eq(Uid::from(municipality)))
        .filter(table::name_folded.eq(text::searchable(name)))
        .order(table::id)
        .limit(50)
        .select(Row::as_select())
        .load(conn)?;
    Ok(readable(rows))
}

/// Whose candidates a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caseload {
    /// Everyone of the municipality: the team's.
    Team,
    /// Those of one begeleider.
    Of(AccountId),
    /// Those whom nobody guides: no begeleider, or one whose account is closed.
    Nobody,
}

/// The candidates of a caseload in some states whose name or code holds `words`, by name; at most `limit` from `offset`,
/// and how many there are.
pub fn list(
    conn: &mut Conn,
    municipality: MunicipalityId,
    (caseload, states): (Caseload, &[CandidateState]),
    words: &str,
    (offset, limit): (i64, i64),
) -> QueryResult<(Vec<Candidate>, i64)> {
    use crate::db::schema::accounts;
    use crate::domain::account::AccountState;
    let pattern = like_pattern(&text::searchable(words));
    let base = || {
        let states: Vec<_> = states.iter().map(|state| Coded(*state)).collect();
        let mut query = table::table
            .filter(table::municipality_id.eq(Uid::from(municipality)))
            .filter(table::state.eq_any(states))
            .filter(table::name_folded.like(pattern.clone()).escape('\\').or(table::code.eq(words.to_uppercase())))
            .into_boxed::<MultiBackend>();
        query = match caseload {
            Caseload::Team => query,
            Caseload::Of(begeleider) => query.filter(table::begeleider_id.eq(Uid::from(begeleider))),
            Caseload::Nobody => {
                let gone = accounts::table
                    .filter(accounts::state.eq(Coded(AccountState::Blocked)))
                    .select(accounts::id.nullable());
                query.filter(table::begeleider_id.is_null().or(table::begeleider_id.eq_any(gone).assume_not_null()))
            }
        };
        query
    };
    let total = base().count().get_result(conn)?;
    let rows: Vec<Row> = base()
        .order((table::name_folded, table::id))
        .limit(limit)
        .offset(offset)
        .select(Row::as_select())
        .load(conn)?;
    Ok((readable(rows), total))
}

/// Adds a candidate.
pub fn insert(tx: &mut Tx, candidate: &Candidate) -> QueryResult<()> {
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Uid::from(candidate.id)),
            table::municipality_id.eq(Uid::from(candidate.municipality)),
            table::code.eq(&candidate.code),
            table::state.eq(Coded(candidate.state)),
            table::name.eq(&candidate.contact.name),
            table::name_folded.eq(text::searchable(&candidate.contact.name)),
            table::email.eq(candidate.contact.email.as_ref().map(EmailAddress::as_str)),
            table::phone.eq(candidate.contact.phone.as_ref().map(PhoneNumber::as_str)),
            table::profile.eq(Json::of(&candidate.profile)?),
            table::private.eq(stored(candidate)?),
            table::begeleider_id.eq(candidate.begeleider.map(Uid::from)),
            table::source.eq(candidate.origin.as_ref().map(|origin| &origin.source)),
            table::source_identifier.eq(candidate.origin.as_ref().map(|origin| &origin.identifier)),
            table::created_at.eq(candidate.created_at.naive_utc()),
            table::updated_at.eq(candidate.updated_at.naive_utc()),
            table::version.eq(candidate.version),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Writes what can change of a candidate; `false` when somebody else was first since `expected_version`.
pub fn update(tx: &mut Tx, candidate: &Candidate, expected_version: i32) -> QueryResult<bool> {
    let target = table::table.find(Uid::from(candidate.id)).filter(table::version.eq(expected_version));
    let changed = diesel::update(target)
        .set((
            table::state.eq(Coded(candidate.state)),
            table::name.eq(&candidate.contact.name),
            table::name_folded.eq(text::searchable(&candidate.contact.name)),
            table::email.eq(candidate.contact.email.as_ref().map(EmailAddress::as_str)),
            table::phone.eq(candidate.contact.phone.as_ref().map(PhoneNumber::as_str)),
            table::profile.eq(Json::of(&candidate.profile)?),
            table::private.eq(stored(candidate)?),
            table::begeleider_id.eq(candidate.begeleider.map(Uid::from)),
            table::source.eq(candidate.origin.as_ref().map(|origin| &origin.source)),
            table::source_identifier.eq(candidate.origin.as_ref().map(|origin| &origin.identifier)),
            table::updated_at.eq(candidate.updated_at.naive_utc()),
            table::version.eq(expected_version + 1),
        ))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

fn stored(candidate: &Candidate) -> QueryResult<Json> {
    Json::of::<Private>(candidate.private.expose(Purpose::Store))
}
