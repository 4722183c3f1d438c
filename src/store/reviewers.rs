//! Reviewers in the database: their personal interests, and who judges in their place.
//! Never a right: `actions::proposal` decides what a tie means.

use diesel::prelude::*;

use crate::db::code::Uid;
use crate::db::schema::{accounts, candidates, employers, personal_ties, substitutes};
use crate::db::{Conn, Tx, both};
use crate::domain::ids::{AccountId, CandidateId, EmployerId, TieId};
use crate::domain::proposal::Tie;

/// Whether somebody has a personal interest in this candidate or this employer.
pub fn is_tied(conn: &mut Conn, account: AccountId, candidate: CandidateId, employer: EmployerId) -> QueryResult<bool> {
    use diesel::dsl::{exists, select};
    let ties = personal_ties::table.filter(personal_ties::account_id.eq(Uid::from(account))).filter(
        personal_ties::candidate_id
            .eq(Uid::from(candidate))
            .assume_not_null()
            .or(personal_ties::employer_id.eq(Uid::from(employer)).assume_not_null()),
    );
    select(exists(ties)).get_result(conn)
}

/// Notes a personal interest; the same twice is one.
pub fn tie(tx: &mut Tx, account: AccountId, tie: Tie) -> QueryResult<()> {
    let (candidate, employer) = match tie {
        Tie::Candidate(id) => (Some(Uid::from(id)), None),
        Tie::Employer(id) => (None, Some(Uid::from(id))),
    };
    let known: i64 = match tie {
        Tie::Candidate(id) => personal_ties::table
            .filter(personal_ties::account_id.eq(Uid::from(account)))
            .filter(personal_ties::candidate_id.eq(Uid::from(id)))
            .count()
            .get_result(&mut **tx)?,
        Tie::Employer(id) => personal_ties::table
            .filter(personal_ties::account_id.eq(Uid::from(account)))
            .filter(personal_ties::employer_id.eq(Uid::from(id)))
            .count()
            .get_result(&mut **tx)?,
    };
    if known > 0 {
        return Ok(());
    }
    let id: TieId = tx.id();
    diesel::insert_into(personal_ties::table)
        .values((
            personal_ties::id.eq(Uid::from(id)),
            personal_ties::account_id.eq(Uid::from(account)),
            personal_ties::candidate_id.eq(candidate),
            personal_ties::employer_id.eq(employer),
            personal_ties::at.eq(tx.now().naive_utc()),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// A personal interest, and the name of the person or organisation.
pub type NamedTie = (TieId, Tie, String);

/// The personal interests of somebody.
pub fn ties_of(conn: &mut Conn, account: AccountId) -> QueryResult<Vec<NamedTie>> {
    type Row = (Uid<TieId>, Option<(Uid<CandidateId>, String)>, Option<(Uid<EmployerId>, String)>);
    let rows: Vec<Row> = personal_ties::table
        .left_join(candidates::table.on(personal_ties::candidate_id.eq(candidates::id.nullable())))
        .left_join(employers::table.on(personal_ties::employer_id.eq(employers::id.nullable())))
        .filter(personal_ties::account_id.eq(Uid::from(account)))
        .order((personal_ties::at, personal_ties::id))
        .select((
            personal_ties::id,
            (candidates::id, candidates::name).nullable(),
            (employers::id, employers::name).nullable(),
        ))
        .load(conn)?;
    let named = |(id, candidate, employer): Row| match (candidate, employer) {
        (Some((candidate, name)), _) => Some((id.0, Tie::Candidate(candidate.0), name)),
        (None, Some((employer, name))) => Some((id.0, Tie::Employer(employer.0), name)),
        (None, None) => None,
    };
    Ok(rows.into_iter().filter_map(named).collect())
}

/// Takes a tie of somebody away; `false` when it is not his.
pub fn untie(tx: &mut Tx, account: AccountId, id: TieId) -> QueryResult<bool> {
    let target = personal_ties::table.find(Uid::from(id)).filter(personal_ties::account_id.eq(Uid::from(account)));
    Ok(diesel::delete(target).execute(&mut **tx)? == 1)
}

/// Takes the ties to an erased person away.
pub fn forget(tx: &mut Tx, candidate: CandidateId) -> QueryResult<()> {
    diesel::delete(personal_ties::table.filter(personal_ties::candidate_id.eq(Uid::from(candidate))))
        .execute(&mut **tx)?;
    Ok(())
}

/// Who judges in somebody's place: a colleague whose account is not closed.
pub fn substitute_of(conn: &mut Conn, account: AccountId) -> QueryResult<Option<AccountId>> {
    use crate::db::code::Coded;
    use crate::domain::account::AccountState;
    let id: Option<Uid<AccountId>> = substitutes::table
        .inner_join(accounts::table.on(accounts::id.eq(substitutes::substitute_id)))
        .filter(substitutes::account_id.eq(Uid::from(account)))
        .filter(accounts::state.ne(Coded(AccountState::Blocked)))
        .select(substitutes::substitute_id)
        .first(conn)
        .optional()?;
    Ok(id.map(|id| id.0))
}

/// Names who judges in somebody's place, or nobody.
pub fn set_substitute(tx: &mut Tx, account: AccountId, substitute: Option<AccountId>) -> QueryResult<()> {
    let Some(substitute) = substitute else {
        diesel::delete(substitutes::table.find(Uid::from(account))).execute(&mut **tx)?;
        return Ok(());
    };
    let values = (substitutes::account_id.eq(Uid::from(account)), substitutes::substitute_id.eq(Uid::from(substitute)));
    both!(&mut **tx, |conn| diesel::insert_into(substitutes::table)
        .values(values)
        .on_conflict(substitutes::account_id)
        .do_update()
        .set(substitutes::substitute_id.eq(Uid::from(substitute)))
        .execute(conn))?;
    Ok(())
}
