//! One candidate's file: opened with a purpose, paused, taken over, who looked in it, erased.
//! Never opened without a trace, and never a private fact to another than a begeleider.

use actix_web::http::StatusCode;
use actix_web::web;

use super::candidates::{file_path, purpose_of, team_names};
use super::undelivered::problem;
use crate::actions::{ActionError, candidate};
use crate::db::{Conn, Tx};
use crate::domain::account::AccountState;
use crate::domain::actor::{Capability, Person};
use crate::domain::candidate::{AccessPurpose, Candidate, CandidateState, FactKey};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::eligibility::{Instrument, Situation};
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::CandidateId;
use crate::domain::introduction::IntroductionStatus;
use crate::domain::proposal::ProposalStatus;
use crate::domain::sensitive::Purpose;
use crate::domain::sharing::ConsentState;
use crate::store::{accounts, candidate_access, candidates, consents, employers, introductions, placements, proposals};
use crate::views::candidates::{
    AccessLog, AccessPurposePage, AskedRow, CandidateFile, EraseConfirm, Guide, Insight, MatchRow, PrivatePart,
};
use crate::views::flash::Notice;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, QueryFields, SentForm, needs};

/// How many openings stand on a page.
const PER_PAGE: i64 = 100;

/// `GET /netwerk/kandidaten/{id}`: with `?doel=` the file, without it the question what for.
///
/// # Errors
/// `NotFound` when it is another municipality's.
pub async fn show(
    allowed: Allowed<needs::SeeCandidates>,
    page: Page,
    id: web::Path<CandidateId>,
    QueryFields(query): QueryFields,
) -> WebResult {
    let (id, reader) = (*id, allowed.person);
    // Only what somebody chooses himself: the other purposes are written down by the pages that are for them.
    let chosen = AccessPurpose::from_code(query.get("doel")).filter(|purpose| AccessPurpose::CHOICES.contains(purpose));
    let Some(purpose) = chosen else {
        let shown = page.app.db.read(move |conn| ask_purpose(conn, &reader, id)).await?;
        return page.html(|frame| shown.render(frame));
    };
    let (actor, today) = (page.actor.clone(), page.today());
    let candidate = page.app.write(move |tx| candidate::open(tx, &actor, id, purpose)).await?;
    let (signer, email) = (page.app.signer.clone(), candidate.contact.email.clone());
    let read = move |conn: &mut Conn| -> Result<CandidateFile, WebError> {
        let problem = problem(conn, &signer, email.as_ref(), true)?;
        Ok(CandidateFile { problem, ..dress(conn, &reader, candidate, purpose, today)? })
    };
    let shown = page.app.db.read(read).await?;
    page.html(|frame| shown.render(frame))
}

fn ask_purpose(conn: &mut Conn, reader: &Person, id: CandidateId) -> Result<AccessPurposePage, WebError> {
    let candidate = candidates::find(conn, id)?
        .filter(|candidate| candidate.municipality == reader.municipality && candidate.state != CandidateState::Erased)
        .ok_or(WebError::NotFound)?;
    let begeleider = match candidate.begeleider {
        Some(begeleider) => accounts::find(conn, begeleider)?.map(|account| account.name),
        None => None,
    };
    Ok(AccessPurposePage { target: file_path(id), name: candidate.contact.name, code: candidate.code, begeleider })
}

fn dress(
    conn: &mut Conn,
    reader: &Person,
    candidate: Candidate,
    purpose: AccessPurpose,
    today: CivilDay,
) -> Result<CandidateFile, WebError> {
    let guide = guide(conn, reader, &candidate)?;
    let names = team_names(conn, candidate.municipality)?;
    let keeps = Capability::KeepCandidates.roles().contains(&reader.role);
    let private = candidate.private.expose(Purpose::ShowToStaff);
    let situation = Situation::new(&private.facts, private.birth_date, today);
    let results = Instrument::ALL
        .iter()
        .filter(|instrument| keeps || !instrument.tells_a_fact())
        .map(|instrument| {
            let result = situation.entitlement(*instrument);
            (instrument.label().to_owned(), if keeps { result.in_words() } else { result.label().to_owned() })
        })
        .collect();
    let category = private.facts.get(FactKey::Categorie).map(|fact| fact.in_words(FactKey::Categorie));
    let insight = if keeps {
        Insight::Begeleider(PrivatePart { private: candidate.private.clone(), names })
    } else {
        Insight::Netwerker { category }
    };
    let (asked, proposals, introductions, placements) = matches(conn, &candidate)?;
    Ok(CandidateFile {
        id: candidate.id,
        code: candidate.code,
        state: candidate.state,
        contact: candidate.contact,
        problem: None,
        profile: candidate.profile,
        guide,
        purpose,
        insight,
        results,
        asked,
        proposals,
        introductions,
        placements,
        updated_at: candidate.updated_at,
        version: candidate.version,
        today,
    })
}

