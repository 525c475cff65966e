//! Markdown as GitHub and GitLab read it: pages are read back by a parser that knows nothing of how they were written, and
//! compared with what the journeys say.

// The disk is these tests' matter: the examples stand there.
#![allow(clippy::disallowed_methods)]

mod charts;
mod examples;
mod hostile;
mod notes;
mod page;
mod pages;
mod project;
#[path = "../support/mod.rs"]
mod support;
