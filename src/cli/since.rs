//! `--changed-since`: what a change is about. Reports are told that stand on lines that were changed, and those that were
//! not there before the change, wherever they stand.
//!
//! What was there before is found out by the same workspace, which looks at the files as they were recorded: what is still
//! the same is neither read into a tree again nor checked.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use crate::cli::project::look;
use crate::cli::{Stop, World};
use crate::diagnostic::{Diagnostic, Label};
use crate::history::{Commit, Renamed, Revisions, changed_lines};
use crate::report::Sources;
use crate::text::SourceId;
use crate::workspace::{Files, Snapshot, Workspace, shown};

/// The state that a change started from.
pub(crate) struct Since<'h> {
    commit: Commit,
    files: Box<dyn Files + 'h>,
    renamed: Vec<Renamed>,
}

/// What is told of a project in which something was changed.
pub(crate) struct Told {
    /// What the change is about.
    pub(crate) reports: Vec<Diagnostic>,
    /// How many other reports there are.
    pub(crate) others: usize,
}

impl<'h> Since<'h> {
    /// The state in which what is now there left `revision`: what happened there meanwhile is no part of the change.
    pub(crate) fn find(revision: &str, world: &World<'h>) -> Result<Self, Stop> {
        match Revisions::read(revision) {
            Revisions::One(_) => {}
            Revisions::FromTo(one, _) | Revisions::SinceFork(one, _) => {
                return Err(Stop::Usage(format!(
                    "`{revision}` is two revisions, and what is there now is compared with one: say `{one}`"
                )));
            }
        }
        let history = world.history;
        let commit = history.fork(&history.revision(revision)?, &history.revision("HEAD")?)?;
        let (files, renamed) = (history.tree(&commit)?, history.renamed(&commit)?);
        Ok(Self { commit, files, renamed })
    }

    /// What it was asked for by.
    pub(crate) fn name(&self) -> &str {
        &self.commit.name
    }

    /// What the change is about of all that is wrong in `now`, the last snapshot of `workspace`, which sees the old files
    /// from here on.
    pub(crate) fn told<'f>(&'f self, workspace: &mut Workspace<'f>, now: &Snapshot) -> Told {
        workspace.see(&*self.files);
        let here = self.files.here();
        let old_path: HashMap<String, &str> =
            self.renamed.iter().map(|it| (shown(&it.to, &here), it.from.as_str())).collect();
        for source in now.asked() {
            if let Some(path) = old_path.get(&source.path) {
                // What is not there, was not. There is nothing to be told of it.
                let _ = workspace.open(path);
            }
        }
        workspace.refresh(&BTreeSet::new());
        let then = look(workspace);
        let known: HashSet<_> = fingerprints(then.diagnostics(), &then).into_iter().collect();
        let old_texts: HashMap<&str, &str> = then.texts().collect();
        let lines = Lines {
            now,
            old_text: |path: &str| match old_path.get(path) {
                Some(old_path) => old_texts.get(shown(old_path, &here).as_str()).copied(),
                None => old_texts.get(path).copied(),
            },
            known: RefCell::default(),
        };
        let all = now.diagnostics();
        let is_new = fingerprints(all, now).into_iter().map(|fingerprint| !known.contains(&fingerprint));
        let told = all.iter().zip(is_new).filter(|(report, is_new)| *is_new || lines.is_touched(report));
        let reports: Vec<Diagnostic> = told.map(|(report, _)| report.clone()).collect();
        Told { others: all.len() - reports.len(), reports }
    }
}

/// The lines that were changed, by file: looked for where something is reported.
struct Lines<'s, F> {
    now: &'s Snapshot,
    /// What the file at a path held before it was changed.
    old_text: F,
    known: RefCell<HashMap<SourceId, Vec<Range<u32>>>>,
}

impl<'t, F: Fn(&str) -> Option<&'t str>> Lines<'_, F> {
    /// Whether a place of a report is on a line that was changed.
    fn is_touched(&self, report: &Diagnostic) -> bool {
        std::iter::once(&report.at).chain(&report.also).any(|label| self.is_changed(label))
    }

    fn is_changed(&self, label: &Label) -> bool {
        let source = self.now.source(label.span.source);
        let mut known = self.known.borrow_mut();
        let changed = known.entry(source.id).or_insert_with(|| {
            changed_lines((self.old_text)(&source.path).unwrap_or_default(), source.text())
        });
        let line = |offset: u32| source.lines().line(offset);
        let (first, last) = (line(label.span.start), line(label.span.end.max(label.span.start + 1) - 1));
        changed.iter().any(|lines| lines.start <= last && first < lines.end)
    }
}

/// By what a report is known again in another state, which of its like it is among `reports` included.
fn fingerprints<'r>(
    reports: impl IntoIterator<Item = &'r Diagnostic>,
    sources: &dyn Sources,
) -> Vec<(&'static str, String, String, usize)> {
    let mut equal = HashMap::new();
    let mut known_by = |report: &Diagnostic| {
        let text = sources.source(report.at.span.source).slice(report.at.span).to_owned();
        let before = equal.entry((report.code, report.message.clone(), text.clone())).or_insert(0);
        *before += 1;
        (report.code, report.message.clone(), text, *before)
    };
    reports.into_iter().map(&mut known_by).collect()
}
