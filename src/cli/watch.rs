//! `journey watch`: compiles journeys, and again whenever one of their files changes.
//!
//! A loop over the workspace: wait, take in what changed, compile, tell. Nothing is decided here.

use std::collections::BTreeSet;
use std::time::Instant;

use clap::Args;

use crate::cli::build::{Pace, Target};
use crate::cli::project::{Project, look, tell_failures};
use crate::cli::{Status, Stop, World};
use crate::report::{USUAL, visible_line};
use crate::workspace::{Failure, Heard, Watch, Workspace};

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

/// The signal that Ctrl-C sends.
const INTERRUPT: i32 = 2;

pub(crate) fn run(arguments: &Arguments, world: &mut World<'_>) -> Result<Status, Stop> {
    if arguments.project.reads_standard_input() {
        return Err(Stop::Usage("standard input cannot be watched: name a file or a folder".to_owned()));
    }
    let mut workspace = arguments.project.workspace(arguments.project.most().or(USUAL), world)?;
    let mut watch = Watch::new();
    (world.on_stop)(Box::new(watch.stopper()));
    let mut hints = BTreeSet::new();
    let mut unwritten = None;
    let mut is_poor = false;
    loop {
        let start = Instant::now();
        if workspace.refresh(&hints) || unwritten.is_none() {
            unwritten = Some(compile(arguments, &mut workspace, start, world)?);
        } else if let Some(failures) = unwritten.as_mut().filter(|failures| !failures.is_empty()) {
            // What kept files from being written may be gone by now.
            *failures = retry(arguments, &mut workspace, failures, start, world)?;
        }
        let has_new_folders = watch.set(&workspace.watched());
        if let Some(why) = watch.poor().filter(|_| !is_poor) {
            let why = visible_line(why, &world.look);
            writeln!(world.stderr, "warning: changes are looked for twice a second, for {why}")?;
            is_poor = true;
        }
        hints.clear();
        if has_new_folders {
            // What happened in them while they were not watched was not heard.
            continue;
        }
        match watch.wait() {
            Heard::Stop(signal) => {
                if world.on_terminal && signal == INTERRUPT {
                    // The terminal shows `^C`, and the prompt is to stand on a line of its own.
                    writeln!(world.stdout)?;
                }
                return Ok(Status::Stopped(signal));
            }
            Heard::Change(paths) => hints = paths,
        }
    }
}

/// Compiles and tells: one line of what was done and when, below what is wrong. Gives back what could not be written.
fn compile(
    arguments: &Arguments,
    workspace: &mut Workspace<'_>,
    start: Instant,
    world: &mut World<'_>,
) -> Result<Vec<Failure>, Stop> {
    let snapshot = look(workspace);
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
            tell_unwritten(&written.failures, world)?;
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
    let snapshot = look(workspace);
    let Ok(compiled) = arguments.target.compile(&snapshot, world.fonts) else { return Ok(Vec::new()) };
    let written = compiled.write(&arguments.target.out, world.files, Pace::Together);
    if written.failures != before {
        tell_unwritten(&written.failures, world)?;
        tell_time(&written.told(&arguments.target.out, &world.look), start, world)?;
    }
    Ok(written.failures)
}

fn tell_unwritten(failures: &[Failure], world: &mut World<'_>) -> Result<(), Stop> {
    for failure in failures {
        writeln!(world.stderr, "error: {}", visible_line(&failure.to_string(), &world.look))?;
    }
    Ok(())
}

/// The one line of a build.
fn tell_time(told: &str, start: Instant, world: &mut World<'_>) -> Result<(), Stop> {
    let (now, told) = ((world.clock)(), visible_line(told, &world.look));
    writeln!(world.stdout, "{now} {told}, in {} ms", start.elapsed().as_millis())?;
    world.stdout.flush()?;
    Ok(())
}
