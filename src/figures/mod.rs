//! Figures: what this process counts while it runs, and what is asked of database and machine when somebody looks.
//! Never a path, a name or an address: a request is its route, a job its name, a mail its state.

mod exposition;
mod facts;
mod machine;
mod register;

pub use exposition::{CONTENT_TYPE, exposition};
pub use facts::{Parts, behind, facts, facts_now};
pub use register::{Asked, Register};
