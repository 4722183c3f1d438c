//! Error pages.
//! Never internals.
