//! Mails: the subject, the text and the HTML of everything that people are told by mail. Never sent from here, and
//! never a fact that the recipient may not see: what goes in a mail can be read by everybody on its way.

pub mod consent;
pub mod digest;
pub mod employer;
pub mod interest;
pub mod introduction;
pub mod introduction_sent;
mod layout;
mod letter;
pub mod listing;
pub mod log_in;
pub mod proposal;
pub mod returned;
mod samples;
pub mod saved_search;

pub use consent::{ConsentAsked, ConsentDecided, ConsentToAsk};
pub use digest::DailyDigest;
pub use employer::{EmployerRefused, EmployerRegistered, EmployerVerified, EmployerWelcome};
pub use interest::{InterestAnswered, InterestConfirmed, InterestReceived};
pub use introduction::{
    Caller, IntroductionAnswered, IntroductionConfirmed, IntroductionHeld, IntroductionOutcome, IntroductionStopped,
};
pub use introduction_sent::{IntroductionRecalled, IntroductionSent};
pub use letter::Tone;
pub use listing::{ListingApproved, ListingExpired, ListingPrepared, ListingRejected, ListingSubmitted};
pub use log_in::LoginLink;
pub use proposal::{ProposalAsked, ProposalsWaiting};
pub use returned::MailReturned;
pub use samples::samples;
pub use saved_search::{NewWork, SavedSearchAsked, SavedSearchFound, SavedSearchStillWanted};

use crate::domain::notification::Notification;

/// Who sends the mails: the platform of one municipality. All addresses are complete (`https://…`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailSite {
    /// The name of the platform: "BIND".
    pub brand: String,
    /// The line below the name: "Baan in Dalfsen".
    pub tagline: String,
    /// The municipality: "Dalfsen".
    pub municipality: String,
    /// The telephone number for help; empty when there is none.
    pub phone: String,
    /// The mail address for help; empty when there is none.
    pub email: String,
    /// The page where people choose how mail comes (`/instellingen`).
    pub settings_url: String,
    /// The page where people ask for a new link (`/inloggen`).
    pub login_url: String,
}

impl MailSite {
    /// "BIND, Baan in Dalfsen".
    fn signature(&self) -> String {
        format!("{}, {}", self.brand, self.tagline)
    }

    /// How to reach a person.
    fn reach(&self) -> Option<String> {
        match (self.phone.as_str(), self.email.as_str()) {
            ("", "") => None,
            (phone, "") => Some(format!("Vragen? Bel {phone}.")),
            ("", email) => Some(format!("Vragen? Mail {email}.")),
            (phone, email) => Some(format!("Vragen? Bel {phone} of mail {email}.")),
        }
    }

    /// A site to try mails with.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            brand: "BIND".to_owned(),
            tagline: "Baan in Dalfsen".to_owned(),
            municipality: "Dalfsen".to_owned(),
            phone: "0529 488 388".to_owned(),
            email: "bind@example.nl".to_owned(),
            settings_url: "https://bind.example.nl/instellingen".to_owned(),
            login_url: "https://bind.example.nl/inloggen".to_owned(),
        }
    }
}

/// A finished mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailText {
    /// The subject: one line.
    pub subject: String,
    /// The mail as plain text.
    pub text: String,
    /// The mail as a whole HTML page.
    pub html: String,
}

