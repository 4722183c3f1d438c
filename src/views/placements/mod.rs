//! Placements for the municipality: which run, one with its end, and the form for a new one. Never for an employer, and
//! never a placement that nobody recorded.

mod detail;
mod form;
mod list;

pub use detail::PlacementDetail;
pub use form::PlacementForm;
pub use list::{PlacementList, PlacementRow};
