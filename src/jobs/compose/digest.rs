//! The overview of a day: what was gathered under one mail, as far as it is still true.
//! Never the text of a mail twice: each is a line with a link.

use super::{Composer, Gone, Row, Still, ensure, tone};
use crate::domain::account::Account;
use crate::domain::civil_day::age_in_words;
use crate::store::outbox;
use crate::views::mail::digest::{DigestGroup, DigestRow, heading};
use crate::views::mail::{self, Mail};

impl Composer<'_> {
    /// The overview of a day: of what was gathered, what is still true.
    pub(super) fn digest(&mut self, to: &Account, row: &Row) -> Still<Mail> {
        let today = self.app.clock.today();
        let mut groups: Vec<DigestGroup> = Vec::new();
        for item in outbox::bundled(self.conn, row.id)? {
            let Some(heading) = heading(item.notification) else { continue };
            let (label, url) = match self.for_account(to, &item) {
                Ok(mail) => digest_line(&mail),
                Err(Gone::Untrue(_)) => continue,
                Err(Gone::Failed(error)) => return Err(Gone::Failed(error)),
            };
            let line = DigestRow { label, url, age: age_in_words(item.created_at, today) };
            match groups.iter_mut().find(|group| group.heading == heading) {
                Some(group) => group.rows.push(line),
                None => groups.push(DigestGroup { heading, rows: vec![line] }),
            }
        }
        ensure(!groups.is_empty(), "nothing of it is still true")?;
        Ok(Mail::DailyDigest(mail::DailyDigest { tone: tone(to), groups, home_url: self.app.url(to.role.home()) }))
    }
}

/// The words and the page of a mail as one line of an overview.
fn digest_line(mail: &Mail) -> (String, String) {
    match mail {
        Mail::EmployerRegistered(mail) => (mail.organisation.clone(), mail.url.clone()),
        Mail::EmployerVerified(mail) => (mail.organisation.clone(), mail.url.clone()),
        Mail::EmployerRefused(mail) => (mail.organisation.clone(), mail.url.clone()),
        Mail::ListingSubmitted(mail) => (format!("{}, {}", mail.title, mail.organisation), mail.url.clone()),
        Mail::ListingPrepared(mail) => (mail.title.clone(), mail.url.clone()),
        Mail::ListingApproved(mail) => (mail.title.clone(), mail.manage_url.clone()),
        Mail::ListingRejected(mail) => (mail.title.clone(), mail.edit_url.clone()),
        Mail::ListingExpired(mail) => (mail.title.clone(), mail.manage_url.clone()),
        Mail::InterestReceived(mail) => {
            (mail.listing.clone().unwrap_or_else(|| "Ik zoek werk, bel mij".to_owned()), mail.url.clone())
        }
        Mail::LoginLink(mail) => ("Inloggen".to_owned(), mail.url.clone()),
        Mail::EmployerWelcome(mail) => (mail.organisation.clone(), mail.url.clone()),
        Mail::InterestConfirmed(mail) => (mail.listing.clone().unwrap_or_default(), mail.work_url.clone()),
        Mail::InterestAnswered(mail) => (mail.listing.clone().unwrap_or_default(), mail.work_url.clone()),
        Mail::DailyDigest(mail) => ("Overzicht".to_owned(), mail.home_url.clone()),
        Mail::ProposalsWaiting(mail) => (waiting(mail.count), mail.url.clone()),
        Mail::ProposalAsked(mail) => (about(&mail.candidate, &mail.listing), mail.url.clone()),
        Mail::ConsentToAsk(mail) => (about(&mail.candidate, &mail.listing), mail.url.clone()),
        Mail::ConsentDecided(mail) => {
            (format!("{}: {}", about(&mail.candidate, &mail.listing), mail.state.label()), mail.url.clone())
        }
        Mail::IntroductionAnswered(mail) => {
            (format!("{}: {}", about(&mail.candidate, &mail.listing), mail.status.label()), mail.url.clone())
        }
        Mail::IntroductionHeld(mail) => (about(&mail.candidate, &mail.listing), mail.url.clone()),
        Mail::MailReturned(mail) => {
            let work = mail.work.as_ref().map(|work| format!(": {work}")).unwrap_or_default();
            (format!("{}{work}", mail.recipient), mail.url.clone())
        }
        Mail::IntroductionSent(mail) => (mail.listing.clone(), mail.url.clone()),
        // These never wait for an overview: candidates have no digest, and a recall is urgent.
        Mail::ConsentAsked(mail) => (mail.listing.clone(), mail.url.clone()),
        Mail::IntroductionConfirmed(mail) => (mail.listing.clone(), mail.url.clone()),
        Mail::IntroductionOutcome(mail) => (mail.listing.clone(), mail.work_url.clone()),
        Mail::IntroductionRecalled(mail) => (mail.listing.clone(), String::new()),
        Mail::IntroductionStopped(mail) => (mail.listing.clone(), String::new()),
        // Nor do these: who subscribes has no account.
        Mail::SavedSearchAsked(mail) => ("Werk per mail".to_owned(), mail.confirm_url.clone()),
        Mail::SavedSearchFound(mail) => ("Werk per mail".to_owned(), mail.all_url.clone()),
        Mail::SavedSearchStillWanted(mail) => ("Werk per mail".to_owned(), mail.keep_url.clone()),
    }
}

fn waiting(count: usize) -> String {
    if count == 1 { "1 voorstel wacht".to_owned() } else { format!("{count} voorstellen wachten") }
}

/// A candidate by code and the work.
fn about(candidate: &str, listing: &str) -> String {
    format!("Kandidaat {candidate}, {listing}")
}
