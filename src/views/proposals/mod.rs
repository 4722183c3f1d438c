//! Proposals for the people who judge them: the list, one proposal, and who fits work or which work fits somebody.
//! Never a decision of the machine: it says what fits, people decide.

pub mod fits;
pub mod list;
pub mod reasons;
pub mod review;

use crate::domain::code::codes;
use crate::domain::sensitive::{Purpose, Sensitive};

codes! {
    /// What a personal tie of a reviewer is with.
    pub enum TiedTo {
        /// The candidate.
        Candidate = "kandidaat",
        /// The employer.
        Employer = "werkgever",
    }
}

impl TiedTo {
    /// "deze kandidaat", as it stands in a sentence.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Candidate => "deze kandidaat",
            Self::Employer => "deze werkgever",
        }
    }
}

/// A score of the ranking in words: a number would promise more than it holds.
#[must_use]
pub fn fit_in_words(score: i32) -> &'static str {
    match score {
        70.. => "past goed",
        50..70 => "past redelijk",
        _ => "past deels",
    }
}

/// What colleagues wrote about a proposal: the one place where these words come out.
fn told(words: &Sensitive<String>) -> &str {
    words.expose(Purpose::ShowToStaff)
}

#[cfg(test)]
mod tests {
    use super::fit_in_words;

    #[test]
    fn a_score_is_words() {
        assert_eq!(
            [100, 70, 69, 50, 49, 0].map(fit_in_words),
            ["past goed", "past goed", "past redelijk", "past redelijk", "past deels", "past deels"]
        );
    }
}
