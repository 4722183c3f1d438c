//! The people whom the municipality helps to work: the caseload, a file, its forms, who looked in it, and its end. Never for
//! an employer, and never more of a person than the reader's role may know.

mod access;
mod conflict;
mod erase;
mod fact_groups;
mod facts;
mod fields;
mod file;
mod file_sample;
mod form;
mod list;
mod matches;
mod private;
mod profile;
mod purpose;
#[cfg(test)]
mod tests;

pub use access::AccessLog;
pub use conflict::CandidateConflict;
pub use erase::EraseConfirm;
pub use facts::FactsForm;
pub use file::{CandidateFile, Guide, Insight};
pub use form::{CandidateForm, EditedCandidate};
pub use list::{CandidateList, CandidateRow, Whose};
pub use matches::{AskedRow, MatchRow};
pub use private::PrivatePart;
pub use purpose::AccessPurposePage;

use maud::{Markup, html};

use crate::domain::ids::CandidateId;
use crate::views::components::icon::icon_sideways;

/// The file of a candidate.
fn file_url(id: CandidateId) -> String {
    format!("/netwerk/kandidaten/{id}")
}

/// The way back to the file.
fn back_to_file(id: CandidateId, name: &str) -> Markup {
    html! { p.terug { a href=(file_url(id)) { (icon_sideways("arrow-left")) "Terug naar " (name) } } }
}
