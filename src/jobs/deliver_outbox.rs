//! Delivers the outbox: claims mails by lease, makes each from its ids, hands it over, writes down how it went.
//! Never holds a lock while sending, and never sends what is no longer true.

use super::JobError;
use super::compose::{Composed, compose};
use crate::app::App;
use crate::domain::ids::{Id, OutboxId};
use crate::mail::{Message, SendError};
use crate::store::outbox::{self, Mail, Outcome};

/// How many mails are claimed at once: few, since those of a node that crashes wait until their lease runs out.
const BATCH: i64 = 5;

/// Delivers what is due; gives how many mails were tried.
///
/// # Errors
/// [`JobError`] when the database fails; a lease that is left runs out and another turn takes over.
pub(super) fn deliver_due(app: &App) -> Result<usize, JobError> {
    let (lease, mails) = app.write_now(|tx| -> Result<(OutboxId, Vec<Mail>), JobError> {
        let lease = tx.id();
        Ok((lease, outbox::claim(tx, lease, BATCH)?))
    })?;
    for mail in &mails {
        let outcome = deliver(app, mail);
        if !matches!(outcome, Outcome::Sent) {
            tracing::info!(mail = %mail.id, kind = mail.notification.kind(), outcome = word(&outcome), "mail not sent");
        }
        let kept = app.write_now(|tx| outbox::finish(tx, mail, lease, &outcome).map_err(JobError::from))?;
        if !kept {
            tracing::warn!(mail = %mail.id, "another node took over this mail while it was sent");
        }
    }
    Ok(mails.len())
}

fn deliver(app: &App, mail: &Mail) -> Outcome {
    let composed = match app.db.read_now(|conn| compose(conn, app, mail)) {
        Ok(Composed::Mail(composed)) => composed,
        Ok(Composed::Drop(reason)) => return Outcome::Dropped(reason.to_owned()),
        Err(error) => return Outcome::Failed(format!("could not be made: {error}")),
    };
    let message = Message {
        id: mail.id.uuid(),
        from: app.config.mail_from.clone(),
        to_name: composed.to_name,
        to_address: composed.to_address,
        subject: composed.text.subject,
        text: composed.text.text,
        html: composed.text.html,
        date: mail.due_at,
    };
    match app.mail.send(&message) {
        Ok(()) => Outcome::Sent,
        Err(SendError::Transient(error)) => Outcome::Failed(error),
        Err(SendError::Permanent(error)) => Outcome::Refused(error),
    }
}

fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Sent => "sent",
        Outcome::Dropped(_) => "dropped",
        Outcome::Failed(_) => "failed",
        Outcome::Refused(_) => "refused",
    }
}
