//! A backup is put back after people went on: what must not come back does not, and what changed is said.

use baanin::actions::{account, login};
use baanin::domain::account::AccountState;
use baanin::domain::actor::Role;
use baanin::domain::ids::Id;
use baanin::domain::link::LinkPurpose;
use baanin::domain::text::EmailAddress;
use baanin::store::{accounts, login_links, sessions};
use diesel::QueryResult;

use super::*;

/// What happens between the backup and the loss: a mail goes, somebody is erased, a colleague comes.
fn go_on(house: &House) {
    house.jobs();
    house.erase();
    house.jobs();
    house.0.account("netwerker", &[]);
}

fn look<T>(house: &House, read: impl FnOnce(&mut baanin::db::Conn) -> QueryResult<T>) -> T {
    house.app().db.read_now(|conn| read(conn).map_err(ActionError::from)).expect("it can be read")
}

#[track_caller]
fn nobody_came_back(house: &House) {
    let left: Vec<_> = files_in(&house.file("data"))
        .into_iter()
        .filter(|path| path.is_file() && !path.to_string_lossy().contains("before-restore"))
        .filter(|path| !House::marks_in(path).is_empty())
        .collect();
    assert_eq!(left, Vec::<PathBuf>::new());
    let person = house.person().expect("the empty row is there, so that an import finds it");
    assert!(person.contact.name.is_empty() && person.contact.email.is_none());
}

#[test]
fn who_was_erased_stays_erased_and_mails_wait_for_a_person() {
    let house = House::new("returned");
    house.says(&["backup", "one"]);
    go_on(&house);
    let (sent, ledger) = (house.mails(), fs::read_to_string(house.file("data/erasures.jsonl")).unwrap());
    assert!(!sent.is_empty() && ledger.lines().count() == 1 && ledger.contains("candidate_erased"), "{ledger}");

    let before = fs::read(house.database()).unwrap();
    assert_eq!(house.says(&["restore", "one", "--look"])["restored"], false);
    assert_eq!(fs::read(house.database()).unwrap(), before, "with --look it only looks");
    let said = house.says(&["restore", "one"]);
    assert_eq!(said["restored"], true);
    assert_eq!((said["erased_again"].as_u64(), said["mails_held"].as_u64() > Some(0)), (Some(1), true), "{said}");
    assert_eq!(said["rows"]["accounts"], json!({"before": 2, "after": 1}), "{said}");
    assert_eq!(said["lost"]["candidate_erased"], 1, "{said}");
    assert_eq!(
        (&said["secret"], &said["index"]["equal"], &said["index"]["documents"]),
        (&json!("same"), &json!(true), &json!(3))
    );
    assert!(house.file(said["kept"].as_str().expect("the old one is kept")).is_file(), "{said}");
    nobody_came_back(&house);
    assert_eq!(house.litter(), Vec::<PathBuf>::new());

    house.jobs();
    assert_eq!(house.mails(), sent, "nothing goes by itself");
    let held = house.held();
    assert!(held > 0);
    assert_eq!(house.0.run(&["check"]).code, Some(1), "the doctor says that mails are held");
    // Who wants to decide must be able to log in.
    house.act(|tx| login::ask(tx, &EmailAddress::parse("begeleider@example.nl").unwrap(), None));
    house.jobs();
    let with_login = house.mails();
    assert_eq!(with_login.len(), sent.len() + 1, "a new mail goes");

    let released = house.says(&["mail", "release"]);
    assert_eq!((released["sent"].as_u64(), released["dropped"].as_u64()), (Some(held as u64), Some(0)));
    house.jobs_by_day();
    assert_eq!(house.held(), 0);
    // In the evening that is tomorrow, which has mails of its own.
    let after = house.mails();
    let first_lines: BTreeSet<_> = after.iter().map(|mail| mail.split(|byte| *byte == b'\n').next()).collect();
    assert!(first_lines.iter().all(|line| line.is_some_and(|line| line.starts_with(b"Message-ID: "))));
    let gone: Vec<_> = with_login.difference(&after).map(|mail| String::from_utf8_lossy(mail)).collect();
    assert_eq!(gone, Vec::<String>::new(), "what went out before is the same mail, to the byte");
    assert_eq!(first_lines.len(), after.len(), "and no other with its identity");
    assert!(house.0.must(&["mail", "list", "--state", "sent"]).contains("interest_confirmed"));
    assert_eq!(house.says(&["mail", "release"])["sent"], 0, "once");
    assert_eq!(house.says(&["search", "check"])["equal"], true);
}

