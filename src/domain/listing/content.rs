//! The content of a listing: its text and facts as one value, versioned as a whole.
//! Never partly right: every part is parsed; what is missing is `None`, and [`ListingContent::missing`] says what a kind still needs.

use crate::domain::civil_day::CivilDay;
use crate::domain::form::FieldErrors;
use crate::domain::listing::kind::{ListingKind, Need};
use crate::domain::listing::terms::{
    Certificate, Contract, Day, DrivingLicence, DutchLevel, Education, Hours, Reach, Reaction, Sector, Shift, Support,
    Wage,
};
use crate::domain::place::Places;
use crate::domain::rich_text::RichText;
use crate::domain::text::{Postcode, Title};

/// The text and facts of a listing. Stored as JSON per revision, so a field can be added without a migration:
/// what an older row lacks reads as not said.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ListingContent {
    /// The name of the work.
    pub title: Title,
    /// What you do, what is asked, what you get.
    #[serde(default)]
    pub description: RichText,
    /// What somebody learns, for a place to learn.
    #[serde(default)]
    pub learning_goal: Option<RichText>,
    /// Short tasks, one a line.
    #[serde(default)]
    pub tasks: Vec<String>,
    /// The branch.
    #[serde(default)]
    pub sector: Option<Sector>,
    /// The village or town.
    #[serde(default)]
    pub place: Option<String>,
    /// The postcode.
    #[serde(default)]
    pub postcode: Option<Postcode>,
    /// Hours a week, at least.
    #[serde(default)]
    pub hours_min: Option<Hours>,
    /// Hours a week, at most; never below `hours_min`.
    #[serde(default)]
    pub hours_max: Option<Hours>,
    /// Days of the week; empty is not said.
    #[serde(default)]
    pub days: Vec<Day>,
    /// Times of the day; empty is not said.
    #[serde(default)]
    pub shifts: Vec<Shift>,
    /// Gross wage.
    #[serde(default)]
    pub wage: Option<Wage>,
    /// How long the contract is.
    #[serde(default)]
    pub contract: Option<Contract>,
    /// How many months a placement lasts.
    #[serde(default)]
    pub duration_months: Option<u8>,
    /// The contract that is meant to follow a trial, in months.
    #[serde(default)]
    pub intention_months: Option<u8>,
    /// The wage after a trial.
    #[serde(default)]
    pub wage_after: Option<Wage>,
    /// The education that is asked for.
    #[serde(default)]
    pub education: Option<Education>,
    /// The Dutch that is asked for.
    #[serde(default)]
    pub dutch: Option<DutchLevel>,
    /// Driving licences that are needed.
    #[serde(default)]
    pub driving_licences: Vec<DrivingLicence>,
    /// Certificates that are needed.
    #[serde(default)]
    pub certificates: Vec<Certificate>,
    /// Skills, in the employer's words.
    #[serde(default)]
    pub skills: Vec<String>,
    /// What is heavy about the work, in the employer's words or codes ("`tillen_15kg`").
    #[serde(default)]
    pub load: Vec<String>,
    /// What the employer offers and is open to.
    #[serde(default)]
    pub support: Support,
    /// Where reactions go.
    pub reaction: Reaction,
    /// Which other sites may show it.
    #[serde(default)]
    pub reach: Reach,
    /// How many people are asked for.
    #[serde(default = "one")]
    pub positions: u16,
    /// The first day of work.
    #[serde(default)]
    pub starts_on: Option<CivilDay>,
    /// The last day on which people can react (inclusive).
    #[serde(default)]
    pub closes_on: Option<CivilDay>,
    /// The organisation that signs the contract when it is another one (detachering).
    #[serde(default)]
    pub formal_employer: Option<String>,
    /// The lowest step of the participatieladder that fits; internal, never public.
    #[serde(default)]
    pub ladder_step_min: Option<u8>,
}

fn one() -> u16 {
    1
}

