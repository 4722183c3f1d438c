//! Matching: how well one candidate and one listing fit, the same from both sides, with reasons in plain words.
//! Never a decision, never the database or the clock, and nothing learned: the same facts and the same day give the same answer.
//!
//! [`PersonTraits`] and [`JobTraits`] are worked out once; [`assess`] compares a pair of them and is the one definition of
//! verdict and score; [`rank`] does the same over many, fast; [`explain`] says why, to each audience what it may know.
//! What is not known on either side never knocks out: it is something to find out.

mod assessment;
mod criteria;
pub mod explain;
mod knock_out;
pub mod near_miss;
mod pair;
pub mod rank;
mod set;
#[cfg(test)]
mod tests;
mod traits;
mod words;

pub use assessment::{Assessment, Check, Criterion, assess};
pub use traits::{JobTraits, PersonTraits};
