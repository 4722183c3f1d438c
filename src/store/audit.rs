//! The audit in the database: append-only.
//! Never changed, and never a text that somebody wrote.

use diesel::prelude::*;

use crate::db::Tx;
use crate::db::code::{Coded, Uid};
use crate::db::schema::audit as table;
use crate::domain::actor::Actor;
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::code::Code;
use crate::domain::ids::{AuditId, Id, MunicipalityId};

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

/// How often something was done, for tests and figures.
pub fn count(conn: &mut crate::db::Conn, deed: Deed) -> QueryResult<i64> {
    table::table.filter(table::deed.eq(Coded(deed))).count().get_result(conn)
}
