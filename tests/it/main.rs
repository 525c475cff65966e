//! The tests that are no cases of tests/golden, in one binary.

#[path = "../support/mod.rs"]
mod support;

mod mutation;
mod properties;
mod texts;

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
    workspace.snapshot()
}
