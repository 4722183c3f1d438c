//! The outbox for the admin: what waits, what failed and why, once more.
//! Never an address in full, and never a text.

use actix_web::web;

use crate::actions::mail::{self, HeldMail};
use crate::db::{Conn, Tx};
use crate::domain::code::Code;
use crate::domain::ids::OutboxId;
use crate::domain::notification::Recipient;
use crate::domain::outbox::MailState;
use crate::store::outbox::Mail;
use crate::store::{accounts, candidates, database, interests, outbox};
use crate::views::admin::mail::{Held, MailPage, MailRow};
use crate::views::flash::Notice;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, QueryFields, SentForm, needs};

/// How many mails are shown.
const SHOWN: i64 = 100;

/// `GET /beheer/mail`
///
/// # Errors
/// A database error.
pub async fn list(_: Allowed<needs::Administer>, page: Page, QueryFields(query): QueryFields) -> WebResult {
    let state = MailState::from_code(query.get("stand"));
    let shown = page.app.db.read(move |conn| load(conn, state)).await?;
    page.html(|frame| shown.render(frame))
}

fn load(conn: &mut Conn, state: Option<MailState>) -> Result<MailPage, WebError> {
    let mut rows = Vec::new();
    for mail in outbox::list(conn, state, SHOWN)? {
        let recipient = masked(conn, mail.recipient)?;
        rows.push(row(mail, recipient));
    }
    let counts = outbox::count_by_state(conn)?;
    let counts: Vec<_> = counts.into_iter().map(|(state, count)| (state, u64::try_from(count).unwrap_or(0))).collect();
    let held = counts.iter().find(|(state, _)| *state == MailState::Held).map_or(0, |(_, count)| *count);
    let held = if held > 0 { database::last_restore(conn)?.map(|since| Held { since, count: held }) } else { None };
    Ok(MailPage { state, counts, held, rows, page: 0, pages: 1 })
}

fn masked(conn: &mut Conn, recipient: Recipient) -> Result<String, WebError> {
    let email = match recipient {
        Recipient::Account(id) => accounts::find(conn, id)?.map(|account| account.email),
        Recipient::Interest(id) => interests::find(conn, id)?.and_then(|interest| interest.from.email),
        Recipient::Candidate(id) => candidates::find(conn, id)?.and_then(|candidate| candidate.contact.email),
    };
    Ok(email.map_or_else(|| "(weg)".to_owned(), |email| email.masked()))
}

fn row(mail: Mail, recipient: String) -> MailRow {
    MailRow {
        id: mail.id,
        kind: mail.notification.kind().to_owned(),
        recipient,
        state: mail.state,
        attempts: mail.attempts,
        last_error: mail.last_error,
        created_at: mail.created_at,
        next_at: (mail.state == MailState::Queued).then_some(mail.not_before),
        sent_at: mail.finished_at.filter(|_| mail.state == MailState::Sent),
    }
}

/// `POST /beheer/mail/{id}/opnieuw`
///
/// # Errors
/// A page that says what happened.
pub async fn retry(_: Allowed<needs::Administer>, page: Page, id: web::Path<OutboxId>, sent: SentForm) -> WebResult {
    let (id, actor, municipality) = (*id, page.actor.clone(), page.app.municipality.id);
    let act = move |tx: &mut Tx| mail::retry(tx, &actor, municipality, id).map(|()| "/beheer/mail".to_owned());
    page.press(&sent, ("/beheer/mail", Notice::MailRetried), act).await
}

/// `POST /beheer/mail/versturen`
///
/// # Errors
/// A page that says what happened.
pub async fn send_held(_: Allowed<needs::Administer>, page: Page, sent: SentForm) -> WebResult {
    decide(&page, &sent, HeldMail::Send, Notice::HeldMailSent).await
}

/// `POST /beheer/mail/niet-versturen`
///
/// # Errors
/// A page that says what happened.
pub async fn drop_held(_: Allowed<needs::Administer>, page: Page, sent: SentForm) -> WebResult {
    decide(&page, &sent, HeldMail::Drop, Notice::HeldMailDropped).await
}

async fn decide(page: &Page, sent: &SentForm, what: HeldMail, notice: Notice) -> WebResult {
    let (actor, municipality) = (page.actor.clone(), page.app.municipality.id);
    let act = move |tx: &mut Tx| mail::decide_held(tx, &actor, municipality, what).map(|_| "/beheer/mail".to_owned());
    page.press(sent, ("/beheer/mail", notice), act).await
}
