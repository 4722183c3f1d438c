//! Proposals: the list, one judged, and the answers that colleagues note.
//! Never judged by looking alone: every decision is a form, and the action checks again who may.

use actix_web::web;

use super::candidates::name_or_erased;
use super::proposal_page;
use crate::actions::proposal::review;
use crate::actions::{ActionError, ActionResult, consent, reviewer};
use crate::db::{Conn, Tx};
use crate::domain::actor::{Actor, Capability, Person, Role};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{ConsentId, MunicipalityId, ProposalId};
use crate::domain::proposal::{LapseReason, ProposalStatus, RejectReason};
use crate::domain::sharing::{ConsentChannel, ConsentState};
use crate::store::proposals::{Listed, Scope};
use crate::store::{accounts, candidates, consents, proposals};
use crate::views::components::not_kept::NotKept;
use crate::views::flash::Notice;
use crate::views::proposals::TiedTo;
use crate::views::proposals::list::{Outcome, ProposalList, ProposalRow, Stand, Which};
use crate::views::proposals::review::Panel;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, QueryFields, SentForm, needs};

/// How many finished proposals stand on a page.
const PER_PAGE: i64 = 50;

/// The page of a proposal.
pub(super) fn path(id: ProposalId) -> String {
    format!("/netwerk/voorstellen/{id}")
}

/// `GET /netwerk/voorstellen`
///
/// # Errors
/// A database error.
pub async fn list(allowed: Allowed<needs::SeeProposals>, page: Page, QueryFields(query): QueryFields) -> WebResult {
    let (reader, today) = (allowed.person, page.today());
    let shown = page.app.db.read(move |conn| load_list(conn, &reader, &query, today)).await?;
    page.html(|frame| shown.render(frame))
}

fn load_list(conn: &mut Conn, reader: &Person, query: &Fields, today: CivilDay) -> Result<ProposalList, WebError> {
    let which = Which::from_code(query.get("lijst")).unwrap_or(Which::Mine);
    let scope = Scope::Municipality(reader.municipality);
    let open = proposals::list(conn, scope, ProposalStatus::UNFINISHED)?;
    let mut all = Vec::new();
    let mut mine = 0;
    for listed in open {
        let Some(stand) = stand(conn, reader, &listed)? else { continue };
        let concerns_me = concerns(reader, &listed, &stand);
        let row = row(listed, stand);
        mine += u64::from(concerns_me);
        all.push((concerns_me, row));
    }
    let count = u64::try_from(all.len()).unwrap_or(u64::MAX);
    let (rows, number, pages) = match which {
        Which::Mine => (all.into_iter().filter_map(|(me, row)| me.then_some(row)).collect(), 0, 1),
        Which::All => (all.into_iter().map(|(_, row)| row).collect(), 0, 1),
        Which::Done => done(conn, reader.municipality, query)?,
    };
    Ok(ProposalList { which, mine, all: count, rows, page: number, pages, today })
}

/// Whether it waits for the reader: to be judged here, for an answer of the begeleider, or for somebody to ask a candidate
/// who has no mail address.
fn concerns(reader: &Person, listed: &Listed, stand: &Stand) -> bool {
    // Whom nobody guides the whole team does.
    let guides = listed.begeleider.map_or(reader.role == Role::Begeleider, |begeleider| begeleider == reader.account);
    match stand {
        Stand::Waiting { .. } => match listed.proposal.reviewer {
            Some(reviewer) => reviewer == reader.account,
            None => reader.role == Role::Netwerker,
        },
        Stand::Asked { .. } => guides,
        Stand::Consent { to_note, .. } => *to_note && guides,
        Stand::Postponed { .. } | Stand::Done { .. } => false,
    }
}

