//! Dresses every error: a page with a way forward, or a problem document (RFC 9457) under `/api`.
//! Never twice in the log, and never with an internal word to the visitor.

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::HeaderValue;
use actix_web::http::{Method, StatusCode, header};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use actix_web::{HttpMessage, HttpRequest, HttpResponse};

use super::log::RequestId;
use crate::domain::actor::Actor;
use crate::domain::form::Fields;
use crate::views::errors::ErrorPage;
use crate::web::api::problem::Problem;
use crate::web::error::{Typed, WebError};
use crate::web::extract::{Page, parse_form};
use crate::web::routes;

/// Replaces a bare error answer by one for people or for programs.
///
/// # Errors
/// What the request itself gives.
pub async fn dress_errors<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, actix_web::Error> {
    let (request, typed) = keep_typed(request).await?;
    // The request must not be held while it is routed, so only an answer can be dressed: whatever stands inside this
    // answers with an error response instead of an error.
    let response = next.call(request).await?;
    let status = response.status();
    let error = response.response().error().map(|error| error.as_error::<WebError>().cloned());
    match (error, status) {
        (Some(Some(WebError::LogIn)), _) => Ok(logged_out(response.request().clone(), &typed)),
        (Some(error), _) => Ok(dressed(response.request().clone(), status, error)),
        (None, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED) if !has_body_of_ours(&response) => {
            Ok(dressed(response.request().clone(), status, None))
        }
        _ => Ok(response.map_into_left_body()),
    }
}

/// What is typed in a form that a visitor without a log-in sends: his log-in may have ended while he wrote, and then
/// no handler reads the body. It is read here and handed on.
async fn keep_typed(mut request: ServiceRequest) -> Result<(ServiceRequest, Fields), actix_web::Error> {
    let logged_in = request.extensions().get::<Actor>().is_some_and(|actor| actor.person().is_some());
    if *request.method() != Method::POST || logged_in {
        return Ok((request, Fields::default()));
    }
    // Too large: the handler says so.
    let Ok(body) = request.extract::<Bytes>().await else { return Ok((request, Fields::default())) };
    let fields = parse_form(&body);
    request.set_payload(Payload::Stream { payload: Box::pin(futures_util::stream::once(async move { Ok(body) })) });
    Ok((request, fields))
}

/// The answer to somebody who is not logged in: a page opens after the log-in; a form is shown with what was typed.
fn logged_out<B>(request: HttpRequest, typed: &Fields) -> ServiceResponse<EitherBody<B, BoxBody>> {
    if request.method() != Method::POST || is_of_the_api(&request) {
        return dressed(request, StatusCode::UNAUTHORIZED, Some(WebError::LogIn));
    }
    let Typed { fields, .. } = Typed::new(typed, "");
    let shown = ErrorPage::LoggedOut { typed: fields, back: "/inloggen".to_owned() };
    let page =
        Page::of(&request).and_then(|page| page.html_with(StatusCode::UNAUTHORIZED, |frame| shown.render(frame)));
    let response = page.unwrap_or_else(|_| HttpResponse::Unauthorized().finish());
    ServiceResponse::new(request, response).map_into_right_body()
}

/// Whether a program asks, by the path as the routes compare it.
fn is_of_the_api(request: &HttpRequest) -> bool {
    request.match_info().as_str().starts_with("/api/")
}

/// Whether a handler wrote this answer itself, as a page (its own 404 or 410).
fn has_body_of_ours<B>(response: &ServiceResponse<B>) -> bool {
    response.headers().contains_key(header::CONTENT_TYPE)
}

fn dressed<B>(
    request: HttpRequest,
    status: StatusCode,
    error: Option<WebError>,
) -> ServiceResponse<EitherBody<B, BoxBody>> {
    let reference = RequestId::of(&request);
    if status.is_server_error() {
        let why = error.as_ref().map_or_else(|| "unknown".to_owned(), ToString::to_string);
        let route = request.match_pattern().unwrap_or_default();
        tracing::error!(request = reference, route, error = %why, "request failed");
    }
    let mut response = if is_of_the_api(&request) {
        problem(status, error.as_ref(), &reference)
    } else {
        page(&request, status, error.as_ref(), &reference)
    };
    if let Some(WebError::TooMany(seconds)) = error {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    // RFC 9110 §15.5.6: who asks with a wrong method is told the right ones.
    if status == StatusCode::METHOD_NOT_ALLOWED
        && let Some(allowed) = request.match_pattern().and_then(|route| routes::methods(&route))
        && let Ok(allowed) = HeaderValue::from_str(&allowed)
    {
        response.headers_mut().insert(header::ALLOW, allowed);
    }
    ServiceResponse::new(request, response).map_into_right_body()
}

fn problem(status: StatusCode, error: Option<&WebError>, reference: &str) -> HttpResponse {
    let title = error.map_or_else(|| status.canonical_reason().unwrap_or("Error"), WebError::title);
    Problem::new(status, title, reference).answer()
}

fn page(request: &HttpRequest, status: StatusCode, error: Option<&WebError>, reference: &str) -> HttpResponse {
    // Somebody who is not logged in goes to the log-in page and comes back afterwards.
    if matches!(error, Some(WebError::LogIn)) && request.method().is_safe() {
        let next = serde_urlencoded::to_string([("volgende", request.uri().to_string())]).unwrap_or_default();
        return HttpResponse::SeeOther()
            .insert_header((header::LOCATION, format!("/inloggen?{next}")))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .finish();
    }
    let shown = match (error, status) {
        (Some(error), _) => error.page(reference),
        (None, StatusCode::NOT_FOUND) => ErrorPage::NotFound,
        (None, StatusCode::METHOD_NOT_ALLOWED) => ErrorPage::MethodNotAllowed,
        (None, StatusCode::PAYLOAD_TOO_LARGE) => ErrorPage::TooLarge,
        (None, status) if status.is_client_error() => ErrorPage::BadRequest,
        (None, _) => ErrorPage::Internal { reference: reference.to_owned() },
    };
    let dressed = Page::of(request).and_then(|page| page.html_with(status, |frame| shown.render(frame)));
    dressed.unwrap_or_else(|_| {
        HttpResponse::build(status).content_type("text/plain; charset=utf-8").body("Er ging iets mis.")
    })
}
