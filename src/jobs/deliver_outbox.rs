//! Delivers the outbox: claims mails by lease, makes each from its ids, hands them over side by side, writes down how each went.
//! Never holds a lock while sending, and never sends what is no longer true.
//!
//! A turn takes as long as its slowest mail, at most the minute that [`Smtp`](crate::mail::Smtp) gives one: a server that hangs
//! holds up the other mails that long, and a stop of the program waits that long. A crash leaves only the mails of one turn
//! behind, which another turn takes over when their lease runs out.
//!
//! When the server cannot be used at all, that says nothing about the mails: no try is counted, and all that is due waits
//! [`OUTAGE_WAIT`]. So nothing dies while an admin mends it, and all goes out soon after.

use super::JobError;
use super::compose::{Composed, compose};
use crate::actions;
use crate::app::App;
use crate::db::Tx;
use crate::domain::delivery::StatusCode;
use crate::domain::ids::{Id, OutboxId};
use crate::domain::notification::Notification;
use crate::domain::outbox::OUTAGE_WAIT;
use crate::mail::{Message, SendError, return_address};
use crate::store::outbox::{self, Mail, Outcome};

/// How many mails are claimed at once: as many as go side by side, so that each is sent at once.
const BATCH: i64 = 6;

/// Delivers what is due; gives how many mails were tried.
///
/// # Errors
/// [`JobError`] when the database fails; a lease that is left runs out and another turn takes over.
pub(super) fn deliver_due(app: &App) -> Result<usize, JobError> {
    let (lease, mails) = app.write_now(|tx| -> Result<(OutboxId, Vec<Mail>), JobError> {
        let lease = tx.id();
        Ok((lease, outbox::claim(tx, lease, BATCH)?))
    })?;
    if mails.is_empty() {
        app.mail.rest();
        return Ok(0);
    }
    let outcomes = deliver_side_by_side(app, lease, &mails)?;
    let put_off = outcomes.iter().find_map(|outcome| match outcome {
        Outcome::PutOff(reason) => Some(reason),
        _ => None,
    });
    let reached = |outcome: &Outcome| {
        use Outcome::{Failed, NoSuchAddress, Refused, Sent};
        matches!(outcome, Sent | Failed(_) | Refused(_) | NoSuchAddress(_))
    };
    if let Some(reason) = put_off {
        let waits = if outcomes.iter().any(reached) {
            0
        } else {
            app.write_now(|tx| outbox::put_off_due(tx, OUTAGE_WAIT).map_err(JobError::from))?
        };
        tracing::error!(reason, waits, "the mail server cannot be used; mail waits");
    }
    Ok(mails.len())
}

/// Delivers over the lanes of the transport, each mail written down as soon as it was handed over.
fn deliver_side_by_side(app: &App, lease: OutboxId, mails: &[Mail]) -> Result<Vec<Outcome>, JobError> {
    let lanes = app.mail.lanes();
    std::thread::scope(|scope| {
        let lane = |first: usize| {
            let mine = mails.iter().skip(first).step_by(lanes);
            move || mine.map(|mail| deliver_one(app, lease, mail)).collect::<Result<Vec<_>, JobError>>()
        };
        let running: Vec<_> = (0..lanes.min(mails.len())).map(|first| scope.spawn(lane(first))).collect();
        // All are waited for before an error of one is told.
        let ended: Vec<_> = running.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
        let mut outcomes = Vec::with_capacity(mails.len());
        for lane in ended {
            // A lane that panicked panics here: the runner of the jobs logs it.
            outcomes.extend(lane.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        }
        Ok(outcomes)
    })
}

fn deliver_one(app: &App, lease: OutboxId, mail: &Mail) -> Result<Outcome, JobError> {
    let outcome = deliver(app, mail);
    if !matches!(outcome, Outcome::Sent) {
        tracing::info!(mail = %mail.id, kind = mail.notification.kind(), outcome = word(&outcome), "mail not sent");
    }
    let finish = |tx: &mut Tx| actions::mail::finish(tx, &app.signer, (mail, lease), &outcome);
    let kept = app.write_now(|tx| finish(tx).map_err(JobError::from))?;
    if !kept {
        tracing::warn!(mail = %mail.id, "another node took over this mail while it was sent");
    }
    Ok(outcome)
}

fn deliver(app: &App, mail: &Mail) -> Outcome {
    let composed = match app.db.read_now(|conn| compose(conn, app, mail)) {
        Ok(Composed::Mail(composed)) => composed,
        Ok(Composed::Drop(reason)) => return Outcome::Dropped(reason.to_owned()),
        Ok(Composed::Suppressed(status)) => return Outcome::NoSuchAddress(status),
        Err(error) => return Outcome::Failed(format!("could not be made: {error}")),
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
        unsubscribe: is_a_list(mail.notification).then(|| app.url("/instellingen")),
    };
    match app.mail.send(&message) {
        Ok(()) => Outcome::Sent,
        Err(SendError::Transient(error)) => Outcome::Failed(error),
        Err(SendError::Unavailable(error)) => Outcome::PutOff(error),
        Err(SendError::Permanent(error)) => Outcome::Refused(error),
        Err(SendError::NoSuchAddress { status }) => {
            Outcome::NoSuchAddress(StatusCode::find(&status).unwrap_or(StatusCode::REFUSED))
        }
    }
}

/// Mails that come again and again, about nothing that the person himself did.
fn is_a_list(notification: Notification) -> bool {
    matches!(notification, Notification::DailyDigest | Notification::ProposalsWaiting)
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
