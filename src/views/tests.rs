//! Every page behind a log-in, rendered from its samples. Never a page of the public site: those have their own proofs.

use maud::Markup;

use super::layout::Frame;
use super::{account, admin, candidate, employer, interests, netwerker};
use crate::domain::actor::Role;
use crate::domain::code::Code;
use crate::domain::employer::Verification;
use crate::domain::listing::{ListingKind, Status};
use interests::Audience;

fn employer_pages() -> Vec<(String, Markup)> {
    let frame = Frame::sample_for(Role::Employer);
    let mut pages = vec![
        ("werkgever".to_owned(), employer::dashboard::Dashboard::sample().render(&frame)),
        ("soort".to_owned(), employer::listing_kind::ListingKindPage::sample().render(&frame)),
        ("conflict".to_owned(), employer::listing_conflict::ConflictPage::sample().render(&frame)),
        ("bevestig".to_owned(), employer::confirm::ConfirmPage::sample().render(&frame)),
        ("bevestigd".to_owned(), employer::confirm::ConfirmedPage::sample().render(&frame)),
        ("organisatie".to_owned(), employer::organisation::OrganisationPage::sample().render(&frame)),
        ("reacties".to_owned(), interests::InterestList::sample(Audience::Employer).render(&frame)),
        ("reactie".to_owned(), interests::InterestPage::sample(Audience::Employer, false).render(&frame)),
        ("instellingen".to_owned(), account::settings::SettingsPage::sample(Role::Employer).render(&frame)),
    ];
    for kind in ListingKind::ALL.iter().filter(|kind| kind.rules().has_form) {
        let page = employer::listing_form::ListingFormPage::sample(*kind);
        pages.push((format!("formulier-{}", kind.code()), page.render(&frame)));
    }
    for status in Status::ALL {
        let page = employer::listing::EmployerListing::sample(*status);
        pages.push((format!("aanbod-{}", status.code()), page.render(&frame)));
    }
    pages
}

fn other_pages() -> Vec<(String, Markup)> {
    let (netwerker_frame, admin_frame) = (Frame::sample_for(Role::Netwerker), Frame::sample_for(Role::Admin));
    let candidate_frame = Frame::sample_for(Role::Candidate);
    let mut pages = vec![
        ("vandaag", netwerker::today::Today::sample().render(&netwerker_frame)),
        ("netwerk-aanbod", netwerker::listings::Listings::sample().render(&netwerker_frame)),
        ("netwerk-controle", netwerker::review::Review::sample(false).render(&netwerker_frame)),
        ("netwerk-wijziging", netwerker::review::Review::sample(true).render(&netwerker_frame)),
        ("netwerk-werkgevers", netwerker::employers::Employers::sample().render(&netwerker_frame)),
        ("netwerk-werkgever-nieuw", netwerker::employers::NewEmployer::sample().render(&netwerker_frame)),
        ("netwerk-reacties", interests::InterestList::sample(Audience::Staff).render(&netwerker_frame)),
        ("netwerk-reactie", interests::InterestPage::sample(Audience::Staff, true).render(&netwerker_frame)),
        ("mijn", candidate::home::Home::sample().render(&candidate_frame)),
        ("beheer", admin::home::Home::sample().render(&admin_frame)),
        ("beheer-mail", admin::mail::MailPage::sample().render(&admin_frame)),
        ("beheer-accounts", admin::accounts::Accounts::sample().render(&admin_frame)),
    ];
    for state in Verification::ALL {
        let page = netwerker::employer_detail::EmployerDetail::sample(*state);
        pages.push(("netwerk-werkgever", page.render(&netwerker_frame)));
    }
    pages.into_iter().map(|(name, page)| (name.to_owned(), page)).collect()
}

fn all() -> Vec<(String, String)> {
    let pages = employer_pages().into_iter().chain(other_pages());
    pages.map(|(name, page)| (name, page.into_string())).collect()
}

/// The values of an attribute.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_page_has_one_heading_and_nothing_inline() {
    for (name, html) in all() {
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        for inline in [" style=\"", " onclick=", "<style", "javascript:", "data:image"] {
            assert!(!html.contains(inline), "{name}: {inline}");
        }
    }
}

#[test]
fn every_post_form_has_its_token() {
    for (name, html) in all() {
        let forms = html.matches("method=\"post\"").count();
        assert_eq!(forms, html.matches("name=\"_form\"").count(), "{name}");
    }
}

#[test]
fn every_id_stands_once_and_every_reference_leads_somewhere() {
    for (name, html) in all() {
        let ids = values(&html, "id");
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(ids.len(), once.len(), "{name}: {ids:?}");
        let named = values(&html, "for").into_iter().chain(values(&html, "aria-labelledby"));
        for id in named.chain(values(&html, "aria-describedby").into_iter().flat_map(str::split_whitespace)) {
            assert!(ids.contains(&id), "{name}: {id}");
        }
        for anchor in values(&html, "href").into_iter().filter_map(|href| href.strip_prefix('#')) {
            assert!(ids.contains(&anchor), "{name}: #{anchor}");
        }
    }
}

#[test]
fn without_a_mail_address_the_answer_is_told_by_telephone() {
    let mut page = interests::InterestPage::sample(Audience::Staff, false);
    page.from.email = None;
    let html = page.render(&Frame::sample_for(Role::Netwerker)).into_string();
    assert!(html.contains("Er is geen e-mailadres.") && html.contains("Bel Selam Tesfay op"));
    assert!(html.contains("Bewaar antwoord") && !html.contains("Stuur antwoord") && !html.contains("per mail"));
}

#[test]
fn who_may_not_decide_sees_who_does() {
    let mut review = netwerker::review::Review::sample(false);
    review.may_moderate = false;
    let html = review.render(&Frame::sample_for(Role::Policy)).into_string();
    assert!(html.contains("Alleen de netwerker beslist hierover.") && !html.contains("Kan dit online?"));
    assert!(!html.contains("#besluit"));
    (review.waiting, review.status) = (None, Status::Draft);
    review.history.iter_mut().for_each(|row| row.by_netwerker = true);
    let html = review.render(&Frame::sample_for(Role::Netwerker)).into_string();
    assert!(html.contains("De werkgever moet dit nog bevestigen met de link in de mail."));
}

#[test]
fn where_nobody_reacted_no_queue_is_shown() {
    let mut list = interests::InterestList::sample(Audience::Employer);
    (list.open, list.answered) = (Vec::new(), Vec::new());
    let html = list.render(&Frame::sample_for(Role::Employer)).into_string();
    assert!(html.contains("U hebt nog geen reacties. U krijgt een mail als er een komt."));
    assert!(!html.contains("Iedereen heeft antwoord"));
}

#[test]
fn the_message_of_a_job_seeker_stands_only_on_the_page_of_the_reaction() {
    for (name, html) in all() {
        let is_reaction = name == "reactie" || name == "netwerk-reactie";
        assert_eq!(html.contains("in een kwekerij gewerkt"), is_reaction, "{name}");
    }
}
