//! Sharing: what an employer would see of a candidate, and the person's agreement to exactly that (domain rules §7.2).
//! Never an eligibility fact, a limit or a birth date: a [`SharedProfile`] has no field for them.

use chrono::{DateTime, Utc};

use crate::domain::candidate::{Candidate, Transport};
use crate::domain::civil_day::CivilDay;
use crate::domain::code::{Code, codes};
use crate::domain::ids::{AccountId, CandidateId, ConsentId, MunicipalityId, ProposalId, RevisionId};
use crate::domain::listing::terms::{Certificate, Day, DrivingLicence, DutchLevel, Education, Hours};
use crate::domain::place::Places;

/// What an employer sees of a candidate once the person agrees, and nothing else. Kept with the agreement: what is shown to
/// the employer is these bytes, not the profile of that moment.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct SharedProfile {
    /// The name.
    pub name: String,
    /// The telephone number.
    pub phone: Option<String>,
    /// The mail address.
    pub email: Option<String>,
    /// The village or town; never the postcode.
    pub place: Option<String>,
    /// How the person travels.
    pub transport: Vec<Transport>,
    /// Hours a week, at least.
    pub hours_min: Option<Hours>,
    /// Hours a week, at most.
    pub hours_max: Option<Hours>,
    /// Days.
    pub days: Vec<Day>,
    /// The first day.
    pub available_from: Option<CivilDay>,
    /// Occupations.
    pub occupations: Vec<String>,
    /// Earlier work: what it was called and for how many years.
    pub experience: Vec<(String, Option<u8>)>,
    /// Skills.
    pub skills: Vec<String>,
    /// The highest education.
    pub education: Option<Education>,
    /// Certificates that are valid.
    pub certificates: Vec<Certificate>,
    /// Driving licences.
    pub driving_licences: Vec<DrivingLicence>,
    /// How well the person knows Dutch.
    pub dutch: Option<DutchLevel>,
    /// Why this work fits, in the words for an employer.
    pub reasons: Vec<String>,
}

impl SharedProfile {
    /// What an employer would see of this candidate on `today`, with the reasons in the words for an employer.
    #[must_use]
    pub fn of(candidate: &Candidate, reasons: Vec<String>, today: CivilDay) -> Self {
        let profile = &candidate.profile;
        let located = Places::known().locate(profile.place.as_deref(), profile.postcode.as_ref());
        let valid = |held: &&crate::domain::candidate::HeldCertificate| held.is_valid_on(today);
        Self {
            name: candidate.contact.name.clone(),
            phone: candidate.contact.phone.as_ref().map(|phone| phone.as_str().to_owned()),
            email: candidate.contact.email.as_ref().map(|email| email.as_str().to_owned()),
            place: profile.place.clone().or_else(|| located.map(|place| place.name.clone())),
            transport: profile.transport.clone(),
            hours_min: profile.hours_min,
            hours_max: profile.hours_max,
            days: profile.days.clone(),
            // As it was noted, also once it has passed: a day that turns must not make an agreement stale.
            available_from: profile.available_from,
            occupations: profile.occupations.clone(),
            experience: profile.experience.iter().map(|work| (work.title.clone(), work.years)).collect(),
            skills: profile.skills.clone(),
            education: profile.education,
            certificates: profile.certificates.iter().flatten().filter(valid).map(|held| held.code).collect(),
            driving_licences: profile.driving_licences.clone().unwrap_or_default(),
            dutch: profile.dutch,
            reasons,
        }
    }
}

codes! {
    /// Where an agreement is.
    pub enum ConsentState {
        /// The candidate was asked.
        Asked = "asked",
        /// Yes.
        Agreed = "agreed",
        /// No; nothing else happens.
        Declined = "declined",
        /// No answer before the deadline.
        Silent = "silent",
        /// Void: what would be shown changed, or the work is gone.
        Void = "void",
        /// Said yes, and took it back.
        Withdrawn = "withdrawn",
    }
}

