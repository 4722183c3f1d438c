//! Introductions: a candidate who agreed is brought before an employer, who answers by a link.
//! Never holds what is shown: that is the agreement's [`SharedProfile`](crate::domain::sharing::SharedProfile).

use chrono::{DateTime, Utc};

use crate::domain::civil_day::CivilDay;
use crate::domain::code::{Code, codes};
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{
    AccountId, CandidateId, ConsentId, EmployerId, IntroductionId, ListingId, MunicipalityId, ProposalId,
};
use crate::domain::text;

codes! {
    /// Where an introduction is.
    pub enum IntroductionStatus {
        /// The candidate agreed; it goes out when it is time (no mail at night), after everything is looked at again.
        Ready = "ready",
        /// What was agreed to was no longer true when it was time to send.
        Stopped = "stopped",
        /// The employer has it.
        Sent = "sent",
        /// The employer invites.
        Inviting = "inviting",
        /// The employer wants to decide later.
        Later = "later",
        /// The employer does not go on with this person.
        NotSuitable = "not_suitable",
        /// A placement came of it.
        Placed = "placed",
        /// Taken back: the link is dead.
        Recalled = "recalled",
    }
}

impl IntroductionStatus {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Ready => "Klaar om te versturen",
            Self::Stopped => "Niet verstuurd",
            Self::Sent => "Verstuurd",
            Self::Inviting => "Werkgever nodigt uit",
            Self::Later => "Werkgever beslist later",
            Self::NotSuitable => "Past niet",
            Self::Placed => "Geplaatst",
            Self::Recalled => "Ingetrokken",
        }
    }

    /// Those that somebody can still do something about.
    pub const OPEN: &'static [Self] = &[Self::Ready, Self::Sent, Self::Inviting, Self::Later];

    /// Whether the employer may look at it.
    #[must_use]
    pub fn is_open_to_employer(self) -> bool {
        matches!(self, Self::Sent | Self::Inviting | Self::Later)
    }
}

codes! {
    /// What can happen to an introduction.
    pub enum IntroductionEvent {
        /// It goes out.
        Send = "send",
        /// It is no longer true when it should go out.
        Stop = "stop",
        /// The employer invites.
        Invite = "invite",
        /// The employer says no, with a reason.
        Refuse = "refuse",
        /// The employer decides later.
        Delay = "delay",
        /// A placement is recorded.
        Place = "place",
        /// Staff take it back.
        Recall = "recall",
    }
}

/// An introduction in this status cannot do this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an introduction that is {} cannot {}", .status.code(), .event.code())]
pub struct IntroductionNotAllowed {
    /// Where it is.
    pub status: IntroductionStatus,
    /// What was tried.
    pub event: IntroductionEvent,
}

impl IntroductionStatus {
    /// The status after an event.
    ///
    /// # Errors
    /// [`IntroductionNotAllowed`] when the event does not fit the status.
    pub fn on(self, event: IntroductionEvent) -> Result<Self, IntroductionNotAllowed> {
        use IntroductionEvent as E;
        use IntroductionStatus as S;
        match (self, event) {
            (S::Ready, E::Send) => Ok(S::Sent),
            (S::Ready, E::Stop) => Ok(S::Stopped),
            (S::Sent | S::Later | S::Inviting, E::Invite) => Ok(S::Inviting),
            (S::Sent | S::Later | S::Inviting, E::Refuse) => Ok(S::NotSuitable),
            (S::Sent | S::Later | S::Inviting, E::Delay) => Ok(S::Later),
            (S::Sent | S::Later | S::Inviting, E::Place) => Ok(S::Placed),
            (S::Ready | S::Sent | S::Later | S::Inviting, E::Recall) => Ok(S::Recalled),
            (status, event) => Err(IntroductionNotAllowed { status, event }),
        }
    }

    /// Whether this event fits now.
    #[must_use]
    pub fn allows(self, event: IntroductionEvent) -> bool {
        self.on(event).is_ok()
    }
}

codes! {
    /// Why an employer does not go on with somebody.
    pub enum RefusalReason {
        /// The place is taken.
        Filled = "filled",
        /// Experience or skills that the work needs are not there.
        Skills = "skills",
        /// Hours or days do not fit.
        Hours = "hours",
        /// There was a talk, and both see no match.
        AfterTalk = "after_talk",
        /// The person did not come or does not want it.
        Candidate = "candidate",
        /// Something else.
        Else = "else",
        /// The employer did not answer in all the time that the introduction was open.
        NoAnswer = "no_answer",
    }
}

