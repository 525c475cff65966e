//! `State`: one state of a project that is compared with another, read and bound. Only what is wrong with its texts is
//! found: what is unwise is no matter of a comparison.

use std::collections::{BTreeSet, HashMap};

use crate::diff::Side;
use crate::report::Sources;
use crate::rules::Levels;
use crate::text::{Source, SourceId};
use crate::value::Date;
use crate::workspace::paths::{normal, shown};
use crate::workspace::{Failure, FileKind, Files, Settings, Snapshot, Workspace};

/// A state of a project.
pub struct State {
    /// What it is called for people: a path, a revision.
    pub name: String,
    /// What stands before its paths, so that it is known which state they are of: `main:`.
    pub prefix: String,
    /// What it means.
    pub snapshot: Snapshot,
    /// What could not be read.
    pub failures: Vec<Failure>,
    /// The path of each file from the root of this state.
    paths: HashMap<SourceId, String>,
    /// Their paths from the folder with the settings, where there is one.
    within_project: HashMap<SourceId, String>,
    /// The texts under the paths that are shown, where these are others.
    told: HashMap<SourceId, Source>,
}

impl State {
    /// Reads what stands at `path` in `files`, which may be nothing. Of each file so many mistakes are kept whole.
    pub fn read(path: &str, files: &dyn Files, today: Date, most: usize) -> Result<Self, Failure> {
        let levels = Levels::silent();
        let mut workspace = Workspace::new(files, Settings { today, levels });
        workspace.keep(most);
        workspace.open(path)?;
        workspace.refresh(&BTreeSet::new());
        let snapshot = workspace.snapshot();
        let here = files.here();
        let whole = normal(&here, path);
        let base = shown(&whole, &here);
        // The one file that was asked for has no path: it is a version of the other, whatever that is called.
        let is_file = files.kind(&whole) == Some(FileKind::File);
        let base = if is_file || base == "." { base } else { format!("{base}/") };
        let path_of = |id: SourceId| {
            let path = snapshot.source(id).path.as_str();
            (id, path.strip_prefix(&base).unwrap_or(path).to_owned())
        };
        Ok(Self {
            name: path.to_owned(),
            prefix: String::new(),
            paths: snapshot.needed().into_iter().map(path_of).collect(),
            within_project: workspace.paths().map(|(id, path)| (id, path.to_owned())).collect(),
            failures: workspace.failures().to_vec(),
            told: HashMap::new(),
            snapshot,
        })
    }

    /// The same under another name; `prefix` stands before its paths.
    pub fn called(mut self, name: &str, prefix: &str) -> Self {
        if !prefix.is_empty() {
            let told = self.snapshot.needed().into_iter().map(|id| {
                let source = self.snapshot.source(id);
                (id, Source::new(id, format!("{prefix}{}", source.path), source.text()))
            });
            self.told = told.collect();
        }
        self.name = name.to_owned();
        self.prefix = prefix.to_owned();
        self
    }

    /// Whether it has a file of journeys, or one that could not be read.
    pub fn has_files(&self) -> bool {
        self.snapshot.asked().next().is_some() || !self.failures.is_empty()
    }

    /// The path of a file from the root of this state; none where the file alone was asked for.
    pub fn path(&self, id: SourceId) -> &str {
        self.paths.get(&id).map_or("", String::as_str)
    }

    /// The files by their paths from the folder with the settings.
    pub(super) fn within_project(&self) -> impl Iterator<Item = (SourceId, &str)> {
        self.within_project.iter().map(|(id, path)| (*id, path.as_str()))
    }

    /// It, as one side of a comparison.
    pub fn side(&self) -> Side<'_> {
        Side { model: self.snapshot.model(), paths: &self.paths }
    }
}

/// Under the paths that are shown.
impl Sources for State {
    fn source(&self, id: SourceId) -> &Source {
        self.told.get(&id).unwrap_or_else(|| self.snapshot.source(id))
    }
}
