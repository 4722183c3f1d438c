//! The audit in the database: append-only.
//! Never changed, and never a text that somebody wrote.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::utc;
use crate::db::code::{Coded, Uid};
use crate::db::schema::audit as table;
use crate::db::{Conn, Tx};
use crate::domain::actor::Actor;
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::code::Code;
use crate::domain::erasure::Erasure;
use crate::domain::ids::{AccountId, AuditId, Id, IntroductionId, MunicipalityId};

/// What an entry is about.
#[derive(Debug, Clone, Copy)]
pub struct Subject {
    kind: SubjectKind,
    id: uuid::Uuid,
    municipality: MunicipalityId,
}

impl Subject {
    /// A row of a municipality.
    pub fn new<I: Id>(kind: SubjectKind, id: I, municipality: MunicipalityId) -> Self {
        Self { kind, id: id.uuid(), municipality }
    }
}

/// Writes one entry. `detail` is a code (an event, a status), never a text of somebody.
pub fn record(
    tx: &mut Tx,
    actor: &Actor,
    deed: Deed,
    subject: Subject,
    detail: Option<&'static str>,
) -> QueryResult<()> {
    let id: AuditId = tx.id();
    let role = match actor {
        Actor::Anonymous => "anonymous",
        Actor::System => "system",
        Actor::Person(person) => person.role.code(),
    };
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Uid::from(id)),
            table::at.eq(tx.now().naive_utc()),
            table::account_id.eq(actor.account().map(Uid::from)),
            table::role.eq(role),
            table::deed.eq(Coded(deed)),
            table::subject_kind.eq(Coded(subject.kind)),
            table::subject_id.eq(subject.id.as_bytes().to_vec()),
            table::municipality_id.eq(Uid::from(subject.municipality)),
            table::detail.eq(detail),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// An entry as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: DateTime<Utc>,
    /// Who, when it was somebody with an account.
    pub account: Option<AccountId>,
    /// The reason code or status.
    pub detail: Option<String>,
}

/// What happened to an introduction, the oldest first.
pub fn of_introduction(conn: &mut Conn, id: IntroductionId) -> QueryResult<Vec<Entry>> {
    let rows: Vec<(NaiveDateTime, Option<Uid<AccountId>>, Option<String>)> = table::table
        .filter(table::subject_kind.eq(Coded(SubjectKind::Introduction)))
        .filter(table::subject_id.eq(id.uuid().as_bytes().to_vec()))
        .order((table::at, table::id))
        .select((table::at, table::account_id, table::detail))
        .load(conn)?;
    let entry = |(at, account, detail): (NaiveDateTime, Option<Uid<AccountId>>, Option<String>)| Entry {
        at: utc(at),
        account: account.map(|id| id.0),
        detail,
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// Every erasure that is written down here, the oldest first.
pub fn erasures(conn: &mut Conn) -> QueryResult<Vec<Erasure>> {
    let deeds: Vec<_> = Erasure::DEEDS.iter().map(|deed| Coded(*deed)).collect();
    let rows: Vec<(Coded<Deed>, Vec<u8>, NaiveDateTime)> = table::table
        .filter(table::deed.eq_any(deeds))
        .order((table::at, table::id))
        .select((table::deed, table::subject_id, table::at))
        .load(conn)?;
    rows.into_iter()
        .map(|(deed, subject, at)| {
            let subject = uuid::Uuid::from_slice(&subject)
                .map_err(|error| diesel::result::Error::DeserializationError(error.into()))?;
            Ok(Erasure { deed: deed.0, subject, at: utc(at) })
        })
        .collect()
}

/// How often which deed was done after `since`.
pub fn deeds_since(conn: &mut Conn, since: DateTime<Utc>) -> QueryResult<Vec<(String, i64)>> {
    table::table
        .filter(table::at.gt(since.naive_utc()))
        .group_by(table::deed)
        .order(table::deed)
        .select((table::deed, diesel::dsl::count_star()))
        .load(conn)
}

/// How often something was done, for tests and figures.
pub fn count(conn: &mut Conn, deed: Deed) -> QueryResult<i64> {
    table::table.filter(table::deed.eq(Coded(deed))).count().get_result(conn)
}
