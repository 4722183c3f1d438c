//! The mail about a mail that did not arrive.
//! Never the name of a candidate or a job seeker, and never an address.

use super::{Composer, Still, ensure, still};
use crate::domain::ids::OutboxId;
use crate::domain::outbox::MailState;
use crate::store::recipients::{self, Addressee};
use crate::store::{outbox, undelivered};
use crate::views::mail::{self, Mail};

impl Composer<'_> {
    pub(super) fn mail_returned(&mut self, id: OutboxId) -> Still<Mail> {
        let returned = still(outbox::find(self.conn, id)?, "the mail is gone")?;
        ensure(returned.state == MailState::Dead, "it is tried again")?;
        let addressee = still(recipients::find(self.conn, returned.recipient)?, "the person is gone")?;
        let work = undelivered::work(self.conn, returned.notification)?;
        // An organisation is told apart by its name already.
        let to_employer = matches!(&addressee, Addressee::Account(account) if account.employer.is_some());
        let work = work.map(|(title, at)| if to_employer { title } else { format!("{title} bij {at}") });
        let recipient = match addressee {
            Addressee::Account(account) => match account.employer {
                Some(employer) => self.employer(employer)?.profile.name,
                None => "een collega".to_owned(),
            },
            Addressee::Seeker(_) => "een werkzoekende".to_owned(),
            Addressee::Candidate(candidate) => format!("kandidaat {}", candidate.code),
            Addressee::Subscriber(_) => "iemand die werk per mail krijgt".to_owned(),
        };
        let url = self.app.url("/netwerk#niet-aangekomen");
        Ok(Mail::MailReturned(mail::MailReturned { recipient, kind: returned.notification.kind(), work, url }))
    }
}
