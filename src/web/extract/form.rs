//! Forms and query strings as fields; a form only when it was made for this visitor on this site.
//! Never a check of what was typed: that is the domain's.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest};
use sha2::{Digest, Sha256};

use super::page::{Visitor, app_of};
use crate::app::App;
use crate::domain::form::Fields;
use crate::domain::ids::{FormId, Id};
use crate::views::components::not_kept::NotKept;
use crate::web::error::{Typed, WebError};
use crate::web::middleware::is_behind_a_link;

/// The hidden field with the token of the form.
const TOKEN_FIELD: &str = "_form";

/// A form that was sent in, by the visitor for whom it was made.
pub struct SentForm {
    /// What was typed.
    pub fields: Fields,
    /// Which submission it is, see `identity`.
    pub form: FormId,
}

impl SentForm {
    /// The version of the row that the form showed (hidden field `versie`).
    ///
    /// # Errors
    /// A form without one is not ours.
    pub fn version(&self) -> Result<i32, WebError> {
        self.fields.get("versie").parse().ok().ok_or(WebError::BadRequest)
    }

    /// The warning for a page that is shown again because things moved on, with what was typed.
    #[must_use]
    pub fn not_kept(&self) -> NotKept {
        NotKept::overtaken(Typed::new(&self.fields, "").fields)
    }
}

impl FromRequest for SentForm {
    type Error = WebError;
    type Future = std::pin::Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let body = Bytes::from_request(&request, payload);
        Box::pin(async move {
            let app = app_of(&request)?;
            if !comes_from_here(&request, app) {
                return Err(WebError::BadRequest);
            }
            let Ok(body) = body.await else { return Err(WebError::TooLarge) };
            Self::made_for(&request, app, &body)
        })
    }
}

impl SentForm {
    /// The form, when it was made for this visitor.
    fn made_for(request: &HttpRequest, app: &App, body: &[u8]) -> Result<Self, WebError> {
        let fields = parse(body);
        let visitor = Visitor::of(request);
        match app.signer.open_form(fields.get(TOKEN_FIELD), visitor.binding()) {
            Some(_) => Ok(Self { form: identity(request, body), fields }),
            None => Err(WebError::FormExpired(Typed::new(&fields, &came_from(request, app)))),
        }
    }
}

/// A press on a button that stops a mail. The one post that needs neither Origin nor token of a form: a mail program sends
/// it when the reader presses its own button (RFC 8058), without having seen a page of ours. The token in the address is the
/// key, and all it opens is an end to mail.
pub enum Unsubscribing {
    /// On our page, by the visitor for whom it was made.
    OnPage,
    /// In a mail program.
    OneClick,
}

impl FromRequest for Unsubscribing {
    type Error = WebError;
    type Future = std::pin::Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let body = Bytes::from_request(&request, payload);
        Box::pin(async move {
            let app = app_of(&request)?;
            let Ok(body) = body.await else { return Err(WebError::TooLarge) };
            if is_one_click(&body) {
                return Ok(Self::OneClick);
            }
            if !comes_from_here(&request, app) {
                return Err(WebError::BadRequest);
            }
            SentForm::made_for(&request, app, &body).map(|_| Self::OnPage)
        })
    }
}

/// Whether this is the body that RFC 8058 §3.2 asks for: a form as browsers write it, or one in parts (RFC 7578).
fn is_one_click(body: &[u8]) -> bool {
    parse(body).get("List-Unsubscribe") == "One-Click" || is_one_click_in_parts(&String::from_utf8_lossy(body))
}

/// What stands between the parts is read from the body itself: it is the first line that can be it.
fn is_one_click_in_parts(body: &str) -> bool {
    let body = format!("\n{}", body.replace("\r\n", "\n"));
    let Some(between) = body.lines().find(|line| line.starts_with("--")) else { return false };
    let between = format!("\n{}", between.trim_end());
    let mut heads_and_values = body.split(&between).skip(1).filter_map(|part| part.split_once("\n\n"));
    heads_and_values.any(|(head, value)| is_named(head, "List-Unsubscribe") && value.trim() == "One-Click")
}

/// Whether the lines before a part, in any order, give it this name.
fn is_named(head: &str, name: &str) -> bool {
    // A line that begins with a space belongs to the one before.
    let head = head.replace("\n ", " ").replace("\n\t", " ");
    let disposition = head.lines().filter_map(|line| line.split_once(':'));
    let mut disposition = disposition.filter(|(key, _)| key.trim().eq_ignore_ascii_case("content-disposition"));
    disposition.any(|(_, value)| {
        let mut parameters = value.split(';').filter_map(|parameter| parameter.trim().split_once('='));
        parameters.any(|(key, value)| key.eq_ignore_ascii_case("name") && value.trim_matches('"') == name)
    })
}

/// A form that stood on this site, for whoever is logged in now: what it does takes nobody's right.
/// Of the demo only, where a page that was left open must work for the next part too.
pub struct UnboundForm(pub Fields);

