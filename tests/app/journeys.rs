//! The product as people use it, step by step, through pages and mails only.

mod confirming;
mod finding;
mod keeping;
mod machines;
mod matching;
mod nonsense;
mod posting;
mod reacting;
mod registering;
mod reviewing;
mod saving;
