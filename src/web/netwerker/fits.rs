//! Who fits a listing and which work fits a candidate: the whole ranking, with who falls out and why (mission M17).
//! Never a hidden rejection: everyone who looks for work is in it, and each whose name is shown is written down as looked at.

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::web;

use super::proposal_page::reasons;
use crate::actions::proposal::propose_by_hand;
use crate::actions::{ActionError, candidate};
use crate::db::{Conn, Tx};
use crate::domain::actor::Person;
use crate::domain::candidate::{AccessPurpose, Candidate, CandidateState};
use crate::domain::civil_day::CivilDay;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{CandidateId, ListingId, ProposalId};
use crate::domain::listing::{Listing, ListingContent};
use crate::domain::proposal::ProposalStatus;
use crate::matching::{Assessment, assess, explain};
use crate::store::candidates::Caseload;
use crate::store::listings::PublicListing;
use crate::store::proposals::Scope;
use crate::store::{candidates, employers, listings, proposals, revisions};
use crate::views::flash::Notice;
use crate::views::proposals::fits::{FitRow, Fits, Of};
use crate::views::proposals::reasons::Reasons;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, QueryFields, SentForm, needs};

/// How many of each part are shown; `?alle=ja` shows them all.
const SHOWN: usize = 30;
/// How many are found by name.
const SOUGHT: i64 = 10;

/// A ranking with what was asked and, after a refused form, what was typed.
struct Asked {
    everyone: bool,
    sought: String,
    refused: Option<(CandidateId, ListingId)>,
    fields: Fields,
    errors: FieldErrors,
}

impl Asked {
    fn of(query: &Fields) -> Self {
        Self {
            everyone: query.get("alle") == "ja",
            sought: query.get("zoek").chars().take(100).collect(),
            refused: None,
            fields: Fields::default(),
            errors: FieldErrors::none(),
        }
    }
}

/// The identifiers of a ranking, part by part.
struct Parts<I> {
    fitting: Vec<I>,
    knocked_out: Vec<I>,
    left_out: usize,
}

impl<I: Copy + Ord> Parts<I> {
    /// Splits what was assessed: what fits by score, what falls out by how little.
    fn of(mut assessed: Vec<(I, Assessment)>, everyone: bool) -> Self {
        assessed.sort_by_key(|(id, assessment)| {
            (assessment.knocked_out().count(), std::cmp::Reverse(assessment.score()), *id)
        });
        let most = if everyone { usize::MAX } else { SHOWN };
        let (fitting, out): (Vec<_>, Vec<_>) = assessed.into_iter().partition(|(_, assessment)| assessment.fits());
        let left_out = fitting.len().saturating_sub(most) + out.len().saturating_sub(most);
        let first = |all: Vec<(I, Assessment)>| all.into_iter().take(most).map(|(id, _)| id).collect();
        Self { fitting: first(fitting), knocked_out: first(out), left_out }
    }
}

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
    let shown = load_people(&page, &allowed.person, *id, Asked::of(&query)).await?;
    page.html(|frame| shown.render(frame))
}

async fn load_people(page: &Page, reader: &Person, id: ListingId, asked: Asked) -> Result<Fits, WebError> {
    let today = page.today();
    let municipality = reader.municipality;
    let parts = page.app.pool.read(|pool| {
        let job = pool.job(id)?;
        let mine = pool.people().iter().filter(|person| person.municipality == municipality);
        Some(Parts::of(mine.map(|person| (person.id, assess(person, job, today))).collect(), asked.everyone))
    });
    let (actor, reader) = (page.actor.clone(), reader.clone());
    let sought = asked.sought.clone();
    page.app
        .write(move |tx| {
            let listing = listings::find(tx, id)?
                .filter(|listing| listing.municipality == reader.municipality)
                .ok_or(ActionError::NotFound)?;
            let revision = listing.live_revision.ok_or(ActionError::NotFound)?;
            let content = revisions::find(tx, revision)?.ok_or(ActionError::NotFound)?.content;
            let known = proposals::list(tx, Scope::Listing(id), &[])?;
            let found = found_by_name(tx, &reader, &sought)?;
            let mut ids: Vec<CandidateId> = known.iter().map(|listed| listed.proposal.candidate).collect();
            if let Some(parts) = &parts {
                ids.extend(parts.fitting.iter().chain(&parts.knocked_out));
            }
            ids.extend(found.iter());
            ids.sort_unstable();
            ids.dedup();
            let opened = candidate::open_for_matching(tx, &actor, &ids)?;
            let shown = Shown { reader: &reader, today, listing: &listing, content: &content, opened, known };
            shown.fits(tx, parts.as_ref(), &found)
        })
        .await
        .map(|fits| with(fits, asked))
        .map_err(WebError::from)
}

