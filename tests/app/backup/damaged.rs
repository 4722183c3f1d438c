//! A file that is no good backup changes nothing, and the sentence says why.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::*;

#[track_caller]
fn refused(house: &House, name: &str, why: &str) {
    let before = fs::read(house.database()).unwrap();
    for arguments in [&["restore", name, "--look"][..], &["restore", name]] {
        let ran = house.0.run(arguments);
        assert!(ran.code == Some(1) && ran.stderr.contains(why) && ran.stdout.is_empty(), "{name}: {ran:?}");
    }
    assert_eq!(fs::read(house.database()).unwrap(), before, "{name}");
    assert_eq!(house.litter(), Vec::<PathBuf>::new(), "{name}");
}

pub(super) fn change(path: &Path, statements: &str) {
    let mut conn = SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    conn.batch_execute(statements).unwrap();
}

#[test]
fn each_is_refused_and_nothing_is_touched() {
    let house = House::new("damaged");
    house.says(&["backup", "whole"]);
    let whole = fs::read(house.file("whole")).unwrap();

    refused(&house, "missing", "cannot be put back");
    fs::write(house.file("empty"), b"").unwrap();
    refused(&house, "empty", "not one of baanin");
    fs::write(house.file("text"), "dit is geen database ".repeat(500)).unwrap();
    refused(&house, "text", "no backup");
    for (number, length) in [whole.len() / 2, whole.len() - 4096, whole.len() - 1].into_iter().enumerate() {
        let name = format!("cut-{number}");
        fs::write(house.file(&name), &whole[..length]).unwrap();
        refused(&house, &name, "damaged");
    }
    let mut spoilt = whole.clone();
    let middle = whole.len() / 2;
    spoilt[middle - 6000..middle + 6000].fill(0xee);
    fs::write(house.file("spoilt"), &spoilt).unwrap();
    refused(&house, "spoilt", "damaged");

    change(&house.file("other"), "CREATE TABLE recipes (id INTEGER PRIMARY KEY)");
    refused(&house, "other", "not one of baanin");
    fs::write(house.file("newer"), &whole).unwrap();
    change(&house.file("newer"), "INSERT INTO __diesel_schema_migrations (version) VALUES ('20991231000001')");
    refused(&house, "newer", "20991231000001");
    fs::write(house.file("loose"), &whole).unwrap();
    change(&house.file("loose"), "PRAGMA foreign_keys=OFF; DELETE FROM municipalities");
    refused(&house, "loose", "refers to a municipalities");
    house.says(&["restore", "whole"]);
}

/// Takes a migration back.
pub(super) fn make_older(path: &Path) {
    let down = include_str!("../../../migrations/sqlite/2026-11-22-000004_database_marks/down.sql");
    change(path, down);
    change(path, "DELETE FROM __diesel_schema_migrations WHERE version = '20261122000004'");
}

#[test]
fn an_older_backup_is_brought_up_to_date() {
    let house = House::new("older");
    house.says(&["backup", "one"]);
    make_older(&house.file("one"));
    let said = house.says(&["restore", "one"]);
    assert_eq!((&said["migrations"], &said["secret"]), (&json!(["20261122000004"]), &json!("unknown")), "{said}");
    assert!(said["taken_at"].is_string(), "the last thing that happened in it says when: {said}");
}
