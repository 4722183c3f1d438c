//! Pages of a job seeker with an account.
//! Never another's reactions: they are found by the confirmed mail address of the account.

use crate::db::Conn;
use crate::domain::actor::Person;
use crate::domain::civil_day::CivilDay;
use crate::domain::interest::Interest;
use crate::domain::listing::terms::Reaction;
use crate::store::{accounts, interests};
use crate::views::candidate::home::{Home, OwnAnswer, OwnInterest};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, needs};
use crate::web::interests::public_url;

/// `GET /mijn`
///
/// # Errors
/// A database error.
pub async fn home(allowed: Allowed<needs::SeeOwnInterests>, page: Page) -> WebResult {
    let (person, today, municipality) = (allowed.person, page.today(), page.app.municipality.name.clone());
    let shown = page.app.db.read(move |conn| load(conn, &person, today, &municipality)).await?;
    page.html(|frame| shown.render(frame))
}

fn load(conn: &mut Conn, person: &Person, today: CivilDay, municipality: &str) -> Result<Home, WebError> {
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
    Ok(Home { name: account.name, interests: own })
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
