//! `Snapshot`: what a project means at one moment, and what is wrong with it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Id, Input, Journey, Linker, Model};
use crate::report::{Base, Sources};
use crate::rules::{Checker, Rule, Silenced, Told};
use crate::syntax::Tree;
use crate::text::{Source, SourceId, Span};
use crate::vocabulary::Outline;
use crate::workspace::file::File;
use crate::workspace::load::{Loaded, Roots};
use crate::workspace::paths::{is_within, shown};
use crate::workspace::settings::Said;
use crate::workspace::{Limits, ProjectSettings, Settings, chain};

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
    roots: Roots,
    model: Model,
    settings: Settings,
    project: Said,
    complete: bool,
    diagnostics: Vec<Diagnostic>,
    silenced: Vec<Silenced>,
    /// How many errors are not among them.
    left_out: usize,
    /// Journeys that an error keeps from being written.
    broken: HashSet<Id<Journey>>,
}

/// What the last snapshot was made of, so that the next one is made anew only where something changed.
#[derive(Debug)]
pub(crate) struct Kept {
    linker: Linker,
    checker: Checker,
}

impl Kept {
    /// Nothing yet.
    pub(crate) fn new(settings: &Settings) -> Self {
        Self { linker: Linker::default(), checker: Checker::new(settings.today, settings.levels.clone()) }
    }
}

impl Snapshot {
    pub(crate) fn new(
        loaded: Vec<Loaded>,
        roots: Roots,
        settings: Settings,
        project: Said,
        limits: Limits,
        complete: bool,
        kept: &mut Kept,
    ) -> Self {
        // A file that cannot be read was told of: any name may be in it.
        let is_read = |id: &SourceId| loaded[id.0 as usize].present;
        let imports_of = |loaded: &Loaded| loaded.imports.iter().map(|id| id.filter(is_read)).collect();
        let imports: Vec<Vec<Option<SourceId>>> = loaded.iter().map(imports_of).collect();
        let present = loaded.iter().zip(&imports).filter(|(loaded, _)| loaded.present);
        let mut inputs: Vec<Input<'_>> = present
            .map(|(loaded, imports)| Input {
                source: &loaded.file.source,
                outline: &loaded.file.outline,
                imports,
            })
            .collect();
        // What is said depends on the files, not on the order in which they were asked for.
        inputs.sort_by_key(|input| &input.source.path);
        let model = kept.linker.link(&inputs);
        let of_files = loaded
            .iter()
            .filter(|loaded| loaded.present)
            .flat_map(|loaded| loaded.file.mistakes.whole().iter().chain(&loaded.import_mistakes));
        let mut diagnostics: Vec<Diagnostic> = of_files.cloned().collect();
        diagnostics.extend(chain::too_long(&loaded, limits.chain));
        diagnostics.extend(model.mistakes);
        let broken_files: HashSet<SourceId> =
            diagnostics.iter().map(|mistake| mistake.at.span.source).collect();
        let asked = |report: &Diagnostic| loaded[report.at.span.source.0 as usize].asked;
        // A mistake in an imported file is told too: what was asked for does not mean what it should until it is mended.
        let needed = needed(&loaded);
        diagnostics.retain(|mistake| needed.contains(&mistake.at.span.source));
        let Told { mut reports, mut silenced } = kept.checker.run(&inputs, &model.value, &broken_files);
        reports.retain(asked);
        silenced.retain(|it| asked(&it.report));
        // Either may be very many: the fewer are moved.
        if diagnostics.len() < reports.len() {
            std::mem::swap(&mut diagnostics, &mut reports);
        }
        diagnostics.append(&mut reports);
        diagnostics.extend(project.mistakes.iter().cloned());
        sort(&mut diagnostics, &loaded);
        let rests = || needed.iter().map(|id| &loaded[id.0 as usize]).filter(|loaded| loaded.present);
        let left_out = rests().map(|loaded| loaded.file.mistakes.rest().len()).sum();
        let of_files = rests()
            .flat_map(|loaded| loaded.file.mistakes.rest().map(|start| (loaded.file.source.id, start)));
        let errors = diagnostics.iter().filter(|report| report.severity == Severity::Error);
        let errors = errors.map(|error| (error.at.span.source, error.at.span.start)).chain(of_files);
        let mut broken = broken_journeys(&model.value, errors, &loaded);
        if project.is_wrong() {
            broken.extend(model.value.journeys().map(|(id, _)| id));
        }
        Self {
            inner: Arc::new(Inner {
                loaded,
                roots,
                model: model.value,
                settings,
                project,
                complete,
                diagnostics,
                silenced,
                left_out,
                broken,
            }),
        }
    }

