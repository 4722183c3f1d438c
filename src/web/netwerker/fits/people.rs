//! Who fits a listing. Never a name without an opening that is written down, and never more of them than a page.

use std::collections::HashMap;

use actix_web::web;

use super::super::proposal_page::reasons;
use super::{Asked, Parts, SOUGHT, score, with};
use crate::actions::candidate;
use crate::db::Conn;
use crate::domain::actor::Person;
use crate::domain::candidate::{Candidate, CandidateState};
use crate::domain::civil_day::CivilDay;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{CandidateId, ListingId, ProposalId};
use crate::domain::listing::{Listing, ListingContent};
use crate::domain::proposal::ProposalStatus;
use crate::matching::{assess, explain};
use crate::store::candidates::Caseload;
use crate::store::proposals::Scope;
use crate::store::{candidates, employers, listings, proposals, revisions};
use crate::views::proposals::fits::{FitRow, Fits, Of};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, QueryFields, needs};

/// `GET /netwerk/aanbod/{id}/kandidaten`
///
/// # Errors
/// `NotFound` when it is another municipality's, or never was public.
pub async fn people(
    allowed: Allowed<needs::SeeProposals>,
    page: Page,
    id: web::Path<ListingId>,
    QueryFields(query): QueryFields,
) -> WebResult {
    let shown = load(&page, &allowed.person, *id, Asked::of(&query)).await?;
    page.html(|frame| shown.render(frame))
}

pub(super) async fn load(page: &Page, reader: &Person, id: ListingId, asked: Asked) -> Result<Fits, WebError> {
    let (today, pool, actor) = (page.today(), page.app.pool.clone(), page.actor.clone());
    let (sought, refused, number) = (asked.sought.clone(), asked.refused, asked.page);
    let looker = reader.clone();
    let ranking = page
        .app
        .db
        .read(move |conn| {
            let mut ranking = Ranking::load(conn, &looker, id, &sought)?;
            ranking.found.extend(refused.map(|(candidate, _)| candidate));
            ranking.parts = pool.read(|pool| {
                let job = pool.job(id)?;
                let mine = pool.people().iter().filter(|person| person.municipality == looker.municipality);
                Some(Parts::of(mine.map(|person| (person.id, assess(person, job, today))).collect(), number))
            });
            Ok::<_, WebError>(ranking)
        })
        .await?;
    // Whose name is shown, that file is opened, and no other.
    let ids = ranking.shown();
    let opened = page.app.write(move |tx| candidate::open_for_matching(tx, &actor, &ids)).await?;
    let reader = reader.clone();
    let fits = page.app.db.read(move |conn| ranking.fits(conn, &reader, &opened, today)).await?;
    Ok(with(fits, asked))
}

/// The candidates whose name or code somebody types.
fn found_by_name(conn: &mut Conn, reader: &Person, sought: &str) -> Result<Vec<CandidateId>, WebError> {
    if sought.trim().is_empty() {
        return Ok(Vec::new());
    }
    let states = [CandidateState::Active, CandidateState::Paused];
    let scope = (Caseload::Team, &states[..]);
    let (found, _) = candidates::list(conn, reader.municipality, scope, sought, (0, SOUGHT))?;
    Ok(found.into_iter().map(|candidate| candidate.id).collect())
}

/// The ranking of candidates for one listing.
struct Ranking {
    listing: Listing,
    content: ListingContent,
    known: Vec<proposals::Listed>,
    /// `None` when the listing is not open: paused, past its closing day, filled.
    parts: Option<Parts<CandidateId>>,
    found: Vec<CandidateId>,
}

impl Ranking {
    fn load(conn: &mut Conn, reader: &Person, id: ListingId, sought: &str) -> Result<Self, WebError> {
        let listing = listings::find(conn, id)?
            .filter(|listing| listing.municipality == reader.municipality)
            .ok_or(WebError::NotFound)?;
        let revision = listing.live_revision.ok_or(WebError::NotFound)?;
        let content = revisions::find(conn, revision)?.ok_or(WebError::NotFound)?.content;
        let known = proposals::list(conn, Scope::Listing(id), &[])?;
        let found = found_by_name(conn, reader, sought)?;
        Ok(Self { listing, content, known, parts: None, found })
    }

