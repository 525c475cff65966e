//! The tests that are no cases of tests/golden, in one binary.

#[path = "../support/mod.rs"]
mod support;

mod mutation;
mod properties;
