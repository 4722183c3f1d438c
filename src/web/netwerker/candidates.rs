//! The caseload: the list of candidates, one added, changed, and what is noted about eligibility.
//! Never a file without a purpose: opening one is `candidate_file`; the pages here open it to change it.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::web;

use crate::actions::{ActionError, candidate};
use crate::db::{Conn, QueryError, Tx};
use crate::domain::account::AccountState;
use crate::domain::actor::{Actor, Capability, Person, Role};
use crate::domain::candidate::form::{PrivateForm, ProfileForm};
use crate::domain::candidate::{AccessPurpose, Candidate, CandidateState, facts};
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{AccountId, CandidateId, MunicipalityId};
use crate::domain::sensitive::Purpose;
use crate::store::accounts;
use crate::store::candidates::{self, Caseload};
use crate::views::candidates::{
    CandidateConflict, CandidateForm, CandidateList, CandidateRow, EditedCandidate, FactsForm, Whose,
};
use crate::views::flash::Notice;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, QueryFields, SentForm, needs};

/// How many candidates stand on a page.
const PER_PAGE: i64 = 50;

/// The page of a file.
pub(super) fn file_path(id: CandidateId) -> String {
    format!("/netwerk/kandidaten/{id}")
}

/// A name as a list shows it: an erased person has none any more.
pub(super) fn name_or_erased(name: String) -> String {
    if name.is_empty() { "Gewiste kandidaat".to_owned() } else { name }
}

/// Where a link to a file leads: straight into it for whose candidate it is, else first to the question what for.
pub(super) fn file_href(candidate: &Candidate, reader: &Person) -> String {
    if candidate.begeleider == Some(reader.account) {
        format!("{}?doel={}", file_path(candidate.id), AccessPurpose::Guidance.code())
    } else {
        file_path(candidate.id)
    }
}

/// `GET /netwerk/kandidaten`
///
/// # Errors
/// A database error.
pub async fn list(allowed: Allowed<needs::SeeCandidates>, page: Page, QueryFields(query): QueryFields) -> WebResult {
    let (person, today) = (allowed.person, page.today());
    let shown = page.app.db.read(move |conn| load_list(conn, &person, &query, today)).await?;
    page.html(|frame| shown.render(frame))
}

fn load_list(
    conn: &mut Conn,
    reader: &Person,
    query: &Fields,
    today: crate::domain::civil_day::CivilDay,
) -> Result<CandidateList, WebError> {
    let guides = Capability::KeepCandidates.roles().contains(&reader.role);
    let first = if guides { Whose::Mine } else { Whose::Team };
    let whose = Whose::from_code(query.get("wie")).filter(|whose| guides || *whose != Whose::Mine).unwrap_or(first);
    let state = CandidateState::from_code(query.get("stand")).filter(|state| *state != CandidateState::Erased);
    let states: Vec<CandidateState> = match state {
        Some(state) => vec![state],
        None => vec![CandidateState::Active, CandidateState::Paused, CandidateState::Closed],
    };
    let text: String = query.get("q").chars().take(100).collect();
    let number = query.get("pagina").parse::<i64>().ok().filter(|page| (1..10_000).contains(page)).unwrap_or(1) - 1;
    let caseload = |whose: Whose| match whose {
        Whose::Mine => Caseload::Of(reader.account),
        Whose::Team => Caseload::Team,
        Whose::Nobody => Caseload::Nobody,
    };
    let mut tabs = Vec::new();
    for tab in Whose::ALL.iter().copied().filter(|tab| guides || *tab != Whose::Mine) {
        let (_, count) = candidates::list(conn, reader.municipality, (caseload(tab), &states), &text, (0, 0))?;
        tabs.push((tab, count.unsigned_abs()));
    }
    let slice = (number * PER_PAGE, PER_PAGE);
    let (found, total) = candidates::list(conn, reader.municipality, (caseload(whose), &states), &text, slice)?;
    let names = team_names(conn, reader.municipality)?;
    let row = |candidate: Candidate| CandidateRow {
        href: file_href(&candidate, reader),
        begeleider: candidate.begeleider.and_then(|id| names.get(&id).cloned()),
        completeness: candidate.profile.completeness(),
        name: candidate.contact.name,
        code: candidate.code,
        state: candidate.state,
        updated_at: candidate.updated_at,
    };
    Ok(CandidateList {
        whose,
        text,
        state,
        tabs,
        rows: found.into_iter().map(row).collect(),
        page: u32::try_from(number).unwrap_or(0),
        pages: u32::try_from(total.max(1).unsigned_abs().div_ceil(PER_PAGE.unsigned_abs())).unwrap_or(u32::MAX),
        can_add: guides,
        today,
    })
}

/// The names of everyone who works for a municipality, those who left included.
pub(super) fn team_names(
    conn: &mut Conn,
    municipality: MunicipalityId,
) -> Result<BTreeMap<AccountId, String>, QueryError> {
    let all = accounts::of_municipality(conn, municipality)?;
    Ok(all.into_iter().filter(|account| account.role.is_staff()).map(|account| (account.id, account.name)).collect())
}

