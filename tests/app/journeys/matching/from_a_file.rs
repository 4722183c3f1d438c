//! To come. Never empty.
