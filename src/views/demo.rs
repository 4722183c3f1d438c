//! Demo pages.
//! Never in production.
