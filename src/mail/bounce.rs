//! Bounces: reads the mail with which a mail server says that a mail of ours did not arrive (RFC 3464, and older ways).
//! Never trusts what it reads: a mail is at most a megabyte, and names a row of the outbox or it names nothing.

use mail_parser::{Address, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::id_in_return_address;
use crate::domain::delivery::{Report, StatusCode, Verdict};
use crate::domain::ids::{Id, OutboxId};
use crate::domain::text::EmailAddress;

/// How much of a mail is read; a report is a few kilobytes and the mail that it is about.
pub const MOST_BYTES: usize = 1024 * 1024;

/// How many addresses a report may name; ours go to one.
const MOST_RECIPIENTS: usize = 20;

/// The headers in which a mail server leaves the address that a mail came in on.
const CAME_IN_ON: &[&str] = &["To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "Resent-To"];

/// What a mail reports about a mail of ours; `None` for anything else, such as an out-of-office answer.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Report> {
    let message = MessageParser::default().parse(bytes.get(..MOST_BYTES).unwrap_or(bytes))?;
    let report = message.parts.iter().find(|part| is_of_type(part, "message", "delivery-status"));
    let said = match report {
        Some(report) => said_by_report(report),
        None => said_in_words(&message),
    }?;
    let returned = Returned::of(&message);
    let mail = came_in_on(&message)
        .or(returned.mail)
        .or_else(|| ids(message.in_reply_to()).chain(ids(message.references())).next())?;
    let mut recipients = said.recipients;
    recipients.extend(returned.to);
    recipients.sort();
    recipients.dedup();
    recipients.truncate(MOST_RECIPIENTS);
    Some(Report { mail, verdict: said.verdict, status: said.status, recipients })
}

/// What is said about a mail, whichever it is.
struct Said {
    verdict: Verdict,
    status: StatusCode,
    recipients: Vec<EmailAddress>,
}

/// A report in fields (`message/delivery-status`).
fn said_by_report(report: &MessagePart<'_>) -> Option<Said> {
    let text = String::from_utf8_lossy(contents(report)).replace("\r\n", "\n");
    // The first group is about the mail, each other about one recipient; some servers leave out the first.
    let all: Vec<Said> = text.split("\n\n").filter_map(said_of_recipient).collect();
    let failed = all.iter().position(|said| said.verdict == Verdict::Failed);
    all.into_iter().nth(failed.unwrap_or(0))
}

/// The fields about one recipient; `None` when they are not about one, or say that it went well.
fn said_of_recipient(group: &str) -> Option<Said> {
    let field = |name: &str| field(group, name);
    let code = |name| field(name).and_then(|text| StatusCode::find(&text));
    // Exim writes 5.0.0 for everything: then what the other server said tells more.
    let status = code("Status").filter(|status| !status.says_no_more());
    let status = status.or_else(|| code("Diagnostic-Code")).or_else(|| code("Status"));
    let action = field("Action").map(|action| action.trim().to_ascii_lowercase());
    let verdict = match (action.as_deref(), status) {
        (Some("failed"), _) => Verdict::Failed,
        (Some("delayed"), _) => Verdict::Delayed,
        (None, Some(status)) if status.is_permanent() => Verdict::Failed,
        (None, Some(status)) if status.is_temporary() => Verdict::Delayed,
        _ => return None,
    };
    let named = [field("Final-Recipient"), field("Original-Recipient")];
    // "rfc822; jan@example.nl"
    let address = |text: String| text.split_once(';').and_then(|(_, address)| parsed(address));
    let recipients = named.into_iter().flatten().filter_map(address).collect();
    Some(Said { verdict, status: status.unwrap_or(unsaid(verdict)), recipients })
}

/// A field of a group, its continuation lines taken in.
fn field(group: &str, name: &str) -> Option<String> {
    let mut lines = group.lines();
    let is_it = |line: &str| line.split_once(':').is_some_and(|(before, _)| before.trim().eq_ignore_ascii_case(name));
    let first = lines.find(|line| is_it(line))?;
    let mut value = first.split_once(':')?.1.to_owned();
    for more in lines.take_while(|line| line.starts_with([' ', '\t'])) {
        value.push_str(more);
    }
    Some(value)
}

/// An older report: words by the mail server, with a code somewhere among them.
fn said_in_words(message: &Message<'_>) -> Option<Said> {
    let named = header_text(message, "X-Failed-Recipients");
    if named.is_none() && !is_from_the_server(message) {
        return None;
    }
    let text: String = message.text_bodies().filter_map(MessagePart::text_contents).take(1).collect();
    let late = message.subject().is_some_and(is_a_warning);
    // By itself: not a part of a queue id, a telephone number or an amount.
    let refused = || text.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == "550");
    let status = StatusCode::find(&text).or_else(|| (!late && refused()).then_some(StatusCode::REFUSED));
    let verdict = match status {
        _ if late => Verdict::Delayed,
        Some(status) if status.is_permanent() => Verdict::Failed,
        _ if named.is_some() => Verdict::Failed,
        Some(status) if status.is_temporary() => Verdict::Delayed,
        _ => return None,
    };
    let recipients = named.into_iter().flat_map(|list| list.split(',').filter_map(parsed).collect::<Vec<_>>());
    Some(Said { verdict, status: status.unwrap_or(unsaid(verdict)), recipients: recipients.collect() })
}

