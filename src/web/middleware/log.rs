//! The request log: an id for each request, and one line: method, route pattern, status and duration (`docs/logging.md`).
//! Never a path, a query, an address or a name: a path can hold a token, a query can hold what somebody looks for.

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpMessage, HttpRequest};

use crate::app::App;
use crate::figures::Asked;

/// The header with the id; what a client puts in it is not looked at.
const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// How many signs an id has: short enough to read aloud.
const LENGTH: usize = 10;

/// The id under which a request stands in the log and on its error page.
#[derive(Debug, Clone)]
pub struct RequestId(String);

impl RequestId {
    /// The id of a request; empty when the machine had no randomness for it.
    pub fn of(request: &HttpRequest) -> String {
        request.extensions().get::<Self>().map(|id| id.0.clone()).unwrap_or_default()
    }
}

/// Gives a request its id, writes one line for it and counts it.
///
/// # Errors
/// What the request itself gives.
pub async fn log_request(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let started = Instant::now();
    let app = request.app_data::<Data<App>>().cloned();
    let id = app.as_ref().and_then(|app| app.clock.moment().ok()).map(|mut moment| moment.short_code(LENGTH));
    let id = id.unwrap_or_default();
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = usual(request.method());
    let mut result = next.call(request).await;
    let (status, route) = match &result {
        Ok(response) => (response.status().as_u16(), response.request().match_pattern()),
        Err(error) => (error.as_response_error().status_code().as_u16(), None),
    };
    let route = route.unwrap_or_else(|| "(no route)".to_owned());
    let took = started.elapsed();
    let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(request = id, method, route, status, milliseconds, "request");
    if let Some(app) = &app {
        app.register.request_ended(&Asked { method, route, status: class(status) }, took);
    }
    if let (Ok(response), Ok(value)) = (&mut result, HeaderValue::from_str(&id)) {
        response.headers_mut().insert(HEADER, value);
    }
    result
}

/// A method that the site answers, or that it is another one: a client can send any word.
fn usual(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

fn class(status: u16) -> &'static str {
    match status {
        100..200 => "1xx",
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    }
}
