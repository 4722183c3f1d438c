//! Security headers on every answer: from "nothing" upwards, each line with its reason.
//! Never a weaker line for one page, only a stricter one: what a link opens leaves no trace.

use actix_web::HttpRequest;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;

use crate::app::App;
use crate::config::Stage;

/// Content-Security-Policy: everything from this site only, no inline script or style at all.
const CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
                   form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", CSP),
    // A file is what its type says.
    ("x-content-type-options", "nosniff"),
    // Other sites do not see which page (and which token in its address) a visitor came from.
    ("referrer-policy", "same-origin"),
    // No camera, microphone or position is ever asked for.
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"),
    // No other window or site reaches into ours.
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Over what an answer has, where the address itself is the key: it stays in no memory and is told to no other page.
const BEHIND_A_LINK: &[(&str, &str)] = &[("cache-control", "no-store"), ("referrer-policy", "no-referrer")];

/// Whether the address of a request holds a token: the link of a mail.
pub fn is_behind_a_link(request: &HttpRequest) -> bool {
    request.match_pattern().is_some_and(|route| route.ends_with("/{token}"))
}

/// Adds the headers that an answer does not have yet.
///
/// # Errors
/// What the request itself gives.
pub async fn security_headers(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let config = request.app_data::<Data<App>>().map(|app| app.config.clone());
    let mut response = next.call(request).await?;
    let behind_a_link = is_behind_a_link(response.request());
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        let name = HeaderName::from_static(name);
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    for (name, value) in BEHIND_A_LINK.iter().filter(|_| behind_a_link) {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    // Whether visitors come by https is what the settings say, not a header that anybody can send.
    if config.as_ref().is_some_and(|config| config.base_url.starts_with("https://")) {
        headers
            .insert(HeaderName::from_static("strict-transport-security"), HeaderValue::from_static("max-age=31536000"));
    }
    // What is made up or for practice must not be found by a search engine.
    if config.is_some_and(|config| config.stage != Stage::Production) {
        headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    }
    Ok(response)
}
