//! Answers the front page and the search from the pages that are kept, and keeps those that are asked for again.
//! Never for who has a session or a message waiting, and never a page that holds a form to send (`Page::html`).

use actix_web::body::{BoxBody, EitherBody, MessageBody, to_bytes};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode, header};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpMessage, HttpResponse};

use super::actor::SESSION_COOKIE;
use crate::app::App;
use crate::web::extract::{FLASH_COOKIE, ForAnyone};
use crate::web::kept_pages::{KeptPage, KeptPages, Known, Stamp};

/// The pages that many ask for and that nobody's rights change.
const PATHS: [&str; 2] = ["/", "/werk"];
/// A longer question is nobody else's.
const LONGEST: usize = 400;

/// Says to [`Page::html`](crate::web::extract::Page::html) that the page it makes may be kept.
#[derive(Debug, Clone, Copy)]
pub struct MayBeKept;

/// Answers with a page that is kept, or keeps the one that is made.
///
/// # Errors
/// What the request itself gives.
pub async fn keep_pages<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, actix_web::Error> {
    let parts = (request.app_data::<Data<App>>(), request.app_data::<Data<KeptPages>>(), key_of(&request));
    let (Some(app), Some(pages), Some(key)) = parts else {
        return next.call(request).await.map(ServiceResponse::map_into_left_body);
    };
    let (stamp, pages) = (Stamp::now(app), pages.clone());
    match pages.find(&key, stamp) {
        Known::New => return next.call(request).await.map(ServiceResponse::map_into_left_body),
        Known::Kept(page) => return Ok(request.into_response(answer(&page)).map_into_right_body()),
        Known::AskedBefore => {}
    }
    request.extensions_mut().insert(MayBeKept);
    let response = next.call(request).await?;
    let is_for_anyone = response.response().extensions().get::<ForAnyone>().is_some();
    if !is_for_anyone || response.status() != StatusCode::OK || response.headers().contains_key(header::SET_COOKIE) {
        return Ok(response.map_into_left_body());
    }
    let (request, response) = response.into_parts();
    let (head, body) = response.into_parts();
    let body = to_bytes(body).await.map_err(|error| actix_web::error::ErrorInternalServerError(error.into()))?;
    let headers = head.headers().iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    let page = KeptPage { headers, body };
    let response = answer(&page);
    pages.keep(key, stamp, page);
    Ok(ServiceResponse::new(request, response).map_into_right_body())
}

fn answer(page: &KeptPage) -> HttpResponse {
    let mut response = HttpResponse::Ok().body(page.body.clone());
    for (name, value) in &page.headers {
        response.headers_mut().append(name.clone(), value.clone());
    }
    response
}

/// Under what a page is kept: the whole question, and how it may be packed. `None` for a visitor who gets his own.
fn key_of(request: &ServiceRequest) -> Option<String> {
    if *request.method() != Method::GET || !PATHS.contains(&request.path()) || request.query_string().len() > LONGEST {
        return None;
    }
    if request.cookie(SESSION_COOKIE).is_some() || request.cookie(FLASH_COOKIE).is_some() {
        return None;
    }
    let mut packings = request.headers().get_all(header::ACCEPT_ENCODING);
    let packing = packings.next().map_or(Some(""), |packing| packing.to_str().ok())?;
    if packings.next().is_some() || packing.len() > LONGEST {
        return None;
    }
    Some(format!("{}?{} {packing}", request.path(), request.query_string()))
}
