//! Notifications: what people are told by mail, as ids; the text is made when it is sent.
//! Never a name, an address or a text of somebody: a notification waits in the database, and what it tells may change.

use chrono::{DateTime, Utc};

use crate::domain::ids::{
    AccountId, CandidateId, ConsentId, EmployerId, InterestId, IntroductionId, ListingId, LoginLinkId, OutboxId,
    ProposalId, RevisionId, SavedSearchId,
};
use crate::domain::saved_search::Rhythm;

/// What somebody is told. A new variant does not compile before it has a mail (`views::mail`) and a check whether it
/// is still true (`jobs::compose`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Notification {
    /// Here is the link to log in with.
    LoginLink {
        /// The link.
        link: LoginLinkId,
    },
    /// To an employer: confirm the address with this link; the organisation is registered.
    EmployerWelcome {
        /// The organisation.
        employer: EmployerId,
        /// The link.
        link: LoginLinkId,
        /// The netwerker who registered him after a visit; then there is nothing left to verify.
        by: Option<AccountId>,
    },
    /// To the netwerker: an organisation waits for verification.
    EmployerRegistered {
        /// The organisation.
        employer: EmployerId,
    },
    /// To the employer: the organisation is verified.
    EmployerVerified {
        /// The organisation.
        employer: EmployerId,
    },
    /// To the employer: the organisation is refused, and why.
    EmployerRefused {
        /// The organisation.
        employer: EmployerId,
    },
    /// To the netwerker: a listing (or a change of a live one) waits.
    ListingSubmitted {
        /// The listing.
        listing: ListingId,
        /// The text that waits.
        revision: RevisionId,
    },
    /// To the employer: the netwerker wrote this for you; confirm it with a link.
    ListingPrepared {
        /// The listing.
        listing: ListingId,
        /// The text to confirm.
        revision: RevisionId,
    },
    /// To the employer: it is public.
    ListingApproved {
        /// The listing.
        listing: ListingId,
        /// The text that was approved.
        revision: RevisionId,
    },
    /// To the employer: it is sent back, and why.
    ListingRejected {
        /// The listing.
        listing: ListingId,
        /// The text that was sent back.
        revision: RevisionId,
    },
    /// To the employer: its closing day has passed; did you find somebody?
    ListingExpired {
        /// The listing.
        listing: ListingId,
    },
    /// To the netwerker, and to the employer when the reaction is direct: somebody reacted.
    InterestReceived {
        /// The reaction.
        interest: InterestId,
    },
    /// To the job seeker: we have your reaction.
    InterestConfirmed {
        /// The reaction.
        interest: InterestId,
    },
    /// To the job seeker: the answer.
    InterestAnswered {
        /// The reaction.
        interest: InterestId,
    },
    /// To a reviewer: proposals wait; at most once a day, with how many there are when it is sent.
    ProposalsWaiting,
    /// To the begeleider: a netwerker asks something about a proposal.
    ProposalAsked {
        /// The proposal.
        proposal: ProposalId,
    },
    /// To the candidate: may we share this with the employer?
    ConsentAsked {
        /// The agreement.
        consent: ConsentId,
    },
    /// To the begeleider: ask the candidate, who has no mail address.
    ConsentToAsk {
        /// The agreement.
        consent: ConsentId,
    },
    /// To the netwerker: the candidate said yes, no, or nothing.
    ConsentDecided {
        /// The agreement.
        consent: ConsentId,
    },
    /// To the employer: meet this candidate.
    IntroductionSent {
        /// The introduction.
        introduction: IntroductionId,
    },
    /// To the candidate: you have been introduced.
    IntroductionConfirmed {
        /// The introduction.
        introduction: IntroductionId,
    },
    /// To the netwerker and the begeleider: the employer answered.
    IntroductionAnswered {
        /// The introduction.
        introduction: IntroductionId,
    },
    /// To the candidate: what the employer answered.
    IntroductionOutcome {
        /// The introduction.
        introduction: IntroductionId,
    },
    /// To the employer: an introduction is taken back.
    IntroductionRecalled {
        /// The introduction.
        introduction: IntroductionId,
    },
    /// To the candidate: an introduction is taken back.
    IntroductionStopped {
        /// The introduction.
        introduction: IntroductionId,
    },
    /// To the netwerker: an introduction could not go out as it was agreed.
    IntroductionHeld {
        /// The introduction.
        introduction: IntroductionId,
    },
    /// To the netwerker or the begeleider: a mail on which somebody relies did not arrive.
    MailReturned {
        /// The mail.
        mail: OutboxId,
    },
    /// To whoever reads an address: please confirm this saved search.
    SavedSearchAsked {
        /// The search.
        search: SavedSearchId,
        /// How often it was asked for.
        rhythm: Rhythm,
    },
    /// There is new work for a saved search: what was published after `since`, until `until`.
    SavedSearchFound {
        /// The search.
        search: SavedSearchId,
        /// What was published until then was mailed before.
        since: DateTime<Utc>,
        /// What is published later comes with the next mail.
        until: DateTime<Utc>,
    },
    /// Is the mail about this saved search still wanted?
    SavedSearchStillWanted {
        /// The search.
        search: SavedSearchId,
    },
    /// The overview of a day: the rows that were gathered under it.
    DailyDigest,
}

