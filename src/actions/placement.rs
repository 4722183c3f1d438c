//! Placements: recorded, begun, ended, imported.
//! Never guessed: what a report counts was said by somebody.

use super::listing::import::Imported;
use super::{ActionError, ActionResult, expect_first, introduction, invalid};
use crate::db::{Conn, Tx};
use crate::domain::actor::{Actor, Capability};
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::candidate::{AccessPurpose, Candidate, CandidateState};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::ids::{CandidateId, EmployerId, IntroductionId, ListingId, MunicipalityId, PlacementId};
use crate::domain::listing::Origin;
use crate::domain::placement::{Placement, PlacementEnd, PlacementEvent, PlacementStatus, PlacementTerms};
use crate::domain::placement_file::PlacementRecord;
use crate::domain::text::KvkNumber;
use crate::store::audit::{Subject, record};
use crate::store::{candidate_access, candidates, employers, introductions, listings, placements};

fn subject(placement: &Placement) -> Subject {
    Subject::new(SubjectKind::Placement, placement.id, placement.municipality)
}

/// A placement as somebody at the municipality records it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlacement {
    /// The candidate.
    pub candidate: CandidateId,
    /// The introduction it came of.
    pub introduction: Option<IntroductionId>,
    /// The name of the organisation, as typed; of an introduction it is known.
    pub employer_name: String,
    /// What was agreed.
    pub terms: PlacementTerms,
}

fn status_on(terms: &PlacementTerms, today: CivilDay) -> PlacementStatus {
    if terms.starts_on > today { PlacementStatus::Planned } else { PlacementStatus::Running }
}

/// Records a placement. The introduction it came of is over.
///
/// # Errors
/// `NotFound` when the candidate or the introduction is not there; `NotNow` when the introduction is over already.
pub fn record_new(tx: &mut Tx, actor: &Actor, new: &NewPlacement) -> ActionResult<PlacementId> {
    let candidate = candidates::find(tx, new.candidate)?.ok_or(ActionError::NotFound)?;
    let erased = candidate.state == CandidateState::Erased;
    if erased || !actor.can_in(Capability::GuideMatches, candidate.municipality) {
        return Err(ActionError::NotFound);
    }
    let came_of = match new.introduction {
        Some(id) => {
            let found = introductions::find(tx, id)?.filter(|found| found.candidate == candidate.id);
            Some(found.ok_or(ActionError::NotFound)?)
        }
        None => None,
    };
    let employer_name = match &came_of {
        Some(introduction) => {
            employers::find(tx, introduction.employer)?.map_or(new.employer_name.clone(), |known| known.profile.name)
        }
        None => new.employer_name.clone(),
    };
    if came_of.is_some() {
        introduction::placed(tx, actor, new.introduction.ok_or(ActionError::NotFound)?)?;
    }
    let placement = Placement {
        id: tx.id(),
        municipality: candidate.municipality,
        candidate: candidate.id,
        employer: came_of.as_ref().map(|introduction| introduction.employer),
        employer_name,
        listing: came_of.as_ref().map(|introduction| introduction.listing),
        introduction: new.introduction,
        status: status_on(&new.terms, CivilDay::of(tx.now())),
        terms: new.terms.clone(),
        ended_on: None,
        end: None,
        origin: None,
        recorded_by: actor.account(),
        created_at: tx.now(),
        version: 1,
    };
    placements::insert(tx, &placement)?;
    tx.touch(SubjectKind::Placement, placement.id);
    candidate_access::record(tx, candidate.id, actor, AccessPurpose::Placement)?;
    record(tx, actor, Deed::PlacementRecorded, subject(&placement), Some(placement.terms.kind.code()))?;
    Ok(placement.id)
}

/// Ends a placement.
///
/// # Errors
/// `NotFound`; `Conflict` when it changed since `version`; `Invalid` when the last day lies before the first or ahead.
pub fn end(
    tx: &mut Tx,
    actor: &Actor,
    id: PlacementId,
    version: i32,
    (reason, last_day): (PlacementEnd, CivilDay),
) -> ActionResult<()> {
    let loaded = placements::find(tx, id)?.ok_or(ActionError::NotFound)?;
    if !actor.can_in(Capability::GuideMatches, loaded.municipality) {
        return Err(ActionError::NotFound);
    }
    if loaded.version != version {
        return Err(ActionError::Conflict);
    }
    let never = reason == PlacementEnd::NeverBegan;
    if !never && last_day < loaded.terms.starts_on {
        return Err(invalid(
            "laatste_dag",
            "De laatste dag ligt vóór de eerste. Is iemand nooit begonnen? Kies dat dan.",
        ));
    }
    if last_day > CivilDay::of(tx.now()) && !never {
        return Err(invalid("laatste_dag", "Deze dag moet nog komen. Leg het einde vast als het zover is."));
    }
    let mut placement = loaded.clone();
    placement.status = loaded.status.on(PlacementEvent::End)?;
    placement.ended_on = Some(last_day);
    placement.end = Some(reason);
    expect_first(placements::update(tx, &placement, &loaded)?)?;
    tx.touch(SubjectKind::Placement, id);
    record(tx, actor, Deed::PlacementMoved, subject(&placement), Some(reason.code()))?;
    Ok(())
}

