//! `journey diff`: says what changed in meaning between two states of a project, and which changes hurt.

mod maps;
mod state;

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::cli::diff::state::{tell, version, versions};
use crate::cli::levels::LevelOptions;
use crate::cli::{Status, Stop, World};
use crate::diff::Changes;
use crate::emit::changes::{CHANGE_FORMS, Comparison};
use crate::report::{Counts, Findings, print_human};
use crate::workspace::Versions;

/// Say what changed in meaning between two states of a project
///
/// Stages, touchpoints, arrows, owners, emotions, barriers and all else that was added, removed, moved, renamed or changed,
/// and what that means for customers: how many complete the journey, and where they are lost. Layout, comments, the order
/// of statements, and which file something stands in are no change.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  journey diff main                           the files as they are, beside the branch `main`
  journey diff main...HEAD                    what this branch has changed since it left `main`
  journey diff before.journey after.journey   two files; two folders likewise
  journey diff main... --format md            made for a comment at a pull request
  journey diff main --to html                 the maps of both as one, with what has changed marked, in `diff`
  journey diff main --breaking                only what hurts customers, or what they were promised

Revisions are read from git as they were recorded, in this folder and below; no file is touched.
Where a word is a path and a revision, `./main` is the path and `main~0` the revision.

Exit status: 0 no error, 1 errors, 2 wrong command line, 3 could not read or write.
With `--exit-code` 1 where something changed, with `--breaking` where a rule reports an error.")]
pub(crate) struct Arguments {
    /// The state before: a file, a folder or a git revision; `main..HEAD` and `main...HEAD` name both states
    #[arg(value_name = "OLD")]
    old: String,

    /// The state after; the files as they are, where OLD is a revision and this is left out
    #[arg(value_name = "NEW")]
    new: Option<String>,

    /// How changes are told
    #[arg(long, value_name = "FORM", default_value = "text", value_parser = PossibleValuesParser::new(CHANGE_FORMS.iter().map(|form| form.name)))]
    format: String,

    /// Report changes that hurt customers, or what they were promised, by the rules of changes
    #[arg(long, conflicts_with_all = ["format", "exit_code"])]
    breaking: bool,

    /// Write the maps of both states as one, in these formats, with commas between
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', conflicts_with_all = ["format", "breaking"], value_parser = PossibleValuesParser::new(maps::formats().map(|emitter| emitter.name)))]
    to: Vec<String>,

    /// The folder to write maps into
    #[arg(long, value_name = "DIR", default_value = "diff", requires = "to")]
    out: String,

    /// End with status 1 where something changed
    #[arg(long)]
    exit_code: bool,

    #[command(flatten)]
    levels: LevelOptions,
}

pub(crate) fn run(arguments: &Arguments, world: &mut World<'_>) -> Result<Status, Stop> {
    let versions = versions(&arguments.old, arguments.new.as_deref(), world)?;
    let levels = arguments.levels.levels(&versions.new.snapshot.project_settings().rules)?;
    let told = [tell(&versions.old, world)?, tell(&versions.new, world)?];
    let changes = versions.changes();
    let status = if arguments.breaking {
        let reports = versions.breaking(&changes, &levels, world.today);
        let files = versions.new.snapshot.asked().count();
        let findings = Findings::new(&reports, &versions, files);
        let look = world.look;
        print_human(&findings, &look, &mut *world.for_people())?;
        if Counts::of(&reports).errors > 0 { Status::Errors } else { Status::Fine }
    } else if !arguments.to.is_empty() {
        let written = maps::write(&versions, &changes, (&arguments.to, &arguments.out), world)?;
        worse(written, arguments.status(&changes))
    } else {
        tell_changes(arguments, &versions, &changes, world)?;
        arguments.status(&changes)
    };
    // Nothing follows: the system takes all memory back at once.
    std::mem::forget((versions, changes));
    Ok(told.into_iter().fold(status, worse))
}

/// Tells what has changed.
fn tell_changes(
    arguments: &Arguments,
    versions: &Versions,
    changes: &Changes,
    world: &mut World<'_>,
) -> Result<(), Stop> {
    let comparison = Comparison { old: version(&versions.old), new: version(&versions.new), changes };
    if let Some(form) = CHANGE_FORMS.iter().find(|form| form.name == arguments.format) {
        let look = world.look;
        (form.write)(&comparison, &look, &mut *world.for_people())?;
    }
    Ok(())
}

impl Arguments {
    /// How the command ends for what has changed.
    fn status(&self, changes: &Changes) -> Status {
        if self.exit_code && !changes.is_empty() { Status::Errors } else { Status::Fine }
    }
}

fn worse(one: Status, other: Status) -> Status {
    if other.code() > one.code() { other } else { one }
}
