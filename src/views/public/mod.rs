//! Public pages.
//! Never a private fact.
