//! The API for programs: public listings as JSON, errors as problem documents (RFC 9457).
//! Never anything that the pages for anyone do not show.

pub mod listings;
pub mod openapi;
pub mod problem;
pub mod suggest;

use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use crate::web::conditional::Document;
use crate::web::error::WebError;

/// An answer as JSON, which a program that has it already does not get again.
fn json<T: Serialize>(answer: &T, request: &HttpRequest) -> Result<HttpResponse, WebError> {
    let body = serde_json::to_string(answer).map_err(|error| WebError::Internal(error.to_string()))?;
    Ok(Document::new("application/json", body, None, 0).answer(request))
}
