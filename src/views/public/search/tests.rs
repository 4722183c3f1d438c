//! Proofs over the results: what stands in the bar, which links lead on, what the counts say.
//! Never a proof about the index: the answers are made here.

use scraper::{Html, Selector};

use super::{SearchPage, WaysOn, groups};
use crate::domain::form::Fields;
use crate::domain::search::{Facets, PAGE_NAMES, Query};
use crate::views::layout::Frame;

fn html(page: &SearchPage) -> String {
    page.render(&Frame { path: "/werk".to_owned(), ..Frame::sample() }).into_string()
}

fn attributes(page: &SearchPage, selector: &str, attribute: &str) -> Vec<String> {
    let document = Html::parse_document(&html(page));
    let selector = Selector::parse(selector).unwrap();
    document.select(&selector).filter_map(|element| element.attr(attribute)).map(str::to_owned).collect()
}

fn texts(page: &SearchPage, selector: &str) -> Vec<String> {
    let document = Html::parse_document(&html(page));
    let selector = Selector::parse(selector).unwrap();
    document.select(&selector).map(|element| element.text().collect::<String>().trim().to_owned()).collect()
}

fn asked(typed: &[(&str, &str)]) -> SearchPage {
    let fields: Fields = typed.iter().copied().collect();
    let (query, errors) = Query::parse(&fields, &PAGE_NAMES);
    SearchPage { query, fields, errors, ..SearchPage::sample() }
}

#[test]
fn days_and_times_are_filters_chips_and_go_along() {
    let page = SearchPage::sample();
    let chips = texts(&page, ".chip");
    assert!(
        chips.iter().any(|chip| chip.ends_with("Zaterdag")) && chips.iter().any(|chip| chip.ends_with("'s Avonds"))
    );
    assert_eq!(attributes(&page, ".zoek input[type=hidden][name=dagen]", "value"), ["za"]);
    assert_eq!(attributes(&page, "input[name=dagen][checked]", "value"), ["za"]);
    assert!(texts(&page, "summary").iter().any(|text| text == "Filters (4 gekozen)"));
    assert!(html(&page).contains("Zaterdag <span class=\"n\">(3)</span>"));
}

#[test]
fn an_answer_about_dutch_finds_what_asks_less_too_and_counts_it() {
    let page = SearchPage::sample();
    let values = attributes(&page, "input[type=radio][name=taal]", "value");
    assert_eq!(values, ["", "A1", "A1,A2", "A1,A2,B1", "A1,A2,B1,B2", "A1,A2,B1,B2,C1,C2"]);
    assert_eq!(attributes(&page, "input[name=taal][checked]", "value"), ["A1,A2"]);
    let labels = texts(&page, "label[for^=taal-]");
    let counts: Vec<_> = labels.iter().filter_map(|label| label.split(['(', ')']).nth(1)).collect();
    assert_eq!(counts, ["8", "19", "28", "28", "29"]);
    assert!(texts(&page, ".chip").iter().any(|chip| chip.ends_with("Nederlands: eenvoudig")));
    let one = asked(&[("taal", "B1")]);
    assert_eq!(attributes(&one, "input[name=taal][checked]", "value"), ["B1"]);
    assert!(html(&one).contains("Alleen: Goed Nederlands"));
}

#[test]
fn more_than_counted_says_so() {
    let page = SearchPage::sample_many();
    let html = html(&page);
    assert!(html.contains("<h2>Meer dan 10.000 resultaten</h2>") && html.contains("(14+)"));
    assert!(html.contains(", pagina 1 - ") && !html.contains("pagina 1 van"));
    let third = SearchPage { page: 2, more: false, total: 12_345, pages: 1_235, ..SearchPage::sample() };
    assert!(self::html(&third).contains("12.345 resultaten met ‘keuken’ bij Dalfsen, pagina 3 van 1.235"));
}

#[test]
fn other_words_are_offered_and_what_was_asked_stays() {
    let page = SearchPage::sample_read();
    let links = attributes(&page, ".bedoel a", "href");
    assert_eq!(links, ["/werk?q=vrachtwagen+chauffeur&plaats=Ommen&straal=15&branche=logistiek"]);
    assert_eq!(texts(&page, ".bedoel"), ["Bedoel je vrachtwagen chauffeur?"]);
    assert_eq!(texts(&page, ".rkop h2"), ["1 resultaat"]);
    assert_eq!(texts(&page, ".kaart").len(), 1);
}

