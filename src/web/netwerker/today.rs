//! "Vandaag": what waits for the netwerker, the longest waiting first.
//! Never a figure without a link to what it counts.

use crate::actions::consent::is_asked_in_person;
use crate::app::App;
use crate::db::Conn;
use crate::domain::actor::{Actor, Capability, Person, Role};
use crate::domain::candidate::CandidateState;
use crate::domain::civil_day::CivilDay;
use crate::domain::employer::Verification;
use crate::domain::ids::MunicipalityId;
use crate::domain::interest::InterestState;
use crate::domain::introduction::IntroductionStatus;
use crate::domain::listing::terms::Reaction;
use crate::domain::proposal::ProposalStatus;
use crate::domain::sharing::ConsentState;
use crate::store::candidates::Caseload;
use crate::store::interests::Scope;
use crate::store::proposals::Scope as Scoped;
use crate::store::{
    candidates, consents, employers, interests, introductions, listings, proposals, undelivered as undelivered_mail,
};
use crate::views::netwerker::match_queues::{
    AgreementToNote, MatchQueues, SilentIntroduction, WaitingProposal, WaitingQuestion,
};
use crate::views::netwerker::today::{Today, WaitingEmployer, WaitingInterest, WaitingListing};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, needs};
use crate::web::netwerker::undelivered;

/// How many of each are shown at most.
const MOST: i64 = 200;

/// `GET /netwerk`
///
/// # Errors
/// A database error.
pub async fn show(allowed: Allowed<needs::SeeNetwork>, page: Page) -> WebResult {
    let (app, actor, reader) = (page.app.clone(), page.actor.clone(), allowed.person);
    let shown = page.app.db.read(move |conn| load(conn, &app, &actor, &reader)).await?;
    page.html(|frame| shown.render(frame))
}

fn load(conn: &mut Conn, app: &App, actor: &Actor, reader: &Person) -> Result<Today, WebError> {
    let (municipality, today) = (reader.municipality, app.clock.today());
    let (waiting, _) = employers::list(conn, municipality, Some(Verification::Waiting), "", (0, MOST))?;
    let listings = listings::waiting(conn, municipality)?
        .into_iter()
        .map(|(listing, (employer, verification), submitted_at)| WaitingListing {
            id: listing.id,
            verified: verification == Verification::Verified,
            is_change: listing.live_revision.is_some(),
            title: listing.title,
            kind: listing.kind,
            employer,
            submitted_at,
        })
        .collect();
    let employers = waiting
        .into_iter()
        .map(|employer| WaitingEmployer {
            id: employer.id,
            name: employer.profile.name,
            place: employer.profile.place,
            registered_at: employer.created_at,
        })
        .collect();
    // Who may not answer reactions does not see them.
    let interests = if actor.can(Capability::AnswerInterests) {
        let open = interests::list(conn, Scope::Municipality(municipality), InterestState::Open, None)?;
        Some(open.into_iter().map(waiting_interest).collect())
    } else {
        None
    };
    let matching = match actor.person() {
        Some(reader) if actor.can(Capability::SeeProposals) => Some(match_queues(conn, reader, today)?),
        _ => None,
    };
    let undelivered = undelivered::rows(conn, reader, &app.signer, app.clock.now())?;
    Ok(Today { today, undelivered, listings, employers, interests, matching })
}

fn waiting_interest((interest, listing, employer): interests::Listed) -> WaitingInterest {
    WaitingInterest {
        id: interest.id,
        listing,
        answers: employer.filter(|_| interest.reaction == Reaction::Direct),
        received_at: interest.created_at,
    }
}

/// After how many working days without an answer of the employer an introduction is shown.
const SILENT_AFTER: u32 = 5;

