//! Proposals in the database: one row a pair.
//! Never a judgement: `actions::proposal` decides what may follow what.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{readable, utc};
use crate::db::code::{Coded, Json, Uid};
use crate::db::schema::{accounts, candidates, employers, listings, proposals as table};
use crate::db::{Conn, MultiBackend, Tx, both};
use crate::domain::account::AccountState;
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{AccountId, CandidateId, EmployerId, ListingId, MunicipalityId, ProposalId, RevisionId};
use crate::domain::proposal::{LapseReason, Proposal, ProposalStatus, ProposedBy, RejectReason};
use crate::domain::sensitive::{Purpose, Sensitive};

#[derive(Queryable, Selectable)]
#[diesel(table_name = table)]
struct Row {
    id: Uid<ProposalId>,
    municipality_id: Uid<MunicipalityId>,
    candidate_id: Uid<CandidateId>,
    listing_id: Uid<ListingId>,
    employer_id: Uid<EmployerId>,
    status: Coded<ProposalStatus>,
    proposed_by: Coded<ProposedBy>,
    proposer_id: Option<Uid<AccountId>>,
    score: i32,
    candidate_version: i32,
    revision_id: Uid<RevisionId>,
    override_reason: Option<String>,
    overridden: Json,
    reviewer_id: Option<Uid<AccountId>>,
    postponed_until: Option<NaiveDate>,
    question: Option<String>,
    answer: Option<String>,
    reject_reason: Option<Coded<RejectReason>>,
    note: Option<String>,
    lapse_reason: Option<Coded<LapseReason>>,
    decided_by: Option<Uid<AccountId>>,
    decided_at: Option<NaiveDateTime>,
    waiting_since: NaiveDateTime,
    created_at: NaiveDateTime,
    version: i32,
}

impl Row {
    fn into_proposal(self) -> QueryResult<Proposal> {
        let row = self;
        Ok(Proposal {
            id: row.id.0,
            municipality: row.municipality_id.0,
            candidate: row.candidate_id.0,
            listing: row.listing_id.0,
            employer: row.employer_id.0,
            status: row.status.0,
            proposed_by: row.proposed_by.0,
            proposer: row.proposer_id.map(|id| id.0),
            score: row.score,
            candidate_version: row.candidate_version,
            revision: row.revision_id.0,
            override_reason: row.override_reason.map(Sensitive::new),
            overridden: row.overridden.read()?,
            reviewer: row.reviewer_id.map(|id| id.0),
            postponed_until: row.postponed_until.map(CivilDay::from_date),
            question: row.question.map(Sensitive::new),
            answer: row.answer.map(Sensitive::new),
            reject_reason: row.reject_reason.map(|reason| reason.0),
            note: row.note.map(Sensitive::new),
            lapse_reason: row.lapse_reason.map(|reason| reason.0),
            decided_by: row.decided_by.map(|id| id.0),
            decided_at: row.decided_at.map(utc),
            waiting_since: utc(row.waiting_since),
            created_at: utc(row.created_at),
            version: row.version,
        })
    }
}

/// A proposal with the names that a list shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The proposal.
    pub proposal: Proposal,
    /// The candidate's name.
    pub candidate_name: String,
    /// The candidate's code.
    pub candidate_code: String,
    /// Who guides the candidate; nobody when the account is closed: then it is the team's.
    pub begeleider: Option<AccountId>,
    /// The title of the listing.
    pub listing_title: String,
    /// The name of the employer.
    pub employer_name: String,
}

type ListedRow = (Row, (String, String, Option<Uid<AccountId>>), String, String);

fn listed(
    (row, (candidate_name, candidate_code, begeleider), listing_title, employer_name): ListedRow,
) -> QueryResult<Listed> {
    Ok(Listed {
        proposal: row.into_proposal()?,
        candidate_name,
        candidate_code,
        begeleider: begeleider.map(|id| id.0),
        listing_title,
        employer_name,
    })
}

/// A proposal by id.
pub fn find(conn: &mut Conn, id: ProposalId) -> QueryResult<Option<Proposal>> {
    let row = table::table.find(Uid::from(id)).select(Row::as_select()).first(conn).optional()?;
    row.map(Row::into_proposal).transpose()
}

/// The proposal of a pair.
pub fn of_pair(conn: &mut Conn, candidate: CandidateId, listing: ListingId) -> QueryResult<Option<Proposal>> {
    let row = table::table
        .filter(table::candidate_id.eq(Uid::from(candidate)))
        .filter(table::listing_id.eq(Uid::from(listing)))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::into_proposal).transpose()
}

/// Which proposals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All.
    Everyone,
    /// All of a municipality.
    Municipality(MunicipalityId),
    /// Those of a candidate.
    Candidate(CandidateId),
    /// Those of a listing.
    Listing(ListingId),
}

