//! What must happen when a mail does not arrive: the address is mailed no more, and who relies on the mail hears it.
//! Never silent about a person who waits: who cannot be mailed is called.

use super::super::notify::{self, Notice};
use super::super::{ActionError, ActionResult, saved_search};
use crate::db::Tx;
use crate::domain::actor::{Actor, Role};
use crate::domain::audit::{Deed, SubjectKind};
use crate::domain::delivery::{Report, StatusCode, Verdict};
use crate::domain::ids::{ConsentId, IntroductionId, OutboxId};
use crate::domain::link::Signer;
use crate::domain::notification::Notification;
use crate::domain::outbox::MailState;
use crate::domain::saved_search::StopReason;
use crate::domain::sharing::ConsentState;
use crate::store::audit::{Subject, record};
use crate::store::outbox::{self, Mail, Outcome};
use crate::store::recipients::{self, Addressee};
use crate::store::{consents, introductions, proposals, suppressions, undelivered};

/// Writes how a try to send ended, when `lease` still holds the mail; `false` when another node took over. A mail that
/// is given up has its consequences in the same transaction.
///
/// # Errors
/// A database error.
pub fn finish(tx: &mut Tx, signer: &Signer, (mail, lease): (&Mail, OutboxId), outcome: &Outcome) -> ActionResult<bool> {
    if !outbox::finish(tx, mail, lease, outcome)? {
        return Ok(false);
    }
    if outbox::find(tx, mail.id)?.is_none_or(|mail| mail.state != MailState::Dead) {
        return Ok(true);
    }
    if let Some(addressee) = recipients::find(tx, mail.recipient)? {
        let condemned = match outcome {
            Outcome::NoSuchAddress(status) => Some(*status),
            Outcome::Refused(reason) => StatusCode::find(reason).filter(|status| status.condemns_the_address()),
            _ => None,
        };
        let news = match condemned {
            Some(status) => suppress(tx, signer, (mail.id, status), &addressee)?,
            None => true,
        };
        tell(tx, mail, &addressee, news)?;
    }
    Ok(true)
}

/// How long the mark of an address that takes no mail is kept (`docs/retention.md`).
const MARK_KEPT: i64 = 365;

/// Takes away marks of addresses whose term is over; gives how many. Mail to such an address is tried again.
///
/// # Errors
/// A database error.
pub fn forget_old_marks(tx: &mut Tx) -> ActionResult<usize> {
    let before = tx.now() - chrono::Duration::days(MARK_KEPT);
    Ok(suppressions::forget_old(tx, before)?)
}

/// What came of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bounced {
    /// The mail did not arrive, and its address is mailed no more.
    Suppressed,
    /// The mail did not arrive; that says nothing about the address.
    Returned,
    /// It has not arrived yet.
    Delayed,
    /// This mail was reported before.
    AlreadyKnown,
    /// The person has another address by now.
    AddressChanged,
    /// There is no such mail (any more).
    UnknownMail,
}

impl Bounced {
    /// The word for it, in the output of the command and in the audit.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Suppressed => "suppressed",
            Self::Returned => "returned",
            Self::Delayed => "delayed",
            Self::AlreadyKnown => "already_known",
            Self::AddressChanged => "address_changed",
            Self::UnknownMail => "unknown_mail",
        }
    }
}

/// A mail server reports about a mail.
///
/// # Errors
/// A database error.
pub fn bounced(tx: &mut Tx, signer: &Signer, report: &Report) -> ActionResult<Bounced> {
    let Some(mail) = outbox::find(tx, report.mail)? else { return Ok(Bounced::UnknownMail) };
    let Some(addressee) = recipients::find(tx, mail.recipient)? else { return Ok(Bounced::UnknownMail) };
    let result = note(tx, signer, (&mail, report), &addressee)?;
    let subject = Subject::new(SubjectKind::Mail, mail.id, addressee.municipality());
    record(tx, &Actor::System, Deed::MailReturned, subject, Some(result.word()))?;
    Ok(result)
}

