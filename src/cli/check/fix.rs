//! The options of `journey check` that change files: `--fix`, `--diff` and `--add-allow`.

use clap::Args;

use crate::cli::project::{Project, Reading, tell_failures};
use crate::cli::{Status, Stop, World};
use crate::diagnostic::Safety;
use crate::mend::{Change, Draft, Mended, Silence, mend, silence};
use crate::report::{Findings, Places, patch, print_human, visible_line};
use crate::value::Date;
use crate::workspace::{Failure, Trouble};

/// So many mistakes of a file are kept whole in each round, and mended.
const MOST: usize = 100_000;

/// What is changed.
#[derive(Debug, Args)]
#[group(skip)]
pub(super) struct Mending {
    /// Make the fixes that are safe, and say what remains. Of standard input, the fixed text is printed
    #[arg(long, conflicts_with = "add_allow", help_heading = "Fixes")]
    fix: bool,

    /// Make fixes that somebody has to look at, too
    #[arg(long, conflicts_with = "add_allow", help_heading = "Fixes")]
    unsafe_fixes: bool,

    /// Print what `--fix` would change, and write nothing
    #[arg(long, conflicts_with = "add_allow", help_heading = "Fixes")]
    diff: bool,

    /// Write `@allow` before each declaration in which this rule reports something today
    #[arg(long, value_name = "RULE", requires = "reason", help_heading = "Fixes")]
    add_allow: Option<String>,

    /// Why: the reason in each `@allow`
    #[arg(long, value_name = "TEXT", requires = "add_allow", help_heading = "Fixes")]
    reason: Option<String>,

    /// The day on which each `@allow` ends, such as 2027-03-01
    #[arg(long, value_name = "DATE", requires = "add_allow", help_heading = "Fixes")]
    until: Option<String>,
}

/// What is to be done with the changes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    /// They are written.
    Write,
    /// They are shown.
    Show,
}

/// How it ended.
pub(super) enum Ended {
    /// Nothing more is to be said.
    Said(Status),
    /// What remains is to be said.
    Left {
        /// Whether every file could be written.
        is_written: bool,
    },
}

impl Mending {
    /// Changes what the command line asks to be changed; none if that is nothing.
    pub(super) fn run(&self, project: &Project, world: &mut World<'_>) -> Result<Option<Ended>, Stop> {
        if let (Some(name), Some(reason)) = (&self.add_allow, &self.reason) {
            let until = self.until.as_deref().map(Date::read).transpose();
            let until = until.map_err(|wrong| Stop::Usage(format!("--until: {}", wrong.message)))?;
            if reason.trim().is_empty() {
                return Err(Stop::Usage("--reason: say why in a few words".to_owned()));
            }
            let rule = project.rule(name, world)?;
            return allow(&Silence { rule, reason, until }, project, world).map(Some);
        }
        let most = if self.unsafe_fixes { Safety::Unsafe } else { Safety::Safe };
        match (self.diff, self.fix) {
            (true, _) => fix(most, Then::Show, project, world).map(Some),
            (false, true) => fix(most, Then::Write, project, world).map(Some),
            (false, false) if self.unsafe_fixes => Err(Stop::Usage(
                "--unsafe-fixes: say `--fix` to make them, or `--diff` to see them".to_owned(),
            )),
            (false, false) => Ok(None),
        }
    }
}

/// Makes the fixes, or shows them.
fn fix(most: Safety, then: Then, project: &Project, world: &mut World<'_>) -> Result<Ended, Stop> {
    let draft = Draft::of(world.files);
    let mut over = world.over(&draft);
    let mut workspace = project.workspace(MOST, &mut over)?;
    let Mended { changes, refused, is_done, snapshot } = mend(&mut workspace, &draft, most);
    project.demand_files(&workspace)?;
    tell_failures(&workspace, &mut over)?;
    let failed = !workspace.failures().is_empty();
    drop(workspace);
    for (path, code) in refused {
        let path = visible_line(&path, &world.look);
        writeln!(
            world.stderr,
            "warning: `{path}`: the fix of `{code}` would have brought other mistakes to light, and was left to you"
        )?;
    }
    if !is_done {
        writeln!(world.stderr, "warning: there is more to fix: run this again")?;
    }
    let reading = Reading { snapshot, failed };
    match then {
        Then::Show => {
            for change in &changes {
                world
                    .stdout
                    .write_all(patch(&change.shown, &change.old, &change.new, &world.look).as_bytes())?;
            }
            tell("would fix", changes.iter(), world)?;
            Ok(Ended::Said(match (failed, changes.is_empty()) {
                (true, _) => Status::Failed,
                (false, true) => Status::Fine,
                (false, false) => Status::Errors,
            }))
        }
        Then::Write => {
            let is_written = write(&changes, "fixed", world)?;
            if !project.reads_standard_input() {
                return Ok(Ended::Left { is_written });
            }
            let reading = Reading { failed: failed || !is_written, ..reading };
            // Standard output is the text's.
            print_text(&reading, &changes, world)?;
            let snapshot = &reading.snapshot;
            let findings = Findings {
                left_out: snapshot.left_out(),
                most: project.most(),
                ..Findings::new(snapshot.diagnostics(), snapshot, snapshot.asked().count())
            };
            print_human(&findings, &world.look, world.stderr)?;
            Ok(Ended::Said(reading.status(snapshot.diagnostics())))
        }
    }
}

