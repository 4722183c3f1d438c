//! A backup is taken while people write: it is of one moment, whole, closed to others, and opens.

use std::sync::atomic::{AtomicBool, Ordering};

use baanin::backup::seal;
use baanin::db::{InUse, file};
use baanin::domain::audit::Deed;
use baanin::store::{audit, changes, database};

use super::*;

#[test]
fn while_people_write_it_is_of_one_moment() {
    let house = House::new("moment");
    let app = house.app();
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for writer in 0..3 {
            let (app, stop) = (app.clone(), &stop);
            scope.spawn(move || {
                for number in 0.. {
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    let fields = Fields::default().with("naam", format!("Schrijver {writer} {number}"));
                    let from = Applicant::parse(&fields.with("telefoon", "0612345678")).expect("it is right");
                    app.write_now(|tx| interest::react(tx, app.municipality.id, None, &from)).expect("it is written");
                }
            });
        }
        let mut before = 0;
        for number in 0..4 {
            let name = format!("copy-{number}.sqlite3");
            let said = house.says(&["backup", &name]);
            let copy = house.file(&name);
            assert_eq!(file::faults(&copy).unwrap(), Vec::<String>::new());
            let received = file::look(&copy, |conn| audit::count(conn, Deed::InterestReceived)).unwrap();
            assert_eq!(said["rows"]["interests"], received, "a reaction and its audit are one");
            assert!(received > before, "people wrote meanwhile: {received}");
            before = received;
            let newest = file::look(&copy, changes::newest).unwrap().seq;
            assert!(newest > 0 && said["encrypted"] == false && said["schema"].is_string(), "{said}");
        }
        stop.store(true, Ordering::Relaxed);
    });
    let last = app.db.read_now(|conn| database::last_backup(conn).map_err(ActionError::from)).unwrap();
    assert!(last.is_some_and(|at| app.clock.now() - at < chrono::Duration::minutes(5)));
    assert_eq!(house.litter(), Vec::<PathBuf>::new());
}

#[cfg(unix)]
#[test]
fn it_is_for_its_owner_and_is_never_overwritten_unasked() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::new("owner");
    house.says(&["backup", "one"]);
    assert_eq!(fs::metadata(house.file("one")).unwrap().permissions().mode() & 0o777, 0o600);
    let ran = house.0.run(&["backup", "one"]);
    assert!(ran.code == Some(1) && ran.stderr.contains("--force"), "{ran:?}");
    house.says(&["backup", "one", "--force"]);
    let ran = house.0.run(&["backup", "no/such/directory/one"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert_eq!(house.litter(), Vec::<PathBuf>::new(), "what failed leaves nothing");
    assert_eq!(house.0.run(&["backup"]).code, Some(2));
}

#[test]
fn what_was_deleted_is_not_in_it() {
    let house = House::new("deleted");
    house.erase();
    house.says(&["backup", "one"]);
    assert_eq!(House::marks_in(&house.file("one")), Vec::<&str>::new());
}

#[test]
fn sealed_it_opens_with_the_key_and_says_nothing_without() {
    let house = House::new("sealed");
    fs::write(house.file("pass"), "een lange zin die niemand raadt\nen dit niet").unwrap();
    house.says(&["backup", "one", "--passphrase-file", "pass"]);
    assert_eq!(House::marks_in(&house.file("one")), Vec::<&str>::new());
    let mut opened = Vec::new();
    seal::open(&house.file("one"), (None, Some(&house.file("pass"))), &mut opened).unwrap();
    assert!(opened.starts_with(b"SQLite format 3\0"));
    let said = house.says(&["restore", "one", "--passphrase-file", "pass", "--look"]);
    assert_eq!((&said["restored"], &said["rows"]["candidates"]["after"]), (&json!(false), &json!(2)));
    fs::write(house.file("pass"), "een andere zin").unwrap();
    let ran = house.0.run(&["restore", "one", "--passphrase-file", "pass"]);
    assert!(ran.code == Some(1) && ran.stderr.contains("does not open it"), "{ran:?}");
    let ran = house.0.run(&["restore", "one"]);
    assert!(ran.code == Some(1) && ran.stderr.contains("--identity"), "{ran:?}");
    assert_eq!(house.litter(), Vec::<PathBuf>::new());
}

#[test]
fn on_stdout_it_is_the_file_and_nothing_else() {
    let house = House::new("stdout");
    let output = house.0.command(&["backup", "-"]).output().unwrap();
    assert!(output.status.success() && output.stdout.starts_with(b"SQLite format 3\0"));
    assert!(String::from_utf8_lossy(&output.stderr).contains("\"taken_at\""));
}

#[test]
fn two_at_once_do_not_get_in_each_others_way() {
    let house = House::new("twice");
    let alone = InUse::alone(&house.file("data/baanin.sqlite3.copying"), "").unwrap();
    let ran = house.0.run(&["backup", "one"]);
    assert!(ran.code == Some(1) && ran.stderr.contains("another backup"), "{ran:?}");
    drop(alone);
    house.says(&["backup", "one"]);
}

#[test]
fn who_only_looks_makes_nothing() {
    let home = Installation::new("looks");
    for arguments in [&["check"][..], &["backup", "one"]] {
        let ran = home.run(arguments);
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(ran.code == Some(1) && said.contains("`baanin serve` or `baanin migrate` makes it"), "{ran:?}");
        assert_eq!(fs::read_dir(&home.directory).unwrap().count(), 0, "{arguments:?}");
    }
    home.must(&["migrate"]);
    let ran = home.run(&["check"]);
    assert!(ran.code == Some(1) && ran.stdout.contains("`baanin serve` makes the rest"), "{ran:?}");
    assert!(!home.directory.join("data/secret").exists() && !home.directory.join("search_index").exists());
}

#[test]
fn a_newer_program_leaves_the_database_as_it_is() {
    let house = House::new("newer-program");
    damaged::make_older(&house.database());
    for arguments in [&["check"][..], &["backup", "one"]] {
        let ran = house.0.run(arguments);
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(ran.code == Some(1) && said.contains("migrations that wait: 1"), "{ran:?}");
    }
    assert!(!house.file("one").exists());
    house.says(&["migrate"]);
    house.says(&["backup", "one"]);
}

#[test]
fn what_lies_about_is_cleared_away_or_said() {
    let house = House::new("lies-about");
    let beside = |ending: &str| house.file(&format!("data/baanin.sqlite3{ending}"));
    fs::write(beside(".copying"), "everybody").unwrap();
    let mut server = house.0.start();
    server.wait_until_ready();
    server.stop();
    assert_eq!(house.litter(), Vec::<PathBuf>::new());
    let now = Clock::System.now().format("%Y%m%dT%H%M%SZ");
    for time in ["20260101T000000Z", &now.to_string()] {
        fs::write(beside(&format!(".before-restore-{time}")), "everybody").unwrap();
    }
    let said = house.0.run(&["check"]).stdout;
    let line = said.lines().find(|line| line.starts_with("warn database of before a restore")).expect("it is said");
    assert!(line.contains("20260101T000000Z") && !line.contains(&now.to_string()), "{line}");
}
