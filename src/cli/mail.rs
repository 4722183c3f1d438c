//! `baanin mail`: the outbox on the command line.
//! Never an address or a text of somebody: a mail is its kind, its state and why it failed; what is shown of a text is a sample.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Subcommand;

use super::{Done, open, say};
use crate::actions::mail::{self, HeldMail};
use crate::app::App;
use crate::config::Config;
use crate::domain::actor::Actor;
use crate::domain::code::Code;
use crate::domain::ids::OutboxId;
use crate::domain::notification::Recipient;
use crate::domain::outbox::MailState;
use crate::mail::bounce;
use crate::store::outbox;
use crate::views::mail::{MailSite, samples};

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
    /// Put a mail that was given up or dropped back in the queue, or all that failed.
    Retry {
        /// The identifier of `mail list`.
        #[arg(required_unless_present = "dead", conflicts_with = "dead")]
        id: Option<OutboxId>,
        /// All that were given up, but for those whose address takes no mail.
        #[arg(long)]
        dead: bool,
    },
    /// Read a mail that a mail server sent back, and note what it says.
    ///
    /// For the pipe of a mail server, which must run it as the user of the program and in its directory
    /// (docs/operations.md, "Mail that comes back"): `baanin mail bounce - || exit 75`. One line of JSON says what came of
    /// it. Exit code 0: noted, or a mail that reports nothing (an out-of-office answer), which must not be sent back or
    /// tried again. Exit code 1: the database did not answer; `|| exit 75` (`EX_TEMPFAIL`) makes the mail server keep the
    /// mail and try again.
    Bounce {
        /// The file, or `-` for stdin.
        file: PathBuf,
    },
    /// Show what a kind of mail looks like, with made-up names, as JSON.
    Preview {
        /// The kind, as `mail list` calls it.
        #[arg(value_parser = preview)]
        kind: &'static str,
        /// The HTML instead.
        #[arg(long)]
        html: bool,
    },
}

/// A mail as far as it is read. The rest of a pipe is read too, so that who writes it does not fail.
fn bytes_of(file: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut input: Box<dyn Read> = if file == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(std::fs::File::open(file).with_context(|| format!("while opening {}", file.display()))?)
    };
    let most = u64::try_from(bounce::MOST_BYTES)?;
    input.by_ref().take(most).read_to_end(&mut bytes).context("while reading the mail")?;
    std::io::copy(&mut input, &mut std::io::sink()).context("while reading the mail")?;
    Ok(bytes)
}

fn preview(code: &str) -> Result<&'static str, String> {
    let known: Vec<&str> = samples().into_iter().map(|(kind, _)| kind).collect();
    known.iter().find(|kind| **kind == code).copied().ok_or_else(|| format!("a kind is one of {}", known.join(", ")))
}

fn state(code: &str) -> Result<MailState, String> {
    MailState::from_code(code).ok_or_else(|| {
        let known: Vec<_> = MailState::ALL.iter().map(|state| state.code()).collect();
        format!("a state is one of {}", known.join(", "))
    })
}

pub(super) fn run(config: Config, command: MailCommand) -> anyhow::Result<Done> {
    match command {
        MailCommand::Preview { kind, html } => {
            for (_, mail) in samples().into_iter().filter(|(each, _)| *each == kind) {
                let mail = mail.render(&MailSite::sample());
                let line = serde_json::json!({"kind": kind, "subject": mail.subject, "text": mail.text});
                say(&if html { mail.html } else { line.to_string() });
            }
            Ok(Done::Yes)
        }
        command => over(&open(config)?, command),
    }
}

/// A command over the outbox.
fn over(app: &App, command: MailCommand) -> anyhow::Result<Done> {
    match command {
        MailCommand::Preview { .. } => {}
        MailCommand::List { state, limit } => {
            for mail in app.db.read_now(|conn| outbox::list(conn, state, limit).map_err(crate::db::DbError::from))? {
                let recipient = match mail.recipient {
                    Recipient::Account(id) => format!("account:{id}"),
                    Recipient::Interest(id) => format!("interest:{id}"),
                    Recipient::Candidate(id) => format!("candidate:{id}"),
                    Recipient::SavedSearch(id) => format!("saved_search:{id}"),
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
        MailCommand::Retry { id: Some(id), .. } => {
            let municipality = app.municipality.id;
            app.write_now(|tx| mail::retry(tx, (&Actor::System, &app.signer), municipality, id))
                .map_err(|error| anyhow::anyhow!("mail {id} cannot be tried again: {error}"))?;
            say(&serde_json::json!({"id": id, "state": "queued"}).to_string());
        }
        MailCommand::Retry { id: None, .. } => {
            let municipality = app.municipality.id;
            let count = app
                .write_now(|tx| mail::retry_failed(tx, (&Actor::System, &app.signer), municipality))
                .context("while putting mails back in the queue")?;
            say(&serde_json::json!({"queued": count}).to_string());
        }
        MailCommand::Bounce { file } => {
            let said = match bounce::read(&bytes_of(&file)?) {
                Some(report) => {
                    let result = app
                        .write_now(|tx| mail::bounced(tx, &app.signer, &report))
                        .context("while noting what came back")?;
                    serde_json::json!({"mail": report.mail, "result": result.word(), "status": report.status.to_string()})
                }
                None => serde_json::json!({"result": "not_a_bounce"}),
            };
            say(&said.to_string());
        }
    }
    Ok(Done::Yes)
}