impl ConsentState {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Asked => "Gevraagd",
            Self::Agreed => "Ja, delen mag",
            Self::Declined => "Nee",
            Self::Silent => "Geen antwoord",
            Self::Void => "Vervallen",
            Self::Withdrawn => "Teruggenomen",
        }
    }
}

codes! {
    /// What can happen to an agreement.
    pub enum ConsentEvent {
        /// Yes.
        Agree = "agree",
        /// No.
        Decline = "decline",
        /// The deadline passed.
        Expire = "expire",
        /// What would be shown changed, or the work is gone.
        Void = "void",
        /// The candidate takes a yes back.
        Withdraw = "withdraw",
    }
}

/// An agreement in this state cannot do this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an agreement that is {} cannot {}", .state.code(), .event.code())]
pub struct ConsentNotAllowed {
    /// Where it is.
    pub state: ConsentState,
    /// What was tried.
    pub event: ConsentEvent,
}

impl ConsentState {
    /// The state after an event.
    ///
    /// # Errors
    /// [`ConsentNotAllowed`] when the event does not fit the state.
    pub fn on(self, event: ConsentEvent) -> Result<Self, ConsentNotAllowed> {
        use ConsentEvent as E;
        use ConsentState as S;
        match (self, event) {
            (S::Asked, E::Agree) => Ok(S::Agreed),
            (S::Asked, E::Decline) => Ok(S::Declined),
            (S::Asked, E::Expire) => Ok(S::Silent),
            (S::Asked | S::Agreed, E::Void) => Ok(S::Void),
            (S::Agreed, E::Withdraw) => Ok(S::Withdrawn),
            (state, event) => Err(ConsentNotAllowed { state, event }),
        }
    }
}

codes! {
    /// How the candidate answered.
    pub enum ConsentChannel {
        /// On a screen, by the link in the mail.
        Screen = "screen",
        /// By telephone; somebody noted it.
        Phone = "phone",
        /// At the desk; somebody noted it.
        Desk = "desk",
    }
}

impl ConsentChannel {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Screen => "Op het scherm",
            Self::Phone => "Aan de telefoon",
            Self::Desk => "Aan de balie of in een gesprek",
        }
    }
}

/// How many days a candidate has to answer; silence is no.
pub const CONSENT_DAYS: u32 = 7;

/// A candidate's agreement to be introduced for one listing, bound to what is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharingConsent {
    /// Its identifier.
    pub id: ConsentId,
    /// The municipality.
    pub municipality: MunicipalityId,
    /// The proposal.
    pub proposal: ProposalId,
    /// The candidate.
    pub candidate: CandidateId,
    /// Where it is.
    pub state: ConsentState,
    /// What the employer will see.
    pub shown: SharedProfile,
    /// The version of the profile that it was made of.
    pub candidate_version: i32,
    /// The text of the listing that the candidate read.
    pub revision: RevisionId,
    /// The last day to answer (inclusive).
    pub deadline: CivilDay,
    /// How the candidate answered.
    pub channel: Option<ConsentChannel>,
    /// Who noted the answer, unless the candidate gave it himself.
    pub noted_by: Option<AccountId>,
    /// When the candidate was asked.
    pub asked_at: DateTime<Utc>,
    /// When the candidate answered.
    pub decided_at: Option<DateTime<Utc>>,
    /// Counts changes.
    pub version: i32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_given_once_and_a_yes_can_be_taken_back() {
        let mut table = String::new();
        for state in ConsentState::ALL {
            let next =
                |event: &ConsentEvent| state.on(*event).ok().map(|next| format!("{}→{}", event.code(), next.code()));
            let row: Vec<String> = ConsentEvent::ALL.iter().filter_map(next).collect();
            let cells = [state.code(), ": ", &row.join(" ")].concat();
            table.push_str(cells.trim_end());
            table.push('\n');
        }
        insta::assert_snapshot!(table, @r"
        asked: agree→agreed decline→declined expire→silent void→void
        agreed: void→void withdraw→withdrawn
        declined:
        silent:
        void:
        withdrawn:
        ");
    }
}
