//! How much work a question is, counted in documents that are looked at, and that counting less never changes the best.
//! Never a clock: what a machine makes of it is for the load generator. Never production code.

use std::collections::BTreeSet;

use tantivy::query::{EnableScoring, Query as _};

use super::{ask, at, golden, id, listing, near, numbers, today, words};
use crate::domain::code::Code;
use crate::domain::listing::terms::{Hours, Sector};
use crate::domain::place::Places;
use crate::domain::search::{Found, ListingDocument, Query, Sort};
use crate::search::Index;
use crate::search::filter::Filter;
use crate::search::gather::{Gather, Gathered, Order};
use crate::search::query::Words;
use crate::search::schema::schema;
use crate::search::scoring::Scope;

const MANY: u32 = 600;

/// Listings all over the country, in several segments of which some have documents that are gone.
fn country() -> Index {
    let places: Vec<_> = Places::known().names().collect();
    let make = |number: u32| {
        let at = |step: u32, length: usize| (number.wrapping_mul(step) >> 3) as usize % length;
        let place = places[at(2_654_435_761, places.len())];
        let title = ["Kok", "Kok in de keuken", "Hulp van de kok", "Lasser", "Kok kok"][at(97, 5)];
        ListingDocument {
            place: Some(place.to_owned()),
            at: Places::known().find(place).map(|place| place.at),
            sector: Some(Sector::ALL[at(31, Sector::ALL.len())]),
            hours_min: Hours::from_hundredths(800),
            hours_max: Hours::from_hundredths(u16::try_from(900 + at(61, 3_000)).unwrap()),
            body: "Werk in de keuken. ".repeat(1 + at(13, 4)),
            ..listing(number, title)
        }
    };
    let index = Index::in_memory().unwrap();
    for (part, seq) in (0..5).zip(1..) {
        let documents: Vec<_> =
            (0..MANY).filter(|number| number % 5 == part).map(make).map(|d| (d.id, Some(d))).collect();
        index.apply(&documents, at(seq)).unwrap();
    }
    let gone: Vec<_> = (0..MANY).filter(|number| number % 7 == 0).map(|number| (id(number.into()), None)).collect();
    index.apply(&gone, at(6)).unwrap();
    index
}

fn gather(index: &Index, query: &Query, order: Order, most_counted: u64) -> Gathered {
    let view = index.state().view;
    let words = Words::of(&index.0.analyzer, &query.text);
    let scoring = EnableScoring::enabled_from_searcher(&view.searcher);
    let weight =
        (!words.is_empty()).then(|| words.query(&view.searcher, &schema().1, Scope::All).weight(scoring).unwrap());
    let filter = Filter::of(query, today());
    let question =
        Gather { words: weight.as_deref(), filter: &filter, order, after: None, window: 10, rings: &[], most_counted };
    question.run(&view).unwrap()
}

fn best(gathered: Gathered) -> Vec<u128> {
    gathered.hits(0, 0).into_iter().map(|(hit, _)| hit.id.uuid().as_u128()).collect()
}

use crate::domain::ids::Id as _;

#[test]
fn counting_less_never_changes_the_best() {
    let index = country();
    let circle = |km| Some(near("Zwolle", km));
    for text in ["", "kok", "keuken kok"] {
        for place in [None, circle(15), circle(60), circle(300)] {
            for sectors in [vec![], vec![Sector::Zorg, Sector::Bouw]] {
                for order in [Order::Score, Order::Newest, Order::Nearest] {
                    if (text.is_empty() && order == Order::Score) || (place.is_none() && order == Order::Nearest) {
                        continue;
                    }
                    let query = Query { near: place.clone(), sectors: sectors.clone(), ..words(text) };
                    let (all, some) = (gather(&index, &query, order, u64::MAX), gather(&index, &query, order, 20));
                    assert_eq!((some.total, some.more), (all.total.min(20), all.total > 20), "{query:?}");
                    assert!(some.looked_at <= all.looked_at);
                    assert_eq!(best(some), best(all), "{order:?} {query:?}");
                }
            }
        }
    }
}

