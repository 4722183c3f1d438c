//! The demo: be anyone, see the mails that would have gone out; these also for the admin of an installation for practice.
//! Never where people are real: every address here is 404 there.

use std::collections::BTreeMap;

use actix_web::web;

use crate::actions::login;
use crate::app::DemoMessage;
use crate::config::Stage;
use crate::db::Conn;
use crate::domain::account::Account;
use crate::domain::actor::Role;
use crate::domain::ids::{AccountId, EmployerId, MunicipalityId};
use crate::domain::interest::InterestState;
use crate::domain::introduction::IntroductionStatus;
use crate::domain::listing::terms::Reaction;
use crate::domain::proposal::ProposalStatus;
use crate::store::{accounts, employers, interests, introductions, listings, proposals};
use crate::views::demo::{DemoMail, DemoMailPage, DemoMailsPage, DemoPage, DemoPerson, Guide, Shelf};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Anyone, Page, QueryFields, UnboundForm, needs};
use crate::web::middleware::session_cookie;

fn only_in_a_demo(page: &Page) -> Result<(), WebError> {
    if page.app.config.demo { Ok(()) } else { Err(WebError::NotFound) }
}

/// `GET /demo`
///
/// # Errors
/// `NotFound` outside a demo.
pub async fn show(_: Anyone, page: Page) -> WebResult {
    only_in_a_demo(&page)?;
    let municipality = page.app.municipality.id;
    let people = page.app.db.read(move |conn| people(conn, municipality)).await?;
    let mails = page.app.mails_of_the_demo().len() as u64;
    page.html(|frame| DemoPage { people, mails }.render(frame))
}

/// Who plays which part: those for whom something waits now, else the first of the role.
fn people(conn: &mut Conn, municipality: MunicipalityId) -> Result<Vec<DemoPerson>, WebError> {
    let introduced = introduced(conn, municipality)?;
    let reacted = reacted(conn, municipality, introduced.as_ref())?;
    let asked = proposals::list(conn, proposals::Scope::Municipality(municipality), &[ProposalStatus::Asked])?;
    let asked = match asked.iter().find_map(|listed| listed.begeleider) {
        Some(id) => accounts::find(conn, id)?,
        None => nth(conn, municipality, Role::Begeleider, 0)?,
    };
    let parts = [
        (Guide::Candidate, nth(conn, municipality, Role::Candidate, 0)?),
        (Guide::Introduced, introduced),
        (Guide::Reacted, reacted),
        (Guide::Netwerker, nth(conn, municipality, Role::Netwerker, 0)?),
        (Guide::Substitute, nth(conn, municipality, Role::Netwerker, 1)?),
        (Guide::Begeleider, asked),
        (Guide::Policy, nth(conn, municipality, Role::Policy, 0)?),
        (Guide::Admin, nth(conn, municipality, Role::Admin, 0)?),
    ];
    let mut people = Vec::new();
    for (guide, account) in parts {
        let Some(account) = account else { continue };
        let organisation = match account.employer {
            Some(id) => employers::find(conn, id)?.map(|employer| employer.profile.name),
            None => None,
        };
        people.push(DemoPerson { guide, account: account.id.to_string(), name: account.name, organisation });
    }
    Ok(people)
}

fn nth(conn: &mut Conn, municipality: MunicipalityId, role: Role, at: usize) -> Result<Option<Account>, WebError> {
    Ok(accounts::with_role(conn, municipality, role)?.into_iter().nth(at))
}

fn contact(conn: &mut Conn, employer: EmployerId) -> Result<Option<Account>, WebError> {
    Ok(accounts::of_employer(conn, employer)?.into_iter().next())
}

/// The contact of an organisation that has not answered an introduction yet.
fn introduced(conn: &mut Conn, municipality: MunicipalityId) -> Result<Option<Account>, WebError> {
    let scope = introductions::Scope::Municipality(municipality);
    match introductions::list(conn, scope, &[IntroductionStatus::Sent])?.first() {
        Some(sent) => contact(conn, sent.introduction.employer),
        None => nth(conn, municipality, Role::Employer, 0),
    }
}

/// The contact of another organisation, to which an open reaction went.
fn reacted(
    conn: &mut Conn,
    municipality: MunicipalityId,
    other_than: Option<&Account>,
) -> Result<Option<Account>, WebError> {
    let scope = interests::Scope::Municipality(municipality);
    for (interest, ..) in interests::list(conn, scope, InterestState::Open, None)? {
        let Some(id) = interest.listing.filter(|_| interest.reaction == Reaction::Direct) else { continue };
        let Some(listing) = listings::find(conn, id)? else { continue };
        let found =
            contact(conn, listing.employer)?.filter(|found| other_than.is_none_or(|other| other.id != found.id));
        if found.is_some() {
            return Ok(found);
        }
    }
    nth(conn, municipality, Role::Employer, 1)
}