/// A mail with all that it says: one variant per [`Notification`].
#[derive(Debug, Clone, PartialEq)]
pub enum Mail {
    /// See [`Notification::LoginLink`].
    LoginLink(LoginLink),
    /// See [`Notification::EmployerWelcome`].
    EmployerWelcome(EmployerWelcome),
    /// See [`Notification::EmployerRegistered`].
    EmployerRegistered(EmployerRegistered),
    /// See [`Notification::EmployerVerified`].
    EmployerVerified(EmployerVerified),
    /// See [`Notification::EmployerRefused`].
    EmployerRefused(EmployerRefused),
    /// See [`Notification::ListingSubmitted`].
    ListingSubmitted(ListingSubmitted),
    /// See [`Notification::ListingPrepared`].
    ListingPrepared(ListingPrepared),
    /// See [`Notification::ListingApproved`].
    ListingApproved(ListingApproved),
    /// See [`Notification::ListingRejected`].
    ListingRejected(ListingRejected),
    /// See [`Notification::ListingExpired`].
    ListingExpired(ListingExpired),
    /// See [`Notification::InterestReceived`].
    InterestReceived(InterestReceived),
    /// See [`Notification::InterestConfirmed`].
    InterestConfirmed(InterestConfirmed),
    /// See [`Notification::InterestAnswered`].
    InterestAnswered(InterestAnswered),
    /// See [`Notification::ProposalsWaiting`].
    ProposalsWaiting(ProposalsWaiting),
    /// See [`Notification::ProposalAsked`].
    ProposalAsked(ProposalAsked),
    /// See [`Notification::ConsentAsked`].
    ConsentAsked(ConsentAsked),
    /// See [`Notification::ConsentToAsk`].
    ConsentToAsk(ConsentToAsk),
    /// See [`Notification::ConsentDecided`].
    ConsentDecided(ConsentDecided),
    /// See [`Notification::IntroductionSent`].
    IntroductionSent(Box<IntroductionSent>),
    /// See [`Notification::IntroductionConfirmed`].
    IntroductionConfirmed(IntroductionConfirmed),
    /// See [`Notification::IntroductionAnswered`].
    IntroductionAnswered(IntroductionAnswered),
    /// See [`Notification::IntroductionOutcome`].
    IntroductionOutcome(IntroductionOutcome),
    /// See [`Notification::IntroductionRecalled`].
    IntroductionRecalled(IntroductionRecalled),
    /// See [`Notification::IntroductionStopped`].
    IntroductionStopped(IntroductionStopped),
    /// See [`Notification::IntroductionHeld`].
    IntroductionHeld(IntroductionHeld),
    /// See [`Notification::MailReturned`].
    MailReturned(MailReturned),
    /// See [`Notification::SavedSearchAsked`].
    SavedSearchAsked(SavedSearchAsked),
    /// See [`Notification::SavedSearchFound`].
    SavedSearchFound(SavedSearchFound),
    /// See [`Notification::SavedSearchStillWanted`].
    SavedSearchStillWanted(SavedSearchStillWanted),
    /// See [`Notification::DailyDigest`].
    DailyDigest(DailyDigest),
}

impl Mail {
    /// The finished mail.
    #[must_use]
    pub fn render(&self, site: &MailSite) -> MailText {
        match self {
            Self::LoginLink(mail) => mail.render(site),
            Self::EmployerWelcome(mail) => mail.render(site),
            Self::EmployerRegistered(mail) => mail.render(site),
            Self::EmployerVerified(mail) => mail.render(site),
            Self::EmployerRefused(mail) => mail.render(site),
            Self::ListingSubmitted(mail) => mail.render(site),
            Self::ListingPrepared(mail) => mail.render(site),
            Self::ListingApproved(mail) => mail.render(site),
            Self::ListingRejected(mail) => mail.render(site),
            Self::ListingExpired(mail) => mail.render(site),
            Self::InterestReceived(mail) => mail.render(site),
            Self::InterestConfirmed(mail) => mail.render(site),
            Self::InterestAnswered(mail) => mail.render(site),
            Self::ProposalsWaiting(mail) => mail.render(site),
            Self::ProposalAsked(mail) => mail.render(site),
            Self::ConsentAsked(mail) => mail.render(site),
            Self::ConsentToAsk(mail) => mail.render(site),
            Self::ConsentDecided(mail) => mail.render(site),
            Self::IntroductionSent(mail) => mail.render(site),
            Self::IntroductionConfirmed(mail) => mail.render(site),
            Self::IntroductionAnswered(mail) => mail.render(site),
            Self::IntroductionOutcome(mail) => mail.render(site),
            Self::IntroductionRecalled(mail) => mail.render(site),
            Self::IntroductionStopped(mail) => mail.render(site),
            Self::IntroductionHeld(mail) => mail.render(site),
            Self::MailReturned(mail) => mail.render(site),
            Self::SavedSearchAsked(mail) => mail.render(site),
            Self::SavedSearchFound(mail) => mail.render(site),
            Self::SavedSearchStillWanted(mail) => mail.render(site),
            Self::DailyDigest(mail) => mail.render(site),
        }
    }

