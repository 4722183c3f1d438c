//! Introductions in the database.
//! Never what is shown: that stands with the agreement.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{readable, utc};
use crate::db::code::{Coded, Uid};
use crate::db::schema::{candidates, employers, introductions as table, listings};
use crate::db::{Conn, MultiBackend, Tx};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::ids::{
    AccountId, CandidateId, ConsentId, EmployerId, IntroductionId, ListingId, MunicipalityId, ProposalId,
};
use crate::domain::introduction::{Introduction, IntroductionStatus, RecallReason, RefusalReason};

#[derive(Queryable, Selectable)]
#[diesel(table_name = table)]
struct Row {
    id: Uid<IntroductionId>,
    municipality_id: Uid<MunicipalityId>,
    proposal_id: Uid<ProposalId>,
    consent_id: Uid<ConsentId>,
    candidate_id: Uid<CandidateId>,
    listing_id: Uid<ListingId>,
    employer_id: Uid<EmployerId>,
    status: Coded<IntroductionStatus>,
    due_at: NaiveDateTime,
    sent_at: Option<NaiveDateTime>,
    answered_at: Option<NaiveDateTime>,
    answered_by: Option<Uid<AccountId>>,
    refusal: Option<Coded<RefusalReason>>,
    words: Option<String>,
    later_until: Option<NaiveDate>,
    recall: Option<Coded<RecallReason>>,
    recalled_at: Option<NaiveDateTime>,
    created_at: NaiveDateTime,
    version: i32,
}

impl From<Row> for Introduction {
    fn from(row: Row) -> Self {
        Self {
            id: row.id.0,
            municipality: row.municipality_id.0,
            proposal: row.proposal_id.0,
            consent: row.consent_id.0,
            candidate: row.candidate_id.0,
            listing: row.listing_id.0,
            employer: row.employer_id.0,
            status: row.status.0,
            due_at: utc(row.due_at),
            sent_at: row.sent_at.map(utc),
            answered_at: row.answered_at.map(utc),
            answered_by: row.answered_by.map(|id| id.0),
            refusal: row.refusal.map(|reason| reason.0),
            words: row.words,
            later_until: row.later_until.map(CivilDay::from_date),
            recall: row.recall.map(|reason| reason.0),
            recalled_at: row.recalled_at.map(utc),
            created_at: utc(row.created_at),
            version: row.version,
        }
    }
}

/// An introduction with the names that a list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The introduction.
    pub introduction: Introduction,
    /// The candidate's name now.
    pub candidate_name: String,
    /// The candidate's code.
    pub candidate_code: String,
    /// The title of the listing.
    pub listing_title: String,
    /// The name of the employer.
    pub employer_name: String,
}

type ListedRow = (Row, (String, String), String, String);

fn listed((row, (candidate_name, candidate_code), listing_title, employer_name): ListedRow) -> Listed {
    Listed { introduction: row.into(), candidate_name, candidate_code, listing_title, employer_name }
}

/// An introduction by id.
pub fn find(conn: &mut Conn, id: IntroductionId) -> QueryResult<Option<Introduction>> {
    Ok(table::table.find(Uid::from(id)).select(Row::as_select()).first(conn).optional()?.map(Introduction::from))
}

/// The introduction that came of an agreement.
pub fn of_consent(conn: &mut Conn, consent: ConsentId) -> QueryResult<Option<Introduction>> {
    let row = table::table
        .filter(table::consent_id.eq(Uid::from(consent)))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(Introduction::from))
}

/// Whose introductions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All of a municipality.
    Municipality(MunicipalityId),
    /// Those to an employer.
    Employer(EmployerId),
    /// Those of a candidate.
    Candidate(CandidateId),
    /// Those for a listing.
    Listing(ListingId),
    /// Those of a proposal.
    Proposal(ProposalId),
}

/// Introductions in some statuses with their names, the oldest first; at most 500.
pub fn list(conn: &mut Conn, scope: Scope, statuses: &[IntroductionStatus]) -> QueryResult<Vec<Listed>> {
    let mut query = table::table
        .inner_join(candidates::table)
        .inner_join(listings::table)
        .inner_join(employers::table)
        .order((table::created_at, table::id))
        .limit(500)
        .select((Row::as_select(), (candidates::name, candidates::code), listings::title, employers::name))
        .into_boxed::<MultiBackend>();
    query = match scope {
        Scope::Municipality(id) => query.filter(table::municipality_id.eq(Uid::from(id))),
        Scope::Employer(id) => query.filter(table::employer_id.eq(Uid::from(id))),
        Scope::Candidate(id) => query.filter(table::candidate_id.eq(Uid::from(id))),
        Scope::Listing(id) => query.filter(table::listing_id.eq(Uid::from(id))),
        Scope::Proposal(id) => query.filter(table::proposal_id.eq(Uid::from(id))),
    };
    if !statuses.is_empty() {
        query = query.filter(table::status.eq_any(statuses.iter().map(|status| Coded(*status)).collect::<Vec<_>>()));
    }
    let rows: Vec<ListedRow> = readable(query.load_iter(conn)?)?;
    Ok(rows.into_iter().map(listed).collect())
}

