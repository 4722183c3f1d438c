//! The pages of a job seeker with an account. Never a fact that the municipality keeps about him without showing it.

pub mod home;
