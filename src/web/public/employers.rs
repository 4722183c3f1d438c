//! The first steps of an employer: what there is, registering.
//! Never makes anything public: a netwerker verifies the organisation first.

use actix_web::http::StatusCode;

use crate::actions::{ActionError, employer};
use crate::domain::account::ContactDetails;
use crate::domain::employer::EmployerProfile;
use crate::domain::form::{FieldErrors, Fields};
use crate::views::public::employers::{EmployerRegisterPage, EmployerRegisteredPage, EmployersPage};
use crate::web::error::WebResult;
use crate::web::extract::{Anyone, Page, SentForm};

/// `GET /werkgevers`
///
/// # Errors
/// None of its own.
pub async fn show(_: Anyone, page: Page) -> WebResult {
    page.html(|frame| EmployersPage.render(frame))
}

/// `GET /werkgevers/aanmelden`
///
/// # Errors
/// None of its own.
pub async fn form(_: Anyone, page: Page) -> WebResult {
    page.html(|frame| EmployerRegisterPage { fields: Fields::default(), errors: FieldErrors::none() }.render(frame))
}

/// `POST /werkgevers/aanmelden`
///
/// # Errors
/// A database error.
pub async fn register(_: Anyone, page: Page, sent: SentForm) -> WebResult {
    let result = match parse_registration(&sent.fields) {
        Ok((profile, contact)) => {
            let municipality = page.app.municipality.id;
            let act = move |tx: &mut crate::db::Tx| {
                employer::register(tx, municipality, &profile, &contact).map(|()| "/werkgevers".to_owned())
            };
            page.submit(&sent, act).await
        }
        Err(errors) => Err(ActionError::Invalid(errors)),
    };
    match result {
        Ok(_) => {
            let email = sent.fields.get("email").to_owned();
            page.html(|frame| EmployerRegisteredPage { email }.render(frame))
        }
        Err(ActionError::Invalid(errors)) => {
            let shown = EmployerRegisterPage { fields: sent.fields, errors };
            page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
        }
        Err(error) => Err(error.into()),
    }
}

/// Organisation and contact person from one form: all that is wrong at once.
///
/// # Errors
/// What is wrong, by field.
pub fn parse_registration(fields: &Fields) -> Result<(EmployerProfile, ContactDetails), FieldErrors> {
    match (EmployerProfile::parse(fields), ContactDetails::parse(fields)) {
        (Ok(profile), Ok(contact)) => Ok((profile, contact)),
        (profile, contact) => {
            let mut errors = profile.err().unwrap_or_default();
            errors.extend(contact.err().unwrap_or_default());
            Err(errors)
        }
    }
}
