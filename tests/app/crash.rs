//! The program is killed, its index is damaged, it is started twice: what was answered stays true, and nobody is needed.
//! Never on a fixed clock: these are real processes on real files.

pub mod program;
mod traffic;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use diesel::RunQueryDsl;
use program::{Installation, Visitor, ends_with, files_in, free_address};
use serde_json::json;
use traffic::{Deed, Street, name_of};

const KVK: &str = "01234567";
/// How soon what was approved must be found.
const FOUND_WITHIN: Duration = Duration::from_secs(3);

/// The same numbers every time; what they hit differs with the machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    fn millis(&mut self, limit: u64) -> Duration {
        Duration::from_millis(self.below(limit))
    }

    fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).expect("it is below a length")
    }
}

/// Figures for the report: `cargo test -- --include-ignored --nocapture crash`.
#[expect(clippy::print_stderr, reason = "what was measured is worth reading, also when nothing failed")]
pub fn report(text: &str) {
    eprintln!("{text}");
}

pub fn posting(number: usize) -> serde_json::Value {
    json!({
        "identifier": number.to_string(), "title": format!("Kok nummer {number}"),
        "description": format!("Je kookt in keuken {number} voor {} gasten.", number * 7),
        "hiringOrganization": {"name": "De Groene Kracht", "identifier": KVK},
        "jobLocation": {"address": {"postalCode": "7721 AB", "addressLocality": "Dalfsen"}},
        "workHours": "24-32",
    })
}

/// An installation with an employer, a netwerker and an admin, and this many listings.
fn furnished(name: &str, listings: usize) -> (Installation, [String; 2]) {
    let home = Installation::new(name);
    home.import((0..listings).map(posting));
    home.account("admin", &[]);
    let links = [home.account("employer", &["--organisation", KVK]), home.account("netwerker", &[])];
    (home, links)
}

/// The titles that everybody finds.
fn found(address: std::net::SocketAddr) -> Vec<String> {
    let visitor = Visitor::new(address);
    let mut titles = Vec::new();
    for page in 1.. {
        let answer = visitor.get(&format!("/api/v1/listings?per_page=100&page={page}")).expect("the server answers");
        assert_eq!(answer.status, 200, "{}", answer.body);
        let body: serde_json::Value = serde_json::from_str(&answer.body).expect("the API speaks JSON");
        let items = body["items"].as_array().expect("there are items");
        titles.extend(items.iter().map(|item| item["title"].as_str().unwrap_or_default().to_owned()));
        if items.len() < 100 {
            break;
        }
    }
    titles.sort_unstable();
    titles
}

