//! Agreements to share in the database, with exactly what would be shown.
//! Never shown to an employer by itself: an introduction decides whether he may look.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::utc;
use crate::db::code::{Coded, Json, Uid};
use crate::db::schema::sharing_consents as table;
use crate::db::{Conn, MultiBackend, Tx};
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{AccountId, CandidateId, ConsentId, MunicipalityId, ProposalId, RevisionId};
use crate::domain::sharing::{ConsentChannel, ConsentState, SharedProfile, SharingConsent};

#[derive(Queryable, Selectable)]
#[diesel(table_name = table)]
struct Row {
    id: Uid<ConsentId>,
    municipality_id: Uid<MunicipalityId>,
    proposal_id: Uid<ProposalId>,
    candidate_id: Uid<CandidateId>,
    state: Coded<ConsentState>,
    shown: Json,
    candidate_version: i32,
    revision_id: Uid<RevisionId>,
    deadline: NaiveDate,
    channel: Option<Coded<ConsentChannel>>,
    noted_by: Option<Uid<AccountId>>,
    asked_at: NaiveDateTime,
    decided_at: Option<NaiveDateTime>,
    version: i32,
}

impl Row {
    fn into_consent(self) -> QueryResult<SharingConsent> {
        Ok(SharingConsent {
            id: self.id.0,
            municipality: self.municipality_id.0,
            proposal: self.proposal_id.0,
            candidate: self.candidate_id.0,
            state: self.state.0,
            shown: self.shown.read()?,
            candidate_version: self.candidate_version,
            revision: self.revision_id.0,
            deadline: CivilDay::from_date(self.deadline),
            channel: self.channel.map(|channel| channel.0),
            noted_by: self.noted_by.map(|id| id.0),
            asked_at: utc(self.asked_at),
            decided_at: self.decided_at.map(utc),
            version: self.version,
        })
    }
}

/// An agreement by id.
pub fn find(conn: &mut Conn, id: ConsentId) -> QueryResult<Option<SharingConsent>> {
    let row = table::table.find(Uid::from(id)).select(Row::as_select()).first(conn).optional()?;
    row.map(Row::into_consent).transpose()
}

/// The newest agreement of a proposal.
pub fn newest_of(conn: &mut Conn, proposal: ProposalId) -> QueryResult<Option<SharingConsent>> {
    let row = table::table
        .filter(table::proposal_id.eq(Uid::from(proposal)))
        .order((table::asked_at.desc(), table::id.desc()))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Row::into_consent).transpose()
}

/// Every agreement of a proposal, the oldest first.
pub fn of_proposal(conn: &mut Conn, proposal: ProposalId) -> QueryResult<Vec<SharingConsent>> {
    let rows = table::table
        .filter(table::proposal_id.eq(Uid::from(proposal)))
        .order((table::asked_at, table::id))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_consent).collect()
}

/// The agreements in a state, of one candidate or of a municipality, the longest waiting first.
pub fn in_state(
    conn: &mut Conn,
    municipality: MunicipalityId,
    candidate: Option<CandidateId>,
    state: ConsentState,
) -> QueryResult<Vec<SharingConsent>> {
    let mut query = table::table
        .filter(table::municipality_id.eq(Uid::from(municipality)))
        .filter(table::state.eq(Coded(state)))
        .order((table::asked_at, table::id))
        .limit(500)
        .select(Row::as_select())
        .into_boxed::<MultiBackend>();
    if let Some(candidate) = candidate {
        query = query.filter(table::candidate_id.eq(Uid::from(candidate)));
    }
    query.load(conn)?.into_iter().map(Row::into_consent).collect()
}

/// The agreements that were asked for and whose deadline has passed on `today`.
pub fn past_deadline(conn: &mut Conn, today: CivilDay) -> QueryResult<Vec<ConsentId>> {
    let ids: Vec<Uid<ConsentId>> = table::table
        .filter(table::state.eq(Coded(ConsentState::Asked)))
        .filter(table::deadline.lt(today.date()))
        .order(table::id)
        .select(table::id)
        .load(conn)?;
    Ok(ids.into_iter().map(|id| id.0).collect())
}

/// Adds an agreement.
pub fn insert(tx: &mut Tx, consent: &SharingConsent) -> QueryResult<()> {
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Uid::from(consent.id)),
            table::municipality_id.eq(Uid::from(consent.municipality)),
            table::proposal_id.eq(Uid::from(consent.proposal)),
            table::candidate_id.eq(Uid::from(consent.candidate)),
            table::state.eq(Coded(consent.state)),
            table::shown.eq(Json::of(&consent.shown)?),
            table::candidate_version.eq(consent.candidate_version),
            table::revision_id.eq(Uid::from(consent.revision)),
            table::deadline.eq(consent.deadline.date()),
            table::asked_at.eq(consent.asked_at.naive_utc()),
            table::version.eq(consent.version),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Writes what can change; `false` when it is no longer what `loaded` was.
pub fn update(tx: &mut Tx, consent: &SharingConsent, loaded: &SharingConsent) -> QueryResult<bool> {
    let target = table::table
        .find(Uid::from(consent.id))
        .filter(table::state.eq(Coded(loaded.state)))
        .filter(table::version.eq(loaded.version));
    let changed = diesel::update(target)
        .set((
            table::state.eq(Coded(consent.state)),
            table::shown.eq(Json::of(&consent.shown)?),
            table::candidate_version.eq(consent.candidate_version),
            table::revision_id.eq(Uid::from(consent.revision)),
            table::channel.eq(consent.channel.map(Coded)),
            table::noted_by.eq(consent.noted_by.map(Uid::from)),
            table::decided_at.eq(consent.decided_at.map(|at| at.naive_utc())),
            table::version.eq(loaded.version + 1),
        ))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

/// Takes what would be shown away from every agreement of a person.
pub fn forget_shown(tx: &mut Tx, candidate: CandidateId) -> QueryResult<()> {
    diesel::update(table::table.filter(table::candidate_id.eq(Uid::from(candidate))))
        .set(table::shown.eq(Json::of(&SharedProfile::default())?))
        .execute(&mut **tx)?;
    Ok(())
}