#[test]
fn only_what_can_matter_is_looked_at() {
    let index = country();
    let looked_at = |query: &Query, order, most| gather(&index, query, order, most).looked_at;
    let everything = Query::default();
    assert_eq!(looked_at(&everything, Order::Newest, u64::MAX), u64::from(MANY));
    // As many as are counted, those that are gone, and the best of each segment.
    assert!(looked_at(&everything, Order::Newest, 20) < 150);
    // The cells of a circle, and not the country.
    let around = Query { near: Some(near("Zwolle", 15)), ..Query::default() };
    let (seen, found) =
        (looked_at(&around, Order::Nearest, u64::MAX), gather(&index, &around, Order::Nearest, u64::MAX).total);
    assert!(found > 5 && seen < u64::from(MANY) / 3, "{seen} {found}");
}

#[test]
fn a_hostile_question_is_little_work() {
    let index = country();
    let long = (0..10_000).map(|number| format!("w{number}")).collect::<Vec<_>>().join(" ");
    let marks = "\u{202e}\u{301}\"*(".repeat(1_000);
    let same = "kok ".repeat(25_000);
    for text in [long.as_str(), &marks, &same, &"é".repeat(100_000)] {
        let query = words(text);
        let made = Words::of(&index.0.analyzer, text);
        let words: usize = made.slots.iter().map(|slot| slot.asked.len()).sum();
        assert!(words <= 16, "{words} words");
        let found = index.search(&query, today(), u32::MAX, 20).unwrap();
        assert!(found.hits.is_empty());
        assert!(gather(&index, &query, Order::Score, u64::MAX).looked_at <= u64::from(MANY));
    }
}

/// One page after another, as the links lead.
fn page(index: &Index, query: &Query, before: Option<&Found>) -> Found {
    let after = before.and_then(|found| found.after.last().copied());
    index.search(&Query { after, ..query.clone() }, today(), 0, 10).unwrap()
}

fn orders() -> [Query; 4] {
    let around = Query { near: Some(near("Zwolle", 300)), ..Query::default() };
    [Query::default(), around, Query { sort: Some(Sort::Newest), ..words("keuken") }, words("keuken kok")]
}

/// What comes and goes while somebody reads: new ones before everything, and old ones that vanish.
fn change(index: &Index, seq: i64, gone: &[u128]) {
    let seq_number = u32::try_from(seq).unwrap();
    let new = (0..5).map(|n| listing(100_000 + seq_number * 10 + n, "Kok in de keuken")).map(|new| (new.id, Some(new)));
    let changes: Vec<_> = new.chain(gone.iter().map(|gone| (id(*gone), None))).collect();
    index.apply(&changes, at(seq)).unwrap();
}

#[test]
fn who_goes_through_pages_gets_nothing_twice_and_misses_nothing() {
    for query in orders() {
        let index = country();
        let whole = numbers(&ask(&index, &Query { after: None, ..query.clone() }));
        let first = page(&index, &query, None);
        let mut read = numbers(&first);
        let mut last = first;
        for seq in 10..14 {
            // One that was shown goes, and one that was to come.
            change(&index, seq, &[read[0], whole[read.len() + 3]]);
            last = page(&index, &query, Some(&last));
            read.extend(numbers(&last));
        }
        // As it was when the reading began: the database leaves out what went.
        assert_eq!(read, whole[..50], "{query:?}");
    }
}

#[test]
fn pages_go_on_in_their_order_when_what_was_shown_is_long_past() {
    for query in &orders()[..3] {
        let index = country();
        let whole = numbers(&ask(&index, query));
        let first = page(&index, query, None);
        for seq in 10..40 {
            change(&index, seq, &[]);
        }
        let second = page(&index, query, Some(&first));
        let new = |number: &u128| *number >= 100_000;
        let read: Vec<u128> =
            numbers(&first).into_iter().chain(numbers(&second)).filter(|number| !new(number)).collect();
        assert_eq!(read, whole[..read.len()], "{query:?}");
        assert_eq!(read.iter().collect::<BTreeSet<_>>().len(), read.len());
    }
}

#[test]
fn wider_circles_are_counted_when_little_is_found() {
    let index = golden();
    let query = Query { near: Some(near("Dalfsen", 5)), ..words("keuken") };
    assert_eq!(ask(&index, &query).wider, [(10, 1), (15, 2), (25, 2), (50, 2), (100, 2)]);
    let many = country();
    let found = ask(&many, &Query { near: Some(near("Zwolle", 100)), ..Query::default() });
    assert!(found.total > 50 && found.wider.is_empty());
}
