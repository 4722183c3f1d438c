//! The listings of the municipality: the list, and one to judge.
//! Never approves another text than the one on the page: its revision travels with the form.

use actix_web::http::StatusCode;
use actix_web::web;

use crate::actions::{ActionError, ActionResult, listing};
use crate::db::{Conn, Tx};
use crate::domain::actor::{Actor, Capability};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{ListingId, MunicipalityId, RevisionId};
use crate::domain::listing::{Listing, RevisionState, Status};
use crate::store::{accounts, employers, interests, listings, revisions};
use crate::views::flash::Notice;
use crate::views::netwerker::listings::{ListingRow, Listings};
use crate::views::netwerker::review::{Review, ReviewedEmployer, WaitingText};
use crate::web::employer::listing::row as revision_row;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, QueryFields, SentForm, needs};
use crate::web::interests::public_url;

/// How many listings stand on a page.
const PER_PAGE: i64 = 50;

/// `GET /netwerk/aanbod`
///
/// # Errors
/// A database error.
pub async fn list(allowed: Allowed<needs::SeeNetwork>, page: Page, QueryFields(query): QueryFields) -> WebResult {
    let (actor, municipality) = (page.actor.clone(), allowed.person.municipality);
    let shown = page.app.db.read(move |conn| load_list(conn, &actor, municipality, &query)).await?;
    page.html(|frame| shown.render(frame))
}

fn load_list(
    conn: &mut Conn,
    actor: &Actor,
    municipality: MunicipalityId,
    query: &Fields,
) -> Result<Listings, WebError> {
    let status = Status::from_code(query.get("stand"));
    let text: String = query.get("q").chars().take(100).collect();
    let number = query.get("pagina").parse::<i64>().ok().filter(|page| (1..10_000).contains(page)).unwrap_or(1) - 1;
    let statuses: Vec<Status> = status.into_iter().collect();
    let with_drafts = actor.can(Capability::ModerateListings);
    let (found, total) =
        listings::list(conn, municipality, (&statuses, with_drafts), &text, (number * PER_PAGE, PER_PAGE))?;
    let ids: Vec<ListingId> = found.iter().map(|(listing, _)| listing.id).collect();
    let counts = interests::count_per_listing(conn, &ids, false)?;
    let waiting = revisions::waiting_of(conn, &ids)?;
    let rows = found
        .into_iter()
        .map(|(listing, employer)| ListingRow {
            id: listing.id,
            open_positions: listing.open_positions(),
            change_waits: listing.live_revision.is_some() && waiting.contains(&listing.id),
            interests: counts.get(&listing.id).map_or(0, |(all, _)| *all),
            title: listing.title,
            kind: listing.kind,
            employer,
            status: listing.status,
            closes_on: listing.closes_on,
            updated_at: listing.updated_at,
        })
        .collect();
    let counts = listings::count_by_status(conn, municipality)?;
    let counts = counts.into_iter().map(|(status, count)| (status, u64::try_from(count).unwrap_or(0))).collect();
    let pages = u32::try_from(total.max(1).unsigned_abs().div_ceil(PER_PAGE.unsigned_abs())).unwrap_or(u32::MAX);
    Ok(Listings { status, text, counts, rows, page: u32::try_from(number).unwrap_or(0), pages })
}

/// `GET /netwerk/aanbod/{id}`
///
/// # Errors
/// `NotFound` when it is another municipality's.
pub async fn show(_: Allowed<needs::SeeNetwork>, page: Page, id: web::Path<ListingId>) -> WebResult {
    let shown = load(&page, *id).await?;
    page.html(|frame| shown.render(frame))
}

async fn load(page: &Page, id: ListingId) -> Result<Review, WebError> {
    let (actor, today) = (page.actor.clone(), page.today());
    page.app.db.read(move |conn| read(conn, &actor, id, today)).await
}

