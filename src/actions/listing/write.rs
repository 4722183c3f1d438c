//! Writing a listing: a draft, its changes, sending it in, copying it, preparing it for an employer.
//! Never changes the text that is public: that one stays until a netwerker approves another.

use chrono::TimeDelta;

use super::super::notify::{self, Notice};
use super::{ActionError, ActionResult, expect_first, load_for_change, may_post_for, subject, write_head};
use crate::db::Tx;
use crate::domain::actor::{Actor, Capability, Role};
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::civil_day::CivilDay;
use crate::domain::employer::{Employer, Verification};
use crate::domain::ids::{EmployerId, ListingId};
use crate::domain::listing::{
    Author, Event, Listing, ListingContent, ListingKind, Origin, Revision, RevisionState, Status,
};
use crate::domain::notification::Notification;
use crate::store::audit::record;
use crate::store::revisions::{self, Decision};
use crate::store::{accounts, employers, listings};

/// A new listing as a draft, by its employer.
///
/// # Errors
/// `Forbidden` for another's employer.
pub fn create(
    tx: &mut Tx,
    actor: &Actor,
    employer: EmployerId,
    kind: ListingKind,
    content: &ListingContent,
) -> ActionResult<ListingId> {
    if !may_post_for(actor, employer) {
        return Err(ActionError::Forbidden);
    }
    let employer = employers::find(tx, employer)?.ok_or(ActionError::NotFound)?;
    let content = ListingContent { ladder_step_min: None, ..content.clone() };
    let listing = add_draft(tx, &employer, kind, &content, Author::Person)?;
    record(tx, actor, Deed::ListingCreated, subject(&listing), None)?;
    Ok(listing.id)
}

/// A netwerker writes a listing for an employer after a visit; the employer confirms it by a link in his mail.
///
/// # Errors
/// `Invalid` when something is missing or the employer is not verified; `Forbidden`.
pub fn prepare(
    tx: &mut Tx,
    actor: &Actor,
    employer: EmployerId,
    kind: ListingKind,
    content: &ListingContent,
) -> ActionResult<ListingId> {
    let employer = employers::find(tx, employer)?.ok_or(ActionError::NotFound)?;
    let author = actor.account().filter(|_| actor.can_in(Capability::ModerateListings, employer.municipality));
    let author = author.ok_or(ActionError::Forbidden)?;
    if employer.verification != Verification::Verified {
        return Err(super::super::invalid(
            "titel",
            "Controleer eerst de organisatie. Daarna kun je voor haar plaatsen.",
        ));
    }
    if accounts::of_employer(tx, employer.id)?.is_empty() {
        return Err(super::super::invalid(
            "titel",
            "Deze organisatie heeft nog geen contactpersoon die kan bevestigen. Voeg die eerst toe.",
        ));
    }
    let missing = content.missing(kind, CivilDay::of(tx.now()));
    if !missing.is_empty() {
        return Err(ActionError::Invalid(missing));
    }
    let listing = add_draft(tx, &employer, kind, content, Author::Netwerker(author))?;
    record(tx, actor, Deed::ListingPrepared, subject(&listing), None)?;
    let revision = revisions::newest(tx, listing.id)?.ok_or(ActionError::NotFound)?;
    let notification = Notification::ListingPrepared { listing: listing.id, revision: revision.id };
    notify::employer(tx, employer.id, &Notice::new(notification, revision.id, listing.version))?;
    Ok(listing.id)
}

fn add_draft(
    tx: &mut Tx,
    employer: &Employer,
    kind: ListingKind,
    content: &ListingContent,
    author: Author,
) -> ActionResult<Listing> {
    let listing = new_head(tx, employer, kind, content, None);
    listings::insert(tx, &listing)?;
    add_revision(tx, listing.id, content, author)?;
    tx.touch(SubjectKind::Listing, listing.id);
    Ok(listing)
}

/// The head of a new listing.
pub(super) fn new_head(
    tx: &mut Tx,
    employer: &Employer,
    kind: ListingKind,
    content: &ListingContent,
    origin: Option<Origin>,
) -> Listing {
    Listing {
        id: tx.id(),
        municipality: employer.municipality,
        employer: employer.id,
        code: tx.short_code(7),
        kind,
        status: Status::Draft,
        live_revision: None,
        title: content.title.as_str().to_owned(),
        positions: i32::from(content.positions),
        filled: 0,
        closes_on: content.closes_on,
        published_at: None,
        origin,
        created_at: tx.now(),
        updated_at: tx.now(),
        version: 1,
    }
}