impl RefusalReason {
    /// What an employer chooses from.
    pub const CHOICES: &'static [Self] =
        &[Self::Filled, Self::Skills, Self::Hours, Self::AfterTalk, Self::Candidate, Self::Else];

    /// The Dutch label for an employer.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Filled => "De plek is al vervuld",
            Self::Skills => "Er mist ervaring of kennis die voor dit werk nodig is",
            Self::Hours => "De uren of dagen passen niet",
            Self::AfterTalk => "Na een gesprek besloten om niet verder te gaan",
            Self::Candidate => "De kandidaat wil niet verder",
            Self::Else => "Anders",
            Self::NoAnswer => "Geen antwoord van de werkgever",
        }
    }

    /// In plain words for the candidate.
    #[must_use]
    pub fn for_candidate(self) -> &'static str {
        match self {
            Self::Filled => "De plek is al weg.",
            Self::Skills => "De werkgever zoekt iemand met andere ervaring.",
            Self::Hours => "De uren of dagen passen niet.",
            Self::AfterTalk => "Na het gesprek gaat de werkgever niet verder.",
            Self::Candidate => "Jij wilt niet verder met deze plek.",
            Self::Else => "De werkgever gaat niet verder. Je begeleider weet meer.",
            Self::NoAnswer => "De werkgever heeft niet geantwoord. Dat is vervelend, en het ligt niet aan jou.",
        }
    }
}

/// What an employer answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EmployerAnswer {
    /// Comes to talk; words for the candidate (when, where).
    Invite(Option<String>),
    /// Does not go on, and why.
    Refuse(RefusalReason, Option<String>),
    /// Decides later, by this day.
    Later(Option<CivilDay>),
}

impl EmployerAnswer {
    /// The event of the state machine.
    #[must_use]
    pub fn event(&self) -> IntroductionEvent {
        match self {
            Self::Invite(_) => IntroductionEvent::Invite,
            Self::Refuse(..) => IntroductionEvent::Refuse,
            Self::Later(_) => IntroductionEvent::Delay,
        }
    }

    /// Reads the fields `antwoord` (`uitnodigen`, `past_niet`, `later`), `reden`, `tekst` and `dag`.
    ///
    /// # Errors
    /// What is wrong, by field. Nobody is turned away without a reason.
    pub fn parse(fields: &Fields, today: CivilDay) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::none();
        let words = errors.take("tekst", text::paragraphs(fields.get("tekst"), "uw bericht", 1_000)).flatten();
        let answer = match fields.get("antwoord") {
            "uitnodigen" => Some(Self::Invite(words)),
            "past_niet" => {
                let reason = RefusalReason::from_code(fields.get("reden"))
                    .filter(|reason| RefusalReason::CHOICES.contains(reason))
                    .ok_or_else(|| "Kies waarom het niet past. Dan weet iemand waar hij aan toe is.".to_owned());
                errors.take("reden", reason).map(|reason| Self::Refuse(reason, words))
            }
            "later" => match fields.get("dag") {
                "" => Some(Self::Later(None)),
                typed => {
                    let day = CivilDay::parse(typed)
                        .filter(|day| *day > today && *day <= today.plus_days(92))
                        .ok_or_else(|| "Kies een dag binnen 3 maanden, zoals 31-12-2026.".to_owned());
                    errors.take("dag", day).map(|day| Self::Later(Some(day)))
                }
            },
            _ => {
                errors.add("antwoord", "Kies een antwoord.");
                None
            }
        };
        errors.finish(answer)
    }
}

codes! {
    /// Why an introduction is taken back; recorded as an incident.
    pub enum RecallReason {
        /// The candidate took the agreement back.
        ConsentWithdrawn = "consent_withdrawn",
        /// The wrong person was introduced.
        WrongCandidate = "wrong_candidate",
        /// It went to the wrong employer.
        WrongEmployer = "wrong_employer",
        /// Something was shown that should not have been.
        TooMuchShared = "too_much_shared",
        /// The candidate is no longer available.
        NotAvailable = "not_available",
        /// The listing was taken back.
        ListingGone = "listing_gone",
        /// All that was personal was erased.
        Erased = "erased",
    }
}

