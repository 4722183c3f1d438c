//! Pages of the municipality's network: what waits today, listings, employers.
//! Never another municipality's rows, and never a decision that the action does not check again.

pub mod candidate_file;
pub mod candidates;
pub mod contacts;
pub mod employers;
pub mod fits;
pub mod introductions;
pub mod listings;
pub mod order_explained;
pub mod placements;
pub mod post_for;
pub(super) mod proposal_page;
pub mod proposals;
pub mod today;
pub mod undelivered;
