//! Which work fits a candidate. Never compared before the candidate's file was opened for it.

use std::collections::HashMap;

use actix_web::web;

use super::super::proposal_page::reasons;
use super::{Asked, Parts, SOUGHT, score, with};
use crate::actions::candidate;
use crate::db::Conn;
use crate::domain::actor::Person;
use crate::domain::candidate::{AccessPurpose, Candidate, CandidateState};
use crate::domain::civil_day::CivilDay;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{CandidateId, ListingId, ProposalId};
use crate::domain::listing::Status;
use crate::domain::proposal::ProposalStatus;
use crate::matching::{assess, explain};
use crate::store::listings::PublicListing;
use crate::store::proposals::Scope;
use crate::store::{listings, proposals};
use crate::views::proposals::fits::{FitRow, Fits, Of};
use crate::views::proposals::reasons::Reasons;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, QueryFields, needs};

/// `GET /netwerk/kandidaten/{id}/werk`
///
/// # Errors
/// `NotFound` when it is another municipality's.
pub async fn work(
    allowed: Allowed<needs::SeeProposals>,
    page: Page,
    id: web::Path<CandidateId>,
    QueryFields(query): QueryFields,
) -> WebResult {
    let shown = load(&page, &allowed.person, *id, Asked::of(&query)).await?;
    page.html(|frame| shown.render(frame))
}

pub(super) async fn load(page: &Page, reader: &Person, id: CandidateId, asked: Asked) -> Result<Fits, WebError> {
    let (today, pool, actor) = (page.today(), page.app.pool.clone(), page.actor.clone());
    let candidate = page.app.write(move |tx| candidate::open(tx, &actor, id, AccessPurpose::Matching)).await?;
    let (reader, sought) = (reader.clone(), asked.sought.clone());
    let (refused, number) = (asked.refused.map(|(_, listing)| listing), asked.page);
    let fits = page
        .app
        .db
        .read(move |conn| {
            let parts = pool.read(|pool| {
                let person = pool.person(id)?;
                let mine = pool.jobs().iter().filter(|job| job.municipality == person.municipality);
                Some(Parts::of(mine.map(|job| (job.id, assess(person, job, today))).collect(), number))
            });
            let mut found = listings_by_name(conn, &reader, &sought)?;
            found.extend(refused);
            work_fits(conn, &reader, &candidate, (&parts.unwrap_or_default(), &found), today)
        })
        .await?;
    Ok(with(fits, asked))
}

fn work_fits(
    conn: &mut Conn,
    reader: &Person,
    candidate: &Candidate,
    (parts, found): (&Parts<ListingId>, &[ListingId]),
    today: CivilDay,
) -> Result<Fits, WebError> {
    let known = proposals::list(conn, Scope::Candidate(candidate.id), &[])?;
    let proposed: Vec<ListingId> = known.iter().map(|listed| listed.proposal.listing).collect();
    let (fitting, out) = (&parts.fitting, &parts.knocked_out);
    let ids: Vec<ListingId> = fitting.iter().chain(out).chain(found).chain(&proposed).copied().collect();
    let mut open = listings::open_by_ids(conn, &ids, today)?;
    open.retain(|open| open.listing.municipality == candidate.municipality);
    let by_id: HashMap<ListingId, &PublicListing> = open.iter().map(|open| (open.listing.id, open)).collect();
    let row = |id: &ListingId| {
        let of = known.iter().find(|listed| listed.proposal.listing == *id);
        let proposal = of.map(|of| (of.proposal.id, of.proposal.status));
        match (by_id.get(id), of) {
            (Some(open), _) => Some(work_row(reader, candidate, open, today, proposal)),
            // Proposed, and no longer open: its name is still known.
            (None, Some(of)) => Some(FitRow {
                candidate: candidate.id,
                listing: *id,
                title: of.listing_title.clone(),
                about: of.employer_name.clone(),
                score: None,
                reasons: Reasons::default(),
                proposal,
            }),
            (None, None) => None,
        }
    };
    let fresh = |ids: &[ListingId]| ids.iter().filter(|id| !proposed.contains(id)).filter_map(row).collect();
    Ok(Fits {
        of: Of::Candidate { id: candidate.id, name: candidate.contact.name.clone(), code: candidate.code.clone() },
        proposed: proposed.iter().filter(|_| parts.page == 0).filter_map(row).collect(),
        fitting: fresh(fitting),
        knocked_out: fresh(out),
        page: parts.place(),
        left_out: parts.left_out,
        sought: String::new(),
        found: found.iter().filter_map(row).collect(),
        refused: None,
        may_propose: candidate.state == CandidateState::Active,
        fields: Fields::default(),
        errors: FieldErrors::none(),
    })
}

/// The listings whose title or employer somebody types.
fn listings_by_name(conn: &mut Conn, reader: &Person, sought: &str) -> Result<Vec<ListingId>, WebError> {
    if sought.trim().is_empty() {
        return Ok(Vec::new());
    }
    let live = (&[Status::Live][..], false);
    let (found, _) = listings::list(conn, reader.municipality, live, sought, (0, SOUGHT))?;
    Ok(found.into_iter().map(|(listing, _)| listing.id).collect())
}

fn work_row(
    reader: &Person,
    candidate: &Candidate,
    open: &PublicListing,
    today: CivilDay,
    proposal: Option<(ProposalId, ProposalStatus)>,
) -> FitRow {
    let explanation = explain::explain(candidate, &open.listing, &open.content, today);
    let about: Vec<String> =
        [Some(open.employer_name.clone()), open.content.place.clone()].into_iter().flatten().collect();
    FitRow {
        candidate: candidate.id,
        listing: open.listing.id,
        title: open.content.title.as_str().to_owned(),
        about: about.join(", "),
        score: score(&explanation),
        reasons: reasons(&explanation, reader),
        proposal,
    }
}
