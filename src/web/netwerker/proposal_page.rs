//! The page on which a proposal is judged: both sides, why they fit, and what the reader may do.
//! Never the person to a reviewer with a personal interest, and never without writing down who looked.

use actix_web::http::StatusCode;

use super::candidates::{name_or_erased, team_names};
use super::proposals::may_note;
use crate::actions::ActionError;
use crate::actions::candidate;
use crate::actions::proposal::review::{Judge, judge};
use crate::db::Conn;
use crate::domain::account::AccountState;
use crate::domain::actor::{Actor, Capability, Person, Role};
use crate::domain::candidate::{AccessPurpose, Candidate, Profile};
use crate::domain::civil_day::CivilDay;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{AccountId, ProposalId};
use crate::domain::listing::{Listing, ListingContent};
use crate::domain::proposal::{LapseReason, Proposal, ProposalStatus, RejectReason};
use crate::domain::sharing::SharedProfile;
use crate::matching::explain;
use crate::store::{
    accounts, candidates, consents, employers, introductions, listings, proposals, reviewers, revisions,
};
use crate::views::proposals::TiedTo;
use crate::views::proposals::reasons::Reasons;
use crate::views::proposals::review::{
    AskedBy, Blocked, Changed, ConsentPanel, Panel, ProposalReview, Proposed, ReviewedPerson, ReviewedWork, Substitute,
    Talk,
};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Page, SentForm};

/// The sentences of a ranking, as this reader may read them.
pub(super) fn reasons(explanation: &explain::Explanation, reader: &Person) -> Reasons {
    let keeps = Capability::KeepCandidates.roles().contains(&reader.role);
    let told = if keeps { explain::for_begeleider(explanation) } else { explain::for_netwerker(explanation) };
    Reasons {
        fits: told.fits,
        attention: told.attention,
        knocked_out: told.knocked_out,
        find_out: told.find_out,
        near_miss: told.near_miss,
    }
}

/// Opens a proposal for somebody at the municipality.
pub(super) async fn load(page: &Page, reader: &Person, id: ProposalId) -> Result<ProposalReview, WebError> {
    let (actor, reader, today) = (page.actor.clone(), reader.clone(), page.today());
    let opener = page.actor.clone();
    let (proposal, judge, opened) = page
        .app
        .write(move |tx| {
            let proposal = proposals::find(tx, id)?.ok_or(ActionError::NotFound)?;
            if !opener.can_in(Capability::SeeProposals, proposal.municipality) {
                return Err(ActionError::NotFound);
            }
            let judge = judge(tx, &opener, &proposal)?;
            // Who has a personal interest does not open the file; what was erased has none.
            let opened = match judge {
                Judge::Tied => None,
                _ if proposal.lapse_reason == Some(LapseReason::Erased) => None,
                _ => Some(candidate::open(tx, &opener, proposal.candidate, AccessPurpose::Review)?),
            };
            Ok((proposal, judge, opened))
        })
        .await?;
    page.app.db.read(move |conn| dress(conn, &actor, &reader, (proposal, judge, opened), today)).await
}

/// The proposal as it is now, after a form that was refused: with what was typed, and why not.
pub(super) async fn refused(
    page: &Page,
    reader: &Person,
    id: ProposalId,
    sent: SentForm,
    error: ActionError,
) -> WebResult {
    let status = match &error {
        // Somebody with a personal interest is shown why, and who judges instead.
        ActionError::Tied => StatusCode::FORBIDDEN,
        ActionError::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        ActionError::Conflict | ActionError::NotNow(_) => StatusCode::CONFLICT,
        _ => return Err(page.failed(error, &sent, &super::proposals::path(id))),
    };
    let mut shown = load(page, reader, id).await?;
    match error {
        ActionError::Invalid(errors) => (shown.fields, shown.errors) = (sent.fields, errors),
        ActionError::Conflict | ActionError::NotNow(_) => shown.not_kept = Some(sent.not_kept()),
        _ => {}
    }
    page.html_with(status, |frame| shown.render(frame))
}

