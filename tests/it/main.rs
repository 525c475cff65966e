//! What is tested beside the golden transcripts, in one binary.

// The disk is these tests' matter: they read the repository itself.
#![allow(clippy::disallowed_methods)]

mod commands;
mod documents;
mod house;
mod repository;
mod rust;
