//! Delivery: what a mail server says about a mail that did not arrive, and the mark of an address that takes no mail.
//! Never an address that is kept: a report is compared with one and forgotten, and a mark cannot be read back.

use crate::domain::ids::OutboxId;
use crate::domain::text::EmailAddress;

/// The mark of a mail address, made with the secret of the installation (`Signer::address_mark`): enough to know an
/// address again, and nothing to mail to.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct AddressMark([u8; 32]);

impl AddressMark {
    pub(in crate::domain) fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, for its column.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl std::fmt::Debug for AddressMark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[an address]")
    }
}

/// An enhanced status code of a mail server (RFC 3463): "5.1.1".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusCode {
    class: u16,
    subject: u16,
    detail: u16,
}

impl StatusCode {
    /// It failed for good, and the server did not say why.
    pub const REFUSED: Self = Self { class: 5, subject: 0, detail: 0 };
    /// It did not work yet, and the server did not say why.
    pub const DELAYED: Self = Self { class: 4, subject: 0, detail: 0 };

    /// The first code in a text, standing by itself: not a part of a version, a date or an IP address.
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        text.split(|c: char| !(c.is_ascii_digit() || c == '.')).find_map(|word| Self::parse(word.trim_end_matches('.')))
    }

    fn parse(word: &str) -> Option<Self> {
        let mut numbers =
            word.split('.').map(|number| (1..=3).contains(&number.len()).then_some(number)?.parse::<u16>().ok());
        let (class, subject, detail) = (numbers.next()??, numbers.next()??, numbers.next()??);
        (matches!(class, 2 | 4 | 5) && numbers.next().is_none()).then_some(Self { class, subject, detail })
    }

    /// Whether trying again does not help.
    #[must_use]
    pub fn is_permanent(self) -> bool {
        self.class == 5
    }

    /// Whether the server goes on trying.
    #[must_use]
    pub fn is_temporary(self) -> bool {
        self.class == 4
    }

    /// Whether it says no more than that it failed, or not yet: some servers write nothing else.
    #[must_use]
    pub fn says_no_more(self) -> bool {
        self.subject == 0 && self.detail == 0
    }

    /// What it is about.
    #[must_use]
    pub fn fault(self) -> Fault {
        match (self.subject, self.detail) {
            (2, 2) => Fault::MailboxFull,
            (2, 0 | 1) => Fault::MailboxClosed,
            // "Bad sender": what is wrong is ours.
            (1, 7 | 8) | (7, _) => Fault::Policy,
            (0 | 1, _) => Fault::Address,
            (4, _) => Fault::Unreachable,
            _ => Fault::Mail,
        }
    }

    /// Whether another mail to the same address would end the same way. What a server says about our mail or about us
    /// (its policy, a size) is no reason to stop mailing a person, and a full mailbox or a server that is away is another
    /// story next week.
    #[must_use]
    pub fn condemns_the_address(self) -> bool {
        self.is_permanent() && matches!(self.fault(), Fault::Address | Fault::MailboxClosed)
    }
}

impl std::fmt::Display for StatusCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

/// What was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The address is not known.
    Address,
    /// The mailbox is full.
    MailboxFull,
    /// The mailbox takes no mail.
    MailboxClosed,
    /// The mail server of the address could not be reached.
    Unreachable,
    /// The other side does not want our mail.
    Policy,
    /// The mail itself, or something else.
    Mail,
}

/// What a report says of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It did not arrive and will not.
    Failed,
    /// It has not arrived yet; the server goes on trying.
    Delayed,
}

/// What a mail server reports about a mail of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The mail.
    pub mail: OutboxId,
    /// What became of it.
    pub verdict: Verdict,
    /// Why.
    pub status: StatusCode,
    /// The addresses that the report names as those that the mail was for; empty when it names none.
    pub recipients: Vec<EmailAddress>,
}

impl Report {
    /// Whether it is about this address: the one that it names, or it names none.
    #[must_use]
    pub fn is_about(&self, address: &EmailAddress) -> bool {
        self.recipients.is_empty() || self.recipients.contains(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_where_it_stands_by_itself() {
        let found = |text| StatusCode::find(text).map(|code| code.to_string());
        assert_eq!(found("550 5.1.1 <x@y>: Recipient address rejected").as_deref(), Some("5.1.1"));
        assert_eq!(found("#5.4.310#").as_deref(), Some("5.4.310"));
        assert_eq!(found("It was sent with status 4.4.7.").as_deref(), Some("4.4.7"));
        for none in
            ["", "5.1", "192.5.1.1", "5.1.1.7", "5.12.2026", "9.9.9", "1.5.1.1", "550 no such user", "..", "5..1"]
        {
            assert_eq!(found(none), None, "{none}");
        }
    }

    #[test]
    fn only_what_is_about_the_address_condemns_it() {
        let condemns = |text| StatusCode::find(text).is_some_and(StatusCode::condemns_the_address);
        assert!(["5.1.1", "5.1.10", "5.2.0", "5.2.1", "5.0.0"].into_iter().all(condemns));
        assert!(
            !["5.2.2", "5.2.3", "5.4.7", "5.4.300", "5.7.1", "5.1.8", "5.3.4", "5.6.0", "4.2.2", "4.4.1"]
                .into_iter()
                .any(condemns)
        );
    }
}
