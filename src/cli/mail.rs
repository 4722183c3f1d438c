//! `baanin mail`: the outbox on the command line.
//! Never an address or a text: a mail is its kind, its state and why it failed.

use clap::Subcommand;

use super::{Done, say};
use crate::actions::mail::{self, HeldMail};
use crate::app::App;
use crate::domain::actor::Actor;
use crate::domain::code::Code;
use crate::domain::ids::OutboxId;
use crate::domain::notification::Recipient;
use crate::domain::outbox::MailState;
use crate::store::outbox;

/// Commands about the outbox.
#[derive(Subcommand)]
pub(super) enum MailCommand {
    /// One line of JSON per mail, newest first.
    List {
        /// queued, bundled, leased, sent, dropped, dead or held.
        #[arg(long, value_parser = state)]
        state: Option<MailState>,
        /// How many at most.
        #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(i64).range(1..=1_000_000))]
        limit: i64,
    },
    /// Send the mails that are held since a backup was put back.
    Release {
        /// Do not send them: they may have gone out before.
        #[arg(long)]
        drop_before_restore: bool,
    },
    /// Put a mail that was given up or dropped back in the queue.
    Retry {
        /// The identifier of `mail list`.
        id: OutboxId,
    },
}

fn state(code: &str) -> Result<MailState, String> {
    MailState::from_code(code).ok_or_else(|| {
        let known: Vec<_> = MailState::ALL.iter().map(|state| state.code()).collect();
        format!("a state is one of {}", known.join(", "))
    })
}

pub(super) fn run(app: &App, command: MailCommand) -> anyhow::Result<Done> {
    match command {
        MailCommand::List { state, limit } => {
            for mail in app.db.read_now(|conn| outbox::list(conn, state, limit).map_err(crate::db::DbError::from))? {
                let recipient = match mail.recipient {
                    Recipient::Account(id) => format!("account:{id}"),
                    Recipient::Interest(id) => format!("interest:{id}"),
                    Recipient::Candidate(id) => format!("candidate:{id}"),
                };
                let line = serde_json::json!({
                    "id": mail.id, "kind": mail.notification.kind(), "recipient": recipient, "state": mail.state.code(),
                    "attempts": mail.attempts, "not_before": mail.not_before, "last_error": mail.last_error,
                    "created_at": mail.created_at, "finished_at": mail.finished_at,
                });
                say(&line.to_string());
            }
        }
        MailCommand::Release { drop_before_restore } => {
            let municipality = app.municipality.id;
            let what = if drop_before_restore { HeldMail::Drop } else { HeldMail::Send };
            let count = app.write_now(|tx| mail::decide_held(tx, &Actor::System, municipality, what))?;
            let (sent, dropped) = if drop_before_restore { (0, count) } else { (count, 0) };
            say(&serde_json::json!({"sent": sent, "dropped": dropped}).to_string());
        }
        MailCommand::Retry { id } => {
            let municipality = app.municipality.id;
            app.write_now(|tx| mail::retry(tx, &Actor::System, municipality, id))
                .map_err(|error| anyhow::anyhow!("mail {id} cannot be tried again: {error}"))?;
            say(&serde_json::json!({"id": id, "state": "queued"}).to_string());
        }
    }
    Ok(Done::Yes)
}