/// The first day of a planned placement has come. For the daily job.
///
/// # Errors
/// `NotNow` when it was ended meanwhile.
pub fn begin(tx: &mut Tx, id: PlacementId) -> ActionResult<()> {
    let loaded = placements::find(tx, id)?.ok_or(ActionError::NotFound)?;
    let mut placement = loaded.clone();
    placement.status = loaded.status.on(PlacementEvent::Begin)?;
    expect_first(placements::update(tx, &placement, &loaded)?)?;
    record(tx, &Actor::System, Deed::PlacementMoved, subject(&placement), Some(PlacementEvent::Begin.code()))?;
    Ok(())
}

/// Takes a placement in from a file; the same again is an update.
///
/// # Errors
/// `Invalid` when the candidate or the listing is not known here; a database error.
pub fn import(
    tx: &mut Tx,
    municipality: MunicipalityId,
    line: &PlacementRecord,
    source: &str,
) -> ActionResult<Imported> {
    let origin = Origin { source: source.to_owned(), identifier: line.identifier.clone() };
    let candidate = named_candidate(tx, municipality, line, source)?;
    let employer = named_employer(tx, municipality, line.kvk.as_ref(), &line.employer)?;
    let listing = named_listing(tx, municipality, line.listing.as_deref())?;
    let known = placements::by_origin(tx, municipality, &origin)?;
    // What somebody ended here stays ended: the source has not heard of it yet.
    if known.as_ref().is_some_and(|known| known.status == PlacementStatus::Ended) && line.ended.is_none() {
        return Ok(Imported::Updated);
    }
    let placement = Placement {
        id: known.as_ref().map_or_else(|| tx.id(), |known| known.id),
        municipality,
        candidate: candidate.id,
        employer,
        employer_name: line.employer.clone(),
        listing,
        introduction: None,
        status: match line.ended {
            Some(_) => PlacementStatus::Ended,
            None => status_on(&line.terms, CivilDay::of(tx.now())),
        },
        terms: line.terms.clone(),
        ended_on: line.ended.map(|(day, _)| day),
        end: line.ended.map(|(_, reason)| reason),
        origin: Some(origin),
        recorded_by: None,
        created_at: tx.now(),
        version: 1,
    };
    let imported = match &known {
        Some(known) if known.candidate != placement.candidate => {
            return Err(invalid("candidate", "Deze plaatsing hoort hier bij een andere kandidaat."));
        }
        Some(known) => {
            expect_first(placements::update(tx, &placement, known)?)?;
            Imported::Updated
        }
        None => {
            placements::insert(tx, &placement)?;
            Imported::New
        }
    };
    tx.touch(SubjectKind::Placement, placement.id);
    record(tx, &Actor::System, Deed::PlacementRecorded, subject(&placement), Some("import"))?;
    Ok(imported)
}

fn named_candidate(
    conn: &mut Conn,
    municipality: MunicipalityId,
    line: &PlacementRecord,
    source: &str,
) -> ActionResult<Candidate> {
    let origin = Origin { source: source.to_owned(), identifier: line.candidate.clone() };
    let of_source = candidates::by_origin(conn, municipality, &origin)?;
    let found = match of_source {
        Some(candidate) => Some(candidate),
        None => match &candidates::named(conn, municipality, &line.candidate)?[..] {
            [one] => Some(one.clone()),
            _ => None,
        },
    };
    found
        .filter(|candidate| candidate.state != CandidateState::Erased)
        .ok_or_else(|| invalid("candidate", format!("De kandidaat \"{}\" is hier niet bekend.", line.candidate)))
}

/// The organisation, when exactly one is known by this KVK number (and, of several establishments, this name).
fn named_employer(
    conn: &mut Conn,
    municipality: MunicipalityId,
    kvk: Option<&KvkNumber>,
    name: &str,
) -> ActionResult<Option<EmployerId>> {
    let Some(kvk) = kvk else { return Ok(None) };
    let found = employers::by_kvk(conn, municipality, kvk)?;
    let same_name = found.iter().find(|employer| employer.profile.name.eq_ignore_ascii_case(name));
    Ok(same_name.or(if let [one] = &found[..] { Some(one) } else { None }).map(|employer| employer.id))
}

fn named_listing(
    conn: &mut Conn,
    municipality: MunicipalityId,
    named: Option<&str>,
) -> ActionResult<Option<ListingId>> {
    let Some(named) = named else { return Ok(None) };
    match &listings::named(conn, municipality, named)?[..] {
        [one] => Ok(Some(one.id)),
        _ => Err(invalid("listing", format!("De plek \"{named}\" is hier niet bekend."))),
    }
}
