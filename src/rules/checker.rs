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
use crate::rules::{Check, Levels, Policy, RULES, Rule, Silenced, allow};
use crate::text::SourceId;
use crate::value::Date;
use crate::view::View;

/// Runs the rules, as often as the project changes.
#[derive(Debug)]
pub struct Checker {
    today: Date,
    policy: Policy,
    /// The rules that are run, in their order.
    rules: Vec<&'static Rule>,
    keeps: Keeps,
    known: HashMap<SourceId, Known>,
}

/// What is kept of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keeps {
    /// What the next run may take over.
    Reports,
    /// Nothing, and no report has to be copied.
    Nothing,
}

/// What came of a file the last time.
#[derive(Debug)]
struct Known {
    part: Arc<Part>,
    is_broken: bool,
    /// What counted in it, if that was not what is usual.
    levels: Option<Arc<Levels>>,
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

/// What rules say of one file: the place of each that says something among those that are run, and its reports.
type Reports = Vec<(usize, Vec<Diagnostic>)>;

/// Runs every rule that is on over `model`, which was built of `files`. `broken` are those of them in which mistakes
/// were reported: nothing is said to be left unused there. Reports come rule by rule, each with its code and level.
pub fn run(
    files: &[Input<'_>],
    model: &Model,
    today: Date,
    levels: &Levels,
    broken: &HashSet<SourceId>,
) -> Told {
    let mut checker = Checker::new(today);
    checker.keep_nothing();
    checker.run(files, model, &Policy::of(levels), broken)
}

impl Checker {
    /// One that has seen no file.
    pub fn new(today: Date) -> Self {
        let (policy, rules) = (Policy::default(), RULES.to_vec());
        Self { today, policy, rules, keeps: Keeps::Reports, known: HashMap::new() }
    }

    /// Keeps nothing for runs that may follow.
    pub fn keep_nothing(&mut self) {
        self.keeps = Keeps::Nothing;
        self.known.clear();
    }

    /// Does what `run` does. What is said of a file is taken over while it, what it imports and what the rules are told are
    /// as they were.
    pub fn run(
        &mut self,
        files: &[Input<'_>],
        model: &Model,
        policy: &Policy,
        broken: &HashSet<SourceId>,
    ) -> Told {
        if self.policy.usual != policy.usual || self.policy.stated != policy.stated {
            self.known.clear();
            self.rules = policy.run_rules();
        }
        self.policy = policy.clone();
        let stale = self.stale(files, model.parts(), broken);
        let known: Vec<Known> = files
            .par_iter()
            .zip(model.parts())
            .map(|(file, part)| {
                let reports = match self.known.get(&part.source) {
                    Some(known) if !stale.contains(&part.source) => Arc::clone(&known.reports),
                    _ => Arc::new(self.look_at_file(file, part, model, broken)),
                };
                let levels = self.policy.own_levels(part.source).cloned();
                Known { part: Arc::clone(part), is_broken: broken.contains(&part.source), levels, reports }
            })
            .collect();
        match self.keeps {
            Keeps::Reports => {
                let reports = known.iter().flat_map(|known| known.reports.iter().cloned());
                let told = self.look_at_project(files, model, broken, reports);
                self.known = known.into_iter().map(|known| (known.part.source, known)).collect();
                told
            }
            Keeps::Nothing => {
                let reports = known.into_iter().flat_map(|known| Arc::unwrap_or_clone(known.reports));
                self.look_at_project(files, model, broken, reports)
            }
        }
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
                Arc::ptr_eq(&known.part, part)
                    && known.is_broken == broken.contains(&part.source)
                    && known.levels.as_ref() == self.policy.own_levels(part.source)
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
        let (allows, _) = allow::read(parts, self.today, &self.policy.stated);
        let files = slice::from_ref(file);
        let mut check = self.check(files, model, parts, &views, broken, allows);
        let mut reports = Reports::new();
        let levels = self.policy.levels(part.source);
        for (place, rule) in self.rules.iter().enumerate() {
            if let Some(look) = &rule.in_file
                && let Some(severity) = levels.of(rule)
            {
                let mut found = said(rule, |check| look.at(check), &mut check);
                found.iter_mut().for_each(|report| report.severity = severity);
                if !found.is_empty() {
                    reports.push((place, found));
                }
            }
        }
        reports
    }

    /// What the rules say of all files: what they say `of_each`, and what they say of all of them together; and apart from
    /// it what is silenced.
    fn look_at_project(
        &self,
        files: &[Input<'_>],
        model: &Model,
        broken: &HashSet<SourceId>,
        of_each: impl Iterator<Item = (usize, Vec<Diagnostic>)>,
    ) -> Told {
        let mut of_files: Vec<Vec<Diagnostic>> = vec![Vec::new(); self.rules.len()];
        for (place, found) in of_each {
            append(&mut of_files[place], found);
        }
        let (allows, reports) = allow::read(model.parts(), self.today, &self.policy.stated);
        let mut told = Told { reports, silenced: Vec::new() };
        let mut check = self.check(files, model, model.parts(), &[], broken, allows);
        for (rule, mut found) in self.rules.iter().zip(of_files) {
            if let Some(look_at) = rule.in_project
                && self.policy.is_on(rule)
            {
                found.extend(said(rule, look_at, &mut check).into_iter().filter_map(|report| {
                    let severity = self.policy.levels(report.at.span.source).of(rule)?;
                    Some(Diagnostic { severity, ..report })
                }));
            }
            let (reports, silenced) = allow::silence(&mut check.allows, rule, found);
            append(&mut told.reports, reports);
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
        let (today, policy, rule) = (self.today, &self.policy, RULES[0]);
        Check { files, model, parts, today, policy, rule, views, broken, allows, reports: Vec::new() }
    }
}

/// Adds `more` behind `reports`. Either may be very many: the fewer are moved.
fn append(reports: &mut Vec<Diagnostic>, mut more: Vec<Diagnostic>) {
    if reports.len() < more.len() {
        std::mem::swap(reports, &mut more);
        reports.splice(..0, more);
    } else {
        reports.append(&mut more);
    }
}

/// What a rule says, with its code.
fn said(rule: &'static Rule, look_at: impl FnOnce(&mut Check<'_>), check: &mut Check<'_>) -> Vec<Diagnostic> {
    check.rule = rule;
    look_at(check);
    let mut reports = std::mem::take(&mut check.reports);
    reports.iter_mut().for_each(|report| report.code = rule.name());
    reports
}