#[test]
fn a_place_that_was_read_is_shown_apart_and_can_be_taken_away() {
    let page = SearchPage::sample_read();
    assert_eq!(attributes(&page, ".zoek #q", "value"), ["vrachtwagen chaufeur"]);
    assert_eq!(attributes(&page, ".zoek #plaats", "value"), ["Ommen"]);
    assert_eq!(attributes(&page, "form[aria-label=Filters] input[type=hidden][name=plaats]", "value"), ["Ommen"]);
    assert_eq!(texts(&page, ".chip")[0], "Haal weg: Bij Ommen (15 km)");
    let literal = &attributes(&page, ".chip", "href")[0];
    assert_eq!(literal, "/werk?q=vrachtwagen+chaufeur+ommen&letterlijk=1&branche=logistiek");
    let taken = asked(&[("q", "kok ommen"), ("letterlijk", "1")]);
    assert_eq!(attributes(&taken, "form[aria-label=Filters] input[name=letterlijk]", "value"), ["1"]);
    assert!(attributes(&taken, ".zoek input[name=letterlijk]", "value").is_empty(), "a new search is read anew");
    assert!(attributes(&taken, ".pag a", "href").iter().all(|href| href.contains("letterlijk=1")));
}

#[test]
fn a_distance_without_a_place_goes_nowhere() {
    let page = asked(&[("q", "kok"), ("straal", "50")]);
    assert!(attributes(&page, "form[aria-label=Filters] input[name=straal]", "value").is_empty());
    assert_eq!(attributes(&page, "#straal option[selected]", "value"), ["50"]);
}

#[test]
fn a_group_goes_as_a_whole_and_the_one_in_the_way_first() {
    let page = asked(&[
        ("q", "kok"),
        ("plaats", "Dalfsen"),
        ("branche", "zorg,bouw"),
        ("dagen", "ma,di,wo"),
        ("uren_min", "16"),
    ]);
    let facets = Facets { days: vec![(crate::domain::listing::terms::Day::Za, 2)], ..Facets::default() };
    let labels: Vec<_> = groups(&page.query, &facets).into_iter().map(|group| group.label).collect();
    assert_eq!(
        labels,
        [
            "Zoek op alle dagen",
            "Zoek zonder ‘Zorg en welzijn’ en ‘Bouw’",
            "Zoek zonder ‘Vanaf 16 uur’",
            "Zoek in alle plaatsen",
            "Zoek zonder je woorden"
        ]
    );
    assert!(groups(&Query::default(), &Facets::default()).is_empty());
}

#[test]
fn nothing_is_no_dead_end_and_no_link_leads_to_nothing() {
    let page = SearchPage::sample_empty();
    let ways = texts(&page, ".leeg li");
    // The telephone of the municipality stands there too.
    let links = ways.iter().filter(|way| !way.starts_with('0'));
    assert!(links.clone().all(|way| way.contains('(') && !way.contains("(Geen")), "{ways:?}");
    assert!(links.count() > 3, "{ways:?}");
    assert!(ways.iter().any(|way| way == "Bekijk al het werk (54 resultaten)"));
    let mail = attributes(&page, ".leeg .acties a", "href");
    assert_eq!(mail[0].replacen("/werk/mail?", "/werk?", 1), super::address(&page.query, 0));
    assert_eq!(mail[1], "/ik-zoek-werk");
    assert!(html(&page).contains("Dit lijkt erop") && html(&page).contains("Werkcafé"));
    let bare = SearchPage::sample_bare();
    let links = texts(&bare, ".leeg li").into_iter().filter(|way| !way.starts_with('0'));
    assert!(links.count() == 0 && attributes(&bare, ".leeg a[href='/werk']", "href").is_empty());
    let silent = Frame {
        site: crate::views::layout::Site { phone: String::new(), email: String::new(), ..Frame::sample().site },
        ..Frame::sample()
    };
    assert!(!page.render(&silent).into_string().contains("Werkcafé"));
}

#[test]
fn a_circle_that_adds_nothing_is_not_offered() {
    let page = SearchPage::sample_read();
    let ways = texts(&page, ".alertbox li");
    assert_eq!(ways[0], "Zoek tot 50 kilometer ver (3 resultaten)");
    assert_eq!(ways.len(), 4, "{ways:?}");
    let enough = SearchPage { ways_on: WaysOn::default(), wider: Vec::new(), ..page };
    assert!(texts(&enough, ".alertbox").is_empty());
}

#[test]
fn the_way_to_a_mail_holds_what_was_asked() {
    let page = SearchPage::sample();
    let href = &attributes(&page, ".mailtip", "href")[0];
    let (_, parameters) = href.split_once('?').unwrap();
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(parameters).unwrap();
    assert_eq!(Query::parse(&pairs.into_iter().collect(), &PAGE_NAMES).0, page.query);
}
