//! How domain values cross the database: codes and JSON as text, identifiers as 16 bytes.
//! Never a guess: an unknown code or a broken JSON text is an error for that row.

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::{Binary, Text};

use crate::domain::code::Code;
use crate::domain::ids::Id;

/// A code as a text column.
#[derive(Debug, Clone, Copy, PartialEq, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Coded<T: Code>(pub T);

impl<T: Code + std::fmt::Debug, DB: Backend> ToSql<Text, DB> for Coded<T>
where
    str: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        <str as ToSql<Text, DB>>::to_sql(self.0.code(), out)
    }
}

impl<T: Code, DB: Backend> FromSql<Text, DB> for Coded<T>
where
    String: FromSql<Text, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        let code = String::from_sql(bytes)?;
        T::from_code(&code).map(Self).ok_or_else(|| format!("{code:?} is no code of {}", T::NAME).into())
    }
}

/// An identifier as a column of 16 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Binary)]
pub struct Uid<I: Id>(pub I, [u8; 16]);

impl<I: Id> From<I> for Uid<I> {
    fn from(id: I) -> Self {
        Self(id, *id.uuid().as_bytes())
    }
}

impl<I: Id, DB: Backend> ToSql<Binary, DB> for Uid<I>
where
    [u8]: ToSql<Binary, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        // diesel wants a borrow that outlives this call, so the bytes are kept beside the identifier.
        <[u8] as ToSql<Binary, DB>>::to_sql(self.1.as_slice(), out)
    }
}

impl<I: Id, DB: Backend> FromSql<Binary, DB> for Uid<I>
where
    Vec<u8>: FromSql<Binary, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        let uuid = uuid::Uuid::from_slice(&Vec::<u8>::from_sql(bytes)?)?;
        Ok(Self(I::from_uuid(uuid), *uuid.as_bytes()))
    }
}

/// A value as a text column of JSON.
#[derive(Debug, Clone, PartialEq, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Json(String);

impl Json {
    /// The JSON of a value.
    ///
    /// # Errors
    /// When the value has no JSON, as a query error: the transaction rolls back.
    pub fn of<T: serde::Serialize>(value: &T) -> Result<Self, diesel::result::Error> {
        serde_json::to_string(value)
            .map(Self)
            .map_err(|error| diesel::result::Error::SerializationError(Box::new(error)))
    }

    /// The value of the JSON.
    ///
    /// # Errors
    /// When it does not fit the type (written by another version), as a query error for that row.
    pub fn read<T: serde::de::DeserializeOwned>(&self) -> Result<T, diesel::result::Error> {
        serde_json::from_str(&self.0)
            .map_err(|error| diesel::result::Error::DeserializationError(Box::new(Unreadable::from(&error))))
    }
}

/// Where a JSON text cannot be read. Without what stands there, which serde would say: errors are logged, and a text can
/// be private.
#[derive(Debug, thiserror::Error)]
#[error("the JSON cannot be read at line {line}, column {column}: {category:?}")]
struct Unreadable {
    line: usize,
    column: usize,
    category: serde_json::error::Category,
}

impl From<&serde_json::Error> for Unreadable {
    fn from(error: &serde_json::Error) -> Self {
        Self { line: error.line(), column: error.column(), category: error.classify() }
    }
}

impl<DB: Backend> ToSql<Text, DB> for Json
where
    str: ToSql<Text, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        <str as ToSql<Text, DB>>::to_sql(&self.0, out)
    }
}

impl<DB: Backend> FromSql<Text, DB> for Json
where
    String: FromSql<Text, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        String::from_sql(bytes).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn an_error_says_where_and_never_what() {
        let json = Json("{\"code\": \"epilepsie\"}".to_owned());
        let error = json.read::<std::collections::BTreeMap<String, bool>>().unwrap_err();
        let said = format!("{error} {error:?}");
        assert!(said.contains("line 1, column") && !said.contains("epilepsie"), "{said}");
    }
}
