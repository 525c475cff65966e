//! Settings: what a run is told on its command line, and what a project says in its `journey.toml`.
//!
//! Which settings there are, and what each takes, stands in `table`; `read` makes values and reports of the text of a
//! file by that table, and `file` finds the file and keeps it with the workspace. What is set wrongly is reported, and
//! counts as not set.

mod codeowners;
mod draft;
mod file;
mod globs;
mod in_force;
pub mod mistakes;
mod owners;
mod read;
mod read_rules;
mod table;
mod values;
mod written;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::emit::look::Theme;
use crate::rules::{Levels, Policy, Stated};
use crate::text::{SourceId, Span, Spanned};
use crate::value::Date;
use crate::workspace::Stamp;

pub use draft::{Draft, Wanted, choices, is_askable};
pub use globs::Globs;
pub use in_force::{InForce, Origin};
pub use table::{Each, Holds, Setting, TABLES, Table, Takes, Told};

/// The key that makes errors of all warnings, below `[rules]`.
pub const WARNINGS: &str = "warnings";

/// The key of a rule's level, beside its own settings.
pub const LEVEL: &str = "level";

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
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProjectSettings {
    /// How its maps look.
    pub theme: Theme,
    /// What is written, and where.
    pub build: Build,
    /// What the rules are told.
    pub rules: Stated,
    /// What they are told for some files alone; each goes before the one before it.
    pub overrides: Vec<Override>,
    /// The files that are left out where a folder is read.
    pub exclude: Globs,
    /// The `CODEOWNERS` that names those who may own things.
    pub owners_from: Option<Spanned<String>>,
}

impl ProjectSettings {
    /// What the rules are told, for each of `files` by its path from the root, with what the run is told above it.
    pub(crate) fn policy<'p>(
        &self,
        run: &Levels,
        files: impl Iterator<Item = (SourceId, &'p str)>,
    ) -> Policy {
        let overrides: Vec<&Levels> = self.overrides.iter().map(|it| &it.levels).collect();
        let files = files.take_while(|_| !overrides.is_empty()).filter_map(|(file, path)| {
            let for_file = self.overrides.iter().enumerate().filter(|(_, it)| it.files.has(path));
            let for_file: Vec<usize> = for_file.map(|(number, _)| number).collect();
            (!for_file.is_empty()).then_some((file, for_file))
        });
        Policy::new(self.rules.clone(), run, &overrides, files)
    }
}

/// What is written unless something else is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Build {
    /// The names of the formats; none where nothing is said.
    pub to: Vec<&'static str>,
    /// The folder, from the root.
    pub out: Option<String>,
}

/// What the rules are told for some files.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Override {
    /// The files.
    pub files: Globs,
    /// What counts in them.
    pub levels: Levels,
}

/// What a key takes, as reports say it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) name: &'a str,
    pub(crate) takes: &'a str,
    pub(crate) example: &'a str,
}

impl Asked<'_> {
    /// How it is written, as an imperative.
    pub(crate) fn way_out(&self) -> String {
        // Keys of conditions are whatever was written.
        let name: String = self.name.chars().take(60).collect();
        format!("write it as in `{name} = {}`", self.example)
    }
}

impl From<&'static Setting> for Asked<'static> {
    fn from(setting: &'static Setting) -> Self {
        Self { name: setting.name, takes: setting.takes.in_words(), example: setting.example }
    }
}

/// A value that is set, as it is written, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) written: String,
    pub(crate) at: Span,
}

/// What came of reading the settings of a project.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Said {
    /// What is said, as far as it is right.
    pub(crate) settings: ProjectSettings,
    /// What is wrong with it.
    pub(crate) mistakes: Vec<Diagnostic>,
    /// What is set, by the names of its keys from the top, with dots between.
    pub(crate) found: BTreeMap<String, Found>,
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
    /// What the file itself says, before others that it names are read.
    own: Said,
    /// The path of the file that names the owners, and its place among the sources; none before there was one.
    owners: Option<(String, SourceId)>,
}
