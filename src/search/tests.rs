//! Golden questions over a few listings, and what must hold of the index whatever happens to it. Never production code.

mod disk;
mod order;
mod work;

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use crate::domain::civil_day::CivilDay;
use crate::domain::code::Code;
use crate::domain::ids::{ChangeId, Id, ListingId};
use crate::domain::listing::ListingKind;
use crate::domain::listing::terms::{DutchLevel, Education, Hours, Sector, SupportKind};
use crate::domain::place::{Places, Point};
use crate::domain::search::{Facets, Found, ListingDocument, Near, Position, Query, Sort};
use crate::search::{Index, digest};

fn id(number: u128) -> ListingId {
    ListingId::from_uuid(Uuid::from_u128(number))
}

fn day(text: &str) -> CivilDay {
    CivilDay::parse(text).unwrap()
}

fn today() -> CivilDay {
    day("2026-11-22")
}

fn at(seq: i64) -> Position {
    Position { seq, change: Some(ChangeId::from_uuid(Uuid::from_u128(seq.unsigned_abs().into()))) }
}

fn hours(whole: u16) -> Option<Hours> {
    Hours::from_hundredths(whole * 100)
}

/// A listing of which the number is the age: the highest is the newest.
pub fn listing(number: u32, title: &str) -> ListingDocument {
    let published: DateTime<Utc> = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
    ListingDocument {
        id: id(u128::from(number)),
        title: title.to_owned(),
        employer: "Bakkerij De Vries".to_owned(),
        body: "Leuk werk in een fijn team.".to_owned(),
        kind: ListingKind::Vacature,
        sector: None,
        place: None,
        at: None,
        hours_min: None,
        hours_max: None,
        education: None,
        dutch: None,
        support: Vec::new(),
        days: Vec::new(),
        shifts: Vec::new(),
        published_at: published + TimeDelta::hours(i64::from(number)),
        closes_on: None,
    }
}

/// Twelve listings around Dalfsen: number, title, employer, place, body, branch, hours, last day.
const LISTINGS: &str = "\
1|Schoonmaker|Schoon & Zo|Dalfsen|Je maakt kantoren en huizen schoon.|schoonmaak|12-20|
2|Medewerker schoonmaak|Zorggroep Vecht|Ommen|Schoonmaken in een verpleeghuis.|schoonmaak|16-24|
3|Kok|Restaurant De Brug|Dalfsen|Je kookt in de keuken van ons café.|horeca|24-38|
4|Hulp in de keuken|Hotel Zwolle|Zwolle|Afwassen en groente snijden voor de kok.|horeca|8-16|
5|Vrachtwagenchauffeur|Transport Vos|Zwolle|Je rijdt op een wagen met kraan.|logistiek|40-40|
6|Magazijnmedewerker|Logistiek Centrum|Nieuwleusen|Inpakken. Bijna elk huis krijgt iets van ons.|logistiek|32-40|
7|Verzorgende|Zorggroep Vecht|Lemelerveld|Zorg voor ouderen. Coöperatieve collega's.|zorg|16-32|
8|Hovenier|Groen bij Huis|Dalfsen|Tuinen aanleggen en onderhouden.|groen||
9|Timmerman|Bouwbedrijf Oost|Ommen|Je bouwt huizen van hout.|bouw|36-40|2026-11-22
10|Conciërge|Basisschool 't Nijrees|Dalfsen|Kleine klussen in de school.|onderwijs|20-20|2026-11-21
11|Verkoopmedewerker|Super Dalfsen||Vakken vullen in de winkel.|winkel|6-12|2027-01-31
12|Monteur|Techniek Zwolle BV|Zwolle|Reparatie van machines.|techniek|32-40|";

fn listings() -> Vec<ListingDocument> {
    let mut made: Vec<ListingDocument> = LISTINGS.lines().map(document).collect();
    made[1].kind = ListingKind::Werkstage;
    made[3].kind = ListingKind::Werkstage;
    made[3].support = vec![SupportKind::Buddy, SupportKind::Jobcoach];
    made[0].support = vec![SupportKind::Jobcoach];
    made[0].education = Some(Education::None);
    made[3].education = Some(Education::None);
    made[11].education = Some(Education::Mbo);
    made[0].dutch = Some(DutchLevel::A2);
    made
}

