//! Pages of the municipality's network: what waits today, listings, employers.
//! Never another municipality's rows, and never a decision that the action does not check again.

pub mod employers;
pub mod listings;
pub mod post_for;
pub mod today;
