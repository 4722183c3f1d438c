//! The demo is the same whenever it starts on a day. Never a look at what it says: people judge that.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::*;
use crate::config::MailTarget;

#[test]
fn days_are_relative_to_today() {
    let today = CivilDay::parse("2026-11-22").unwrap();
    assert_eq!(
        with_days(r#"{"a":"{D-3}","b":"{D+30}","c":"{Dx}"}"#, today),
        r#"{"a":"2026-11-19","b":"2026-12-22","c":"{Dx}"}"#
    );
    // A Sunday; the Saturday before it; a Friday.
    assert_eq!(
        with_days("{W+0} {V+0} {W-1} {V-1} {W-2} {V-2}", today),
        "2026-11-23 2026-11-20 2026-11-23 2026-11-20 2026-11-20 2026-11-20"
    );
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

fn lines_of(conn: &mut SqliteConnection, sql: &str) -> Vec<String> {
    diesel::sql_query(sql).load::<Line>(conn).unwrap().into_iter().map(|line| line.line).collect()
}

/// Every row of every table as text, but for when the migrations ran.
fn dump(database: &Path) -> Vec<String> {
    let mut conn = SqliteConnection::establish(database.to_str().unwrap()).unwrap();
    conn.batch_execute("PRAGMA query_only = on").unwrap();
    let tables = lines_of(
        &mut conn,
        "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\' ORDER BY name",
    );
    let mut rows = Vec::new();
    for table in tables {
        let columns =
            lines_of(&mut conn, &format!("SELECT name AS line FROM pragma_table_info('{table}') ORDER BY cid"));
        let quoted: Vec<String> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
        let sql = format!("SELECT '{table}|' || {} AS line FROM \"{table}\" ORDER BY 1", quoted.join(" || '|' || "));
        rows.extend(lines_of(&mut conn, &sql));
    }
    rows
}

fn filled_at(home: &Path, hour: u32, minute: u32) -> Vec<String> {
    let mut config = crate::config::read(&|_| None, None).unwrap();
    config.database_url = format!("sqlite://{}", home.join("demo.sqlite3").display());
    config.search_dir = home.join("search");
    config.mail = MailTarget::Files(home.join("mail"));
    // The marks of addresses are made with it.
    config.secret_file = home.with_file_name("secret");
    config.demo = true;
    "Dalfsen".clone_into(&mut config.municipality);
    let now = CivilDay::parse("2026-11-23").unwrap().at(hour, minute);
    drop(filled(config, Clock::fixed(now)).unwrap());
    dump(&home.join("demo.sqlite3"))
}

#[test]
fn two_demos_of_one_day_are_the_same() {
    let home = std::env::temp_dir().join(format!("baanin-demo-{}", std::process::id()));
    let (early, late) = (home.join("early"), home.join("late"));
    std::fs::create_dir_all(&home).unwrap();
    let (first, second) = (filled_at(&early, 0, 1), filled_at(&late, 23, 58));
    drop(std::fs::remove_dir_all(&home));
    assert!(first.len() > 3_000, "{} rows", first.len());
    assert_eq!(first.iter().filter(|row| row.contains("it came back (")).count(), 2);
    for (one, other) in first.iter().zip(&second) {
        assert_eq!(one, other);
    }
    assert_eq!(first.len(), second.len());
}
