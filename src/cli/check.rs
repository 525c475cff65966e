//! `journey check`: says what is wrong.

use clap::Args;

use crate::cli::project::Project;
use crate::cli::since::{Since, Told};
use crate::cli::{Status, Stop, World};
use crate::report::{FORMS, Findings, visible_line};

/// Check journeys and say what is wrong with them
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  journey check                         everything in this folder
  journey check shoes.journey           one file, with what it imports
  journey check --deny warnings         fail on warnings too
  journey check --off missing-channel   without one of the rules
  journey check --changed-since main    what the changes of a branch are about
  journey check --format json           for programs
  journey check --max-diagnostics 20    the 20 gravest reports, and how many there are

Exit status: 0 no error, 1 errors, 2 wrong command line, 3 could not read or write.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    project: Project,

    /// How reports are printed
    #[arg(long, value_name = "FORM", default_value = "human", value_parser = clap::builder::PossibleValuesParser::new(FORMS.iter().map(|form| form.name)))]
    format: String,

    /// Only what was changed since a git revision, such as `main`: reports on changed lines, and those that the change
    /// causes elsewhere
    #[arg(long, value_name = "REVISION")]
    changed_since: Option<String>,
}

pub(crate) fn run(arguments: &Arguments, world: &mut World<'_>) -> Result<Status, Stop> {
    let form = FORMS.iter().find(|form| form.name == arguments.format);
    let most = arguments.project.most();
    let since = arguments.since(world)?;
    let kept = match &since {
        // What is told is chosen among all of them.
        Some(_) => usize::MAX,
        None => most.or(form.map_or(usize::MAX, |form| form.most)),
    };
    let mut workspace = arguments.project.workspace(kept, world)?;
    let reading = arguments.project.take_in(&mut workspace, world)?;
    let snapshot = &reading.snapshot;
    let told = since.as_ref().map(|since| since.told(&mut workspace, snapshot));
    let reports = told.as_ref().map_or(snapshot.diagnostics(), |told| &told.reports);
    let files = snapshot.asked().count();
    let findings = Findings { reports, sources: snapshot, left_out: snapshot.left_out(), files, most };
    if let Some(form) = form {
        (form.write)(&findings, &world.look, world.stdout)?;
    }
    if let (Some(since), Some(told)) = (&since, &told) {
        tell_others(since, told, world)?;
    }
    let status = reading.status(reports);
    // Nothing follows: the system takes all memory back at once, piece by piece it takes a fiftieth of the time.
    std::mem::forget((reading, workspace));
    Ok(status)
}

impl Arguments {
    /// What is told since when, if not everything is.
    fn since<'w>(&self, world: &World<'w>) -> Result<Option<Since<'w>>, Stop> {
        let Some(revision) = &self.changed_since else { return Ok(None) };
        if self.project.reads_standard_input() {
            let why = "standard input has no history to be compared with: name a file or a folder";
            return Err(Stop::Usage(why.to_owned()));
        }
        Since::find(revision, world).map(Some)
    }
}

/// Tells how many reports there are that a change is not about.
fn tell_others(since: &Since<'_>, told: &Told, world: &mut World<'_>) -> Result<(), Stop> {
    let others = match told.others {
        0 => return Ok(()),
        1 => "1 other report is".to_owned(),
        others => format!("{others} other reports are"),
    };
    world.stdout.flush()?;
    let name = visible_line(since.name(), &world.look);
    writeln!(world.stderr, "{others} not about what was changed since `{name}`")?;
    Ok(())
}
