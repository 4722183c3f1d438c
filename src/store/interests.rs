//! Interests in the database: the reactions of job seekers.
//! Never shown by itself: opening one is an action that is written down.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{parsed_some, readable, utc};
use crate::db::code::{Coded, Uid};
use crate::db::schema::{employers, interests as table, listings};
use crate::db::{Conn, MultiBackend, Tx};
use crate::domain::ids::{AccountId, EmployerId, InterestId, ListingId, MunicipalityId};
use crate::domain::interest::{Answer, Answered, Applicant, Interest, InterestState};
use crate::domain::listing::terms::Reaction;
use crate::domain::sensitive::{Purpose, Sensitive};
use crate::domain::text::{EmailAddress, PhoneNumber};

#[derive(Queryable, Selectable)]
#[diesel(table_name = table)]
struct Row {
    id: Uid<InterestId>,
    municipality_id: Uid<MunicipalityId>,
    listing_id: Option<Uid<ListingId>>,
    name: String,
    phone: Option<String>,
    email: Option<String>,
    message: Option<String>,
    reaction: Coded<Reaction>,
    state: Coded<InterestState>,
    answer: Option<Coded<Answer>>,
    answer_text: Option<String>,
    answered_by: Option<Uid<AccountId>>,
    answered_at: Option<NaiveDateTime>,
    created_at: NaiveDateTime,
    version: i32,
}

impl Row {
    fn into_interest(self) -> QueryResult<Interest> {
        let (text, by) = (self.answer_text, self.answered_by.map(|id| id.0));
        let answer =
            self.answer.zip(self.answered_at).map(|(answer, at)| Answered { answer: answer.0, text, by, at: utc(at) });
        Ok(Interest {
            id: self.id.0,
            municipality: self.municipality_id.0,
            listing: self.listing_id.map(|id| id.0),
            from: Applicant {
                name: self.name,
                phone: parsed_some(self.phone)?,
                email: parsed_some(self.email)?,
                message: self.message.map(Sensitive::new),
            },
            reaction: self.reaction.0,
            state: self.state.0,
            answer,
            created_at: utc(self.created_at),
            version: self.version,
        })
    }
}

/// A reaction by id.
pub fn find(conn: &mut Conn, id: InterestId) -> QueryResult<Option<Interest>> {
    let row = table::table.find(Uid::from(id)).select(Row::as_select()).first(conn).optional()?;
    row.map(Row::into_interest).transpose()
}

/// Whose reactions.
#[derive(Debug, Clone, Copy)]
pub enum Scope {
    /// All of a municipality.
    Municipality(MunicipalityId),
    /// Those that went directly to an employer.
    Employer(EmployerId),
}

/// A reaction with the title of its listing and the name of that listing's employer.
pub type Listed = (Interest, Option<String>, Option<String>);

/// Reactions in a state, to one listing or all: open ones oldest first, answered ones newest first; at most 200.
pub fn list(conn: &mut Conn, scope: Scope, state: InterestState, only: Option<ListingId>) -> QueryResult<Vec<Listed>> {
    let mut query = table::table
        .left_join(listings::table.inner_join(employers::table))
        .filter(table::state.eq(Coded(state)))
        .select((Row::as_select(), listings::title.nullable(), employers::name.nullable()))
        .into_boxed::<MultiBackend>();
    query = match scope {
        Scope::Municipality(id) => query.filter(table::municipality_id.eq(Uid::from(id))),
        Scope::Employer(id) => {
            query.filter(listings::employer_id.eq(Uid::from(id))).filter(table::reaction.eq(Coded(Reaction::Direct)))
        }
    };
    if let Some(listing) = only {
        query = query.filter(table::listing_id.eq(Uid::from(listing)));
    }
    query = match state {
        InterestState::Open => query.order((table::created_at, table::id)),
        InterestState::Answered => query.order((table::answered_at.desc(), table::id.desc())),
    };
    let rows: Vec<(Row, Option<String>, Option<String>)> = readable(query.limit(200).load_iter(conn)?)?;
    rows.into_iter().map(|(row, title, employer)| Ok((row.into_interest()?, title, employer))).collect()
}

/// The reactions that came from a mail address, the newest first; at most 200.
pub fn from_email(conn: &mut Conn, municipality: MunicipalityId, email: &EmailAddress) -> QueryResult<Vec<Listed>> {
    let rows: Vec<(Row, Option<String>, Option<String>)> = table::table
        .left_join(listings::table.inner_join(employers::table))
        .filter(table::municipality_id.eq(Uid::from(municipality)))
        .filter(table::email.eq(email.as_str()))
        .order((table::created_at.desc(), table::id.desc()))
        .limit(200)
        .select((Row::as_select(), listings::title.nullable(), employers::name.nullable()))
        .load(conn)?;
    rows.into_iter().map(|(row, title, employer)| Ok((row.into_interest()?, title, employer))).collect()
}

