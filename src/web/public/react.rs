//! Reacting in one step: to a listing, or "ik zoek werk, bel mij".
//! Never asks more than how to reach somebody.

use actix_web::http::StatusCode;
use actix_web::web;

use crate::actions::{ActionError, interest};
use crate::domain::actor::Role;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::ListingId;
use crate::domain::interest::Applicant;
use crate::store::{accounts, listings};
use crate::views::components::card::listing_href;
use crate::views::public::react::{About, CallMePage, ReactPage, ReactedPage};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Anyone, Page, QueryFields, SentForm};

type ListingPath = web::Path<(ListingId, String)>;

/// The listing that a reaction is about, while it is public.
async fn about(page: &Page, id: ListingId) -> Result<About, WebError> {
    let today = page.today();
    let public =
        page.app.db.read(move |conn| listings::public_by_ids(conn, &[id], today).map_err(WebError::from)).await?.pop();
    let public = public.ok_or(WebError::NotFound)?;
    Ok(About {
        href: listing_href(id, &public.content.title.slug()),
        title: public.content.title.as_str().to_owned(),
        employer: public.employer_name,
        reaction: public.content.reaction,
    })
}

/// What we know of a job seeker who is logged in, so that he does not type it again.
async fn own_fields(page: &Page) -> Result<Fields, WebError> {
    let Some(person) = page.actor.person().filter(|person| person.role == Role::Candidate) else {
        return Ok(Fields::default());
    };
    let id = person.account;
    let account = page.app.db.read(move |conn| accounts::find(conn, id)?.ok_or(WebError::NotFound)).await?;
    let mut fields = Fields::default().with("naam", account.name).with("email", account.email.as_str());
    fields.push_some("telefoon", account.phone);
    Ok(fields)
}

/// The work was taken away while somebody wrote: what he typed stands in the form with which he can be called.
fn gone(page: &Page, fields: Fields) -> WebResult {
    let words = "Dit werk is net weggehaald. Je bericht is nog niet verstuurd. Wil je dat wij je bellen? Verstuur dan dit formulier.";
    let shown = CallMePage { fields, errors: FieldErrors::one("bericht", words) };
    page.html_with(StatusCode::GONE, |frame| shown.render(frame))
}

/// `GET /werk/{id}/{slug}/reageren`
///
/// # Errors
/// `NotFound` when the listing is public no longer.
pub async fn form(_: Anyone, page: Page, path: ListingPath) -> WebResult {
    let about = about(&page, path.0).await?;
    let fields = own_fields(&page).await?;
    page.html(|frame| ReactPage { about, fields, errors: FieldErrors::none() }.render(frame))
}

/// `POST /werk/{id}/{slug}/reageren`
///
/// # Errors
/// `NotFound` when the listing is public no longer.
pub async fn send(_: Anyone, page: Page, path: ListingPath, sent: SentForm) -> WebResult {
    let about = match about(&page, path.0).await {
        Ok(about) => about,
        Err(WebError::NotFound) => return gone(&page, sent.fields),
        Err(error) => return Err(error),
    };
    match react(&page, &sent, Some(path.0), &format!("{}/gereageerd", about.href)).await {
        Ok(location) => Ok(page.see_other(&location, None)),
        Err(ActionError::Invalid(errors)) => {
            let shown = ReactPage { about, fields: sent.fields, errors };
            page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /werk/{id}/{slug}/gereageerd`
///
/// # Errors
/// `NotFound` when the listing is public no longer.
pub async fn sent(_: Anyone, page: Page, path: ListingPath, QueryFields(query): QueryFields) -> WebResult {
    let about = about(&page, path.0).await.ok();
    page.html(|frame| ReactedPage { about, gets_mail: query.has("mail", "ja") }.render(frame))
}

/// `GET /ik-zoek-werk`
///
/// # Errors
/// None of its own.
pub async fn call_me(_: Anyone, page: Page) -> WebResult {
    let fields = own_fields(&page).await?;
    page.html(|frame| CallMePage { fields, errors: FieldErrors::none() }.render(frame))
}

/// `POST /ik-zoek-werk`
///
/// # Errors
/// A database error.
pub async fn call_me_send(_: Anyone, page: Page, sent: SentForm) -> WebResult {
    match react(&page, &sent, None, "/ik-zoek-werk/verstuurd").await {
        Ok(location) => Ok(page.see_other(&location, None)),
        Err(ActionError::Invalid(errors)) => {
            let shown = CallMePage { fields: sent.fields, errors };
            page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /ik-zoek-werk/verstuurd`
///
/// # Errors
/// None of its own.
pub async fn call_me_sent(_: Anyone, page: Page, QueryFields(query): QueryFields) -> WebResult {
    page.html(|frame| ReactedPage { about: None, gets_mail: query.has("mail", "ja") }.render(frame))
}

async fn react(page: &Page, sent: &SentForm, listing: Option<ListingId>, done: &str) -> Result<String, ActionError> {
    let from = Applicant::parse(&sent.fields)?;
    let municipality = page.app.municipality.id;
    let done = format!("{done}?mail={}", if from.email.is_some() { "ja" } else { "nee" });
    page.submit(sent, move |tx| {
        interest::react(tx, municipality, listing, &from)?;
        Ok(done.clone())
    })
    .await
}