/// What a proposal waits for that is not finished; `None` for an approved one whose candidate has answered.
fn stand(conn: &mut Conn, reader: &Person, listed: &Listed) -> Result<Option<Stand>, WebError> {
    let proposal = &listed.proposal;
    let name_of = |conn: &mut Conn, id| -> Result<Option<String>, WebError> {
        Ok(accounts::find(conn, id)?.map(|account| account.name))
    };
    let stand = match proposal.status {
        ProposalStatus::Postponed => {
            Stand::Postponed { until: proposal.postponed_until.unwrap_or(CivilDay::of(proposal.waiting_since)) }
        }
        ProposalStatus::Asked => Stand::Asked {
            since: proposal.waiting_since,
            me: listed.begeleider == Some(reader.account)
                || (listed.begeleider.is_none() && reader.role == Role::Begeleider),
            begeleider: match listed.begeleider {
                Some(id) => name_of(conn, id)?,
                None => None,
            },
        },
        ProposalStatus::Approved => {
            let Some(consent) = consents::newest_of(conn, proposal.id)? else { return Ok(None) };
            if consent.state != ConsentState::Asked {
                return Ok(None);
            }
            let candidate = candidates::find(conn, proposal.candidate)?;
            let to_note = match candidate {
                Some(candidate) => crate::actions::consent::is_asked_in_person(conn, &candidate, consent.id)?,
                None => false,
            };
            Stand::Consent { deadline: consent.deadline, to_note }
        }
        _ => Stand::Waiting {
            since: proposal.waiting_since,
            substitute: match proposal.reviewer.filter(|reviewer| *reviewer != reader.account) {
                Some(id) => name_of(conn, id)?,
                None => None,
            },
        },
    };
    Ok(Some(stand))
}

fn row(listed: Listed, stand: Stand) -> ProposalRow {
    ProposalRow {
        id: listed.proposal.id,
        candidate: name_or_erased(listed.candidate_name),
        listing: listed.listing_title,
        employer: listed.employer_name,
        score: listed.proposal.score,
        by_hand: listed.proposal.proposer.is_some(),
        stand,
    }
}

/// A page of what is done, the newest first.
fn done(
    conn: &mut Conn,
    municipality: MunicipalityId,
    query: &Fields,
) -> Result<(Vec<ProposalRow>, u32, u32), WebError> {
    let number = query.get("pagina").parse::<i64>().ok().filter(|page| (1..10_000).contains(page)).unwrap_or(1) - 1;
    let (found, total) = proposals::finished(conn, municipality, (number * PER_PAGE, PER_PAGE))?;
    let rows = found.into_iter().map(|listed| {
        let proposal = &listed.proposal;
        let outcome = match (proposal.status, proposal.reject_reason) {
            (ProposalStatus::Rejected, reason) => Outcome::Rejected(reason.unwrap_or(RejectReason::Else)),
            (ProposalStatus::Introduced, _) => Outcome::Agreed,
            _ => Outcome::Lapsed(proposal.lapse_reason.unwrap_or(LapseReason::KnockedOut)),
        };
        let at = proposal.decided_at.unwrap_or(proposal.waiting_since);
        row(listed, Stand::Done { outcome, at })
    });
    let pages = total.max(1).unsigned_abs().div_ceil(PER_PAGE.unsigned_abs());
    Ok((rows.collect(), u32::try_from(number).unwrap_or(0), u32::try_from(pages).unwrap_or(u32::MAX)))
}

/// `GET /netwerk/voorstellen/{id}`
///
/// # Errors
/// `NotFound` when it is another municipality's.
pub async fn show(
    allowed: Allowed<needs::SeeProposals>,
    page: Page,
    id: web::Path<ProposalId>,
    QueryFields(query): QueryFields,
) -> WebResult {
    let mut shown = proposal_page::load(&page, &allowed.person, *id).await?;
    let waits = matches!(&shown.panel, Panel::Consent(consent) if consent.state == ConsentState::Asked);
    shown.not_kept = (waits && query.get("veranderd") == "ja").then(NotKept::asks_again);
    page.html(|frame| shown.render(frame))
}

/// `POST /netwerk/voorstellen/{id}/goedkeuren`
///
/// # Errors
/// A page that says what happened.
pub async fn approve(
    allowed: Allowed<needs::ReviewProposals>,
    page: Page,
    id: web::Path<ProposalId>,
    sent: SentForm,
) -> WebResult {
    decide(allowed.person, page, (*id, Notice::ProposalApproved), sent, |tx, actor, id, version, _| {
        review::approve(tx, actor, id, version)
    })
    .await
}