/// Waits until exactly these titles are found, each once; gives how long that took.
#[track_caller]
fn wait_until_found(address: std::net::SocketAddr, mut titles: Vec<String>) -> Duration {
    titles.sort_unstable();
    let started = Instant::now();
    loop {
        let found = found(address);
        if found == titles {
            return started.elapsed();
        }
        let missing: Vec<_> = titles.iter().filter(|title| !found.contains(title)).collect();
        let late = started.elapsed() > FOUND_WITHIN;
        assert!(!late, "not found: {missing:?}; found {} of {}", found.len(), titles.len());
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[track_caller]
fn assert_index_is_equal(home: &Installation) {
    let said: serde_json::Value = serde_json::from_str(&home.must(&["search", "check"])).expect("it speaks JSON");
    assert_eq!(said["equal"], true, "{said}");
}

/// No promise is broken: every listing there once with its status, every reaction there once, and for every deed its
/// audit entry, its mails and its change, all or none.
fn assert_all_is_there(home: &Installation, street: &Street, imported: usize) {
    let ledger = street.ledger();
    let rows = home.rows(
        "SELECT title || ': ' || status AS word, count(*) AS number FROM listings WHERE source IS NULL GROUP BY 1",
    );
    let rows: BTreeMap<String, i64> = rows.into_iter().map(|row| (row.word, row.number)).collect();
    let promised = ledger.listings.iter().map(|listing| (format!("{}: {}", listing.title, listing.status), 1));
    assert_eq!(rows, promised.collect(), "listings: kept and promised");
    let reactions = ledger.reactions();
    let rows = home.rows("SELECT name AS word, count(*) AS number FROM interests GROUP BY 1");
    let rows: BTreeMap<String, i64> = rows.into_iter().map(|row| (row.word, row.number)).collect();
    assert_eq!(rows, reactions.iter().map(|number| (name_of(*number), 1)).collect(), "reactions: kept and promised");
    let statuses = ledger.statuses();
    let (all, live) = (i64::try_from(ledger.listings.len()).expect("few"), statuses["live"]);
    let (sent_in, reacted) = (statuses["submitted"] + live, i64::try_from(reactions.len()).expect("few"));
    for (what, expected) in [
        ("audit WHERE deed = 'listing_created'", all),
        ("audit WHERE deed = 'listing_moved' AND detail = 'submit'", sent_in),
        ("audit WHERE deed = 'listing_moved' AND detail = 'approve'", live),
        ("audit WHERE deed = 'interest_received'", reacted),
        ("outbox WHERE kind = 'listing_submitted'", sent_in),
        ("outbox WHERE kind = 'listing_approved'", live),
        ("outbox WHERE kind = 'interest_confirmed'", reacted),
        ("outbox WHERE kind = 'interest_received'", 2 * reacted),
        ("outbox WHERE state = 'dead'", 0),
        ("form_results WHERE location = ''", 0),
        ("changes WHERE subject_kind = 'listing'", i64::try_from(imported).expect("few") + all + sent_in + live),
    ] {
        assert_eq!(home.count(what), expected, "{what}");
    }
    let gaps =
        "change_counter WHERE last_seq = (SELECT count(*) FROM changes) AND last_seq = (SELECT max(seq) FROM changes)";
    assert_eq!(home.count(gaps), 1, "the change log has gaps");
}

/// What mails there are: by Message-ID the file and its bytes.
#[derive(Default)]
struct Postbox(BTreeMap<String, (PathBuf, Vec<u8>)>);

impl Postbox {
    /// The rows of the outbox that the mails come from.
    fn ids(&self) -> BTreeSet<String> {
        let local = |id: &String| id.trim_start_matches('<').split('@').next().unwrap_or_default().to_owned();
        self.0.keys().map(local).collect()
    }

    /// Reads the mails. One that was there stays as it was, and no two are the same.
    fn read(&mut self, home: &Installation) {
        let mut seen = BTreeMap::new();
        for path in files_in(&home.directory.join("data/mail")).into_iter().filter(|path| ends_with(path, "eml")) {
            let bytes = fs::read(&path).expect("a mail can be read");
            let text = String::from_utf8_lossy(&bytes);
            let id = text.lines().find_map(|line| line.strip_prefix("Message-ID: ")).expect("a mail has an identity");
            if let Some((other, _)) = seen.insert(id.to_owned(), (path.clone(), bytes.clone())) {
                panic!("{id} is in two files: {} and {}", other.display(), path.display());
            }
        }
        for (id, mail) in &self.0 {
            assert!(seen.get(id) == Some(mail), "{id} has changed or is gone: {}", mail.0.display());
        }
        self.0 = seen;
    }
}

/// What happened, for people who read the log.
#[derive(Default)]
struct Figures {
    kills: usize,
    unanswered: usize,
    sent_twice: usize,
    slowest_start: Duration,
    slowest_found: Duration,
}

/// After a restart: what was not answered is sent again, a few forms are sent twice, and then all must be there.
fn settle(home: &Installation, street: &Street, dice: &mut Dice, figures: &mut Figures, imported: usize) {
    let sent = street.ledger().sent.len();
    let unanswered: Vec<usize> = (0..sent).filter(|number| street.ledger().sent[*number].answer.is_none()).collect();
    figures.unanswered += unanswered.len();
    let again = if sent == 0 { Vec::new() } else { vec![sent - 1, dice.index(sent), dice.index(sent)] };
    figures.sent_twice += again.len() + unanswered.len();
    for number in unanswered.iter().chain(&unanswered).chain(&again) {
        street.send_again(*number).expect("the server answers");
    }
    assert!(street.ledger().faults.is_empty(), "{:#?}", street.ledger().faults);
    assert_all_is_there(home, street, imported);
    let ledger = street.ledger();
    let live = ledger.listings.iter().filter(|listing| listing.status == "live").map(|listing| listing.title.clone());
    let titles = live.chain((0..imported).map(|number| format!("Kok nummer {number}"))).collect();
    figures.slowest_found = figures.slowest_found.max(wait_until_found(home.address, titles));
    if let Some(listing) = ledger.listings.iter().rfind(|listing| listing.status == "live") {
        let page = street.seeker.open(&format!("/api/v1/listings/{}", listing.id)).expect("the server answers");
        assert!(page.answer.body.contains(&listing.title), "{}", page.answer.body);
    }
}

#[test]
#[ignore = "needs a minute: kills the program 20 times"]
fn what_was_answered_survives_every_kill() {
    const IMPORTED: usize = 30;
    let (home, [employer, netwerker]) = furnished("kill", IMPORTED);
    let (mut dice, mut figures, mut postbox) = (Dice(0x0b_1d_50_5e_ed), Figures::default(), Postbox::default());
    let mut server = home.start();
    server.wait_until_ready();
    let log_in = |link: &str| Visitor::logged_in(home.address, link);
    let street = Street::new(log_in(&employer), log_in(&netwerker), Visitor::new(home.address));
    while figures.kills < 20 {
        street.closed.store(false, Ordering::Relaxed);
        std::thread::scope(|scope| {
            let people = [
                scope.spawn(|| street.walk(Street::employer_step)),
                scope.spawn(|| street.walk(Street::netwerker_step)),
            ];
            std::thread::sleep(Duration::from_millis(30) + dice.millis(1_600));
            server.kill();
            street.closed.store(true, Ordering::Relaxed);
            for person in people {
                person.join().expect("nobody sees a wrong page");
            }
        });
        figures.kills += 1;
        postbox.read(&home);
        if figures.kills % 4 == 0 {
            // And once more while it starts.
            let starting = home.start();
            std::thread::sleep(dice.millis(120));
            starting.kill();
        }
        server = home.start();
        figures.slowest_start = figures.slowest_start.max(server.wait_until_ready());
        settle(&home, &street, &mut dice, &mut figures, IMPORTED);
        postbox.read(&home);
    }
    assert_eq!(server.stop(), Some(0), "it stops when it is asked to");
    assert_index_is_equal(&home);
    let (leased, out) = assert_mails_go_on(&home, &mut postbox);
    let logs = home.logs();
    assert!(!logs.contains("panicked"), "{}", home.directory.display());
    let errors: Vec<_> = logs.lines().filter(|line| line.contains("\"ERROR\"")).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let ledger = street.ledger();
    let count = |of: fn(Deed) -> bool| ledger.sent.iter().filter(|sent| of(sent.deed)).count();
    report(&format!(
        "{} kills and 5 while starting; {} forms ({} drafts, {} sent in, {} approved, {} reactions), {} in doubt at a \
         kill, {} sent again; 0 lost, 0 twice; slowest start {:?}, slowest found {:?}; {} mails, {leased} left leased of which {out} had gone out and went again as the same bytes",
        figures.kills,
        ledger.sent.len(),
        count(|deed| matches!(deed, Deed::Create(_))),
        count(|deed| matches!(deed, Deed::SendIn(_))),
        count(|deed| matches!(deed, Deed::Approve(_))),
        count(|deed| matches!(deed, Deed::React(_))),
        figures.unanswered,
        figures.sent_twice,
        figures.slowest_start,
        figures.slowest_found,
        postbox.0.len()
    ));
}

/// The mails as `mail list` tells them: state by id, without hyphens as in the Message-ID.
fn mails(home: &Installation) -> BTreeMap<String, String> {
    let lines = home.must(&["mail", "list", "--limit", "1000000"]);
    let mails = lines.lines().map(|line| serde_json::from_str(line).expect("the command speaks JSON"));
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    mails.map(|mail: serde_json::Value| (word(&mail["id"]).replace('-', ""), word(&mail["state"]))).collect()
}

/// What was being sent when the program died is sent when its lease has run out, as the same mail; nothing else waits.
/// Gives how many were leased, and how many of those had gone out already.
fn assert_mails_go_on(home: &Installation, postbox: &mut Postbox) -> (usize, usize) {
    let before = mails(home);
    let leased: BTreeSet<String> =
        before.into_iter().filter(|(_, state)| state == "leased").map(|(id, _)| id).collect();
    let out = leased.intersection(&postbox.ids()).count();
    diesel::sql_query("UPDATE outbox SET lease_until = '2020-01-01 00:00:00' WHERE state = 'leased'")
        .execute(&mut home.database())
        .expect("time passes");
    home.must(&["jobs", "run", "--until-idle"]);
    let after = mails(home);
    let late = "outbox WHERE state = 'leased' \
                OR (state = 'queued' AND not_before < strftime('%Y-%m-%d %H:%M:%f', 'now'))";
    assert_eq!(home.count(late), 0, "mail is left lying");
    postbox.read(home);
    let sent: BTreeSet<String> = after.into_iter().filter(|(_, state)| state == "sent").map(|(id, _)| id).collect();
    assert_eq!(postbox.ids(), sent, "the files and the mails that were sent");
    assert_eq!(home.count("pragma_integrity_check WHERE integrity_check <> 'ok'"), 0);
    assert_eq!(home.count("pragma_foreign_key_check"), 0);
    (leased.len(), out)
}

#[test]
#[ignore = "needs ten seconds: kills the program 12 times before it was ever ready"]
fn a_first_start_that_was_killed_needs_nobody() {
    let mut dice = Dice(0x00f1_2575_7a27);
    for _ in 0..12 {
        let home = Installation::new("first");
        let starting = home.start();
        std::thread::sleep(dice.millis(150));
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
    let (home, _) = furnished("spoilt", 60);
    let everything: Vec<String> = (0..60).map(|number| format!("Kok nummer {number}")).collect();
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
        wait_until_found(home.address, everything.clone());
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
    wait_until_found(home.address, everything);
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
    let (home, [employer, netwerker]) = furnished("two", 5);
    let mut titles: Vec<String> = (0..5).map(|number| format!("Kok nummer {number}")).collect();
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
        wait_until_found(first.address, titles.clone());
        wait_until_found(second.address, titles.clone());
    }
    // Who writes the index dies; the other takes over. The same people, with the sessions that they have.
    first.kill();
    for visitor in [&mut street.employer, &mut street.netwerker, &mut street.seeker] {
        *visitor = visitor.at(second.address);
    }
    titles.push(post_and_approve(&street));
    wait_until_found(second.address, titles.clone());
    let mut first = home.start();
    first.wait_until_ready();
    titles.push(post_and_approve(&street));
    wait_until_found(first.address, titles.clone());
    wait_until_found(second.address, titles.clone());
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