    /// Lets go of how the files are written, which is two thirds of what is kept of a large one, unless somebody else has
    /// them too. What they say and mean stays.
    pub(crate) fn forget_writing(&mut self) {
        let files = Arc::get_mut(&mut self.inner).map(|inner| &mut inner.loaded).into_iter().flatten();
        files.filter_map(|loaded| Arc::get_mut(&mut loaded.file)).for_each(File::forget_writing);
    }

    /// All that is wrong, by path and place: mistakes, and what the rules report of the files that were asked for.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.inner.diagnostics
    }

    /// What the rules would report of the files that were asked for and an `@allow` silences, rule by rule.
    pub fn silenced(&self) -> &[Silenced] {
        &self.inner.silenced
    }

    /// How many errors were found that are not among the diagnostics, in files that have very many. They stand behind
    /// those that are.
    pub fn left_out(&self) -> usize {
        self.inner.left_out
    }

    /// Whether something was said that the files which were not read could change: a rule spoke of the whole project, a
    /// name is not declared so far, or there is no journey to tell what is used.
    pub fn is_hasty(&self) -> bool {
        let whole = |report: &Diagnostic| {
            report.code == UNKNOWN_NAME || Rule::named(report.code).is_some_and(Rule::is_of_whole_project)
        };
        let has_journeys = self.inner.model.journeys().next().is_some();
        !self.inner.complete && (!has_journeys || self.inner.diagnostics.iter().any(whole))
    }

    /// Whether a file that was asked for could not be read, so that something may be missing to the model.
    pub fn has_unread(&self) -> bool {
        self.inner.loaded.iter().any(|loaded| loaded.asked && !(loaded.present && loaded.file.is_text))
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
        self.inner
            .loaded
            .iter()
            .filter(|loaded| loaded.asked && loaded.present)
            .map(|loaded| &*loaded.file.source)
    }

    /// The paths and texts of all files that were read, of the project's settings too.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        // Settings are no file of journeys, and are never there as one.
        let is_read = |loaded: &&Loaded| loaded.present || !loaded.file.is_text;
        let read = self.inner.loaded.iter().filter(is_read);
        read.map(|loaded| (loaded.file.source.path.as_str(), loaded.file.source.text()))
    }

    /// Whether a file was asked for, and not merely imported by one that was.
    pub fn is_asked(&self, source: SourceId) -> bool {
        self.inner.loaded[source.0 as usize].asked
    }

    /// The files that were asked for, and those that they import, directly or not.
    pub fn needed(&self) -> BTreeSet<SourceId> {
        needed(&self.inner.loaded).into_iter().collect()
    }

    /// A file.
    pub fn source(&self, source: SourceId) -> &Source {
        &self.inner.loaded[source.0 as usize].file.source
    }

    /// Where a file is, with all links followed; none for a text that has no file.
    pub fn path(&self, source: SourceId) -> Option<&str> {
        let loaded = &self.inner.loaded[source.0 as usize];
        (!loaded.is_standard_input()).then_some(loaded.path.as_str())
    }

    /// Whether the text of a file may be changed to mend what is wrong with it: it was asked for, or holds the settings of
    /// the project.
    pub fn is_mendable(&self, source: SourceId) -> bool {
        let loaded = &self.inner.loaded[source.0 as usize];
        let is_asked = loaded.asked && loaded.present && loaded.file.is_text;
        is_asked || self.inner.project.mistakes.iter().any(|mistake| mistake.at.span.source == source)
    }

    /// How many mistakes each file has; what the rules say are none.
    pub fn count_mistakes(&self) -> BTreeMap<SourceId, usize> {
        let mut counts = BTreeMap::new();
        for mistake in self.inner.diagnostics.iter().filter(|report| Rule::named(report.code).is_none()) {
            *counts.entry(mistake.at.span.source).or_default() += 1;
        }
        for id in needed(&self.inner.loaded) {
            let left_out = self.inner.loaded[id.0 as usize].file.mistakes.rest().len();
            if left_out > 0 {
                *counts.entry(id).or_default() += left_out;
            }
        }
        counts
    }

    /// What a file says, if it is one of journeys that could be read.
    pub fn outline(&self, source: SourceId) -> Option<&Outline> {
        let loaded = &self.inner.loaded[source.0 as usize];
        (loaded.present && loaded.file.is_text).then_some(&loaded.file.outline)
    }

    /// How a file is written.
    pub fn tree(&self, source: SourceId) -> &Tree {
        &self.inner.loaded[source.0 as usize].file.tree
    }

    /// What the project's `journey.toml` says.
    pub fn project_settings(&self) -> &ProjectSettings {
        &self.inner.project.settings
    }

    /// Whether there is something wrong with it. Then nothing is made of any journey: it would not look as it should.
    pub fn has_wrong_settings(&self) -> bool {
        self.inner.project.is_wrong()
    }

    /// Whether an error was reported in a journey, in what it needs, or in the settings of the project.
    pub fn is_broken(&self, journey: Id<Journey>) -> bool {
        self.inner.broken.contains(&journey)
    }
}