/// Whether it says that the server goes on trying: "Warning: message 1t5550-0001 delayed 24 hours".
fn is_a_warning(subject: &str) -> bool {
    let subject = subject.to_ascii_lowercase();
    ["warning", "delayed"].iter().any(|word| subject.contains(word))
}

/// Whether a mail server wrote it, and not a person who is out of the office.
fn is_from_the_server(message: &Message<'_>) -> bool {
    let from = message.from().and_then(Address::first).and_then(|from| from.address());
    let local = from.map(|address| address.split('@').next().unwrap_or_default().to_ascii_lowercase());
    local.is_some_and(|local| matches!(local.as_str(), "mailer-daemon" | "postmaster" | "mail-daemon"))
}

fn unsaid(verdict: Verdict) -> StatusCode {
    match verdict {
        Verdict::Failed => StatusCode::REFUSED,
        Verdict::Delayed => StatusCode::DELAYED,
    }
}

/// The mail whose return address this came in on.
fn came_in_on(message: &Message<'_>) -> Option<OutboxId> {
    let addresses = CAME_IN_ON.iter().filter_map(|name| header_text(message, name));
    addresses.flat_map(|text| words(&text)).find_map(|word| id_in_return_address(&word)).map(OutboxId::from_uuid)
}

/// What is left of our mail in the report: whole, or its headers.
#[derive(Default)]
struct Returned {
    mail: Option<OutboxId>,
    to: Option<EmailAddress>,
}

impl Returned {
    fn of(message: &Message<'_>) -> Self {
        for part in message.parts.iter().skip(1) {
            let nested = match &part.body {
                PartType::Message(nested) => Self::from_headers(nested),
                _ if is_of_type(part, "text", "rfc822-headers") || is_of_type(part, "message", "rfc822") => {
                    MessageParser::default()
                        .parse_headers(contents(part))
                        .map(|nested| Self::from_headers(&nested))
                        .unwrap_or_default()
                }
                _ => continue,
            };
            if nested.mail.is_some() {
                return nested;
            }
        }
        Self::in_words(message)
    }

    fn from_headers(nested: &Message<'_>) -> Self {
        let mail = nested.message_id().and_then(outbox_id);
        let to = nested.to().and_then(Address::first).and_then(|to| to.address()).and_then(parsed);
        Self { mail, to }
    }

    /// Older servers paste our mail under their words.
    fn in_words(message: &Message<'_>) -> Self {
        let text: String = message.text_bodies().filter_map(MessagePart::text_contents).take(1).collect();
        let mail = field(&text, "Message-ID").and_then(|id| outbox_id(id.trim().trim_matches(['<', '>'])));
        Self { mail, to: None }
    }
}