/// `POST /demo/inloggen`: logs in as `account` and goes to the page `naar` of this site. From a page of before as well: who
/// goes back in the browser, or has `/demo` open twice, chooses another part with it.
///
/// # Errors
/// `NotFound` outside a demo.
pub async fn log_in(_: Anyone, page: Page, sent: UnboundForm) -> WebResult {
    only_in_a_demo(&page)?;
    let UnboundForm(fields) = sent;
    let id: AccountId = fields.get("account").parse().ok().ok_or(WebError::BadRequest)?;
    let signer = page.app.signer.clone();
    let logged_in = page
        .app
        .write(move |tx| {
            let account = accounts::find(tx, id)?.ok_or(crate::actions::ActionError::NotFound)?;
            let link = login::make_link(tx, &account, None)?;
            login::log_in(tx, &signer, link)
        })
        .await?;
    // Only a page that a step leads to: an address that somebody else sends along is not followed.
    let to = fields.get("naar");
    let known = Guide::ALL.iter().flat_map(|guide| guide.steps()).any(|(_, path)| *path == to);
    let mut response = page.see_other(if known { to } else { &logged_in.location }, None);
    let cookie = session_cookie(&page.app, Some(&logged_in.token));
    response.add_cookie(&cookie).map_err(|error| WebError::Internal(error.to_string()))?;
    Ok(response)
}

fn dress(mail: &DemoMessage) -> DemoMail {
    DemoMail {
        id: mail.id.simple().to_string(),
        to: mail.to.clone(),
        name: if mail.name.is_empty() { mail.to.clone() } else { mail.name.clone() },
        subject: mail.subject.clone(),
        at: mail.at,
    }
}

/// `GET /demo/mail`
///
/// # Errors
/// `NotFound` outside a demo.
pub async fn mails(_: Anyone, page: Page, QueryFields(query): QueryFields) -> WebResult {
    only_in_a_demo(&page)?;
    mails_on(&page, Shelf::Demo, query.get("aan"))
}

/// `GET /demo/mail/{id}`
///
/// # Errors
/// `NotFound` outside a demo, or when there is no such mail.
pub async fn mail(_: Anyone, page: Page, id: web::Path<String>) -> WebResult {
    only_in_a_demo(&page)?;
    mail_on(&page, Shelf::Demo, &id)
}

fn only_for_practice(page: &Page) -> Result<(), WebError> {
    if page.app.config.stage == Stage::Acceptance { Ok(()) } else { Err(WebError::NotFound) }
}

/// `GET /beheer/proefmail`
///
/// # Errors
/// `NotFound` but in an installation for practice: elsewhere an admin reads nobody's mail.
pub async fn practice_mails(_: Allowed<needs::Administer>, page: Page, QueryFields(query): QueryFields) -> WebResult {
    only_for_practice(&page)?;
    mails_on(&page, Shelf::Practice, query.get("aan"))
}

/// `GET /beheer/proefmail/{id}`
///
/// # Errors
/// As [`practice_mails`], or when there is no such mail.
pub async fn practice_mail(_: Allowed<needs::Administer>, page: Page, id: web::Path<String>) -> WebResult {
    only_for_practice(&page)?;
    mail_on(&page, Shelf::Practice, &id)
}

fn mails_on(page: &Page, shelf: Shelf, chosen: &str) -> WebResult {
    let mut mails: Vec<DemoMail> = page.app.mails_of_the_demo().iter().map(dress).collect();
    mails.sort_by_key(|mail| std::cmp::Reverse(mail.at));
    let mut counted: BTreeMap<(String, String), usize> = BTreeMap::new();
    for mail in &mails {
        *counted.entry((mail.name.clone(), mail.to.clone())).or_default() += 1;
    }
    let people = counted.into_iter().map(|((name, address), count)| (address, name, count)).collect();
    mails.retain(|mail| chosen.is_empty() || mail.to == chosen);
    page.html(|frame| DemoMailsPage { shelf, mails, people, chosen: chosen.to_owned() }.render(frame))
}

fn mail_on(page: &Page, shelf: Shelf, id: &str) -> WebResult {
    let all = page.app.mails_of_the_demo();
    let found = all.into_iter().find(|mail| mail.id.simple().to_string() == *id).ok_or(WebError::NotFound)?;
    page.html(|frame| DemoMailPage { shelf, mail: dress(&found), text: found.text.clone() }.render(frame))
}