fn with(mut fits: Fits, asked: Asked) -> Fits {
    fits.sought = asked.sought;
    (fits.refused, fits.fields, fits.errors) = (asked.refused, asked.fields, asked.errors);
    fits
}

/// The candidates whose name or code somebody types.
fn found_by_name(conn: &mut Conn, reader: &Person, sought: &str) -> Result<Vec<CandidateId>, ActionError> {
    if sought.trim().is_empty() {
        return Ok(Vec::new());
    }
    let states = [CandidateState::Active, CandidateState::Paused];
    let scope = (Caseload::Team, &states[..]);
    let (found, _) = candidates::list(conn, reader.municipality, scope, sought, (0, SOUGHT))?;
    Ok(found.into_iter().map(|candidate| candidate.id).collect())
}

/// The candidates of a ranking for one listing, opened.
struct Shown<'a> {
    reader: &'a Person,
    today: CivilDay,
    listing: &'a Listing,
    content: &'a ListingContent,
    opened: Vec<Candidate>,
    known: Vec<proposals::Listed>,
}

impl Shown<'_> {
    fn fits(
        &self,
        conn: &mut Conn,
        parts: Option<&Parts<CandidateId>>,
        found: &[CandidateId],
    ) -> Result<Fits, ActionError> {
        let employer = employers::find(conn, self.listing.employer)?.ok_or(ActionError::NotFound)?.profile.name;
        let by_id: HashMap<CandidateId, &Candidate> =
            self.opened.iter().map(|candidate| (candidate.id, candidate)).collect();
        let proposed: Vec<CandidateId> = self.known.iter().map(|listed| listed.proposal.candidate).collect();
        let rows = |ids: &[CandidateId], also_proposed: bool| -> Vec<FitRow> {
            ids.iter()
                .filter(|id| also_proposed || !proposed.contains(id))
                .filter_map(|id| Some(self.row(by_id.get(id)?)))
                .collect()
        };
        let nobody = Vec::new();
        Ok(Fits {
            of: Of::Listing {
                id: self.listing.id,
                title: self.content.title.as_str().to_owned(),
                kind: self.listing.kind,
                employer,
                open: self.listing.open_positions(),
            },
            proposed: rows(&proposed, true),
            fitting: rows(parts.map_or(&nobody, |parts| &parts.fitting), false),
            knocked_out: rows(parts.map_or(&nobody, |parts| &parts.knocked_out), false),
            left_out: parts.map_or(0, |parts| parts.left_out),
            sought: String::new(),
            found: rows(found, true),
            refused: None,
            // Out of the pool is not open: paused, past its closing day, filled.
            may_propose: parts.is_some(),
            fields: Fields::default(),
            errors: FieldErrors::none(),
        })
    }

    fn row(&self, candidate: &Candidate) -> FitRow {
        let explanation = explain::explain(candidate, self.listing, self.content, self.today);
        let hours = hours_in_words(candidate);
        let about: Vec<String> =
            [Some(candidate.code.clone()), candidate.profile.place.clone(), hours].into_iter().flatten().collect();
        FitRow {
            candidate: candidate.id,
            listing: self.listing.id,
            title: candidate.contact.name.clone(),
            about: about.join(", "),
            score: score(&explanation),
            reasons: reasons(&explanation, self.reader),
            proposal: self.proposal_of(candidate.id),
        }
    }

    fn proposal_of(&self, candidate: CandidateId) -> Option<(ProposalId, ProposalStatus)> {
        let of = self.known.iter().find(|listed| listed.proposal.candidate == candidate)?;
        Some((of.proposal.id, of.proposal.status))
    }
}

fn score(explanation: &explain::Explanation) -> Option<i32> {
    explanation.assessment.fits().then(|| i32::from(explanation.assessment.score()))
}

