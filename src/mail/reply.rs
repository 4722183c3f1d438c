//! What an answer of a mail server means for a mail: later, never, not at this address, or nothing at all.
//! Never the words of the server: its code and its enhanced status (RFC 3463), with words of ours.

use std::error::Error as _;
use std::io::ErrorKind;

use lettre::transport::smtp::Error;

use super::transport::SendError;

/// Where in the conversation something went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Connect,
    Tls,
    Login,
    Sender,
    Recipient,
    Text,
}

impl Step {
    /// What the server did at this step, as part of a sentence.
    fn words(self) -> &'static str {
        match self {
            Self::Connect => "the connection",
            Self::Tls => "TLS",
            Self::Login => "the login",
            Self::Sender => "the sender",
            Self::Recipient => "the recipient",
            Self::Text => "the text",
        }
    }

    /// Before a recipient was named nothing was said about this mail: the installation or the server is out of order.
    fn failure(self, words: String) -> SendError {
        match self {
            Self::Connect | Self::Tls | Self::Login | Self::Sender => SendError::Unavailable(words),
            Self::Recipient | Self::Text => SendError::Transient(words),
        }
    }

    /// The connection could not be used any more.
    pub(super) fn broken(self) -> SendError {
        self.failure(format!("the mail server broke off at {}", self.words()))
    }
}

/// What an error of lettre means.
pub(super) fn judge(step: Step, error: &Error) -> SendError {
    if let Some(code) = error.status() {
        let said = error.source().map(ToString::to_string).unwrap_or_default();
        return refusal(step, u16::from(code), enhanced_status(&said));
    }
    let mut source = error.source();
    while let Some(cause) = source {
        if let Some(io) = cause.downcast_ref::<std::io::Error>() {
            return step.failure(match (io.kind(), step) {
                (ErrorKind::TimedOut | ErrorKind::WouldBlock, _) => {
                    format!("the mail server did not answer in time at {}", step.words())
                }
                // Words of this machine or of its TLS: which certificate, which port.
                (_, Step::Connect | Step::Tls) => format!("the mail server cannot be reached: {io}"),
                _ => format!("the mail server broke off at {}", step.words()),
            });
        }
        source = cause.source();
    }
    if error.is_client() && step == Step::Login {
        return step.failure("the mail server offers no login that is known here (PLAIN or LOGIN)".to_owned());
    }
    if step == Step::Connect && !error.is_response() {
        return step.failure("the mail server cannot be reached: its name is not known".to_owned());
    }
    step.broken()
}

/// What a refusal means.
fn refusal(step: Step, code: u16, enhanced: Option<&str>) -> SendError {
    let status = enhanced.map_or_else(|| code.to_string(), |enhanced| format!("{code} {enhanced}"));
    let words = format!("the mail server refused {} ({status})", step.words());
    if code < 500 || !matches!(step, Step::Recipient | Step::Text) {
        return step.failure(words);
    }
    match enhanced {
        // Some servers tell only here that they do not like the sender. One at the far side can say so of this mail alone,
        // so the try counts.
        Some("5.1.7" | "5.1.8") => SendError::Transient(format!("the mail server refused the sender ({status})")),
        Some(address) if address.starts_with("5.1.") => SendError::NoSuchAddress { status: address.to_owned() },
        // A bare 550 is said as often of what a server may relay as of an address: it condemns none.
        _ => SendError::Permanent(words),
    }
}

/// The enhanced status that an answer begins with: `5.1.1`.
fn enhanced_status(said: &str) -> Option<&str> {
    let word = said.split_whitespace().next()?;
    let mut parts = word.split('.');
    let class = parts.next().is_some_and(|class| matches!(class, "4" | "5"));
    let mut number =
        || parts.next().is_some_and(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    let numbers = number() && number();
    (class && numbers && parts.next().is_none()).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_refusal_means() {
        let cases = [
            (Step::Connect, 421, Some("4.3.2"), "unavailable"),
            (Step::Connect, 554, None, "unavailable"),
            (Step::Login, 535, Some("5.7.8"), "unavailable"),
            (Step::Login, 454, None, "unavailable"),
            (Step::Sender, 550, Some("5.1.8"), "unavailable"),
            (Step::Sender, 553, None, "unavailable"),
            (Step::Recipient, 550, Some("5.1.1"), "no such address 5.1.1"),
            (Step::Recipient, 550, Some("5.1.10"), "no such address 5.1.10"),
            (Step::Recipient, 550, None, "permanent"),
            (Step::Recipient, 551, None, "permanent"),
            (Step::Recipient, 553, None, "permanent"),
            (Step::Recipient, 550, Some("5.1.7"), "transient"),
            (Step::Recipient, 550, Some("5.1.8"), "transient"),
            (Step::Recipient, 550, Some("5.7.1"), "permanent"),
            (Step::Recipient, 552, Some("5.2.2"), "permanent"),
            (Step::Recipient, 554, None, "permanent"),
            (Step::Recipient, 450, Some("4.2.1"), "transient"),
            (Step::Recipient, 421, None, "transient"),
            (Step::Text, 451, Some("4.3.0"), "transient"),
            (Step::Text, 550, Some("5.1.1"), "no such address 5.1.1"),
            (Step::Text, 550, None, "permanent"),
            (Step::Text, 554, Some("5.7.1"), "permanent"),
        ];
        for (step, code, enhanced, expected) in cases {
            let found = match refusal(step, code, enhanced) {
                SendError::Unavailable(_) => "unavailable".to_owned(),
                SendError::Transient(_) => "transient".to_owned(),
                SendError::Permanent(_) => "permanent".to_owned(),
                SendError::NoSuchAddress { status } => format!("no such address {status}"),
            };
            assert_eq!(found, expected, "{step:?} {code} {enhanced:?}");
        }
    }

    #[test]
    fn only_a_status_is_taken_from_what_a_server_says() {
        assert_eq!(enhanced_status("5.1.1 <zoe@example.nl> unknown"), Some("5.1.1"));
        assert_eq!(enhanced_status("4.2.100"), Some("4.2.100"));
        for said in
            ["", "no", "zoe@example.nl 5.1.1", "5.1", "5.1.1.1", "2.1.0 ok", "5.1.1;zoe@example.nl", "5..1", "5.1.1234"]
        {
            assert_eq!(enhanced_status(said), None, "{said}");
        }
    }
}
