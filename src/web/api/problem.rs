//! What went wrong, as a problem document (RFC 9457).
//! Never an internal word: the reference is the number under which it stands in the log.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::form::FieldErrors;

/// The media type of a problem document.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// A problem document.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: the status says what kind of problem it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// What kind of problem it is, in words.
    title: String,
    /// The status of the answer.
    status: u16,
    /// What is wrong this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// The number under which it stands in the log of the server.
    #[serde(skip_serializing_if = "Option::is_none")]
    instance: Option<String>,
    /// The parameters that are wrong, each with why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    invalid_params: Vec<InvalidParameter>,
}

/// A parameter that is wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvalidParameter {
    /// Its name.
    name: &'static str,
    /// Why, in a Dutch sentence.
    reason: String,
}

impl Problem {
    /// A problem that its status and title say all about.
    #[must_use]
    pub fn new(status: StatusCode, title: &str, reference: &str) -> Self {
        Self {
            kind: "about:blank",
            title: title.to_owned(),
            status: status.as_u16(),
            detail: None,
            instance: (!reference.is_empty()).then(|| reference.to_owned()),
            invalid_params: Vec::new(),
        }
    }

    /// Parameters that are wrong.
    #[must_use]
    pub fn wrong_parameters(errors: &FieldErrors) -> Self {
        let parameters =
            errors.iter().map(|error| InvalidParameter { name: error.field, reason: error.message.clone() });
        Self {
            detail: Some(errors.to_string()),
            invalid_params: parameters.collect(),
            ..Self::new(StatusCode::BAD_REQUEST, "Wrong parameters", "")
        }
    }

    /// The answer.
    #[must_use]
    pub fn answer(&self) -> HttpResponse {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        HttpResponse::build(status).content_type(PROBLEM_JSON).body(serde_json::to_string(self).unwrap_or_default())
    }
}
