//! Golden questions over a small collection of invented listings: what must come first when somebody types this. Whoever
//! changes a list or a weight reads here what it changes for people. Never a listing or a question of a real person.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use baanin::domain::civil_day::CivilDay;
use baanin::domain::ids::{Id, ListingId};
use baanin::domain::listing::ListingKind;
use baanin::domain::place::Places;
use baanin::domain::search::{ListingDocument, PAGE_NAMES, Position, Query};
use baanin::search::Index;
use chrono::DateTime;
use uuid::Uuid;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Listing {
    id: u128,
    title: String,
    place: String,
    text: String,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Questions {
    query: Vec<Question>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    text: String,
    kind: String,
    /// In any order among themselves.
    first: Vec<u128>,
}

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search").join(name))
        .expect("a file of tests/search")
}

fn document(listing: Listing) -> ListingDocument {
    ListingDocument {
        id: ListingId::from_uuid(Uuid::from_u128(listing.id)),
        title: listing.title,
        employer: "Werk in de Regio".to_owned(),
        body: listing.text,
        kind: ListingKind::Vacature,
        sector: None,
        at: Places::known().find(&listing.place).map(|place| place.at),
        place: Some(listing.place),
        hours_min: None,
        hours_max: None,
        education: None,
        dutch: None,
        support: Vec::new(),
        days: Vec::new(),
        shifts: Vec::new(),
        published_at: DateTime::from_timestamp(1_790_000_000, 0).expect("a moment"),
        closes_on: None,
    }
}

fn collection() -> Index {
    let index = Index::in_memory().expect("an index in memory");
    let listings = read("listings.jsonl");
    let documents = listings.lines().map(|line| document(serde_json::from_str(line).expect("a listing")));
    index.rebuild(documents, Position::START).expect("an index is built");
    index
}

fn hits(index: &Index, text: &str) -> Vec<u128> {
    let (query, _) = Query::parse(&[("q", text)].into_iter().collect(), &PAGE_NAMES);
    let today = CivilDay::parse("2026-11-24").expect("a day");
    let found = index.search(&query, today, 0, 20).expect("the index answers");
    found.hits.into_iter().map(|hit| hit.id.uuid().as_u128()).collect()
}

#[test]
fn search_quality() {
    let index = collection();
    let questions: Questions = toml::from_str(&read("queries.toml")).expect("questions");
    assert!(questions.query.len() >= 60);
    let mut wrong = String::new();
    for question in questions.query {
        let hits = hits(&index, &question.text);
        if !question.first.iter().all(|id| hits.iter().take(question.first.len()).any(|hit| hit == id)) {
            let _ = writeln!(wrong, "{} ({}): {:?}, not {:?}", question.text, question.kind, question.first, hits);
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn what_was_probably_meant_is_proposed_and_a_known_word_is_not() {
    let index = collection();
    let today = CivilDay::parse("2026-11-24").expect("a day");
    let suggestion = |text: &str| {
        let query = Query { text: text.to_owned(), ..Query::default() };
        index.search(&query, today, 0, 5).expect("the index answers").suggestion
    };
    assert_eq!(suggestion("Orderpiker in de avond").as_deref(), Some("orderpicker in de avond"));
    for known in ["kok", "verpleegster", "kapster", "zwolle", ""] {
        assert_eq!(suggestion(known), None, "{known}");
    }
}

#[test]
fn hostile_questions_are_answered() {
    let index = collection();
    for text in [
        "a".repeat(100_000),
        "kok ".repeat(10_000),
        (0..10_000).map(|number| format!("w{number}")).collect::<Vec<_>>().join(" "),
        "\u{0}\u{1}\u{200f}\u{202e}kok\u{7f}".to_owned(),
        "\"kok\" AND title:* OR -(a~2)^9 [* TO *] {\u{ffff}".to_owned(),
        "'".repeat(5_000),
        "ééééééééééééééééééé ".repeat(50),
        "in ".repeat(500),
    ] {
        let _ = hits(&index, &text);
        let _ = index.search(&Query { text, ..Query::default() }, CivilDay::parse("2026-11-24").expect("a day"), 0, 20);
    }
}
