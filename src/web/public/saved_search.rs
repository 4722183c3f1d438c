//! Work by mail: asking for it, and the links of its mails.
//! Never an answer that tells whether an address is known, and never a change on a GET.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};

use crate::actions::{ActionError, saved_search};
use crate::db::Tx;
use crate::domain::actor::Actor;
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{Id, SavedSearchId};
use crate::domain::link::{LinkPurpose, Signer};
use crate::domain::saved_search::{Criteria, Rhythm, SavedSearch, SavedSearchState, StopReason};
use crate::domain::search::{PAGE_NAMES, Query};
use crate::domain::text::EmailAddress;
use crate::store::{form_results, saved_searches};
use crate::views::public::saved_search::{SavedSearchAskedPage, SavedSearchLinkPage, SavedSearchPage, Step};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Anyone, Page, QueryFields, SentForm, Unsubscribing};
use crate::web::middleware::wait_to_mail;

/// What is said when one visitor, or all who share his address, asked for mail to very many addresses.
const TOO_MANY: &str = "Vanaf deze internetverbinding is al vaak om mail gevraagd. Wacht een paar minuten. Klik daarna nog \
                        een keer op ‘Mail mij nieuw werk’.";

/// `GET /werk/mail`
///
/// # Errors
/// None of its own.
pub async fn form(_: Anyone, page: Page, QueryFields(fields): QueryFields) -> WebResult {
    let shown = shown(fields, None);
    page.html(|frame| shown.render(frame))
}

/// The page for what was typed. What is only missing is an error once somebody has seen the form that asks for it.
fn shown(fields: Fields, wrong: Option<FieldErrors>) -> SavedSearchPage {
    let (query, unreadable) = Query::parse(&fields, &PAGE_NAMES);
    let (criteria, missing) = match Criteria::parse(&fields) {
        Ok(criteria) => (Some(criteria), FieldErrors::none()),
        Err(missing) => (None, missing),
    };
    let all = if fields.has("verder", "ja") { missing } else { unreadable };
    // What stands in no field of the form is left out of the search, and is no error there.
    let in_the_form = [PAGE_NAMES.text, PAGE_NAMES.place, PAGE_NAMES.radius];
    let mut errors = FieldErrors::none();
    for error in all.iter().filter(|error| in_the_form.contains(&error.field)) {
        errors.add(error.field, error.message.clone());
    }
    SavedSearchPage::of(query, criteria, fields, wrong.unwrap_or(errors))
}

/// `POST /werk/mail`: the answer is the same for every address.
///
/// # Errors
/// A database error.
pub async fn ask(_: Anyone, page: Page, sent: SentForm, request: HttpRequest) -> WebResult {
    let Ok(criteria) = Criteria::parse(&sent.fields) else {
        let shown = shown(sent.fields.with("verder", "ja"), None);
        return page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame));
    };
    let mut errors = FieldErrors::none();
    let email = errors.take("email", EmailAddress::parse(sent.fields.get("email")));
    let rhythm = Rhythm::from_code(sent.fields.get("ritme")).ok_or_else(|| "Kies hoe vaak je mail wilt.".to_owned());
    let rhythm = errors.take("ritme", rhythm);
    match errors.finish(email.zip(rhythm)) {
        Ok((email, rhythm)) => {
            let form = sent.form;
            let answered = page.app.db.read(move |conn| Ok::<_, WebError>(form_results::answer(conn, form)?)).await?;
            // A form that is sent twice mails once, and counts once.
            if answered.is_none()
                && let Some(seconds) = wait_to_mail(&request)
            {
                return too_many(&page, sent.fields, seconds);
            }
            let municipality = page.app.municipality.id;
            let act = move |tx: &mut Tx| {
                saved_search::ask(tx, municipality, (&email, &criteria, rhythm))?;
                Ok("/werk/mail/verstuurd".to_owned())
            };
            let location = page.submit(&sent, act).await?;
            Ok(page.see_other(&location, None))
        }
        Err(errors) => {
            let shown = shown(sent.fields, Some(errors));
            page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
        }
    }
}

/// The form once more, with what was typed.
fn too_many(page: &Page, fields: Fields, seconds: u64) -> WebResult {
    let shown = shown(fields, Some(FieldErrors::one("email", TOO_MANY)));
    let mut response = page.html_with(StatusCode::TOO_MANY_REQUESTS, |frame| shown.render(frame))?;
    response.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from(seconds));
    Ok(response)
}

/// `GET /werk/mail/verstuurd`
///
/// # Errors
/// None of its own.
pub async fn asked(_: Anyone, page: Page) -> WebResult {
    page.html(|frame| SavedSearchAskedPage.render(frame))
}

/// The search that a link with this purpose opens.
fn opened(page: &Page, token: &str, purpose: LinkPurpose) -> Result<SavedSearchId, WebError> {
    page.app.signer.open(token, purpose).map(SavedSearchId::from_uuid).ok_or(WebError::NotFound)
}

/// The search and the rhythm that a link confirms: both are in its signature.
fn to_confirm(signer: &Signer, token: &str) -> Result<(SavedSearchId, Rhythm), WebError> {
    let confirms = |rhythm: &&Rhythm| signer.belongs_to(token, LinkPurpose::ConfirmSavedSearch, rhythm.code());
    let rhythm = Rhythm::ALL.iter().find(confirms).ok_or(WebError::NotFound)?;
    let id = Signer::claimed(token).ok_or(WebError::NotFound)?;
    Ok((SavedSearchId::from_uuid(id), *rhythm))
}