/// Proposals in some statuses (none: all) with their names, the longest waiting first; at most 500.
pub fn list(conn: &mut Conn, scope: Scope, statuses: &[ProposalStatus]) -> QueryResult<Vec<Listed>> {
    let open_account = accounts::state.ne(Coded(AccountState::Blocked));
    let mut query = table::table
        .inner_join(candidates::table)
        .inner_join(listings::table)
        .inner_join(employers::table)
        .left_join(accounts::table.on(candidates::begeleider_id.eq(accounts::id.nullable()).and(open_account)))
        .order((table::waiting_since, table::id))
        .limit(500)
        .select((
            Row::as_select(),
            (candidates::name, candidates::code, accounts::id.nullable()),
            listings::title,
            employers::name,
        ))
        .into_boxed::<MultiBackend>();
    query = match scope {
        Scope::Everyone => query,
        Scope::Municipality(id) => query.filter(table::municipality_id.eq(Uid::from(id))),
        Scope::Candidate(id) => query.filter(table::candidate_id.eq(Uid::from(id))),
        Scope::Listing(id) => query.filter(table::listing_id.eq(Uid::from(id))),
    };
    if !statuses.is_empty() {
        query = query.filter(table::status.eq_any(statuses.iter().map(|status| Coded(*status)).collect::<Vec<_>>()));
    }
    let rows: Vec<ListedRow> = readable(query.load_iter(conn)?)?;
    rows.into_iter().map(listed).collect()
}

/// What was judged to the end, the newest decision first; at most `limit` from `offset`, and how many there are.
pub fn finished(
    conn: &mut Conn,
    municipality: MunicipalityId,
    (offset, limit): (i64, i64),
) -> QueryResult<(Vec<Listed>, i64)> {
    let done = [ProposalStatus::Introduced, ProposalStatus::Rejected, ProposalStatus::Lapsed];
    let of = || {
        table::table
            .inner_join(candidates::table)
            .inner_join(listings::table)
            .inner_join(employers::table)
            .filter(table::municipality_id.eq(Uid::from(municipality)))
            .filter(table::status.eq_any(done.map(Coded).to_vec()))
    };
    let total = of().count().get_result(conn)?;
    let rows: Vec<ListedRow> = of()
        .order((table::decided_at.desc(), table::id.desc()))
        .limit(limit)
        .offset(offset)
        .select((
            Row::as_select(),
            (candidates::name, candidates::code, candidates::begeleider_id),
            listings::title,
            employers::name,
        ))
        .load(conn)?;
    Ok((rows.into_iter().map(listed).collect::<QueryResult<_>>()?, total))
}

/// A pair, and how its proposal stands.
pub type Standing = (CandidateId, ListingId, ProposalStatus, Option<LapseReason>);

/// Every pair that was ever proposed, with how it stands: what the ranking need not find again.
pub fn known(conn: &mut Conn) -> QueryResult<Vec<Standing>> {
    type Pair = (Uid<CandidateId>, Uid<ListingId>, Coded<ProposalStatus>, Option<Coded<LapseReason>>);
    let rows: Vec<Pair> =
        table::table.select((table::candidate_id, table::listing_id, table::status, table::lapse_reason)).load(conn)?;
    let pair =
        |(candidate, listing, status, reason): Pair| (candidate.0, listing.0, status.0, reason.map(|reason| reason.0));
    Ok(rows.into_iter().map(pair).collect())
}

/// Since when each proposal that waits for this reviewer waits: those that were handed to him, and with `all` those of
/// nobody in particular; the longest waiting first.
pub fn waiting_for(
    conn: &mut Conn,
    municipality: MunicipalityId,
    reviewer: AccountId,
    all: bool,
) -> QueryResult<Vec<DateTime<Utc>>> {
    let waiting: Vec<_> = ProposalStatus::WAITING.iter().map(|status| Coded(*status)).collect();
    let mut query = table::table
        .filter(table::municipality_id.eq(Uid::from(municipality)))
        .filter(table::status.eq_any(waiting))
        .order(table::waiting_since)
        .select(table::waiting_since)
        .into_boxed::<MultiBackend>();
    let mine = table::reviewer_id.eq(Uid::from(reviewer)).assume_not_null();
    query = if all { query.filter(mine.or(table::reviewer_id.is_null())) } else { query.filter(mine) };
    let rows: Vec<NaiveDateTime> = query.load(conn)?;
    Ok(rows.into_iter().map(utc).collect())
}

/// The proposals of a scope that somebody must still judge or that wait for the candidate.
pub fn unfinished(conn: &mut Conn, scope: Scope) -> QueryResult<Vec<Proposal>> {
    let statuses: Vec<_> = ProposalStatus::UNFINISHED.iter().map(|status| Coded(*status)).collect();
    let mut query = table::table
        .filter(table::status.eq_any(statuses))
        .order(table::id)
        .select(Row::as_select())
        .into_boxed::<MultiBackend>();
    query = match scope {
        Scope::Everyone => query,
        Scope::Municipality(id) => query.filter(table::municipality_id.eq(Uid::from(id))),
        Scope::Candidate(id) => query.filter(table::candidate_id.eq(Uid::from(id))),
        Scope::Listing(id) => query.filter(table::listing_id.eq(Uid::from(id))),
    };
    query.load(conn)?.into_iter().map(Row::into_proposal).collect()
}

