//! One listing of an employer: how it stands and what he can do with it.
//! Never a rule about what fits its state: the action knows.

use actix_web::http::StatusCode;
use actix_web::web;

use crate::actions::listing::{self, FoundVia};
use crate::actions::{ActionError, ActionResult};
use crate::db::{Conn, Tx};
use crate::domain::actor::Actor;
use crate::domain::civil_day::CivilDay;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::ListingId;
use crate::domain::listing::{RevisionState, Status};
use crate::store::{employers, interests, listings, revisions};
use crate::views::components::card::listing_href;
use crate::views::components::revisions::RevisionRow;
use crate::views::employer::listing::EmployerListing;
use crate::views::flash::Notice;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, SentForm, needs};

type Own = Allowed<needs::ManageOwnListings>;

/// `GET /werkgever/aanbod/{id}`
///
/// # Errors
/// `NotFound` when it is another's.
pub async fn show(_: Own, page: Page, id: web::Path<ListingId>) -> WebResult {
    let shown = load(&page, *id, Fields::default(), FieldErrors::none()).await?;
    page.html(|frame| shown.render(frame))
}

async fn load(page: &Page, id: ListingId, fields: Fields, errors: FieldErrors) -> Result<EmployerListing, WebError> {
    let (actor, today) = (page.actor.clone(), page.today());
    let mut shown = page.app.db.read(move |conn| read(conn, &actor, id, today)).await?;
    shown.fields = fields;
    shown.errors = errors;
    Ok(shown)
}

fn read(conn: &mut Conn, actor: &Actor, id: ListingId, today: CivilDay) -> Result<EmployerListing, WebError> {
    let listing =
        listings::find(conn, id)?.filter(|listing| actor.acts_for(listing.employer)).ok_or(WebError::NotFound)?;
    let employer = employers::find(conn, listing.employer)?.ok_or(WebError::NotFound)?;
    let history = revisions::of_listing(conn, id)?;
    let newest = history.first().ok_or(WebError::NotFound)?;
    let counts = interests::count_per_listing(conn, &[id], true)?;
    let change = listing.live_revision.filter(|live| *live != newest.id).map(|_| newest.state);
    let rejected = listing.status == Status::Rejected || change == Some(RevisionState::Rejected);
    let public = listing.is_public_on(today);
    Ok(EmployerListing {
        id,
        code: listing.code.clone(),
        kind: listing.kind,
        status: listing.status,
        organisation: employer.profile.name,
        verification: employer.verification,
        missing: newest.content.missing(listing.kind, today),
        positions: listing.positions,
        filled: listing.filled,
        closes_on: listing.closes_on,
        published_at: listing.published_at,
        change,
        rejection: newest.reason.clone().filter(|_| rejected),
        public_url: public.then(|| listing_href(id, &newest.content.title.slug())),
        interests: counts.get(&id).copied().unwrap_or_default(),
        history: history.iter().map(row).collect(),
        version: listing.version,
        fields: Fields::default(),
        errors: FieldErrors::none(),
        content: crate::domain::listing::ListingContent { ladder_step_min: None, ..newest.content.clone() },
    })
}

/// A line of the history.
pub(in crate::web) fn row(revision: &crate::domain::listing::Revision) -> RevisionRow {
    RevisionRow {
        state: revision.state,
        at: revision.submitted_at.unwrap_or(revision.created_at),
        reason: revision.reason.clone(),
        by_netwerker: revision.prepared_by.is_some(),
    }
}

/// One button of the page: runs a step and comes back; what is wrong is shown on the page itself.
async fn step(
    page: Page,
    id: ListingId,
    sent: SentForm,
    notice: Notice,
    act: impl Fn(&mut Tx, &Actor) -> ActionResult<()> + Send + 'static,
) -> WebResult {
    let actor = page.actor.clone();
    let back = format!("/werkgever/aanbod/{id}");
    let location = back.clone();
    match page.submit(&sent, move |tx| act(tx, &actor).map(|()| location.clone())).await {
        Ok(location) => Ok(page.see_other(&location, Some(notice))),
        Err(ActionError::Invalid(errors)) => {
            let shown = load(&page, id, sent.fields, errors).await?;
            page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
        }
        Err(error) => Err(page.failed(error, &sent, &back)),
    }
}

/// `POST /werkgever/aanbod/{id}/insturen`
///
/// # Errors
/// A page that says what happened.
pub async fn submit(_: Own, page: Page, id: web::Path<ListingId>, sent: SentForm) -> WebResult {
    let id = *id;
    step(page, id, sent, Notice::Submitted, move |tx, actor| listing::submit(tx, actor, id)).await
}

/// `POST /werkgever/aanbod/{id}/pauzeren`
///
/// # Errors
/// A page that says what happened.
pub async fn pause(_: Own, page: Page, id: web::Path<ListingId>, sent: SentForm) -> WebResult {
    let id = *id;
    step(page, id, sent, Notice::Paused, move |tx, actor| listing::pause(tx, actor, id)).await
}

/// `POST /werkgever/aanbod/{id}/hervatten`
///
/// # Errors
/// A page that says what happened.
pub async fn resume(_: Own, page: Page, id: web::Path<ListingId>, sent: SentForm) -> WebResult {
    let id = *id;
    step(page, id, sent, Notice::Resumed, move |tx, actor| listing::resume(tx, actor, id)).await
}

/// `POST /werkgever/aanbod/{id}/verlengen`
///
/// # Errors
/// A page that says what happened.
pub async fn extend(_: Own, page: Page, id: web::Path<ListingId>, sent: SentForm) -> WebResult {
    let id = *id;
    let day = sent.fields.get("sluit_op").to_owned();
    step(page, id, sent, Notice::Extended, move |tx, actor| listing::extend(tx, actor, id, &day)).await
}

/// `POST /werkgever/aanbod/{id}/vervuld`
///
/// # Errors
/// A page that says what happened.
pub async fn fill(_: Own, page: Page, id: web::Path<ListingId>, sent: SentForm) -> WebResult {
    let (id, version) = (*id, sent.version()?);
    let via = match sent.fields.get("via") {
        "ons" => Some(FoundVia::Us),
        "anders" => Some(FoundVia::Elsewhere),
        _ => None,
    };
    step(page, id, sent, Notice::PlaceFilled, move |tx, actor| listing::fill(tx, actor, id, version, via)).await
}

/// `POST /werkgever/aanbod/{id}/intrekken`
///
/// # Errors
/// A page that says what happened.
pub async fn withdraw(_: Own, page: Page, id: web::Path<ListingId>, sent: SentForm) -> WebResult {
    let id = *id;
    let before = load(&page, id, Fields::default(), FieldErrors::none()).await?.status;
    let notice = if before == Status::Draft { Notice::DraftDiscarded } else { Notice::Withdrawn };
    step(page, id, sent, notice, move |tx, actor| listing::withdraw(tx, actor, id)).await
}

/// `POST /werkgever/aanbod/{id}/opnieuw`: a copy as a draft.
///
/// # Errors
/// A page that says what happened.
pub async fn relist(_: Own, page: Page, id: web::Path<ListingId>, sent: SentForm) -> WebResult {
    let (id, actor) = (*id, page.actor.clone());
    let back = format!("/werkgever/aanbod/{id}");
    let act = move |tx: &mut Tx| listing::relist(tx, &actor, id).map(|copy| format!("/werkgever/aanbod/{copy}"));
    page.press(&sent, (&back, Notice::CopiedToDraft), act).await
}
