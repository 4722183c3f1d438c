//! The outbox for the admin: what waits, what failed and why, once more.
//! Never an address in full, and never a text.

use actix_web::web;

use crate::actions::ActionError;
use crate::actions::mail::{self, HeldMail};
use crate::db::{Conn, Tx};
use crate::domain::ids::OutboxId;
use crate::domain::link::Signer;
use crate::domain::notification::Recipient;
use crate::domain::outbox::MailState;
use crate::domain::text::EmailAddress;
use crate::store::outbox::Mail;
use crate::store::recipients::{self, Addressee};
use crate::store::{database, outbox, undelivered};
use crate::views::admin::mail::{Held, MailPage, MailRow, Shown};
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
    let (shown, signer) = (Shown::of(query.get("stand")), page.app.signer.clone());
    let shown = page.app.db.read(move |conn| load(conn, &signer, shown)).await?;
    page.html(|frame| shown.render(frame))
}

fn load(conn: &mut Conn, signer: &Signer, shown: Shown) -> Result<MailPage, WebError> {
    let mut rows = Vec::new();
    let mails = match shown {
        Shown::All => outbox::list(conn, None, SHOWN)?,
        Shown::State(state) => outbox::list(conn, Some(state), SHOWN)?,
        Shown::Returned => undelivered::returned(conn, SHOWN)?,
    };
    for mail in mails {
        let recipient = masked(conn, mail.recipient)?;
        rows.push(row(mail, recipient));
    }
    let counts = outbox::count_by_state(conn)?;
    let counts: Vec<_> = counts.into_iter().map(|(state, count)| (state, u64::try_from(count).unwrap_or(0))).collect();
    let held = counts.iter().find(|(state, _)| *state == MailState::Held).map_or(0, |(_, count)| *count);
    let held = if held > 0 { database::last_restore(conn)?.map(|since| Held { since, count: held }) } else { None };
    let returned = undelivered::count_returned(conn)?.unsigned_abs();
    let failed = mail::failed(conn, signer)?.len();
    Ok(MailPage { shown, counts, returned, failed, held, rows, page: 0, pages: 1 })
}

fn masked(conn: &mut Conn, recipient: Recipient) -> Result<String, WebError> {
    let addressee = recipients::find(conn, recipient)?;
    Ok(addressee.as_ref().and_then(Addressee::email).map_or_else(|| "(weg)".to_owned(), EmailAddress::masked))
}

fn row(mail: Mail, recipient: String) -> MailRow {
    MailRow {
        id: mail.id,
        kind: mail.notification.kind().to_owned(),
        recipient,
        state: mail.state,
        returned: mail.returned_at.is_some(),
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
    let (id, actor, app) = (*id, page.actor.clone(), page.app.clone());
    let act = move |tx: &mut Tx| {
        mail::retry(tx, (&actor, &app.signer), app.municipality.id, id).map(|()| "/beheer/mail".to_owned())
    };
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
    let act = move |tx: &mut Tx| {
        // Whoever was second decided about nothing, and hears that.
        let decided = mail::decide_held(tx, &actor, municipality, what)?;
        if decided == 0 { Err(ActionError::Conflict) } else { Ok("/beheer/mail".to_owned()) }
    };
    page.press(sent, ("/beheer/mail", notice), act).await
}

/// `POST /beheer/mail/opnieuw`: all that failed, but for addresses that take no mail.
///
/// # Errors
/// A page that says what happened.
pub async fn retry_failed(_: Allowed<needs::Administer>, page: Page, sent: SentForm) -> WebResult {
    let (actor, app) = (page.actor.clone(), page.app.clone());
    let act = move |tx: &mut Tx| {
        mail::retry_failed(tx, (&actor, &app.signer), app.municipality.id).map(|_| "/beheer/mail".to_owned())
    };
    page.press(&sent, ("/beheer/mail", Notice::MailsRetried), act).await
}
