//! A message: from finished texts to the bytes that go over the wire, the same bytes for the same message every time.
//! Never a random boundary or the time of sending: a mail that is sent again must be recognisable as the same one. (A
//! signature, where there is one, is put on top at each try and holds its time: `dkim`.)

use chrono::{DateTime, Utc};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MessageBuilder, MultiPart, SinglePart};
use lettre::{Address, Message as Letter};
use uuid::Uuid;

/// A finished message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The row of the outbox: Message-ID and boundary derive from it.
    pub id: Uuid,
    /// The sender as `Name <address>`.
    pub from: String,
    /// Where it comes back to when it does not arrive (the envelope sender); the address of the sender when there is none.
    pub return_to: Option<String>,
    /// The name of the recipient.
    pub to_name: String,
    /// The address of the recipient.
    pub to_address: String,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML.
    pub html: String,
    /// The date of the message.
    pub date: DateTime<Utc>,
    /// Of a mail that comes again and again: how the person gets it less, or no more.
    pub unsubscribe: Option<Unsubscribe>,
}

/// How somebody gets a mail no more (`List-Unsubscribe`, RFC 2369).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsubscribe {
    /// The page where a person with an account chooses how mail comes. Without the one-click post of RFC 8058: what he gets
    /// is part of the work that he has here, and changing it takes a log-in, so that nobody to whom a mail is forwarded can
    /// turn it off.
    Page(String),
    /// The address that a mail program posts to when the reader presses its own button (RFC 8058), and that shows a page
    /// with a button to who follows it as a link.
    OneClick(String),
}

/// Why a message cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum MessageError {
    /// An address is none.
    #[error("not a mail address")]
    Address(#[from] lettre::address::AddressError),
    /// The parts do not make a message.
    #[error("not a message: {0}")]
    Build(#[from] lettre::error::Error),
}

impl Message {
    /// The Message-ID: the identifier at the sender's domain.
    fn message_id(&self, from: &Mailbox) -> String {
        format!("<{}@{}>", self.id.simple(), from.email.domain())
    }

    /// The bytes of the message (RFC 5322, multipart/alternative of text and HTML), without a signature.
    ///
    /// # Errors
    /// When an address is none.
    pub fn to_bytes(&self) -> Result<Vec<u8>, MessageError> {
        Ok(self.letter()?.formatted())
    }

    /// The message as lettre has it, to be signed.
    pub(super) fn letter(&self) -> Result<Letter, MessageError> {
        let from: Mailbox = self.from.parse()?;
        let name = one_line(&self.to_name);
        let to = Mailbox::new(Some(name).filter(|name| !name.is_empty()), self.to_address.parse()?);
        let body = MultiPart::builder()
            .kind(lettre::message::MultiPartKind::Alternative)
            .boundary(format!("baanin-{}", self.id.simple()))
            .singlepart(part(ContentType::TEXT_PLAIN, &self.text))
            .singlepart(part(ContentType::TEXT_HTML, &self.html));
        let builder = MessageBuilder::new()
            .message_id(Some(self.message_id(&from)))
            .from(from)
            .to(to)
            .subject(one_line(&self.subject))
            .date(self.date.into())
            // RFC 3834: no out-of-office answers, please.
            .raw_header(header("Auto-Submitted", "auto-generated".to_owned()));
        let builder = match &self.unsubscribe {
            Some(Unsubscribe::Page(page)) => builder.raw_header(header("List-Unsubscribe", in_angles(page))),
            Some(Unsubscribe::OneClick(address)) => builder
                .raw_header(header("List-Unsubscribe", in_angles(address)))
                .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned())),
            None => builder,
        };
        Ok(builder.multipart(body)?)
    }

    /// The envelope: where it comes back to, and where it goes.
    pub(super) fn envelope(&self) -> Result<(Address, Address), MessageError> {
        let from = match &self.return_to {
            Some(address) => address.parse()?,
            None => self.from.parse::<Mailbox>()?.email,
        };
        Ok((from, self.to_address.parse()?))
    }
}

fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

fn in_angles(address: &str) -> String {
    format!("<{}>", one_line(address))
}

/// A header is one line: a control character in a name would make lettre panic or a header of its own.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn part(content_type: ContentType, body: &str) -> SinglePart {
    SinglePart::builder().header(content_type).body(body.to_owned())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::mail) fn message() -> Message {
        Message {
            id: Uuid::from_u128(7),
            from: "BIND <noreply@bind.example.nl>".to_owned(),
            return_to: None,
            to_name: "Zoë de Wit".to_owned(),
            to_address: "zoe@example.nl".to_owned(),
            subject: "Uw vacature staat online: café-medewerker".to_owned(),
            text: "Goedemorgen,\n\nUw vacature staat online.".to_owned(),
            html: "<p>Uw vacature staat online.</p>".to_owned(),
            date: DateTime::from_timestamp(1_790_000_000, 0).unwrap(),
            unsubscribe: None,
        }
    }

    #[test]
    fn the_same_message_is_the_same_bytes() {
        assert_eq!(message().to_bytes().unwrap(), message().to_bytes().unwrap());
    }

    #[test]
    fn headers_are_there_and_cannot_be_smuggled_in() {
        let mut message = message();
        message.subject = "Hallo\r\nBcc: iedereen@example.nl".to_owned();
        message.to_name = "X\r\nBcc: iedereen@example.nl".to_owned();
        let text = String::from_utf8(message.to_bytes().unwrap()).unwrap();
        assert!(text.contains("Message-ID: <00000000000000000000000000000007@bind.example.nl>"), "{text}");
        assert!(text.contains("Auto-Submitted: auto-generated"));
        assert!(!text.lines().any(|line| line.starts_with("Bcc:")), "{text}");
    }

    #[test]
    fn who_may_choose_is_told_where() {
        let bytes = |unsubscribe| Message { unsubscribe, ..message() }.to_bytes().unwrap();
        let page = "https://bind.example.nl/instellingen".to_owned();
        let with = String::from_utf8(bytes(Some(Unsubscribe::Page(page)))).unwrap();
        assert!(with.contains("\r\nList-Unsubscribe: <https://bind.example.nl/instellingen>\r\n"), "{with}");
        assert!(!with.contains("List-Unsubscribe-Post"));
        assert!(!String::from_utf8(bytes(None)).unwrap().contains("List-Unsubscribe"));
    }

    #[test]
    fn who_may_stop_with_one_press_is_told_so() {
        let address = "https://bind.example.nl/mail/afmelden/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".to_owned();
        let message = Message { unsubscribe: Some(Unsubscribe::OneClick(address.clone())), ..message() };
        let text = String::from_utf8(message.to_bytes().unwrap()).unwrap();
        // A long header may go on on the next line.
        let unfolded = text.replace("\r\n ", " ");
        let header = format!("\r\nList-Unsubscribe: <{address}>\r\n");
        assert!(unfolded.contains(&header), "{text}");
        assert!(unfolded.contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), "{text}");
    }

    #[test]
    fn it_comes_back_to_its_own_address_or_to_the_sender() {
        let sender = |return_to| Message { return_to, ..message() }.envelope().unwrap().0.to_string();
        assert_eq!(sender(None), "noreply@bind.example.nl");
        assert_eq!(sender(Some("post+7@bind.example.nl".to_owned())), "post+7@bind.example.nl");
    }
}
