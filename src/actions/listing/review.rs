//! Judging a listing: approved, sent back with a reason, or confirmed by the employer for whom it was prepared.
//! Never approves another text than the one the netwerker saw: the revision is named.

use super::super::notify::{self, Notice};
use super::{ActionError, ActionResult, expect_first, load_for_review, write_head};
use crate::db::Tx;
use crate::domain::actor::Actor;
use crate::domain::civil_day::CivilDay;
use crate::domain::employer::Verification;
use crate::domain::ids::{ListingId, RevisionId};
use crate::domain::listing::{Event, Listing, ListingContent, Revision, RevisionState, Status};
use crate::domain::notification::Notification;
use crate::domain::text;
use crate::store::revisions::{self, Decision};
use crate::store::{employers, listings};

/// The longest message to the employer, in characters; the form counts to it.
const NOTE_MAX: usize = 1_000;

/// Approves the text that was shown. The listing is public from now on; a change of a public one replaces its text.
///
/// # Errors
/// `Conflict` when somebody else decided first; `Invalid` when the employer is not verified or the closing day has passed.
pub fn approve(tx: &mut Tx, actor: &Actor, id: ListingId, revision: RevisionId, note: &str) -> ActionResult<()> {
    let listing = load_for_review(tx, actor, id)?;
    let revision = submitted(tx, &listing, revision)?;
    let note = text::paragraphs(note, "het bericht", NOTE_MAX)
        .map_err(|message| super::super::invalid("toelichting", message))?;
    let approved = Decision {
        from: RevisionState::Submitted,
        to: RevisionState::Approved,
        reason: note.as_deref(),
        submitted_at: None,
    };
    publish(tx, actor, &listing, &revision, &approved)
}

/// Sends the text back, with a reason that the employer reads. A public listing keeps its text.
///
/// # Errors
/// `Invalid` without a reason; `Conflict` when somebody else decided first.
pub fn reject(tx: &mut Tx, actor: &Actor, id: ListingId, revision: RevisionId, reason: &str) -> ActionResult<()> {
    let loaded = load_for_review(tx, actor, id)?;
    let revision = submitted(tx, &loaded, revision)?;
    let reason = text::paragraphs(reason, "het bericht", NOTE_MAX)
        .map_err(|message| super::super::invalid("toelichting", message))?;
    let reason = reason.ok_or_else(|| {
        super::super::invalid("toelichting", "Schrijf waarom je dit terugstuurt. De werkgever leest dit.")
    })?;
    let mut listing = loaded.clone();
    if !matches!(loaded.status, Status::Live | Status::Paused) {
        listing.status = loaded.status.on(Event::Reject)?;
    }
    let rejected = Decision {
        from: RevisionState::Submitted,
        to: RevisionState::Rejected,
        reason: Some(&reason),
        submitted_at: None,
    };
    expect_first(revisions::decide(tx, revision.id, &rejected)?)?;
    write_head(tx, actor, &mut listing, &loaded, Event::Reject)?;
    let notification = Notification::ListingRejected { listing: id, revision: revision.id };
    notify::employer(tx, listing.employer, &Notice::new(notification, revision.id, listing.version))?;
    Ok(())
}

/// The employer confirms, by the link in his mail, a listing that a netwerker wrote for him. The netwerker has judged the
/// text by writing it, so it is public at once.
///
/// # Errors
/// `NotFound` when the text was changed, confirmed or withdrawn since the mail.
pub fn confirm(tx: &mut Tx, revision: RevisionId) -> ActionResult<ListingId> {
    let revision = revisions::find(tx, revision)?
        .filter(|revision| revision.state == RevisionState::Draft && revision.prepared_by.is_some())
        .ok_or(ActionError::NotFound)?;
    let loaded = listings::find(tx, revision.listing)?
        .filter(|listing| listing.status == Status::Draft)
        .ok_or(ActionError::NotFound)?;
    let missing = revision.content.missing(loaded.kind, CivilDay::of(tx.now()));
    if !missing.is_empty() {
        return Err(ActionError::Invalid(missing));
    }
    let mut listing = loaded.clone();
    listing.status = loaded.status.on(Event::Submit)?;
    // The holder of the link acts: there is no account behind it.
    write_head(tx, &Actor::Anonymous, &mut listing, &loaded, Event::Submit)?;
    let approved = Decision {
        from: RevisionState::Draft,
        to: RevisionState::Approved,
        reason: None,
        submitted_at: Some(tx.now()),
    };
    publish(tx, &Actor::Anonymous, &listing, &revision, &approved)?;
    Ok(listing.id)
}

/// Makes a revision the public text.
fn publish(
    tx: &mut Tx,
    actor: &Actor,
    loaded: &Listing,
    revision: &Revision,
    decision: &Decision<'_>,
) -> ActionResult<()> {
    let employer = employers::find(tx, loaded.employer)?.ok_or(ActionError::NotFound)?;
    if employer.verification != Verification::Verified {
        return Err(super::super::invalid(
            "werkgever",
            "Controleer eerst de organisatie. Daarna kan het aanbod online.",
        ));
    }
    let late = revision.content.closing_day_error(CivilDay::of(tx.now()));
    if !late.is_empty() {
        return Err(ActionError::Invalid(late));
    }
    let mut listing = loaded.clone();
    if !matches!(loaded.status, Status::Live | Status::Paused) {
        listing.status = loaded.status.on(Event::Approve)?;
    }
    expect_first(revisions::decide(tx, revision.id, decision)?)?;
    show(tx, &mut listing, revision.id, &revision.content)?;
    write_head(tx, actor, &mut listing, loaded, Event::Approve)?;
    let notification = Notification::ListingApproved { listing: listing.id, revision: revision.id };
    notify::employer(tx, listing.employer, &Notice::new(notification, revision.id, listing.version))?;
    Ok(())
}

/// Takes a revision's text as the public one; the one before it is superseded.
pub(super) fn show(
    tx: &mut Tx,
    listing: &mut Listing,
    revision: RevisionId,
    content: &ListingContent,
) -> ActionResult<()> {
    if let Some(before) = listing.live_revision.filter(|before| *before != revision) {
        let replaced =
            Decision { from: RevisionState::Approved, to: RevisionState::Superseded, reason: None, submitted_at: None };
        revisions::decide(tx, before, &replaced)?;
    }
    listing.live_revision = Some(revision);
    content.title.as_str().clone_into(&mut listing.title);
    listing.closes_on = content.closes_on;
    listing.positions = i32::from(content.positions).max(listing.filled + 1);
    listing.published_at = listing.published_at.or(Some(tx.now()));
    Ok(())
}

/// The revision that the page showed, when it still waits.
fn submitted(tx: &mut Tx, listing: &Listing, revision: RevisionId) -> ActionResult<Revision> {
    let revision = revisions::find(tx, revision)?
        .filter(|revision| revision.listing == listing.id)
        .ok_or(ActionError::NotFound)?;
    if revision.state == RevisionState::Submitted { Ok(revision) } else { Err(ActionError::Conflict) }
}