/// Writes `@allow` where a rule reports something.
fn allow(wanted: &Silence<'_>, project: &Project, world: &mut World<'_>) -> Result<Ended, Stop> {
    let draft = Draft::of(world.files);
    let mut over = world.over(&draft);
    let mut workspace = project.workspace(MOST, &mut over)?;
    workspace.refresh(&Default::default());
    let before = workspace.look();
    project.demand_files(&workspace)?;
    let (changes, homeless) = silence(&before, wanted);
    let places = Places::new(&before);
    for report in &homeless {
        let place = places.place(report.at.span);
        let point = places.start_point(place);
        let path = visible_line(&place.source.path, &over.look);
        writeln!(
            over.stderr,
            "warning: `{path}`, line {}: no declaration is around this report of `{}`, and no `@allow` can silence it",
            point.line, report.code
        )?;
    }
    for change in &changes {
        match &change.path {
            Some(path) => draft.put(path, &change.new),
            None => workspace.open_text(change.new.as_bytes().to_vec()),
        }
    }
    let changed = changes.iter().filter_map(|change| change.path.clone()).collect();
    workspace.refresh(&changed);
    let snapshot = workspace.look();
    tell_failures(&workspace, &mut over)?;
    let failed = !workspace.failures().is_empty();
    drop(workspace);
    let count = |snapshot: &crate::workspace::Snapshot| snapshot.count_mistakes().values().sum::<usize>();
    if count(&snapshot) > count(&before) {
        let words = "an `@allow` made a file worse, and nothing was written: this is a bug in `journey`, please report it";
        writeln!(world.stderr, "error: {words}")?;
        return Ok(Ended::Said(Status::Failed));
    }
    let is_written = write(&changes, "allowed", world)?;
    if !project.reads_standard_input() {
        return Ok(Ended::Left { is_written });
    }
    let reading = Reading { snapshot, failed: failed || !is_written };
    print_text(&reading, &changes, world)?;
    Ok(Ended::Said(reading.status(reading.snapshot.diagnostics())))
}

/// Writes the files, and tells `what` was done, and which could not be written. Tells whether all could.
fn write(changes: &[Change], what: &str, world: &mut World<'_>) -> Result<bool, Stop> {
    let mut written = Vec::new();
    for change in changes {
        let Some(path) = &change.path else {
            written.push(change);
            continue;
        };
        let done = world.files.replace(path, change.old.as_bytes(), change.new.as_bytes());
        if let Err(Failure { trouble, .. }) = done {
            let help = match trouble {
                Trouble::Changed => "; run this again",
                _ => "",
            };
            let failure = Failure { path: change.shown.clone(), trouble };
            writeln!(world.stderr, "error: {}{help}", visible_line(&failure.to_string(), &world.look))?;
        } else {
            written.push(change);
        }
    }
    tell(what, written.iter().copied(), world)?;
    Ok(written.len() == changes.len())
}

/// Prints the text that came from standard input, as it is now.
fn print_text(reading: &Reading, changes: &[Change], world: &mut World<'_>) -> Result<(), Stop> {
    let changed = changes.iter().find(|change| change.path.is_none()).map(|change| change.new.as_str());
    let asked = || reading.snapshot.asked().find(|source| reading.snapshot.path(source.id).is_none());
    let text = changed.or_else(|| asked().map(|source| source.text())).unwrap_or_default();
    world.stdout.write_all(text.as_bytes())?;
    Ok(())
}

/// "fixed 3 (2 files)"
fn tell<'c>(
    what: &str,
    changes: impl Iterator<Item = &'c Change> + Clone,
    world: &mut World<'_>,
) -> Result<(), Stop> {
    let (files, fixes) = (changes.clone().count(), changes.map(|change| change.fixes).sum::<usize>());
    let noun = if files == 1 { "file" } else { "files" };
    writeln!(world.stderr, "{what} {fixes} ({files} {noun})")?;
    Ok(())
}
