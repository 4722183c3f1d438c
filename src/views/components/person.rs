//! What a person can, in the words of a page: the labels of a listing say what work asks ("Geen diploma nodig"), these
//! say what somebody has. Never an eligibility fact, a limit or an age.

use crate::domain::candidate::Experience;
use crate::domain::listing::terms::{DutchLevel, Education};

/// The highest education that somebody finished.
#[must_use]
pub fn education(education: Education) -> &'static str {
    match education {
        Education::None => "Geen diploma",
        other => other.label(),
    }
}

/// How well somebody knows Dutch.
#[must_use]
pub fn dutch(level: DutchLevel) -> &'static str {
    match level {
        DutchLevel::A1 => "Een beetje Nederlands (A1)",
        DutchLevel::A2 => "Eenvoudig Nederlands (A2)",
        DutchLevel::B1 => "Goed Nederlands (B1)",
        DutchLevel::B2 => "Heel goed Nederlands (B2)",
        DutchLevel::C1 => "Uitstekend Nederlands (C1)",
        DutchLevel::C2 => "Nederlands als moedertaal (C2)",
    }
}

/// "medewerker groen (3 jaar)".
#[must_use]
pub fn experience(work: &Experience) -> String {
    match work.years {
        Some(years) => format!("{} ({years} jaar)", work.title),
        None => work.title.clone(),
    }
}