/// How many reactions these listings have: per listing all, and those without an answer. For an employer only those
/// that went directly to him.
pub fn count_per_listing(
    conn: &mut Conn,
    ids: &[ListingId],
    only_direct: bool,
) -> QueryResult<HashMap<ListingId, (usize, usize)>> {
    let ids: Vec<_> = ids.iter().map(|id| Some(Uid::from(*id))).collect();
    let ways = if only_direct {
        vec![Coded(Reaction::Direct)]
    } else {
        vec![Coded(Reaction::Direct), Coded(Reaction::ViaMunicipality)]
    };
    let rows: Vec<(Option<Uid<ListingId>>, Coded<InterestState>, i64)> = table::table
        .filter(table::listing_id.eq_any(ids))
        .filter(table::reaction.eq_any(ways))
        .group_by((table::listing_id, table::state))
        .select((table::listing_id, table::state, diesel::dsl::count_star()))
        .load(conn)?;
    let mut counts: HashMap<ListingId, (usize, usize)> = HashMap::new();
    for (id, state, count) in rows {
        let Some(id) = id else { continue };
        let count = usize::try_from(count).unwrap_or(0);
        let (all, open) = counts.entry(id.0).or_default();
        *all += count;
        *open += if state.0 == InterestState::Open { count } else { 0 };
    }
    Ok(counts)
}

/// Adds a reaction.
pub fn insert(tx: &mut Tx, interest: &Interest) -> QueryResult<()> {
    let from = &interest.from;
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Uid::from(interest.id)),
            table::municipality_id.eq(Uid::from(interest.municipality)),
            table::listing_id.eq(interest.listing.map(Uid::from)),
            table::name.eq(&from.name),
            table::phone.eq(from.phone.as_ref().map(PhoneNumber::as_str)),
            table::email.eq(from.email.as_ref().map(EmailAddress::as_str)),
            table::message.eq(from.message.as_ref().map(|message| message.expose(Purpose::Store))),
            table::reaction.eq(Coded(interest.reaction)),
            table::state.eq(Coded(interest.state)),
            table::created_at.eq(interest.created_at.naive_utc()),
            table::version.eq(interest.version),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// A reaction without an answer of the same person, in the same words, to the same listing.
pub fn open_from(conn: &mut Conn, interest: &Interest) -> QueryResult<Option<InterestId>> {
    let rows: Vec<Row> = table::table
        .filter(table::municipality_id.eq(Uid::from(interest.municipality)))
        .filter(table::state.eq(Coded(InterestState::Open)))
        .filter(table::name.eq(&interest.from.name))
        .limit(200)
        .select(Row::as_select())
        .load(conn)?;
    for row in rows {
        let other = row.into_interest()?;
        if other.listing == interest.listing && other.from == interest.from {
            return Ok(Some(other.id));
        }
    }
    Ok(None)
}

/// How many reactions came from a mail address since `since`.
pub fn count_from(conn: &mut Conn, email: &EmailAddress, since: DateTime<Utc>) -> QueryResult<i64> {
    table::table
        .filter(table::email.eq(email.as_str()))
        .filter(table::created_at.ge(since.naive_utc()))
        .count()
        .get_result(conn)
}

/// Empties reactions that were answered before `answered_before` or made before `made_before`; gives how many.
pub fn forget(tx: &mut Tx, answered_before: DateTime<Utc>, made_before: DateTime<Utc>) -> QueryResult<usize> {
    let over =
        table::answered_at.lt(answered_before.naive_utc()).or(table::created_at.lt(made_before.naive_utc()).nullable());
    diesel::update(table::table.filter(table::name.ne("")).filter(over.assume_not_null()))
        .set((
            table::name.eq(""),
            table::phone.eq(None::<String>),
            table::email.eq(None::<String>),
            table::message.eq(None::<String>),
            table::answer_text.eq(None::<String>),
        ))
        .execute(&mut **tx)
}

/// Empties the reactions that came from a mail address, as [`forget`] does.
pub fn forget_from(tx: &mut Tx, municipality: MunicipalityId, email: &EmailAddress) -> QueryResult<()> {
    let target =
        table::table.filter(table::municipality_id.eq(Uid::from(municipality))).filter(table::email.eq(email.as_str()));
    diesel::update(target)
        .set((
            table::name.eq(""),
            table::phone.eq(None::<String>),
            table::email.eq(None::<String>),
            table::message.eq(None::<String>),
            table::answer_text.eq(None::<String>),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Writes the answer; `false` when somebody else has answered since `expected_version`.
pub fn answer(tx: &mut Tx, id: InterestId, answered: &Answered, expected_version: i32) -> QueryResult<bool> {
    let target = table::table
        .find(Uid::from(id))
        .filter(table::state.eq(Coded(InterestState::Open)))
        .filter(table::version.eq(expected_version));
    let changed = diesel::update(target)
        .set((
            table::state.eq(Coded(InterestState::Answered)),
            table::answer.eq(Coded(answered.answer)),
            table::answer_text.eq(&answered.text),
            table::answered_by.eq(answered.by.map(Uid::from)),
            table::answered_at.eq(answered.at.naive_utc()),
            table::version.eq(expected_version + 1),
        ))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}
