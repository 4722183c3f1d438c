//! Composes a mail from a row of the outbox: looks up what the ids mean now, checks that it is still true, fills the text.
//! Never tells a person what he may not see: each mail takes only the fields that its view names.

mod digest;
mod matches;
mod returned;
mod saved_search;

pub(super) use saved_search::stop_url;

use super::JobError;
use crate::app::App;
use crate::db::Conn;
use crate::domain::account::{Account, AccountState};
use crate::domain::actor::Role;
use crate::domain::delivery::StatusCode;
use crate::domain::employer::{Employer, Verification};
use crate::domain::ids::{AccountId, EmployerId, Id, InterestId, ListingId, LoginLinkId, RevisionId};
use crate::domain::interest::{Interest, InterestState};
use crate::domain::link::LinkPurpose;
use crate::domain::listing::terms::Reaction;
use crate::domain::listing::{Listing, Revision, RevisionState, Status};
use crate::domain::notification::{Notification, Recipient};
use crate::domain::text::EmailAddress;
use crate::store::outbox::Mail as Row;
use crate::store::{accounts, employers, interests, listings, login_links, revisions, suppressions};
use crate::views::mail::{self, Mail, MailSite, MailText, Tone};

/// What a row of the outbox becomes.
pub(super) enum Composed {
    /// A mail to hand over.
    Mail(Addressed),
    /// No longer true, and why.
    Drop(&'static str),
    /// Its address takes no mail.
    Suppressed(StatusCode),
}

/// A finished mail with its address.
pub(super) struct Addressed {
    pub(super) to_name: String,
    pub(super) to_address: String,
    pub(super) text: MailText,
}

/// A part of a mail, or why there is none.
type Still<T> = Result<T, Gone>;

/// Why a mail is not made.
enum Gone {
    /// It is no longer true.
    Untrue(&'static str),
    /// It could not be looked up.
    Failed(JobError),
}

impl From<crate::db::QueryError> for Gone {
    fn from(error: crate::db::QueryError) -> Self {
        Self::Failed(error.into())
    }
}

fn still<T>(found: Option<T>, reason: &'static str) -> Still<T> {
    found.ok_or(Gone::Untrue(reason))
}

fn ensure(holds: bool, reason: &'static str) -> Still<()> {
    if holds { Ok(()) } else { Err(Gone::Untrue(reason)) }
}

/// Makes the mail of a row.
pub(super) fn compose(conn: &mut Conn, app: &App, row: &Row) -> Result<Composed, JobError> {
    let mut composer = Composer { conn, app };
    match composer.addressed(row) {
        Ok(mail) => composer.unless_suppressed(row, mail),
        Err(Gone::Untrue(reason)) => Ok(Composed::Drop(reason)),
        Err(Gone::Failed(error)) => Err(error),
    }
}

struct Composer<'a> {
    conn: &'a mut Conn,
    app: &'a App,
}

impl Composer<'_> {
    fn addressed(&mut self, row: &Row) -> Still<Addressed> {
        match row.recipient {
            Recipient::Account(id) => {
                let account = still(accounts::find(self.conn, id)?, "the account is gone")?;
                ensure(account.state != AccountState::Blocked, "the account is blocked")?;
                let mail = self.for_account(&account, row)?;
                let (to_name, to_address) = (account.name, account.email.as_str().to_owned());
                Ok(Addressed { to_name, to_address, text: mail.render(&self.site()) })
            }
            Recipient::Candidate(id) => self.for_candidate(id, row.notification),
            Recipient::SavedSearch(id) => self.for_subscriber(id, row.notification),
            Recipient::Interest(id) => {
                let interest = still(interests::find(self.conn, id)?, "the reaction is gone")?;
                let address = still(interest.from.email.clone(), "the job seeker left no address")?;
                let mail = self.for_seeker(&interest, row.notification)?;
                let (to_name, to_address) = (interest.from.name, address.as_str().to_owned());
                Ok(Addressed { to_name, to_address, text: mail.render(&self.site()) })
            }
        }
    }

