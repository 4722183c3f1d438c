//! Introductions for staff: the list, one with its history, an answer by telephone noted, one taken back.
//! Never what is shown without the agreement it belongs to.

use actix_web::http::StatusCode;
use actix_web::web;
use chrono::{DateTime, Utc};

use super::candidates::{name_or_erased, team_names};
use crate::actions::{ActionError, ActionResult, candidate, introduction};
use crate::db::{Conn, Tx};
use crate::domain::actor::{Actor, Capability, Person};
use crate::domain::candidate::AccessPurpose;
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::IntroductionId;
use crate::domain::introduction::{EmployerAnswer, Introduction, IntroductionEvent, IntroductionStatus, RecallReason};
use crate::domain::sharing::ConsentChannel;
use crate::store::introductions::{Listed, Scope};
use crate::store::{audit, candidates, consents, employers, introductions, listings, undelivered};
use crate::views::flash::Notice;
use crate::views::introductions::GivenAnswer;
use crate::views::introductions::staff::{
    Agreed, IntroductionDetail, IntroductionList, IntroductionMove, IntroductionRow,
};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, SentForm, needs};

/// How many that are over are listed.
const OVER_SHOWN: i64 = 50;

fn path(id: IntroductionId) -> String {
    format!("/netwerk/voordrachten/{id}")
}

/// When an introduction came where it is.
pub(super) fn since(introduction: &Introduction) -> DateTime<Utc> {
    let steps = [introduction.recalled_at, introduction.answered_at, introduction.sent_at];
    steps.into_iter().flatten().next().unwrap_or(introduction.created_at)
}

/// `GET /netwerk/voordrachten`
///
/// # Errors
/// A database error.
pub async fn list(allowed: Allowed<needs::SeeProposals>, page: Page) -> WebResult {
    let (municipality, today) = (allowed.person.municipality, page.today());
    let (open, over) = page
        .app
        .db
        .read(move |conn| {
            let open = introductions::list(conn, Scope::Municipality(municipality), IntroductionStatus::OPEN)?;
            Ok::<_, WebError>((open, introductions::over(conn, municipality, OVER_SHOWN)?))
        })
        .await?;
    let rows = open.into_iter().chain(over).map(row).collect();
    page.html(|frame| IntroductionList { rows, today }.render(frame))
}

fn row(listed: Listed) -> IntroductionRow {
    IntroductionRow {
        id: listed.introduction.id,
        candidate: name_or_erased(listed.candidate_name),
        listing: listed.listing_title,
        employer: listed.employer_name,
        status: listed.introduction.status,
        since: since(&listed.introduction),
        later_until: listed.introduction.later_until,
    }
}

/// `GET /netwerk/voordrachten/{id}`
///
/// # Errors
/// `NotFound` when it is another municipality's.
pub async fn show(allowed: Allowed<needs::SeeProposals>, page: Page, id: web::Path<IntroductionId>) -> WebResult {
    let shown = load(&page, &allowed.person, *id).await?;
    page.html(|frame| shown.render(frame))
}

async fn load(page: &Page, reader: &Person, id: IntroductionId) -> Result<IntroductionDetail, WebError> {
    let (reader, actor) = (reader.clone(), page.actor.clone());
    page.app
        .write(move |tx| {
            let found = introductions::find(tx, id)?
                .filter(|found| found.municipality == reader.municipality)
                .ok_or(ActionError::NotFound)?;
            match candidate::open(tx, &actor, found.candidate, AccessPurpose::Placement) {
                // Erased: the row is there, and nothing of the person.
                Ok(_) | Err(ActionError::NotFound) => {}
                Err(error) => return Err(error),
            }
            dress(tx, &actor, found)
        })
        .await
        .map_err(WebError::from)
}

