//! The mail of the demo that came back: an introduction to a contact whose address is gone, and a question to a candidate
//! whose mailbox is full. Never a mail to somebody who plays a part on `/demo`.

use anyhow::Context;

use super::Demo;
use crate::actions::ActionError;
use crate::actions::mail::bounced;
use crate::db::Conn;
use crate::domain::delivery::{Report, StatusCode, Verdict};
use crate::domain::ids::EmployerId;
use crate::domain::introduction::IntroductionStatus;
use crate::domain::notification::{Notification, Recipient};
use crate::domain::sharing::ConsentState;
use crate::domain::text::EmailAddress;
use crate::store::outbox::{self, Mail};
use crate::store::{candidates, consents, introductions};

/// More than the demo has.
const ALL: i64 = 5_000;

impl Demo<'_> {
    /// A mail server reports of both, as `baanin mail bounce` would read it. Whoever had few mails is taken, since what
    /// waits for the same address does not go out either.
    pub(super) fn return_mails(&mut self, own: &EmailAddress) -> anyhow::Result<()> {
        let (app, municipality) = (self.app, self.app.municipality.id);
        let (introduction, question) = self.app.db.read_now(|conn| {
            let all = outbox::list(conn, None, ALL)?;
            let scope = introductions::Scope::Municipality(municipality);
            let sent = introductions::list(conn, scope, &[IntroductionStatus::Sent])?;
            let part = sent.first().map(|first| first.introduction.employer);
            let (mut introduced, mut asked) = (Vec::new(), Vec::new());
            for mail in &all {
                if waits_for_employer(conn, mail, part)? {
                    introduced.push(mail);
                }
                if waits_for_candidate(conn, mail, own)? {
                    asked.push(mail);
                }
            }
            let least = |found: Vec<&Mail>| {
                found.into_iter().min_by_key(|mail| mails_to(&all, mail.recipient)).map(|mail| mail.id)
            };
            Ok::<_, ActionError>((least(introduced), least(asked)))
        })?;
        for (mail, code) in [(introduction, "5.1.1"), (question, "5.2.2")] {
            let Some(mail) = mail else { continue };
            let status = StatusCode::find(code).context("no status code")?;
            let report = Report { mail, verdict: Verdict::Failed, status, recipients: Vec::new() };
            self.days_ago(1, |tx| bounced(tx, &app.signer, &report))?;
        }
        Ok(())
    }
}

/// Whether an employer has not answered this introduction, and plays no part.
fn waits_for_employer(conn: &mut Conn, mail: &Mail, part: Option<EmployerId>) -> Result<bool, ActionError> {
    let Notification::IntroductionSent { introduction } = mail.notification else { return Ok(false) };
    let found = introductions::find(conn, introduction)?;
    Ok(found.is_some_and(|found| found.status == IntroductionStatus::Sent && part != Some(found.employer)))
}

/// Whether a candidate other than the one with an account has not answered this question.
fn waits_for_candidate(conn: &mut Conn, mail: &Mail, own: &EmailAddress) -> Result<bool, ActionError> {
    let Notification::ConsentAsked { consent } = mail.notification else { return Ok(false) };
    let Recipient::Candidate(candidate) = mail.recipient else { return Ok(false) };
    let asked = consents::find(conn, consent)?.is_some_and(|consent| consent.state == ConsentState::Asked);
    let candidate = candidates::find(conn, candidate)?;
    Ok(asked && candidate.is_some_and(|found| found.contact.email.as_ref() != Some(own)))
}

fn mails_to(all: &[Mail], recipient: Recipient) -> usize {
    all.iter().filter(|mail| mail.recipient == recipient).count()
}
