//! Every mail, rendered from its sample. Never sent.

use super::letter::SUBJECT_MAX;
use super::{MailSite, samples};
use crate::domain::introduction::IntroductionStatus;
use crate::views::components::mail_kind::mail_kind;

#[test]
fn every_kind_has_words() {
    for (kind, _) in samples() {
        assert_ne!(mail_kind(kind), kind);
    }
}

fn addresses(text: &str) -> Vec<&str> {
    text.split_whitespace().filter(|word| word.starts_with("https://")).collect()
}

#[test]
fn every_mail_says_the_same_in_text_and_html() {
    for (kind, mail) in samples() {
        let mail = mail.render(&MailSite::sample());
        assert!(mail.subject.chars().count() <= SUBJECT_MAX, "{kind}: {}", mail.subject);
        assert!(!mail.subject.is_empty() && !mail.subject.contains('\n'), "{kind}");
        assert!(!mail.text.contains('<') && !mail.text.contains("&amp;"), "{kind}: {}", mail.text);
        let nothing_to_open = matches!(kind, "introduction_recalled" | "introduction_stopped");
        assert_eq!(addresses(&mail.text).is_empty(), nothing_to_open, "{kind}");
        // In HTML the & of an address is written as it must be.
        let html = mail.html.replace("&amp;", "&");
        for address in addresses(&mail.text) {
            assert!(html.contains(address), "{kind}: {address}");
        }
        let links = html.matches("href=\"").count();
        let first = |rest: &str| rest.split('"').next().unwrap_or("").to_owned();
        for link in html.split("href=\"").skip(1).map(first) {
            assert!(mail.text.contains(&link), "{kind}: {link} of {links}");
        }
    }
}