fn dress(conn: &mut Conn, actor: &Actor, found: Introduction) -> ActionResult<IntroductionDetail> {
    let candidate = candidates::find(conn, found.candidate)?.ok_or(ActionError::NotFound)?;
    let listing = listings::find(conn, found.listing)?.ok_or(ActionError::NotFound)?;
    let employer = employers::find(conn, found.employer)?.ok_or(ActionError::NotFound)?;
    let consent = consents::find(conn, found.consent)?.ok_or(ActionError::NotFound)?;
    let names = team_names(conn, found.municipality)?;
    let mut history = Vec::new();
    for entry in audit::of_introduction(conn, found.id)? {
        history.push(IntroductionMove {
            at: entry.at,
            event: entry.detail.as_deref().and_then(event_of),
            by: entry.account.and_then(|id| names.get(&id).cloned()),
        });
    }
    let unanswered = found.status == IntroductionStatus::Sent;
    let came_back = unanswered && !undelivered::introductions(conn, &[found.id])?.is_empty();
    Ok(IntroductionDetail {
        id: found.id,
        status: found.status,
        candidate: (candidate.id, name_or_erased(candidate.contact.name)),
        listing: (listing.id, listing.title),
        employer: (employer.id, employer.profile.name),
        shown: consent.shown,
        agreed: Agreed {
            at: consent.decided_at.unwrap_or(consent.asked_at),
            channel: consent.channel.unwrap_or(ConsentChannel::Screen),
            noted_by: consent.noted_by.and_then(|id| names.get(&id).cloned()),
        },
        answer: GivenAnswer::of(&found),
        recall: found.recall.zip(found.recalled_at),
        came_back,
        history,
        may_guide: actor.can(Capability::GuideMatches),
        not_kept: None,
        fields: Fields::default(),
        errors: FieldErrors::none(),
        version: found.version,
    })
}

/// The event that an entry of the audit tells of; a recall is written down with its reason.
fn event_of(detail: &str) -> Option<IntroductionEvent> {
    let recalled = RecallReason::from_code(detail).map(|_| IntroductionEvent::Recall);
    IntroductionEvent::from_code(detail).or(recalled)
}

/// `POST /netwerk/voordrachten/{id}/antwoord`: what the employer said by telephone.
///
/// # Errors
/// A page that says what happened.
pub async fn note_answer(
    allowed: Allowed<needs::GuideMatches>,
    page: Page,
    id: web::Path<IntroductionId>,
    sent: SentForm,
) -> WebResult {
    let (id, version) = (*id, sent.version()?);
    let result = match EmployerAnswer::parse(&sent.fields, page.today()) {
        Ok(answer) => {
            let actor = page.actor.clone();
            let act = move |tx: &mut Tx| introduction::note_answer(tx, &actor, id, version, &answer).map(|()| path(id));
            page.submit(&sent, act).await
        }
        Err(errors) => Err(ActionError::Invalid(errors)),
    };
    finish(&page, &allowed.person, id, sent, (result, Notice::IntroductionAnswerNoted)).await
}

/// `POST /netwerk/voordrachten/{id}/intrekken`
///
/// # Errors
/// A page that says what happened.
pub async fn recall(
    allowed: Allowed<needs::GuideMatches>,
    page: Page,
    id: web::Path<IntroductionId>,
    sent: SentForm,
) -> WebResult {
    let (id, version) = (*id, sent.version()?);
    let reason =
        RecallReason::from_code(sent.fields.get("waarom")).filter(|reason| RecallReason::CHOICES.contains(reason));
    let result = match reason {
        Some(reason) => {
            let actor = page.actor.clone();
            let act = move |tx: &mut Tx| introduction::recall(tx, &actor, id, version, reason).map(|()| path(id));
            page.submit(&sent, act).await
        }
        None => Err(ActionError::Invalid(FieldErrors::one("waarom", "Kies waarom je de voordracht intrekt."))),
    };
    finish(&page, &allowed.person, id, sent, (result, Notice::IntroductionRecalled)).await
}

async fn finish(
    page: &Page,
    reader: &Person,
    id: IntroductionId,
    sent: SentForm,
    (result, notice): (ActionResult<String>, Notice),
) -> WebResult {
    match result {
        Ok(location) => Ok(page.see_other(&location, Some(notice))),
        Err(ActionError::Invalid(errors)) => {
            let mut shown = load(page, reader, id).await?;
            (shown.fields, shown.errors) = (sent.fields, errors);
            page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
        }
        // Answered, taken back or sent since the page was opened: the page says how it stands now.
        Err(ActionError::Conflict | ActionError::NotNow(_)) => {
            let mut shown = load(page, reader, id).await?;
            shown.not_kept = Some(sent.not_kept());
            page.html_with(StatusCode::CONFLICT, |frame| shown.render(frame))
        }
        Err(error) => Err(page.failed(error, &sent, &path(id))),
    }
}