fn document(line: &str) -> ListingDocument {
    let parts: Vec<&str> = line.split('|').collect();
    let [number, title, employer, place, body, sector, between, closes] = parts[..] else { panic!("{line}") };
    let (min, max) = between.split_once('-').unwrap_or_default();
    ListingDocument {
        employer: employer.to_owned(),
        body: body.to_owned(),
        sector: Sector::from_code(sector),
        place: (!place.is_empty()).then(|| place.to_owned()),
        at: Places::known().find(place).map(|place| place.at),
        hours_min: Hours::parse(min).ok(),
        hours_max: Hours::parse(max).ok(),
        closes_on: CivilDay::parse(closes),
        ..listing(number.parse().unwrap(), title)
    }
}

fn golden() -> Index {
    let index = Index::in_memory().unwrap();
    index.rebuild(listings(), at(12)).unwrap();
    index
}

fn words(text: &str) -> Query {
    Query { text: text.to_owned(), ..Query::default() }
}

fn near(place: &str, radius_km: u16) -> Near {
    Near { place: Places::known().find(place).unwrap().clone(), radius_km }
}

fn ask(index: &Index, query: &Query) -> Found {
    index.search(query, today(), 0, 100).unwrap()
}

fn numbers(found: &Found) -> Vec<u128> {
    found.hits.iter().map(|hit| hit.id.uuid().as_u128()).collect()
}

fn found(query: &Query) -> Vec<u128> {
    let answer = ask(shared(), query);
    assert_eq!(answer.total, answer.hits.len() as u64);
    numbers(&answer)
}

fn set(numbers: Vec<u128>) -> BTreeSet<u128> {
    numbers.into_iter().collect()
}

#[test]
fn words_find_their_other_forms() {
    for (question, expected) in [
        ("huis", &[1, 6, 8, 9][..]),
        // A name is no running text: "Groen bij Huis" is not called "huizen".
        ("huizen", &[1, 6, 9]),
        ("schoonmaak", &[1, 2]),
        ("schoonmaker", &[1, 2]),
        ("SCHOONMAKEN", &[1, 2]),
        ("keukens", &[3, 4]),
        ("wagens", &[5]),
        ("vrachtwagen", &[5]),
        ("cafe", &[3]),
        ("café", &[3]),
        ("cafe\u{301}", &[3]),
        ("cooperatieve", &[7]),
        ("concierge", &[]),
        ("timmerlieden", &[9]),
        ("ommen", &[2, 9]),
        ("zorggroep vecht", &[2, 7]),
        ("kok dalfsen", &[3]),
        // What is a help in the kitchen first, and then what else is in a kitchen.
        ("hulp in de keuken", &[3, 4]),
        // Who drives in a magazijn is meant too, and a driver is near that.
        ("magazijn", &[5, 6]),
        ("maga", &[6]),
        ("'t Nijrees", &[]),
    ] {
        assert_eq!(set(found(&words(question))), expected.iter().copied().collect(), "{question}");
    }
}

#[test]
fn a_word_in_the_title_counts_most() {
    assert_eq!(found(&words("kok")), [3, 4]);
    assert_eq!(found(&words("zorg"))[0], 7);
    assert_eq!(found(&words("zwolle monteur")), [12]);
}

#[test]
fn when_nothing_has_all_words_some_will_do() {
    assert_eq!(set(found(&words("kok lasser ruimtevaart"))), [3, 4].into());
    assert!(found(&words("lasser")).is_empty());
    assert!(found(&words(&"x".repeat(200))).is_empty());
}

#[test]
fn what_closed_is_hidden_and_the_last_day_counts() {
    assert!(found(&words("timmerman")).contains(&9));
    assert!(found(&words("conciërge")).is_empty());
    let index = golden();
    assert_eq!(index.search(&Query::default(), day("2026-11-21"), 0, 0).unwrap().total, 12);
    assert_eq!(index.search(&Query::default(), day("2026-11-23"), 0, 0).unwrap().total, 10);
    assert_eq!(index.search(&Query::default(), day("2199-12-31"), 0, 0).unwrap().total, 9);
    assert_eq!(index.document_count(), 12);
}

