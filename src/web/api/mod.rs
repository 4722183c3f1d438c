//! The API for programs: public listings as JSON, errors as problem documents (RFC 9457).
//! Never anything that the pages for anyone do not show.

pub mod listings;
pub mod suggest;
