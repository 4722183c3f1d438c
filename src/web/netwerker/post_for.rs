//! Posting for an employer after a visit: the netwerker writes, the employer confirms by a link in his mail.
//! Never public before the employer has confirmed.

use actix_web::http::StatusCode;
use actix_web::web;

use crate::actions::{ActionError, listing};
use crate::db::Tx;
use crate::domain::actor::Capability;
use crate::domain::employer::Employer;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::EmployerId;
use crate::domain::listing::{ListingContent, ListingKind};
use crate::store::employers;
use crate::views::employer::listing_form::ListingFormPage;
use crate::views::employer::listing_kind::ListingKindPage;
use crate::views::flash::Notice;
use crate::web::employer::listing_form::{first_fields, kind_of};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, QueryFields, SentForm, needs};

async fn employer(page: &Page, id: EmployerId) -> Result<Employer, WebError> {
    let actor = page.actor.clone();
    page.app
        .db
        .read(move |conn| {
            let found = employers::find(conn, id)?;
            found
                .filter(|employer| actor.can_in(Capability::ModerateListings, employer.municipality))
                .ok_or(WebError::NotFound)
        })
        .await
}

fn address(id: EmployerId) -> String {
    format!("/netwerk/werkgevers/{id}/aanbod/nieuw")
}

fn shown(employer: &Employer, kind: ListingKind, fields: Fields, errors: FieldErrors) -> ListingFormPage {
    ListingFormPage {
        kind,
        heading: format!("Nieuwe {} voor {}", kind.rules().label, employer.profile.name),
        action: address(employer.id),
        back_url: format!("/netwerk/werkgevers/{}", employer.id),
        for_employer: Some(employer.profile.name.clone()),
        fields,
        errors,
        version: None,
    }
}

/// `GET /netwerk/werkgevers/{id}/aanbod/nieuw`: the kinds; with `?soort=` the form.
///
/// # Errors
/// `NotFound` when it is another municipality's.
pub async fn form(
    _: Allowed<needs::ModerateListings>,
    page: Page,
    id: web::Path<EmployerId>,
    QueryFields(query): QueryFields,
) -> WebResult {
    let employer = employer(&page, *id).await?;
    if query.get("soort").is_empty() {
        let back_url = format!("/netwerk/werkgevers/{}", employer.id);
        let choose = ListingKindPage { form_url: address(*id), for_employer: Some(employer.profile.name), back_url };
        return page.html(|frame| choose.render(frame));
    }
    let kind = kind_of(&query)?;
    let mut fields = first_fields(kind);
    fields.push_some("plaats", employer.profile.place.as_ref());
    fields.push_some("postcode", employer.profile.postcode.as_ref());
    let shown = shown(&employer, kind, fields, FieldErrors::none());
    page.html(|frame| shown.render(frame))
}

/// `POST /netwerk/werkgevers/{id}/aanbod/nieuw`
///
/// # Errors
/// A page that says what happened.
pub async fn prepare(
    _: Allowed<needs::ModerateListings>,
    page: Page,
    id: web::Path<EmployerId>,
    sent: SentForm,
) -> WebResult {
    let id = *id;
    let kind = kind_of(&sent.fields)?;
    let employer = employer(&page, id).await?;
    let result = match ListingContent::parse(&sent.fields, kind) {
        Ok(content) => {
            let actor = page.actor.clone();
            let act = move |tx: &mut Tx| {
                listing::prepare(tx, &actor, id, kind, &content).map(|_| format!("/netwerk/werkgevers/{id}"))
            };
            page.submit(&sent, act).await
        }
        Err(errors) => Err(ActionError::Invalid(errors)),
    };
    match result {
        Ok(location) => Ok(page.see_other(&location, Some(Notice::Prepared))),
        Err(ActionError::Invalid(errors)) => {
            let shown = shown(&employer, kind, sent.fields, errors);
            page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
        }
        Err(error) => Err(page.failed(error, &sent, &address(id))),
    }
}