/// The begeleiders whom a candidate can be given to.
fn team(conn: &mut Conn, municipality: MunicipalityId) -> Result<Vec<(AccountId, String)>, WebError> {
    let mut team = accounts::with_role(conn, municipality, Role::Begeleider)?;
    team.retain(|account| account.state != AccountState::Blocked);
    Ok(team.into_iter().map(|account| (account.id, account.name)).collect())
}

/// `GET /netwerk/kandidaten/nieuw`
///
/// # Errors
/// A database error.
pub async fn new(allowed: Allowed<needs::KeepCandidates>, page: Page) -> WebResult {
    let fields = Fields::default().with("begeleider", allowed.person.account.to_string());
    new_form(&page, &allowed.person, StatusCode::OK, (fields, FieldErrors::none())).await
}

async fn new_form(
    page: &Page,
    reader: &Person,
    status: StatusCode,
    (fields, errors): (Fields, FieldErrors),
) -> WebResult {
    let municipality = reader.municipality;
    let team = page.app.db.read(move |conn| team(conn, municipality)).await?;
    let shown = CandidateForm { edited: None, fields, errors, team };
    page.html_with(status, |frame| shown.render(frame))
}

/// Reads the whole form, or all that is wrong with it.
fn parse(page: &Page, fields: &Fields) -> Result<(ProfileForm, PrivateForm), FieldErrors> {
    let private = PrivateForm::parse(fields, page.today());
    match (ProfileForm::parse(fields), private) {
        (Ok(form), Ok(private)) => Ok((form, private)),
        (form, private) => {
            let mut errors = form.err().unwrap_or_default();
            errors.extend(private.err().unwrap_or_default());
            Err(errors)
        }
    }
}

/// `POST /netwerk/kandidaten/nieuw`
///
/// # Errors
/// A page that says what happened.
pub async fn create(allowed: Allowed<needs::KeepCandidates>, page: Page, sent: SentForm) -> WebResult {
    let municipality = allowed.person.municipality;
    let result = match parse(&page, &sent.fields) {
        Ok((form, private)) => {
            let actor = page.actor.clone();
            let act = move |tx: &mut Tx| {
                let id = candidate::create(tx, &actor, municipality, (&form, &private))?;
                Ok(format!("{}?doel={}", file_path(id), AccessPurpose::Guidance.code()))
            };
            page.submit(&sent, act).await
        }
        Err(errors) => Err(ActionError::Invalid(errors)),
    };
    match result {
        Ok(location) => Ok(page.see_other(&location, Some(Notice::CandidateAdded))),
        Err(ActionError::Invalid(errors)) => {
            new_form(&page, &allowed.person, StatusCode::UNPROCESSABLE_ENTITY, (sent.fields, errors)).await
        }
        Err(error) => Err(page.failed(error, &sent, "/netwerk/kandidaten/nieuw")),
    }
}

/// Opens a file to change it, which is written down.
async fn opened(page: &Page, id: CandidateId) -> Result<Candidate, WebError> {
    let actor = page.actor.clone();
    let act = move |tx: &mut Tx| {
        let purpose = purpose_of(tx, &actor, id)?;
        candidate::open(tx, &actor, id, purpose)
    };
    Ok(page.app.write(act).await?)
}

/// Why somebody who changes a file opens it: to guide the own candidate, or in place of a colleague.
pub(super) fn purpose_of(conn: &mut Conn, actor: &Actor, id: CandidateId) -> Result<AccessPurpose, ActionError> {
    let candidate = candidates::find(conn, id)?;
    let own = candidate.is_some_and(|candidate| candidate.begeleider == actor.account());
    Ok(if own { AccessPurpose::Guidance } else { AccessPurpose::Cover })
}

/// The fields of the form as they are kept.
fn kept(candidate: &Candidate) -> Fields {
    let mut fields = ProfileForm::to_fields(candidate);
    for (name, value) in PrivateForm::to_fields(candidate.private.expose(Purpose::ShowToStaff)).iter() {
        fields.push(name, value);
    }
    fields
}

/// `GET /netwerk/kandidaten/{id}/wijzigen`
///
/// # Errors
/// `NotFound` when it is another municipality's.
pub async fn edit(_: Allowed<needs::KeepCandidates>, page: Page, id: web::Path<CandidateId>) -> WebResult {
    let candidate = opened(&page, *id).await?;
    let fields = kept(&candidate);
    edit_form(&page, &candidate, candidate.version, (fields, FieldErrors::none())).await
}

async fn edit_form(
    page: &Page,
    candidate: &Candidate,
    version: i32,
    (fields, errors): (Fields, FieldErrors),
) -> WebResult {
    let municipality = candidate.municipality;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let team = page.app.db.read(move |conn| team(conn, municipality)).await?;
    let edited = EditedCandidate { id: candidate.id, name: candidate.contact.name.clone(), version };
    let shown = CandidateForm { edited: Some(edited), fields, errors, team };
    page.html_with(status, |frame| shown.render(frame))
}