/// All introductions in some statuses, for who decides about them. One that this version cannot read is an error, and so is
/// one in a status that it does not know: left out, it would stay open behind the back of who leaves.
pub fn all(conn: &mut Conn, scope: Scope, statuses: &[IntroductionStatus]) -> QueryResult<Vec<Introduction>> {
    let others = IntroductionStatus::ALL.iter().filter(|status| !statuses.contains(status));
    let others: Vec<_> = others.map(|status| Coded(*status)).collect();
    let mut query = table::table
        .filter(table::status.ne_all(others))
        .order((table::created_at, table::id))
        .select(Row::as_select())
        .into_boxed::<MultiBackend>();
    query = match scope {
        Scope::Municipality(id) => query.filter(table::municipality_id.eq(Uid::from(id))),
        Scope::Employer(id) => query.filter(table::employer_id.eq(Uid::from(id))),
        Scope::Candidate(id) => query.filter(table::candidate_id.eq(Uid::from(id))),
        Scope::Listing(id) => query.filter(table::listing_id.eq(Uid::from(id))),
        Scope::Proposal(id) => query.filter(table::proposal_id.eq(Uid::from(id))),
    };
    Ok(query.load(conn)?.into_iter().map(Introduction::from).collect())
}

/// What is over in a municipality, the newest first; at most `limit`.
pub fn over(conn: &mut Conn, municipality: MunicipalityId, limit: i64) -> QueryResult<Vec<Listed>> {
    use IntroductionStatus::{NotSuitable, Placed, Recalled, Stopped};
    let query = table::table
        .inner_join(candidates::table)
        .inner_join(listings::table)
        .inner_join(employers::table)
        .filter(table::municipality_id.eq(Uid::from(municipality)))
        .filter(table::status.eq_any([NotSuitable, Placed, Recalled, Stopped].map(Coded).to_vec()))
        .order((table::created_at.desc(), table::id.desc()))
        .limit(limit)
        .select((Row::as_select(), (candidates::name, candidates::code), listings::title, employers::name));
    let rows: Vec<ListedRow> = readable(query.load_iter(conn)?)?;
    Ok(rows.into_iter().map(listed).collect())
}

/// The introductions that went out before `before` and that an employer never decided about.
pub fn unanswered_since(conn: &mut Conn, before: DateTime<Utc>) -> QueryResult<Vec<IntroductionId>> {
    use IntroductionStatus::{Later, Sent};
    let ids: Vec<Uid<IntroductionId>> = table::table
        .filter(table::status.eq_any([Sent, Later].map(Coded).to_vec()))
        .filter(table::sent_at.lt(before.naive_utc()))
        .order(table::id)
        .select(table::id)
        .load(conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}

/// The introductions that may go out at `now`.
pub fn due(conn: &mut Conn, now: DateTime<Utc>) -> QueryResult<Vec<IntroductionId>> {
    let ids: Vec<Uid<IntroductionId>> = table::table
        .filter(table::status.eq(Coded(IntroductionStatus::Ready)))
        .filter(table::due_at.le(now.naive_utc()))
        .order((table::due_at, table::id))
        .limit(100)
        .select(table::id)
        .load(conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}

/// Every introduction that did not go out yet, also those of which the time has not come.
pub fn ready(conn: &mut Conn) -> QueryResult<Vec<IntroductionId>> {
    let ready = table::table.filter(table::status.eq(Coded(IntroductionStatus::Ready)));
    let ids: Vec<Uid<IntroductionId>> = ready.order(table::id).select(table::id).load(conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}

/// Adds an introduction.
pub fn insert(tx: &mut Tx, introduction: &Introduction) -> QueryResult<()> {
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Uid::from(introduction.id)),
            table::municipality_id.eq(Uid::from(introduction.municipality)),
            table::proposal_id.eq(Uid::from(introduction.proposal)),
            table::consent_id.eq(Uid::from(introduction.consent)),
            table::candidate_id.eq(Uid::from(introduction.candidate)),
            table::listing_id.eq(Uid::from(introduction.listing)),
            table::employer_id.eq(Uid::from(introduction.employer)),
            table::status.eq(Coded(introduction.status)),
            table::due_at.eq(introduction.due_at.naive_utc()),
            table::created_at.eq(introduction.created_at.naive_utc()),
            table::version.eq(introduction.version),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Writes what can change; `false` when it is no longer what `loaded` was.
pub fn update(tx: &mut Tx, introduction: &Introduction, loaded: &Introduction) -> QueryResult<bool> {
    let target = table::table
        .find(Uid::from(introduction.id))
        .filter(table::status.eq(Coded(loaded.status)))
        .filter(table::version.eq(loaded.version));
    let changed = diesel::update(target)
        .set((
            table::status.eq(Coded(introduction.status)),
            table::due_at.eq(introduction.due_at.naive_utc()),
            table::sent_at.eq(introduction.sent_at.map(|at| at.naive_utc())),
            table::answered_at.eq(introduction.answered_at.map(|at| at.naive_utc())),
            table::answered_by.eq(introduction.answered_by.map(Uid::from)),
            table::refusal.eq(introduction.refusal.map(Coded)),
            table::words.eq(&introduction.words),
            table::later_until.eq(introduction.later_until.map(CivilDay::date)),
            table::recall.eq(introduction.recall.map(Coded)),
            table::recalled_at.eq(introduction.recalled_at.map(|at| at.naive_utc())),
            table::version.eq(loaded.version + 1),
        ))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

/// Takes words away that an employer wrote about a person.
pub fn forget_words(tx: &mut Tx, candidate: CandidateId) -> QueryResult<()> {
    diesel::update(table::table.filter(table::candidate_id.eq(Uid::from(candidate))))
        .set(table::words.eq(None::<String>))
        .execute(&mut **tx)?;
    Ok(())
}