#[test]
fn either_the_ledger_or_the_old_database_is_enough() {
    for lost in ["data/erasures.jsonl", "data/baanin.sqlite3"] {
        let house = House::new("either");
        house.says(&["backup", "one"]);
        go_on(&house);
        fs::remove_file(house.file(lost)).unwrap();
        let said = house.says(&["restore", "one"]);
        assert_eq!(said["erased_again"], 1, "without {lost}: {said}");
        assert_eq!(said["kept"].is_string(), lost != "data/baanin.sqlite3");
        nobody_came_back(&house);
        house.jobs();
        assert!(fs::read_to_string(house.file("data/erasures.jsonl")).unwrap().contains("candidate_erased"));
        let dropped = house.says(&["mail", "release", "--drop-before-restore"]);
        assert!(dropped["dropped"].as_u64() > Some(0) && house.held() == 0, "{dropped}");
        let sent = house.mails();
        house.jobs();
        assert_eq!(house.mails(), sent, "what was dropped does not go");
    }
}

#[test]
fn a_file_that_somebody_put_back_by_hand_does_not_undo_an_erasure() {
    let house = House::new("by-hand");
    house.says(&["backup", "one"]);
    go_on(&house);
    fs::copy(house.file("one"), house.database()).unwrap();
    assert_eq!(house.person().unwrap().contact.name, "Zoraya Kanariepiet");
    let mut server = house.0.start();
    server.wait_until_ready();
    assert!(server.stop() == Some(0) && house.person().unwrap().contact.name.is_empty());
}

#[test]
fn on_a_new_machine_it_works_and_says_that_the_secret_is_another() {
    let (house, new) = (House::new("old-machine"), Installation::new("backup-new-machine"));
    house.says(&["backup", "one"]);
    fs::copy(house.file("one"), new.directory.join("one")).unwrap();
    let ran = new.run(&["restore", "one"]);
    assert!(ran.code == Some(0) && ran.stderr.contains("no ledger of erasures"), "{ran:?}");
    let said: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(said["erasures_known"], false);
    assert_eq!((&said["secret"], &said["kept"], &said["lost"]), (&json!("new"), &Value::Null, &Value::Null), "{said}");
    assert_eq!(said["rows"]["candidates"], json!({"before": null, "after": 2}), "{said}");
    let ran = new.run(&["restore", "one"]);
    assert!(
        ran.code == Some(0) && ran.stdout.contains(r#""secret":"other""#) && ran.stderr.contains("links"),
        "{ran:?}"
    );
    fs::copy(house.file("data/secret"), new.directory.join("data/secret")).unwrap();
    let said: Value = serde_json::from_str(&new.must(&["restore", "one"])).unwrap();
    assert_eq!(said["secret"], "same");
}

#[test]
fn nobody_is_still_logged_in_and_no_link_opens_a_second_time() {
    let house = House::new("doors");
    let email = EmailAddress::parse("begeleider@example.nl").unwrap();
    let account = look(&house, |conn| accounts::by_email(conn, &email)).unwrap();
    let open = house.act(|tx| login::make_link(tx, &account, None));
    let used = house.act(|tx| login::make_link(tx, &account, None));
    let signer = house.app().signer.clone();
    let session = house.act(|tx| login::log_in(tx, &signer, used));
    house.says(&["backup", "one"]);
    house.act(|tx| login::log_in(tx, &signer, open));
    house.act(|tx| account::set_blocked(tx, &Actor::System, account.id, true));
    let said = house.says(&["restore", "one"]);
    assert_eq!(said["sessions_ended"], 1, "{said}");
    assert!(said["login_links_ended"].as_u64() > Some(0), "{said}");
    assert_eq!(said["lost"]["account_changed"], 1, "that somebody was blocked is told: {said}");
    let now = house.app().clock.now();
    assert!(look(&house, |conn| sessions::find(conn, &login::token_hash(&session.token), now)).is_none());
    assert!(look(&house, |conn| login_links::find(conn, open)).unwrap().used_at.is_some());
    let state = look(&house, |conn| accounts::find(conn, account.id)).unwrap().state;
    assert!(account.role == Role::Begeleider && state != AccountState::Blocked);
    assert!(
        house
            .app()
            .signer
            .open(&house.app().signer.token(open.uuid(), LinkPurpose::LogIn), LinkPurpose::LogIn)
            .is_some()
    );
}

#[test]
fn while_the_program_runs_it_is_refused() {
    let house = House::new("running");
    house.says(&["backup", "one"]);
    let mut server = house.0.start();
    server.wait_until_ready();
    let ran = house.0.run(&["restore", "one"]);
    assert!(ran.code == Some(1) && ran.stderr.contains("stop `baanin serve`"), "{ran:?}");
    house.says(&["backup", "two"]);
    server.stop();
    house.says(&["restore", "two"]);
}
