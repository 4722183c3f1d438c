//! The request log: method, route pattern, status and duration (see `docs/logging.md`).
//! Never a path, a query, an address or a name: a path can hold a token, a query can hold what somebody looks for.

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;

/// Writes one line per request.
///
/// # Errors
/// What the request itself gives.
pub async fn log_request(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let started = Instant::now();
    let method = request.method().clone();
    let result = next.call(request).await;
    let (status, route) = match &result {
        Ok(response) => (response.status().as_u16(), response.request().match_pattern()),
        Err(error) => (error.as_response_error().status_code().as_u16(), None),
    };
    let route = route.unwrap_or_else(|| "(no route)".to_owned());
    let millis = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(%method, route, status, millis, "request");
    result
}
