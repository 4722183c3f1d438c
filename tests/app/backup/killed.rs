//! A restore or a backup is killed at any moment: the database is the old one or the new one, and the next try works.

use std::time::{Duration, Instant};

use baanin::db::file;
use baanin::store::database;

use crate::app::support::settled::posting;

use super::*;

/// How many listings there are, in a database that is whole.
fn listings(house: &House) -> i64 {
    assert_eq!(file::faults(&house.database()).expect("the database opens"), Vec::<String>::new());
    let counts = file::look(&house.database(), database::counts).expect("it can be read");
    counts.into_iter().find(|(noun, _)| *noun == "listings").expect("listings are counted").1
}

#[test]
#[ignore = "needs a minute: kills a restore 24 times"]
fn a_restore_leaves_the_old_or_the_new() {
    const KILLS: u32 = 24;
    const IN_THE_BACKUP: i64 = 3;
    let house = House::new("killed");
    house.says(&["backup", "one"]);
    house.erase();
    house.jobs();
    let started = Instant::now();
    house.says(&["restore", "one"]);
    let whole = started.elapsed();
    let (mut old, mut new) = (0, 0);
    for kill in 0..KILLS {
        // One more than the backup has tells the old one from the new.
        house.0.import(std::iter::once(posting(100 + kill as usize)));
        let before = listings(&house);
        let mut child = house
            .0
            .command(&["restore", "one"])
            .stderr(std::process::Stdio::null())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole * kill / KILLS + Duration::from_millis(u64::from(kill % 3)));
        drop(child.kill());
        child.wait().unwrap();
        match listings(&house) {
            IN_THE_BACKUP => new += 1,
            same if same == before => old += 1,
            other => panic!("neither the old ({before}) nor the new ({IN_THE_BACKUP}): {other}"),
        }
        // What a killed restore leaves, the next start clears away.
        let mut server = house.0.start();
        server.wait_until_ready();
        server.stop();
        assert_eq!(house.litter(), Vec::<PathBuf>::new());
        assert!(house.person().unwrap().contact.name.is_empty(), "nobody came back at kill {kill}");
    }
    house.says(&["restore", "one"]);
    assert!(listings(&house) == IN_THE_BACKUP && old > 0, "{old} old, {new} new");
}

#[test]
fn a_backup_that_was_killed_leaves_no_file_under_its_name() {
    let house = House::new("half");
    house.says(&["backup", "first"]);
    let started = Instant::now();
    house.says(&["backup", "second"]);
    let whole = started.elapsed();
    for kill in 0..8 {
        let mut child = house
            .0
            .command(&["backup", "third"])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole * kill / 8);
        drop(child.kill());
        child.wait().unwrap();
        if house.file("third").exists() {
            assert_eq!(file::faults(&house.file("third")).unwrap(), Vec::<String>::new());
            fs::remove_file(house.file("third")).unwrap();
        }
    }
    house.says(&["backup", "third"]);
    assert_eq!(house.litter(), Vec::<PathBuf>::new(), "the next one clears away what was left");
}
