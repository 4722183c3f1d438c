//! Delivers the outbox: claims mails by lease, makes each from its ids, hands them over side by side, writes down how each went.
//! Never holds a lock while sending, and never sends what is no longer true.
//!
//! A turn takes as long as its slowest mail, at most [`Transport::at_most`](crate::mail::Transport::at_most): a server that
//! hangs holds up the other mails that long. What is not done by then is given up by the turn: another turn takes over when its
//! lease runs out, and how it ends after that no longer counts. A stop of the program waits less long, and a crash not at all:
//! they leave the mails of one turn behind in the same way.
//!
//! When the server cannot be used at all, that says nothing about the mails: no try is counted, and all that is due waits
//! [`OUTAGE_WAIT`]. So nothing dies while an admin mends it, and all goes out soon after.

use std::sync::Arc;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::JobError;
use super::compose::{Composed, compose, stop_url};
use crate::actions;
use crate::app::App;
use crate::db::Tx;
use crate::domain::delivery::StatusCode;
use crate::domain::ids::{Id, OutboxId};
use crate::domain::notification::{Notification, Recipient};
use crate::domain::outbox::OUTAGE_WAIT;
use crate::mail::{Message, SendError, Unsubscribe, return_address};
use crate::store::outbox::{self, Mail, Outcome};

/// How many mails are claimed at once: as many as go side by side, so that each is sent at once.
const BATCH: i64 = 6;

/// How often it is tried to write down that a mail was sent, and how long between: until a database that is started again is
/// there. Else the mail would go a second time.
const TRIES_TO_WRITE: u32 = 5;
const BETWEEN_TRIES: Duration = Duration::from_secs(2);

/// Delivers what is due; gives how many mails were tried.
///
/// # Errors
/// [`JobError`] when the database fails; a lease that is left runs out and another turn takes over.
pub(super) fn deliver_due(app: &App) -> Result<usize, JobError> {
    let lanes = app.mail.lanes();
    if lanes == 0 {
        tracing::error!("the mail server does not end its conversations; mail waits");
        return Ok(0);
    }
    let (lease, mails) = app.write_now(|tx| -> Result<(OutboxId, Vec<Mail>), JobError> {
        let lease = tx.id();
        Ok((lease, outbox::claim(tx, lease, BATCH)?))
    })?;
    if mails.is_empty() {
        app.mail.rest();
        return Ok(0);
    }
    let count = mails.len();
    let tried = deliver_side_by_side(app, lease, mails, lanes)?;
    let put_off = tried.iter().find_map(|tried| match &tried.outcome {
        Outcome::PutOff(reason) => Some(reason),
        _ => None,
    });
    if let Some(reason) = put_off {
        let waits = if tried.iter().any(|tried| tried.reached) {
            0
        } else {
            app.write_now(|tx| outbox::put_off_due(tx, OUTAGE_WAIT).map_err(JobError::from))?
        };
        tracing::error!(reason, waits, "the mail server cannot be used; mail waits");
    }
    Ok(count)
}

/// How a mail went.
struct Tried {
    outcome: Outcome,
    /// Whether the mail server said something about it: then it can be used.
    reached: bool,
}

/// Delivers over the lanes of the transport, each mail written down as soon as it was handed over; gives how they went, but
/// for those that the turn gave up.
fn deliver_side_by_side(app: &App, lease: OutboxId, mails: Vec<Mail>, lanes: usize) -> Result<Vec<Tried>, JobError> {
    let until = Instant::now() + app.mail.at_most();
    let count = mails.len();
    let mails: Arc<[Mail]> = mails.into();
    let (tell, told) = mpsc::channel();
    for first in 0..lanes.min(count) {
        let (app, mails, tell) = (app.clone(), mails.clone(), tell.clone());
        // Not one that the turn must wait for: a server that says a byte now and then keeps a conversation for ever.
        std::thread::spawn(move || {
            for mail in mails.iter().skip(first).step_by(lanes) {
                // When the turn gave up, nobody listens: what this lane had not begun with is another turn's.
                if Instant::now() >= until || tell.send(deliver_one(&app, lease, mail)).is_err() {
                    break;
                }
            }
        });
    }
    drop(tell);
    let mut tried = Vec::with_capacity(count);
    // All are waited for before an error of one is told.
    while let Ok(one) = told.recv_timeout(until.saturating_duration_since(Instant::now())) {
        tried.push(one);
    }
    if tried.len() < count {
        // A lane that panicked ended too soon.
        tracing::error!(mails = count - tried.len(), "handing over did not come to an end; another turn takes over");
    }
    tried.into_iter().collect()
}