fn note(
    tx: &mut Tx,
    signer: &Signer,
    (mail, report): (&Mail, &Report),
    addressee: &Addressee,
) -> ActionResult<Bounced> {
    if report.verdict == Verdict::Delayed {
        return Ok(Bounced::Delayed);
    }
    if mail.returned_at.is_some() {
        return Ok(Bounced::AlreadyKnown);
    }
    if !addressee.email().is_some_and(|email| report.is_about(email)) {
        return Ok(Bounced::AddressChanged);
    }
    if !undelivered::send_back(tx, mail.id, report.status)? {
        return Ok(Bounced::AlreadyKnown);
    }
    let condemned = report.status.condemns_the_address();
    let news = if condemned { suppress(tx, signer, (mail.id, report.status), addressee)? } else { true };
    tell(tx, mail, addressee, news)?;
    Ok(if condemned { Bounced::Suppressed } else { Bounced::Returned })
}

/// Mails the address of a person no more; `false` when that was so.
fn suppress(tx: &mut Tx, signer: &Signer, showed: (OutboxId, StatusCode), addressee: &Addressee) -> ActionResult<bool> {
    let Some(email) = addressee.email() else { return Ok(false) };
    let news = suppressions::insert(tx, signer.address_mark(email), addressee.municipality(), showed)?;
    // Who is known by the address only is gone with it.
    saved_search::end_all_of(tx, email, StopReason::Undeliverable)?;
    Ok(news)
}

/// Tells who relies on a mail that it did not arrive. When it is not `news` that the address takes no mail, only what a
/// person waits for is told again.
fn tell(tx: &mut Tx, mail: &Mail, addressee: &Addressee, news: bool) -> ActionResult<()> {
    let today = crate::domain::civil_day::CivilDay::of(tx.now());
    let notice = Notice::once_a_day(Notification::MailReturned { mail: mail.id }, mail.id, today);
    match (addressee, mail.notification) {
        (Addressee::Candidate(candidate), Notification::ConsentAsked { consent }) => {
            if let Some(to_ask) = still_to_ask(tx, consent)? {
                notify::guide(tx, candidate, &to_ask)?;
            }
        }
        (Addressee::Candidate(candidate), Notification::IntroductionOutcome { .. }) => {
            notify::guide(tx, candidate, &notice.at_once())?;
        }
        (Addressee::Candidate(candidate), _) if news => notify::guide(tx, candidate, &notice)?,
        (
            Addressee::Account(account),
            Notification::IntroductionSent { introduction } | Notification::IntroductionRecalled { introduction },
        ) if account.role == Role::Employer => tell_decider(tx, introduction, &notice.at_once())?,
        (Addressee::Account(account), _) if account.role == Role::Employer && news => {
            notify::role(tx, account.municipality, Role::Netwerker, &notice)?;
        }
        (Addressee::Seeker(interest), _) if news => {
            notify::role(tx, interest.municipality, Role::Netwerker, &notice)?;
        }
        // Who gets a search by mail relies on nobody here. Mail to staff: the admin sees it on the page of the outbox.
        _ => {}
    }
    Ok(())
}

/// The begeleider asks instead, within the same term; `None` when it was answered meanwhile.
fn still_to_ask(tx: &mut Tx, id: ConsentId) -> ActionResult<Option<Notice>> {
    let consent = consents::find(tx, id)?.ok_or(ActionError::NotFound)?;
    let asked = consent.state == ConsentState::Asked;
    Ok(asked.then(|| Notice::new(Notification::ConsentToAsk { consent: id }, id, consent.version)))
}

fn tell_decider(tx: &mut Tx, id: IntroductionId, notice: &Notice) -> ActionResult<()> {
    let introduction = introductions::find(tx, id)?.ok_or(ActionError::NotFound)?;
    let proposal = proposals::find(tx, introduction.proposal)?.ok_or(ActionError::NotFound)?;
    notify::decider(tx, proposal.municipality, proposal.decided_by, notice)?;
    Ok(())
}
