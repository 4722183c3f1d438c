//! Importing listings: a posting from elsewhere becomes a listing of ours, and the same again an update.
//! Never overwrites what an employer changed here by hand, and never guesses what the source does not say.

use super::review::show;
use super::write::{add_revision, new_head};
use super::{ActionError, ActionResult, expect_first, subject};
use crate::db::Tx;
use crate::domain::actor::Actor;
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::civil_day::CivilDay;
use crate::domain::employer::{Employer, EmployerProfile, Verification};
use crate::domain::ids::MunicipalityId;
use crate::domain::job_posting::Posting;
use crate::domain::listing::{Author, Listing, ListingContent, RevisionState, Status};
use crate::store::audit::record;
use crate::store::revisions::{self, Decision};
use crate::store::{employers, listings};

/// What an import did with a posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imported {
    /// It was new.
    New,
    /// It was there.
    Updated,
}

/// Takes a posting in. With `publish` it is live (and the employer it made is verified), else it waits as a draft.
/// One whose closing day has passed is kept as expired.
///
/// # Errors
/// `Invalid` when the kind of a known posting changed; a database error.
pub fn import(tx: &mut Tx, municipality: MunicipalityId, posting: &Posting, publish: bool) -> ActionResult<Imported> {
    match listings::by_origin(tx, municipality, &posting.origin)? {
        Some(listing) => update(tx, &listing, posting, publish).map(|()| Imported::Updated),
        None => add(tx, municipality, posting, publish).map(|()| Imported::New),
    }
}

fn add(tx: &mut Tx, municipality: MunicipalityId, posting: &Posting, publish: bool) -> ActionResult<()> {
    let employer = find_or_add_employer(tx, municipality, posting, publish)?;
    let mut listing = new_head(tx, &employer, posting.kind, &posting.content, Some(posting.origin.clone()));
    let posted_at = posting.posted_on.map(|day| day.at(9, 0)).filter(|at| *at <= tx.now());
    listings::insert(tx, &listing)?;
    let loaded = listing.clone();
    let revision = add_revision(tx, listing.id, &posting.content, Author::Import)?;
    if publish && employer.verification == Verification::Verified {
        listing.status = live_or_expired(tx, &posting.content);
        listing.published_at = posted_at;
        approve(tx, revision.id)?;
        show(tx, &mut listing, revision.id, &posting.content)?;
        expect_first(listings::update(tx, &listing, &loaded)?)?;
    }
    finish(tx, &listing, "new")
}

fn update(tx: &mut Tx, loaded: &Listing, posting: &Posting, publish: bool) -> ActionResult<()> {
    if loaded.kind != posting.kind {
        return Err(super::super::invalid("kind", "De soort van een bekende plaatsing kan niet veranderen."));
    }
    let newest = revisions::newest(tx, loaded.id)?.ok_or(ActionError::NotFound)?;
    // What a person wrote, judged, extended, paused or ended here stays so: the source does not know.
    let untouched = newest.imported
        && matches!(newest.state, RevisionState::Draft | RevisionState::Approved)
        && matches!(loaded.status, Status::Draft | Status::Live | Status::Expired)
        && loaded.closes_on == newest.content.closes_on;
    if !untouched {
        return Err(super::super::invalid(
            "listing",
            "Deze plaatsing is hier met de hand gewijzigd. De invoer laat haar staan.",
        ));
    }
    let mut listing = loaded.clone();
    let changed = newest.content != posting.content;
    let revision = match newest.state {
        _ if !changed => newest,
        RevisionState::Draft => {
            expect_first(revisions::write_draft(tx, newest.id, &posting.content, Author::Import)?)?;
            newest
        }
        _ => add_revision(tx, listing.id, &posting.content, Author::Import)?,
    };
    let employer = employers::find(tx, listing.employer)?.ok_or(ActionError::NotFound)?;
    if publish && employer.verification == Verification::Verified {
        listing.status = live_or_expired(tx, &posting.content);
        if revision.state == RevisionState::Draft {
            approve(tx, revision.id)?;
        }
        show(tx, &mut listing, revision.id, &posting.content)?;
    }
    listing.updated_at = tx.now();
    expect_first(listings::update(tx, &listing, loaded)?)?;
    finish(tx, &listing, "updated")
}

fn approve(tx: &mut Tx, revision: crate::domain::ids::RevisionId) -> ActionResult<()> {
    let approved = Decision {
        from: RevisionState::Draft,
        to: RevisionState::Approved,
        reason: None,
        submitted_at: Some(tx.now()),
    };
    expect_first(revisions::decide(tx, revision, &approved)?)
}

fn live_or_expired(tx: &Tx, content: &ListingContent) -> Status {
    let past = content.closes_on.is_some_and(|last| last < CivilDay::of(tx.now()));
    if past { Status::Expired } else { Status::Live }
}

fn finish(tx: &mut Tx, listing: &Listing, detail: &'static str) -> ActionResult<()> {
    record(tx, &Actor::System, Deed::ListingImported, subject(listing), Some(detail))?;
    tx.touch(SubjectKind::Listing, listing.id);
    Ok(())
}

/// The organisation of a posting: by KVK number and name, else the one that this source brought under this name.
fn find_or_add_employer(
    tx: &mut Tx,
    municipality: MunicipalityId,
    posting: &Posting,
    publish: bool,
) -> ActionResult<Employer> {
    let source = posting.origin.source.as_str();
    let known = match &posting.kvk {
        Some(kvk) => {
            let same_number = employers::by_kvk(tx, municipality, kvk)?;
            let same_name = same_number.into_iter().find(|employer| employer.profile.name == posting.employer);
            match same_name {
                Some(employer) => Some(employer),
                // The source told the number later than the name.
                None => employers::by_source(tx, municipality, source, &posting.employer)?,
            }
        }
        None => employers::by_source(tx, municipality, source, &posting.employer)?,
    };
    if let Some(employer) = known {
        return Ok(employer);
    }
    let employer = Employer {
        id: tx.id(),
        municipality,
        profile: EmployerProfile {
            name: posting.employer.clone(),
            kvk: posting.kvk.clone(),
            place: None,
            postcode: None,
            website: None,
            about: None,
        },
        verification: if publish { Verification::Verified } else { Verification::Waiting },
        refusal: None,
        created_at: tx.now(),
        version: 1,
    };
    if !employers::insert(tx, &employer, Some(source))? {
        return Err(ActionError::Conflict);
    }
    Ok(employer)
}
