//! Journeys in repositories that real git makes: their history, what a change is about, and what runs where teams review.

// The disk is these tests' matter.
#![allow(clippy::disallowed_methods)]
#![cfg(unix)]

#[path = "../support/edited/mod.rs"]
mod edited;
#[path = "../trust/random.rs"]
mod random;
#[path = "../support/mod.rs"]
mod support;

mod action;
mod changed;
mod diff;
mod driver;
mod hooks;
mod hostile;
mod revisions;
mod server;
mod trees;

use std::path::Path;
use std::process::Command;

use journey::history::Git;

use crate::support::has_tool;

/// The history as it is seen from a folder.
fn history(folder: impl AsRef<Path>) -> Git {
    Git::at(folder.as_ref().to_str().unwrap())
}

/// Whether there is git to make repositories with.
fn has_git() -> bool {
    has_tool("git", "the history of a project")
}

/// How a command ended, and what it said on each of its streams.
fn end(command: &mut Command) -> (i32, String, String) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("what is said is UTF-8");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}