    /// Mail to an address that takes none is not tried again; but who asks for a link sits before a screen, and says with it
    /// that the address works.
    fn unless_suppressed(&mut self, row: &Row, mail: Addressed) -> Result<Composed, JobError> {
        let waits_at_a_screen = matches!(row.notification, Notification::LoginLink { .. });
        let Some(address) = EmailAddress::parse(&mail.to_address).ok().filter(|_| !waits_at_a_screen) else {
            return Ok(Composed::Mail(mail));
        };
        let known = suppressions::find(self.conn, self.app.signer.address_mark(&address))?;
        Ok(known.map_or(Composed::Mail(mail), |known| Composed::Suppressed(known.status)))
    }

    fn site(&self) -> MailSite {
        let municipality = &self.app.municipality;
        MailSite {
            brand: municipality.brand.clone(),
            tagline: municipality.tagline.clone(),
            municipality: municipality.name.clone(),
            phone: municipality.phone.clone(),
            email: municipality.email.clone(),
            settings_url: self.app.url("/instellingen"),
            login_url: self.app.url("/inloggen"),
        }
    }

    fn for_account(&mut self, to: &Account, row: &Row) -> Still<Mail> {
        match row.notification {
            Notification::LoginLink { link } => self.login_link(to, link),
            Notification::EmployerWelcome { employer, link, by } => self.welcome(employer, link, by),
            Notification::EmployerRegistered { employer } => self.registered(employer),
            Notification::EmployerVerified { employer } => self.verified(employer),
            Notification::EmployerRefused { employer } => self.refused(employer),
            Notification::ListingSubmitted { listing, revision } => self.submitted(listing, revision),
            Notification::ListingPrepared { listing, revision } => self.prepared(listing, revision),
            Notification::ListingApproved { listing, revision } => self.approved(listing, revision),
            Notification::ListingRejected { listing, revision } => self.rejected(listing, revision),
            Notification::ListingExpired { listing } => self.expired(listing),
            Notification::InterestReceived { interest } => self.received(to, interest),
            Notification::MailReturned { mail } => self.mail_returned(mail),
            Notification::DailyDigest => self.digest(to, row),
            _ => self.for_colleague(to, row),
        }
    }

    fn for_seeker(&mut self, interest: &Interest, notification: Notification) -> Still<Mail> {
        match notification {
            Notification::InterestConfirmed { .. } => self.confirmed(interest),
            Notification::InterestAnswered { .. } => self.answered(interest),
            _ => Err(Gone::Untrue("this is not told to a job seeker")),
        }
    }

    /// A log-in link that still works.
    fn link_url(&mut self, link: LoginLinkId) -> Still<String> {
        let found = still(login_links::find(self.conn, link)?, "the link is gone")?;
        ensure(
            found.used_at.is_none() && found.expires_at > self.app.clock.now(),
            "the link has been used or is too old",
        )?;
        Ok(self.app.url(&format!("/inloggen/{}", self.app.signer.token(link.uuid(), LinkPurpose::LogIn))))
    }

    fn login_link(&mut self, to: &Account, link: LoginLinkId) -> Still<Mail> {
        Ok(Mail::LoginLink(mail::LoginLink { role: to.role, url: self.link_url(link)? }))
    }

    fn employer(&mut self, id: EmployerId) -> Still<Employer> {
        still(employers::find(self.conn, id)?, "the organisation is gone")
    }

    fn welcome(&mut self, employer: EmployerId, link: LoginLinkId, by: Option<AccountId>) -> Still<Mail> {
        let organisation = self.employer(employer)?.profile.name;
        let verified_by = match by {
            Some(netwerker) => accounts::find(self.conn, netwerker)?.map(|account| account.name),
            None => None,
        };
        Ok(Mail::EmployerWelcome(mail::EmployerWelcome { organisation, url: self.link_url(link)?, verified_by }))
    }

