//! The whole database as text: which column of which table holds a word.
//! Never a query about a noun: what is looked for here must be nowhere.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::database::TestDatabase;

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    relation: String,
    #[diesel(sql_type = Text)]
    field: String,
    #[diesel(sql_type = Text)]
    kind: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

const OF_SQLITE: &str = "SELECT m.name AS relation, c.name AS field, c.type AS kind FROM sqlite_master m \
    JOIN pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1, 2";
const OF_POSTGRES: &str = "SELECT table_name::text AS relation, column_name::text AS field, data_type::text AS kind \
    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2";

impl TestDatabase {
    /// Every column (`table.column`) in which one of these words stands, in any row, in capitals or not.
    pub fn columns_with(&self, words: &[&str]) -> Vec<String> {
        if self.url().starts_with("sqlite://") {
            let mut conn = SqliteConnection::establish(self.target()).expect("the database opens");
            let columns: Vec<Column> = diesel::sql_query(OF_SQLITE).load(&mut conn).expect("the columns can be listed");
            found(&columns, words, |query| {
                let counts: Vec<Count> = diesel::sql_query(query).load(&mut conn).expect("a column can be read");
                counts[0].number
            })
        } else {
            let mut conn = self.postgres();
            let columns: Vec<Column> =
                diesel::sql_query(OF_POSTGRES).load(&mut conn).expect("the columns can be listed");
            found(&columns, words, |query| {
                let counts: Vec<Count> = diesel::sql_query(query).load(&mut conn).expect("a column can be read");
                counts[0].number
            })
        }
    }
}

fn found(columns: &[Column], words: &[&str], mut count: impl FnMut(String) -> i64) -> Vec<String> {
    assert!(columns.len() > 100, "these are not all columns: {}", columns.len());
    let mut found = Vec::new();
    for Column { relation, field, kind } in columns {
        let text = match kind.as_str() {
            "bytea" => format!("encode(\"{field}\", 'escape')"),
            _ => format!("CAST(\"{field}\" AS TEXT)"),
        };
        for word in words {
            let pattern = word.to_lowercase().replace('\'', "''");
            let number =
                count(format!("SELECT count(*) AS number FROM \"{relation}\" WHERE lower({text}) LIKE '%{pattern}%'"));
            if number > 0 {
                found.push(format!("{relation}.{field} ({word})"));
            }
        }
    }
    found
}