    /// A sample of the mail that a notification becomes. A new kind of notification does not compile without one.
    #[must_use]
    pub fn sample(kind: Notification) -> Self {
        match kind {
            Notification::LoginLink { .. } => Self::LoginLink(LoginLink::sample()),
            Notification::EmployerWelcome { .. } => Self::EmployerWelcome(EmployerWelcome::sample()),
            Notification::EmployerRegistered { .. } => Self::EmployerRegistered(EmployerRegistered::sample()),
            Notification::EmployerVerified { .. } => Self::EmployerVerified(EmployerVerified::sample()),
            Notification::EmployerRefused { .. } => Self::EmployerRefused(EmployerRefused::sample()),
            Notification::ListingSubmitted { .. } => Self::ListingSubmitted(ListingSubmitted::sample()),
            Notification::ListingPrepared { .. } => Self::ListingPrepared(ListingPrepared::sample()),
            Notification::ListingApproved { .. } => Self::ListingApproved(ListingApproved::sample()),
            Notification::ListingRejected { .. } => Self::ListingRejected(ListingRejected::sample()),
            Notification::ListingExpired { .. } => Self::ListingExpired(ListingExpired::sample()),
            Notification::InterestReceived { .. } => Self::InterestReceived(InterestReceived::sample()),
            Notification::InterestConfirmed { .. } => Self::InterestConfirmed(InterestConfirmed::sample()),
            Notification::InterestAnswered { .. } => Self::InterestAnswered(InterestAnswered::sample()),
            Notification::ProposalsWaiting => Self::ProposalsWaiting(ProposalsWaiting::sample()),
            Notification::ProposalAsked { .. } => Self::ProposalAsked(ProposalAsked::sample()),
            Notification::ConsentAsked { .. } => Self::ConsentAsked(ConsentAsked::sample()),
            Notification::ConsentToAsk { .. } => Self::ConsentToAsk(ConsentToAsk::sample()),
            Notification::ConsentDecided { .. } => Self::ConsentDecided(ConsentDecided::sample()),
            Notification::IntroductionSent { .. } => Self::IntroductionSent(Box::new(IntroductionSent::sample())),
            Notification::IntroductionConfirmed { .. } => Self::IntroductionConfirmed(IntroductionConfirmed::sample()),
            Notification::IntroductionAnswered { .. } => Self::IntroductionAnswered(IntroductionAnswered::sample()),
            Notification::IntroductionOutcome { .. } => Self::IntroductionOutcome(IntroductionOutcome::sample()),
            Notification::IntroductionRecalled { .. } => Self::IntroductionRecalled(IntroductionRecalled::sample()),
            Notification::IntroductionStopped { .. } => Self::IntroductionStopped(IntroductionStopped::sample()),
            Notification::IntroductionHeld { .. } => Self::IntroductionHeld(IntroductionHeld::sample()),
            Notification::MailReturned { .. } => Self::MailReturned(MailReturned::sample()),
            Notification::SavedSearchAsked { .. } => Self::SavedSearchAsked(SavedSearchAsked::sample()),
            Notification::SavedSearchFound { .. } => Self::SavedSearchFound(SavedSearchFound::sample()),
            Notification::SavedSearchStillWanted { .. } => {
                Self::SavedSearchStillWanted(SavedSearchStillWanted::sample())
            }
            Notification::DailyDigest => Self::DailyDigest(DailyDigest::sample()),
        }
    }
}

#[cfg(test)]
mod tests;
