//! Saved searches by mail: asked for, confirmed, kept, stopped, and what is due.
//! Never mail to an address whose reader has not confirmed it, but for the one that asks; and never an answer that tells
//! whether an address is known.

use chrono::{DateTime, Duration, Utc};

use super::notify::{self, Notice};
use super::{ActionError, ActionResult, expect_first};
use crate::db::Tx;
use crate::domain::actor::Actor;
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::civil_day::{CivilDay, by_day};
use crate::domain::code::Code;
use crate::domain::ids::{MunicipalityId, SavedSearchId};
use crate::domain::notification::Notification;
use crate::domain::saved_search::{
    CONFIRM_DAYS, Criteria, MOST_PER_ADDRESS, Rhythm, SavedSearch, SavedSearchState, StopReason,
};
use crate::domain::text::EmailAddress;
use crate::store::audit::{Subject, record};
use crate::store::{outbox, saved_searches};

/// How many mails that ask for a confirmation go to one address in a day: it may be somebody else's.
const ASKED_PER_DAY: i64 = 5;

/// Somebody wants to get a search by mail. A mail asks whoever reads the address; the same search twice is one, and asking
/// again with another rhythm changes nothing before that is confirmed.
///
/// # Errors
/// A database error.
pub fn ask(tx: &mut Tx, municipality: MunicipalityId, wish: (&EmailAddress, &Criteria, Rhythm)) -> ActionResult<()> {
    let (email, criteria, rhythm) = wish;
    let now = tx.now();
    if saved_searches::count_asked(tx, email, now - Duration::days(1))? >= ASKED_PER_DAY {
        return Ok(());
    }
    let new = SavedSearch::asked(tx.id(), municipality, wish, now);
    let search = if saved_searches::insert(tx, &new)? {
        new
    } else {
        let mut known = saved_searches::same(tx, municipality, email, criteria)?.ok_or(ActionError::Conflict)?;
        known.asked_at = now;
        if known.state == SavedSearchState::Asked {
            // What there is now stood before the eyes of who asks.
            known.mailed_through = now;
            known.rhythm = rhythm;
        }
        save(tx, known)?
    };
    let asked = Notification::SavedSearchAsked { search: search.id, rhythm };
    notify::subscriber(tx, search.id, &Notice::new(asked, search.id, search.version), now)?;
    note(tx, &Actor::Anonymous, Deed::SavedSearchAsked, &search, None)
}

/// Whoever reads the mail confirms the search, with this rhythm; again changes nothing.
///
/// # Errors
/// `NotFound` when it is stopped, or was asked for too long ago; `NotNow` when the address has as many as it can have.
pub fn confirm(tx: &mut Tx, id: SavedSearchId, rhythm: Rhythm) -> ActionResult<()> {
    let now = tx.now();
    let mut search = load(tx, id)?;
    if search.state == SavedSearchState::Confirmed && search.rhythm == rhythm {
        return Ok(());
    }
    if !search.can_be_confirmed(now) {
        return Err(ActionError::NotFound);
    }
    if search.state == SavedSearchState::Asked
        && let Some(email) = &search.email
        && saved_searches::count_confirmed(tx, email)? >= MOST_PER_ADDRESS
    {
        return Err(ActionError::NotNow("this address has as many searches as it can have".to_owned()));
    }
    search.confirm(rhythm, now);
    let search = save(tx, search)?;
    note(tx, &Actor::Anonymous, Deed::SavedSearchConfirmed, &search, None)
}

/// Whoever reads the mail wants it for another year.
///
/// # Errors
/// `NotFound` when it is stopped.
pub fn keep(tx: &mut Tx, id: SavedSearchId) -> ActionResult<()> {
    let mut search = load(tx, id)?;
    if search.state != SavedSearchState::Confirmed {
        return Err(ActionError::NotFound);
    }
    search.keep(tx.now());
    let search = save(tx, search)?;
    note(tx, &Actor::Anonymous, Deed::SavedSearchConfirmed, &search, Some("kept"))
}

/// It ends, and its address is gone. One that has ended, or is not there any more, stays so.
///
/// # Errors
/// A database error.
pub fn stop(tx: &mut Tx, actor: &Actor, id: SavedSearchId, reason: StopReason) -> ActionResult<()> {
    let known = saved_searches::find(tx, id)?.filter(|search| search.state != SavedSearchState::Stopped);
    let Some(mut search) = known else { return Ok(()) };
    search.stop(tx.now());
    let search = save(tx, search)?;
    outbox::forget_errors_of_searches(tx, &[id])?;
    note(tx, actor, Deed::SavedSearchStopped, &search, Some(reason.code()))
}

