//! Proofs over the samples of all public pages: one heading, no code in the page, every form with its token.
//! Never a proof about how a page looks: `the_pages_as_files` writes them to look at.

use std::collections::HashSet;

use scraper::{Html, Selector};

use super::{employers, gone, home, listing, log_in, react, saved_search, search, statements, widget};
use crate::domain::actor::Role;
use crate::domain::code::Code;
use crate::domain::sharing::ConsentState;
use crate::views::consent::ConsentPage;
use crate::views::flash::Notice;
use crate::views::layout::Frame;
use crate::views::{demo, errors};

/// Every page with its name and what must stand in its title.
fn pages() -> Vec<(String, &'static str, String)> {
    [for_seekers(), others()].concat()
}

/// The search, and work by mail.
fn for_seekers() -> Vec<(String, &'static str, String)> {
    let frame = Frame::sample();
    let on = |path: &str| Frame { path: path.to_owned(), ..Frame::sample() };
    let pages = [
        ("werk", "Werk zoeken: 19 resultaten", search::SearchPage::sample().render(&on("/werk"))),
        ("werk-veel", "Meer dan 10.000 resultaten", search::SearchPage::sample_many().render(&on("/werk"))),
        ("werk-gelezen", "1 resultaat met", search::SearchPage::sample_read().render(&on("/werk"))),
        ("werk-leeg", "Geen werkstages", search::SearchPage::sample_empty().render(&on("/werk"))),
        ("werk-kaal", "Geen resultaten", search::SearchPage::sample_bare().render(&on("/werk"))),
        ("werk-fout", "Fout: Werk zoeken: 19 resultaten", search::SearchPage::sample_wrong().render(&on("/werk"))),
        ("werkmail", "Nieuw werk per mail", saved_search::SavedSearchPage::sample().render(&on("/werk/mail"))),
        ("werkmail-fout", "Fout: Nieuw werk", saved_search::SavedSearchPage::sample_wrong().render(&on("/werk/mail"))),
        ("werkmail-meer", "Fout: Nieuw", saved_search::SavedSearchPage::sample_incomplete().render(&on("/werk/mail"))),
        ("werkmail-gevraagd", "Kijk in je mail", saved_search::SavedSearchAskedPage.render(&frame)),
    ];
    pages.into_iter().map(|(name, title, page)| (name.to_owned(), title, page.into_string())).collect()
}

fn others() -> Vec<(String, &'static str, String)> {
    let frame = Frame::sample();
    let flashed = Frame { flash: Some(Notice::LoggedOut.into()), ..Frame::sample() };
    let staged = Frame { demo: true, path: "/demo".to_owned(), ..Frame::sample() };
    let on = |path: &str| Frame { path: path.to_owned(), ..Frame::sample() };
    let employer = Frame::sample_for(Role::Employer);
    let pages = vec![
        ("home", "Zoek werk in Dalfsen", home::HomePage::sample().render(&flashed)),
        ("listing", "Medewerker groen", listing::ListingPage::sample().render(&on("/werk/1/x"))),
        (
            "listing-voorbeeld",
            "Voorbeeld: Medewerker groen",
            listing::ListingPage { preview: true, ..listing::ListingPage::sample() }.render(&employer),
        ),
        ("gone", "al iemand gevonden", gone::GonePage::sample().render(&frame)),
        ("react", "Reageren op", react::ReactPage::sample().render(&frame)),
        ("react-fout", "Fout: Reageren op", react::ReactPage::sample_wrong().render(&frame)),
        ("bel-mij", "bel mij", react::CallMePage::sample().render(&on("/ik-zoek-werk"))),
        ("gelukt", "Gelukt", react::ReactedPage::sample().render(&frame)),
        ("werkgevers", "Voor werkgevers", employers::EmployersPage::sample().render(&on("/werkgevers"))),
        ("widget-uitleg", "Laat werk zien op uw", widget::WidgetHelp::sample().render(&on("/werkgevers/widget"))),
        ("aanmelden", "Meld uw organisatie aan", employers::EmployerRegisterPage::sample().render(&frame)),
        ("aanmelden-fout", "Fout: Meld", employers::EmployerRegisterPage::sample_wrong().render(&frame)),
        ("aangemeld", "is aangemeld", employers::EmployerRegisteredPage::sample().render(&frame)),
        ("inloggen", "Inloggen", log_in::LogInPage::sample().render(&on("/inloggen"))),
        ("inloggen-fout", "Fout: Inloggen", log_in::LogInPage::sample_wrong().render(&on("/inloggen"))),
        ("inloggen-mail", "Kijk in uw mail", log_in::LogInSentPage::sample().render(&frame)),
        ("inloggen-knop", "Inloggen", log_in::LogInConfirmPage::sample().render(&frame)),
        ("inloggen-oud", "werkt niet meer", log_in::LogInExpiredPage::sample().render(&frame)),
        ("privacy", "Privacy", statements::PrivacyPage::sample().render(&frame)),
        ("toegankelijkheid", "Toegankelijkheid", statements::AccessibilityPage::sample().render(&frame)),
        ("licenties", "Licenties", statements::LicencesPage::sample().render(&frame)),
        ("demo", "Demo", demo::DemoPage::sample().render(&staged)),
        ("demo-mails", "mails van de demo", demo::DemoMailsPage::sample().render(&staged)),
        ("demo-mail", "Mail: Uw link", demo::DemoMailPage::sample().render(&staged)),
    ];
    let consent = ConsentState::ALL.iter().map(|state| {
        let page = ConsentPage::sample(*state);
        (format!("toestemming-{}", state.code()), page.heading(), page.render(&frame).into_string())
    });
    let asked = ConsentPage { changed: true, ..ConsentPage::sample(ConsentState::Asked) };
    let consent =
        consent.chain([("toestemming-nog-een-keer".to_owned(), asked.heading(), asked.render(&frame).into_string())]);
    let errors = errors::ErrorPage::samples().into_iter().enumerate().map(|(at, page)| {
        let frame = if at == 2 { &employer } else { &frame };
        (format!("error-{at}"), page.heading(), page.render(frame).into_string())
    });
    let pages = pages.into_iter().map(|(name, title, page)| (name.to_owned(), title, page.into_string()));
    let mail = saved_search::Step::ALL.iter().map(|step| {
        let page = saved_search::SavedSearchLinkPage::sample(*step);
        (format!("werkmail-{step:?}").to_lowercase(), step.heading(), page.render(&frame).into_string())
    });
    pages.chain(consent).chain(mail).chain(errors).collect()
}