impl FromRequest for UnboundForm {
    type Error = WebError;
    type Future = std::pin::Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let body = Bytes::from_request(&request, payload);
        Box::pin(async move {
            if !comes_from_here(&request, app_of(&request)?) {
                return Err(WebError::BadRequest);
            }
            let Ok(body) = body.await else { return Err(WebError::TooLarge) };
            Ok(Self(parse(&body)))
        })
    }
}

/// Which submission this is: the same page sent in twice with the same content is one; with other content (somebody
/// went back and typed again) it is another. The token is part of the content, so two rendered pages never meet.
fn identity(request: &HttpRequest, body: &[u8]) -> FormId {
    let mut hash = Sha256::new();
    hash.update(request.path());
    hash.update([0]);
    hash.update(body);
    let mut id = [0; 16];
    id.copy_from_slice(&hash.finalize()[..16]);
    FormId::from_uuid(uuid::Uuid::from_bytes(id))
}

/// What this site is called: in the settings, and where the request was sent. (`X-Forwarded-Host` is not looked at.)
fn own_hosts<'a>(request: &'a HttpRequest, app: &'a App) -> impl Iterator<Item = &'a str> {
    let configured = app.config.base_url.split_once("://").map(|(_, host)| host);
    let asked = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    configured.into_iter().chain(asked).filter(|host| !host.is_empty())
}

/// The page on which the form stood, when it is one of this site; else the front page.
fn came_from(request: &HttpRequest, app: &App) -> String {
    let referer = request.headers().get(header::REFERER).and_then(|value| value.to_str().ok());
    let path = referer.and_then(|address| address.split_once("://"));
    let path = path.and_then(|(_, rest)| own_hosts(request, app).find_map(|host| rest.strip_prefix(host)));
    // A page behind a link sends no referrer; its form posts to itself.
    let own = if is_behind_a_link(request) { request.path() } else { "/" };
    path.filter(|path| path.starts_with('/')).unwrap_or(own).to_owned()
}

/// Whether the browser says that the form stood on this site (a second lock beside the token). A client that says
/// nothing is judged by the token alone.
fn comes_from_here(request: &HttpRequest, app: &App) -> bool {
    let text = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match text(header::ORIGIN.as_str()) {
        None => true,
        // So say older browsers on a page without a referrer.
        Some("null") => is_behind_a_link(request),
        Some(origin) => {
            let host = origin.split_once("://").map_or("", |(_, host)| host);
            own_hosts(request, app).any(|own| own == host)
        }
    }
}

/// The parameters of the address.
pub struct QueryFields(pub Fields);

impl FromRequest for QueryFields {
    type Error = WebError;
    type Future = Ready<Result<Self, WebError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(parse(request.query_string().as_bytes()))))
    }
}

/// Pairs as browsers send them; bytes that are no UTF-8 become the replacement character.
pub fn parse(bytes: &[u8]) -> Fields {
    serde_urlencoded::from_bytes::<Vec<(String, String)>>(bytes).unwrap_or_default().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{is_one_click, parse};

    #[test]
    fn any_bytes_become_fields() {
        let fields = parse(b"dagen=ma&dagen=di&titel=caf%C3%A9+%FF&los&=x&%");
        assert_eq!(fields.all("dagen").collect::<Vec<_>>(), ["ma", "di"]);
        assert_eq!(fields.get("titel"), "café \u{FFFD}");
    }

    #[test]
    fn one_click_comes_as_a_form_or_in_parts() {
        assert!(is_one_click(b"List-Unsubscribe=One-Click"));
        let disposition = "Content-Disposition: form-data; name=\"List-Unsubscribe\"";
        for head in [
            disposition,
            &format!("{disposition}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 7bit"),
            &format!("Content-Type: text/plain\r\nContent-Length: 9\r\n{disposition}"),
            "content-disposition:form-data;\r\n name=List-Unsubscribe",
        ] {
            let part = format!("--x\r\n{head}\r\n\r\nOne-Click\r\n");
            let other = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n";
            for body in [format!("{part}--x--\r\n"), format!("{other}{part}--x--"), part.replace("\r\n", "\n")] {
                assert!(is_one_click(body.as_bytes()), "{body}");
            }
            for wrong in [part.replace("One-Click", "Nee, One-Click"), part.replace("List-Unsubscribe", "List")] {
                assert!(!is_one_click(wrong.as_bytes()), "{wrong}");
            }
            // The words in the text of another part are no answer.
            let quoted = format!("{other}\r\n{head}\r\n\r\nOne-Click\r\n--x--");
            assert!(!is_one_click(quoted.as_bytes()), "{quoted}");
        }
        for other in ["", "List-Unsubscribe=", "_form=One-Click", "name=\"List-Unsubscribe\"\r\n\r\nNee, One-Click"] {
            assert!(!is_one_click(other.as_bytes()), "{other}");
        }
    }
}
