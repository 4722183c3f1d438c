//! Every page behind a log-in, rendered from its samples. Never a page of the public site: those have their own proofs.

use maud::Markup;

use super::layout::Frame;
use super::{
    account, admin, candidate, candidates, employer, interests, introductions, netwerker, placements, proposals,
};
use crate::domain::actor::Role;
use crate::domain::code::Code;
use crate::domain::employer::Verification;
use crate::domain::introduction::IntroductionStatus;
use crate::domain::listing::{ListingKind, Status};
use crate::domain::placement::PlacementStatus;
use interests::Audience;
use introductions::{EmployerIntroductions, IntroductionGone, IntroductionPage, Why};
use proposals::fits::Fits;
use proposals::list::{ProposalList, Which};
use proposals::review::ProposalReview;

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
        ("netwerk-zoekuitleg", netwerker::order_explained::OrderExplained::sample().render(&netwerker_frame)),
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
    let wrong = netwerker::employer_detail::EmployerDetail::sample_wrong();
    pages.push(("netwerk-werkgever-fout", wrong.render(&netwerker_frame)));
    pages.into_iter().map(|(name, page)| (name.to_owned(), page)).collect()
}

fn proposal_pages() -> Vec<(String, Markup)> {
    let (netwerker, begeleider) = (Frame::sample_for(Role::Netwerker), Frame::sample_for(Role::Begeleider));
    let pages = [
        ("voorstellen", ProposalList::sample(Which::Mine, false).render(&netwerker)),
        ("voorstellen-begeleider", ProposalList::sample(Which::All, true).render(&begeleider)),
        ("voorstellen-afgerond", ProposalList::sample(Which::Done, false).render(&netwerker)),
        ("voorstellen-leeg", ProposalList::sample_empty(Which::Mine).render(&netwerker)),
        ("voorstellen-afgerond-leeg", ProposalList::sample_empty(Which::Done).render(&netwerker)),
        ("past", Fits::sample().render(&netwerker)),
        ("past-fout", Fits::sample_wrong().render(&netwerker)),
        ("past-leeg", Fits::sample_empty().render(&netwerker)),
        ("past-werk", Fits::sample_work().render(&netwerker)),
        ("netwerk-instellingen", account::settings::SettingsPage::sample(Role::Netwerker).render(&netwerker)),
    ];
    let reviews = ProposalReview::samples().into_iter();
    let reviews = reviews.map(|(name, page)| (format!("voorstel-{name}"), page.render(&netwerker)));
    pages.into_iter().map(|(name, page)| (name.to_owned(), page)).chain(reviews).collect()
}

fn candidate_pages() -> Vec<(String, Markup)> {
    use candidates::{
        AccessLog, AccessPurposePage, CandidateConflict, CandidateFile, CandidateForm, CandidateList, EraseConfirm,
        FactsForm, Whose,
    };
    let (netwerker, begeleider) = (Frame::sample_for(Role::Netwerker), Frame::sample_for(Role::Begeleider));
    let mut pages = vec![
        ("kandidaat-nieuw", CandidateForm::sample(true).render(&begeleider)),
        ("kandidaat-wijzigen", CandidateForm::sample(false).render(&begeleider)),
        ("kandidaat-conflict", CandidateConflict::sample().render(&begeleider)),
        ("kandidaat-feiten", FactsForm::sample(false).render(&begeleider)),
        ("kandidaat-feiten-anders", FactsForm::sample(true).render(&begeleider)),
        ("kandidaat", CandidateFile::sample(true).render(&begeleider)),
        ("kandidaat-netwerker", CandidateFile::sample(false).render(&netwerker)),
        ("kandidaat-doel", AccessPurposePage::sample().render(&begeleider)),
        ("kandidaat-inzage", AccessLog::sample().render(&begeleider)),
        ("kandidaat-wissen", EraseConfirm::sample(false).render(&begeleider)),
        ("kandidaat-wissen-fout", EraseConfirm::sample(true).render(&begeleider)),
    ];
    for whose in Whose::ALL {
        pages.push(("kandidaten", CandidateList::sample(*whose).render(&begeleider)));
    }
    pages.into_iter().map(|(name, page)| (name.to_owned(), page)).collect()
}

