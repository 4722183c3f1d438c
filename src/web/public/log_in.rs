//! Logging in by a link in the mail, and out.
//! Never tells whether an address is known, and never logs in on a GET: mail scanners follow links.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};

use crate::actions::{ActionError, login};
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{Id, LoginLinkId};
use crate::domain::link::LinkPurpose;
use crate::domain::text::EmailAddress;
use crate::store::login_links;
use crate::views::flash::Notice;
use crate::views::public::log_in::{LogInConfirmPage, LogInExpiredPage, LogInPage, LogInSentPage};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Anyone, Page, QueryFields, SentForm};
use crate::web::middleware::session_cookie;

/// `GET /inloggen`
///
/// # Errors
/// None of its own.
pub async fn form(_: Anyone, page: Page, QueryFields(query): QueryFields) -> WebResult {
    let next = Some(query.get("volgende").to_owned()).filter(|next| login::is_own_path(next));
    if let Some(person) = page.actor.person() {
        return Ok(page.see_other(next.as_deref().unwrap_or(person.role.home()), None));
    }
    page.html(|frame| LogInPage { fields: Fields::default(), errors: FieldErrors::none(), next }.render(frame))
}

/// `POST /inloggen`: the answer is the same for every address.
///
/// # Errors
/// A database error.
pub async fn ask(_: Anyone, page: Page, sent: SentForm) -> WebResult {
    let next = Some(sent.fields.get("verder").to_owned()).filter(|next| !next.is_empty());
    let email = match EmailAddress::parse(sent.fields.get("email")) {
        Ok(email) => email,
        Err(message) => {
            let shown = LogInPage { fields: sent.fields, errors: FieldErrors::one("email", message), next };
            return page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame));
        }
    };
    let to = email.clone();
    page.submit(&sent, move |tx| login::ask(tx, &to, next.as_deref()).map(|()| "/inloggen".to_owned())).await?;
    page.html(|frame| LogInSentPage { email: email.as_str().to_owned() }.render(frame))
}

fn link_of(page: &Page, token: &str) -> Option<LoginLinkId> {
    page.app.signer.open(token, LinkPurpose::LogIn).map(LoginLinkId::from_uuid)
}

/// `GET /inloggen/{token}`: one button.
///
/// # Errors
/// A database error.
pub async fn confirm(_: Anyone, page: Page, token: web::Path<String>) -> WebResult {
    let now = page.app.clock.now();
    let works = match link_of(&page, &token) {
        Some(id) => {
            let link = page.app.db.read(move |conn| login_links::find(conn, id).map_err(WebError::from)).await?;
            link.is_some_and(|link| link.used_at.is_none() && link.expires_at > now)
        }
        None => false,
    };
    if works {
        page.html(|frame| LogInConfirmPage { token: token.into_inner() }.render(frame))
    } else {
        page.html_with(StatusCode::GONE, |frame| LogInExpiredPage.render(frame))
    }
}

/// `POST /inloggen/{token}`
///
/// # Errors
/// A database error.
pub async fn log_in(_: Anyone, page: Page, token: web::Path<String>, _sent: SentForm) -> WebResult {
    let result = match link_of(&page, &token) {
        Some(link) => {
            let signer = page.app.signer.clone();
            page.app.write(move |tx| login::log_in(tx, &signer, link)).await
        }
        None => Err(ActionError::NotFound),
    };
    match result {
        Ok(logged_in) => {
            let mut response = page.see_other(&logged_in.location, None);
            response
                .add_cookie(&session_cookie(&page.app, Some(&logged_in.token)))
                .map_err(|error| WebError::Internal(error.to_string()))?;
            Ok(response)
        }
        Err(ActionError::NotFound) => page.html_with(StatusCode::GONE, |frame| LogInExpiredPage.render(frame)),
        Err(error) => Err(error.into()),
    }
}

/// `POST /uitloggen`: the session ends, and the browser forgets the pages it kept.
///
/// # Errors
/// A database error.
pub async fn log_out(_: Anyone, page: Page, _sent: SentForm) -> WebResult {
    if let Some(hash) = page.visitor.0 {
        let actor = page.actor.clone();
        page.app.write(move |tx| login::log_out(tx, &actor, &hash)).await?;
    }
    let mut response: HttpResponse = page.see_other("/", Some(Notice::LoggedOut));
    response.add_cookie(&session_cookie(&page.app, None)).map_err(|error| WebError::Internal(error.to_string()))?;
    response
        .headers_mut()
        .insert(header::HeaderName::from_static("clear-site-data"), header::HeaderValue::from_static("\"cache\""));
    Ok(response)
}