fn guide(conn: &mut Conn, reader: &Person, candidate: &Candidate) -> Result<Guide, WebError> {
    let Some(id) = candidate.begeleider else { return Ok(Guide::Nobody) };
    if id == reader.account {
        return Ok(Guide::You);
    }
    Ok(match accounts::find(conn, id)? {
        Some(account) if account.state == AccountState::Blocked => Guide::Gone(account.name),
        Some(account) => Guide::Colleague(account.name),
        None => Guide::Nobody,
    })
}

type Matches = (
    Vec<AskedRow>,
    Vec<MatchRow<ProposalStatus>>,
    Vec<MatchRow<IntroductionStatus>>,
    Vec<MatchRow<crate::domain::placement::PlacementStatus>>,
);

/// What there is of a candidate: questions, proposals, introductions, placements; the newest first.
fn matches(conn: &mut Conn, candidate: &Candidate) -> Result<Matches, WebError> {
    let all = proposals::list(conn, proposals::Scope::Candidate(candidate.id), &[])?;
    let mut asked = Vec::new();
    for consent in consents::in_state(conn, candidate.municipality, Some(candidate.id), ConsentState::Asked)? {
        if let Some(of) = all.iter().find(|listed| listed.proposal.id == consent.proposal) {
            asked.push(AskedRow {
                listing: of.listing_title.clone(),
                employer: of.employer_name.clone(),
                deadline: consent.deadline,
                href: format!("/netwerk/voorstellen/{}", consent.proposal),
            });
        }
    }
    let proposals = all
        .into_iter()
        .rev()
        .map(|listed| MatchRow {
            on: CivilDay::of(listed.proposal.decided_at.unwrap_or(listed.proposal.waiting_since)),
            title: listed.listing_title,
            employer: listed.employer_name,
            status: listed.proposal.status,
            href: format!("/netwerk/voorstellen/{}", listed.proposal.id),
        })
        .collect();
    let introductions = introductions::list(conn, introductions::Scope::Candidate(candidate.id), &[])?
        .into_iter()
        .rev()
        .map(|listed| MatchRow {
            on: CivilDay::of(super::introductions::since(&listed.introduction)),
            title: listed.listing_title,
            employer: listed.employer_name,
            status: listed.introduction.status,
            href: format!("/netwerk/voordrachten/{}", listed.introduction.id),
        })
        .collect();
    let placements = placements::list(conn, candidate.municipality, Some(candidate.id), &[])?
        .into_iter()
        .map(|(placement, _, _)| MatchRow {
            title: placement.terms.kind.label().to_owned(),
            employer: placement.employer_name,
            status: placement.status,
            on: placement.terms.starts_on,
            href: format!("/netwerk/plaatsingen/{}", placement.id),
        })
        .collect();
    Ok((asked, proposals, introductions, placements))
}

/// `POST /netwerk/kandidaten/{id}/toestand`
///
/// # Errors
/// A page that says what happened.
pub async fn set_state(
    _: Allowed<needs::KeepCandidates>,
    page: Page,
    id: web::Path<CandidateId>,
    sent: SentForm,
) -> WebResult {
    let (id, version) = (*id, sent.version()?);
    let state = CandidateState::from_code(sent.fields.get("toestand")).ok_or(WebError::BadRequest)?;
    let actor = page.actor.clone();
    page.press(&sent, (&file_path(id), Notice::CandidateStateChanged), move |tx| {
        let purpose = purpose_of(tx, &actor, id)?;
        candidate::set_state(tx, &actor, id, version, state)?;
        Ok(format!("{}?doel={}", file_path(id), purpose.code()))
    })
    .await
}

