//! Who opened a candidate's file, and what for (mission M32); append-only.
//! Never what was seen, and never kept when the file is erased.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::utc;
use crate::db::code::{Coded, Uid};
use crate::db::schema::candidate_access as table;
use crate::db::{Conn, Tx, both};
use crate::domain::actor::{Actor, Role};
use crate::domain::candidate::{Access, AccessPurpose};
use crate::domain::code::Code;
use crate::domain::ids::{AccessId, AccountId, CandidateId};

/// What stands as the role of somebody who used the link of an introduction, and of the program itself.
const BY_LINK: &str = "anonymous";
const SYSTEM: &str = "system";

/// How many openings are written in one statement.
const AT_ONCE: usize = 100;

/// Writes an opening down.
pub fn record(tx: &mut Tx, candidate: CandidateId, actor: &Actor, purpose: AccessPurpose) -> QueryResult<()> {
    record_all(tx, &[candidate], actor, purpose)
}

/// Writes the openings of some files down that happen together.
pub fn record_all(tx: &mut Tx, candidates: &[CandidateId], actor: &Actor, purpose: AccessPurpose) -> QueryResult<()> {
    let role = match actor {
        Actor::Anonymous => BY_LINK,
        Actor::System => SYSTEM,
        Actor::Person(person) => person.role.code(),
    };
    for candidates in candidates.chunks(AT_ONCE) {
        let mut rows = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            let id: AccessId = tx.id();
            rows.push((
                table::id.eq(Uid::from(id)),
                table::candidate_id.eq(Uid::from(*candidate)),
                table::at.eq(tx.now().naive_utc()),
                table::account_id.eq(actor.account().map(Uid::from)),
                table::role.eq(role),
                table::purpose.eq(Coded(purpose)),
            ));
        }
        both!(&mut **tx, |conn| diesel::insert_into(table::table).values(rows).execute(conn))?;
    }
    Ok(())
}

type Row = (NaiveDateTime, Option<Uid<AccountId>>, String, Coded<AccessPurpose>);

/// The openings of a file, the newest first; at most `limit` from `offset`, and how many there are.
pub fn list(conn: &mut Conn, candidate: CandidateId, (offset, limit): (i64, i64)) -> QueryResult<(Vec<Access>, i64)> {
    let of = || table::table.filter(table::candidate_id.eq(Uid::from(candidate)));
    let total = of().count().get_result(conn)?;
    let rows: Vec<Row> = of()
        .order((table::at.desc(), table::id.desc()))
        .limit(limit)
        .offset(offset)
        .select((table::at, table::account_id, table::role, table::purpose))
        .load(conn)?;
    let access = |(at, account, role, purpose): Row| Access {
        at: utc(at),
        account: account.map(|id| id.0),
        role: in_words(&role),
        purpose: purpose.0,
    };
    Ok((rows.into_iter().map(access).collect(), total))
}

/// The role in Dutch.
fn in_words(role: &str) -> String {
    match role {
        BY_LINK => "werkgever".to_owned(),
        SYSTEM => "beheer van het systeem".to_owned(),
        code => Role::from_code(code).map_or_else(|| code.to_owned(), |role| role.label().to_owned()),
    }
}

/// Takes the log of an erased file away.
pub fn forget(tx: &mut Tx, candidate: CandidateId) -> QueryResult<()> {
    diesel::delete(table::table.filter(table::candidate_id.eq(Uid::from(candidate)))).execute(&mut **tx)?;
    Ok(())
}

/// Takes entries away that are older than their term.
pub fn forget_before(tx: &mut Tx, before: chrono::DateTime<chrono::Utc>) -> QueryResult<usize> {
    diesel::delete(table::table.filter(table::at.lt(before.naive_utc()))).execute(&mut **tx)
}
