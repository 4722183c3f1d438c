//! The one integration test binary: every module of `tests/` is linked once. It never holds tests of its own.

#[cfg(test)]
mod app;
#[cfg(test)]
mod architecture;
#[cfg(test)]
mod matching;
#[cfg(test)]
mod search;
