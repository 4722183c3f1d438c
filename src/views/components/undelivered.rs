//! Mail that does not arrive: the warning beside an address, and the button that says that it works again.
//! Never the address itself: it stands where it always stands.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use super::alert::{Tone, alert_with};
use crate::domain::civil_day::CivilDay;
use crate::domain::delivery::Fault;
use crate::domain::ids::OutboxId;
use crate::views::components::form::post_form_bare;
use crate::views::components::icon;
use crate::views::layout::Frame;
use crate::views::sample;

/// An address to which mail does not arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressProblem {
    /// The mail that showed it.
    pub mail: OutboxId,
    /// What is wrong.
    pub fault: Fault,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Whether the reader may say that the address works again.
    pub may_retry: bool,
}

impl AddressProblem {
    /// The warning beside the address.
    #[must_use]
    pub fn warning(&self, frame: &Frame) -> Markup {
        let body = html! {
            p {
                "Mail naar dit adres komt niet aan, sinds " (CivilDay::of(self.since).in_words()) ". "
                (fault_in_words(self.fault)) " Bel liever."
            }
            @if self.may_retry { (retry_button(frame, self.mail, "")) }
        };
        alert_with(Tone::Warning, None, &body)
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        Self { mail: sample::id(9), fault: Fault::Address, since: sample::at("2026-11-20T08:00:00Z"), may_retry: true }
    }
}

/// What is wrong, in one sentence.
#[must_use]
pub fn fault_in_words(fault: Fault) -> &'static str {
    match fault {
        Fault::Address => "Het adres bestaat niet.",
        Fault::MailboxFull => "De mailbox is vol.",
        Fault::MailboxClosed => "De mailbox neemt geen mail aan.",
        Fault::Unreachable => "De mailserver van dit adres is niet te bereiken.",
        Fault::Policy => "De mailserver weigert onze mail.",
        Fault::Mail => "De mailserver nam de mail niet aan.",
    }
}

/// The button that mails the address again; `of_whom` for who does not see what stands around it.
#[must_use]
pub fn retry_button(frame: &Frame, mail: OutboxId, of_whom: &str) -> Markup {
    let inside = html! {
        button.knop-licht type="submit" {
            (icon("refresh-cw")) "Het adres klopt weer: opnieuw proberen"
            @if !of_whom.is_empty() { span.vh { ": " (of_whom) } }
        }
    };
    post_form_bare(frame, &format!("/netwerk/mail/{mail}/opnieuw"), &inside)
}
