//! The page that is asked for: the program, who asks, and how an answer is dressed.
//! Never content: a handler hands in what to show.

use std::future::{Ready, ready};

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse};

use super::form::SentForm;
use crate::actions::{ActionError, ActionResult, submission};
use crate::app::App;
use crate::config::Stage;
use crate::db::Tx;
use crate::domain::actor::Actor;
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::ids::{FormId, Id};
use crate::views::flash::{Flash, Notice};
use crate::views::layout::{Frame, Site, Viewer};
use crate::web::error::{Typed, WebError, WebResult};
use crate::web::middleware::MayBeKept;

/// The cookie that carries a message over a redirect.
pub const FLASH_COOKIE: &str = "melding";

/// Says of an answer that it is the same for anyone who asks now: it holds no form, whose token is one visitor's.
#[derive(Debug, Clone, Copy)]
pub struct ForAnyone;

/// The session that a request belongs to: the hash of its token, or none.
#[derive(Debug, Clone, Default)]
pub struct Visitor(pub Option<[u8; 32]>);

impl Visitor {
    /// The visitor that the middleware found.
    pub fn of(request: &HttpRequest) -> Self {
        request.extensions().get::<Self>().cloned().unwrap_or_default()
    }

    /// What forms are bound to.
    pub fn binding(&self) -> &[u8] {
        self.0.as_ref().map_or(&[], <[u8; 32]>::as_slice)
    }
}

/// The program behind a request.
pub(super) fn app_of(request: &HttpRequest) -> Result<&App, WebError> {
    request
        .app_data::<actix_web::web::Data<App>>()
        .map(actix_web::web::Data::get_ref)
        .ok_or(WebError::Internal("no program".to_owned()))
}

/// A page that is asked for.
pub struct Page {
    /// The program.
    pub app: App,
    /// Who asks.
    pub actor: Actor,
    /// The session.
    pub visitor: Visitor,
    path: String,
    notice: Option<Notice>,
    may_be_kept: bool,
}

impl FromRequest for Page {
    type Error = WebError;
    type Future = Ready<Result<Self, WebError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request))
    }
}

impl Page {
    /// The page of a request.
    ///
    /// # Errors
    /// When the program was put together wrongly.
    pub fn of(request: &HttpRequest) -> Result<Self, WebError> {
        let notice = request.cookie(FLASH_COOKIE).and_then(|cookie| Notice::from_code(cookie.value()));
        Ok(Self {
            app: app_of(request)?.clone(),
            actor: request.extensions().get::<Actor>().cloned().unwrap_or(Actor::Anonymous),
            visitor: Visitor::of(request),
            path: request.path().to_owned(),
            notice,
            may_be_kept: request.extensions().get::<MayBeKept>().is_some(),
        })
    }

    /// Today in the Netherlands.
    pub fn today(&self) -> CivilDay {
        self.app.clock.today()
    }

    /// What stands around the page.
    ///
    /// # Errors
    /// When there is no randomness for the token of its forms.
    pub fn frame(&self) -> Result<Frame, WebError> {
        let form: FormId = self.app.clock.moment().map_err(|error| WebError::Internal(error.to_string()))?.id();
        let municipality = &self.app.municipality;
        Ok(Frame {
            site: Site {
                brand: municipality.brand.clone(),
                tagline: municipality.tagline.clone(),
                municipality: municipality.name.clone(),
                phone: municipality.phone.clone(),
                email: municipality.email.clone(),
                stage: match self.app.config.stage {
                    Stage::Acceptance => Some("Dit is een oefenomgeving. Er gaat geen mail de deur uit."),
                    Stage::Demo if !self.app.config.demo => Some("Dit is een voorbeeld. Alles is verzonnen."),
                    Stage::Production | Stage::Demo => None,
                },
            },
            viewer: self.actor.person().map(|person| Viewer { name: person.name.clone(), role: person.role }),
            flash: self.notice.map(Flash::from),
            form_token: self.app.signer.form_token(form.uuid(), self.visitor.binding()),
            path: self.path.clone(),
            demo: self.app.config.demo,
            feed: None,
        })
    }

    /// The answer 200 with a page.
    ///
    /// # Errors
    /// As [`Page::frame`].
    pub fn html<M: Into<String>>(&self, render: impl FnOnce(&Frame) -> M) -> Result<HttpResponse, WebError> {
        self.html_with(StatusCode::OK, render)
    }

    /// An answer with a page.
    ///
    /// # Errors
    /// As [`Page::frame`].
    pub fn html_with<M: Into<String>>(
        &self,
        status: StatusCode,
        render: impl FnOnce(&Frame) -> M,
    ) -> Result<HttpResponse, WebError> {
        let mut response = HttpResponse::build(status);
        response.content_type("text/html; charset=utf-8");
        // A logged-in page must not come back from a shared computer's memory.
        let cache = if self.actor == Actor::Anonymous { "private, no-cache" } else { "no-store" };
        response.insert_header((header::CACHE_CONTROL, cache));
        if self.notice.is_some() {
            response.cookie(flash_cookie("", Duration::ZERO));
        }
        let frame = self.frame()?;
        let body: String = render(&frame).into();
        let is_for_anyone = self.may_be_kept && self.actor == Actor::Anonymous && !body.contains(&frame.form_token);
        let mut response = response.body(body);
        if is_for_anyone {
            response.extensions_mut().insert(ForAnyone);
        }
        Ok(response)
    }

    /// Runs an action for a form, once however often it is sent; gives where to go.
    ///
    /// # Errors
    /// What the action returns.
    pub async fn submit(
        &self,
        sent: &SentForm,
        act: impl Fn(&mut Tx) -> ActionResult<String> + Send + 'static,
    ) -> ActionResult<String> {
        let form = sent.form;
        self.app.write(move |tx| submission::once(tx, form, &act)).await
    }

    /// [`Page::submit`] for a form of one button, whose failure has no page of its own: `back` shows how things stand.
    ///
    /// # Errors
    /// A page that says what happened, with what was typed.
    pub async fn press(
        &self,
        sent: &SentForm,
        (back, notice): (&str, Notice),
        act: impl Fn(&mut Tx) -> ActionResult<String> + Send + 'static,
    ) -> WebResult {
        match self.submit(sent, act).await {
            Ok(location) => Ok(self.see_other(&location, Some(notice))),
            Err(error) => Err(self.failed(error, sent, back)),
        }
    }

    /// A failed action as a page: what was typed is shown again when somebody else was first.
    #[must_use]
    #[expect(clippy::unused_self, reason = "an answer of the page, beside the others")]
    pub fn failed(&self, error: ActionError, sent: &SentForm, back: &str) -> WebError {
        match error {
            ActionError::Invalid(_) | ActionError::Conflict | ActionError::NotNow(_) | ActionError::Tied => {
                WebError::Conflict(Typed::new(&sent.fields, back))
            }
            other => other.into(),
        }
    }

    /// The answer 303 to another page, with a message there.
    #[expect(clippy::unused_self, reason = "an answer of the page, beside the others")]
    pub fn see_other(&self, location: &str, notice: Option<Notice>) -> HttpResponse {
        let mut response = HttpResponse::SeeOther();
        response.insert_header((header::LOCATION, location)).insert_header((header::CACHE_CONTROL, "no-store"));
        if let Some(notice) = notice {
            response.cookie(flash_cookie(notice.code(), Duration::minutes(1)));
        }
        response.finish()
    }
}

fn flash_cookie(value: &str, max_age: Duration) -> Cookie<'static> {
    Cookie::build(FLASH_COOKIE, value.to_owned())
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(max_age)
        .finish()
}
