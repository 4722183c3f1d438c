//! Mail that did not arrive, for who can do something about it: the lines of "Vandaag", the warning beside an address, and
//! the button that says that the address works again. Never a line about somebody whom the reader does not work with.

use actix_web::web;
use chrono::{DateTime, Duration, Utc};

use crate::actions::mail;
use crate::db::{Conn, Tx};
use crate::domain::account::AccountState;
use crate::domain::actor::{Actor, Person, Role};
use crate::domain::delivery::StatusCode;
use crate::domain::ids::OutboxId;
use crate::domain::link::Signer;
use crate::domain::notification::{Notification, Recipient};
use crate::domain::outbox::RETRIED_DAYS;
use crate::domain::text::EmailAddress;
use crate::store::outbox::Mail;
use crate::store::recipients::{self, Addressee};
use crate::store::{employers, listings, suppressions, undelivered};
use crate::views::components::undelivered::AddressProblem;
use crate::views::flash::Notice;
use crate::views::netwerker::undelivered::Undelivered;
use crate::web::error::{WebError, WebResult};
use crate::web::extract::{Allowed, Page, SentForm, needs};

/// Whom mail did not reach in the last days, as far as this reader works with them; the oldest first.
pub(super) fn rows(
    conn: &mut Conn,
    reader: &Person,
    signer: &Signer,
    now: DateTime<Utc>,
) -> Result<Vec<Undelivered>, WebError> {
    let mut rows: Vec<(Recipient, Undelivered)> = Vec::new();
    for mail in undelivered::since(conn, now - Duration::days(RETRIED_DAYS))? {
        if let Some((_, row)) = rows.iter_mut().find(|(recipient, _)| *recipient == mail.recipient) {
            let lost = (mail.notification.kind(), work(conn, &mail)?);
            if !row.lost.contains(&lost) {
                row.lost.push(lost);
            }
            continue;
        }
        let Some(addressee) = recipients::find(conn, mail.recipient)?.filter(|found| works_with(reader, found)) else {
            continue;
        };
        if let Some(row) = row(conn, signer, &mail, &addressee)? {
            rows.push((mail.recipient, row));
        }
    }
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

/// Staff look after their own mail; a begeleider after that of his own candidates and of those without one.
fn works_with(reader: &Person, addressee: &Addressee) -> bool {
    let actor = Actor::Person(reader.clone());
    let mine = match addressee {
        Addressee::Account(account) => account.role == Role::Employer,
        Addressee::Seeker(_) => true,
        // Who subscribes is nobody's client.
        Addressee::Subscriber(_) => false,
        Addressee::Candidate(candidate) => {
            reader.role == Role::Netwerker || candidate.begeleider.is_none_or(|guide| guide == reader.account)
        }
    };
    mine && actor.can_in(mail::needed(addressee), addressee.municipality())
}

/// A line; `None` when the person has no address any more.
fn row(conn: &mut Conn, signer: &Signer, mail: &Mail, addressee: &Addressee) -> Result<Option<Undelivered>, WebError> {
    let Some(email) = addressee.email() else { return Ok(None) };
    let said = mail.last_error.as_deref().and_then(StatusCode::find);
    let known = suppressions::find(conn, signer.address_mark(email))?;
    let since = known.as_ref().map(|known| known.since).or(mail.finished_at).unwrap_or(mail.created_at);
    let (who, url, phone) = who(conn, addressee)?;
    let lost = vec![(mail.notification.kind(), work(conn, mail)?)];
    let unconfirmed = matches!(addressee, Addressee::Account(account) if account.state == AccountState::Unconfirmed);
    let waits = known.is_none() && unconfirmed && matches!(mail.notification, Notification::IntroductionSent { .. });
    let fault = known.map(|known| known.status).or(said).map(StatusCode::fault).filter(|_| !waits);
    Ok(Some(Undelivered { mail: mail.id, who, url, lost, fault, waits, since, phone }))
}

/// The work that a mail was about, where the line does not name it yet.
fn work(conn: &mut Conn, mail: &Mail) -> Result<Option<String>, WebError> {
    let found = undelivered::work(conn, mail.notification)?;
    Ok(match mail.recipient {
        Recipient::Account(_) => found.map(|(title, _)| title),
        Recipient::Candidate(_) => found.map(|(title, organisation)| format!("{title} bij {organisation}")),
        Recipient::Interest(_) | Recipient::SavedSearch(_) => None,
    })
}

/// Who it is, where the address stands, and the number when that may stand on a desk.
fn who(conn: &mut Conn, addressee: &Addressee) -> Result<(String, String, Option<String>), WebError> {
    Ok(match addressee {
        Addressee::Account(account) => {
            let employer = match account.employer {
                Some(id) => employers::find(conn, id)?,
                None => None,
            };
            let phone = account.phone.as_ref().map(|phone| phone.as_str().to_owned());
            match employer {
                Some(employer) => (
                    format!("{}: {}", employer.profile.name, account.name),
                    format!("/netwerk/werkgevers/{}", employer.id),
                    phone,
                ),
                None => (account.name.clone(), "/netwerk/werkgevers".to_owned(), phone),
            }
        }
        Addressee::Seeker(interest) => {
            let listing = match interest.listing {
                Some(id) => listings::find(conn, id)?,
                None => None,
            };
            let title =
                listing.map_or_else(|| "Ik zoek werk, bel mij".to_owned(), |work| format!("Reactie op {}", work.title));
            (title, format!("/netwerk/reacties/{}", interest.id), None)
        }
        Addressee::Candidate(candidate) => {
            (format!("Kandidaat {}", candidate.code), super::candidates::file_path(candidate.id), None)
        }
        Addressee::Subscriber(_) => ("Werk per mail".to_owned(), "/netwerk".to_owned(), None),
    })
}

/// What stands beside an address to which mail does not arrive.
pub(in crate::web) fn problem(
    conn: &mut Conn,
    signer: &Signer,
    email: Option<&EmailAddress>,
    may_retry: bool,
) -> Result<Option<AddressProblem>, WebError> {
    let Some(email) = email else { return Ok(None) };
    let known = suppressions::find(conn, signer.address_mark(email))?;
    Ok(known.map(|known| AddressProblem {
        mail: known.mail,
        fault: known.status.fault(),
        since: known.since,
        may_retry,
    }))
}

/// `POST /netwerk/mail/{id}/opnieuw`: the address of this mail works again.
///
/// # Errors
/// `NotFound` when the reader does not work with the person.
pub async fn retry(
    _: Allowed<needs::AnswerInterests>,
    page: Page,
    id: web::Path<OutboxId>,
    sent: SentForm,
) -> WebResult {
    let (id, actor, signer) = (*id, page.actor.clone(), page.app.signer.clone());
    let act = move |tx: &mut Tx| mail::address_works(tx, (&actor, &signer), id).map(|_| "/netwerk".to_owned());
    page.press(&sent, ("/netwerk", Notice::MailsRetried), act).await
}
