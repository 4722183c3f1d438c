//! Actions: what a person can do, one function each, in one transaction: check the right, move the state, write the audit,
//! enqueue what people are told, note the change. Never sends, indexes or renders: those are consequences.

pub mod account;
pub mod candidate;
pub mod consent;
pub mod database;
pub mod employer;
pub mod first_admin;
pub mod interest;
pub mod introduction;
pub mod listing;
pub mod login;
pub mod mail;
pub mod municipality;
mod notify;
pub mod placement;
pub mod proposal;
pub mod reviewer;
pub mod saved_search;
pub mod submission;
pub mod word_list;

use crate::db::{DbError, MaybeQueryError, QueryError};
use crate::domain::form::FieldErrors;
use crate::domain::introduction::IntroductionNotAllowed;
use crate::domain::listing::NotAllowed;
use crate::domain::placement::PlacementNotAllowed;
use crate::domain::proposal::ProposalNotAllowed;
use crate::domain::sharing::ConsentNotAllowed;

/// Why an action did not happen. Then nothing of it happened.
#[derive(Debug, thiserror::Error)]
pub enum ActionError {
    /// There is no such row, or it is somebody else's private one.
    #[error("not found")]
    NotFound,
    /// The actor may not do this.
    #[error("not allowed")]
    Forbidden,
    /// What was typed is wrong.
    #[error("invalid: {0}")]
    Invalid(FieldErrors),
    /// Somebody else was first; what was typed is kept by the page.
    #[error("changed by somebody else in the meantime")]
    Conflict,
    /// It does not fit the state.
    #[error("{0}")]
    NotNow(String),
    /// The reviewer has a personal interest: somebody else judges.
    #[error("a personal interest")]
    Tied,
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl ActionError {
    /// Whether one row could not be read, for example because a newer version wrote it: others can.
    #[must_use]
    pub fn is_about_one_row(&self) -> bool {
        matches!(self, Self::Db(DbError::Query(QueryError::DeserializationError(_))))
    }
}

impl From<QueryError> for ActionError {
    fn from(error: QueryError) -> Self {
        Self::Db(DbError::Query(error))
    }
}

macro_rules! not_now {
    ($($refusal:ty),+ $(,)?) => { $(
        impl From<$refusal> for ActionError {
            fn from(refusal: $refusal) -> Self {
                Self::NotNow(refusal.to_string())
            }
        }
    )+ };
}
not_now!(NotAllowed, ProposalNotAllowed, ConsentNotAllowed, IntroductionNotAllowed, PlacementNotAllowed);

impl From<FieldErrors> for ActionError {
    fn from(errors: FieldErrors) -> Self {
        Self::Invalid(errors)
    }
}

impl MaybeQueryError for ActionError {
    fn query_error(&self) -> Option<&QueryError> {
        match self {
            Self::Db(error) => error.query_error(),
            _ => None,
        }
    }
}

/// The result of an action.
pub type ActionResult<T> = Result<T, ActionError>;

/// One wrong field.
fn invalid(field: &'static str, message: impl Into<String>) -> ActionError {
    ActionError::Invalid(FieldErrors::one(field, message))
}

/// `Conflict` unless the conditional write found its row.
fn expect_first(written: bool) -> ActionResult<()> {
    if written { Ok(()) } else { Err(ActionError::Conflict) }
}