#[test]
fn hours_overlap() {
    let asked = |min: Option<u16>, max: Option<u16>| {
        let query = Query { hours_min: min.and_then(hours), hours_max: max.and_then(hours), ..Query::default() };
        set(found(&query))
    };
    assert_eq!(asked(None, Some(12)), [1, 4, 11].into());
    assert_eq!(asked(Some(40), None), [5, 6, 9, 12].into());
    assert_eq!(asked(Some(25), Some(30)), [3, 7].into());
    // The hovenier says nothing of hours.
    assert_eq!(asked(Some(1), Some(60)).len(), 10);
    assert_eq!(asked(None, None).len(), 11);
}

#[test]
fn a_place_is_a_circle() {
    let around = |km| Query { near: Some(near("Dalfsen", km)), ..Query::default() };
    // Ommen lies at 10.99 km, Zwolle at 11.19, Lemelerveld at 9.18, Nieuwleusen at 7.58.
    assert_eq!(set(found(&around(5))), [1, 3, 8].into());
    assert_eq!(set(found(&around(10))), [1, 3, 6, 7, 8].into());
    let answer = ask(shared(), &around(10));
    assert_eq!(answer.wider, [(15, 10), (25, 10), (50, 10), (100, 10)]);
    assert!(answer.hits.iter().all(|hit| hit.distance_km.is_some_and(|km| km <= 10.0)));
    let far = ask(shared(), &around(300));
    assert_eq!((far.total, far.wider.len()), (10, 0));
    let utrecht = ask(shared(), &Query { near: Some(near("Maastricht", 5)), ..Query::default() });
    assert_eq!((utrecht.total, utrecht.wider.last()), (0, Some(&(100, 0))));
}

#[test]
fn counts_ignore_the_choices_of_their_own_group() {
    let query = Query { sectors: vec![Sector::Horeca], kinds: vec![ListingKind::Werkstage], ..Query::default() };
    let answer = ask(shared(), &query);
    assert_eq!((answer.total, numbers(&answer)), (1, vec![4]));
    assert_eq!(answer.facets.kinds, [(ListingKind::Vacature, 1), (ListingKind::Werkstage, 1)]);
    assert_eq!(answer.facets.sectors, [(Sector::Horeca, 1), (Sector::Schoonmaak, 1)]);
    assert_eq!(answer.facets.support, [(SupportKind::Jobcoach, 1), (SupportKind::Buddy, 1)]);
    assert_eq!(answer.facets.educations, [(Education::None, 1)]);
    // A choice that was made is named, also when nothing has it.
    let none = ask(shared(), &Query { dutch: vec![DutchLevel::C2], ..Query::default() });
    assert_eq!(none.facets.dutch, [(DutchLevel::A2, 1), (DutchLevel::C2, 0)]);
    assert_eq!(none.facets.kinds, []);
}

#[test]
fn a_count_is_what_the_choice_gives() {
    let index = golden();
    let base = Query {
        text: "werk zorg keuken huis".to_owned(),
        near: Some(near("Dalfsen", 15)),
        kinds: vec![ListingKind::Vacature],
        ..Query::default()
    };
    let Facets { kinds, sectors, .. } = ask(&index, &base).facets;
    assert!(!sectors.is_empty());
    for (sector, count) in sectors {
        assert_eq!(ask(&index, &Query { sectors: vec![sector], ..base.clone() }).total, count, "{sector:?}");
    }
    for (kind, count) in kinds {
        assert_eq!(ask(&index, &Query { kinds: vec![kind], ..base.clone() }).total, count, "{kind:?}");
    }
}