/// How soon somebody wants to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// At once, whatever the person chose: somebody waits at a screen, or a person waits for a call.
    Urgent,
    /// As the person chose.
    Ordinary,
}

impl Notification {
    /// The kind as a word, for lists and metrics.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::LoginLink { .. } => "login_link",
            Self::EmployerWelcome { .. } => "employer_welcome",
            Self::EmployerRegistered { .. } => "employer_registered",
            Self::EmployerVerified { .. } => "employer_verified",
            Self::EmployerRefused { .. } => "employer_refused",
            Self::ListingSubmitted { .. } => "listing_submitted",
            Self::ListingPrepared { .. } => "listing_prepared",
            Self::ListingApproved { .. } => "listing_approved",
            Self::ListingRejected { .. } => "listing_rejected",
            Self::ListingExpired { .. } => "listing_expired",
            Self::InterestReceived { .. } => "interest_received",
            Self::InterestConfirmed { .. } => "interest_confirmed",
            Self::InterestAnswered { .. } => "interest_answered",
            Self::ProposalsWaiting => "proposals_waiting",
            Self::ProposalAsked { .. } => "proposal_asked",
            Self::ConsentAsked { .. } => "consent_asked",
            Self::ConsentToAsk { .. } => "consent_to_ask",
            Self::ConsentDecided { .. } => "consent_decided",
            Self::IntroductionSent { .. } => "introduction_sent",
            Self::IntroductionConfirmed { .. } => "introduction_confirmed",
            Self::IntroductionAnswered { .. } => "introduction_answered",
            Self::IntroductionOutcome { .. } => "introduction_outcome",
            Self::IntroductionRecalled { .. } => "introduction_recalled",
            Self::IntroductionStopped { .. } => "introduction_stopped",
            Self::IntroductionHeld { .. } => "introduction_held",
            Self::MailReturned { .. } => "mail_returned",
            Self::SavedSearchAsked { .. } => "saved_search_asked",
            Self::SavedSearchFound { .. } => "saved_search_found",
            Self::SavedSearchStillWanted { .. } => "saved_search_still_wanted",
            Self::DailyDigest => "daily_digest",
        }
    }

    /// How soon. What a person asked for himself, or what a job seeker waits for, is urgent.
    #[must_use]
    pub fn urgency(self) -> Urgency {
        match self {
            Self::LoginLink { .. }
            | Self::EmployerWelcome { .. }
            | Self::ListingPrepared { .. }
            | Self::InterestReceived { .. }
            | Self::InterestConfirmed { .. }
            | Self::InterestAnswered { .. }
            | Self::ConsentAsked { .. }
            | Self::ConsentToAsk { .. }
            | Self::IntroductionSent { .. }
            | Self::IntroductionConfirmed { .. }
            | Self::IntroductionAnswered { .. }
            | Self::IntroductionOutcome { .. }
            | Self::IntroductionRecalled { .. }
            | Self::IntroductionStopped { .. }
            | Self::SavedSearchAsked { .. }
            | Self::SavedSearchFound { .. }
            | Self::SavedSearchStillWanted { .. }
            | Self::DailyDigest => Urgency::Urgent,
            Self::EmployerRegistered { .. }
            | Self::EmployerVerified { .. }
            | Self::EmployerRefused { .. }
            | Self::ListingSubmitted { .. }
            | Self::ListingApproved { .. }
            | Self::ListingRejected { .. }
            | Self::ListingExpired { .. }
            | Self::ProposalsWaiting
            | Self::ProposalAsked { .. }
            | Self::ConsentDecided { .. }
            | Self::IntroductionHeld { .. }
            | Self::MailReturned { .. } => Urgency::Ordinary,
        }
    }
}

/// Who is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Recipient {
    /// A person with an account.
    Account(AccountId),
    /// The job seeker who wrote a reaction.
    Interest(InterestId),
    /// A candidate, who may have no account.
    Candidate(CandidateId),
    /// Whoever reads the address of a saved search.
    SavedSearch(SavedSearchId),
}