fn select(document: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    document.select(&selector).map(|element| element.html()).collect()
}

fn attributes(document: &Html, selector: &str, attribute: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    document.select(&selector).filter_map(|element| element.attr(attribute)).map(str::to_owned).collect()
}

#[test]
fn every_page_has_one_heading_and_its_title() {
    for (name, title, html) in pages() {
        let document = Html::parse_document(&html);
        assert_eq!(select(&document, "h1").len(), 1, "{name}");
        assert_eq!(select(&document, "main h1").len(), 1, "{name}");
        let titles = select(&document, "head title");
        assert!(titles.len() == 1 && titles[0].contains(title), "{name}: {titles:?}");
    }
}

#[test]
fn no_page_holds_a_script_or_a_style() {
    for (name, _, html) in pages() {
        let document = Html::parse_document(&html);
        for selector in [
            "[style]",
            "style",
            "[onclick]",
            "[onsubmit]",
            "script:not([src], [type='application/ld+json'])",
            "[href^='javascript']",
        ] {
            assert!(select(&document, selector).is_empty(), "{name}: {selector}");
        }
    }
}

#[test]
fn every_post_form_has_its_token() {
    for (name, _, html) in pages() {
        let document = Html::parse_document(&html);
        let forms = select(&document, "form[method=post]");
        let tokens = select(&document, "form[method=post] > input[type=hidden][name=_form]");
        assert_eq!(forms.len(), tokens.len(), "{name}");
    }
}

#[test]
fn ids_occur_once_and_whoever_names_one_finds_it() {
    for (name, _, html) in pages() {
        let document = Html::parse_document(&html);
        let ids = attributes(&document, "[id]", "id");
        let known: HashSet<&str> = ids.iter().map(String::as_str).collect();
        assert_eq!(ids.len(), known.len(), "{name}: {ids:?}");
        let named = [
            attributes(&document, "label[for]", "for"),
            attributes(&document, "[aria-describedby]", "aria-describedby"),
            attributes(&document, "[aria-labelledby]", "aria-labelledby"),
            attributes(&document, "a[href^='#']", "href"),
        ];
        for id in named.iter().flatten().flat_map(|ids| ids.split(' ')) {
            assert!(known.contains(id.trim_start_matches('#')), "{name}: {id}");
        }
        let fields = "input:not([type=hidden]), select, textarea";
        for field in attributes(&document, fields, "id") {
            let labelled = html.contains(&format!("for=\"{field}\"")) || html.contains("class=\"tegel");
            assert!(labelled, "{name}: {field} has no label");
        }
        assert_eq!(attributes(&document, fields, "id").len(), select(&document, fields).len(), "{name}");
    }
}

