//! Every mail, rendered from its sample. Never sent.

use super::letter::SUBJECT_MAX;
use super::{Mail, MailSite};
use crate::domain::ids::{EmployerId, Id, InterestId, ListingId, LoginLinkId, RevisionId};
use crate::domain::notification::Notification;

fn id<I: Id>() -> I {
    I::from_uuid(uuid::Uuid::from_u128(1))
}

fn all() -> Vec<(&'static str, Mail)> {
    let (employer, link) = (id::<EmployerId>(), id::<LoginLinkId>());
    let (listing, revision, interest) = (id::<ListingId>(), id::<RevisionId>(), id::<InterestId>());
    let kinds = [
        Notification::LoginLink { link },
        Notification::EmployerWelcome { employer, link, by: None },
        Notification::EmployerRegistered { employer },
        Notification::EmployerVerified { employer },
        Notification::EmployerRefused { employer },
        Notification::ListingSubmitted { listing, revision },
        Notification::ListingPrepared { listing, revision },
        Notification::ListingApproved { listing, revision },
        Notification::ListingRejected { listing, revision },
        Notification::ListingExpired { listing },
        Notification::InterestReceived { interest },
        Notification::InterestConfirmed { interest },
        Notification::InterestAnswered { interest },
        Notification::DailyDigest,
    ];
    kinds.into_iter().map(|kind| (kind.kind(), Mail::sample(kind))).collect()
}

fn addresses(text: &str) -> Vec<&str> {
    text.split_whitespace().filter(|word| word.starts_with("https://")).collect()
}

#[test]
fn every_mail_says_the_same_in_text_and_html() {
    for (kind, mail) in all() {
        let mail = mail.render(&MailSite::sample());
        assert!(mail.subject.chars().count() <= SUBJECT_MAX, "{kind}: {}", mail.subject);
        assert!(!mail.subject.is_empty() && !mail.subject.contains('\n'), "{kind}");
        assert!(!mail.text.contains('<') && !mail.text.contains("&amp;"), "{kind}: {}", mail.text);
        assert!(!addresses(&mail.text).is_empty(), "{kind}");
        for address in addresses(&mail.text) {
            assert!(mail.html.contains(address), "{kind}: {address}");
        }
        let links = mail.html.matches("href=\"").count();
        let first = |rest: &str| rest.split('"').next().unwrap_or("").to_owned();
        for link in mail.html.split("href=\"").skip(1).map(first) {
            assert!(mail.text.contains(&link), "{kind}: {link} of {links}");
        }
    }
}

#[test]
fn a_mail_fetches_nothing_and_names_the_sender() {
    for (kind, mail) in all() {
        let mail = mail.render(&MailSite::sample());
        for word in ["<img", "<script", "<link", "url("] {
            assert!(!mail.html.contains(word), "{kind}: {word}");
        }
        for part in [&mail.text, &mail.html] {
            assert!(part.contains("BIND, Baan in Dalfsen"), "{kind}");
            assert!(part.contains("krijgt deze mail"), "{kind}");
        }
    }
}

#[test]
fn what_people_typed_is_escaped_in_html() {
    let mut mail = super::ListingRejected::sample();
    mail.reason = "<script>alert(1)</script>".to_owned();
    assert!(!mail.render(&MailSite::sample()).html.contains("<script>"));
}

#[test]
fn who_was_registered_after_a_visit_does_not_wait_for_a_check() {
    let own = super::EmployerWelcome::sample();
    assert!(own.render(&MailSite::sample()).text.contains("controleert uw organisatie"));
    let visited = super::EmployerWelcome { verified_by: Some("Fatima Arslan".to_owned()), ..own };
    let text = visited.render(&MailSite::sample()).text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("Fatima Arslan van de gemeente Dalfsen heeft De Groene Kracht aangemeld"), "{text}");
    assert!(text.contains("is al gecontroleerd") && !text.contains("controleert uw organisatie"), "{text}");
}

#[test]
fn mails_without_a_telephone_number_have_no_empty_line_for_it() {
    let mut site = MailSite::sample();
    (site.phone, site.email) = (String::new(), String::new());
    assert!(!super::LoginLink::sample().render(&site).text.contains("Vragen?"));
}