    fn registered(&mut self, id: EmployerId) -> Still<Mail> {
        let employer = self.employer(id)?;
        ensure(employer.verification == Verification::Waiting, "the organisation has been judged")?;
        Ok(Mail::EmployerRegistered(mail::EmployerRegistered {
            organisation: employer.profile.name,
            kvk: employer.profile.kvk.map(|kvk| kvk.as_str().to_owned()),
            place: employer.profile.place,
            url: self.app.url(&format!("/netwerk/werkgevers/{id}")),
        }))
    }

    fn verified(&mut self, id: EmployerId) -> Still<Mail> {
        let employer = self.employer(id)?;
        ensure(employer.verification == Verification::Verified, "the organisation is verified no longer")?;
        let waiting =
            listings::of_employer(self.conn, id)?.iter().filter(|listing| listing.status == Status::Submitted).count();
        let url = self.app.url("/werkgever");
        Ok(Mail::EmployerVerified(mail::EmployerVerified { organisation: employer.profile.name, waiting, url }))
    }

    fn refused(&mut self, id: EmployerId) -> Still<Mail> {
        let employer = self.employer(id)?;
        let reason = still(employer.refusal, "the organisation is refused no longer")?;
        let url = self.app.url("/werkgever/organisatie");
        Ok(Mail::EmployerRefused(mail::EmployerRefused { organisation: employer.profile.name, reason, url }))
    }

    fn listing(&mut self, id: ListingId, revision: RevisionId) -> Still<(Listing, Revision)> {
        let listing = still(listings::find(self.conn, id)?, "the listing is gone")?;
        let revision = still(revisions::find(self.conn, revision)?, "the text is gone")?;
        Ok((listing, revision))
    }

    fn submitted(&mut self, id: ListingId, revision: RevisionId) -> Still<Mail> {
        let (listing, revision) = self.listing(id, revision)?;
        ensure(revision.state == RevisionState::Submitted && waits(&listing), "it has been judged or taken back")?;
        let employer = self.employer(listing.employer)?;
        Ok(Mail::ListingSubmitted(mail::ListingSubmitted {
            title: revision.content.title.as_str().to_owned(),
            kind: listing.kind,
            organisation: employer.profile.name,
            verified: employer.verification == Verification::Verified,
            is_change: listing.live_revision.is_some(),
            url: self.app.url(&format!("/netwerk/aanbod/{id}")),
        }))
    }

    fn prepared(&mut self, id: ListingId, revision: RevisionId) -> Still<Mail> {
        let (listing, revision) = self.listing(id, revision)?;
        ensure(
            listing.status == Status::Draft && revision.state == RevisionState::Draft,
            "it has been confirmed or taken back",
        )?;
        let author = still(revision.prepared_by, "the text was changed")?;
        let netwerker = still(accounts::find(self.conn, author)?, "the netwerker is gone")?.name;
        let organisation = self.employer(listing.employer)?.profile.name;
        let token = self.app.signer.token(revision.id.uuid(), LinkPurpose::ConfirmListing);
        let url = self.app.url(&format!("/werkgevers/bevestigen/{token}"));
        let title = revision.content.title.as_str().to_owned();
        Ok(Mail::ListingPrepared(mail::ListingPrepared { title, kind: listing.kind, organisation, netwerker, url }))
    }

    fn approved(&mut self, id: ListingId, revision: RevisionId) -> Still<Mail> {
        let (listing, revision) = self.listing(id, revision)?;
        ensure(
            listing.live_revision == Some(revision.id) && matches!(listing.status, Status::Live | Status::Paused),
            "it is public no longer",
        )?;
        let changed =
            listing.published_at.zip(revision.submitted_at).is_some_and(|(published, submitted)| submitted > published);
        let slug = revision.content.title.slug();
        Ok(Mail::ListingApproved(mail::ListingApproved {
            title: revision.content.title.as_str().to_owned(),
            kind: listing.kind,
            is_change: changed,
            closes_on: listing.closes_on,
            note: revision.reason,
            public_url: listing.kind.rules().public.then(|| self.app.url(&format!("/werk/{id}/{slug}"))),
            manage_url: self.app.url(&format!("/werkgever/aanbod/{id}")),
        }))
    }