fn read(conn: &mut Conn, actor: &Actor, id: ListingId, today: CivilDay) -> Result<Review, WebError> {
    let listing = listings::find(conn, id)?
        .filter(|listing| actor.can_in(Capability::SeeNetwork, listing.municipality))
        .ok_or(WebError::NotFound)?;
    let employer = employers::find(conn, listing.employer)?.ok_or(WebError::NotFound)?;
    let history = revisions::of_listing(conn, id)?;
    let waiting = history.iter().find(|revision| revision.state == RevisionState::Submitted);
    let live = listing.live_revision.and_then(|live| history.iter().find(|revision| revision.id == live));
    let shown = waiting.or(live).or(history.first()).ok_or(WebError::NotFound)?;
    let may_moderate = actor.can(Capability::ModerateListings);
    // Drafts are the employer's own until he sends them in.
    if !may_moderate && !was_sent_in(&listing) {
        return Err(WebError::NotFound);
    }
    let by = accounts::of_employer(conn, employer.id)?.into_iter().next().map(|account| account.name);
    Ok(Review {
        id,
        code: listing.code.clone(),
        kind: listing.kind,
        status: listing.status,
        missing: shown.content.missing(listing.kind, today),
        live: live.filter(|live| live.id != shown.id).map(|live| live.content.clone()),
        employer: ReviewedEmployer {
            id: employer.id,
            verification: employer.verification,
            place: employer.profile.place,
            live_listings: listings::public_of_employer(conn, employer.id, today)?.len(),
            name: employer.profile.name,
        },
        waiting: waiting.map(|revision| WaitingText {
            revision: revision.id,
            submitted_at: revision.submitted_at.unwrap_or(revision.created_at),
            by,
        }),
        public_url: public_url(conn, id, today)?,
        who_fits_url: (listing.status == Status::Live && actor.can(Capability::SeeProposals))
            .then(|| format!("/netwerk/aanbod/{id}/kandidaten")),
        content: shown.content.clone(),
        history: history.iter().map(revision_row).collect(),
        may_moderate,
        fields: Fields::default(),
        errors: FieldErrors::none(),
        today,
    })
}

/// Whether an employer ever sent this in; before that it is his own.
pub(super) fn was_sent_in(listing: &Listing) -> bool {
    listing.published_at.is_some() || matches!(listing.status, Status::Submitted | Status::Rejected)
}

/// `POST /netwerk/aanbod/{id}/goedkeuren`
///
/// # Errors
/// A page that says what happened.
pub async fn approve(
    _: Allowed<needs::ModerateListings>,
    page: Page,
    id: web::Path<ListingId>,
    sent: SentForm,
) -> WebResult {
    let (id, note) = (*id, sent.fields.get("toelichting").to_owned());
    decide(page, id, sent, Notice::Approved, move |tx, actor, revision| {
        listing::approve(tx, actor, id, revision, &note)
    })
    .await
}

/// `POST /netwerk/aanbod/{id}/afwijzen`
///
/// # Errors
/// A page that says what happened.
pub async fn reject(
    _: Allowed<needs::ModerateListings>,
    page: Page,
    id: web::Path<ListingId>,
    sent: SentForm,
) -> WebResult {
    let (id, reason) = (*id, sent.fields.get("toelichting").to_owned());
    decide(page, id, sent, Notice::Rejected, move |tx, actor, revision| {
        listing::reject(tx, actor, id, revision, &reason)
    })
    .await
}

async fn decide(
    page: Page,
    id: ListingId,
    sent: SentForm,
    notice: Notice,
    act: impl Fn(&mut Tx, &Actor, RevisionId) -> ActionResult<()> + Send + 'static,
) -> WebResult {
    let revision: RevisionId = sent.fields.get("revisie").parse().ok().ok_or(WebError::BadRequest)?;
    let actor = page.actor.clone();
    match page.submit(&sent, move |tx| act(tx, &actor, revision).map(|()| "/netwerk".to_owned())).await {
        Ok(location) => Ok(page.see_other(&location, Some(notice))),
        Err(ActionError::Invalid(errors)) => {
            let shown = Review { fields: sent.fields, errors, ..load(&page, id).await? };
            page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
        }
        Err(error) => Err(page.failed(error, &sent, &format!("/netwerk/aanbod/{id}"))),
    }
}
