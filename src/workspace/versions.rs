//! `Versions`: two states of a project, and the texts of both for reports that point into either.

use crate::diagnostic::Diagnostic;
use crate::diff::{Changes, diff};
use crate::report::Sources;
use crate::rules::Levels;
use crate::rules::breaking::{breaking, in_old, old_source};
use crate::text::{Source, SourceId};
use crate::value::Date;
use crate::workspace::State;

/// Two states of a project.
pub struct Versions {
    /// The one before.
    pub old: State,
    /// The one after.
    pub new: State,
}

impl Versions {
    /// What means something else in the new one.
    pub fn changes(&self) -> Changes {
        diff(&self.old.side(), &self.new.side())
    }

    /// Which of `changes` hurt, in the words of the rules of changes: by path and place. `levels` is what the run is told; what
    /// the new state says itself stands below it, for some files alone too: for what is gone where it stood.
    pub fn breaking(&self, changes: &Changes, levels: &Levels, today: Date) -> Vec<Diagnostic> {
        let old = self.old.within_project().map(|(id, path)| (in_old(id), path));
        let files = self.new.within_project().chain(old);
        let policy = self.new.snapshot.project_settings().policy(levels, files);
        let mut reports = breaking(&self.old.side(), &self.new.side(), changes, &policy, today);
        let path = |report: &Diagnostic| &self.source(report.at.span.source).path;
        reports.sort_by(|a, b| {
            let place = |report: &Diagnostic| (report.at.span.start, report.at.span.end, report.severity);
            path(a).cmp(path(b)).then_with(|| place(a).cmp(&place(b))).then_with(|| a.code.cmp(b.code))
        });
        reports
    }
}

impl Sources for Versions {
    fn source(&self, id: SourceId) -> &Source {
        match old_source(id) {
            Some(id) => self.old.source(id),
            None => self.new.source(id),
        }
    }
}