#[test]
fn the_order_is_what_was_asked() {
    let newest = found(&Query::default());
    assert_eq!(newest, [12, 11, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    let nearest = found(&Query { near: Some(near("Ommen", 100)), sort: Some(Sort::Nearest), ..Query::default() });
    // Two in Ommen, the newest first; then Lemelerveld, Dalfsen (three), Nieuwleusen, Zwolle (three).
    assert_eq!(nearest[..2], [9, 2]);
    let dalfsen = nearest.iter().position(|number| *number == 8).unwrap();
    assert_eq!(nearest[dalfsen..dalfsen + 3], [8, 3, 1]);
    assert_eq!(nearest[nearest.len() - 3..], [12, 5, 4]);
    assert_eq!(found(&Query { sort: Some(Sort::Newest), ..words("huis") }), [9, 8, 6, 1]);
}

#[test]
fn equal_documents_come_newest_first_then_by_identifier() {
    let index = Index::in_memory().unwrap();
    let of_the_same_age =
        |number: u32| ListingDocument { published_at: listing(number % 4, "").published_at, ..listing(number, "Kok") };
    index.rebuild((1..=20).rev().map(of_the_same_age), at(1)).unwrap();
    let answer = numbers(&ask(&index, &words("kok")));
    assert_eq!(answer, [3, 7, 11, 15, 19, 2, 6, 10, 14, 18, 1, 5, 9, 13, 17, 4, 8, 12, 16, 20]);
}

#[test]
fn pages_give_everything_once() {
    let index = Index::in_memory().unwrap();
    // Several commits: several segments.
    for part in 0..5u32 {
        let changes: Vec<_> =
            (1..=20).map(|n| listing(part * 20 + n, "Kok in de keuken")).map(|d| (d.id, Some(d))).collect();
        index.apply(&changes, at(i64::from(part))).unwrap();
    }
    for query in [Query::default(), words("kok"), words("keuken kok")] {
        let whole = numbers(&ask(&index, &query));
        let pages: Vec<u128> =
            (0..15).flat_map(|page| numbers(&index.search(&query, today(), page * 7, 7).unwrap())).collect();
        assert_eq!(pages, whole);
        assert_eq!(set(pages).len(), 100);
        let beyond = index.search(&query, today(), u32::MAX, u32::MAX).unwrap();
        assert_eq!((beyond.total, beyond.hits.len()), (100, 0));
    }
}

#[test]
fn changes_are_seen_at_once() {
    let index = golden();
    let before = index.generation();
    let mut changed = listings().remove(2);
    changed.title = "Loodgieter".to_owned();
    index.apply(&[(changed.id, Some(changed.clone())), (id(4), None), (id(99), None)], at(15)).unwrap();
    assert!(index.generation() > before);
    assert_eq!((index.position(), index.document_count()), (Some(at(15)), 11));
    assert_eq!(numbers(&ask(&index, &words("loodgieter"))), [3]);
    assert!(ask(&index, &words("kok")).hits.is_empty());
    // Twice in one commit: the last holds.
    index
        .apply(&[(changed.id, Some(changed.clone())), (changed.id, None), (changed.id, Some(changed))], at(16))
        .unwrap();
    assert_eq!(ask(&index, &words("loodgieter")).total, 1);
}

#[test]
fn changing_and_rebuilding_make_the_same_index() {
    let changed = Index::in_memory().unwrap();
    for (seq, part) in (0..).step_by(2).zip(listings().chunks(3)) {
        let draft =
            |document: &ListingDocument| ListingDocument { title: "Eerst iets anders".to_owned(), ..document.clone() };
        let mut drafts: Vec<_> = part.iter().map(|document| (document.id, Some(draft(document)))).collect();
        drafts.push((id(500), Some(listing(500, "Weg"))));
        changed.apply(&drafts, at(seq)).unwrap();
        let mut finals: Vec<_> = part.iter().map(|document| (document.id, Some(document.clone()))).collect();
        finals.push((id(500), None));
        changed.apply(&finals, at(seq + 1)).unwrap();
    }
    let rebuilt = golden();
    assert_eq!(changed.digests().unwrap(), rebuilt.digests().unwrap());
    let of_database = listings().iter().map(|document| (document.id, digest(document))).collect();
    assert_eq!(rebuilt.digests().unwrap(), of_database);
    for query in [
        Query::default(),
        words("huis"),
        words("keuken kok"),
        Query { near: Some(near("Zwolle", 15)), ..Query::default() },
    ] {
        let (one, other) = (ask(&changed, &query), ask(&rebuilt, &query));
        assert_eq!((one.total, &one.facets, &one.wider), (other.total, &other.facets, &other.wider));
        assert_eq!(set(numbers(&one)), set(numbers(&other)));
    }
}

#[test]
fn similar_listings_share_a_word_or_the_branch_and_are_near() {
    let index = golden();
    let all = listings();
    let like = |number: usize| -> Vec<u128> {
        index.similar(&all[number - 1], today(), 5).unwrap().iter().map(|hit| hit.id.uuid().as_u128()).collect()
    };
    assert_eq!(like(1), [2]);
    assert_eq!(like(3), [4]);
    // The magazijnmedewerker shares no word, but the branch.
    assert_eq!(like(5), [6]);
    // A closed listing still has others like it, and is never one.
    assert!(like(10).is_empty());
    let nearby = ListingDocument { title: "Iets nieuws".to_owned(), id: id(77), ..all[0].clone() };
    let hits = index.similar(&nearby, today(), 1).unwrap();
    assert_eq!((hits.len(), hits[0].id, hits[0].distance_km), (1, id(1), Some(0.0)));
}

#[test]
fn a_document_at_no_place_is_near_nothing() {
    let index = Index::in_memory().unwrap();
    let somewhere = ListingDocument { at: Some(Point { lat: f64::NAN, lon: 6.0 }), ..listing(1, "Kok") };
    index.rebuild([somewhere, listing(2, "Kok")], at(1)).unwrap();
    assert_eq!(ask(&index, &words("kok")).total, 2);
    assert_eq!(ask(&index, &Query { near: Some(near("Dalfsen", 300)), ..words("kok") }).total, 0);
}

#[test]
fn hostile_questions_find_nothing_bad() {
    let index = golden();
    let long_words = (0..100).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
    for text in [
        "\"",
        "\"kok",
        "kok*",
        "*",
        "title:kok",
        "(((((((",
        "a AND OR NOT",
        "kok^1e999",
        "~~~~",
        "[* TO *]",
        "\u{202e}kok\u{202c}",
        "\u{0}\u{1}\u{7f}",
        "\u{300}\u{301}\u{302}",
        "🦀🦀🦀",
        "ﷺ",
        "İıſßŒ",
        "\u{1d518}\u{1d52b}",
        &long_words,
        "é́́́́́́́",
    ] {
        let query = words(text);
        ask(&index, &query);
        index.snippet(&query, text);
        index.similar(&listing(1, text), today(), 10).unwrap();
    }
    assert_eq!(set(numbers(&ask(&index, &words("\u{202e}kok\u{202c}*\"")))), [3, 4].into());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_question_has_an_answer(
        text in "\\PC{0,200}|[a-z \"*:^~()+-]{0,200}|(kok|de|huis| |\u{301}|\u{200f}|\"){0,60}",
        (offset, limit, min, max) in (0u32..50, 0u32..50, 0u16..7_000, 0u16..7_000),
        (kind, sector, km) in (0usize..12, 0usize..12, 0u16..310),
    ) {
        let index = shared();
        let query = Query {
            text,
            kinds: ListingKind::ALL.get(kind).copied().into_iter().collect(),
            sectors: Sector::ALL.get(sector).copied().into_iter().collect(),
            near: (km > 0).then(|| near("Dalfsen", km)),
            hours_min: Hours::from_hundredths(min),
            hours_max: Hours::from_hundredths(max),
            ..Query::default()
        };
        let answer = index.search(&query, today(), offset, limit).unwrap();
        let left = answer.total.saturating_sub(u64::from(offset)).min(u64::from(limit));
        prop_assert_eq!(answer.hits.len() as u64, left);
        for (radius_km, count) in answer.wider {
            let near = query.near.clone().map(|near| Near { radius_km, ..near });
            let wider = index.search(&Query { near, ..query.clone() }, today(), 0, 1).unwrap();
            prop_assert_eq!(count, wider.total, "within {} km", radius_km);
        }
        index.snippet(&query, &query.text);
    }
}

fn shared() -> &'static Index {
    static INDEX: std::sync::OnceLock<Index> = std::sync::OnceLock::new();
    INDEX.get_or_init(golden)
}