/// Every proposal that is put off to `today` or earlier.
pub fn postponed_until(conn: &mut Conn, today: CivilDay) -> QueryResult<Vec<ProposalId>> {
    let ids: Vec<Uid<ProposalId>> = table::table
        .filter(table::status.eq(Coded(ProposalStatus::Postponed)))
        .filter(table::postponed_until.le(today.date()))
        .order(table::id)
        .select(table::id)
        .load(conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}

/// Adds a proposal; `false` when the pair has one.
pub fn insert(tx: &mut Tx, proposal: &Proposal) -> QueryResult<bool> {
    let values = (
        table::id.eq(Uid::from(proposal.id)),
        table::municipality_id.eq(Uid::from(proposal.municipality)),
        table::candidate_id.eq(Uid::from(proposal.candidate)),
        table::listing_id.eq(Uid::from(proposal.listing)),
        table::employer_id.eq(Uid::from(proposal.employer)),
        table::status.eq(Coded(proposal.status)),
        table::proposed_by.eq(Coded(proposal.proposed_by)),
        table::proposer_id.eq(proposal.proposer.map(Uid::from)),
        table::score.eq(proposal.score),
        table::candidate_version.eq(proposal.candidate_version),
        table::revision_id.eq(Uid::from(proposal.revision)),
        table::override_reason.eq(stored(proposal.override_reason.as_ref())),
        table::overridden.eq(Json::of(&proposal.overridden)?),
        table::reviewer_id.eq(proposal.reviewer.map(Uid::from)),
        table::waiting_since.eq(proposal.waiting_since.naive_utc()),
        table::created_at.eq(proposal.created_at.naive_utc()),
        table::version.eq(proposal.version),
    );
    let added = both!(&mut **tx, |conn| diesel::insert_into(table::table)
        .values(values)
        .on_conflict((table::candidate_id, table::listing_id))
        .do_nothing()
        .execute(conn))?;
    Ok(added == 1)
}

/// Writes what can change; `false` when it is no longer what `loaded` was.
pub fn update(tx: &mut Tx, proposal: &Proposal, loaded: &Proposal) -> QueryResult<bool> {
    let target = table::table
        .find(Uid::from(proposal.id))
        .filter(table::status.eq(Coded(loaded.status)))
        .filter(table::version.eq(loaded.version));
    let changed = diesel::update(target)
        .set((
            table::status.eq(Coded(proposal.status)),
            table::proposed_by.eq(Coded(proposal.proposed_by)),
            table::proposer_id.eq(proposal.proposer.map(Uid::from)),
            table::score.eq(proposal.score),
            table::candidate_version.eq(proposal.candidate_version),
            table::revision_id.eq(Uid::from(proposal.revision)),
            table::override_reason.eq(stored(proposal.override_reason.as_ref())),
            table::overridden.eq(Json::of(&proposal.overridden)?),
            table::reviewer_id.eq(proposal.reviewer.map(Uid::from)),
            table::postponed_until.eq(proposal.postponed_until.map(CivilDay::date)),
            table::question.eq(stored(proposal.question.as_ref())),
            table::answer.eq(stored(proposal.answer.as_ref())),
            table::reject_reason.eq(proposal.reject_reason.map(Coded)),
            table::note.eq(stored(proposal.note.as_ref())),
            table::lapse_reason.eq(proposal.lapse_reason.map(Coded)),
            table::decided_by.eq(proposal.decided_by.map(Uid::from)),
            table::decided_at.eq(proposal.decided_at.map(|at| at.naive_utc())),
            table::waiting_since.eq(proposal.waiting_since.naive_utc()),
            table::version.eq(loaded.version + 1),
        ))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

/// Takes words away that somebody wrote about a person, in all proposals of that person.
pub fn forget_words(tx: &mut Tx, candidate: CandidateId) -> QueryResult<()> {
    diesel::update(table::table.filter(table::candidate_id.eq(Uid::from(candidate))))
        .set((
            table::override_reason.eq(None::<String>),
            table::question.eq(None::<String>),
            table::answer.eq(None::<String>),
            table::note.eq(None::<String>),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

fn stored(words: Option<&Sensitive<String>>) -> Option<&String> {
    words.map(|words| words.expose(Purpose::Store))
}

/// How many proposals there are per status.
pub fn count_by_status(conn: &mut Conn) -> QueryResult<Vec<(ProposalStatus, i64)>> {
    let rows: Vec<(Coded<ProposalStatus>, i64)> =
        table::table.group_by(table::status).select((table::status, diesel::dsl::count_star())).load(conn)?;
    Ok(rows.into_iter().map(|(status, count)| (status.0, count)).collect())
}

/// Since when the oldest proposal waits for a netwerker.
pub fn oldest_waiting(conn: &mut Conn) -> QueryResult<Option<DateTime<Utc>>> {
    let waiting: Vec<_> = ProposalStatus::WAITING.iter().copied().map(Coded).collect();
    let since: Option<NaiveDateTime> = table::table
        .filter(table::status.eq_any(waiting))
        .order(table::waiting_since)
        .select(table::waiting_since)
        .first(conn)
        .optional()?;
    Ok(since.map(utc))
}