/// `POST /netwerk/voorstellen/{id}/afwijzen`
///
/// # Errors
/// A page that says what happened.
pub async fn reject(
    allowed: Allowed<needs::ReviewProposals>,
    page: Page,
    id: web::Path<ProposalId>,
    sent: SentForm,
) -> WebResult {
    decide(allowed.person, page, (*id, Notice::ProposalRejected), sent, |tx, actor, id, version, fields| {
        let reason = RejectReason::from_code(fields.get("reden"))
            .ok_or_else(|| FieldErrors::one("reden", "Kies waarom je dit voorstel afwijst."))?;
        review::reject(tx, actor, id, version, (reason, fields.get("toelichting")))
    })
    .await
}

/// `POST /netwerk/voorstellen/{id}/uitstellen`
///
/// # Errors
/// A page that says what happened.
pub async fn postpone(
    allowed: Allowed<needs::ReviewProposals>,
    page: Page,
    id: web::Path<ProposalId>,
    sent: SentForm,
) -> WebResult {
    let today = page.today();
    decide(allowed.person, page, (*id, Notice::ProposalPostponed), sent, move |tx, actor, id, version, fields| {
        let until = day_of(fields, today)?;
        review::postpone(tx, actor, id, version, until)
    })
    .await
}

/// The day that somebody typed, or a choice of how long.
fn day_of(fields: &Fields, today: CivilDay) -> Result<CivilDay, FieldErrors> {
    match (fields.get("tot"), fields.get("over")) {
        ("", "7") => Ok(today.plus_days(7)),
        ("", "14") => Ok(today.plus_days(14)),
        ("", "30") => Ok(today.plus_days(30)),
        ("", _) => Err(FieldErrors::one("over", "Kies tot wanneer je dit voorstel uitstelt.")),
        (typed, _) => {
            CivilDay::parse(typed).ok_or_else(|| FieldErrors::one("tot", "Vul een datum in, zoals 31-12-2026."))
        }
    }
}

/// `POST /netwerk/voorstellen/{id}/vragen`
///
/// # Errors
/// A page that says what happened.
pub async fn ask(
    allowed: Allowed<needs::ReviewProposals>,
    page: Page,
    id: web::Path<ProposalId>,
    sent: SentForm,
) -> WebResult {
    decide(allowed.person, page, (*id, Notice::ProposalAsked), sent, |tx, actor, id, version, fields| {
        review::ask(tx, actor, id, version, fields.get("vraag"))
    })
    .await
}

/// `POST /netwerk/voorstellen/{id}/antwoorden`: the begeleider answers.
///
/// # Errors
/// A page that says what happened.
pub async fn answer(
    allowed: Allowed<needs::KeepCandidates>,
    page: Page,
    id: web::Path<ProposalId>,
    sent: SentForm,
) -> WebResult {
    decide(allowed.person, page, (*id, Notice::ProposalAnswered), sent, |tx, actor, id, version, fields| {
        review::answer(tx, actor, id, version, fields.get("antwoord"))
    })
    .await
}

/// Runs a decision; a refused one is shown again with what was typed.
async fn decide(
    reader: Person,
    page: Page,
    (id, notice): (ProposalId, Notice),
    sent: SentForm,
    act: impl Fn(&mut Tx, &Actor, ProposalId, i32, &Fields) -> ActionResult<()> + Send + 'static,
) -> WebResult {
    let version = sent.version()?;
    let (actor, fields) = (page.actor.clone(), sent.fields.clone());
    let result = page
        .submit(&sent, move |tx| act(tx, &actor, id, version, &fields).map(|()| "/netwerk/voorstellen".to_owned()))
        .await;
    match result {
        Ok(location) => Ok(page.see_other(&location, Some(notice))),
        Err(error) => proposal_page::refused(&page, &reader, id, sent, error).await,
    }
}

