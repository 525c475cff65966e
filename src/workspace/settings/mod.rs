//! Settings: what a run is told on its command line, and what a project says in its `journey.toml`.
//!
//! Which settings there are, and what each takes, stands in `table`; `read` makes values and reports of the text of a
//! file by that table, and `file` finds the file and keeps it with the workspace. What is set wrongly is reported, and
//! counts as not set.

mod file;
mod read;
mod table;

use crate::diagnostic::Diagnostic;
use crate::emit::look::Theme;
use crate::rules::Levels;
use crate::text::SourceId;
use crate::value::Date;
use crate::workspace::Stamp;

pub use table::{Setting, TABLES, Table, Takes};

/// The file that holds the settings of a project, and marks its root.
pub(crate) const NAME: &str = "journey.toml";

/// The largest file of settings that is read, in bytes.
pub(super) const LARGEST: usize = 64 << 10;

/// What a run is told.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The day that counts as today.
    pub today: Date,
    /// How much the reports of each rule matter.
    pub levels: Levels,
}

/// What a project says in its `journey.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProjectSettings {
    /// How its maps look.
    pub theme: Theme,
}

/// What came of reading the settings of a project.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Said {
    /// What is said, as far as it is right.
    pub(crate) settings: ProjectSettings,
    /// What is wrong with it.
    pub(crate) mistakes: Vec<Diagnostic>,
    /// Whether nothing could be read.
    pub(crate) is_unread: bool,
}

impl Said {
    /// Whether the project may have said something else than what is known.
    pub(crate) fn is_wrong(&self) -> bool {
        self.is_unread || !self.mistakes.is_empty()
    }
}

/// The file of settings, as a workspace keeps it.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// Its place among the sources; none before there was such a file.
    id: Option<SourceId>,
    /// What it looked like from outside when it was read; none if that cannot be relied on.
    stamp: Option<Stamp>,
    pub(super) said: Said,
}
