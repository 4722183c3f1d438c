//! What stands beside the database: copies of it as files, sealed or not, and the ledger of erasures.
//! Never a query: what is copied and what was erased is handed in.

pub mod files;
pub mod ledger;
pub mod seal;
