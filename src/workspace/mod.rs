//! A project that changes: the one API that every door shares.
//!
//! Files come in through `Files`, and are kept with their trees and outlines; the names of all of them are bound again
//! for each snapshot. A snapshot is a value: it does not change with the workspace.

mod disk;
mod files;
mod heard;
mod load;
pub mod mistakes;
mod paths;
mod settings;
mod snapshot;
mod watch;

pub use disk::{Disk, hold_writing};
pub use files::{Failure, FileKind, Files, Memory, Stamp, Trouble};
pub use load::Workspace;
pub use paths::{normal, shown};
pub use settings::Settings;
pub use snapshot::Snapshot;
pub use watch::{Heard, Watch};

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 16 << 20;

/// What the name of a file of journeys ends in.
pub const ENDING: &str = ".journey";
