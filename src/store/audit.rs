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

/// How often something was done, for tests and figures.
pub fn count(conn: &mut Conn, deed: Deed) -> QueryResult<i64> {
    table::table.filter(table::deed.eq(Coded(deed))).count().get_result(conn)
}