#[test]
fn every_icon_is_in_the_sprite() {
    let sprite = include_str!("../../../static/icons.svg");
    for (name, _, html) in pages() {
        let document = Html::parse_document(&html);
        for href in attributes(&document, "use", "href") {
            let icon = href.trim_start_matches("/static/icons.svg#");
            assert!(sprite.contains(&format!("id=\"{icon}\"")), "{name}: {icon}");
        }
    }
}

/// The addresses of the public side and of every role's front; `/werk/…` stands for every listing.
const KNOWN: [&str; 26] = [
    "/",
    "/werk",
    "/werkgevers",
    "/werkgevers/aanmelden",
    "/ik-zoek-werk",
    "/inloggen",
    "/uitloggen",
    "/privacy",
    "/toegankelijkheid",
    "/over/licenties",
    "/instellingen",
    "/werkgever",
    "/werkgevers/widget",
    "/werkgever/reacties",
    "/werkgever/voordrachten",
    "/werkgever/organisatie",
    "/feed.xml",
    "/rss.xml",
    "/netwerk",
    "/beheer",
    "/mijn",
    "/demo",
    "/demo/mail",
    "/demo/inloggen",
    "/static",
    "/werkgever/aanbod",
];

#[test]
fn links_lead_to_pages_that_exist() {
    for (name, _, html) in pages() {
        let document = Html::parse_document(&html);
        let links = [attributes(&document, "a[href^='/']", "href"), attributes(&document, "form[action]", "action")];
        for link in links.iter().flatten() {
            let path = link.split(['?', '#']).next().unwrap_or_default();
            let below = ["/werk/", "/inloggen/", "/demo/mail/", "/werkgever/aanbod/", "/toestemming/", "/mail/"];
            assert!(KNOWN.contains(&path) || below.iter().any(|start| path.starts_with(start)), "{name}: {link}");
        }
    }
}

#[test]
fn a_direct_listing_without_a_number_says_where_to_ask() {
    let mut page = listing::ListingPage::sample();
    (page.contact.phone, page.contact.email) = (None, None);
    let html = page.render(&Frame::sample()).into_string();
    assert!(html.contains("Stel je vraag in je reactie.") && html.contains("Of bel de gemeente Dalfsen:"));
}

#[test]
fn yes_and_no_are_one_size_and_look_different_and_a_yes_is_taken_back_with_one_click() {
    for state in ConsentState::ALL {
        let html = ConsentPage::sample(*state).render(&Frame::sample()).into_string();
        let document = Html::parse_document(&html);
        let answers = attributes(&document, "button[name=antwoord]", "value");
        let classes: HashSet<String> = attributes(&document, "button[name=antwoord]", "class").into_iter().collect();
        let wide = classes.iter().filter(|class| class.contains("vol")).count();
        match state {
            ConsentState::Asked => {
                assert_eq!((answers, classes.len(), wide), (vec!["ja".to_owned(), "nee".to_owned()], 2, 2));
                assert!(html.contains("href=\"#kies\"") && html.contains("Ria de Boer"));
            }
            ConsentState::Agreed => assert_eq!(answers, ["intrekken"]),
            ConsentState::Declined => {
                assert!(html.contains("Dat kan tot en met 1 december 2026.") && answers.is_empty());
            }
            _ => assert!(answers.is_empty(), "{state:?}"),
        }
        assert!(
            *state == ConsentState::Void
                || *state == ConsentState::Silent
                || html.contains("Je uitkering verandert niet.")
        );
    }
}

#[test]
fn a_page_beyond_the_end_has_no_number_in_its_title() {
    let beyond = search::SearchPage { page: 98, cards: Vec::new(), ..search::SearchPage::sample() };
    assert!(!beyond.render(&Frame::sample()).into_string().contains("pagina 99 van"));
}

#[test]
fn an_unknown_place_is_said_at_its_field_with_what_is_shown_instead() {
    let wrong = |typed: &[(&str, &str)]| {
        let fields: crate::domain::form::Fields = typed.iter().copied().collect();
        let (query, errors) = crate::domain::search::Query::parse(&fields, &crate::domain::search::PAGE_NAMES);
        let page = search::SearchPage { query, fields, errors, ..search::SearchPage::sample() };
        page.render(&Frame::sample()).into_string()
    };
    assert!(wrong(&[("plaats", "Verweggistan")]).contains("Wij laten nu al het werk zien."));
    assert!(wrong(&[("plaats", "Verweggistan"), ("q", "kok")]).contains("Wij zoeken nu in alle plaatsen."));
}

#[test]
#[ignore = "writes the pages to target/pages, to look at"]
fn the_pages_as_files() {
    let directory = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pages");
    std::fs::create_dir_all(&directory).unwrap();
    for (name, _, html) in pages() {
        std::fs::write(directory.join(format!("{name}.html")), html).unwrap();
    }
}