/// The row that a Message-ID of ours names: `32 hex digits@domain`.
fn outbox_id(message_id: &str) -> Option<OutboxId> {
    let (local, _) = message_id.split_once('@')?;
    (local.len() == 32).then(|| uuid::Uuid::try_parse(local).ok()).flatten().map(OutboxId::from_uuid)
}

fn ids<'a>(value: &'a HeaderValue<'_>) -> impl Iterator<Item = OutboxId> + 'a {
    value.as_text_list().into_iter().flatten().filter_map(|id| outbox_id(id))
}

fn is_of_type(part: &MessagePart<'_>, main: &str, sub: &str) -> bool {
    part.content_type().is_some_and(|found| {
        found.ctype().eq_ignore_ascii_case(main) && found.subtype().is_some_and(|found| found.eq_ignore_ascii_case(sub))
    })
}

fn contents<'a>(part: &'a MessagePart<'_>) -> &'a [u8] {
    match &part.body {
        PartType::Message(nested) => &nested.raw_message,
        _ => part.contents(),
    }
}

/// All values of a header as one text.
fn header_text(message: &Message<'_>, name: &str) -> Option<String> {
    let mut all = String::new();
    for header in message.headers().iter().filter(|header| header.name().eq_ignore_ascii_case(name)) {
        match &header.value {
            HeaderValue::Address(addresses) => {
                for address in addresses.iter().filter_map(|address| address.address()) {
                    all.push_str(address);
                    all.push(' ');
                }
            }
            value => all.push_str(value.as_text().unwrap_or_default()),
        }
        all.push(' ');
    }
    (!all.trim().is_empty()).then_some(all)
}

fn words(text: &str) -> Vec<String> {
    let edges = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | ',' | ';' | '"');
    text.split(edges).filter(|word| word.contains('@')).map(str::to_owned).collect()
}

