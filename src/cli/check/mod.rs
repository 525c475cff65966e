//! `journey check`: says what is wrong.
//!
//! Read, then put aside what is not to be said, then print what is left in each form, and end as that asks for.

mod fix;
mod known;
mod output;
mod since;

use std::borrow::Cow;
use std::panic::resume_unwind;
use std::thread;

use clap::Args;

use crate::cli::project::Project;
use crate::cli::{Status, Stop, World};
use crate::diagnostic::Diagnostic;
use crate::reference;
use crate::report::{Findings, Most};
use crate::workspace::Snapshot;
use fix::{Ended, Mending};
use known::Known;
use output::Output;
use since::Since;

/// Check journeys and say what is wrong with them
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  journey check                         everything in this folder
  journey check shoes.journey           one file, with what it imports
  journey check --deny warnings         fail on warnings too
  journey check --off missing-channel   without one of the rules
  journey check --changed-since main    what the changes of a branch are about
  journey check --format json           for programs
  journey check --format github --format sarif=out.sarif
                                        for two programs at once, one of them in a file
  journey check --max-diagnostics 20    the 20 gravest reports, and how many there are
  journey check --fix                   mend what is certain, and say what remains
  journey check --diff                  show what that would change
  journey check --add-allow missing-owner --reason TEXT
                                        write `@allow` where it reports something today
  journey check --write-baseline        take what the rules report now as known
  journey check --strict-baseline       fail, too, while the baseline lists what is mended

The forms are those of docs/reports.md.

Exit status: 0 no error, 1 errors, 2 wrong command line, 3 could not read or write.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    project: Project,

    /// How reports are printed; with `=FILE` behind it, into that file. May be given several times
    #[arg(long = "format", value_name = "FORM", default_value = "human", value_parser = output::read, long_help = output::help())]
    outputs: Vec<Output>,

    /// Only what was changed since a git revision, such as `main`: reports on changed lines, and those that the change
    /// causes elsewhere
    #[arg(long, value_name = "REVISION", conflicts_with_all = ["fix", "unsafe_fixes", "diff", "add_allow"])]
    changed_since: Option<String>,

    #[command(flatten)]
    mending: Mending,

    #[command(flatten)]
    known: Known,
}

/// What was found, as far as it is to be said.
struct Found<'s> {
    snapshot: &'s Snapshot,
    /// What is said.
    reports: Cow<'s, [Diagnostic]>,
    /// What the baseline knows; none where there is none.
    known: Option<Vec<Diagnostic>>,
    /// How many reports of the baseline are gone.
    gone: usize,
    /// What is said beside the reports, a line each.
    remarks: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments, world: &mut World<'_>) -> Result<Status, Stop> {
    output::agree(&arguments.outputs)?;
    let revision = arguments.revision()?;
    let mended = match arguments.mending.run(&arguments.project, world)? {
        Some(Ended::Said(status)) => return Ok(status),
        mended => mended,
    };
    let most = arguments.project.most();
    let kept = match revision {
        // What is told is chosen among all of them.
        Some(_) => usize::MAX,
        None => arguments.outputs.iter().map(|output| most.or(output.form.most)).max().unwrap_or(usize::MAX),
    };
    let mut workspace = arguments.project.workspace(kept, world)?;
    if revision.is_none() {
        workspace.keep_nothing();
    }
    let baseline = arguments.known.open(&mut workspace, &arguments.project, world)?;
    let history = world.history;
    let (since, reading) = thread::scope(|scope| {
        // Git is asked meanwhile: its answers are mostly waited for.
        let since = revision.map(|revision| scope.spawn(move || Since::find(revision, history)));
        let reading = arguments.project.take_in(&mut workspace, world);
        (since.map(|it| it.join().unwrap_or_else(|panic| resume_unwind(panic))).transpose(), reading)
    });
    let (since, mut reading) = (since?, reading?);
    reading.failed |= matches!(mended, Some(Ended::Left { is_written: false }));
    let snapshot = &reading.snapshot;
    let mut found = Found::new(snapshot);
    // Whatever puts reports aside stands here, one after the other.
    let at_best = arguments.known.put_aside(baseline, &mut found, &workspace, &reading, world)?;
    if let Some(since) = &since {
        since.put_aside(&mut found, &mut workspace, &world.look);
    }
    output::print(&arguments.outputs, &found.findings(most), world)?;
    for remark in &found.remarks {
        writeln!(world.stderr, "{remark}")?;
    }
    let status = match reading.status(&found.reports) {
        Status::Fine => at_best,
        worse => worse,
    };
    drop(found);
    // Nothing follows: the system takes all memory back at once, piece by piece it takes a fiftieth of the time.
    std::mem::forget((reading, workspace));
    Ok(status)
}

impl Arguments {
    /// The revision that a change started from, if not everything is told.
    fn revision(&self) -> Result<Option<&str>, Stop> {
        if self.changed_since.is_some() && self.project.reads_standard_input() {
            let why = "standard input has no history to be compared with: name a file or a folder";
            return Err(Stop::Usage(why.to_owned()));
        }
        Ok(self.changed_since.as_deref())
    }
}

impl<'s> Found<'s> {
    /// All that is wrong.
    fn new(snapshot: &'s Snapshot) -> Self {
        let reports = Cow::Borrowed(snapshot.diagnostics());
        Self { snapshot, reports, known: None, gone: 0, remarks: Vec::new() }
    }

    /// Has more said, in the order of paths.
    fn say(&mut self, more: Vec<Diagnostic>) {
        if more.is_empty() {
            return;
        }
        let snapshot = self.snapshot;
        let reports = self.reports.to_mut();
        reports.extend(more);
        // What is said of one file keeps its order.
        reports.sort_by_key(|report| &snapshot.source(report.at.span.source).path);
    }

    fn findings(&self, most: Most) -> Findings<'_> {
        let files = self.snapshot.asked().count();
        Findings {
            left_out: self.snapshot.left_out(),
            most,
            whole: self.snapshot.diagnostics(),
            silenced: self.snapshot.silenced(),
            known: self.known.as_deref(),
            gone: self.gone,
            pages: reference::page_of,
            ..Findings::new(&self.reports, self.snapshot, files)
        }
    }
}