impl ListingContent {
    /// A content of which only the title is said.
    #[must_use]
    pub fn titled(title: Title, kind: ListingKind) -> Self {
        Self {
            title,
            description: RichText::default(),
            learning_goal: None,
            tasks: Vec::new(),
            sector: None,
            place: None,
            postcode: None,
            hours_min: None,
            hours_max: None,
            days: Vec::new(),
            shifts: Vec::new(),
            wage: None,
            contract: None,
            duration_months: None,
            intention_months: None,
            wage_after: None,
            education: None,
            dutch: None,
            driving_licences: Vec::new(),
            certificates: Vec::new(),
            skills: Vec::new(),
            load: Vec::new(),
            support: Support::default(),
            reaction: kind.rules().reaction,
            reach: Reach::default(),
            positions: 1,
            starts_on: None,
            closes_on: None,
            formal_employer: None,
            ladder_step_min: None,
        }
    }

    /// The place with its postcode, as far as they are said.
    #[must_use]
    pub fn place_in_words(&self) -> Option<String> {
        let postcode = self.postcode.as_ref().map(ToString::to_string);
        match (&self.place, postcode) {
            (Some(place), Some(postcode)) => Some(format!("{place} ({postcode})")),
            (Some(place), None) => Some(place.clone()),
            (None, postcode) => postcode,
        }
    }

    /// What an employer must still say before he can send it in. A draft and an import may lack all of it.
    #[must_use]
    pub fn missing(&self, kind: ListingKind, today: CivilDay) -> FieldErrors {
        let rules = kind.rules();
        let mut missing = FieldErrors::none();
        let mut need = |there: bool, field: &'static str, message: &str| {
            if !there {
                missing.add(field, message);
            }
        };
        need(!self.description.as_str().is_empty(), "tekst", "Vertel wat iemand gaat doen.");
        need(
            rules.learning_goal != Need::Required || self.learning_goal.is_some(),
            "leerdoel",
            "Vertel wat iemand leert. Bij deze plek staat het leren voorop.",
        );
        need(self.sector.is_some(), "branche", "Kies de branche.");
        need(self.place.is_some() || self.postcode.is_some(), "plaats", "Vul de plaats in waar het werk is.");
        need(self.hours_min.is_some(), "uren_min", "Vul in hoeveel uren per week het werk is.");
        need(
            rules.wage != Need::Required || self.wage.is_some(),
            "loon_min",
            "Vul het loon in. Dan weten mensen waar ze op kunnen rekenen.",
        );
        need(
            rules.contract != Need::Required || self.contract.is_some(),
            "contract",
            "Kies wat voor contract iemand krijgt.",
        );
        need(
            rules.longest_months.is_none() || self.duration_months.is_some(),
            "duur",
            "Vul in hoeveel maanden de plek duurt.",
        );
        need(
            rules.intention_months.is_none() || self.intention_months.is_some(),
            "bedoeling",
            "Vul in hoe lang het contract daarna is. Zonder die bedoeling kan een proefplaatsing niet.",
        );
        need(
            rules.afterwards != Need::Required || self.wage_after.is_some(),
            "loon_daarna",
            "Vul het loon in voor na de proef.",
        );
        need(self.education.is_some(), "opleiding", "Kies welke opleiding nodig is. 'Geen diploma nodig' kan ook.");
        need(self.dutch.is_some(), "taal", "Kies hoe goed iemand Nederlands moet kunnen.");
        if let (Some(place), None) = (&self.place, &self.postcode)
            && Places::known().find(place).is_none()
        {
            missing.add("plaats", "Deze plaats kennen wij niet. Kijk de spelling na, of vul de postcode in.");
        }
        if self.starts_on.is_some_and(|day| day < today) {
            missing.add("begint_op", "Deze begindatum is al voorbij. Kies een latere dag, of laat hem weg.");
        }
        missing.extend(self.closing_day_error(today));
        missing
    }

    /// Whether the closing day has already passed.
    #[must_use]
    pub fn closing_day_error(&self, today: CivilDay) -> FieldErrors {
        match self.closes_on {
            Some(day) if day < today => FieldErrors::one(
                "sluit_op",
                format!("De sluitingsdatum {} is al voorbij. Kies een latere dag.", day.in_words()),
            ),
            _ => FieldErrors::none(),
        }
    }
}