fn hours_in_words(candidate: &Candidate) -> Option<String> {
    match (candidate.profile.hours_min, candidate.profile.hours_max) {
        (Some(min), Some(max)) if min == max => Some(format!("{min} uur per week")),
        (Some(min), Some(max)) => Some(format!("{min} tot {max} uur per week")),
        (Some(hours), None) | (None, Some(hours)) => Some(format!("{hours} uur per week")),
        (None, None) => None,
    }
}

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
    let shown = load_work(&page, &allowed.person, *id, Asked::of(&query)).await?;
    page.html(|frame| shown.render(frame))
}

async fn load_work(page: &Page, reader: &Person, id: CandidateId, asked: Asked) -> Result<Fits, WebError> {
    let today = page.today();
    let actor = page.actor.clone();
    let candidate = page.app.write(move |tx| candidate::open(tx, &actor, id, AccessPurpose::Matching)).await?;
    let parts = page.app.pool.read(|pool| {
        let person = pool.person(id)?;
        let mine = pool.jobs().iter().filter(|job| job.municipality == person.municipality);
        Some(Parts::of(mine.map(|job| (job.id, assess(person, job, today))).collect(), asked.everyone))
    });
    let (reader, sought) = (reader.clone(), asked.sought.clone());
    let fits =
        page.app.db.read(move |conn| work_fits(conn, &reader, &candidate, parts.as_ref(), (&sought, today))).await?;
    Ok(with(fits, asked))
}

fn work_fits(
    conn: &mut Conn,
    reader: &Person,
    candidate: &Candidate,
    parts: Option<&Parts<ListingId>>,
    (sought, today): (&str, CivilDay),
) -> Result<Fits, WebError> {
    let known = proposals::list(conn, Scope::Candidate(candidate.id), &[])?;
    let found = listings_by_name(conn, reader, sought)?;
    let proposed: Vec<ListingId> = known.iter().map(|listed| listed.proposal.listing).collect();
    let nothing = Vec::new();
    let (fitting, out) = parts.map_or((&nothing, &nothing), |parts| (&parts.fitting, &parts.knocked_out));
    let ids: Vec<ListingId> = fitting.iter().chain(out).chain(&found).chain(&proposed).copied().collect();
    let open = listings::open_by_ids(conn, &ids, today)?;
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
        proposed: proposed.iter().filter_map(row).collect(),
        fitting: fresh(fitting),
        knocked_out: fresh(out),
        left_out: parts.map_or(0, |parts| parts.left_out),
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
    let live = (&[crate::domain::listing::Status::Live][..], false);
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

/// `POST /netwerk/aanbod/{listing}/kandidaten/{candidate}`: proposed by hand.
///
/// # Errors
/// A page that says what happened.
pub async fn propose(
    allowed: Allowed<needs::GuideMatches>,
    page: Page,
    pair: web::Path<(ListingId, CandidateId)>,
    sent: SentForm,
) -> WebResult {
    let (listing, candidate) = *pair;
    let actor = page.actor.clone();
    let reason = sent.fields.get("reden").to_owned();
    let act = move |tx: &mut Tx| propose_by_hand(tx, &actor, candidate, listing, &reason).map(super::proposals::path);
    let error = match page.submit(&sent, act).await {
        Ok(location) => return Ok(page.see_other(&location, Some(Notice::ProposalMade))),
        Err(error) => error,
    };
    let from_candidate = sent.fields.get("van") == "kandidaat";
    let ActionError::Invalid(errors) = error else {
        let back = if from_candidate {
            format!("/netwerk/kandidaten/{candidate}/werk")
        } else {
            format!("/netwerk/aanbod/{listing}/kandidaten")
        };
        return Err(page.failed(error, &sent, &back));
    };
    let asked = Asked {
        everyone: true,
        sought: String::new(),
        refused: Some((candidate, listing)),
        fields: sent.fields.clone(),
        errors,
    };
    let shown = if from_candidate {
        load_work(&page, &allowed.person, candidate, asked).await?
    } else {
        load_people(&page, &allowed.person, listing, asked).await?
    };
    page.html_with(StatusCode::UNPROCESSABLE_ENTITY, |frame| shown.render(frame))
}