async fn find(page: &Page, id: SavedSearchId) -> Result<Option<SavedSearch>, WebError> {
    let found = page.app.db.read(move |conn| saved_searches::find(conn, id).map_err(WebError::from)).await?;
    Ok(found.filter(|search| search.state != SavedSearchState::Stopped))
}

/// A search with the rhythm that it has.
fn as_it_is(search: SavedSearch) -> (SavedSearch, Rhythm) {
    let rhythm = search.rhythm;
    (search, rhythm)
}

/// The page of a link.
fn link_page(page: &Page, step: Step, action: String, search: Option<(SavedSearch, Rhythm)>) -> WebResult {
    let status = match step {
        Step::Gone => StatusCode::GONE,
        Step::TooMany => StatusCode::CONFLICT,
        _ => StatusCode::OK,
    };
    let search = search.and_then(|(search, rhythm)| Some((search.criteria?, rhythm)));
    page.html_with(status, |frame| SavedSearchLinkPage { step, action, search }.render(frame))
}

/// `GET /mail/bevestigen/{token}`: one button.
///
/// # Errors
/// `NotFound` when the token is not ours.
pub async fn confirm_form(_: Anyone, page: Page, token: web::Path<String>) -> WebResult {
    let (id, rhythm) = to_confirm(&page.app.signer, &token)?;
    let found = find(&page, id).await?;
    let now = page.app.clock.now();
    let (step, shown) = match &found {
        None => (Step::Gone, rhythm),
        Some(search) => match search.state {
            SavedSearchState::Confirmed if search.rhythm == rhythm => (Step::Confirmed, rhythm),
            _ if search.can_be_confirmed(now) => (Step::Confirm, rhythm),
            SavedSearchState::Confirmed => (Step::Confirmed, search.rhythm),
            _ => (Step::Gone, rhythm),
        },
    };
    let search = found.filter(|_| step != Step::Gone).map(|search| (search, shown));
    link_page(&page, step, format!("/mail/bevestigen/{token}"), search)
}

/// `POST /mail/bevestigen/{token}`
///
/// # Errors
/// `NotFound` when the token is not ours.
pub async fn confirm(_: Anyone, page: Page, token: web::Path<String>, sent: SentForm) -> WebResult {
    let (id, rhythm) = to_confirm(&page.app.signer, &token)?;
    let back = format!("/mail/bevestigen/{token}");
    let location = back.clone();
    let act = move |tx: &mut Tx| saved_search::confirm(tx, id, rhythm).map(|()| location.clone());
    match page.submit(&sent, act).await {
        Err(ActionError::NotNow(_)) => {
            let search = find(&page, id).await?.map(|search| (search, rhythm));
            link_page(&page, Step::TooMany, back, search)
        }
        result => shows_itself(&page, result, &back),
    }
}

/// The link shows how things stand, whoever was first.
fn shows_itself(page: &Page, result: Result<String, ActionError>, back: &str) -> Result<HttpResponse, WebError> {
    match result {
        Ok(_) | Err(ActionError::NotFound | ActionError::Conflict) => Ok(page.see_other(back, None)),
        Err(error) => Err(error.into()),
    }
}

/// `GET /mail/houden/{token}`: one button.
///
/// # Errors
/// `NotFound` when the token is not ours.
pub async fn keep_form(_: Anyone, page: Page, token: web::Path<String>) -> WebResult {
    let id = opened(&page, &token, LinkPurpose::KeepSavedSearch)?;
    let found = find(&page, id).await?.filter(|search| search.state == SavedSearchState::Confirmed);
    let step = match &found {
        None => Step::Gone,
        Some(search) if search.asked_again_at.is_some() => Step::Keep,
        Some(_) => Step::Kept,
    };
    link_page(&page, step, format!("/mail/houden/{token}"), found.map(as_it_is))
}

/// `POST /mail/houden/{token}`
///
/// # Errors
/// `NotFound` when the token is not ours.
pub async fn keep(_: Anyone, page: Page, token: web::Path<String>, sent: SentForm) -> WebResult {
    let id = opened(&page, &token, LinkPurpose::KeepSavedSearch)?;
    let back = format!("/mail/houden/{token}");
    let location = back.clone();
    let result = page.submit(&sent, move |tx| saved_search::keep(tx, id).map(|()| location.clone())).await;
    shows_itself(&page, result, &back)
}

/// `GET /mail/afmelden/{token}`: one button. A search that is gone is stopped, whatever took it away.
///
/// # Errors
/// `NotFound` when the token is not ours.
pub async fn stop_form(_: Anyone, page: Page, token: web::Path<String>) -> WebResult {
    let id = opened(&page, &token, LinkPurpose::StopSavedSearch)?;
    let found = find(&page, id).await?;
    let step = if found.is_some() { Step::Stop } else { Step::Stopped };
    link_page(&page, step, format!("/mail/afmelden/{token}"), found.map(as_it_is))
}

/// `POST /mail/afmelden/{token}`: from the page, or from the mail program's own button, which follows no redirect.
///
/// # Errors
/// `NotFound` when the token is not ours.
pub async fn stop(_: Anyone, page: Page, token: web::Path<String>, sent: Unsubscribing) -> WebResult {
    let id = opened(&page, &token, LinkPurpose::StopSavedSearch)?;
    let back = format!("/mail/afmelden/{token}");
    page.app.write(move |tx| saved_search::stop(tx, &Actor::Anonymous, id, StopReason::Unsubscribed)).await?;
    match sent {
        Unsubscribing::OnPage => Ok(page.see_other(&back, None)),
        Unsubscribing::OneClick => link_page(&page, Step::Stopped, back, None),
    }
}