#[test]
fn a_mail_fetches_nothing_and_names_the_sender() {
    for (kind, mail) in samples() {
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

/// The words of a text without its line ends.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The mails to an employer about a candidate.
fn to_employers() -> [super::MailText; 2] {
    let site = MailSite::sample();
    [super::IntroductionSent::sample().render(&site), super::IntroductionRecalled::sample().render(&site)]
}

#[test]
fn a_mail_to_an_employer_says_nothing_of_benefit_support_or_limits() {
    const FORBIDDEN: [&str; 31] = [
        "uitkering",
        "bijstand",
        "subsidie",
        "loonwaarde",
        "no-risk",
        "no risk",
        "jobcoach",
        "doelgroep",
        "banenafspraak",
        "garantiebaan",
        "register",
        "beperking",
        "belastbaar",
        "ziek",
        "gezond",
        "wajong",
        "wia",
        "wsw",
        "beschut",
        "participatie",
        "trede",
        "statushouder",
        "vluchteling",
        "inburger",
        "ontheffing",
        "geboren",
        "leeftijd",
        "nationaliteit",
        "regeling",
        "begeleider",
        "proefplaats",
    ];
    for mail in to_employers() {
        for part in [&mail.subject, &mail.text, &mail.html] {
            for word in FORBIDDEN {
                assert!(!part.to_lowercase().contains(word), "{}: {word}", mail.subject);
            }
        }
    }
}

#[test]
fn a_mail_to_an_employer_cannot_give_away_how_to_reach_the_person() {
    let mut mail = super::IntroductionSent::sample();
    (mail.shown.phone, mail.shown.email) = (Some("0687654321".to_owned()), Some("ik@candidate.example".to_owned()));
    let sent = mail.render(&MailSite::sample());
    assert!(sent.text.contains(&mail.shown.name) && !sent.subject.contains(&mail.shown.name));
    for part in [&sent.text, &sent.html] {
        let digits: String = part.chars().filter(char::is_ascii_digit).collect();
        assert!(!part.contains("ik@candidate.example") && !digits.contains("87654321"));
    }
    let recalled = super::IntroductionRecalled::sample().render(&MailSite::sample());
    assert!(!recalled.html.contains(&mail.shown.name) && !recalled.html.contains("href"));
}

#[test]
fn no_subject_names_a_candidate_and_staff_read_a_code() {
    let name = super::ConsentAsked::sample().name;
    for (kind, mail) in samples() {
        let mail = mail.render(&MailSite::sample());
        assert!(!mail.subject.contains(&name), "{kind}");
        if mail.text.contains("K7M2Q") {
            assert!(!mail.text.contains(&name), "{kind}");
        }
    }
}

#[test]
fn the_words_of_an_employer_reach_the_candidate_with_an_invitation_only() {
    let text = |status| {
        let words = Some("Kom woensdag om 10.00 uur.".to_owned());
        let mail = super::IntroductionOutcome { status, words, ..super::IntroductionOutcome::sample() };
        flat(&mail.render(&MailSite::sample()).text)
    };
    let invited = text(IntroductionStatus::Inviting);
    assert!(invited.contains("Dit schreef De Groene Kracht op 24 november 2026: > Kom woensdag om 10.00 uur."));
    for fact in ["Nieuwleusen (7711 AB)", "Jan Visser, 0529 488 388", "Ria de Boer, 06 12 34 56 78"] {
        assert!(invited.contains(fact), "{fact}: {invited}");
    }
    for status in [IntroductionStatus::NotSuitable, IntroductionStatus::Later, IntroductionStatus::Placed] {
        assert!(!text(status).contains("Kom woensdag") && !text(status).contains("Jan Visser"), "{status:?}");
    }
    assert!(text(IntroductionStatus::NotSuitable).contains("De plek is al weg. Dat is jammer."));
}

#[test]
fn one_person_calls_about_an_answer_and_the_others_know_who() {
    use super::{Caller, IntroductionAnswered};
    let text = |caller| {
        let mail = IntroductionAnswered { caller, ..IntroductionAnswered::sample() };
        flat(&mail.render(&MailSite::sample()).text)
    };
    assert!(text(Caller::Reader).contains("Bel K7M2Q."));
    assert!(text(Caller::Begeleider("Ria de Boer".to_owned())).contains("Ria de Boer belt de kandidaat."));
    assert!(text(Caller::Nobody).contains("Spreek af wie er belt."));
}

#[test]
fn who_took_the_yes_back_is_not_told_to_ask_why() {
    let text = |by_yourself| {
        let mail = super::IntroductionStopped { by_yourself, ..super::IntroductionStopped::sample() };
        flat(&mail.render(&MailSite::sample()).text)
    };
    assert!(text(false).contains("Wil je weten waarom het is gestopt?"));
    assert!(text(true).contains("Je nam je ja terug.") && !text(true).contains("waarom"));
}

#[test]
fn whoever_asks_a_candidate_reads_that_something_does_not_fit() {
    let text = |overridden| {
        let mail = super::ConsentToAsk { overridden, ..super::ConsentToAsk::sample() };
        flat(&mail.render(&MailSite::sample()).text)
    };
    assert!(text(true).contains("hoewel iets niet past. Lees eerst de reden.") && !text(false).contains("Let op"));
}

#[test]
fn the_question_to_a_candidate_says_what_no_means() {
    let text = flat(&super::ConsentAsked::sample().render(&MailSite::sample()).text);
    for sentence in [
        "Hallo Selam Tesfay,",
        "Wij delen nog niets.",
        "Kies je nee? Dan gebeurt er verder niets.",
        "Heb je een uitkering? Die verandert niet.",
        "Je kunt kiezen tot en met 1 december 2026.",
        "omdat je begeleider van de gemeente Dalfsen je helpt",
    ] {
        assert!(text.contains(sentence), "{sentence}: {text}");
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
    let text = flat(&visited.render(&MailSite::sample()).text);
    assert!(text.contains("Fatima Arslan van de gemeente Dalfsen heeft De Groene Kracht aangemeld"), "{text}");
    assert!(text.contains("is al gecontroleerd") && !text.contains("controleert uw organisatie"), "{text}");
}

#[test]
fn mails_without_a_telephone_number_have_no_empty_line_for_it() {
    let mut site = MailSite::sample();
    (site.phone, site.email) = (String::new(), String::new());
    assert!(!super::LoginLink::sample().render(&site).text.contains("Vragen?"));
}
