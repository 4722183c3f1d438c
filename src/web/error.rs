//! Web errors: the only place that knows which failure is which status code; logged once, here, and shown as a page.
//! Never an internal word to a visitor, and never a loss: what was typed is shown again.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

use crate::actions::ActionError;
use crate::db::DbError;
use crate::domain::form::Fields;
use crate::views::errors::ErrorPage;

/// Why there is no answer.
#[derive(Debug, Clone, thiserror::Error)]
pub enum WebError {
    /// Nobody is logged in.
    #[error("log in first")]
    LogIn,
    /// Logged in, but not for this.
    #[error("not for this role")]
    Forbidden,
    /// Not there, or somebody else's private one.
    #[error("not found")]
    NotFound,
    /// The address or the form cannot be read.
    #[error("bad request")]
    BadRequest,
    /// The form was not made for this visitor, or long ago.
    #[error("form expired")]
    FormExpired(Typed),
    /// Somebody else was first.
    #[error("conflict")]
    Conflict(Typed),
    /// Too much was sent.
    #[error("too large")]
    TooLarge,
    /// Too often; after so many seconds it works again.
    #[error("too many requests")]
    TooMany(u64),
    /// Out of use for now: the database is away, or has no room.
    #[error("out of use: {0}")]
    Unavailable(String),
    /// Something of ours failed.
    #[error("internal: {0}")]
    Internal(String),
}

/// What was typed in a form that could not be kept, and where to begin again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// Field by field.
    pub fields: Vec<(String, String)>,
    /// The page to go back to.
    pub back: String,
}

impl Typed {
    /// What was typed, without what the page itself put in. What is private is not shown again, and neither is what was
    /// chosen from a list (a code says nothing to people): that must be filled in again, and it says so.
    #[must_use]
    pub fn new(fields: &Fields, back: &str) -> Self {
        let own = ["_form", "versie", "actie", "revisie", "van"];
        let typed = fields.iter().filter(|(name, value)| !own.contains(name) && !value.is_empty());
        let (left_out, typed): (Vec<_>, Vec<_>) = typed.partition(|(name, value)| is_private(name) || is_code(value));
        let again = left_out.iter().any(|(name, _)| is_private(name)) || !(left_out.is_empty() || typed.is_empty());
        let label = |name: &str| {
            let words = name.replace('_', " ");
            let mut letters = words.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        };
        let mut fields: Vec<_> = typed.into_iter().map(|(name, value)| (label(name), value.to_owned())).collect();
        if again {
            fields.push(("Andere velden".to_owned(), "Deze staan hier niet. Vul ze opnieuw in.".to_owned()));
        }
        Self { fields, back: back.to_owned() }
    }
}

/// Whether a field is of what only a begeleider reads: the page may be somebody else's by now.
fn is_private(name: &str) -> bool {
    name.starts_with("feit_") || name.starts_with("grenzen") || name == "geboortedatum"
}

/// Whether a value is one that the form gives: a code (one word of small letters) or an identifier.
fn is_code(value: &str) -> bool {
    let is_word = value.starts_with(|c: char| c.is_ascii_lowercase())
        && value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    is_word || uuid::Uuid::try_parse(value).is_ok()
}

impl WebError {
    /// The page for people; `reference` is the number under which it stands in the log.
    #[must_use]
    pub fn page(&self, reference: &str) -> ErrorPage {
        match self.clone() {
            Self::LogIn | Self::Forbidden => ErrorPage::Forbidden,
            Self::NotFound => ErrorPage::NotFound,
            Self::BadRequest => ErrorPage::BadRequest,
            Self::FormExpired(Typed { fields, back }) => ErrorPage::FormExpired { typed: fields, back },
            Self::Conflict(Typed { fields, back }) => ErrorPage::Conflict { typed: fields, back },
            Self::TooLarge => ErrorPage::TooLarge,
            Self::TooMany(_) => ErrorPage::TooMany,
            Self::Unavailable(_) => ErrorPage::Unavailable,
            Self::Internal(_) => ErrorPage::Internal { reference: reference.to_owned() },
        }
    }

    /// The short name of the problem in the API (RFC 9457 `title`).
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self {
            Self::LogIn => "Not logged in",
            Self::Forbidden => "Not allowed",
            Self::NotFound => "Not found",
            Self::BadRequest | Self::FormExpired(_) => "Bad request",
            Self::Conflict(_) => "Conflict",
            Self::TooLarge => "Too large",
            Self::TooMany(_) => "Too many requests",
            Self::Unavailable(_) => "Out of use for now",
            Self::Internal(_) => "Internal error",
        }
    }
}

impl ResponseError for WebError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::LogIn => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::BadRequest | Self::FormExpired(_) => StatusCode::BAD_REQUEST,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Bare: the middleware `errors` dresses it as a page or a problem document, since it knows the request.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

impl From<ActionError> for WebError {
    fn from(error: ActionError) -> Self {
        match error {
            ActionError::NotFound => Self::NotFound,
            ActionError::Forbidden => Self::Forbidden,
            // A handler that shows a form catches these two and shows it again; elsewhere the page was out of date.
            ActionError::Invalid(_) | ActionError::Conflict | ActionError::NotNow(_) | ActionError::Tied => {
                Self::Conflict(Typed { fields: Vec::new(), back: "/".to_owned() })
            }
            ActionError::Db(error) => error.into(),
        }
    }
}

impl From<DbError> for WebError {
    fn from(error: DbError) -> Self {
        if error.is_outage() { Self::Unavailable(error.to_string()) } else { Self::Internal(error.to_string()) }
    }
}

impl From<crate::db::QueryError> for WebError {
    fn from(error: crate::db::QueryError) -> Self {
        DbError::Query(error).into()
    }
}

impl From<crate::search::SearchError> for WebError {
    fn from(error: crate::search::SearchError) -> Self {
        Self::Internal(error.to_string())
    }
}

/// The result of a handler.
pub type WebResult = Result<HttpResponse, WebError>;

#[cfg(test)]
mod tests {
    use super::Typed;
    use crate::domain::form::Fields;

    fn typed(fields: &[(&str, &str)]) -> Vec<(String, String)> {
        Typed::new(&fields.iter().copied().collect::<Fields>(), "/").fields
    }

    #[test]
    fn nothing_private_and_no_code_is_shown_again() {
        let shown = typed(&[
            ("_form", "x"),
            ("van", "kandidaat"),
            ("naam", "Selam Tesfay"),
            ("uren_min", "24"),
            ("begeleider", "0190a6c2-7f00-7000-8000-000000000001"),
            ("soorten", "beschut_werk"),
            ("geboortedatum", "1990-01-01"),
            ("grenzen_anders", "Snel moe na de middag"),
            ("feit_bijstand", "ja"),
        ]);
        let names: Vec<&str> = shown.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Naam", "Uren min", "Andere velden"]);
    }

    #[test]
    fn a_mere_choice_is_no_text() {
        assert!(typed(&[("reden", "moment"), ("versie", "1")]).is_empty());
        assert_eq!(typed(&[("feit_bijstand", "ja")]).len(), 1);
    }
}
