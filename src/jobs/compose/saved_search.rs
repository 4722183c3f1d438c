//! Mails to somebody who gets a search by mail.
//! Never about work that is public no longer: it is searched and looked up when the mail is made.

use chrono::{DateTime, Utc};

use super::super::send_saved_searches::new_work;
use super::{Addressed, Composer, Gone, Still, ensure, still};
use crate::app::App;
use crate::domain::code::Code;
use crate::domain::ids::{Id, SavedSearchId};
use crate::domain::link::LinkPurpose;
use crate::domain::notification::Notification;
use crate::domain::saved_search::{Criteria, Rhythm, SavedSearch, SavedSearchState};
use crate::store::listings::PublicListing;
use crate::store::saved_searches;
use crate::views::mail::{self, Mail, NewWork};

/// The address that stops a saved search: a page with a button, and what a mail program posts to.
pub(in crate::jobs) fn stop_url(app: &App, id: SavedSearchId) -> String {
    app.url(&format!("/mail/afmelden/{}", app.signer.token(id.uuid(), LinkPurpose::StopSavedSearch)))
}

impl Composer<'_> {
    pub(super) fn for_subscriber(&mut self, id: SavedSearchId, notification: Notification) -> Still<Addressed> {
        let search = still(saved_searches::find(self.conn, id)?, "the search is gone")?;
        let address = still(search.email.clone(), "the search was stopped")?;
        let criteria = still(search.criteria.clone(), "the search cannot be read")?;
        let mail = match notification {
            Notification::SavedSearchAsked { rhythm, .. } => self.search_asked(&search, &criteria, rhythm),
            Notification::SavedSearchFound { since, until, .. } => {
                self.search_found(&search, &criteria, (since, until))
            }
            Notification::SavedSearchStillWanted { .. } => self.search_still_wanted(&search, &criteria),
            _ => Err(Gone::Untrue("this is not told to a subscriber")),
        }?;
        let text = mail.render(&self.site());
        Ok(Addressed { to_name: String::new(), to_address: address.as_str().to_owned(), text })
    }

    fn search_asked(&self, search: &SavedSearch, criteria: &Criteria, rhythm: Rhythm) -> Still<Mail> {
        ensure(search.can_be_confirmed(self.app.clock.now()), "it was asked for too long ago")?;
        let token = self.app.signer.token_of(search.id.uuid(), LinkPurpose::ConfirmSavedSearch, rhythm.code());
        Ok(Mail::SavedSearchAsked(mail::SavedSearchAsked {
            words: criteria.in_words(),
            rhythm,
            confirm_url: self.app.url(&format!("/mail/bevestigen/{token}")),
            stop_url: stop_url(self.app, search.id),
        }))
    }

    fn search_found(
        &mut self,
        search: &SavedSearch,
        criteria: &Criteria,
        between: (DateTime<Utc>, DateTime<Utc>),
    ) -> Still<Mail> {
        ensure(search.state == SavedSearchState::Confirmed, "the search is not confirmed")?;
        let found = new_work(self.conn, self.app, criteria, between).map_err(Gone::Failed)?;
        ensure(!found.is_empty(), "the work is there no longer")?;
        Ok(Mail::SavedSearchFound(mail::SavedSearchFound {
            work: found.iter().map(|public| self.new_work(public)).collect(),
            words: criteria.in_words(),
            rhythm: search.rhythm,
            all_url: self.app.url(&criteria.address()),
            stop_url: stop_url(self.app, search.id),
        }))
    }

    fn new_work(&self, public: &PublicListing) -> NewWork {
        let (listing, content) = (&public.listing, &public.content);
        let rules = listing.kind.rules();
        NewWork {
            title: content.title.as_str().to_owned(),
            employer: public.employer_name.clone(),
            place: content.place.clone(),
            hours: (content.hours_min, content.hours_max),
            kind: (rules.label, rules.plural),
            url: self.app.url(&format!("/werk/{}/{}", listing.id, content.title.slug())),
        }
    }

    fn search_still_wanted(&self, search: &SavedSearch, criteria: &Criteria) -> Still<Mail> {
        ensure(search.asked_again_at.is_some(), "it has been answered")?;
        let token = self.app.signer.token(search.id.uuid(), LinkPurpose::KeepSavedSearch);
        Ok(Mail::SavedSearchStillWanted(mail::SavedSearchStillWanted {
            words: criteria.in_words(),
            rhythm: search.rhythm,
            keep_url: self.app.url(&format!("/mail/houden/{token}")),
            stop_url: stop_url(self.app, search.id),
        }))
    }
}