/// `POST /netwerk/kandidaten/{id}/overnemen`
///
/// # Errors
/// A page that says what happened.
pub async fn take_over(
    _: Allowed<needs::KeepCandidates>,
    page: Page,
    id: web::Path<CandidateId>,
    sent: SentForm,
) -> WebResult {
    let (id, version, actor) = (*id, sent.version()?, page.actor.clone());
    page.press(&sent, (&file_path(id), Notice::CandidateTakenOver), move |tx| {
        candidate::take_over(tx, &actor, id, version)?;
        Ok(format!("{}?doel={}", file_path(id), AccessPurpose::Guidance.code()))
    })
    .await
}

/// `GET /netwerk/kandidaten/{id}/inzage`: who looked in the file, for the person.
///
/// # Errors
/// `NotFound` when it is another municipality's.
pub async fn access_log(
    _: Allowed<needs::KeepCandidates>,
    page: Page,
    id: web::Path<CandidateId>,
    QueryFields(query): QueryFields,
) -> WebResult {
    let (id, actor) = (*id, page.actor.clone());
    let candidate = page.app.write(move |tx| candidate::open(tx, &actor, id, AccessPurpose::OwnRequest)).await?;
    let number = query.get("pagina").parse::<i64>().ok().filter(|page| (1..10_000).contains(page)).unwrap_or(1) - 1;
    let slice = (number * PER_PAGE, PER_PAGE);
    let read = move |conn: &mut Conn| candidate_access::list(conn, id, slice).map_err(WebError::from);
    let (rows, total) = page.app.db.read(read).await?;
    let shown = AccessLog {
        id,
        name: candidate.contact.name,
        rows,
        page: u32::try_from(number).unwrap_or(0),
        pages: u32::try_from(total.max(1).unsigned_abs().div_ceil(PER_PAGE.unsigned_abs())).unwrap_or(u32::MAX),
    };
    page.html(|frame| shown.render(frame))
}

/// `GET /netwerk/kandidaten/{id}/wissen`
///
/// # Errors
/// `NotFound` when it is another municipality's.
pub async fn erase_form(_: Allowed<needs::KeepCandidates>, page: Page, id: web::Path<CandidateId>) -> WebResult {
    erase_page(&page, *id, Fields::default(), FieldErrors::none()).await
}

async fn erase_page(page: &Page, id: CandidateId, fields: Fields, errors: FieldErrors) -> WebResult {
    let actor = page.actor.clone();
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let candidate = page
        .app
        .write(move |tx| {
            let purpose = purpose_of(tx, &actor, id)?;
            candidate::open(tx, &actor, id, purpose)
        })
        .await?;
    let shown = page.app.db.read(move |conn| erase_confirm(conn, candidate, fields, errors)).await?;
    page.html_with(status, |frame| shown.render(frame))
}

fn erase_confirm(
    conn: &mut Conn,
    candidate: Candidate,
    fields: Fields,
    errors: FieldErrors,
) -> Result<EraseConfirm, WebError> {
    let id = candidate.id;
    let open = proposals::unfinished(conn, proposals::Scope::Candidate(id))?.len();
    let statuses = IntroductionStatus::ALL.iter().copied().filter(|status| status.is_open_to_employer());
    let sent = introductions::list(conn, introductions::Scope::Candidate(id), &statuses.collect::<Vec<_>>())?;
    let mut told = Vec::new();
    for listed in sent {
        if let Some(employer) = employers::find(conn, listed.introduction.employer)? {
            told.push(employer.profile.name);
        }
    }
    told.dedup();
    Ok(EraseConfirm {
        id,
        name: candidate.contact.name,
        code: candidate.code,
        proposals: open,
        employers: told,
        placements: placements::list(conn, candidate.municipality, Some(id), &[])?.len(),
        version: candidate.version,
        fields,
        errors,
    })
}

/// `POST /netwerk/kandidaten/{id}/wissen`
///
/// # Errors
/// A page that says what happened.
pub async fn erase(
    _: Allowed<needs::KeepCandidates>,
    page: Page,
    id: web::Path<CandidateId>,
    sent: SentForm,
) -> WebResult {
    let (id, version, actor) = (*id, sent.version()?, page.actor.clone());
    let code = sent.fields.get("code").to_owned();
    let act =
        move |tx: &mut Tx| candidate::erase(tx, &actor, id, version, &code).map(|()| "/netwerk/kandidaten".to_owned());
    match page.submit(&sent, act).await {
        Ok(location) => Ok(page.see_other(&location, Some(Notice::CandidateErased))),
        Err(ActionError::Invalid(errors)) => erase_page(&page, id, sent.fields, errors).await,
        Err(error) => Err(page.failed(error, &sent, &file_path(id))),
    }
}
