//! Resolves who asks: the session cookie becomes an actor in the request's extensions.
//! Never refuses anything: a wrong or old cookie is a visitor without a log-in.

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpMessage, HttpResponse};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::log::RequestId;
use crate::actions::login;
use crate::app::App;
use crate::domain::account::Account;
use crate::domain::actor::Actor;
use crate::store::sessions::{self, Session};
use crate::web::error::WebError;
use crate::web::extract::Visitor;

/// The cookie of a session: strictly needed, so it asks for no consent (Telecommunicatiewet art. 11.7a(3)).
pub const SESSION_COOKIE: &str = "baanin_sessie";

/// Last-seen is written at most this often, in minutes.
const SEEN_EVERY: i64 = 5;

/// The cookie for a new session; empty to end one.
#[must_use]
pub fn session_cookie(app: &App, token: Option<&[u8; 32]>) -> Cookie<'static> {
    let value = token.map(|token| URL_SAFE_NO_PAD.encode(token)).unwrap_or_default();
    let cookie = Cookie::build(SESSION_COOKIE, value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.config.base_url.starts_with("https://"));
    if token.is_some() { cookie.finish() } else { cookie.max_age(Duration::ZERO).finish() }
}

/// Puts [`Actor`] and [`Visitor`] into the request's extensions.
///
/// # Errors
/// What the request itself gives.
pub async fn resolve_actor<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, actix_web::Error> {
    let (actor, visitor) = match (request.app_data::<Data<App>>().cloned(), token_hash(&request)) {
        (Some(app), Some(hash)) => match find(&app, hash).await {
            Ok(Some((session, account))) => {
                keep(&app, session, &account).await;
                (Actor::Person(account.person()), Visitor(Some(hash)))
            }
            Ok(None) => (Actor::Anonymous, Visitor(None)),
            // Without a database nobody can be known, and no page can be made.
            Err(error) => {
                let id = RequestId::of(request.request());
                tracing::error!(request = id, route = request.match_pattern(), %error, "the database does not answer");
                let words = "De website is er zo weer. Probeer het over een paar minuten opnieuw.";
                let response = HttpResponse::ServiceUnavailable().content_type("text/plain; charset=utf-8").body(words);
                return Ok(request.into_response(response).map_into_right_body());
            }
        },
        _ => (Actor::Anonymous, Visitor(None)),
    };
    request.extensions_mut().insert(actor);
    request.extensions_mut().insert(visitor);
    next.call(request).await.map(ServiceResponse::map_into_left_body)
}

fn token_hash(request: &ServiceRequest) -> Option<[u8; 32]> {
    let cookie = request.cookie(SESSION_COOKIE)?;
    let token = URL_SAFE_NO_PAD.decode(cookie.value()).ok().filter(|token| token.len() == 32)?;
    Some(login::token_hash(&token))
}

async fn find(app: &App, hash: [u8; 32]) -> Result<Option<(Session, Account)>, WebError> {
    let now = app.clock.now();
    app.db.read(move |conn| sessions::find(conn, &hash, now).map_err(WebError::from)).await
}

/// Notes that the session is in use; a page does not fail because that could not be written.
async fn keep(app: &App, session: Session, account: &Account) {
    if app.clock.now() - session.seen_at < chrono::Duration::minutes(SEEN_EVERY) {
        return;
    }
    let account = account.clone();
    if let Err(error) = app.write(move |tx| login::keep_session(tx, &session, &account)).await {
        tracing::warn!(%error, "last-seen of a session could not be written");
    }
}
