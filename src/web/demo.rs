//! The demo: log in as anyone, see the mails that would have gone out.
//! Never outside a demo: every address here is 404 there.

use actix_web::web;

use crate::actions::login;
use crate::app::DemoMessage;
use crate::db::Conn;
use crate::domain::account::AccountState;
use crate::domain::actor::Role;
use crate::domain::ids::{AccountId, MunicipalityId};
use crate::store::{accounts, employers};
use crate::views::demo::{DemoMail, DemoMailPage, DemoMailsPage, DemoPage, DemoPerson};
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Anyone, Page, SentForm};
use crate::web::middleware::session_cookie;

/// How many employers can be logged in as.
const EMPLOYERS: usize = 3;

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

fn people(conn: &mut Conn, municipality: MunicipalityId) -> Result<Vec<DemoPerson>, WebError> {
    let mut people = Vec::new();
    let mut employers_shown = 0;
    for account in accounts::of_municipality(conn, municipality)? {
        if account.state == AccountState::Blocked || (account.role == Role::Employer && employers_shown == EMPLOYERS) {
            continue;
        }
        let organisation = match account.employer {
            Some(id) => employers::find(conn, id)?.map(|employer| employer.profile.name),
            None => None,
        };
        employers_shown += usize::from(account.role == Role::Employer);
        people.push(DemoPerson {
            account: account.id.to_string(),
            name: account.name,
            role: account.role,
            organisation,
        });
    }
    Ok(people)
}

/// `POST /demo/inloggen`
///
/// # Errors
/// `NotFound` outside a demo.
pub async fn log_in(_: Anyone, page: Page, sent: SentForm) -> WebResult {
    only_in_a_demo(&page)?;
    let id: AccountId = sent.fields.get("account").parse().ok().ok_or(WebError::BadRequest)?;
    let logged_in = page
        .app
        .write(move |tx| {
            let account = accounts::find(tx, id)?.ok_or(crate::actions::ActionError::NotFound)?;
            let link = login::make_link(tx, &account, None)?;
            login::log_in(tx, link)
        })
        .await?;
    let mut response = page.see_other(&logged_in.location, None);
    let cookie = session_cookie(&page.app, Some(&logged_in.token));
    response.add_cookie(&cookie).map_err(|error| WebError::Internal(error.to_string()))?;
    Ok(response)
}

fn dress(mail: &DemoMessage) -> DemoMail {
    DemoMail { id: mail.id.simple().to_string(), to: mail.to.clone(), subject: mail.subject.clone(), at: mail.at }
}

/// `GET /demo/mail`
///
/// # Errors
/// `NotFound` outside a demo.
pub async fn mails(_: Anyone, page: Page) -> WebResult {
    only_in_a_demo(&page)?;
    let mails = page.app.mails_of_the_demo().iter().map(dress).collect();
    page.html(|frame| DemoMailsPage { mails }.render(frame))
}

/// `GET /demo/mail/{id}`
///
/// # Errors
/// `NotFound` outside a demo, or when there is no such mail.
pub async fn mail(_: Anyone, page: Page, id: web::Path<String>) -> WebResult {
    only_in_a_demo(&page)?;
    let all = page.app.mails_of_the_demo();
    let found = all.into_iter().find(|mail| mail.id.simple().to_string() == *id).ok_or(WebError::NotFound)?;
    page.html(|frame| DemoMailPage { mail: dress(&found), text: found.text.clone() }.render(frame))
}
