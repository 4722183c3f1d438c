//! Placements: the list, one recorded, one ended.
//! Never counted here, and never recorded without somebody who says it.

use actix_web::http::StatusCode;
use actix_web::web;

use super::candidates::{name_or_erased, team_names};
use crate::actions::{ActionError, ActionResult, candidate, placement};
use crate::db::{Conn, Tx};
use crate::domain::actor::{Capability, Person};
use crate::domain::candidate::{AccessPurpose, CandidateState};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{CandidateId, IntroductionId, PlacementId};
use crate::domain::placement::form::{PlacementForm as Typed, parse_end};
use crate::domain::placement::{Placement, PlacementStatus};
use crate::store::{candidates, employers, introductions, listings, placements};
use crate::views::flash::Notice;
use crate::views::placements::{PlacementDetail, PlacementForm, PlacementList, PlacementRow};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, QueryFields, SentForm, needs};

fn path(id: PlacementId) -> String {
    format!("/netwerk/plaatsingen/{id}")
}

/// How many placements that are over stand on a page.
const PER_PAGE: usize = 50;

/// `GET /netwerk/plaatsingen?stand=…&pagina=…`
///
/// # Errors
/// A database error.
pub async fn list(allowed: Allowed<needs::SeeProposals>, page: Page, QueryFields(query): QueryFields) -> WebResult {
    let (municipality, today) = (allowed.person.municipality, page.today());
    let rows =
        page.app.db.read(move |conn| placements::list(conn, municipality, None, &[]).map_err(WebError::from)).await?;
    let rows = rows.into_iter().map(|(placement, candidate, _)| row(placement, candidate));
    let (mut ended, now): (Vec<_>, Vec<_>) = rows.partition(|row| row.status == PlacementStatus::Ended);
    let counts = (now.len() as u64, ended.len() as u64);
    let over = query.get("stand") == PlacementStatus::Ended.code();
    let pages = if over { ended.len().div_ceil(PER_PAGE) } else { 1 };
    let number = query.get("pagina").parse::<usize>().unwrap_or(1).clamp(1, pages.max(1)) - 1;
    ended.sort_by_key(|row| std::cmp::Reverse(row.ended_on));
    let ended = ended.into_iter().skip(number * PER_PAGE).take(PER_PAGE);
    let rows = if over { ended.collect() } else { now };
    let (number, pages) = (u32::try_from(number).unwrap_or(0), u32::try_from(pages).unwrap_or(1));
    page.html(|frame| PlacementList { rows, over, counts, page: number, pages, today }.render(frame))
}

fn row(placement: Placement, candidate: String) -> PlacementRow {
    PlacementRow {
        id: placement.id,
        candidate: name_or_erased(candidate),
        employer: placement.employer_name,
        kind: placement.terms.kind,
        status: placement.status,
        starts_on: placement.terms.starts_on,
        ends_on: placement.terms.ends_on,
        ended_on: placement.ended_on,
        end: placement.end,
    }
}

/// Of whom a new placement is, and what it came of.
struct About {
    candidate: (CandidateId, String),
    introduction: Option<IntroductionId>,
    listing: Option<String>,
    employer: Option<String>,
}

fn about(conn: &mut Conn, reader: &Person, fields: &Fields) -> Result<About, WebError> {
    let introduction = match fields.get("voordracht") {
        "" => None,
        id => Some(introductions::find(conn, id.parse().ok().ok_or(WebError::BadRequest)?)?.ok_or(WebError::NotFound)?),
    };
    let id: CandidateId = match &introduction {
        Some(introduction) => introduction.candidate,
        None => fields.get("kandidaat").parse().ok().ok_or(WebError::BadRequest)?,
    };
    let candidate = candidates::find(conn, id)?
        .filter(|candidate| candidate.municipality == reader.municipality && candidate.state != CandidateState::Erased)
        .ok_or(WebError::NotFound)?;
    let (listing, employer) = match &introduction {
        Some(introduction) => (
            listings::find(conn, introduction.listing)?.map(|listing| listing.title),
            employers::find(conn, introduction.employer)?.map(|employer| employer.profile.name),
        ),
        None => (None, None),
    };
    Ok(About {
        candidate: (id, candidate.contact.name),
        introduction: introduction.map(|introduction| introduction.id),
        listing,
        employer,
    })
}

/// `GET /netwerk/plaatsingen/nieuw?kandidaat=…` or `?voordracht=…`
///
/// # Errors
/// `NotFound` when the candidate or the introduction is not there.
pub async fn new(allowed: Allowed<needs::GuideMatches>, page: Page, QueryFields(query): QueryFields) -> WebResult {
    form(&page, allowed.person, query, FieldErrors::none()).await
}

async fn form(page: &Page, reader: Person, fields: Fields, errors: FieldErrors) -> WebResult {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let asked = fields.clone();
    let about = page.app.db.read(move |conn| about(conn, &reader, &asked)).await?;
    let mut fields = fields;
    if let Some(employer) = about.employer.filter(|_| fields.get("werkgever").is_empty()) {
        fields.push("werkgever", employer);
    }
    let shown = PlacementForm {
        candidate: about.candidate,
        introduction: about.introduction,
        listing: about.listing,
        fields,
        errors,
    };
    page.html_with(status, |frame| shown.render(frame))
}