/// What waits for the reader of candidates, proposals and introductions.
fn match_queues(conn: &mut Conn, reader: &Person, today: CivilDay) -> Result<MatchQueues, WebError> {
    let guides = Capability::KeepCandidates.roles().contains(&reader.role);
    let open = proposals::list(conn, Scoped::Municipality(reader.municipality), ProposalStatus::UNFINISHED)?;
    let judged_here = |listed: &proposals::Listed| match listed.proposal.reviewer {
        Some(reviewer) => reviewer == reader.account,
        None => reader.role == Role::Netwerker,
    };
    let mine = |listed: &proposals::Listed| listed.begeleider.is_none_or(|begeleider| begeleider == reader.account);
    let waits = |listed: &&proposals::Listed| ProposalStatus::WAITING.contains(&listed.proposal.status);
    let asked = |listed: &&proposals::Listed| listed.proposal.status == ProposalStatus::Asked;
    let waiting = open.iter().filter(waits).filter(|listed| judged_here(listed)).map(waiting_proposal).collect();
    let questions = open.iter().filter(asked).filter(|listed| mine(listed)).map(waiting_question).collect();
    let without = (Caseload::Nobody, &[CandidateState::Active, CandidateState::Paused][..]);
    let (_, nobody) = candidates::list(conn, reader.municipality, without, "", (0, 0))?;
    Ok(MatchQueues {
        questions: guides.then_some(questions),
        proposals: waiting,
        agreements: agreements(conn, reader, &open)?,
        introductions: silent(conn, reader.municipality, today)?,
        without_begeleider: (nobody > 0).then(|| (nobody.unsigned_abs(), "/netwerk/kandidaten?wie=zonder".to_owned())),
    })
}

fn waiting_proposal(listed: &proposals::Listed) -> WaitingProposal {
    WaitingProposal {
        id: listed.proposal.id,
        listing: listed.listing_title.clone(),
        employer: listed.employer_name.clone(),
        candidate_code: listed.candidate_code.clone(),
        by_hand: listed.proposal.proposer.is_some(),
        since: listed.proposal.waiting_since,
    }
}

fn waiting_question(listed: &proposals::Listed) -> WaitingQuestion {
    WaitingQuestion {
        proposal: listed.proposal.id,
        listing: listed.listing_title.clone(),
        candidate_code: listed.candidate_code.clone(),
        since: listed.proposal.waiting_since,
    }
}

/// The candidates whom mail does not reach, who must be asked by telephone or at the desk.
fn agreements(conn: &mut Conn, reader: &Person, open: &[proposals::Listed]) -> Result<Vec<AgreementToNote>, WebError> {
    let mut found = Vec::new();
    for consent in consents::in_state(conn, reader.municipality, None, ConsentState::Asked)? {
        let Some(of) = open.iter().find(|listed| listed.proposal.id == consent.proposal) else { continue };
        let mine = of.begeleider.is_none_or(|begeleider| begeleider == reader.account);
        let Some(candidate) = candidates::find(conn, consent.candidate)? else { continue };
        let in_person = is_asked_in_person(conn, &candidate, consent.id)?;
        if in_person && (mine || reader.role == Role::Netwerker) {
            found.push(AgreementToNote {
                proposal: consent.proposal,
                listing: of.listing_title.clone(),
                candidate_code: of.candidate_code.clone(),
                deadline: consent.deadline,
                came_back: candidate.contact.email.is_some(),
            });
        }
    }
    Ok(found)
}

/// The introductions that an employer has not answered for days, or did not get.
fn silent(conn: &mut Conn, municipality: MunicipalityId, today: CivilDay) -> Result<Vec<SilentIntroduction>, WebError> {
    let scope = introductions::Scope::Municipality(municipality);
    let sent = introductions::list(conn, scope, &[IntroductionStatus::Sent])?;
    let ids: Vec<_> = sent.iter().map(|listed| listed.introduction.id).collect();
    let lost = undelivered_mail::introductions(conn, &ids)?;
    let late = |listed: introductions::Listed| {
        let sent_at = listed.introduction.sent_at?;
        let came_back = lost.contains(&listed.introduction.id);
        (came_back || CivilDay::of(sent_at).plus_working_days(SILENT_AFTER) <= today).then(|| SilentIntroduction {
            url: format!("/netwerk/voordrachten/{}", listed.introduction.id),
            listing: listed.listing_title,
            employer: listed.employer_name,
            sent_at,
            came_back,
        })
    };
    Ok(sent.into_iter().filter_map(late).collect())
}
