//! What actions promise when people do things at the same time, out of order, or to others.

mod life;
mod rights;
mod together;
