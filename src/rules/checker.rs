//! `Checker`: runs the rules over a project, and again after some of its files have changed.
//!
//! What the rules say of a file depends on that file and on those that it imports, directly or not: while these are as
//! they were, so are the reports. What is said of all files together is asked each time, and so are the `@allow`s.

use std::collections::{HashMap, HashSet};
use std::slice;
use std::sync::Arc;

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::diagnostic::Diagnostic;
use crate::model::{Input, Model, Part};
use crate::rules::{Check, Levels, RULES, Rule, Silenced, allow};
use crate::text::SourceId;
use crate::value::Date;
use crate::view::View;

/// Runs the rules, as often as the project changes.
#[derive(Debug)]
pub struct Checker {
    today: Date,
    levels: Levels,
    known: HashMap<SourceId, Known>,
}

/// What came of a file the last time.
#[derive(Debug)]
struct Known {
    part: Arc<Part>,
    is_broken: bool,
    reports: Arc<Reports>,
}

/// What the rules say of a project.
#[derive(Debug, Default)]
pub struct Told {
    /// Their reports, rule by rule.
    pub reports: Vec<Diagnostic>,
    /// Those that an `@allow` silences.
    pub silenced: Vec<Silenced>,
}

/// What rules say of one file, each with the place of its rule in `RULES`.
type Reports = Vec<(usize, Diagnostic)>;

/// Runs every rule that is on over `model`, which was built of `files`. `broken` are those of them in which mistakes
/// were reported: nothing is said to be left unused there. Reports come rule by rule, each with its code and level.
pub fn run(
    files: &[Input<'_>],
    model: &Model,
    today: Date,
    levels: &Levels,
    broken: &HashSet<SourceId>,
) -> Told {
    Checker::new(today, levels.clone()).run(files, model, broken)
}

impl Checker {
    /// One that has seen no file, for rules of these levels.
    pub fn new(today: Date, levels: Levels) -> Self {
        Self { today, levels, known: HashMap::new() }
    }

    /// Does what `run` does. What is said of a file is taken over while it and what it imports are as they were.
    pub fn run(&mut self, files: &[Input<'_>], model: &Model, broken: &HashSet<SourceId>) -> Told {
        let stale = self.stale(files, model.parts(), broken);
        let known: Vec<Known> = files
            .par_iter()
            .zip(model.parts())
            .map(|(file, part)| {
                let reports = match self.known.get(&part.source) {
                    Some(known) if !stale.contains(&part.source) => Arc::clone(&known.reports),
                    _ => Arc::new(self.look_at_file(file, part, model, broken)),
                };
                Known { part: Arc::clone(part), is_broken: broken.contains(&part.source), reports }
            })
            .collect();
        let told = self.look_at_project(files, model, broken, &known);
        self.known = known.into_iter().map(|known| (known.part.source, known)).collect();
        told
    }

    /// The files that are not as they were, and those that import them, directly or not.
    fn stale(
        &self,
        files: &[Input<'_>],
        parts: &[Arc<Part>],
        broken: &HashSet<SourceId>,
    ) -> HashSet<SourceId> {
        let is_as_it_was = |part: &Arc<Part>| {
            self.known.get(&part.source).is_some_and(|known| {
                Arc::ptr_eq(&known.part, part) && known.is_broken == broken.contains(&part.source)
            })
        };
        let mut waiting: Vec<SourceId> =
            parts.iter().filter(|part| !is_as_it_was(part)).map(|part| part.source).collect();
        if waiting.len() == files.len() {
            return waiting.into_iter().collect();
        }
        let mut importers: HashMap<SourceId, Vec<SourceId>> = HashMap::new();
        for file in files {
            for import in file.imports.iter().flatten() {
                importers.entry(*import).or_default().push(file.source.id);
            }
        }
        let mut stale = HashSet::new();
        while let Some(file) = waiting.pop() {
            if stale.insert(file) {
                waiting.extend(importers.get(&file).into_iter().flatten());
            }
        }
        stale
    }

    /// What the rules say of one file.
    fn look_at_file(
        &self,
        file: &Input<'_>,
        part: &Arc<Part>,
        model: &Model,
        broken: &HashSet<SourceId>,
    ) -> Reports {
        let views: Vec<Vec<View<'_>>> = part.journeys().map(|(id, _)| View::every(model, id)).collect();
        let parts = slice::from_ref(part);
        let (allows, _) = allow::read(parts, self.today);
        let files = slice::from_ref(file);
        let mut check = self.check(files, model, parts, &views, broken, allows);
        let mut reports = Reports::new();
        for (place, rule) in RULES.iter().enumerate() {
            if let Some(look_at) = rule.in_file {
                reports.extend(self.reports_of(rule, look_at, &mut check).map(|report| (place, report)));
            }
        }
        reports
    }

    /// What the rules say of all files: what they say of each, and what they say of all of them together; and apart from
    /// it what is silenced.
    fn look_at_project(
        &self,
        files: &[Input<'_>],
        model: &Model,
        broken: &HashSet<SourceId>,
        known: &[Known],
    ) -> Told {
        let mut of_files: Vec<Vec<&Diagnostic>> = vec![Vec::new(); RULES.len()];
        for (place, report) in known.iter().flat_map(|known| &*known.reports) {
            of_files[*place].push(report);
        }
        let (allows, reports) = allow::read(model.parts(), self.today);
        let mut told = Told { reports, silenced: Vec::new() };
        let mut check = self.check(files, model, model.parts(), &[], broken, allows);
        for (rule, of_files) in RULES.iter().zip(of_files) {
            let mut found: Vec<Diagnostic> = of_files.into_iter().cloned().collect();
            if let Some(look_at) = rule.in_project {
                found.extend(self.reports_of(rule, look_at, &mut check));
            }
            let (reports, silenced) = allow::silence(&mut check.allows, rule, found);
            told.reports.extend(reports);
            told.silenced.extend(silenced);
        }
        told
    }

    fn check<'a>(
        &'a self,
        files: &'a [Input<'a>],
        model: &'a Model,
        parts: &'a [Arc<Part>],
        views: &'a [Vec<View<'a>>],
        broken: &'a HashSet<SourceId>,
        allows: Vec<super::AllowState<'a>>,
    ) -> Check<'a> {
        let (today, levels) = (self.today, &self.levels);
        Check { files, model, parts, today, levels, views, broken, allows, reports: Vec::new() }
    }

    /// What a rule says, with its code and level; nothing if it is off.
    fn reports_of(
        &self,
        rule: &'static Rule,
        look_at: fn(&mut Check<'_>),
        check: &mut Check<'_>,
    ) -> impl Iterator<Item = Diagnostic> + use<> {
        let severity = self.levels.of(rule);
        if severity.is_some() {
            look_at(check);
        }
        let found = std::mem::take(&mut check.reports);
        found
            .into_iter()
            .zip(severity.into_iter().cycle())
            .map(|(report, severity)| Diagnostic { severity, ..report }.code(rule.name()))
    }
}
