//! Pages of a job seeker with an account.
//! Never another's reactions: they are found by the confirmed mail address of the account.

use crate::db::Conn;
use crate::domain::actor::Person;
use crate::domain::civil_day::CivilDay;
use crate::domain::ids::Id;
use crate::domain::interest::Interest;
use crate::domain::link::{LinkPurpose, Signer};
use crate::domain::listing::terms::Reaction;
use crate::domain::sharing::ConsentState;
use crate::domain::text::EmailAddress;
use crate::store::{accounts, candidates, consents, employers, interests, listings, proposals};
use crate::views::candidate::home::{Home, OwnAnswer, OwnInterest, OwnQuestion};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, needs};
use crate::web::interests::public_url;

/// `GET /mijn`
///
/// # Errors
/// A database error.
pub async fn home(allowed: Allowed<needs::SeeOwnInterests>, page: Page) -> WebResult {
    let (person, today, municipality) = (allowed.person, page.today(), page.app.municipality.name.clone());
    let signer = page.app.signer.clone();
    let shown = page.app.db.read(move |conn| load(conn, (&person, &signer), today, &municipality)).await?;
    page.html(|frame| shown.render(frame))
}

fn load(
    conn: &mut Conn,
    (person, signer): (&Person, &Signer),
    today: CivilDay,
    municipality: &str,
) -> Result<Home, WebError> {
    let account = accounts::find(conn, person.account)?.ok_or(WebError::NotFound)?;
    let mut own = Vec::new();
    for (interest, listing, employer) in interests::from_email(conn, person.municipality, &account.email)? {
        let listing_url = match interest.listing {
            Some(id) => public_url(conn, id, today)?,
            None => None,
        };
        let direct = employer.filter(|_| interest.reaction == Reaction::Direct);
        let answerer = direct.unwrap_or_else(|| format!("de gemeente {municipality}"));
        own.push(own_interest(interest, listing, listing_url, answerer));
    }
    let questions = questions(conn, signer, person, &account.email)?;
    Ok(Home { name: account.name, questions, interests: own })
}

/// What is asked of the candidate with the confirmed mail address of the account.
fn questions(
    conn: &mut Conn,
    signer: &Signer,
    person: &Person,
    email: &EmailAddress,
) -> Result<Vec<OwnQuestion>, WebError> {
    let mut found = Vec::new();
    for candidate in candidates::of_email(conn, person.municipality, email)? {
        for consent in consents::in_state(conn, person.municipality, Some(candidate.id), ConsentState::Asked)? {
            let proposal = proposals::find(conn, consent.proposal)?.ok_or(WebError::NotFound)?;
            let listing = listings::find(conn, proposal.listing)?.ok_or(WebError::NotFound)?;
            let employer = employers::find(conn, listing.employer)?.ok_or(WebError::NotFound)?;
            found.push(OwnQuestion {
                listing: listing.title,
                employer: employer.profile.name,
                deadline: consent.deadline,
                url: format!(
                    "/toestemming/{}",
                    signer.token_of(consent.id.uuid(), LinkPurpose::Consent, email.as_str())
                ),
            });
        }
    }
    Ok(found)
}

fn own_interest(
    interest: Interest,
    listing: Option<String>,
    listing_url: Option<String>,
    answerer: String,
) -> OwnInterest {
    let answer = interest.answer.map(|given| OwnAnswer { answer: given.answer, words: given.text, at: given.at });
    OwnInterest { listing, listing_url, answerer, sent_at: interest.created_at, answer }
}
