//! Journeys in repositories that real git makes: their history.

// The disk is these tests' matter.
#![allow(clippy::disallowed_methods)]
#![cfg(unix)]

#[path = "../support/edited/mod.rs"]
mod edited;
#[path = "../trust/random.rs"]
mod random;
#[path = "../support/mod.rs"]
mod support;

mod diff;
mod hostile;
mod revisions;
mod trees;

use std::path::Path;

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