/// All searches of an address end.
pub(super) fn end_all_of(tx: &mut Tx, email: &EmailAddress, reason: StopReason) -> ActionResult<()> {
    for id in saved_searches::of_address(tx, email)? {
        stop(tx, &Actor::System, id, reason)?;
    }
    Ok(())
}

/// Stops a search that ended before, and came back with an older database; `false` when there is nothing to stop.
///
/// # Errors
/// A database error.
pub fn stop_again(tx: &mut Tx, id: SavedSearchId) -> ActionResult<bool> {
    let back = saved_searches::find(tx, id)?.is_some_and(|search| search.state != SavedSearchState::Stopped);
    if back {
        stop(tx, &Actor::System, id, StopReason::Restored)?;
    }
    Ok(back)
}

/// A search that was due has been looked at: when there is new work, it is mailed. Gives whether this was the first to look.
///
/// # Errors
/// A database error.
pub fn looked(tx: &mut Tx, search: &SavedSearch, until: DateTime<Utc>, found: bool) -> ActionResult<bool> {
    let now = tx.now();
    let since = search.mailed_through.min(until);
    let mut after = search.clone();
    after.looked(until, now);
    if found {
        after.last_sent_at = Some(now);
    }
    if !saved_searches::update(tx, &after, search.version)? {
        return Ok(false);
    }
    if found {
        let found = Notification::SavedSearchFound { search: search.id, since, until };
        let notice = Notice::once_a_day(found, search.id, CivilDay::of(now));
        notify::subscriber(tx, search.id, &notice, now)?;
    }
    Ok(true)
}

/// A backup was put back: what was due before now was mailed in the time that is lost, as far as anybody knows, and is not
/// mailed once more.
///
/// # Errors
/// A database error.
pub(super) fn pass_over(tx: &mut Tx) -> ActionResult<()> {
    let now = tx.now();
    for search in saved_searches::due(tx, now, i64::MAX)? {
        looked(tx, &search, now, false)?;
    }
    Ok(())
}

/// A year has passed: asks whether the mail is still wanted.
///
/// # Errors
/// A database error.
pub fn ask_again(tx: &mut Tx, id: SavedSearchId) -> ActionResult<()> {
    let now = tx.now();
    let mut search = load(tx, id)?;
    let due = search.ask_again_at.is_some_and(|at| at <= now) && search.asked_again_at.is_none();
    if search.state != SavedSearchState::Confirmed || !due {
        return Ok(());
    }
    search.asked_again_at = Some(now);
    let search = save(tx, search)?;
    let wanted = Notice::new(Notification::SavedSearchStillWanted { search: id }, id, search.version);
    notify::subscriber(tx, id, &wanted, by_day(now))?;
    note(tx, &Actor::System, Deed::SavedSearchAsked, &search, Some("still_wanted"))
}

/// Nobody said that the mail is still wanted.
///
/// # Errors
/// A database error.
pub fn lapse(tx: &mut Tx, id: SavedSearchId) -> ActionResult<()> {
    if load(tx, id)?.asked_again_at.is_none() {
        return Ok(());
    }
    stop(tx, &Actor::System, id, StopReason::NoAnswer)
}

/// Deletes what nobody confirmed in time; gives how many.
///
/// # Errors
/// A database error.
pub fn forget_unconfirmed(tx: &mut Tx) -> ActionResult<usize> {
    let before = tx.now() - Duration::days(CONFIRM_DAYS);
    Ok(saved_searches::forget_unconfirmed(tx, before)?)
}

fn load(tx: &mut Tx, id: SavedSearchId) -> ActionResult<SavedSearch> {
    let found = saved_searches::find(tx, id)?.filter(|search| search.state != SavedSearchState::Stopped);
    found.ok_or(ActionError::NotFound)
}

fn save(tx: &mut Tx, mut search: SavedSearch) -> ActionResult<SavedSearch> {
    expect_first(saved_searches::update(tx, &search, search.version)?)?;
    search.version += 1;
    Ok(search)
}

fn note(
    tx: &mut Tx,
    actor: &Actor,
    deed: Deed,
    search: &SavedSearch,
    detail: Option<&'static str>,
) -> ActionResult<()> {
    let subject = Subject::new(SubjectKind::SavedSearch, search.id, search.municipality);
    record(tx, actor, deed, subject, detail)?;
    Ok(())
}
