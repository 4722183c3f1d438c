//! What decides between listings that fit the words alike, and that it is told. Never production code.

use super::*;
use crate::domain::listing::terms::{Day, DutchLevel};
use crate::domain::search::{How, Where};

/// Three cooks of the same day with these changes stand in this order, and each scores less than the one before. The first
/// has the highest number, so that no order of equals is this one.
#[track_caller]
fn stand_in_order(query: &Query, changes: [fn(&mut ListingDocument); 3]) -> Index {
    let index = Index::in_memory().unwrap();
    let documents = (1..).zip(changes).map(|(place, change)| {
        let mut document = ListingDocument { published_at: listing(1, "").published_at, ..listing(4 - place, "Kok") };
        change(&mut document);
        document
    });
    index.rebuild(documents, at(1)).unwrap();
    let answer = ask(&index, query);
    assert_eq!(numbers(&answer), [3, 2, 1]);
    assert!(answer.after.is_sorted_by(|one, other| one.first > other.first), "{:?}", answer.after);
    index
}

#[test]
fn what_is_fresh_comes_first() {
    stand_in_order(
        &words("kok"),
        [|_| {}, |d| d.published_at -= TimeDelta::days(20), |d| d.published_at -= TimeDelta::days(60)],
    );
}

#[test]
fn what_tells_more_comes_first() {
    stand_in_order(
        &words("kok"),
        [
            |d| {
                (d.hours_min, d.sector) = (hours(24), Some(Sector::Horeca));
                (d.dutch, d.days) = (Some(DutchLevel::A2), vec![Day::Ma]);
            },
            |d| d.hours_min = hours(24),
            |_| {},
        ],
    );
}

#[test]
fn what_is_near_comes_first() {
    let somewhere = Query { near: Some(near("Dalfsen", 100)), ..words("kok") };
    stand_in_order(
        &somewhere,
        [
            |d| d.at = Some(near("Dalfsen", 5).place.at),
            |d| d.at = Some(near("Ommen", 5).place.at),
            |d| d.at = Some(near("Hardenberg", 5).place.at),
        ],
    );
}

#[test]
fn the_work_counts_more_than_all_of_these_together() {
    let somewhere = Query { near: Some(near("Dalfsen", 100)), ..words("kok") };
    let index = stand_in_order(
        &somewhere,
        [
            |d| {
                d.at = Some(near("Hardenberg", 5).place.at);
                d.published_at -= TimeDelta::days(180);
            },
            |d| {
                d.title = "Hulp in de keuken".to_owned();
                d.body = "Samen met de kok maak je eten. ".repeat(12);
                (d.at, d.hours_min) = (Some(near("Dalfsen", 5).place.at), hours(24));
                (d.sector, d.dutch) = (Some(Sector::Horeca), Some(DutchLevel::A2));
            },
            |d| {
                d.title = "Afwasser".to_owned();
                d.body = "De kok helpen.".to_owned();
                d.at = Some(near("Hardenberg", 5).place.at);
            },
        ],
    );
    let answer = ask(&index, &somewhere);
    let told: Vec<_> = index.explain(&somewhere, &answer.hits).unwrap().into_iter().map(Option::unwrap).collect();
    let reasons: Vec<_> = told.iter().map(|why| why.words[0].1.clone().unwrap()).map(|r| (r.how, r.place)).collect();
    assert_eq!(reasons, [(How::Typed, Where::Title), (How::Typed, Where::Text), (How::Typed, Where::Text)]);
    let together: Vec<f64> =
        told.iter().map(|why| f64::from(why.score) * why.freshness * why.completeness * why.nearness).collect();
    assert!(together.is_sorted_by(|one, other| one > other), "{told:#?}");
    assert!(told[0].freshness < 0.86 && told[1].completeness > told[0].completeness && told[1].nearness > 0.99);
}

#[test]
fn a_listing_that_is_gone_makes_no_other_older() {
    let fill = |withdrawn: bool| {
        let index = Index::in_memory().unwrap();
        let newest = listing(90, "Kok");
        index.apply(&[(listing(1, "").id, Some(listing(1, "Kok"))), (newest.id, Some(newest.clone()))], at(1)).unwrap();
        if withdrawn {
            index.apply(&[(newest.id, None)], at(2)).unwrap();
        } else {
            index.rebuild([listing(1, "Kok")], at(2)).unwrap();
        }
        ask(&index, &words("kok"))
    };
    let (left, built) = (fill(true), fill(false));
    assert_eq!(numbers(&left), numbers(&built));
    let factor = |found: &Found| found.after[0].first / f64::from(found.hits[0].score);
    assert!((factor(&left) - factor(&built)).abs() < 1e-6, "{left:?} {built:?}");
}

#[test]
fn one_word_of_a_phrase_is_told() {
    let index = Index::in_memory().unwrap();
    let document = ListingDocument { title: "Docent wiskunde".to_owned(), ..listing(1, "") };
    index.rebuild([document], at(1)).unwrap();
    let question = words("leraar aardrijkskunde");
    let answer = ask(&index, &question);
    for why in index.explain(&question, &answer.hits).unwrap() {
        assert!(why.unwrap().words.iter().any(|(_, reason)| reason.is_some()), "what was found is told");
    }
}

#[test]
fn a_word_that_means_the_same_or_was_misspelt_is_told() {
    let index = golden();
    let why = |text: &str| {
        let question = words(text);
        let answer = ask(&index, &question);
        let told = index.explain(&question, &answer.hits[..1]).unwrap().remove(0).unwrap();
        told.words.into_iter().map(|(typed, reason)| (typed, reason.map(|reason| reason.how))).collect::<Vec<_>>()
    };
    let same = why("poetshulp");
    assert!(matches!(&same[0].1, Some(How::Same(_) | How::Meant(_))), "{same:?}");
    let corrected = why("timerman");
    assert_eq!(corrected, [("timerman".to_owned(), Some(How::Corrected("timmerman".to_owned())))]);
    assert_eq!(why("kok ruimtevaart")[1], ("ruimtevaart".to_owned(), None));
    assert_eq!(index.explain(&words("kok"), &[]).unwrap(), Vec::new(), "nothing is told of an answer without hits");
}
