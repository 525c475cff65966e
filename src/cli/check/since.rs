//! `--changed-since`: what a change is about. Reports are told that stand on lines that were changed, and those that were
//! not there before the change, wherever they stand.
//!
//! What was there before is found out by the same workspace, which looks at the files as they were recorded: what is still
//! the same is neither read into a tree again nor checked.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use crate::cli::Stop;
use crate::cli::check::Found;
use crate::diagnostic::{Diagnostic, Label};
use crate::history::{Commit, History, Renamed, Revisions, changed_lines};
use crate::report::{Fingerprint, Look, fingerprints, number, visible_line};
use crate::text::SourceId;
use crate::workspace::{Files, Snapshot, Workspace, shown};

/// The state that a change started from.
pub(super) struct Since<'h> {
    commit: Commit,
    files: Box<dyn Files + 'h>,
    renamed: Vec<Renamed>,
}

impl<'h> Since<'h> {
    /// The state in which what is now there left `revision`: what happened there meanwhile is no part of the change.
    pub(super) fn find(revision: &str, history: &'h dyn History) -> Result<Self, Stop> {
        match Revisions::read(revision) {
            Revisions::One(_) => {}
            Revisions::FromTo(one, _) | Revisions::SinceFork(one, _) => {
                return Err(Stop::Usage(format!(
                    "`{revision}` is two revisions, and what is there now is compared with one: say `{one}`"
                )));
            }
        }
        let commit = history.fork(&history.revision(revision)?, &history.revision("HEAD")?)?;
        let (files, renamed) = (history.tree(&commit)?, history.renamed(&commit)?);
        Ok(Self { commit, files, renamed })
    }

    /// Puts aside what the change is not about, and says how much that is. `workspace` has made what was found, and sees the
    /// old files from here on.
    pub(super) fn put_aside<'f>(&'f self, found: &mut Found<'_>, workspace: &mut Workspace<'f>, look: &Look) {
        let now = found.snapshot;
        if found.reports.is_empty() {
            return;
        }
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
        let then = workspace.look();
        let old_texts: HashMap<&str, &str> = then.texts().collect();
        let lines = Lines {
            now,
            old_text: |path: &str| match old_path.get(path) {
                Some(old_path) => old_texts.get(shown(old_path, &here).as_str()).copied(),
                None => old_texts.get(path).copied(),
            },
            known: RefCell::default(),
        };
        let old = known_again(now, &then);
        let is_told = |report: &Diagnostic| !old.contains(report) || lines.is_touched(report);
        let told: Vec<Diagnostic> = found.reports.iter().filter(|it| is_told(it)).cloned().collect();
        let others = found.reports.len() - told.len();
        if others > 0 {
            found.reports = Cow::Owned(told);
            let are = number(others, "other report is", "other reports are");
            let name = visible_line(&self.commit.name, look);
            found.remarks.push(format!("{are} not about what was changed since `{name}`"));
        }
    }
}

/// The reports of `now` that were there `then`. Most stand as they stood, and nothing more is asked of them: to be known by
/// its fingerprint, a report has its file read again.
fn known_again<'n>(now: &'n Snapshot, then: &Snapshot) -> HashSet<&'n Diagnostic> {
    let mut standing: HashMap<&Diagnostic, usize> = HashMap::new();
    for report in then.diagnostics() {
        *standing.entry(report).or_default() += 1;
    }
    let mut old = HashSet::new();
    let mut others = Vec::new();
    for report in now.diagnostics() {
        match standing.get_mut(report).filter(|count| **count > 0) {
            Some(count) => {
                *count -= 1;
                old.insert(report);
            }
            None => others.push(report),
        }
    }
    let left = then.diagnostics().iter().filter(|report| match standing.get_mut(report) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        Some(_) | None => false,
    });
    let left: Vec<&Diagnostic> = left.collect();
    let before: HashSet<Fingerprint> = fingerprints(left, then).into_iter().collect();
    let prints = fingerprints(others.iter().copied(), now).into_iter().zip(others);
    old.extend(prints.filter(|(print, _)| before.contains(print)).map(|(_, report)| report));
    old
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
