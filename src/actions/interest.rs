//! Reactions of job seekers: received, opened, answered.
//! Never shown to an employer to whom they did not go, and never answered twice.

use chrono::Duration;

use super::notify::{self, Notice};
use super::{ActionError, ActionResult, expect_first};
use crate::db::{Conn, Tx};
use crate::domain::actor::{Actor, Capability, Role};
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{InterestId, ListingId, MunicipalityId};
use crate::domain::interest::{Answer, Answered, Applicant, Interest, InterestState};
use crate::domain::listing::Listing;
use crate::domain::listing::terms::Reaction;
use crate::domain::notification::Notification;
use crate::store::audit::{Subject, record};
use crate::store::{interests, listings};

/// How many reactions of one mail address are confirmed within an hour: the address may be somebody else's.
const CONFIRMATIONS_PER_HOUR: i64 = 5;
/// How long an answered reaction keeps name and address, and how long one keeps them at most (`docs/retention.md`).
const KEPT_AFTER_ANSWER: i64 = 28;
const KEPT_AT_MOST: i64 = 365;

/// Takes name, address and words out of reactions whose term is over; gives how many. What is left counts.
///
/// # Errors
/// A database error.
pub fn forget_old(tx: &mut Tx) -> ActionResult<usize> {
    let (answered_before, before) =
        (tx.now() - Duration::days(KEPT_AFTER_ANSWER), tx.now() - Duration::days(KEPT_AT_MOST));
    Ok(interests::forget(tx, answered_before, before)?)
}

/// A job seeker reacts, to a listing that is public today or without one ("ik zoek werk, bel mij").
///
/// # Errors
/// `NotFound` when the listing is public no longer.
pub fn react(
    tx: &mut Tx,
    municipality: MunicipalityId,
    listing: Option<ListingId>,
    from: &Applicant,
) -> ActionResult<InterestId> {
    let target = match listing {
        None => None,
        Some(id) => {
            let today = CivilDay::of(tx.now());
            Some(listings::public_by_ids(tx, &[id], today)?.pop().ok_or(ActionError::NotFound)?)
        }
    };
    let reaction = target.as_ref().map_or(Reaction::ViaMunicipality, |target| target.content.reaction);
    let interest = Interest {
        id: tx.id(),
        municipality: target.as_ref().map_or(municipality, |target| target.listing.municipality),
        listing,
        from: from.clone(),
        reaction,
        state: InterestState::Open,
        answer: None,
        created_at: tx.now(),
        version: 1,
    };
    // The same person who reacts to the same work again, before anyone has answered, has reacted once.
    if let Some(same) = interests::open_from(tx, &interest)? {
        return Ok(same);
    }
    interests::insert(tx, &interest)?;
    let received = Notice::new(Notification::InterestReceived { interest: interest.id }, interest.id, 1);
    match (&target, reaction) {
        (Some(target), Reaction::Direct) => {
            notify::employer(tx, target.listing.employer, &received)?;
            notify::role(tx, interest.municipality, Role::Netwerker, &received.for_information())?;
        }
        _ => notify::role(tx, interest.municipality, Role::Netwerker, &received)?,
    }
    let an_hour_ago = tx.now() - Duration::hours(1);
    let confirm = match &interest.from.email {
        Some(email) => interests::count_from(tx, email, an_hour_ago)? <= CONFIRMATIONS_PER_HOUR,
        None => false,
    };
    if confirm {
        let confirmed = Notice::new(Notification::InterestConfirmed { interest: interest.id }, interest.id, 1);
        notify::seeker(tx, interest.id, &confirmed)?;
    }
    let subject = Subject::new(SubjectKind::Interest, interest.id, interest.municipality);
    record(tx, &Actor::Anonymous, Deed::InterestReceived, subject, None)?;
    Ok(interest.id)
}

/// Opens a reaction: what somebody wrote, for the person who answers it. That it was opened is written down.
///
/// # Errors
/// `NotFound` when there is none, or it did not go to this actor.
pub fn open(tx: &mut Tx, actor: &Actor, id: InterestId) -> ActionResult<(Interest, Option<Listing>)> {
    let (interest, listing) = load(tx, actor, id)?;
    let subject = Subject::new(SubjectKind::Interest, id, interest.municipality);
    record(tx, actor, Deed::InterestOpened, subject, None)?;
    Ok((interest, listing))
}

/// Answers a reaction; the job seeker is told when he left a mail address.
///
/// # Errors
/// `NotFound` as [`open`]; `Conflict` when somebody else has answered.
pub fn answer(
    tx: &mut Tx,
    actor: &Actor,
    id: InterestId,
    version: i32,
    (answer, text): (Answer, Option<String>),
) -> ActionResult<()> {
    let (interest, _) = load(tx, actor, id)?;
    let answered = Answered { answer, text, by: actor.account(), at: tx.now() };
    expect_first(interests::answer(tx, id, &answered, version)?)?;
    if interest.from.email.is_some() {
        let notice = Notice::new(Notification::InterestAnswered { interest: id }, id, version + 1);
        notify::seeker(tx, id, &notice)?;
    }
    let subject = Subject::new(SubjectKind::Interest, id, interest.municipality);
    record(tx, actor, Deed::InterestAnswered, subject, None)?;
    Ok(())
}

fn load(conn: &mut Conn, actor: &Actor, id: InterestId) -> ActionResult<(Interest, Option<Listing>)> {
    let interest = interests::find(conn, id)?.ok_or(ActionError::NotFound)?;
    let listing = match interest.listing {
        Some(listing) => listings::find(conn, listing)?,
        None => None,
    };
    let staff = actor.can_in(Capability::AnswerInterests, interest.municipality);
    let addressed = interest.reaction == Reaction::Direct
        && listing.as_ref().is_some_and(|listing| actor.acts_for(listing.employer));
    if staff || addressed { Ok((interest, listing)) } else { Err(ActionError::NotFound) }
}
