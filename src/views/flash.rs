//! Flash messages: one sentence after something was done, carried over the redirect as a stable code.
//! Never a text from outside: a code that is not in this list shows nothing.

use crate::domain::code::codes;
use crate::views::components::alert::Tone;

codes! {
    /// What was done. The code travels in an address or a cookie, so it never changes meaning.
    pub enum Notice {
        /// The text is kept, not sent in.
        DraftSaved = "draft_saved",
        /// The listing was sent in.
        Submitted = "submitted",
        /// The listing is public.
        Approved = "approved",
        /// The listing was sent back.
        Rejected = "rejected",
        /// The listing is out of sight for a while.
        Paused = "paused",
        /// And back.
        Resumed = "resumed",
        /// The closing day is later.
        Extended = "extended",
        /// One of the places is taken.
        PlaceFilled = "place_filled",
        /// The listing was taken back.
        Withdrawn = "withdrawn",
        /// The text was copied into a new draft.
        CopiedToDraft = "copied_to_draft",
        /// The netwerker wrote a text; the employer gets a link to confirm it.
        Prepared = "prepared",
        /// The employer confirmed a text that was written for him.
        Confirmed = "confirmed",
        /// An organisation was registered.
        EmployerRegistered = "employer_registered",
        /// An organisation was verified.
        EmployerVerified = "employer_verified",
        /// An organisation was refused.
        EmployerRefused = "employer_refused",
        /// The mail address of a contact person was corrected.
        AddressCorrected = "address_corrected",
        /// A draft was thrown away.
        DraftDiscarded = "draft_discarded",
        /// The organisation has another name or number, and is verified again.
        ProfileCheckedAgain = "profile_checked_again",
        /// The page of the organisation was changed.
        ProfileSaved = "profile_saved",
        /// The settings of a person were changed.
        SettingsSaved = "settings_saved",
        /// A reaction was sent.
        InterestSent = "interest_sent",
        /// A reaction was answered, by mail or by telephone.
        AnswerSent = "answer_sent",
        /// An employer answered an introduction.
        IntroductionAnswered = "introduction_answered",
        /// Staff noted the answer of an employer.
        IntroductionAnswerNoted = "introduction_answer_noted",
        /// An introduction was taken back.
        IntroductionRecalled = "introduction_recalled",
        /// A placement was recorded.
        PlacementRecorded = "placement_recorded",
        /// The end of a placement was recorded.
        PlacementEnded = "placement_ended",
        /// Logged in.
        LoggedIn = "logged_in",
        /// Logged out.
        LoggedOut = "logged_out",
        /// A mail will be tried again.
        MailRetried = "mail_retried",
        /// The mails that were held go.
        HeldMailSent = "held_mail_sent",
        /// The mails that were held do not go.
        HeldMailDropped = "held_mail_dropped",
        /// What was given up is tried again.
        MailsRetried = "mails_retried",
        /// An account was made.
        AccountMade = "account_made",
        /// An account was blocked.
        AccountBlocked = "account_blocked",
        /// An account can be used again.
        AccountUnblocked = "account_unblocked",
        /// A reviewer said yes to a proposal.
        ProposalApproved = "proposal_approved",
        /// A reviewer said no to it.
        ProposalRejected = "proposal_rejected",
        /// It is put off.
        ProposalPostponed = "proposal_postponed",
        /// The begeleider was asked something.
        ProposalAsked = "proposal_asked",
        /// The begeleider answered.
        ProposalAnswered = "proposal_answered",
        /// A reviewer has a personal tie; the substitute judges.
        ProposalHandedOver = "proposal_handed_over",
        /// Somebody proposed a candidate by hand.
        ProposalMade = "proposal_made",
        /// The candidate's yes was noted.
        ConsentNotedYes = "consent_noted_yes",
        /// The candidate's no was noted.
        ConsentNotedNo = "consent_noted_no",
        /// A substitute was chosen, or none.
        SubstituteSaved = "substitute_saved",
        /// A personal tie is no more.
        TieRemoved = "tie_removed",
        /// A candidate was added.
        CandidateAdded = "candidate_added",
        /// The profile of a candidate was changed.
        CandidateSaved = "candidate_saved",
        /// The eligibility facts of a candidate were noted.
        FactsSaved = "facts_saved",
        /// A candidate looks for work, or not for now, or no more.
        CandidateStateChanged = "candidate_state_changed",
        /// The reader guides a candidate from now on.
        CandidateTakenOver = "candidate_taken_over",
        /// All that was personal of a candidate is gone.
        CandidateErased = "candidate_erased",
    }
}

