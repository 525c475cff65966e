//! The baseline of a project: reports of rules that are known, by their fingerprints, in a file that people review.
//!
//! It is read for `journey check` alone, as a source of its own, so that reports point into it. What is wrong with one
//! line of it keeps no other from counting.

mod read;
mod write;

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::report::Fingerprint;
use crate::text::Span;
use crate::workspace::file::{not_utf8, unread};
use crate::workspace::load::Asked;
use crate::workspace::paths::is_within;
use crate::workspace::{Failure, Workspace, normal, shown};

pub(crate) use write::written;

/// The file that holds the baseline of a project, at its root.
pub(crate) const NAME: &str = "journey-baseline.toml";

/// Reports that are known.
#[derive(Debug)]
pub(crate) struct Baseline {
    /// What it lists, in its order.
    pub(crate) entries: Vec<Entry>,
    /// What is wrong with it.
    pub(crate) mistakes: Vec<Diagnostic>,
}

/// A report that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// By what it is known. What else is said of it is for readers.
    pub(crate) fingerprint: Fingerprint,
    /// The rule.
    pub(crate) code: String,
    /// The file, from the root of the project.
    pub(crate) path: String,
    /// What it stands in.
    pub(crate) inside: String,
    /// What is reported.
    pub(crate) message: String,
    /// Where it is listed; none before it is.
    pub(crate) at: Option<Span>,
}

impl Workspace<'_> {
    /// The absolute path of a project's baseline, whether or not there is one.
    pub(crate) fn baseline_path(&self) -> String {
        let root = self.root.as_ref().map_or_else(|| self.files.here(), |root| root.path.clone());
        normal(&root, NAME)
    }

    /// Reads the baseline at the absolute `path`, if it is there.
    pub(crate) fn open_baseline(&mut self, path: &str) -> Result<Option<Baseline>, Failure> {
        if self.files.kind(path).is_none() {
            return Ok(None);
        }
        let shown = shown(path, &self.files.here());
        let bytes = self.files.read(path).map_err(|failure| Failure { path: shown.clone(), ..failure })?;
        let id = self.add_source(path);
        let (text, mistakes) = match String::from_utf8(bytes) {
            Ok(text) => (text, Vec::new()),
            Err(error) => {
                let (text, mistake) = not_utf8(id, &error);
                (text, vec![mistake])
            }
        };
        let file = unread(id, shown, text, Vec::new());
        let mut baseline = Baseline { entries: Vec::new(), mistakes };
        if baseline.mistakes.is_empty() {
            (baseline.entries, baseline.mistakes) = read::read(&file.source);
        }
        self.loaded[id.0 as usize].file = Arc::new(file);
        Ok(Some(baseline))
    }

    /// Whether the file at `path`, from the root of the project, was asked for, or is in a folder that was. It need not
    /// be there any more.
    pub(crate) fn asks_for(&self, path: &str) -> bool {
        let Some(root) = &self.root else { return false };
        let path = normal(&root.path, path);
        let is_asked = |asked: &Asked| match asked {
            Asked::Path(asked) => self.files.real(asked).as_ref().unwrap_or(asked) == &path,
            Asked::Text(_) => false,
        };
        self.folders.iter().any(|folder| is_within(&path, folder)) || self.asked.iter().any(is_asked)
    }
}
