//! Accounts in the database.
//! Never a secret: there are no passwords, and log-in links and sessions have files of their own.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{parsed, parsed_some, readable, utc};
use crate::db::code::{Coded, Uid};
use crate::db::schema::accounts as table;
use crate::db::{Conn, Tx};
use crate::domain::account::{Account, AccountState, MailMode};
use crate::domain::actor::Role;
use crate::domain::ids::{AccountId, EmployerId, MunicipalityId};
use crate::domain::text::{EmailAddress, PhoneNumber};

#[derive(Queryable)]
pub(super) struct Row {
    id: Uid<AccountId>,
    municipality: Uid<MunicipalityId>,
    role: Coded<Role>,
    email: String,
    name: String,
    phone: Option<String>,
    employer: Option<Uid<EmployerId>>,
    mail_mode: Coded<MailMode>,
    state: Coded<AccountState>,
    created_at: NaiveDateTime,
    version: i32,
}

impl Row {
    pub(super) fn into_account(self) -> QueryResult<Account> {
        Ok(Account {
            id: self.id.0,
            municipality: self.municipality.0,
            role: self.role.0,
            email: parsed(self.email)?,
            name: self.name,
            phone: parsed_some(self.phone)?,
            employer: self.employer.map(|id| id.0),
            mail_mode: self.mail_mode.0,
            state: self.state.0,
            created_at: utc(self.created_at),
            version: self.version,
        })
    }
}

/// An account by id.
pub fn find(conn: &mut Conn, id: AccountId) -> QueryResult<Option<Account>> {
    table::table.find(Uid::from(id)).first::<Row>(conn).optional()?.map(Row::into_account).transpose()
}

/// An account by mail address.
pub fn by_email(conn: &mut Conn, email: &EmailAddress) -> QueryResult<Option<Account>> {
    table::table
        .filter(table::email.eq(email.as_str()))
        .first::<Row>(conn)
        .optional()?
        .map(Row::into_account)
        .transpose()
}

/// The people who act for an employer, those who can log in first.
pub fn of_employer(conn: &mut Conn, employer: EmployerId) -> QueryResult<Vec<Account>> {
    let rows = table::table
        .filter(table::employer_id.eq(Uid::from(employer)))
        .filter(table::state.ne(Coded(AccountState::Blocked)))
        .order((table::state, table::id))
        .load::<Row>(conn)?;
    rows.into_iter().map(Row::into_account).collect()
}

/// Those of these employers for whom somebody can log in and answer.
pub fn active_employers(conn: &mut Conn, ids: &[EmployerId]) -> QueryResult<Vec<EmployerId>> {
    let ids: Vec<_> = ids.iter().map(|id| Some(Uid::from(*id))).collect();
    let found: Vec<Option<Uid<EmployerId>>> = table::table
        .filter(table::employer_id.eq_any(ids))
        .filter(table::state.eq(Coded(AccountState::Active)))
        .select(table::employer_id)
        .distinct()
        .load(conn)?;
    Ok(found.into_iter().flatten().map(|id| id.0).collect())
}

/// The people with a role in a municipality who are not blocked.
pub fn with_role(conn: &mut Conn, municipality: MunicipalityId, role: Role) -> QueryResult<Vec<Account>> {
    let rows = table::table
        .filter(table::municipality_id.eq(Uid::from(municipality)))
        .filter(table::role.eq(Coded(role)))
        .filter(table::state.ne(Coded(AccountState::Blocked)))
        .order(table::id)
        .load::<Row>(conn)?;
    rows.into_iter().map(Row::into_account).collect()
}

/// All accounts of a municipality, by role and name.
pub fn of_municipality(conn: &mut Conn, municipality: MunicipalityId) -> QueryResult<Vec<Account>> {
    let all = table::table.filter(table::municipality_id.eq(Uid::from(municipality))).order((
        table::role,
        table::name,
        table::id,
    ));
    let rows: Vec<Row> = readable(all.load_iter(conn)?)?;
    rows.into_iter().map(Row::into_account).collect()
}

/// Whether there is any account with this role.
pub fn any_with_role(conn: &mut Conn, role: Role) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(table::table.filter(table::role.eq(Coded(role))))).get_result(conn)
}

/// Adds an account; `false` when the mail address is taken.
pub fn insert(tx: &mut Tx, account: &Account) -> QueryResult<bool> {
    let values = (
        table::id.eq(Uid::from(account.id)),
        table::municipality_id.eq(Uid::from(account.municipality)),
        table::role.eq(Coded(account.role)),
        table::email.eq(account.email.as_str()),
        table::name.eq(&account.name),
        table::phone.eq(account.phone.as_ref().map(PhoneNumber::as_str)),
        table::employer_id.eq(account.employer.map(Uid::from)),
        table::mail_mode.eq(Coded(account.mail_mode)),
        table::state.eq(Coded(account.state)),
        table::created_at.eq(account.created_at.naive_utc()),
        table::version.eq(account.version),
    );
    let added = crate::db::both!(&mut **tx, |conn| diesel::insert_into(table::table)
        .values(values)
        .on_conflict(table::email)
        .do_nothing()
        .execute(conn))?;
    Ok(added == 1)
}

/// Writes what can change of an account; `false` when somebody else changed it since `expected_version`.
pub fn update(tx: &mut Tx, account: &Account, expected_version: i32) -> QueryResult<bool> {
    let changed = diesel::update(table::table.find(Uid::from(account.id)).filter(table::version.eq(expected_version)))
        .set((
            table::name.eq(&account.name),
            table::phone.eq(account.phone.as_ref().map(PhoneNumber::as_str)),
            table::mail_mode.eq(Coded(account.mail_mode)),
            table::state.eq(Coded(account.state)),
            table::version.eq(expected_version + 1),
        ))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

/// Gives an account another address, to be confirmed anew; `false` when somebody else changed the account since
/// `expected_version`. The address must be free.
pub fn change_address(tx: &mut Tx, account: &Account, expected_version: i32) -> QueryResult<bool> {
    let changed = diesel::update(table::table.find(Uid::from(account.id)).filter(table::version.eq(expected_version)))
        .set((
            table::email.eq(account.email.as_str()),
            table::state.eq(Coded(account.state)),
            table::version.eq(expected_version + 1),
        ))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

/// Puts another address in the place of one that is erased.
pub fn forget_address(tx: &mut Tx, id: AccountId, instead: &str) -> QueryResult<()> {
    diesel::update(table::table.find(Uid::from(id))).set(table::email.eq(instead)).execute(&mut **tx)?;
    Ok(())
}