fn deliver_one(app: &App, lease: OutboxId, mail: &Mail) -> Result<Tried, JobError> {
    let tried = deliver(app, mail);
    let outcome = &tried.outcome;
    if !matches!(outcome, Outcome::Sent) {
        tracing::info!(mail = %mail.id, kind = mail.notification.kind(), outcome = word(outcome), "mail not sent");
    }
    let mut tries = if matches!(outcome, Outcome::Sent) { TRIES_TO_WRITE } else { 1 };
    let finish = |tx: &mut Tx| actions::mail::finish(tx, &app.signer, (mail, lease), outcome).map_err(JobError::from);
    let kept = loop {
        tries -= 1;
        match app.write_now(finish) {
            Err(error) if tries > 0 => {
                tracing::warn!(mail = %mail.id, %error, "that a mail was sent could not be written down yet");
                std::thread::sleep(BETWEEN_TRIES);
            }
            result => break result?,
        }
    };
    if !kept {
        tracing::warn!(mail = %mail.id, "another node took over this mail while it was sent");
    }
    Ok(tried)
}

fn deliver(app: &App, mail: &Mail) -> Tried {
    let here = |outcome| Tried { outcome, reached: false };
    let composed = match app.db.read_now(|conn| compose(conn, app, mail)) {
        Ok(Composed::Mail(composed)) => composed,
        Ok(Composed::Drop(reason)) => return here(Outcome::Dropped(reason.to_owned())),
        Ok(Composed::Suppressed(status)) => return here(Outcome::NoSuchAddress(status)),
        Err(error) => return here(Outcome::Failed(format!("could not be made: {error}"))),
    };
    let message = Message {
        id: mail.id.uuid(),
        from: app.config.mail_from.clone(),
        return_to: app.config.mail_bounce.as_ref().map(|base| return_address(base, mail.id.uuid())),
        to_name: composed.to_name,
        to_address: composed.to_address,
        subject: composed.text.subject,
        text: composed.text.text,
        html: composed.text.html,
        date: mail.due_at,
        unsubscribe: unsubscribe(app, mail),
    };
    let outcome = match app.mail.send(&message) {
        Ok(()) => Outcome::Sent,
        Err(SendError::Transient(error)) => Outcome::Failed(error),
        Err(SendError::Unavailable(error)) => return here(Outcome::PutOff(error)),
        Err(SendError::Permanent(error)) => Outcome::Refused(error),
        Err(SendError::NoSuchAddress { status }) => {
            Outcome::NoSuchAddress(StatusCode::find(&status).unwrap_or(StatusCode::REFUSED))
        }
    };
    Tried { outcome, reached: true }
}

/// Of mails that come again and again, about nothing that the person himself did, and of all to whom only an address is
/// known: how they come no more.
fn unsubscribe(app: &App, mail: &Mail) -> Option<Unsubscribe> {
    match (mail.recipient, mail.notification) {
        (Recipient::SavedSearch(search), _) => Some(Unsubscribe::OneClick(stop_url(app, search))),
        (_, Notification::DailyDigest | Notification::ProposalsWaiting) => {
            Some(Unsubscribe::Page(app.url("/instellingen")))
        }
        _ => None,
    }
}

fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Sent => "sent",
        Outcome::Dropped(_) => "dropped",
        Outcome::Failed(_) => "failed",
        Outcome::Refused(_) => "refused",
        Outcome::PutOff(_) => "put off",
        Outcome::NoSuchAddress(_) => "no such address",
    }
}
