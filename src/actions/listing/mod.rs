//! Listings: written, sent in, judged, changed, ended.
//! Never public without a netwerker's approval of exactly the text that is shown.

pub mod import;
mod life;
mod review;
mod write;

pub use life::{FoundVia, expire, extend, fill, pause, resume, withdraw};
pub use review::{approve, confirm, reject};
pub use write::{create, prepare, relist, save, submit};

use super::{ActionError, ActionResult, expect_first};
use crate::db::{Conn, Tx};
use crate::domain::actor::{Actor, Capability};
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::code::Code;
use crate::domain::ids::{EmployerId, ListingId};
use crate::domain::listing::{Event, Listing};
use crate::store::audit::{Subject, record};
use crate::store::listings;

/// Loads a listing that the actor may change: its employer, or a netwerker of its municipality. To others it is not there.
fn load_for_change(conn: &mut Conn, actor: &Actor, id: ListingId) -> ActionResult<Listing> {
    let listing = listings::find(conn, id)?.ok_or(ActionError::NotFound)?;
    let own = actor.acts_for(listing.employer) && actor.can(Capability::ManageOwnListings);
    let moderator = actor.can_in(Capability::ModerateListings, listing.municipality);
    if own || moderator { Ok(listing) } else { Err(ActionError::NotFound) }
}

/// Loads a listing that the actor may judge.
fn load_for_review(conn: &mut Conn, actor: &Actor, id: ListingId) -> ActionResult<Listing> {
    let listing = listings::find(conn, id)?.ok_or(ActionError::NotFound)?;
    if actor.can_in(Capability::ModerateListings, listing.municipality) {
        Ok(listing)
    } else {
        Err(ActionError::NotFound)
    }
}

/// Whether the actor may post for this employer.
fn may_post_for(actor: &Actor, employer: EmployerId) -> bool {
    (actor.acts_for(employer) && actor.can(Capability::ManageOwnListings)) || *actor == Actor::System
}

/// Writes a changed head: conditional on what was loaded, with audit and change log. Gives the new version.
fn write_head(tx: &mut Tx, actor: &Actor, listing: &mut Listing, loaded: &Listing, event: Event) -> ActionResult<()> {
    listing.updated_at = tx.now();
    expect_first(listings::update(tx, listing, loaded)?)?;
    listing.version = loaded.version + 1;
    record(tx, actor, Deed::ListingMoved, subject(listing), Some(event.code()))?;
    tx.touch(SubjectKind::Listing, listing.id);
    Ok(())
}

fn subject(listing: &Listing) -> Subject {
    Subject::new(SubjectKind::Listing, listing.id, listing.municipality)
}