    fn rejected(&mut self, id: ListingId, revision: RevisionId) -> Still<Mail> {
        let (listing, revision) = self.listing(id, revision)?;
        ensure(revision.state == RevisionState::Rejected, "it is rejected no longer")?;
        Ok(Mail::ListingRejected(mail::ListingRejected {
            title: revision.content.title.as_str().to_owned(),
            kind: listing.kind,
            is_change: listing.live_revision.is_some(),
            reason: still(revision.reason, "there is no reason")?,
            edit_url: self.app.url(&format!("/werkgever/aanbod/{id}/wijzig")),
        }))
    }

    fn expired(&mut self, id: ListingId) -> Still<Mail> {
        let listing = still(listings::find(self.conn, id)?, "the listing is gone")?;
        ensure(listing.status == Status::Expired, "it has been extended or ended")?;
        Ok(Mail::ListingExpired(mail::ListingExpired {
            open_positions: listing.open_positions(),
            title: listing.title,
            kind: listing.kind,
            closed_on: listing.closes_on,
            manage_url: self.app.url(&format!("/werkgever/aanbod/{id}")),
        }))
    }

    /// The title of the listing and the name of its organisation, when a reaction has a listing.
    fn about(&mut self, interest: &Interest) -> Still<(Option<String>, Option<String>)> {
        let Some(id) = interest.listing else { return Ok((None, None)) };
        let listing = still(listings::find(self.conn, id)?, "the listing is gone")?;
        let organisation = self.employer(listing.employer)?.profile.name;
        Ok((Some(listing.title), Some(organisation)))
    }

    fn received(&mut self, to: &Account, id: InterestId) -> Still<Mail> {
        let interest = still(interests::find(self.conn, id)?, "the reaction is gone")?;
        ensure(interest.state == InterestState::Open, "it has been answered")?;
        let (listing, _) = self.about(&interest)?;
        let to_employer = to.role == Role::Employer;
        let path = if to_employer { format!("/werkgever/reacties/{id}") } else { format!("/netwerk/reacties/{id}") };
        Ok(Mail::InterestReceived(mail::InterestReceived {
            tone: tone(to),
            listing,
            employer_answers: !to_employer && interest.reaction == Reaction::Direct,
            url: self.app.url(&path),
        }))
    }

    fn confirmed(&mut self, interest: &Interest) -> Still<Mail> {
        let (listing, organisation) = self.about(interest)?;
        let organisation = organisation.filter(|_| interest.reaction == Reaction::Direct);
        Ok(Mail::InterestConfirmed(mail::InterestConfirmed { listing, organisation, work_url: self.app.url("/werk") }))
    }

    fn answered(&mut self, interest: &Interest) -> Still<Mail> {
        let answer = still(interest.answer.clone(), "there is no answer")?;
        let (listing, organisation) = self.about(interest)?;
        let by = match answer.by {
            Some(id) => accounts::find(self.conn, id)?,
            None => None,
        };
        let answerer = match (by, organisation) {
            (Some(by), Some(organisation)) if by.role == Role::Employer => organisation,
            _ => format!("de gemeente {}", self.app.municipality.name),
        };
        Ok(Mail::InterestAnswered(mail::InterestAnswered {
            listing,
            answerer,
            answer: answer.answer,
            words: answer.text,
            work_url: self.app.url("/werk"),
        }))
    }
}

/// Whether a text of this listing can still be judged.
fn waits(listing: &Listing) -> bool {
    matches!(listing.status, Status::Submitted | Status::Live | Status::Paused)
}

fn tone(to: &Account) -> Tone {
    if to.role == Role::Employer { Tone::U } else { Tone::Je }
}
