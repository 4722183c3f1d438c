//! `/metrics`: the figures of this process, for the machine that watches it.
//! Never for anybody else: to them the page is not there.

use std::net::IpAddr;

use actix_web::http::header::{self, HeaderMap};
use actix_web::{HttpRequest, HttpResponse};
use sha2::{Digest, Sha256};

use crate::figures::{self, CONTENT_TYPE};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Anyone, Page};

/// What a proxy adds to a request: then it comes from elsewhere, whatever the connection says.
const FORWARDED: [&str; 4] = ["x-forwarded-for", "forwarded", "x-real-ip", "via"];

/// `GET /metrics`: from this machine itself, or with the token of the settings.
///
/// # Errors
/// `NotFound` for others.
pub async fn show(_: Anyone, page: Page, request: HttpRequest) -> WebResult {
    let peer = request.peer_addr().map(|address| address.ip());
    if !is_from_here(peer, request.headers()) && !shows(request.headers(), page.app.config.metrics_token.as_deref()) {
        return Err(WebError::NotFound);
    }
    let facts = figures::facts(&page.app.parts()).await;
    let text = figures::exposition(&page.app.parts(), &facts).map_err(|error| WebError::Internal(error.to_string()))?;
    let no_store = (header::CACHE_CONTROL, "no-store");
    Ok(HttpResponse::Ok().content_type(CONTENT_TYPE).insert_header(no_store).body(text))
}

fn is_from_here(peer: Option<IpAddr>, headers: &HeaderMap) -> bool {
    peer.is_some_and(|peer| peer.to_canonical().is_loopback())
        && !FORWARDED.iter().any(|name| headers.contains_key(*name))
}

/// Whether a request shows the token. Digests are compared, all of them to the end: how long that takes tells nothing.
fn shows(headers: &HeaderMap, token: Option<&str>) -> bool {
    let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let (Some(shown), Some(token)) = (shown, token) else { return false };
    let (shown, token) = (Sha256::digest(shown), Sha256::digest(token));
    shown.iter().zip(token.iter()).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn headers(name: &'static str, value: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        headers
    }

    #[test]
    fn only_this_machine_itself_needs_no_token() {
        let from = |peer: &str, headers: &HeaderMap| is_from_here(Some(peer.parse().unwrap()), headers);
        let none = HeaderMap::new();
        assert!(from("127.0.0.1", &none) && from("::1", &none) && from("::ffff:127.0.0.1", &none));
        assert!(!from("10.0.0.1", &none) && !is_from_here(None, &none));
        // A proxy on this machine brings somebody from elsewhere.
        for name in FORWARDED {
            assert!(!from("127.0.0.1", &headers(name, "127.0.0.1")), "{name}");
        }
    }

    #[test]
    fn the_token_is_the_whole_token() {
        let token = Some("geheim-van-de-meter");
        let shown = |value| shows(&headers("authorization", value), token);
        assert!(shown("Bearer geheim-van-de-meter"));
        for wrong in ["Bearer geheim-van-de-mete", "Bearer ", "geheim-van-de-meter", "Basic geheim-van-de-meter"] {
            assert!(!shown(wrong), "{wrong}");
        }
        assert!(!shows(&HeaderMap::new(), token) && !shows(&headers("authorization", "Bearer "), None));
    }
}