fn introduction_pages() -> Vec<(String, Markup)> {
    let (visitor, frame) = (Frame::sample(), Frame::sample_for(Role::Netwerker));
    let employer = Frame { path: "/werkgever/voordrachten".to_owned(), ..Frame::sample_for(Role::Employer) };
    let mut pages = vec![
        ("voordracht-fout".to_owned(), IntroductionPage::sample_wrong().render(&visitor)),
        ("werkgever-voordracht".to_owned(), IntroductionPage::sample(IntroductionStatus::Sent).render(&employer)),
        ("werkgever-voordrachten".to_owned(), EmployerIntroductions::sample().render(&employer)),
        ("netwerk-voordrachten".to_owned(), introductions::staff::IntroductionList::sample().render(&frame)),
        ("netwerk-plaatsingen".to_owned(), placements::PlacementList::sample().render(&frame)),
        ("netwerk-plaatsingen-over".to_owned(), placements::PlacementList::sample_over().render(&frame)),
        ("netwerk-plaatsing-nieuw".to_owned(), placements::PlacementForm::sample().render(&frame)),
        ("netwerk-plaatsing-nieuw-fout".to_owned(), placements::PlacementForm::sample_wrong().render(&frame)),
    ];
    for status in IntroductionStatus::ALL {
        let code = status.code();
        let page = introductions::staff::IntroductionDetail::sample(*status);
        pages.push((format!("netwerk-voordracht-{code}"), page.render(&frame)));
        if status.is_open_to_employer() {
            pages.push((format!("voordracht-{code}"), IntroductionPage::sample(*status).render(&visitor)));
        }
    }
    for why in [Why::Recalled, Why::TooOld, Why::Refused, Why::Over, Why::Unknown] {
        pages.push((format!("voordracht-weg-{why:?}"), IntroductionGone::new(why).render(&visitor)));
    }
    for status in PlacementStatus::ALL {
        let page = placements::PlacementDetail::sample(*status);
        pages.push((format!("netwerk-plaatsing-{}", status.code()), page.render(&frame)));
    }
    pages
}

fn all() -> Vec<(String, String)> {
    let pages = employer_pages()
        .into_iter()
        .chain(candidate_pages())
        .chain(other_pages())
        .chain(proposal_pages())
        .chain(introduction_pages());
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

#[test]
fn vandaag_shows_numbers_instead_of_names() {
    let html = netwerker::today::Today::sample().render(&Frame::sample_for(Role::Netwerker)).into_string();
    assert!(html.contains("Kandidaat K7M2Q") && html.contains("En nog 2.") && !html.contains("Selam"));
}

#[test]
fn who_has_a_personal_tie_decides_nothing() {
    for (name, page) in ProposalReview::samples() {
        let html = page.render(&Frame::sample_for(Role::Netwerker)).into_string();
        let decides = matches!(page.panel, proposals::review::Panel::Decide(_));
        for action in ["goedkeuren", "afwijzen", "uitstellen", "band"] {
            assert_eq!(html.contains(&format!("/{action}")), decides, "{name}: {action}");
        }
    }
}

#[test]
fn who_waits_longest_is_judged_first() {
    let html = ProposalList::sample(Which::Mine, false).render(&Frame::sample_for(Role::Netwerker)).into_string();
    let at = |title: &str| html.find(title).unwrap_or(usize::MAX);
    let (piet, anna) =
        (at("Piet de Boer voor Hulp in de keuken"), at("Anna van der Meulen-Hoogeveen voor Orderpicker"));
    assert!(piet < anna && anna < at("Selam Tesfay-Gebremariam voor Medewerker"));
}

#[test]
fn a_knock_out_is_passed_with_a_reason_only() {
    let html = Fits::sample().render(&Frame::sample_for(Role::Netwerker)).into_string();
    let (_, out) = html.split_once("id=\"valt-af\"").unwrap();
    assert!(out.contains("name=\"reden-") || out.contains("name=\"reden\""));
    assert!(!out.contains("> Stel voor") && out.contains("Stel toch voor"));
    assert!(
        !Fits::sample_empty()
            .render(&Frame::sample_for(Role::Netwerker))
            .into_string()
            .contains("method=\"post\" action=\"/netwerk/aanbod")
    );
}

#[test]
#[ignore = "writes the pages to target/pages, to look at"]
fn the_pages_as_files() {
    let directory = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pages");
    std::fs::create_dir_all(&directory).unwrap();
    for (name, html) in all() {
        std::fs::write(directory.join(format!("{name}.html")), html).unwrap();
    }
}

#[test]
fn who_falls_out_for_one_reason_is_folded_together_and_each_can_be_proposed() {
    let frame = Frame::sample_for(Role::Netwerker);
    let html = Fits::sample().render(&frame).into_string();
    let (near, far) = html.split_once("De uren passen niet (2)</summary>").unwrap();
    assert!(near.contains("Yusuf Kaya") && far.contains("Els Bos") && far.contains("Te ver (1)</summary>"));
    assert_eq!(html.matches("<summary>Toch voorstellen").count(), 4);
}

#[test]
fn who_has_a_personal_tie_reads_why_there_is_nothing_and_who_judges_an_override_reads_that_it_does_not_quite_fit() {
    let frame = Frame::sample_for(Role::Netwerker);
    for (name, page) in ProposalReview::samples() {
        let html = page.render(&frame).into_string();
        let tied = name.starts_with("band");
        assert_eq!(html.contains("Je ziet dit niet"), tied, "{name}");
        assert!(!tied || !(html.contains("Het profiel is nog leeg") || html.contains("geen redenen bekend")), "{name}");
        assert_eq!(html.contains("<strong>Past niet helemaal</strong>"), name == "met-de-hand", "{name}");
        assert_eq!(html.contains("na een ja</summary>"), page.would_show.is_some(), "{name}");
    }
}