/// `POST /netwerk/kandidaten/{id}/wijzigen`
///
/// # Errors
/// `NotFound` when it is another municipality's.
pub async fn save(
    _: Allowed<needs::KeepCandidates>,
    page: Page,
    id: web::Path<CandidateId>,
    sent: SentForm,
) -> WebResult {
    let (id, version) = (*id, sent.version()?);
    let result = match parse(&page, &sent.fields) {
        Ok((form, private)) => {
            let actor = page.actor.clone();
            let act = move |tx: &mut Tx| {
                let purpose = purpose_of(tx, &actor, id)?;
                candidate::save(tx, &actor, id, version, (&form, &private))?;
                Ok(format!("{}?doel={}", file_path(id), purpose.code()))
            };
            page.submit(&sent, act).await
        }
        Err(errors) => Err(ActionError::Invalid(errors)),
    };
    match result {
        Ok(location) => Ok(page.see_other(&location, Some(Notice::CandidateSaved))),
        Err(ActionError::Invalid(errors)) => {
            let candidate = opened(&page, id).await?;
            edit_form(&page, &candidate, version, (sent.fields, errors)).await
        }
        Err(ActionError::Conflict) => conflict(&page, id, sent.fields).await,
        Err(error) => Err(page.failed(error, &sent, &file_path(id))),
    }
}

async fn conflict(page: &Page, id: CandidateId, mine: Fields) -> WebResult {
    let candidate = opened(page, id).await?;
    let municipality = candidate.municipality;
    let team = page.app.db.read(move |conn| team(conn, municipality)).await?;
    let shown = CandidateConflict {
        id,
        name: candidate.contact.name.clone(),
        mine,
        theirs: kept(&candidate),
        theirs_by: None,
        theirs_at: candidate.updated_at,
        version: candidate.version,
        team,
    };
    page.html_with(StatusCode::CONFLICT, |frame| shown.render(frame))
}

/// `GET /netwerk/kandidaten/{id}/feiten`
///
/// # Errors
/// `NotFound` when it is another municipality's.
pub async fn facts_form(_: Allowed<needs::KeepCandidates>, page: Page, id: web::Path<CandidateId>) -> WebResult {
    let candidate = opened(&page, *id).await?;
    facts_page(&page, candidate, FactsState::Kept).await
}

/// What the page of the facts shows.
enum FactsState {
    /// What is noted.
    Kept,
    /// What was typed and refused.
    Refused(Fields, FieldErrors),
    /// What was typed while somebody else saved.
    Overtaken(Fields),
}

async fn facts_page(page: &Page, candidate: Candidate, state: FactsState) -> WebResult {
    let municipality = candidate.municipality;
    let names = page.app.db.read(move |conn| team_names(conn, municipality).map_err(WebError::from)).await?;
    let (status, typed, errors, changed_meanwhile) = match state {
        FactsState::Kept => (StatusCode::OK, None, FieldErrors::none(), false),
        FactsState::Refused(typed, errors) => (StatusCode::UNPROCESSABLE_ENTITY, Some(typed), errors, false),
        FactsState::Overtaken(typed) => (StatusCode::CONFLICT, Some(typed), FieldErrors::none(), true),
    };
    let shown = FactsForm {
        id: candidate.id,
        name: candidate.contact.name,
        private: candidate.private,
        names,
        typed,
        errors,
        changed_meanwhile,
        version: candidate.version,
    };
    page.html_with(status, |frame| shown.render(frame))
}

/// `POST /netwerk/kandidaten/{id}/feiten`
///
/// # Errors
/// `NotFound` when it is another municipality's.
pub async fn note_facts(
    _: Allowed<needs::KeepCandidates>,
    page: Page,
    id: web::Path<CandidateId>,
    sent: SentForm,
) -> WebResult {
    let (id, version) = (*id, sent.version()?);
    let result = match facts::parse(&sent.fields) {
        Ok(noted) => {
            let actor = page.actor.clone();
            let act = move |tx: &mut Tx| {
                let purpose = purpose_of(tx, &actor, id)?;
                candidate::note_facts(tx, &actor, id, version, &noted)?;
                Ok(format!("{}?doel={}", file_path(id), purpose.code()))
            };
            page.submit(&sent, act).await
        }
        Err(errors) => Err(ActionError::Invalid(errors)),
    };
    match result {
        Ok(location) => Ok(page.see_other(&location, Some(Notice::FactsSaved))),
        Err(ActionError::Invalid(errors)) => {
            let candidate = opened(&page, id).await?;
            facts_page(&page, candidate, FactsState::Refused(sent.fields, errors)).await
        }
        Err(ActionError::Conflict) => {
            let candidate = opened(&page, id).await?;
            facts_page(&page, candidate, FactsState::Overtaken(sent.fields)).await
        }
        Err(error) => Err(page.failed(error, &sent, &file_path(id))),
    }
}