impl Sources for Snapshot {
    fn source(&self, id: SourceId) -> &Source {
        Snapshot::source(self, id)
    }

    fn tree(&self, id: SourceId) -> Option<&Tree> {
        Some(Snapshot::tree(self, id))
    }

    fn path(&self, id: SourceId, base: Base) -> String {
        let path = &self.inner.loaded[id.0 as usize].path;
        let root = match base {
            Base::Project => &self.inner.roots.project,
            Base::Repository => &self.inner.roots.repository,
        };
        if is_within(path, root) { shown(path, root) } else { path.clone() }
    }
}

/// The journeys with an error in them, in their file outside any journey, or there in a file that theirs imports.
fn broken_journeys(
    model: &Model,
    errors: impl Iterator<Item = (SourceId, u32)>,
    loaded: &[Loaded],
) -> HashSet<Id<Journey>> {
    // Journeys come in the order of their files and places; none stands in another.
    let mut by_file: HashMap<SourceId, Vec<(Span, Id<Journey>)>> = HashMap::new();
    for (id, journey) in model.journeys() {
        by_file.entry(journey.declared.source()).or_default().push((journey.declared.span, id));
    }
    let (mut broken, mut broken_files) = (HashSet::new(), HashSet::new());
    for (source, start) in errors {
        let journeys = by_file.get(&source).map(Vec::as_slice).unwrap_or_default();
        let before = journeys.partition_point(|(span, _)| span.start <= start);
        match before.checked_sub(1).map(|last| journeys[last]) {
            Some((span, id)) if start <= span.end => drop(broken.insert(id)),
            _ => drop(broken_files.insert(source)),
        }
    }
    if !broken_files.is_empty() {
        for (source, journeys) in &by_file {
            if reach_all(loaded, vec![*source]).iter().any(|needed| broken_files.contains(needed)) {
                broken.extend(journeys.iter().map(|(_, id)| *id));
            }
        }
    }
    broken
}

/// The files that were asked for, and those that they import, directly or not.
fn needed(loaded: &[Loaded]) -> HashSet<SourceId> {
    let asked =
        loaded.iter().filter(|loaded| loaded.asked && loaded.present).map(|loaded| loaded.file.source.id);
    reach_all(loaded, asked.collect())
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
