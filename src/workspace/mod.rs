//! A project that changes: the one API that every door shares.
//!
//! Files come in through `Files`, and are kept with their trees and outlines; the names of all of them are bound again
//! for each snapshot. A snapshot is a value: it does not change with the workspace.

mod baseline;
mod chain;
mod disk;
mod draft;
mod file;
mod files;
mod heard;
mod imports;
mod layout;
mod limits;
mod load;
pub mod mistakes;
mod paths;
mod place;
mod replace;
pub mod settings;
mod snapshot;
mod state;
mod versions;
mod watch;
mod write;

use crate::diagnostic::Explanation;
use crate::{emit, model, rules, syntax, vocabulary};

pub(crate) use baseline::{Baseline, Entry, written};
pub use disk::Disk;
pub(crate) use disk::in_words;
pub use files::{Content, Failure, FileKind, Files, Make, Memory, Stamp, Trouble};
pub use layout::{LaidOut, Layout};
pub use limits::Limits;
pub use load::Workspace;
pub(crate) use paths::is_absolute;
pub use paths::{normal, shown};
pub use settings::{
    Build, Globs, Holds, InForce, LEVEL, Origin, Override, ProjectSettings, Setting, Settings, TABLES, Table,
    Takes, Told, WARNINGS, choices, is_askable,
};
pub use snapshot::Snapshot;
pub use state::State;
pub use versions::Versions;
pub use watch::{Heard, Watch};
pub use write::hold_writing;

/// Every mistake that there is, from the writing down to the files, in the order of their tables.
pub fn every_mistake() -> impl Iterator<Item = &'static Explanation> {
    let floors = [
        syntax::mistakes::MISTAKES,
        vocabulary::mistakes::MISTAKES,
        model::mistakes::MISTAKES,
        rules::mistakes::MISTAKES,
        emit::mistakes::MISTAKES,
        mistakes::MISTAKES,
        settings::mistakes::MISTAKES,
    ];
    floors.into_iter().flatten()
}

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 16 << 20;

/// What the name of a file of journeys ends in.
pub const ENDING: &str = ".journey";
