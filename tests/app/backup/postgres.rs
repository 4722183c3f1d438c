//! PostgreSQL makes and puts back its own backups; the program says how, and does the rest.

use std::process::Command;

use baanin::domain::actor::Role;
use baanin::domain::outbox::MailState;
use baanin::store::{database, outbox};

use super::*;
use crate::app::support::{Kind, TestApp};

/// Runs a command over the database of a test, with its settings.
fn run(app: &TestApp, home: &Installation, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command: Command = home.command(arguments);
    command.env("DATABASE_URL", app.database.url()).env("BAANIN_ERASURE_LEDGER", app.database.ledger());
    let output = command.output().expect("the program starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
#[ignore = "needs PostgreSQL: set BAANIN_TEST_POSTGRES"]
fn it_says_which_commands_and_does_the_rest() {
    let (app, home) = (TestApp::new(Kind::Postgres), Installation::new("backup-postgres"));
    app.person(Role::Begeleider, "Bea de Boer");
    let (code, _, words) = run(&app, &home, &["backup", "dump"]);
    assert!(code == Some(1) && words.contains("reading the secret data/secret"), "{words}");
    run(&app, &home, &["search", "check"]);
    let (code, out, words) = run(&app, &home, &["backup", "dump"]);
    assert!(code == Some(1) && out.is_empty() && words.contains("pg_dump --format=custom --file=dump"), "{words}");
    assert!(app.look(database::last_backup).is_none());
    let (code, out, words) = run(&app, &home, &["backup", "--note"]);
    assert!(code == Some(0) && out.contains("noted"), "{words}");
    assert!(app.look(database::last_backup).is_some());
    let (code, _, words) = run(&app, &home, &["restore", "dump"]);
    assert!(code == Some(1) && words.contains("pg_restore") && words.contains("--after-pg-restore"), "{words}");
    let (code, out, words) = run(&app, &home, &["restore", "--after-pg-restore"]);
    let said: Value = serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out} {words}"));
    assert_eq!((code, &said["index"]["equal"]), (Some(0), &json!(true)), "{said}");
    assert!(said["mails_held"].as_u64() > Some(0), "{said}");
    app.run_jobs();
    assert!(app.mails().is_empty() && !app.look(|conn| outbox::list(conn, Some(MailState::Held), 10)).is_empty());
    app.release();
}
