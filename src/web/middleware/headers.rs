//! Security headers on every answer: from "nothing" upwards, each line with its reason.
//! Never a weaker line for a page with a form or a person: what other sites are meant to use stands in one table here.

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

/// A header and its value.
type Line = (&'static str, &'static str);

/// What is made for other sites to use, by route, and what they get instead. Each is the same for everyone, and asked for
/// without the visitor's cookies.
const FOR_OTHER_SITES: &[(&[&str], &[Line])] = &[
    // The list of work is shown in a frame of any site.
    (&["/widget"], &[("content-security-policy", CSP_FRAMED), ("cross-origin-resource-policy", "cross-origin")]),
    // The script that puts it there is loaded by any site.
    (&["/widget.js"], &[("cross-origin-resource-policy", "cross-origin")]),
    // Scripts of any site may read what anyone may read; `*` lets no cookie along.
    (
        &[
            "/api/v1/listings",
            "/api/v1/listings/{id}",
            "/api/v1/suggest",
            "/api/v1/openapi.json",
            "/feed.xml",
            "/rss.xml",
        ],
        &[("access-control-allow-origin", "*"), ("cross-origin-resource-policy", "cross-origin")],
    ),
];

/// [`CSP`] for what may stand in a frame.
const CSP_FRAMED: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; \
                          base-uri 'none'; form-action 'none'; frame-ancestors *";

/// What a route gets instead of the usual lines.
fn exceptions(route: Option<&str>) -> &'static [Line] {
    let for_route = FOR_OTHER_SITES.iter().find(|(routes, _)| route.is_some_and(|route| routes.contains(&route)));
    for_route.map_or(&[], |(_, lines)| lines)
}

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
    let exceptions = exceptions(response.request().match_pattern().as_deref());
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        let name = HeaderName::from_static(name);
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    for (name, value) in exceptions {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::routes::routes;

    #[test]
    fn only_what_the_table_names_is_for_other_sites() {
        let mut framed = Vec::new();
        for line in routes() {
            let lines = exceptions(Some(line.path));
            assert!(lines.is_empty() || (line.access.is_none() && line.method == "GET"), "{}", line.path);
            for (name, value) in lines {
                if *name == "content-security-policy" {
                    framed.push(line.path);
                }
                assert!(!value.contains("unsafe") && *name != "access-control-allow-credentials", "{}", line.path);
            }
        }
        assert_eq!(framed, ["/widget"]);
        assert!(exceptions(None).is_empty() && exceptions(Some("/werk")).is_empty());
    }
}
