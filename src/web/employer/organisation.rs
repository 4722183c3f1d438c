//! The employer's organisation.
//! Never verified by himself: a new name or number goes to the netwerker again.

use actix_web::http::StatusCode;

use crate::actions::{ActionError, employer};
use crate::domain::employer::{Employer, EmployerProfile, Verification};
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::EmployerId;
use crate::store::employers;
use crate::views::employer::organisation::OrganisationPage;
use crate::views::flash::Notice;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, SentForm, needs};

async fn load(page: &Page, id: EmployerId) -> Result<Employer, WebError> {
    page.app.db.read(move |conn| employers::find(conn, id)?.ok_or(WebError::NotFound)).await
}

fn shown(employer: Employer, fields: Fields, errors: FieldErrors) -> OrganisationPage {
    let Employer { verification, refusal, version, .. } = employer;
    OrganisationPage { verification, refusal, fields, errors, version }
}

/// `GET /werkgever/organisatie`
///
/// # Errors
/// A database error.
pub async fn show(allowed: Allowed<needs::ManageOwnListings>, page: Page) -> WebResult {
    let employer = load(&page, super::own(&allowed.person)?).await?;
    let fields = employer.profile.to_fields();
    let shown = shown(employer, fields, FieldErrors::none());
    page.html(|frame| shown.render(frame))
}

/// `POST /werkgever/organisatie`
///
/// # Errors
/// A database error.
pub async fn save(allowed: Allowed<needs::ManageOwnListings>, page: Page, sent: SentForm) -> WebResult {
    let id = super::own(&allowed.person)?;
    let version = sent.version()?;
    let before = load(&page, id).await?.verification;
    let result = match EmployerProfile::parse(&sent.fields) {
        Ok(profile) => {
            let actor = page.actor.clone();
            let act = move |tx: &mut crate::db::Tx| {
                employer::change_profile(tx, &actor, id, version, &profile)
                    .map(|()| "/werkgever/organisatie".to_owned())
            };
            page.submit(&sent, act).await
        }
        Err(errors) => Err(ActionError::Invalid(errors)),
    };
    match result {
        Ok(location) => {
            let again =
                before == Verification::Verified && load(&page, id).await?.verification == Verification::Waiting;
            let notice = if again { Notice::ProfileCheckedAgain } else { Notice::ProfileSaved };
            Ok(page.see_other(&location, Some(notice)))
        }
        Err(ActionError::Invalid(errors)) => {
            let shown = shown(load(&page, id).await?, sent.fields, errors);
            page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
        }
        Err(error) => Err(page.failed(error, &sent, "/werkgever/organisatie")),
    }
}
