//! Interests: the reaction of a job seeker, to a listing or "ik zoek werk, bel mij".
//! Never a candidate's file: no eligibility, no limits, only how to reach somebody and what he wrote.

use chrono::{DateTime, Utc};

use crate::domain::code::codes;
use crate::domain::form::{FieldErrors, Fields};
use crate::domain::ids::{AccountId, InterestId, ListingId, MunicipalityId};
use crate::domain::listing::terms::Reaction;
use crate::domain::sensitive::Sensitive;
use crate::domain::text::{self, EmailAddress, PhoneNumber};

codes! {
    /// Where a reaction is.
    pub enum InterestState {
        /// Nobody has answered yet.
        Open = "open",
        /// Somebody has answered; the seeker knows.
        Answered = "answered",
    }
}

codes! {
    /// What the answer is.
    pub enum Answer {
        /// We call or write to make an appointment.
        Contact = "contact",
        /// Come and meet.
        Invited = "invited",
        /// Already spoken by telephone.
        Phoned = "phoned",
        /// The place is taken.
        Filled = "filled",
        /// It does not fit.
        NotSuitable = "not_suitable",
    }
}

impl Answer {
    /// The Dutch label of the choice.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Contact => "Wij nemen contact op",
            Self::Invited => "Uitnodigen voor een gesprek",
            Self::Phoned => "Al gebeld of gesproken",
            Self::Filled => "De plek is al vervuld",
            Self::NotSuitable => "Dit past niet",
        }
    }
}

/// The reaction of a job seeker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interest {
    /// Its identifier.
    pub id: InterestId,
    /// The municipality that answers for it.
    pub municipality: MunicipalityId,
    /// The listing; `None` for "ik zoek werk, bel mij".
    pub listing: Option<ListingId>,
    /// Who wrote, and what.
    pub from: Applicant,
    /// Where it went, fixed when it came in.
    pub reaction: Reaction,
    /// Whether somebody has answered.
    pub state: InterestState,
    /// The answer and the words with it.
    pub answer: Option<Answered>,
    /// When it came in.
    pub created_at: DateTime<Utc>,
    /// Counts changes, for the answer form.
    pub version: i32,
}

/// An answer as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// What the answer is.
    pub answer: Answer,
    /// The words with it.
    pub text: Option<String>,
    /// Who answered.
    pub by: Option<AccountId>,
    /// When.
    pub at: DateTime<Utc>,
}

/// How to reach a job seeker, and what he wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applicant {
    /// The name.
    pub name: String,
    /// Telephone, mail or both.
    pub phone: Option<PhoneNumber>,
    /// Telephone, mail or both.
    pub email: Option<EmailAddress>,
    /// A few words; people may write about their health, so it is closed in.
    pub message: Option<Sensitive<String>>,
}

impl Applicant {
    /// Reads the fields `naam`, `telefoon`, `email` and `bericht`. A name and one way to reach somebody are enough.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn parse(fields: &Fields) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::none();
        let name = errors.take("naam", text::line(fields.get("naam"), "je naam", 100));
        let typed = |field: &str| !fields.get(field).is_empty();
        let phone =
            if typed("telefoon") { errors.take("telefoon", PhoneNumber::parse(fields.get("telefoon"))) } else { None };
        let email = if typed("email") { errors.take("email", EmailAddress::parse(fields.get("email"))) } else { None };
        if !typed("telefoon") && !typed("email") {
            errors.add("telefoon", "Vul je telefoonnummer of je e-mailadres in. Dan kunnen wij je bereiken.");
        }
        let message = errors.take("bericht", text::paragraphs(fields.get("bericht"), "je bericht", 2_000));
        let applicant =
            name.zip(message).map(|(name, message)| Self { name, phone, email, message: message.map(Sensitive::new) });
        errors.finish(applicant)
    }
}

/// Reads the answer form: fields `antwoord` and `tekst`.
///
/// # Errors
/// What is wrong, by field. "Dit past niet" needs a few words: nobody is turned away without a reason.
pub fn parse_answer(fields: &Fields) -> Result<(Answer, Option<String>), FieldErrors> {
    use crate::domain::code::Code;
    let mut errors = FieldErrors::none();
    let answer = errors
        .take("antwoord", Answer::from_code(fields.get("antwoord")).ok_or_else(|| "Kies een antwoord.".to_owned()));
    let words = errors.take("tekst", text::paragraphs(fields.get("tekst"), "uw bericht", 2_000)).flatten();
    if answer == Some(Answer::NotSuitable) && words.is_none() {
        errors.add("tekst", "Schrijf in één zin waarom het niet past. Dan weet iemand waar hij aan toe is.");
    }
    errors.finish(answer.map(|answer| (answer, words)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_one_way_to_reach_somebody_are_enough() {
        assert!(Applicant::parse(&Fields::from_iter([("naam", "Selam"), ("telefoon", "0612345678")])).is_ok());
        assert!(Applicant::parse(&Fields::from_iter([("naam", "Selam"), ("email", "selam@example.nl")])).is_ok());
        let errors = Applicant::parse(&Fields::from_iter([("naam", "Selam")])).unwrap_err();
        assert!(errors.of("telefoon").unwrap().contains("telefoonnummer of je e-mailadres"));
    }

    #[test]
    fn nobody_is_turned_away_without_a_reason() {
        assert!(parse_answer(&Fields::from_iter([("antwoord", "not_suitable")])).is_err());
        assert!(
            parse_answer(&Fields::from_iter([
                ("antwoord", "not_suitable"),
                ("tekst", "We zoeken iemand met rijbewijs B.")
            ]))
            .is_ok()
        );
    }
}
