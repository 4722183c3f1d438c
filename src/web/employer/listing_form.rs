//! Writing a listing: choosing the kind, the form, saving, two people at once.
//! Never loses what was typed: a form that is refused is shown again as it was.

use actix_web::http::StatusCode;
use actix_web::web;

use crate::actions::{ActionError, listing};
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::ListingId;
use crate::domain::listing::{ListingContent, ListingKind};
use crate::store::{listings, revisions};
use crate::views::employer::listing_conflict::ConflictPage;
use crate::views::employer::listing_form::ListingFormPage;
use crate::views::employer::listing_kind::ListingKindPage;
use crate::views::flash::Notice;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, QueryFields, SentForm, needs};

/// A kind for which there is a form.
///
/// # Errors
/// `BadRequest` for another.
pub(in crate::web) fn kind_of(fields: &Fields) -> Result<ListingKind, WebError> {
    ListingKind::from_code(fields.get("soort")).filter(|kind| kind.rules().has_form).ok_or(WebError::BadRequest)
}

/// `GET /werkgever/aanbod/nieuw`: the kinds; with `?soort=` the form.
///
/// # Errors
/// `BadRequest` for a kind without a form.
pub async fn new(_: Allowed<needs::ManageOwnListings>, page: Page, QueryFields(query): QueryFields) -> WebResult {
    if query.get("soort").is_empty() {
        let choose = ListingKindPage {
            form_url: "/werkgever/aanbod/nieuw".to_owned(),
            for_employer: None,
            back_url: "/werkgever".to_owned(),
        };
        return page.html(|frame| choose.render(frame));
    }
    let kind = kind_of(&query)?;
    let shown = new_form(kind, first_fields(kind), FieldErrors::none());
    page.html(|frame| shown.render(frame))
}

/// What a new form begins with: where reactions go for this kind, one place, and search engines that may know.
pub(in crate::web) fn first_fields(kind: ListingKind) -> Fields {
    let fields = Fields::default().with("reactie", kind.rules().reaction.code()).with("plekken", "1");
    if kind.is_paid() { fields.with("google", "ja") } else { fields }
}

fn new_form(kind: ListingKind, fields: Fields, errors: FieldErrors) -> ListingFormPage {
    ListingFormPage {
        kind,
        heading: format!("Nieuwe {}", kind.rules().label),
        action: "/werkgever/aanbod".to_owned(),
        back_url: "/werkgever".to_owned(),
        for_employer: None,
        fields,
        errors,
        version: None,
    }
}

/// `POST /werkgever/aanbod`
///
/// # Errors
/// A database error.
pub async fn create(allowed: Allowed<needs::ManageOwnListings>, page: Page, sent: SentForm) -> WebResult {
    let employer = super::own(&allowed.person)?;
    let kind = kind_of(&sent.fields)?;
    let result = match ListingContent::parse(&sent.fields, kind) {
        Ok(content) => {
            let actor = page.actor.clone();
            let act = move |tx: &mut crate::db::Tx| {
                listing::create(tx, &actor, employer, kind, &content).map(|id| format!("/werkgever/aanbod/{id}"))
            };
            page.submit(&sent, act).await
        }
        Err(errors) => Err(ActionError::Invalid(errors)),
    };
    match result {
        Ok(location) => Ok(page.see_other(&location, Some(Notice::DraftSaved))),
        Err(ActionError::Invalid(errors)) => {
            let shown = new_form(kind, sent.fields, errors);
            page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
        }
        Err(error) => Err(page.failed(error, &sent, "/werkgever/aanbod/nieuw")),
    }
}

/// What the form of a listing shows.
struct Current {
    kind: ListingKind,
    version: i32,
    content: ListingContent,
    saved_at: chrono::DateTime<chrono::Utc>,
}

async fn current(page: &Page, id: ListingId) -> Result<Current, WebError> {
    let actor = page.actor.clone();
    page.app
        .db
        .read(move |conn| {
            let listing = listings::find(conn, id)?
                .filter(|listing| actor.acts_for(listing.employer))
                .ok_or(WebError::NotFound)?;
            let newest = revisions::newest(conn, id)?.ok_or(WebError::NotFound)?;
            // The step is the municipality's own: an employer neither sees nor changes it.
            let content = ListingContent { ladder_step_min: None, ..newest.content };
            Ok(Current { kind: listing.kind, version: listing.version, content, saved_at: listing.updated_at })
        })
        .await
}

fn edit_form(id: ListingId, current: &Current, fields: Fields, errors: FieldErrors) -> ListingFormPage {
    ListingFormPage {
        kind: current.kind,
        heading: format!("Wijzig: {}", current.content.title),
        action: format!("/werkgever/aanbod/{id}/wijzig"),
        back_url: format!("/werkgever/aanbod/{id}"),
        for_employer: None,
        fields,
        errors,
        version: Some(current.version),
    }
}

/// `GET /werkgever/aanbod/{id}/wijzig`
///
/// # Errors
/// `NotFound` when it is another's.
pub async fn edit(_: Allowed<needs::ManageOwnListings>, page: Page, id: web::Path<ListingId>) -> WebResult {
    let current = current(&page, *id).await?;
    let missing = current.content.missing(current.kind, page.today());
    let shown = edit_form(*id, &current, current.content.to_fields(), missing);
    page.html(|frame| shown.render(frame))
}

/// `POST /werkgever/aanbod/{id}/wijzig`
///
/// # Errors
/// `NotFound` when it is another's.
pub async fn save(
    _: Allowed<needs::ManageOwnListings>,
    page: Page,
    id: web::Path<ListingId>,
    sent: SentForm,
) -> WebResult {
    let id = *id;
    let version = sent.version()?;
    let current = current(&page, id).await?;
    let result = match ListingContent::parse(&sent.fields, current.kind) {
        Ok(content) => {
            let actor = page.actor.clone();
            let act = move |tx: &mut crate::db::Tx| {
                listing::save(tx, &actor, id, version, &content).map(|()| format!("/werkgever/aanbod/{id}"))
            };
            page.submit(&sent, act).await
        }
        Err(errors) => Err(ActionError::Invalid(errors)),
    };
    match result {
        Ok(location) => Ok(page.see_other(&location, Some(Notice::DraftSaved))),
        Err(ActionError::Invalid(errors)) => {
            let mut shown = edit_form(id, &current, sent.fields, errors);
            shown.version = Some(version);
            page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
        }
        Err(ActionError::Conflict) => {
            let shown = conflict(id, current, sent.fields);
            page.html_with(StatusCode::CONFLICT, |frame| shown.render(frame))
        }
        Err(error) => Err(page.failed(error, &sent, &format!("/werkgever/aanbod/{id}"))),
    }
}

fn conflict(id: ListingId, current: Current, mine: Fields) -> ConflictPage {
    ConflictPage {
        kind: current.kind,
        mine,
        theirs: current.content.to_fields(),
        theirs_by: None,
        theirs_at: current.saved_at,
        version: current.version,
        action: format!("/werkgever/aanbod/{id}/wijzig"),
        keep_url: format!("/werkgever/aanbod/{id}/wijzig"),
    }
}
