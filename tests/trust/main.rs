//! What is promised under load, faults and hostile input: docs/reliability.md says what, and how many were tried.
//!
//! Numbers are those of every change; `SOAK=1` in the environment takes the large ones.

// The disk is these tests' matter: their files stand there.
#![allow(clippy::disallowed_methods)]

mod again;
mod depth;
mod encodings;
mod families;
#[cfg(unix)]
mod files;
mod formatting;
mod fuzz;
mod graph;
mod graphs;
mod hostile;
#[cfg(unix)]
mod imports;
#[cfg(unix)]
mod in_the_way;
mod labels;
mod linear;
mod links;
mod machine;
#[cfg(unix)]
mod memory;
#[cfg(unix)]
mod outside;
#[cfg(unix)]
mod pieces;
#[cfg(unix)]
mod preview;
mod program;
mod prose;
mod random;
#[cfg(unix)]
mod replacing;
#[cfg(unix)]
mod same;
#[cfg(unix)]
mod signals;
mod spans;
#[cfg(unix)]
mod status;
#[path = "../support/mod.rs"]
mod support;
mod terminal;
mod trojan;
mod volume;
#[cfg(unix)]
mod watching;
#[cfg(unix)]
mod writing;

pub(crate) use support::tries;