pub(super) fn add_revision(
    tx: &mut Tx,
    listing: ListingId,
    content: &ListingContent,
    author: Author,
) -> ActionResult<Revision> {
    // The newest is what was written last, also when the clock was set back in between.
    let before = revisions::newest(tx, listing)?.map(|newest| newest.created_at + TimeDelta::microseconds(1));
    let created_at = before.map_or(tx.now(), |after| after.max(tx.now()));
    let revision = Revision {
        id: tx.id(),
        listing,
        state: RevisionState::Draft,
        content: content.clone(),
        prepared_by: author.prepared_by(),
        imported: author == Author::Import,
        submitted_at: None,
        reason: None,
        created_at,
    };
    revisions::insert(tx, &revision)?;
    Ok(revision)
}

/// Saves a changed text as a draft. A listing that is public keeps its text; one that was sent in or sent back becomes
/// a draft again. `version` is that of the form.
///
/// # Errors
/// `Conflict` when it was changed since; `NotNow` when it has ended.
pub fn save(tx: &mut Tx, actor: &Actor, id: ListingId, version: i32, content: &ListingContent) -> ActionResult<()> {
    let loaded = load_for_change(tx, actor, id)?;
    expect_first(loaded.version == version)?;
    let mut listing = loaded.clone();
    if !matches!(loaded.status, Status::Live | Status::Paused) {
        listing.status = loaded.status.on(Event::Edit)?;
        content.title.as_str().clone_into(&mut listing.title);
        listing.closes_on = content.closes_on;
        listing.positions = i32::from(content.positions);
    }
    let newest = revisions::newest(tx, id)?.ok_or(ActionError::NotFound)?;
    // The step is the municipality's own: an employer neither sees nor changes it.
    let content = &ListingContent { ladder_step_min: newest.content.ladder_step_min, ..content.clone() };
    match newest.state {
        RevisionState::Draft => expect_first(revisions::write_draft(tx, newest.id, content, Author::Person)?)?,
        RevisionState::Submitted => {
            let taken_back = Decision {
                from: RevisionState::Submitted,
                to: RevisionState::Superseded,
                reason: None,
                submitted_at: None,
            };
            expect_first(revisions::decide(tx, newest.id, &taken_back)?)?;
            add_revision(tx, id, content, Author::Person)?;
        }
        RevisionState::Approved | RevisionState::Rejected | RevisionState::Superseded => {
            add_revision(tx, id, content, Author::Person)?;
        }
    }
    listing.updated_at = tx.now();
    expect_first(listings::update(tx, &listing, &loaded)?)?;
    record(tx, actor, Deed::ListingSaved, subject(&listing), None)?;
    Ok(())
}

/// Sends the draft in: the netwerker is told. For a public listing the draft is a change of its text.
///
/// # Errors
/// `Invalid` with what is missing; `NotNow` without a draft.
pub fn submit(tx: &mut Tx, actor: &Actor, id: ListingId) -> ActionResult<()> {
    let loaded = load_for_change(tx, actor, id)?;
    let mut listing = loaded.clone();
    if !matches!(loaded.status, Status::Live | Status::Paused) {
        listing.status = loaded.status.on(Event::Submit)?;
    }
    if employers::find(tx, listing.employer)?.is_none_or(|employer| employer.verification == Verification::Refused) {
        return Err(super::super::invalid(
            "werkgever",
            "De gemeente heeft uw organisatie niet toegelaten. Pas eerst de gegevens van uw organisatie aan.",
        ));
    }
    let revision = revisions::newest(tx, id)?.ok_or(ActionError::NotFound)?;
    let missing = revision.content.missing(listing.kind, CivilDay::of(tx.now()));
    if !missing.is_empty() {
        return Err(ActionError::Invalid(missing));
    }
    let sent_in = Decision {
        from: RevisionState::Draft,
        to: RevisionState::Submitted,
        reason: None,
        submitted_at: Some(tx.now()),
    };
    expect_first(revisions::decide(tx, revision.id, &sent_in)?)?;
    write_head(tx, actor, &mut listing, &loaded, Event::Submit)?;
    let notification = Notification::ListingSubmitted { listing: id, revision: revision.id };
    notify::role(tx, listing.municipality, Role::Netwerker, &Notice::new(notification, revision.id, listing.version))?;
    Ok(())
}

/// Copies a listing to a new draft, without its closing day.
///
/// # Errors
/// `NotFound` when it is not the actor's.
pub fn relist(tx: &mut Tx, actor: &Actor, id: ListingId) -> ActionResult<ListingId> {
    let listing = load_for_change(tx, actor, id)?;
    let mut content = revisions::newest(tx, id)?.ok_or(ActionError::NotFound)?.content;
    content.closes_on = None;
    let employer = employers::find(tx, listing.employer)?.ok_or(ActionError::NotFound)?;
    let copy = add_draft(tx, &employer, listing.kind, &content, Author::Person)?;
    record(tx, actor, Deed::ListingCreated, subject(&copy), Some("copy"))?;
    Ok(copy.id)
}
