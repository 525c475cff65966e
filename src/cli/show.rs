//! `journey show`: draws journeys on the terminal.

use clap::Args;

use crate::cli::choice::Choice;
use crate::cli::project::Project;
use crate::cli::{Status, Stop, World};
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::draw_on_terminal;
use crate::flow::Flow;
use crate::model::Declaration;
use crate::report::{Findings, Look, Most, USUAL, print_human, visible_line};
use crate::view::View;
use crate::view::board::Board;

/// Draw journeys on the terminal
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  journey show                          every journey in this folder
  journey show shoes.journey --for b2b  one file, as one segment or persona sees it
  journey show --width 200 | less -RS   wider than the terminal

The points are how customers feel, from +2 to -2; `?` where no emotion is given. The bars are how many of all customers
ever come to a stage; `? %` where shares are missing. `leave` is the part of a stage's visits that goes to `exit`.

Exit status: 0 no error, 1 errors, 2 wrong command line, 3 could not read or write.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    project: Project,

    #[command(flatten)]
    choice: Choice,

    /// How many columns to draw in; as many as the terminal has, unless it is said
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(24..))]
    width: Option<u16>,
}

pub(crate) fn run(arguments: &Arguments, world: &mut World<'_>) -> Result<Status, Stop> {
    let most = arguments.project.most();
    let reading = arguments.project.read(most.or(USUAL), world)?;
    let snapshot = &reading.snapshot;
    let (broken, whole): (Vec<View<'_>>, Vec<View<'_>>) =
        arguments.choice.views(snapshot)?.into_iter().partition(|view| snapshot.is_broken(view.journey_id()));
    let errors: Vec<Diagnostic> =
        snapshot.diagnostics().iter().filter(|it| it.severity == Severity::Error).cloned().collect();
    tell(&errors, most, &reading, world)?;
    if snapshot.has_wrong_settings() {
        writeln!(world.stderr, "the settings have errors, and nothing is shown")?;
        return Ok(reading.status(&errors));
    }
    for view in broken {
        let name = visible_line(view.journey().name().as_str(), &world.look);
        writeln!(world.stderr, "`{name}` has errors and is not shown")?;
    }
    let look = Look { width: arguments.width.map_or(world.look.width, usize::from), ..world.look };
    for (number, view) in whole.iter().enumerate() {
        let mut out = world.for_people();
        if number > 0 {
            writeln!(out)?;
        }
        let board = Board::new(view);
        out.write_all(draw_on_terminal(&board, &Flow::new(&board), &look).as_bytes())?;
    }
    Ok(reading.status(&errors))
}

/// Tells what keeps journeys from being shown; what is merely unwise belongs to `journey check`.
fn tell(
    errors: &[Diagnostic],
    most: Most,
    reading: &crate::cli::project::Reading,
    world: &mut World<'_>,
) -> Result<(), Stop> {
    if errors.is_empty() {
        return Ok(());
    }
    let snapshot = &reading.snapshot;
    let files = snapshot.asked().count();
    let findings = Findings { left_out: snapshot.left_out(), most, ..Findings::new(errors, snapshot, files) };
    Ok(print_human(&findings, &world.look, world.stderr)?)
}
