//! The terms of a listing: sector, hours, wage, contract, education, Dutch level, days, support, as ordered types of our own.
//! Never a guess: what is not said is `None`, and "geen diploma nodig" is a value, not an absence.

mod amounts;
mod reach;
mod support;
mod vocabulary;

pub use amounts::{Contract, Hours, Wage, WageUnit, euros, parse_cents};
pub use reach::Reach;
pub use support::{Openness, Support, SupportKind};
pub use vocabulary::{Certificate, Day, DrivingLicence, DutchLevel, Education, Reaction, Sector, Shift};