impl RecallReason {
    /// The Dutch label for staff.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::ConsentWithdrawn => "De kandidaat trekt de toestemming in",
            Self::WrongCandidate => "Het was de verkeerde persoon",
            Self::WrongEmployer => "Het ging naar de verkeerde werkgever",
            Self::TooMuchShared => "Er is te veel gedeeld",
            Self::NotAvailable => "De kandidaat is niet meer beschikbaar",
            Self::ListingGone => "De plek is ingetrokken",
            Self::Erased => "De gegevens zijn gewist",
        }
    }

    /// Whether it may be a personal data breach (AVG art. 33), which somebody must look at.
    #[must_use]
    pub fn is_possible_breach(self) -> bool {
        matches!(self, Self::WrongCandidate | Self::WrongEmployer | Self::TooMuchShared)
    }

    /// What staff choose from.
    pub const CHOICES: &'static [Self] =
        &[Self::ConsentWithdrawn, Self::NotAvailable, Self::WrongCandidate, Self::WrongEmployer, Self::TooMuchShared];
}

/// A candidate who agreed, brought before an employer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    /// Its identifier.
    pub id: IntroductionId,
    /// The municipality.
    pub municipality: MunicipalityId,
    /// The proposal it came of.
    pub proposal: ProposalId,
    /// The agreement; what is shown stands there.
    pub consent: ConsentId,
    /// The candidate.
    pub candidate: CandidateId,
    /// The listing.
    pub listing: ListingId,
    /// The employer.
    pub employer: EmployerId,
    /// Where it is.
    pub status: IntroductionStatus,
    /// When it goes out at the earliest.
    pub due_at: DateTime<Utc>,
    /// When it went out.
    pub sent_at: Option<DateTime<Utc>>,
    /// When the employer last answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// Who answered when it was somebody with an account; by the link it is nobody.
    pub answered_by: Option<AccountId>,
    /// Why the employer does not go on.
    pub refusal: Option<RefusalReason>,
    /// The employer's words; with an invitation they go to the candidate, else to staff only.
    pub words: Option<String>,
    /// The day by which the employer decides.
    pub later_until: Option<CivilDay>,
    /// Why it was taken back.
    pub recall: Option<RecallReason>,
    /// When.
    pub recalled_at: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Counts changes.
    pub version: i32,
}

/// How long an employer can open an introduction after it went out, in days; then it is over.
pub const LINK_DAYS: u32 = 60;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_an_introduction() {
        let mut table = String::new();
        for status in IntroductionStatus::ALL {
            let next = |event: &IntroductionEvent| {
                status.on(*event).ok().map(|next| format!("{}→{}", event.code(), next.code()))
            };
            let row: Vec<String> = IntroductionEvent::ALL.iter().filter_map(next).collect();
            let cells = [status.code(), ": ", &row.join(" ")].concat();
            table.push_str(cells.trim_end());
            table.push('\n');
        }
        insta::assert_snapshot!(table, @r"
        ready: send→sent stop→stopped recall→recalled
        stopped:
        sent: invite→inviting refuse→not_suitable delay→later place→placed recall→recalled
        inviting: invite→inviting refuse→not_suitable delay→later place→placed recall→recalled
        later: invite→inviting refuse→not_suitable delay→later place→placed recall→recalled
        not_suitable:
        placed:
        recalled:
        ");
    }

    #[test]
    fn nobody_is_refused_without_a_reason() {
        let today = CivilDay::parse("2026-11-22").unwrap();
        let answer = |pairs: &[(&str, &str)]| EmployerAnswer::parse(&pairs.iter().copied().collect(), today);
        assert!(answer(&[("antwoord", "past_niet")]).unwrap_err().of("reden").is_some());
        assert!(answer(&[("antwoord", "past_niet"), ("reden", "hours")]).is_ok());
        assert!(answer(&[("antwoord", "later"), ("dag", "21-11-2026")]).unwrap_err().of("dag").is_some());
        assert_eq!(answer(&[("antwoord", "uitnodigen")]), Ok(EmployerAnswer::Invite(None)));
    }
}
