//! The link in a candidate's mail: what we want to share, and yes or no.
//! Never an answer by following the link: scanners follow links, so only a button answers.

use actix_web::http::StatusCode;
use actix_web::web;

use crate::actions::{ActionError, consent};
use crate::db::{Conn, Tx};
use crate::domain::account::AccountState;
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::{ConsentId, Id};
use crate::domain::link::{LinkPurpose, Signer};
use crate::domain::sharing::{ConsentChannel, ConsentState};
use crate::store::{accounts, candidates, consents, employers, introductions, listings, proposals, revisions};
use crate::views::consent::ConsentPage;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Anyone, Page, QueryFields, SentForm};
use crate::web::interests::public_url;

/// The agreement that a token opens: it is signed with the mail address that it went to.
async fn opened(page: &Page, token: &str) -> Result<ConsentId, WebError> {
    let (signer, token) = (page.app.signer.clone(), token.to_owned());
    page.app
        .db
        .read(move |conn| {
            let id = Signer::claimed(&token).map(ConsentId::from_uuid).ok_or(WebError::NotFound)?;
            let consent = consents::find(conn, id)?.ok_or(WebError::NotFound)?;
            let candidate = candidates::find(conn, consent.candidate)?.ok_or(WebError::NotFound)?;
            let holder = candidate.contact.email.ok_or(WebError::NotFound)?;
            let mine = signer.belongs_to(&token, LinkPurpose::Consent, holder.as_str());
            if mine { Ok(id) } else { Err(WebError::NotFound) }
        })
        .await
}

/// `GET /toestemming/{token}`
///
/// # Errors
/// `NotFound` for a token that is not ours.
pub async fn show(_: Anyone, page: Page, token: web::Path<String>, QueryFields(query): QueryFields) -> WebResult {
    let id = opened(&page, &token).await?;
    let changed = query.get("veranderd") == "ja";
    let shown = load(&page, id, token.into_inner(), changed).await?;
    page.html(|frame| shown.render(frame))
}

async fn load(page: &Page, id: ConsentId, token: String, changed: bool) -> Result<ConsentPage, WebError> {
    let today = page.today();
    page.app.db.read(move |conn| read(conn, id, token, (changed, today))).await
}

fn read(
    conn: &mut Conn,
    id: ConsentId,
    token: String,
    (changed, today): (bool, CivilDay),
) -> Result<ConsentPage, WebError> {
    let consent = consents::find(conn, id)?.ok_or(WebError::NotFound)?;
    let proposal = proposals::find(conn, consent.proposal)?.ok_or(WebError::NotFound)?;
    let listing = listings::find(conn, proposal.listing)?.ok_or(WebError::NotFound)?;
    let employer = employers::find(conn, listing.employer)?.ok_or(WebError::NotFound)?;
    let revision = listing.live_revision.unwrap_or(proposal.revision);
    let content = revisions::find(conn, revision)?.ok_or(WebError::NotFound)?.content;
    let sent = introductions::of_consent(conn, id)?.is_some_and(|introduction| introduction.sent_at.is_some());
    let candidate = candidates::find(conn, consent.candidate)?.ok_or(WebError::NotFound)?;
    let begeleider = match candidate.begeleider {
        Some(id) => accounts::find(conn, id)?.filter(|account| account.state != AccountState::Blocked),
        None => None,
    };
    let late = consent.state == ConsentState::Asked && consent.deadline < today;
    Ok(ConsentPage {
        token,
        version: consent.version,
        kind: listing.kind,
        employer: employer.profile.name,
        content,
        listing_url: public_url(conn, listing.id, today)?,
        shown: consent.shown,
        deadline: consent.deadline,
        // The daily job has not been here yet: it is too late all the same.
        state: if late { ConsentState::Silent } else { consent.state },
        changed,
        sent,
        begeleider: begeleider.map(|account| (account.name, account.phone.map(|phone| phone.as_str().to_owned()))),
        today,
    })
}

/// `POST /toestemming/{token}`
///
/// # Errors
/// `NotFound` for a token that is not ours.
pub async fn answer(_: Anyone, page: Page, token: web::Path<String>, sent: SentForm) -> WebResult {
    let (id, version) = (opened(&page, &token).await?, sent.version()?);
    let path = format!("/toestemming/{token}");
    let answer = sent.fields.get("antwoord").to_owned();
    if !["ja", "nee", "intrekken"].contains(&answer.as_str()) {
        return Err(WebError::BadRequest);
    }
    // Whoever holds the link answers for the candidate, whatever account the browser is logged in with.
    let location = path.clone();
    let act = move |tx: &mut Tx| {
        let nobody = crate::domain::actor::Actor::Anonymous;
        let by = consent::Answerer { actor: &nobody, channel: ConsentChannel::Screen };
        if answer == "intrekken" {
            consent::withdraw(tx, id, version)?;
            return Ok(location.clone());
        }
        let decided = consent::decide(tx, by, id, version, answer == "ja")?;
        let changed = decided == consent::Decided::Changed;
        Ok(if changed { format!("{location}?veranderd=ja") } else { location.clone() })
    };
    match page.submit(&sent, act).await {
        Ok(location) => Ok(page.see_other(&location, None)),
        // It was answered, became void or too late since the page was shown: the page says how it stands.
        Err(ActionError::Conflict | ActionError::NotNow(_)) => {
            let shown = load(&page, id, token.into_inner(), true).await?;
            page.html_with(StatusCode::CONFLICT, |frame| shown.render(frame))
        }
        Err(error) => Err(page.failed(error, &sent, &path)),
    }
}
