//! The program is killed as it starts, its index is damaged, it is started twice: nobody is needed. (What is killed in
//! the middle of work is in `tests/faults`.)
//! Never on a fixed clock: these are real processes on real files.

mod quiet;

use std::fs;
use std::time::{Duration, Instant};

use super::support::chance::Dice;
use super::support::installation::{Installation, Visitor, free_address};
use super::support::settled::{FOUND_WITHIN, assert_index_is_equal, found, imported, wait_until_found};
use super::support::street::Street;

#[test]
#[ignore = "needs ten seconds: kills the program 12 times before it was ever ready"]
fn a_first_start_that_was_killed_needs_nobody() {
    let mut dice = Dice(0x00f1_2575_7a27);
    for _ in 0..12 {
        let home = Installation::new("first");
        let starting = home.start();
        std::thread::sleep(Duration::from_millis(dice.below(150) as u64));
        starting.kill();
        let mut server = home.start();
        server.wait_until_ready();
        assert_eq!(server.stop(), Some(0));
        assert_index_is_equal(&home);
    }
}

/// A way to spoil an index.
type Harm = (&'static str, fn(&Installation));

const HARMS: &[Harm] = &[
    ("the directory is gone", |home| fs::remove_dir_all(home.index()).expect("it can be removed")),
    ("the largest file is cut", |home| {
        let largest = &home.index_files()[0];
        let length = fs::metadata(largest).expect("it is there").len();
        fs::File::options().write(true).open(largest).expect("it opens").set_len(length / 2).expect("it can be cut");
    }),
    ("a byte of the largest file is another", |home| {
        let largest = &home.index_files()[0];
        let mut bytes = fs::read(largest).expect("it can be read");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x40;
        fs::write(largest, bytes).expect("it can be written");
    }),
    ("a file is missing", |home| fs::remove_file(&home.index_files()[0]).expect("it can be removed")),
    ("CURRENT holds garbage", |home| {
        fs::write(home.index().join("CURRENT"), b"\xff\xfe\x00 gen-?\n\n").expect("it can be written");
    }),
    ("CURRENT is empty", |home| fs::write(home.index().join("CURRENT"), "").expect("it can be written")),
    ("CURRENT names what is not there", |home| {
        let current = fs::read_to_string(home.index().join("CURRENT")).expect("it can be read");
        let fingerprint = current.lines().nth(1).unwrap_or_default();
        fs::write(home.index().join("CURRENT"), format!("gen-999\n{fingerprint}\n")).expect("it can be written");
    }),
    ("the list of segments is empty", |home| {
        let path = home.index_files().into_iter().find(|path| path.ends_with("meta.json")).expect("there is a list");
        fs::write(path, "").expect("it can be written");
    }),
];

#[test]
fn a_spoilt_index_is_noticed_and_built_again() {
    let home = Installation::new("spoilt");
    home.furnish(60);
    let everything: Vec<String> = (0..60).map(imported).collect();
    home.must(&["search", "rebuild"]);
    assert_index_is_equal(&home);
    for (what, spoil) in HARMS {
        spoil(&home);
        let check = home.run(&["search", "check"]);
        assert_eq!(check.code, Some(1), "{what}: {check:?}");
        assert!(check.stdout.contains(r#""equal":false"#), "{what}: {check:?}");
        assert!(
            check.stderr.contains("The index cannot be used") && check.stderr.contains("search rebuild"),
            "{check:?}"
        );
        let mut server = home.start();
        server.wait_until_ready();
        wait_until_found(home.address, everything.clone(), FOUND_WITHIN);
        assert_index_is_equal(&home);
        assert_eq!(server.stop(), Some(0), "{what}");
        assert_index_is_equal(&home);
    }
    // The index may be deleted at any time, also while pages are served from it.
    let mut server = home.start();
    server.wait_until_ready();
    fs::remove_dir_all(home.index()).expect("it can be removed");
    assert_eq!(
        found(home.address),
        {
            let mut all = everything.clone();
            all.sort_unstable();
            all
        },
        "what is open still answers"
    );
    let started = Instant::now();
    while !home.index().join("CURRENT").exists() {
        assert!(started.elapsed() < FOUND_WITHIN, "it is not built again:\n{}", server.end_of_log());
        std::thread::sleep(Duration::from_millis(20));
    }
    server.wait_until_ready();
    wait_until_found(home.address, everything, FOUND_WITHIN);
    assert_eq!(server.stop(), Some(0));
    assert_index_is_equal(&home);
    assert!(!home.logs().contains("panicked"), "{}", home.directory.display());
}

/// Posts a listing through one server and approves it through another; gives its title.
fn post_and_approve(street: &Street) -> String {
    street.employer_step().expect("a draft");
    street.employer_step().expect("sent in");
    street.netwerker_step().expect("approved");
    let ledger = street.ledger();
    assert!(ledger.faults.is_empty(), "{:#?}", ledger.faults);
    ledger.listings.last().expect("there is one").title.clone()
}

#[test]
fn two_programs_share_a_database_and_an_index() {
    let home = Installation::new("two");
    let [employer, netwerker] = home.furnish(5);
    let mut titles: Vec<String> = (0..5).map(imported).collect();
    let mut first = home.start();
    first.wait_until_ready();
    // At the same address it says why it does not start.
    let mut same = home.start();
    assert_eq!(same.wait(), Some(1), "{}", same.end_of_log());
    assert!(same.end_of_log().contains("while listening on"), "{}", same.end_of_log());
    let mut second = home.start_at(free_address());
    second.wait_until_ready();
    let log_in = |link: &str| Visitor::logged_in(home.address, link);
    let mut street = Street::new(log_in(&employer), log_in(&netwerker), Visitor::new(home.address));
    for _ in 0..3 {
        titles.push(post_and_approve(&street));
        wait_until_found(first.address, titles.clone(), FOUND_WITHIN);
        wait_until_found(second.address, titles.clone(), FOUND_WITHIN);
    }
    // Who writes the index dies; the other takes over. The same people, with the sessions that they have.
    first.kill();
    for visitor in [&mut street.employer, &mut street.netwerker, &mut street.seeker] {
        *visitor = visitor.at(second.address);
    }
    titles.push(post_and_approve(&street));
    wait_until_found(second.address, titles.clone(), FOUND_WITHIN);
    let mut first = home.start();
    first.wait_until_ready();
    titles.push(post_and_approve(&street));
    wait_until_found(first.address, titles.clone(), FOUND_WITHIN);
    wait_until_found(second.address, titles.clone(), FOUND_WITHIN);
    assert_index_is_equal(&home);
    assert_eq!((first.stop(), second.stop()), (Some(0), Some(0)));
    assert_index_is_equal(&home);
    assert!(!home.logs().contains("panicked"), "{}", home.directory.display());
}

#[test]
fn two_programs_start_for_the_first_time_at_once() {
    for _ in 0..5 {
        let home = Installation::new("both");
        let mut both = [home.start(), home.start_at(free_address())];
        for server in &mut both {
            server.wait_until_ready();
        }
        for server in both {
            assert_eq!(server.stop(), Some(0));
        }
        assert_index_is_equal(&home);
    }
}