/// `POST /netwerk/voorstellen/{id}/band`: the reviewer knows the person or the employer in private.
///
/// # Errors
/// A page that says what happened.
pub async fn declare_tie(
    allowed: Allowed<needs::ReviewProposals>,
    page: Page,
    id: web::Path<ProposalId>,
    sent: SentForm,
) -> WebResult {
    let id = *id;
    let to = TiedTo::from_code(sent.fields.get("band")).ok_or(WebError::BadRequest)?;
    let actor = page.actor.clone();
    let act = move |tx: &mut Tx| {
        let handed_over = reviewer::declare_tie(tx, &actor, id, to == TiedTo::Candidate)?;
        Ok(if handed_over { "/netwerk/voorstellen".to_owned() } else { path(id) })
    };
    match page.submit(&sent, act).await {
        Ok(location) => {
            let notice = (location == "/netwerk/voorstellen").then_some(Notice::ProposalHandedOver);
            Ok(page.see_other(&location, notice))
        }
        Err(error) => proposal_page::refused(&page, &allowed.person, id, sent, error).await,
    }
}

/// `POST /netwerk/toestemmingen/{id}/noteren`: what a candidate said by telephone or at the desk.
///
/// # Errors
/// A page that says what happened.
pub async fn note_consent(
    allowed: Allowed<needs::GuideMatches>,
    page: Page,
    id: web::Path<ConsentId>,
    sent: SentForm,
) -> WebResult {
    let (id, version) = (*id, sent.version()?);
    let found = page.app.db.read(move |conn| consents::find(conn, id).map_err(WebError::from)).await?;
    let municipality = allowed.person.municipality;
    let proposal = found.filter(|found| found.municipality == municipality).ok_or(WebError::NotFound)?.proposal;
    let agrees = match sent.fields.get("antwoord") {
        "ja" => Ok(true),
        "nee" => Ok(false),
        _ => Err(FieldErrors::one("antwoord", "Kies wat de kandidaat heeft gezegd.")),
    };
    let channel = ConsentChannel::from_code(sent.fields.get("kanaal"))
        .filter(|channel| *channel != ConsentChannel::Screen)
        .ok_or_else(|| FieldErrors::one("kanaal", "Kies hoe je de kandidaat hebt gesproken."));
    let said_yes = agrees == Ok(true);
    let result = match (agrees, channel) {
        (Ok(agrees), Ok(channel)) => note(&page, &sent, (id, version), (agrees, channel), proposal).await,
        (agrees, channel) => {
            let mut errors = agrees.err().unwrap_or_default();
            errors.extend(channel.err().unwrap_or_default());
            Err(ActionError::Invalid(errors))
        }
    };
    match result {
        // What would be shown has changed: nothing was noted, and the page says so.
        Ok(location) if location != path(proposal) => Ok(page.see_other(&location, None)),
        Ok(location) => {
            let notice = if said_yes { Notice::ConsentNotedYes } else { Notice::ConsentNotedNo };
            Ok(page.see_other(&location, Some(notice)))
        }
        Err(error) => proposal_page::refused(&page, &allowed.person, proposal, sent, error).await,
    }
}

async fn note(
    page: &Page,
    sent: &SentForm,
    (id, version): (ConsentId, i32),
    (agrees, channel): (bool, ConsentChannel),
    proposal: ProposalId,
) -> ActionResult<String> {
    let actor = page.actor.clone();
    let act = move |tx: &mut Tx| {
        let by = consent::Answerer { actor: &actor, channel };
        match consent::decide(tx, by, id, version, agrees)? {
            // The new text is kept; the page shows it, to be read aloud once more.
            consent::Decided::Changed => Ok(format!("{}?veranderd=ja", path(proposal))),
            consent::Decided::Agreed | consent::Decided::Declined => Ok(path(proposal)),
        }
    };
    page.submit(sent, act).await
}

/// Whether the reader may note what a candidate says.
pub(super) fn may_note(actor: &Actor) -> bool {
    actor.can(Capability::GuideMatches)
}
