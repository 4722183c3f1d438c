//! The pages of the netwerker and of others at the municipality. Never a decision taken by the page: it shows what a
//! person needs to decide.

pub mod employer_detail;
pub mod employers;
pub mod listings;
pub mod match_queues;
pub mod order_explained;
pub mod review;
pub mod today;
pub mod undelivered;
