//! What is tested beside the golden transcripts, in one binary.

// The disk is these tests' matter: they read the repository itself.
#![allow(clippy::disallowed_methods)]

#[path = "../support/edited/mod.rs"]
mod edited;
#[path = "../trust/random.rs"]
mod random;
#[path = "../support/mod.rs"]
mod support;

mod commands;
mod diff;
mod documents;
mod fixes;
mod flow;
mod formatted;
mod house;
mod mutation;
mod preview;
mod properties;
mod repository;
mod rust;
mod settings;
mod show;
mod texts;
mod watch;

use std::collections::BTreeSet;

use journey::rules::Levels;
use journey::value::Date;
use journey::workspace::{Memory, Settings, Snapshot, Workspace};

use crate::support::{Files, TODAY};

/// What the project in `files` means.
fn snapshot(files: &Files) -> Snapshot {
    let memory = Memory::new(files.clone());
    let settings = Settings { today: Date::read(TODAY).unwrap(), levels: Levels::default() };
    let mut workspace = Workspace::new(&memory, settings);
    workspace.open(".").unwrap();
    workspace.refresh(&BTreeSet::new());
    workspace.snapshot()
}
