//! `journey watch`: compiles journeys, and again whenever one of their files changes.
//!
//! After each turn of the loop in `live`: compile, tell, write.

use std::time::Instant;

use clap::Args;

use crate::cli::build::{Pace, Target};
use crate::cli::live::{Turn, live, tell_time};
use crate::cli::project::{Project, tell_failures};
use crate::cli::{Status, Stop, World};
use crate::workspace::{Failure, Workspace};

/// Compile journeys, and again whenever one of their files changes
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  journey watch                          everything in this folder, into `out`
  journey watch shoes.journey --to dot   one file and what it imports, as a graph

While a journey has errors, what was written of it before stays. A terminal is cleared before each telling, other
outputs are not. Ctrl-C ends it.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    project: Project,

    #[command(flatten)]
    target: Target,

    /// Leave on the terminal what was told before
    #[arg(long)]
    no_clear: bool,
}

pub(crate) fn run(arguments: &Arguments, world: &mut World<'_>) -> Result<Status, Stop> {
    let mut unwritten = Vec::new();
    live(&arguments.project, world, |workspace, turn, start, world| {
        match turn {
            Turn::Changed => unwritten = compile(arguments, workspace, start, world)?,
            // What kept files from being written may be gone by now.
            Turn::Same if !unwritten.is_empty() => {
                unwritten = retry(arguments, workspace, &unwritten, start, world)?;
            }
            Turn::Same => {}
        }
        Ok(())
    })
}

/// Compiles and tells: one line of what was done and when, below what is wrong. Gives back what could not be written.
fn compile(
    arguments: &Arguments,
    workspace: &mut Workspace<'_>,
    start: Instant,
    world: &mut World<'_>,
) -> Result<Vec<Failure>, Stop> {
    let snapshot = workspace.look();
    if world.on_terminal && !arguments.no_clear {
        // Clears the screen and what has scrolled off it, and goes to its first place.
        write!(world.stdout, "\x1B[2J\x1B[3J\x1B[H")?;
        world.stdout.flush()?;
    }
    tell_failures(workspace, world)?;
    let (told, unwritten) = match arguments.target.compile(&snapshot, world.fonts) {
        Ok(_) if snapshot.asked().next().is_none() => {
            ("there is no `.journey` file to read".to_owned(), Vec::new())
        }
        Ok(compiled) => {
            compiled.tell(&snapshot, arguments.project.most(), &world.look, world.stdout)?;
            // What is wrong can be read while the disk is still at work.
            world.stdout.flush()?;
            let written = compiled.write(&arguments.target.out, world.files, Pace::Together);
            written.complain(&world.look, world.stderr)?;
            (written.told(&arguments.target.out, &world.look), written.failures)
        }
        // The journey that was asked for may be renamed, or not be there for a while.
        Err(Stop::Usage(message)) => (message, Vec::new()),
        Err(stop) => return Err(stop),
    };
    tell_time(&told, start, world)?;
    Ok(unwritten)
}

/// Writes once more what could not be written, and tells only what is new about it.
fn retry(
    arguments: &Arguments,
    workspace: &mut Workspace<'_>,
    before: &[Failure],
    start: Instant,
    world: &mut World<'_>,
) -> Result<Vec<Failure>, Stop> {
    let snapshot = workspace.look();
    let Ok(compiled) = arguments.target.compile(&snapshot, world.fonts) else { return Ok(Vec::new()) };
    let written = compiled.write(&arguments.target.out, world.files, Pace::Together);
    if written.failures != before {
        written.complain(&world.look, world.stderr)?;
        tell_time(&written.told(&arguments.target.out, &world.look), start, world)?;
    }
    Ok(written.failures)
}
