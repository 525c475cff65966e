//! `journey check`: says what is wrong.

use clap::Args;

use crate::cli::fix::{Ended, Mending};
use crate::cli::project::Project;
use crate::cli::{Status, Stop, World};
use crate::report::{FORMS, Findings};

/// Check journeys and say what is wrong with them
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  journey check                         everything in this folder
  journey check shoes.journey           one file, with what it imports
  journey check --deny warnings         fail on warnings too
  journey check --off missing-channel   without one of the rules
  journey check --format json           for programs
  journey check --max-diagnostics 20    the 20 gravest reports, and how many there are
  journey check --fix                   mend what is certain, and say what remains
  journey check --diff                  show what that would change
  journey check --add-allow missing-owner --reason TEXT
                                        write `@allow` where it reports something today

Exit status: 0 no error, 1 errors, 2 wrong command line, 3 could not read or write.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    project: Project,

    #[command(flatten)]
    mending: Mending,

    /// How reports are printed
    #[arg(long, value_name = "FORM", default_value = "human", value_parser = clap::builder::PossibleValuesParser::new(FORMS.iter().map(|form| form.name)))]
    format: String,
}

pub(crate) fn run(arguments: &Arguments, world: &mut World<'_>) -> Result<Status, Stop> {
    let form = FORMS.iter().find(|form| form.name == arguments.format);
    let most = arguments.project.most();
    let reading = match arguments.mending.run(&arguments.project, world)? {
        Some(Ended::Said(status)) => return Ok(status),
        Some(Ended::Left(reading)) => reading,
        None => arguments.project.read(most.or(form.map_or(usize::MAX, |form| form.most)), world)?,
    };
    let snapshot = &reading.snapshot;
    let files = snapshot.asked().count();
    let findings = Findings {
        reports: snapshot.diagnostics(),
        sources: snapshot,
        left_out: snapshot.left_out(),
        files,
        most,
    };
    if let Some(form) = form {
        (form.write)(&findings, &world.look, world.stdout)?;
    }
    let status = reading.status(snapshot.diagnostics());
    // Nothing follows: the system takes all memory back at once, piece by piece it takes a fiftieth of the time.
    std::mem::forget(reading);
    Ok(status)
}
