//! What a candidate can and wishes: everything that may be shared once the person agrees.
//! Never an eligibility fact, a limit or a birth date: those are in [`Private`](super::Private).

use crate::domain::civil_day::CivilDay;
use crate::domain::code::{Code, codes};
use crate::domain::listing::ListingKind;
use crate::domain::listing::terms::{Certificate, Day, DrivingLicence, DutchLevel, Education, Hours, Sector};
use crate::domain::text::Postcode;

codes! {
    /// How somebody gets to work.
    pub enum Transport {
        /// On foot.
        Lopen = "lopen",
        /// By bicycle.
        Fiets = "fiets",
        /// By electric bicycle.
        Ebike = "ebike",
        /// By moped or scooter.
        Brommer = "brommer",
        /// By public transport.
        Ov = "ov",
        /// By an own car.
        Auto = "auto",
        /// Brought by somebody.
        Meerijden = "meerijden",
    }
}

impl Transport {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Lopen => "Lopend",
            Self::Fiets => "Fiets",
            Self::Ebike => "Elektrische fiets",
            Self::Brommer => "Brommer of scooter",
            Self::Ov => "Bus of trein",
            Self::Auto => "Eigen auto",
            Self::Meerijden => "Rijdt met iemand mee",
        }
    }
}

/// What a candidate can and wishes. Stored as JSON, so that a field can be added without a migration; `None` and an empty
/// list are "not known", except where a list is an `Option`: there `Some([])` is a known "none".
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Profile {
    /// The village or town.
    pub place: Option<String>,
    /// The postcode.
    pub postcode: Option<Postcode>,
    /// How far work may be, in kilometres as the crow flies.
    pub max_distance_km: Option<u16>,
    /// How the person travels.
    pub transport: Vec<Transport>,
    /// Hours a week, at least.
    pub hours_min: Option<Hours>,
    /// Hours a week, at most; never below `hours_min`.
    pub hours_max: Option<Hours>,
    /// Days on which the person can work.
    pub days: Vec<Day>,
    /// The first day on which the person can start.
    pub available_from: Option<CivilDay>,
    /// Occupations that the person has or looks for, in plain words.
    pub occupations: Vec<String>,
    /// What the person did before.
    pub experience: Vec<Experience>,
    /// Skills, in plain words.
    pub skills: Vec<String>,
    /// The highest education that was finished.
    pub education: Option<Education>,
    /// Certificates; `Some([])` is none.
    pub certificates: Option<Vec<HeldCertificate>>,
    /// Driving licences; `Some([])` is none.
    pub driving_licences: Option<Vec<DrivingLicence>>,
    /// How well the person knows Dutch.
    pub dutch: Option<DutchLevel>,
    /// Other languages: ISO 639-1 codes, or names.
    pub languages: Vec<String>,
    /// What the person would like.
    pub wishes: Wishes,
    /// The kinds of work that the person is open to; empty is not known.
    pub kinds: Vec<ListingKind>,
}

/// Earlier work.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Experience {
    /// What it was called.
    pub title: String,
    /// For how many years, rounded.
    pub years: Option<u8>,
    /// More about it; stays with the municipality.
    pub text: Option<String>,
}

/// A certificate and until when it is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct HeldCertificate {
    /// Which.
    pub code: Certificate,
    /// The last day on which it is valid; `None` is without an end, or not known.
    #[serde(default)]
    pub valid_until: Option<CivilDay>,
}

impl HeldCertificate {
    /// Whether it is valid on this day (the last day counts).
    #[must_use]
    pub fn is_valid_on(self, day: CivilDay) -> bool {
        self.valid_until.is_none_or(|last| last >= day)
    }
}

/// What somebody would like.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Wishes {
    /// Branches.
    pub sectors: Vec<Sector>,
    /// In the person's own words; stays with the municipality.
    pub text: Option<String>,
}

codes! {
    /// What matching needs to know of a person. The code is the field of the form in which it is filled in.
    pub enum Aspect {
        /// Where the person lives.
        Place = "plaats",
        /// How far work may be.
        Distance = "afstand",
        /// Hours a week.
        Hours = "uren_min",
        /// Days.
        Days = "dagen",
        /// An occupation, or earlier work.
        Work = "beroepen",
        /// Skills.
        Skills = "vaardigheden",
        /// Education.
        Education = "opleiding",
        /// Dutch.
        Dutch = "taal",
        /// Driving licences, or that there is none.
        DrivingLicence = "rijbewijs_bekend",
        /// The kinds of work that the person is open to.
        Kinds = "soorten",
    }
}

impl Aspect {
    /// The Dutch label.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Place => "woonplaats",
            Self::Distance => "hoe ver het werk mag zijn",
            Self::Hours => "uren per week",
            Self::Days => "dagen",
            Self::Work => "beroep of ervaring",
            Self::Skills => "vaardigheden",
            Self::Education => "opleiding",
            Self::Dutch => "niveau Nederlands",
            Self::DrivingLicence => "rijbewijs",
            Self::Kinds => "soort werk",
        }
    }
}

impl Profile {
    /// Whether this is known of the person.
    #[must_use]
    pub fn knows(&self, aspect: Aspect) -> bool {
        match aspect {
            Aspect::Place => self.place.is_some() || self.postcode.is_some(),
            Aspect::Distance => self.max_distance_km.is_some(),
            Aspect::Hours => self.hours_min.is_some() || self.hours_max.is_some(),
            Aspect::Days => !self.days.is_empty(),
            Aspect::Work => !self.occupations.is_empty() || !self.experience.is_empty(),
            Aspect::Skills => !self.skills.is_empty(),
            Aspect::Education => self.education.is_some(),
            Aspect::Dutch => self.dutch.is_some(),
            Aspect::DrivingLicence => self.driving_licences.is_some(),
            Aspect::Kinds => !self.kinds.is_empty(),
        }
    }

    /// How complete the profile is: how many of the things that matching needs are known, and of how many.
    #[must_use]
    pub fn completeness(&self) -> (usize, usize) {
        (Aspect::ALL.iter().filter(|aspect| self.knows(**aspect)).count(), Aspect::ALL.len())
    }
}
