//! The audit: what was done, by whom, to what; one entry with every action.
//! Never what somebody wrote: an entry names rows, and at most a reason code or a status.

use crate::domain::code::codes;

codes! {
    /// What was done.
    pub enum Deed {
        /// An employer registered himself, or was registered by a netwerker.
        EmployerRegistered = "employer_registered",
        /// The netwerker found the organisation to be real.
        EmployerVerified = "employer_verified",
        /// The netwerker refused the organisation.
        EmployerRefused = "employer_refused",
        /// The profile of an organisation was changed.
        EmployerChanged = "employer_changed",
        /// An account was made.
        AccountCreated = "account_created",
        /// An account was changed.
        AccountChanged = "account_changed",
        /// A log-in link was asked for.
        LoginAsked = "login_asked",
        /// Somebody logged in.
        LoggedIn = "logged_in",
        /// Somebody logged out.
        LoggedOut = "logged_out",
        /// A listing was made.
        ListingCreated = "listing_created",
        /// A draft was saved.
        ListingSaved = "listing_saved",
        /// A netwerker wrote a listing for an employer.
        ListingPrepared = "listing_prepared",
        /// A listing changed status; the detail holds the event.
        ListingMoved = "listing_moved",
        /// A place was taken; the detail says whether through us.
        PlaceFilled = "place_filled",
        /// A listing was imported or updated by an import.
        ListingImported = "listing_imported",
        /// A job seeker reacted.
        InterestReceived = "interest_received",
        /// Somebody opened a reaction.
        InterestOpened = "interest_opened",
        /// Somebody answered a reaction.
        InterestAnswered = "interest_answered",
        /// A mail was put back in the queue by hand; the detail says when all for an address that works again were.
        MailRetried = "mail_retried",
        /// Mails of a backup that was put back were sent after all, or not; the detail says which.
        HeldMailDecided = "held_mail_decided",
        /// A backup was put back in the place of the database.
        DatabaseRestored = "database_restored",
        /// A mail server reported about a mail; the detail holds what came of it.
        MailReturned = "mail_returned",
        /// A candidate was added or brought in.
        CandidateCreated = "candidate_created",
        /// A candidate's profile, facts or state was changed.
        CandidateChanged = "candidate_changed",
        /// A candidate came to another begeleider.
        CandidateTakenOver = "candidate_taken_over",
        /// All that was personal of a candidate was erased: this entry is the erasure ledger.
        CandidateErased = "candidate_erased",
        /// A proposal was made; the detail says by whom.
        ProposalMade = "proposal_made",
        /// A proposal changed status; the detail holds the event or reason.
        ProposalMoved = "proposal_moved",
        /// Somebody went over a knock-out.
        KnockOutOverridden = "knock_out_overridden",
        /// A reviewer said that he has a personal interest, or took that back.
        TieDeclared = "tie_declared",
        /// A proposal went to a substitute.
        ProposalHandedOver = "proposal_handed_over",
        /// A candidate was asked to agree; the detail says why again.
        ConsentAsked = "consent_asked",
        /// A candidate answered, or the deadline passed; the detail holds the state.
        ConsentDecided = "consent_decided",
        /// An introduction changed status; the detail holds the event.
        IntroductionMoved = "introduction_moved",
        /// An introduction that an employer had was taken back; the detail holds the reason, which says whether it may be
        /// a data breach (AVG art. 33).
        IncidentRecorded = "incident_recorded",
        /// A placement was recorded or imported.
        PlacementRecorded = "placement_recorded",
        /// A placement began or ended; the detail holds the event.
        PlacementMoved = "placement_moved",
        /// A list of words or places was brought in, or taken away; the detail says which kind.
        WordListBroughtIn = "word_list_brought_in",
        /// The municipality began or stopped sending vacancies to Indeed; the detail says which.
        IndeedSwitched = "indeed_switched",
        /// Somebody asked to get a search by mail, or was asked whether it is still wanted; the detail says which.
        SavedSearchAsked = "saved_search_asked",
        /// Whoever reads the mail confirmed a saved search, or kept it for another year; the detail says which.
        SavedSearchConfirmed = "saved_search_confirmed",
        /// A saved search ended and its address is gone; the detail says why. The ledger of erasures holds this too.
        SavedSearchStopped = "saved_search_stopped",
    }
}

codes! {
    /// What an entry, or an entry of the change log, is about.
    pub enum SubjectKind {
        /// An employer. In the change log: all its listings may read differently.
        Employer = "employer",
        /// An account.
        Account = "account",
        /// A listing.
        Listing = "listing",
        /// A reaction.
        Interest = "interest",
        /// A mail in the outbox.
        Mail = "mail",
        /// A candidate.
        Candidate = "candidate",
        /// A proposal.
        Proposal = "proposal",
        /// A candidate's agreement.
        Consent = "consent",
        /// An introduction.
        Introduction = "introduction",
        /// A placement.
        Placement = "placement",
        /// A search that somebody gets by mail.
        SavedSearch = "saved_search",
        /// The municipality, and with it all that is kept for it.
        Municipality = "municipality",
        /// The lists of words and places. In the change log: they are to be read again.
        WordList = "word_list",
    }
}
