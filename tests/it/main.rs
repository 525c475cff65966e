//! What is tested beside the golden transcripts, in one binary.

// The disk is these tests' matter: they read the repository itself.
#![allow(clippy::disallowed_methods)]

#[path = "../support/mod.rs"]
mod support;

mod commands;
mod documents;
mod house;
mod mutation;
mod properties;
mod repository;
mod rust;
mod watch;
