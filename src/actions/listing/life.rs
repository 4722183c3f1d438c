//! The life of a listing after approval: paused, resumed, extended, filled, withdrawn, expired.
//! Never deleted: what was public can be answered for.

use super::super::notify::{self, Notice};
use super::{ActionError, ActionResult, expect_first, load_for_change, subject, write_head};
use crate::db::Tx;
use crate::domain::actor::Actor;
use crate::domain::audit::Deed;
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::ListingId;
use crate::domain::listing::{Event, Listing};
use crate::domain::notification::Notification;
use crate::store::audit::record;
use crate::store::{listings, revisions};

/// The furthest closing day, in days from today.
const FURTHEST: u32 = 365;

/// Takes a listing out of sight for a while.
///
/// # Errors
/// `NotNow` when it is not public.
pub fn pause(tx: &mut Tx, actor: &Actor, id: ListingId) -> ActionResult<()> {
    step(tx, actor, id, Event::Pause).map(|_| ())
}

/// Puts a paused listing back.
///
/// # Errors
/// `Invalid` when its closing day has passed: extend it.
pub fn resume(tx: &mut Tx, actor: &Actor, id: ListingId) -> ActionResult<()> {
    let listing = load_for_change(tx, actor, id)?;
    let today = CivilDay::of(tx.now());
    if listing.closes_on.is_some_and(|last| last < today) {
        return Err(super::super::invalid("sluit_op", "De sluitingsdatum is voorbij. Kies eerst een latere dag."));
    }
    step(tx, actor, id, Event::Resume).map(|_| ())
}

/// Takes a listing back for good.
///
/// # Errors
/// `NotNow` when it has ended already.
pub fn withdraw(tx: &mut Tx, actor: &Actor, id: ListingId) -> ActionResult<()> {
    step(tx, actor, id, Event::Withdraw).map(|_| ())
}

/// Gives a listing a later closing day; one that has expired is public again.
///
/// # Errors
/// `Invalid` for a day that is past or more than a year away.
pub fn extend(tx: &mut Tx, actor: &Actor, id: ListingId, day: &str) -> ActionResult<()> {
    let today = CivilDay::of(tx.now());
    let day = CivilDay::parse(day)
        .ok_or_else(|| super::super::invalid("sluit_op", "Vul een datum in die bestaat. Een voorbeeld: 31-12-2026."))?;
    if day < today || day > today.plus_days(FURTHEST) {
        return Err(super::super::invalid("sluit_op", "Kies een dag vanaf vandaag, hoogstens een jaar vooruit."));
    }
    let listing = change(tx, actor, id, Event::Extend, |listing| listing.closes_on = Some(day))?;
    // The day stands in the texts too: the public one, and one that is being written or waits.
    let newest = revisions::newest(tx, id)?.map(|revision| revision.id);
    for revision in listing.live_revision.into_iter().chain(newest) {
        revisions::set_closing_day(tx, revision, day)?;
    }
    Ok(())
}

/// Whether somebody was found through us, for the figures; `None` when the employer does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundVia {
    /// Through this platform or the municipality.
    Us,
    /// In another way.
    Elsewhere,
}

/// One place is taken; the last one ends the listing.
///
/// # Errors
/// `NotNow` when no place is open; `Conflict` when the listing changed since `version`.
pub fn fill(tx: &mut Tx, actor: &Actor, id: ListingId, version: i32, via: Option<FoundVia>) -> ActionResult<()> {
    let loaded = load_for_change(tx, actor, id)?;
    // Two colleagues who report the same person must not count two places.
    expect_first(loaded.version == version)?;
    let event = if loaded.open_positions() <= 1 { Event::FillLast } else { Event::FillOne };
    let mut listing = loaded.clone();
    listing.status = loaded.status.on(event)?;
    listing.filled = (listing.filled + 1).min(listing.positions);
    write_head(tx, actor, &mut listing, &loaded, event)?;
    let detail = match via {
        None => "not_said",
        Some(FoundVia::Us) => "via_us",
        Some(FoundVia::Elsewhere) => "elsewhere",
    };
    record(tx, actor, Deed::PlaceFilled, subject(&listing), Some(detail))?;
    Ok(())
}

/// Ends a listing whose closing day has passed; the employer is asked whether he found somebody. For the daily job.
///
/// # Errors
/// `NotNow` when it has ended in another way, `Invalid` when its closing day has not passed: then there is nothing to do.
pub fn expire(tx: &mut Tx, id: ListingId) -> ActionResult<()> {
    let today = CivilDay::of(tx.now());
    let listing = listings::find(tx, id)?.ok_or(ActionError::NotFound)?;
    if listing.closes_on.is_none_or(|last| last >= today) {
        return Err(super::super::invalid("sluit_op", "De sluitingsdatum is nog niet voorbij."));
    }
    let listing = step(tx, &Actor::System, id, Event::Expire)?;
    let notice = Notice::new(Notification::ListingExpired { listing: id }, id, listing.version);
    notify::employer(tx, listing.employer, &notice)?;
    Ok(())
}

fn step(tx: &mut Tx, actor: &Actor, id: ListingId, event: Event) -> ActionResult<Listing> {
    change(tx, actor, id, event, |_| ())
}

fn change(
    tx: &mut Tx,
    actor: &Actor,
    id: ListingId,
    event: Event,
    edit: impl FnOnce(&mut Listing),
) -> ActionResult<Listing> {
    let loaded = load_for_change(tx, actor, id)?;
    let mut listing = loaded.clone();
    listing.status = loaded.status.on(event)?;
    edit(&mut listing);
    write_head(tx, actor, &mut listing, &loaded, event)?;
    Ok(listing)
}
