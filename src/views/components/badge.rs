//! Badges: a state in one or two words.
//! Never colour alone: the words say it all.

use maud::{Markup, html};

use crate::domain::account::AccountState;
use crate::domain::candidate::CandidateState;
use crate::domain::employer::Verification;
use crate::domain::interest::InterestState;
use crate::domain::introduction::IntroductionStatus;
use crate::domain::listing::Status;
use crate::domain::outbox::MailState;
use crate::domain::placement::PlacementStatus;
use crate::domain::proposal::ProposalStatus;

/// The colour of a badge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shade {
    /// Green: well.
    Success,
    /// Orange: somebody must do something.
    Warning,
    /// Red: wrong.
    Danger,
    /// Blue: on its way.
    Neutral,
    /// Grey: over.
    Inactive,
}

/// A badge with these words.
#[must_use]
pub fn badge(shade: Shade, text: &str) -> Markup {
    let class = match shade {
        Shade::Success => "utrecht-status-badge utrecht-status-badge--success",
        Shade::Warning => "utrecht-status-badge utrecht-status-badge--warning",
        Shade::Danger => "utrecht-status-badge utrecht-status-badge--danger",
        Shade::Neutral => "utrecht-status-badge utrecht-status-badge--neutral",
        Shade::Inactive => "utrecht-status-badge utrecht-status-badge--inactive",
    };
    html! { span class=(class) { (text) } }
}

/// The state of a listing.
#[must_use]
pub fn status(status: Status) -> Markup {
    let shade = match status {
        Status::Live => Shade::Success,
        Status::Draft | Status::Submitted | Status::Paused => Shade::Neutral,
        Status::Rejected => Shade::Warning,
        Status::Expired | Status::Filled | Status::Withdrawn | Status::Archived | Status::Purged => Shade::Inactive,
    };
    badge(shade, status.label())
}

/// Whether an organisation is known to be real.
#[must_use]
pub fn verification(verification: Verification) -> Markup {
    let shade = match verification {
        Verification::Waiting => Shade::Warning,
        Verification::Verified => Shade::Success,
        Verification::Refused => Shade::Danger,
    };
    badge(shade, verification.label())
}

/// Whether a reaction was answered.
#[must_use]
pub fn interest(state: InterestState) -> Markup {
    match state {
        InterestState::Open => badge(Shade::Warning, "Nog geen antwoord"),
        InterestState::Answered => badge(Shade::Success, "Beantwoord"),
    }
}

/// Whether a candidate looks for work.
#[must_use]
pub fn candidate(state: CandidateState) -> Markup {
    let shade = match state {
        CandidateState::Active => Shade::Success,
        CandidateState::Paused => Shade::Neutral,
        CandidateState::Closed | CandidateState::Erased => Shade::Inactive,
    };
    badge(shade, state.label())
}

/// Where a proposal is.
#[must_use]
pub fn proposal(status: ProposalStatus) -> Markup {
    let shade = match status {
        ProposalStatus::Proposed | ProposalStatus::InReview => Shade::Warning,
        ProposalStatus::Asked | ProposalStatus::Postponed => Shade::Neutral,
        ProposalStatus::Approved | ProposalStatus::Introduced => Shade::Success,
        ProposalStatus::Rejected | ProposalStatus::Lapsed => Shade::Inactive,
    };
    badge(shade, status.label())
}

/// Where an introduction is, for staff; an employer reads other words.
#[must_use]
pub fn introduction(status: IntroductionStatus) -> Markup {
    badge(introduction_shade(status), status.label())
}

/// The colour of an introduction.
#[must_use]
pub fn introduction_shade(status: IntroductionStatus) -> Shade {
    match status {
        IntroductionStatus::Ready | IntroductionStatus::Later => Shade::Neutral,
        IntroductionStatus::Sent => Shade::Warning,
        IntroductionStatus::Inviting | IntroductionStatus::Placed => Shade::Success,
        IntroductionStatus::NotSuitable | IntroductionStatus::Stopped | IntroductionStatus::Recalled => Shade::Inactive,
    }
}

/// Where a placement is.
#[must_use]
pub fn placement(status: PlacementStatus) -> Markup {
    let shade = match status {
        PlacementStatus::Planned => Shade::Neutral,
        PlacementStatus::Running => Shade::Success,
        PlacementStatus::Ended => Shade::Inactive,
    };
    badge(shade, status.label())
}

/// Whether an account can be used.
#[must_use]
pub fn account(state: AccountState) -> Markup {
    match state {
        AccountState::Unconfirmed => badge(Shade::Neutral, "Nog niet ingelogd"),
        AccountState::Active => badge(Shade::Success, "In gebruik"),
        AccountState::Blocked => badge(Shade::Danger, "Geblokkeerd"),
    }
}

/// Where a mail is.
#[must_use]
pub fn mail(state: MailState) -> Markup {
    match state {
        MailState::Queued => badge(Shade::Neutral, "Wacht"),
        MailState::Bundled => badge(Shade::Neutral, "In dagoverzicht"),
        MailState::Leased => badge(Shade::Neutral, "Wordt verstuurd"),
        MailState::Sent => badge(Shade::Success, "Verstuurd"),
        MailState::Dropped => badge(Shade::Inactive, "Niet meer nodig"),
        MailState::Dead => badge(Shade::Danger, "Niet gelukt"),
        MailState::Held => badge(Shade::Warning, "Staat stil"),
    }
}
