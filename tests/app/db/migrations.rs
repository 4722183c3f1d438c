//! Migrations: up, down and up again give the same tables, the same on both databases, as `src/db/schema.rs` says.

use std::collections::BTreeMap;
use std::path::Path;

use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};

use crate::app::support::{Kind, TestDatabase};

/// Per table, per column: the type as diesel calls it.
type Tables = BTreeMap<String, BTreeMap<String, String>>;

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    of_table: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    sort: String,
    #[diesel(sql_type = Integer)]
    nullable: i32,
}

const SQLITE: &str = "SELECT t.name AS of_table, c.name AS name, lower(c.type) AS sort, 1 - c.\"notnull\" AS nullable \
                      FROM sqlite_master t JOIN pragma_table_info(t.name) c \
                      WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '\\_\\_%' ESCAPE '\\'";

const POSTGRES: &str = "SELECT c.table_name::text AS of_table, c.column_name::text AS name, c.data_type::text AS sort, \
     CASE c.is_nullable WHEN 'YES' THEN 1 ELSE 0 END AS nullable FROM information_schema.columns c \
     WHERE c.table_schema = 'public' AND c.table_name NOT LIKE '\\_\\_%'";

fn tables<C>(columns: Vec<Column>, _: &C) -> Tables {
    let mut tables = Tables::new();
    for column in columns {
        let sort = match column.sort.as_str() {
            "blob" | "bytea" => "Binary",
            "text" => "Text",
            "integer" => "Integer",
            "bigint" => "BigInt",
            "boolean" => "Bool",
            "date" => "Date",
            "timestamp" | "timestamp without time zone" => "Timestamp",
            other => panic!("{}.{}: the type {other} is not portable", column.of_table, column.name),
        };
        let sort = if column.nullable == 1 { format!("Nullable<{sort}>") } else { sort.to_owned() };
        tables.entry(column.of_table).or_default().insert(column.name, sort);
    }
    tables
}

/// What `src/db/schema.rs` says.
fn schema() -> Tables {
    let mut tables = Tables::new();
    let mut table = String::new();
    for line in include_str!("../../../src/db/schema.rs").lines().map(str::trim) {
        if let Some((name, _)) = line.strip_suffix('{').and_then(|head| head.split_once('(')) {
            name.trim().clone_into(&mut table);
        } else if let Some((name, sort)) = line.strip_suffix(',').and_then(|line| line.split_once(" -> ")) {
            tables.entry(table.clone()).or_default().insert(name.to_owned(), sort.to_owned());
        }
    }
    tables
}

/// Up (the test database is), down, up.
fn up_down_up<C: MigrationHarness<DB>, DB: diesel::backend::Backend>(
    conn: &mut C,
    folder: &str,
    look: impl Fn(&mut C) -> Tables,
) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(folder);
    let migrations = FileBasedMigrations::from_path(folder).expect("the migrations can be read");
    let before = look(conn);
    assert_eq!(before, schema(), "the migrations and src/db/schema.rs differ");
    conn.revert_all_migrations(migrations.clone()).expect("every migration can be taken back");
    assert_eq!(look(conn), Tables::new(), "something is left when all migrations are taken back");
    conn.run_pending_migrations(migrations).expect("the migrations run again");
    assert_eq!(look(conn), before);
}

#[test]
fn sqlite_goes_up_down_and_up() {
    let database = TestDatabase::new(Kind::Sqlite);
    let mut conn = SqliteConnection::establish(database.target()).unwrap();
    up_down_up(&mut conn, "sqlite", |conn| tables(diesel::sql_query(SQLITE).load(conn).unwrap(), conn));
}

#[test]
#[ignore = "needs PostgreSQL: set BAANIN_TEST_POSTGRES"]
fn postgres_goes_up_down_and_up() {
    let database = TestDatabase::new(Kind::Postgres);
    up_down_up(&mut database.postgres(), "postgres", |conn| {
        tables(diesel::sql_query(POSTGRES).load(conn).unwrap(), conn)
    });
}

/// Unique indexes are promises that actions lean on: the same on both.
#[test]
#[ignore = "needs PostgreSQL: set BAANIN_TEST_POSTGRES"]
fn both_promise_the_same_uniqueness() {
    #[derive(QueryableByName)]
    struct Index {
        #[diesel(sql_type = Text)]
        words: String,
    }
    let read = |rows: Vec<Index>| {
        let mut words: Vec<String> = rows.into_iter().map(|row| row.words).collect();
        words.sort();
        words
    };
    let (sqlite, postgres) = (TestDatabase::new(Kind::Sqlite), TestDatabase::new(Kind::Postgres));
    let mut conn = SqliteConnection::establish(sqlite.target()).unwrap();
    let of_sqlite = diesel::sql_query(
        "SELECT t.name || ' (' || (SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_index_info(i.name) \
         ORDER BY seqno)) || ')' AS words FROM sqlite_master t JOIN pragma_index_list(t.name) i \
         WHERE t.type = 'table' AND i.\"unique\" = 1 AND t.name NOT LIKE '\\_\\_%' ESCAPE '\\' \
         UNION SELECT t.name || ' (id)' FROM sqlite_master t JOIN pragma_table_info(t.name) c \
         WHERE t.type = 'table' AND c.pk = 1 AND lower(c.type) = 'integer' AND c.name = 'id'",
    );
    let of_postgres = diesel::sql_query(
        "SELECT t.relname || ' (' || (SELECT string_agg(a.attname, ', ' ORDER BY k.ord) \
         FROM unnest(i.indkey) WITH ORDINALITY k(attnum, ord) JOIN pg_attribute a ON a.attrelid = t.oid \
         AND a.attnum = k.attnum) || ')' AS words FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid \
         JOIN pg_namespace n ON n.oid = t.relnamespace WHERE i.indisunique AND n.nspname = 'public' \
         AND t.relname NOT LIKE '\\_\\_%'",
    );
    assert_eq!(read(of_sqlite.load(&mut conn).unwrap()), read(of_postgres.load(&mut postgres.postgres()).unwrap()));
}
