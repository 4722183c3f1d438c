//! Pages of an employer: his listings, the reactions to them, his organisation.
//! Never another employer's: every row is looked up through the person's own organisation.

pub mod dashboard;
pub mod listing;
pub mod listing_form;
pub mod organisation;

use crate::domain::actor::Person;
use crate::domain::ids::EmployerId;
use crate::web::error::WebError;

/// The organisation of the person who asks.
fn own(person: &Person) -> Result<EmployerId, WebError> {
    person.employer.ok_or(WebError::Forbidden)
}