impl Notice {
    /// The sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::DraftSaved => "Uw tekst is bewaard. Hij is nog niet ingestuurd.",
            Self::Submitted => "Ingestuurd. De netwerker van de gemeente kijkt ernaar. U krijgt een mail.",
            Self::Approved => "Goedgekeurd. Het staat nu online. De werkgever krijgt een mail.",
            Self::Rejected => "Teruggestuurd. De werkgever krijgt een mail met je uitleg.",
            Self::Paused => "Gepauzeerd. Niemand ziet het nu op de website.",
            Self::Resumed => "Het staat weer online.",
            Self::Extended => "De sluitingsdatum is veranderd. Het staat online.",
            Self::PlaceFilled => "Bewaard. Was dit de laatste plek? Dan staat het werk niet meer online.",
            Self::Withdrawn => "Ingetrokken. Het staat niet meer online.",
            Self::CopiedToDraft => "Er is een kopie gemaakt. Pas de tekst aan en stuur hem in.",
            Self::Prepared => "De tekst staat klaar. De werkgever krijgt een mail om hem te bevestigen.",
            Self::Confirmed => "Bevestigd. Het staat nu online.",
            Self::EmployerRegistered => "De organisatie is aangemeld. De contactpersoon krijgt een mail.",
            Self::EmployerVerified => "De organisatie is gecontroleerd. De werkgever krijgt een mail.",
            Self::EmployerRefused => "De organisatie is geweigerd. De werkgever krijgt een mail met je uitleg.",
            Self::AddressCorrected => {
                "Het adres is veranderd. Wat niet aankwam, gaat naar het nieuwe adres. Er gaat ook een link om in te \
                loggen heen: een voordracht gaat pas weg als die gebruikt is."
            }
            Self::DraftDiscarded => "Het concept is weggegooid.",
            Self::ProfileCheckedAgain => {
                "Bewaard. De naam of het KVK-nummer is anders. Daarom controleren wij uw organisatie opnieuw. Uw werk staat zolang niet online."
            }
            Self::ProfileSaved => "De gegevens van uw organisatie zijn bewaard.",
            Self::SettingsSaved => "Je instellingen zijn bewaard.",
            Self::InterestSent => "Je reactie is verstuurd.",
            Self::AnswerSent => "Het antwoord is bewaard.",
            Self::IntroductionAnswered => "Uw antwoord is verstuurd. Dank u wel.",
            Self::IntroductionAnswerNoted => "Het antwoord is genoteerd. De kandidaat krijgt bericht.",
            Self::IntroductionRecalled => "Ingetrokken. Het staat in het logboek van incidenten.",
            Self::PlacementRecorded => "De plaatsing is vastgelegd.",
            Self::PlacementEnded => "Het einde van de plaatsing is vastgelegd.",
            Self::LoggedIn => "Je bent ingelogd.",
            Self::LoggedOut => "Je bent uitgelogd.",
            Self::MailRetried => "De mail gaat nog een keer weg.",
            Self::HeldMailSent => "De mails die stilstonden gaan nu weg.",
            Self::HeldMailDropped => "De mails die stilstonden gaan niet weg.",
            Self::MailsRetried => "Wat niet aankwam, gaat nog een keer weg.",
            Self::AccountMade => "Het account is gemaakt. De persoon krijgt een mail met een link.",
            Self::AccountBlocked => "Het account is geblokkeerd. Inloggen kan nu niet meer.",
            Self::AccountUnblocked => "Het account kan weer gebruikt worden.",
            Self::ProposalApproved => "Goedgekeurd. Wij vragen nu de kandidaat of we mogen delen.",
            Self::ProposalRejected => "Afgewezen. Er gaat geen bericht naar de kandidaat of de werkgever.",
            Self::ProposalPostponed => "Uitgesteld. Op die dag staat het voorstel weer op je lijst.",
            Self::ProposalAsked => "Je vraag is gesteld. De begeleider krijgt een mail.",
            Self::ProposalAnswered => "Je antwoord is bewaard. De netwerker ziet het voorstel weer op de lijst.",
            Self::ProposalHandedOver => "Bewaard. Jij beoordeelt dit voorstel niet.",
            Self::ProposalMade => "Voorgesteld. Het staat nu op de lijst om te beoordelen.",
            Self::ConsentNotedYes => "Bewaard. De mail naar de werkgever gaat zo weg.",
            Self::ConsentNotedNo => "Bewaard. Er gaat niets naar de werkgever.",
            Self::SubstituteSaved => "Je vervanger is bewaard.",
            Self::TieRemoved => "De band is weggehaald. Je beoordeelt deze voorstellen weer zelf.",
            Self::CandidateAdded => "De kandidaat is toegevoegd.",
            Self::CandidateSaved => "De gegevens zijn bewaard.",
            Self::FactsSaved => "De feiten zijn bewaard.",
            Self::CandidateStateChanged => "Bewaard.",
            Self::CandidateTakenOver => "Jij begeleidt deze persoon nu.",
            Self::CandidateErased => "Alle gegevens van deze persoon zijn gewist.",
        }
    }

    /// How it looks: what takes something away is neutral, the rest is good news.
    #[must_use]
    pub fn tone(self) -> Tone {
        match self {
            Self::Rejected
            | Self::Paused
            | Self::Withdrawn
            | Self::EmployerRefused
            | Self::IntroductionRecalled
            | Self::LoggedOut
            | Self::AccountBlocked
            | Self::ProposalRejected
            | Self::ProposalHandedOver
            | Self::ConsentNotedNo
            | Self::CandidateErased => Tone::Info,
            _ => Tone::Good,
        }
    }
}

/// A message on top of the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flash {
    /// The sentence.
    pub text: String,
    /// How it looks.
    pub tone: Tone,
}

impl From<Notice> for Flash {
    fn from(notice: Notice) -> Self {
        Self { text: notice.sentence().to_owned(), tone: notice.tone() }
    }
}
