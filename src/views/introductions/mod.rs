//! Introductions as pages: for the employer, by the link in the mail or logged in, and for the municipality. Never more
//! of a person than the [`SharedProfile`](crate::domain::sharing::SharedProfile) that he agreed to.

mod answer_form;
mod gone;
mod list;
mod page;
pub mod staff;

pub use gone::{IntroductionGone, Why};
pub use list::{EmployerIntroductionRow, EmployerIntroductions};
pub use page::IntroductionPage;

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::domain::civil_day::{CivilDay, instant_in_words};
use crate::domain::introduction::{Introduction, IntroductionStatus, RefusalReason};
use crate::views::components::listing_changes::lines;

/// What an employer answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenAnswer {
    /// What the answer is.
    pub status: IntroductionStatus,
    /// Why the employer does not go on.
    pub refusal: Option<RefusalReason>,
    /// The words of the employer.
    pub words: Option<String>,
    /// The day by which the employer decides.
    pub later_until: Option<CivilDay>,
    /// When.
    pub at: DateTime<Utc>,
}

impl GivenAnswer {
    /// The answer to an introduction, when there is one.
    #[must_use]
    pub fn of(introduction: &Introduction) -> Option<Self> {
        Some(Self {
            status: introduction.status,
            refusal: introduction.refusal.filter(|_| introduction.status == IntroductionStatus::NotSuitable),
            words: introduction.words.clone(),
            later_until: introduction.later_until.filter(|_| introduction.status == IntroductionStatus::Later),
            at: introduction.answered_at?,
        })
    }

    /// The answer in words; `label` says it to this reader.
    fn render(&self, label: &str) -> Markup {
        html! {
            p { strong { (label) } }
            @if let Some(reason) = self.refusal { p { (reason.label()) "." } }
            @if let Some(day) = self.later_until { p { "Uiterlijk op " (day.in_words()) "." } }
            @if let Some(words) = &self.words { blockquote.blok.blok--rustig { p { (lines(words)) } } }
            p.muted.small { (instant_in_words(self.at)) }
        }
    }
}

/// Where an introduction is, in the words for the employer.
fn for_employer(status: IntroductionStatus) -> &'static str {
    match status {
        IntroductionStatus::Sent => "Wacht op uw antwoord",
        IntroductionStatus::Inviting => "U nodigt uit",
        IntroductionStatus::Later => "U beslist later",
        IntroductionStatus::NotSuitable => "Past niet",
        IntroductionStatus::Placed => "Geplaatst bij u",
        IntroductionStatus::Recalled | IntroductionStatus::Ready | IntroductionStatus::Stopped => "Ingetrokken",
    }
}

#[cfg(test)]
mod tests;
