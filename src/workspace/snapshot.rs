//! `Snapshot`: what a project means at one moment, and what is wrong with it.

use std::collections::HashSet;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{self, Input, Journey, Model};
use crate::rules::{self, Rule};
use crate::syntax::Tree;
use crate::text::{Source, SourceId};
use crate::workspace::Settings;
use crate::workspace::load::Loaded;

/// What `model` reports of a name that is declared nowhere.
const UNKNOWN_NAME: &str = "unknown-name";

/// What a project means at one moment. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Snapshot {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    loaded: Vec<Loaded>,
    model: Model,
    settings: Settings,
    complete: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Snapshot {
    pub(crate) fn new(loaded: Vec<Loaded>, settings: Settings, complete: bool) -> Self {
        let mut inputs: Vec<Input<'_>> = loaded
            .iter()
            .map(|loaded| Input {
                source: &loaded.file.source,
                outline: &loaded.file.outline,
                imports: &loaded.imports,
            })
            .collect();
        // What is said depends on the files, not on the order in which they were asked for.
        inputs.sort_by_key(|input| &input.source.path);
        let model = model::build(&inputs);
        let of_files =
            loaded.iter().flat_map(|loaded| loaded.file.mistakes.iter().chain(&loaded.import_mistakes));
        let mut diagnostics: Vec<Diagnostic> = of_files.cloned().collect();
        diagnostics.extend(model.mistakes);
        let broken: HashSet<SourceId> = diagnostics.iter().map(|mistake| mistake.at.span.source).collect();
        let asked = |report: &Diagnostic| loaded[report.at.span.source.0 as usize].asked;
        // A mistake in an imported file is told too: what was asked for does not mean what it should until it is mended.
        let needed = needed(&loaded);
        diagnostics.retain(|mistake| needed.contains(&mistake.at.span.source));
        let reports = rules::run(&model.value, settings.today, &settings.levels, &broken);
        diagnostics.extend(reports.into_iter().filter(asked));
        sort(&mut diagnostics, &loaded);
        Self { inner: Arc::new(Inner { loaded, model: model.value, settings, complete, diagnostics }) }
    }

    /// All that is wrong, by path and place: mistakes, and what the rules report of the files that were asked for.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.inner.diagnostics
    }

    /// Whether something was said that the files which were not read could change: a rule spoke of what no file does, or
    /// a name is not declared, so far.
    pub fn is_hasty(&self) -> bool {
        let whole = |report: &Diagnostic| {
            report.code == UNKNOWN_NAME || Rule::named(report.code).is_some_and(|rule| rule.whole_project)
        };
        !self.inner.complete && self.inner.diagnostics.iter().any(whole)
    }

    /// The project, with every name bound.
    pub fn model(&self) -> &Model {
        &self.inner.model
    }

    /// What the run was told.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// The files that were asked for, in the order in which they were.
    pub fn asked(&self) -> impl Iterator<Item = &Source> {
        self.inner.loaded.iter().filter(|loaded| loaded.asked).map(|loaded| &*loaded.file.source)
    }

    /// Whether a file was asked for, and not merely imported by one that was.
    pub fn is_asked(&self, source: SourceId) -> bool {
        self.inner.loaded[source.0 as usize].asked
    }

    /// A file.
    pub fn source(&self, source: SourceId) -> &Source {
        &self.inner.loaded[source.0 as usize].file.source
    }

    /// How a file is written.
    pub fn tree(&self, source: SourceId) -> &Tree {
        &self.inner.loaded[source.0 as usize].file.tree
    }

    /// Whether an error was reported in a journey or in a file that it needs.
    pub fn has_errors(&self, journey: &Journey) -> bool {
        let here = journey.declared.span;
        let needed = reach(&self.inner.loaded, here.source);
        self.inner.diagnostics.iter().filter(|report| report.severity == Severity::Error).any(|report| {
            let at = report.at.span;
            let inside = at.source == here.source && here.start <= at.start && at.start <= here.end;
            let other_journey = || {
                self.model().journeys().any(|(_, other)| {
                    let span = other.declared.span;
                    span != here && span.source == at.source && span.start <= at.start && at.start <= span.end
                })
            };
            inside || needed.contains(&at.source) && !other_journey()
        })
    }
}

impl crate::report::Sources for Snapshot {
    fn source(&self, id: SourceId) -> &Source {
        Snapshot::source(self, id)
    }
}

/// The files that were asked for, and those that they import, directly or not.
fn needed(loaded: &[Loaded]) -> HashSet<SourceId> {
    let asked = loaded.iter().filter(|loaded| loaded.asked).map(|loaded| loaded.file.source.id);
    reach_all(loaded, asked.collect())
}

fn reach(loaded: &[Loaded], from: SourceId) -> HashSet<SourceId> {
    reach_all(loaded, vec![from])
}

fn reach_all(loaded: &[Loaded], mut waiting: Vec<SourceId>) -> HashSet<SourceId> {
    let mut reached = HashSet::new();
    while let Some(id) = waiting.pop() {
        if reached.insert(id) {
            waiting.extend(loaded[id.0 as usize].imports.iter().flatten());
        }
    }
    reached
}

/// By path and place, then by code, so that the order depends on the files alone; one mistake is told once.
fn sort(diagnostics: &mut Vec<Diagnostic>, loaded: &[Loaded]) {
    let path = |report: &Diagnostic| loaded[report.at.span.source.0 as usize].file.source.path.as_str();
    diagnostics.sort_by(|a, b| {
        let place = |report: &Diagnostic| (report.at.span.start, report.at.span.end, report.severity);
        path(a).cmp(path(b)).then_with(|| place(a).cmp(&place(b))).then_with(|| a.code.cmp(b.code))
    });
    diagnostics.dedup();
}
