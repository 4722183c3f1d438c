//! The store: all SQL, one file per noun, rows to domain values and back.
//! Never a decision and never a right: actions decide; every writing function takes the transaction.

pub mod accounts;
pub mod audit;
pub mod candidate_access;
pub mod candidates;
pub mod changes;
pub mod consents;
pub mod database;
pub mod employers;
pub mod form_results;
pub mod held;
pub mod interests;
pub mod introductions;
pub mod job_marks;
pub mod job_positions;
pub mod listings;
pub mod login_links;
pub mod municipalities;
pub mod outbox;
pub mod placements;
pub mod proposals;
pub mod recipients;
pub mod reviewers;
pub mod revisions;
pub mod saved_searches;
pub mod sessions;
pub mod suppressions;
pub mod undelivered;
pub mod word_lists;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::QueryResult;
use diesel::result::Error as QueryError;

/// A stored text as its domain type. What no longer parses is an error for that row.
fn parsed<T: TryFrom<String, Error = String>>(text: String) -> QueryResult<T> {
    T::try_from(text).map_err(|error| QueryError::DeserializationError(error.into()))
}

/// [`parsed`] for a column that may be empty.
fn parsed_some<T: TryFrom<String, Error = String>>(text: Option<String>) -> QueryResult<Option<T>> {
    text.map(parsed).transpose()
}

/// The rows of a list that this version of the program can read. A newer version beside it may have written a code that
/// this one does not know: that row is left out and logged, and does not take the others with it.
fn readable<T>(rows: impl Iterator<Item = QueryResult<T>>) -> QueryResult<Vec<T>> {
    let mut found = Vec::new();
    for row in rows {
        match row {
            Ok(row) => found.push(row),
            Err(QueryError::DeserializationError(error)) => {
                tracing::error!(%error, "a row of a list cannot be read and is left out");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// A stored instant.
fn utc(at: NaiveDateTime) -> DateTime<Utc> {
    at.and_utc()
}

/// A pattern for `LIKE` that finds the words anywhere, whatever they hold.
fn like_pattern(words: &str) -> String {
    let escaped = words.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

#[diesel::declare_sql_function]
extern "SQL" {
    /// Lower case, for comparing text the same way on both databases (`LIKE` differs).
    fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text;
}