/// An address as servers write it, perhaps in angle brackets.
fn parsed(text: &str) -> Option<EmailAddress> {
    EmailAddress::parse(text.trim().trim_matches(['<', '>'])).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [&str; 11] = [
        "postfix",
        "postfix_delayed",
        "postfix_expired",
        "postfix_policy",
        "exchange365",
        "gmail",
        "gmail_delayed",
        "exim",
        "qmail",
        "out_of_office",
        "reply",
    ];

    fn sample(name: &str) -> Vec<u8> {
        std::fs::read(format!("{}/tests/bounces/{name}.eml", env!("CARGO_MANIFEST_DIR"))).unwrap()
    }

    #[test]
    fn every_server_has_its_own_way_to_say_the_same() {
        let said = |name| {
            let report = read(&sample(name)).unwrap_or_else(|| panic!("{name} is a report"));
            assert_eq!(report.mail.to_string(), "01934c7a0000700080000000000000ff", "{name}");
            let jan = EmailAddress::parse("jan@groenekracht.example").unwrap();
            assert!(report.recipients == [jan.clone()] && report.is_about(&jan), "{name}: {:?}", report.recipients);
            (report.verdict, report.status.to_string())
        };
        let failed = |status: &str| (Verdict::Failed, status.to_owned());
        let delayed = |status: &str| (Verdict::Delayed, status.to_owned());
        assert_eq!(said("postfix"), failed("5.1.1"));
        assert_eq!(said("postfix_delayed"), delayed("4.2.2"));
        assert_eq!(said("postfix_expired"), failed("4.4.1"));
        assert_eq!(said("postfix_policy"), failed("5.7.1"));
        assert_eq!(said("exchange365"), failed("5.1.10"));
        assert_eq!(said("gmail"), failed("5.1.1"));
        assert_eq!(said("gmail_delayed"), delayed("4.4.1"));
        assert_eq!(said("exim"), failed("5.0.0"));
        let qmail = read(&sample("qmail")).unwrap();
        assert_eq!((qmail.verdict, qmail.status.to_string()), failed("5.1.1"));
        assert_eq!(qmail.mail.to_string(), "01934c7a0000700080000000000000ff");
    }

    #[test]
    fn what_the_other_server_said_tells_more_than_a_bare_failure() {
        let text = String::from_utf8(sample("postfix")).unwrap();
        let said = |status: &str, diagnostic: &str| {
            let end = text.find("Diagnostic-Code:").unwrap();
            let rest = text[end..].find("\n--").unwrap() + end;
            let head = text[..end].replace("Status: 5.1.1", status);
            let mail = format!("{head}Diagnostic-Code: smtp; {diagnostic}\r\n{}", &text[rest..]);
            read(mail.as_bytes()).map(|report| report.status.to_string())
        };
        assert_eq!(said("Status: 5.0.0", "550 5.7.1 looks like spam").as_deref(), Some("5.7.1"));
        assert_eq!(said("Status: 5.0.0", "550-5.7.1 looks like spam").as_deref(), Some("5.7.1"));
        assert_eq!(said("Status: 5.0.0", "550 unknown user").as_deref(), Some("5.0.0"));
        assert_eq!(said("Status: 5.2.1", "550 5.1.1 unknown user").as_deref(), Some("5.2.1"));
        assert_eq!(said("X-Status: none", "550 5.7.1 looks like spam").as_deref(), Some("5.7.1"));
    }

    #[test]
    fn a_number_that_looks_like_a_refusal_is_none() {
        let text = String::from_utf8(sample("exim")).unwrap().replace("X-Failed-Recipients", "X-Nothing");
        let verdict = |mail: &str| read(mail.as_bytes()).map(|report| report.verdict);
        assert_eq!(verdict(&text), Some(Verdict::Failed));
        let number = text.replace("550 unknown user", "queued as 1t5550-0001, call 038-4955000");
        assert_eq!(verdict(&number), None);
        let warning = text.replace("Mail delivery failed: returning message to sender", "Warning: delayed 24 hours");
        assert_eq!(verdict(&warning), Some(Verdict::Delayed));
    }

    #[test]
    fn answers_of_people_are_no_reports() {
        for name in ["out_of_office", "reply"] {
            assert_eq!(read(&sample(name)), None, "{name}");
        }
    }

    #[test]
    fn a_report_that_all_went_well_is_none() {
        let text = String::from_utf8(sample("postfix")).unwrap();
        let well = text.replace("Action: failed", "Action: relayed").replace("5.1.1", "2.0.0").replace("550", "250");
        assert_eq!(read(well.as_bytes()), None);
    }

    #[test]
    fn a_report_without_a_return_address_is_known_by_the_mail_in_it() {
        let text = String::from_utf8(sample("postfix")).unwrap();
        let plain = text.replace("post+01934c7a0000700080000000000000ff@", "noreply@");
        assert_eq!(read(plain.as_bytes()).map(|report| report.mail), read(text.as_bytes()).map(|report| report.mail));
        let foreign = plain.replace("01934c7a0000700080000000000000ff", "somebody-elses");
        assert_eq!(read(foreign.as_bytes()), None);
    }

    #[test]
    fn what_is_huge_is_cut_off_and_read_as_far_as_that() {
        let mut huge = sample("postfix");
        huge.extend(std::iter::repeat_n(b'x', 3 * MOST_BYTES));
        assert!(read(&huge).is_some());
        let nested = b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n".repeat(20_000);
        assert_eq!(read(&nested), None);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
            let _ = read(&bytes);
        }

        #[test]
        fn no_mangled_report_makes_it_panic(
            (which, cut) in (0..ALL.len(), 0_usize..6_000),
            changes in prop::collection::vec((0_usize..6_000, any::<u8>()), 0..40),
        ) {
            let mut bytes = sample(ALL[which]);
            for (at, byte) in changes {
                if let Some(slot) = bytes.get_mut(at) { *slot = byte; }
            }
            let _ = read(&bytes);
            bytes.truncate(cut);
            let _ = read(&bytes);
        }
    }
}