    /// Those who are proposed: on the first page.
    fn proposed(&self) -> Vec<CandidateId> {
        let is_first = self.parts.as_ref().is_none_or(|parts| parts.page == 0);
        let known = self.known.iter().filter(|_| is_first);
        known.map(|listed| listed.proposal.candidate).collect()
    }

    /// Part of a ranking without those who are proposed.
    fn fresh(&self, part: &[CandidateId]) -> Vec<CandidateId> {
        part.iter().copied().filter(|id| self.proposal_of(*id).is_none()).collect()
    }

    /// Everybody on the page.
    fn shown(&self) -> Vec<CandidateId> {
        let mut ids = self.proposed();
        if let Some(parts) = &self.parts {
            ids.extend(self.fresh(&parts.fitting));
            ids.extend(self.fresh(&parts.knocked_out));
        }
        ids.extend(&self.found);
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    fn fits(self, conn: &mut Conn, reader: &Person, opened: &[Candidate], today: CivilDay) -> Result<Fits, WebError> {
        let employer = employers::find(conn, self.listing.employer)?.ok_or(WebError::NotFound)?.profile.name;
        let by_id: HashMap<CandidateId, &Candidate> =
            opened.iter().map(|candidate| (candidate.id, candidate)).collect();
        let rows = |ids: &[CandidateId]| -> Vec<FitRow> {
            ids.iter().filter_map(|id| Some(self.row(by_id.get(id)?, reader, today))).collect()
        };
        let nobody = Parts::default();
        let parts = self.parts.as_ref().unwrap_or(&nobody);
        Ok(Fits {
            of: Of::Listing {
                id: self.listing.id,
                title: self.content.title.as_str().to_owned(),
                kind: self.listing.kind,
                employer,
                open: self.listing.open_positions(),
            },
            proposed: rows(&self.proposed()),
            fitting: rows(&self.fresh(&parts.fitting)),
            knocked_out: rows(&self.fresh(&parts.knocked_out)),
            page: parts.place(),
            left_out: parts.left_out,
            sought: String::new(),
            found: rows(&self.found),
            refused: None,
            may_propose: self.parts.is_some(),
            fields: Fields::default(),
            errors: FieldErrors::none(),
        })
    }

    fn row(&self, candidate: &Candidate, reader: &Person, today: CivilDay) -> FitRow {
        let explanation = explain::explain(candidate, &self.listing, &self.content, today);
        let hours = hours_in_words(candidate);
        let about: Vec<String> =
            [Some(candidate.code.clone()), candidate.profile.place.clone(), hours].into_iter().flatten().collect();
        FitRow {
            candidate: candidate.id,
            listing: self.listing.id,
            title: candidate.contact.name.clone(),
            about: about.join(", "),
            score: score(&explanation),
            reasons: reasons(&explanation, reader),
            proposal: self.proposal_of(candidate.id),
        }
    }

    fn proposal_of(&self, candidate: CandidateId) -> Option<(ProposalId, ProposalStatus)> {
        let of = self.known.iter().find(|listed| listed.proposal.candidate == candidate)?;
        Some((of.proposal.id, of.proposal.status))
    }
}

fn hours_in_words(candidate: &Candidate) -> Option<String> {
    match (candidate.profile.hours_min, candidate.profile.hours_max) {
        (Some(min), Some(max)) if min == max => Some(format!("{min} uur per week")),
        (Some(min), Some(max)) => Some(format!("{min} tot {max} uur per week")),
        (Some(hours), None) | (None, Some(hours)) => Some(format!("{hours} uur per week")),
        (None, None) => None,
    }
}
