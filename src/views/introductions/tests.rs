//! Proofs of what an employer reads and may answer. Never of how a page looks.

use super::staff::IntroductionDetail;
use super::{EmployerIntroductions, IntroductionGone, IntroductionPage, Why};
use crate::domain::actor::Role;
use crate::domain::code::Code;
use crate::domain::introduction::{IntroductionStatus, RecallReason};
use crate::views::layout::Frame;

fn page(status: IntroductionStatus) -> String {
    IntroductionPage::sample(status).render(&Frame::sample()).into_string()
}

/// What stands on a page, without its markup.
fn words(html: &str) -> String {
    let main = scraper::Selector::parse("main").unwrap();
    let document = scraper::Html::parse_document(html);
    document.select(&main).flat_map(|main| main.text()).collect::<String>().to_lowercase()
}

#[test]
fn nothing_that_an_employer_reads_is_about_benefit_support_or_limits() {
    let frame = Frame::sample_for(Role::Employer);
    let mut pages = vec![EmployerIntroductions::sample().render(&frame).into_string()];
    pages.push(IntroductionPage::sample_wrong().render(&frame).into_string());
    pages.extend(IntroductionStatus::ALL.iter().map(|status| page(*status)));
    for html in pages {
        let main = words(&html);
        for word in [
            "uitkering",
            "bijstand",
            "subsidie",
            "loonwaarde",
            "no-risk",
            "jobcoach",
            "doelgroep",
            "banenafspraak",
            "garantiebaan",
            "register",
            "beperking",
            "ziekte",
            "gezond",
            "wajong",
            "beschut",
            "trede",
            "statushouder",
            "vluchteling",
            "inburger",
            "ontheffing",
            "geboren",
            "leeftijd",
            "nationaliteit",
            "begeleider",
        ] {
            assert!(!main.contains(word), "{word}");
        }
    }
}

#[test]
fn only_an_answer_that_fits_is_offered() {
    let offered = |status| {
        let html = page(status);
        ["uitnodigen", "later", "past_niet"].map(|answer| html.contains(&format!("value=\"{answer}\"")))
    };
    assert_eq!(offered(IntroductionStatus::Sent), [true, true, true]);
    // Who invites can write other words: another day, another place.
    assert_eq!(offered(IntroductionStatus::Inviting), [true, true, true]);
    assert_eq!(offered(IntroductionStatus::Later), [true, true, true]);
    assert_eq!(offered(IntroductionStatus::Placed), [false, false, false]);
}

#[test]
fn what_was_typed_stays_in_a_form_that_was_refused() {
    let html = IntroductionPage::sample_wrong().render(&Frame::sample()).into_string();
    assert!(html.contains("value=\"past_niet\" checked") && html.contains("Wij zoeken iemand voor de middag."));
    assert!(html.contains("<title>Fout: ") && html.contains("href=\"#reden\""));
}

#[test]
fn the_title_of_a_page_does_not_name_the_person() {
    let name = IntroductionPage::sample(IntroductionStatus::Sent).shown.name;
    let html = page(IntroductionStatus::Sent);
    let title = html.split("</title>").next().unwrap();
    assert!(html.contains(&name) && !title.contains(&name));
}

#[test]
fn what_is_gone_says_nothing_of_the_person_or_the_work() {
    let sample = IntroductionPage::sample(IntroductionStatus::Sent);
    for why in [Why::Recalled, Why::TooOld, Why::Refused, Why::Over, Why::Unknown] {
        let html = IntroductionGone::new(why).render(&Frame::sample()).into_string();
        assert!(!html.contains(&sample.shown.name) && !html.contains(&sample.listing), "{why:?}");
    }
    let recalled = IntroductionGone::new(Why::Recalled).render(&Frame::sample()).into_string();
    assert!(recalled.contains("Deze voordracht is ingetrokken"));
}

#[test]
fn a_possible_breach_says_whom_to_tell_and_by_when() {
    let frame = Frame::sample_for(Role::Netwerker);
    let mut page = IntroductionDetail::sample(IntroductionStatus::Recalled);
    assert!(page.render(&frame).into_string().contains("72 uur"));
    page.recall = page.recall.map(|(_, at)| (RecallReason::NotAvailable, at));
    assert!(!page.render(&frame).into_string().contains("datalek"));
}

#[test]
fn who_may_not_guide_sees_no_form() {
    let mut page = IntroductionDetail::sample(IntroductionStatus::Sent);
    page.may_guide = false;
    let html = page.render(&Frame::sample_for(Role::Policy)).into_string();
    assert!(!html.contains("/antwoord#") && !html.contains("/intrekken#") && !html.contains("plaatsingen/nieuw"));
}
