//! The page behind the link in the mail to an employer: the netwerker wrote this for you, is it right?
//! Never confirms on a GET: mail scanners follow links.

use actix_web::web;

use crate::actions::{ActionError, listing};
use crate::db::{Conn, Tx};
use crate::domain::ids::{Id, RevisionId};
use crate::domain::link::LinkPurpose;
use crate::domain::listing::{RevisionState, Status};
use crate::store::{accounts, employers, listings, revisions};
use crate::views::components::card::listing_href;
use crate::views::employer::confirm::{ConfirmPage, ConfirmedPage};
use crate::web::error::{Typed, WebError, WebResult};
use crate::web::extract::{Anyone, Page, SentForm};

fn revision_of(page: &Page, token: &str) -> Result<RevisionId, WebError> {
    page.app.signer.open(token, LinkPurpose::ConfirmListing).map(RevisionId::from_uuid).ok_or(WebError::NotFound)
}

/// `GET /werkgevers/bevestigen/{token}`
///
/// # Errors
/// `NotFound` when the token is not ours, or the text was changed or taken back.
pub async fn show(_: Anyone, page: Page, token: web::Path<String>) -> WebResult {
    let revision = revision_of(&page, &token)?;
    let token = token.into_inner();
    if let Some(done) = page.app.db.read(move |conn| confirmed(conn, revision)).await? {
        return page.html(|frame| done.render(frame));
    }
    let shown = page.app.db.read(move |conn| load(conn, revision, &token)).await?;
    page.html(|frame| shown.render(frame))
}

/// The page for a text that was confirmed already: a second click or a look back.
fn confirmed(conn: &mut Conn, id: RevisionId) -> Result<Option<ConfirmedPage>, WebError> {
    let revision =
        revisions::find(conn, id)?.filter(|revision| revision.prepared_by.is_some()).ok_or(WebError::NotFound)?;
    let listing = listings::find(conn, revision.listing)?.ok_or(WebError::NotFound)?;
    if listing.live_revision != Some(id) || listing.status != Status::Live {
        return Ok(None);
    }
    let href = listing_href(listing.id, &revision.content.title.slug());
    let public_url = listing.kind.rules().public.then_some(href);
    Ok(Some(ConfirmedPage { title: listing.title, code: listing.code, public_url }))
}

fn load(conn: &mut Conn, id: RevisionId, token: &str) -> Result<ConfirmPage, WebError> {
    let revision = revisions::find(conn, id)?
        .filter(|revision| revision.state == RevisionState::Draft)
        .ok_or(WebError::NotFound)?;
    let author = revision.prepared_by.ok_or(WebError::NotFound)?;
    let listing = listings::find(conn, revision.listing)?
        .filter(|listing| listing.status == Status::Draft)
        .ok_or(WebError::NotFound)?;
    let employer = employers::find(conn, listing.employer)?.ok_or(WebError::NotFound)?;
    let netwerker = accounts::find(conn, author)?.map(|account| account.name).unwrap_or_default();
    Ok(ConfirmPage {
        kind: listing.kind,
        organisation: employer.profile.name,
        netwerker,
        content: revision.content,
        action: format!("/werkgevers/bevestigen/{token}"),
        login_url: format!("/inloggen?volgende=/werkgever/aanbod/{}/wijzig", listing.id),
    })
}

/// `POST /werkgevers/bevestigen/{token}`
///
/// # Errors
/// `NotFound` when the text was changed or taken back; a page that says why it cannot go online.
pub async fn confirm(_: Anyone, page: Page, token: web::Path<String>, sent: SentForm) -> WebResult {
    let revision = revision_of(&page, &token)?;
    let back = format!("/werkgevers/bevestigen/{token}");
    let location = back.clone();
    let act = move |tx: &mut Tx| listing::confirm(tx, revision).map(|_| location.clone());
    match page.submit(&sent, act).await {
        Ok(location) => Ok(page.see_other(&location, None)),
        // A second page of the same link was quicker: the link shows that it is done.
        Err(ActionError::NotFound) => Ok(page.see_other(&back, None)),
        // It cannot go online as it stands, a closing day that has passed for one: the employer mends it after logging in.
        Err(ActionError::Invalid(_)) => {
            Err(WebError::Conflict(Typed { fields: Vec::new(), back: "/inloggen".to_owned() }))
        }
        Err(error) => Err(error.into()),
    }
}