fn dress(
    conn: &mut Conn,
    actor: &Actor,
    reader: &Person,
    (proposal, judge, opened): (Proposal, Judge, Option<Candidate>),
    today: CivilDay,
) -> Result<ProposalReview, WebError> {
    let listing = listings::find(conn, proposal.listing)?.ok_or(WebError::NotFound)?;
    let content = text_of(conn, &listing, &proposal)?;
    let employer = employers::find(conn, proposal.employer)?.ok_or(WebError::NotFound)?.profile.name;
    let names = team_names(conn, proposal.municipality)?;
    let name = |id: Option<AccountId>| id.and_then(|id| names.get(&id).cloned());
    let explained =
        opened.as_ref().map(|candidate| (candidate, explain::explain(candidate, &listing, &content, today)));
    let reasons = explained.as_ref().map(|(_, explanation)| reasons(explanation, reader)).unwrap_or_default();
    // Who judges reads what the employer would read after a yes.
    let would_show = explained
        .as_ref()
        .map(|(candidate, explanation)| SharedProfile::of(candidate, explain::for_employer(&explanation.open), today));
    let begeleider = opened.as_ref().and_then(|candidate| name(candidate.begeleider));
    // Who has a personal interest reads nothing of what colleagues wrote or what the candidate said.
    let knows = judge != Judge::Tied;
    let panel = panel(conn, actor, &proposal, judge, &names)?;
    let decides = matches!(panel, Panel::Decide(_));
    Ok(ProposalReview {
        id: proposal.id,
        version: proposal.version,
        status: proposal.status,
        changed: changed(&proposal, &listing, opened.as_ref()),
        person: person(conn, &proposal, opened, begeleider.clone())?,
        work: ReviewedWork { id: listing.id, kind: listing.kind, employer, content },
        score: knows.then_some(proposal.score),
        reasons,
        proposed: Proposed {
            at: proposal.created_at,
            by_hand: proposal.proposer.map(|id| name(Some(id)).unwrap_or_else(|| "een collega".to_owned())),
            overridden: proposal.override_reason.filter(|_| knows),
            waiting_since: proposal.waiting_since,
            postponed_until: proposal.postponed_until,
        },
        talk: proposal.question.filter(|_| knows).map(|question| Talk {
            question,
            answer: proposal.answer,
            begeleider,
        }),
        would_show: would_show.filter(|_| decides),
        panel,
        not_kept: None,
        fields: Fields::default(),
        errors: FieldErrors::none(),
        today,
    })
}

/// The public text, or the one that the proposal was made of when there is none any more.
fn text_of(conn: &mut Conn, listing: &Listing, proposal: &Proposal) -> Result<ListingContent, WebError> {
    let revision = listing.live_revision.unwrap_or(proposal.revision);
    Ok(revisions::find(conn, revision)?.ok_or(WebError::NotFound)?.content)
}

fn changed(proposal: &Proposal, listing: &Listing, candidate: Option<&Candidate>) -> Vec<Changed> {
    let mut changed = Vec::new();
    if listing.live_revision.is_some_and(|live| live != proposal.revision) {
        changed.push(Changed::Listing);
    }
    if candidate.is_some_and(|candidate| candidate.version != proposal.candidate_version) {
        changed.push(Changed::Profile);
    }
    if proposal.status.is_open() { changed } else { Vec::new() }
}

/// The person as the reader may see it: nothing but a name for one who may not open the file.
fn person(
    conn: &mut Conn,
    proposal: &Proposal,
    opened: Option<Candidate>,
    begeleider: Option<String>,
) -> Result<ReviewedPerson, WebError> {
    if let Some(candidate) = opened {
        return Ok(ReviewedPerson {
            id: candidate.id,
            name: candidate.contact.name,
            code: candidate.code,
            profile: candidate.profile,
            begeleider,
            updated_at: candidate.updated_at,
        });
    }
    let candidate = candidates::find(conn, proposal.candidate)?.ok_or(WebError::NotFound)?;
    Ok(ReviewedPerson {
        id: candidate.id,
        name: name_or_erased(candidate.contact.name),
        code: candidate.code,
        profile: Profile::default(),
        begeleider: None,
        updated_at: candidate.updated_at,
    })
}

