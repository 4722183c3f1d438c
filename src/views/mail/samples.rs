//! One sample of every kind of mail: to look at, and to test all of them. Never sent.

use super::Mail;
use crate::domain::ids::{
    ConsentId, EmployerId, InterestId, IntroductionId, ListingId, LoginLinkId, ProposalId, RevisionId, SavedSearchId,
};
use crate::domain::notification::Notification;
use crate::domain::saved_search::Rhythm;
use crate::views::sample::id;

/// Every kind of mail with its sample.
#[must_use]
pub fn samples() -> Vec<(&'static str, Mail)> {
    let (employer, link) = (id::<EmployerId>(1), id::<LoginLinkId>(1));
    let (listing, revision, interest) = (id::<ListingId>(1), id::<RevisionId>(1), id::<InterestId>(1));
    let (proposal, consent, introduction) = (id::<ProposalId>(1), id::<ConsentId>(1), id::<IntroductionId>(1));
    let (search, instant) = (id::<SavedSearchId>(1), chrono::DateTime::UNIX_EPOCH);
    let kinds = [
        Notification::LoginLink { link },
        Notification::EmployerWelcome { employer, link, by: None },
        Notification::EmployerRegistered { employer },
        Notification::EmployerVerified { employer },
        Notification::EmployerRefused { employer },
        Notification::ListingSubmitted { listing, revision },
        Notification::ListingPrepared { listing, revision },
        Notification::ListingApproved { listing, revision },
        Notification::ListingRejected { listing, revision },
        Notification::ListingExpired { listing },
        Notification::InterestReceived { interest },
        Notification::InterestConfirmed { interest },
        Notification::InterestAnswered { interest },
        Notification::ProposalsWaiting,
        Notification::ProposalAsked { proposal },
        Notification::ConsentAsked { consent },
        Notification::ConsentToAsk { consent },
        Notification::ConsentDecided { consent },
        Notification::IntroductionSent { introduction },
        Notification::IntroductionConfirmed { introduction },
        Notification::IntroductionAnswered { introduction },
        Notification::IntroductionOutcome { introduction },
        Notification::IntroductionRecalled { introduction },
        Notification::IntroductionStopped { introduction },
        Notification::IntroductionHeld { introduction },
        Notification::MailReturned { mail: id(1) },
        Notification::SavedSearchAsked { search, rhythm: Rhythm::Daily },
        Notification::SavedSearchFound { search, since: instant, until: instant },
        Notification::SavedSearchStillWanted { search },
        Notification::DailyDigest,
    ];
    kinds.into_iter().map(|kind| (kind.kind(), Mail::sample(kind))).collect()
}