/// `POST /netwerk/plaatsingen/nieuw`
///
/// # Errors
/// A page that says what happened.
pub async fn create(allowed: Allowed<needs::GuideMatches>, page: Page, sent: SentForm) -> WebResult {
    let (reader, fields) = (allowed.person.clone(), sent.fields.clone());
    let of = page.app.db.read(move |conn| about(conn, &reader, &fields)).await?;
    let result = match Typed::parse(&sent.fields) {
        Ok(typed) => {
            let actor = page.actor.clone();
            let new = placement::NewPlacement {
                candidate: of.candidate.0,
                introduction: of.introduction,
                employer_name: typed.employer,
                terms: typed.terms,
            };
            page.submit(&sent, move |tx: &mut Tx| placement::record_new(tx, &actor, &new).map(path)).await
        }
        Err(errors) => Err(ActionError::Invalid(errors)),
    };
    match result {
        Ok(location) => Ok(page.see_other(&location, Some(Notice::PlacementRecorded))),
        Err(ActionError::Invalid(errors)) => form(&page, allowed.person, sent.fields, errors).await,
        Err(error) => Err(page.failed(error, &sent, "/netwerk/plaatsingen")),
    }
}

/// `GET /netwerk/plaatsingen/{id}`
///
/// # Errors
/// `NotFound` when it is another municipality's.
pub async fn show(allowed: Allowed<needs::SeeProposals>, page: Page, id: web::Path<PlacementId>) -> WebResult {
    let shown = load(&page, &allowed.person, *id).await?;
    page.html(|frame| shown.render(frame))
}

async fn load(page: &Page, reader: &Person, id: PlacementId) -> Result<PlacementDetail, WebError> {
    let (reader, actor, today) = (reader.clone(), page.actor.clone(), page.today());
    let municipality = reader.municipality;
    page.app
        .write(move |tx| {
            let found = placements::find(tx, id)?
                .filter(|found| found.municipality == municipality)
                .ok_or(ActionError::NotFound)?;
            match candidate::open(tx, &actor, found.candidate, AccessPurpose::Placement) {
                // Erased: the row is there, and nothing of the person.
                Ok(_) | Err(ActionError::NotFound) => Ok(()),
                Err(error) => Err(error),
            }
        })
        .await?;
    page.app.db.read(move |conn| read(conn, &reader, id, today)).await
}

fn read(conn: &mut Conn, reader: &Person, id: PlacementId, today: CivilDay) -> Result<PlacementDetail, WebError> {
    let placement = placements::find(conn, id)?
        .filter(|placement| placement.municipality == reader.municipality)
        .ok_or(WebError::NotFound)?;
    let candidate = candidates::find(conn, placement.candidate)?.ok_or(WebError::NotFound)?;
    let listing = match placement.listing {
        Some(listing) => listings::find(conn, listing)?.map(|listing| listing.title),
        None => None,
    };
    let names = team_names(conn, placement.municipality)?;
    let guides = Capability::GuideMatches.roles().contains(&reader.role);
    Ok(PlacementDetail {
        candidate: name_or_erased(candidate.contact.name),
        listing,
        recorded_by: placement.recorded_by.and_then(|id| names.get(&id).cloned()),
        may_guide: guides && placement.status != PlacementStatus::Ended,
        knows_benefit: Capability::KeepCandidates.roles().contains(&reader.role),
        not_kept: None,
        placement,
        fields: Fields::default(),
        errors: FieldErrors::none(),
        today,
    })
}

/// `POST /netwerk/plaatsingen/{id}/einde`
///
/// # Errors
/// A page that says what happened.
pub async fn end(
    allowed: Allowed<needs::GuideMatches>,
    page: Page,
    id: web::Path<PlacementId>,
    sent: SentForm,
) -> WebResult {
    let (id, version) = (*id, sent.version()?);
    let result: ActionResult<String> = match parse_end(&sent.fields) {
        Ok(end) => {
            let actor = page.actor.clone();
            page.submit(&sent, move |tx: &mut Tx| placement::end(tx, &actor, id, version, end).map(|()| path(id))).await
        }
        Err(errors) => Err(ActionError::Invalid(errors)),
    };
    match result {
        Ok(location) => Ok(page.see_other(&location, Some(Notice::PlacementEnded))),
        Err(ActionError::Invalid(errors)) => {
            let mut shown = load(&page, &allowed.person, id).await?;
            (shown.fields, shown.errors) = (sent.fields, errors);
            page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
        }
        // Begun or ended since the page was opened: the page says how it stands now.
        Err(ActionError::Conflict | ActionError::NotNow(_)) => {
            let mut shown = load(&page, &allowed.person, id).await?;
            shown.not_kept = Some(sent.not_kept());
            page.html_with(StatusCode::CONFLICT, |frame| shown.render(frame))
        }
        Err(error) => Err(page.failed(error, &sent, &path(id))),
    }
}