fn panel(
    conn: &mut Conn,
    actor: &Actor,
    proposal: &Proposal,
    judged_by: Judge,
    names: &std::collections::BTreeMap<AccountId, String>,
) -> Result<Panel, WebError> {
    let name = |id: Option<AccountId>| id.and_then(|id| names.get(&id).cloned());
    if judged_by == Judge::Tied {
        let substitute = match name(proposal.reviewer) {
            Some(name) => Substitute::Named(name),
            None => another_netwerker(conn, proposal)?,
        };
        return Ok(Panel::Blocked(Blocked { tie: tie(conn, actor, proposal)?, substitute }));
    }
    match proposal.status {
        ProposalStatus::Approved | ProposalStatus::Introduced => return consent_panel(conn, actor, proposal, names),
        ProposalStatus::Rejected => {
            return Ok(Panel::Rejected {
                reason: proposal.reject_reason.unwrap_or(RejectReason::Else),
                note: proposal.note.clone(),
                by: name(proposal.decided_by),
                at: proposal.decided_at.unwrap_or(proposal.waiting_since),
            });
        }
        ProposalStatus::Lapsed => {
            return Ok(Panel::Lapsed(proposal.lapse_reason.unwrap_or(LapseReason::KnockedOut)));
        }
        _ => {}
    }
    if proposal.status == ProposalStatus::Asked && actor.can(Capability::KeepCandidates) {
        return Ok(Panel::Answer);
    }
    Ok(match judged_by {
        Judge::Other(by) => Panel::Elsewhere(name(by)),
        Judge::Yes | Judge::Tied => Panel::Decide(substitute(conn, actor, names)?),
    })
}

/// A netwerker without a personal interest, when it was not handed to somebody by name.
fn another_netwerker(conn: &mut Conn, proposal: &Proposal) -> Result<Substitute, WebError> {
    for account in accounts::with_role(conn, proposal.municipality, Role::Netwerker)? {
        let free = account.state != AccountState::Blocked
            && !reviewers::is_tied(conn, account.id, proposal.candidate, proposal.employer)?;
        if free {
            return Ok(Substitute::Named(account.name));
        }
    }
    Ok(Substitute::Nobody)
}

fn tie(conn: &mut Conn, actor: &Actor, proposal: &Proposal) -> Result<TiedTo, WebError> {
    let Some(account) = actor.account() else { return Err(WebError::LogIn) };
    let ties = reviewers::ties_of(conn, account)?;
    let person = ties.iter().any(|(_, tie, _)| *tie == crate::domain::proposal::Tie::Candidate(proposal.candidate));
    Ok(if person { TiedTo::Candidate } else { TiedTo::Employer })
}

fn substitute(
    conn: &mut Conn,
    actor: &Actor,
    names: &std::collections::BTreeMap<AccountId, String>,
) -> Result<Substitute, WebError> {
    let Some(account) = actor.account() else { return Err(WebError::LogIn) };
    let named = reviewers::substitute_of(conn, account)?.and_then(|id| names.get(&id).cloned());
    Ok(named.map_or(Substitute::Nobody, Substitute::Named))
}

fn consent_panel(
    conn: &mut Conn,
    actor: &Actor,
    proposal: &Proposal,
    names: &std::collections::BTreeMap<AccountId, String>,
) -> Result<Panel, WebError> {
    let consent = consents::newest_of(conn, proposal.id)?.ok_or(WebError::NotFound)?;
    let candidate = candidates::find(conn, proposal.candidate)?.ok_or(WebError::NotFound)?;
    let introduction = introductions::of_consent(conn, consent.id)?;
    let in_person = crate::actions::consent::is_asked_in_person(conn, &candidate, consent.id)?;
    Ok(Panel::Consent(Box::new(ConsentPanel {
        id: consent.id,
        version: consent.version,
        state: consent.state,
        deadline: consent.deadline,
        shown: consent.shown,
        asked_by: match (candidate.contact.email.is_some(), in_person) {
            (false, _) => AskedBy::Colleague,
            (true, true) => AskedBy::LostMail,
            (true, false) => AskedBy::Mail,
        },
        phone: candidate.contact.phone.map(|phone| phone.readable()),
        channel: consent.channel,
        noted_by: consent.noted_by.and_then(|id| names.get(&id).cloned()),
        decided_at: consent.decided_at,
        may_note: may_note(actor),
        introduction: introduction
            .map(|introduction| (introduction.status, format!("/netwerk/voordrachten/{}", introduction.id))),
    })))
}

/// Colleagues who can judge in somebody's place.
pub(in crate::web) fn colleagues(conn: &mut Conn, reader: &Person) -> Result<Vec<(AccountId, String)>, WebError> {
    let mut found = Vec::new();
    for role in Capability::ReviewProposals.roles() {
        found.extend(accounts::with_role(conn, reader.municipality, *role)?);
    }
    found.retain(|account| account.id != reader.account && account.state != AccountState::Blocked);
    Ok(found.into_iter().map(|account| (account.id, account.name)).collect())
}
