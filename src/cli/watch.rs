//! `journey watch`: compiles journeys, and again whenever one of their files changes.
//!
//! A loop over the workspace: wait, take in what changed, compile, tell. Nothing is decided here.

use std::collections::BTreeSet;
use std::time::Instant;

use clap::Args;

use crate::cli::build::Target;
use crate::cli::project::{Project, look, tell_failures};
use crate::cli::{Status, Stop, World};
use crate::report::visible_line;
use crate::workspace::{Heard, Watch, Workspace};

/// Compile journeys, and again whenever one of their files changes
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  journey watch                          everything in this folder, into `out`
  journey watch shoes.journey --to dot   one file and what it imports, as a graph

While a journey has errors, what was written of it before stays. Ctrl-C ends it.")]
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
    if arguments.project.reads_standard_input() {
        return Err(Stop::Usage("standard input cannot be watched: name a file or a folder".to_owned()));
    }
    let mut workspace = arguments.project.workspace(world)?;
    let mut watch = Watch::new();
    (world.on_stop)(Box::new(watch.stopper()));
    // Watching starts before reading, so that nothing gets lost between the two.
    workspace.refresh(&BTreeSet::new());
    watch.set(workspace.watched());
    if let Some(why) = watch.poor() {
        let why = visible_line(why, &world.look);
        writeln!(world.stderr, "warning: changes are noticed late, by looking now and then: {why}")?;
    }
    let mut hints = BTreeSet::new();
    let mut first = true;
    loop {
        let start = Instant::now();
        let changed = workspace.refresh(&hints);
        if changed || first {
            compile(arguments, &mut workspace, start, world)?;
            first = false;
        }
        let folders = workspace.watched();
        watch.set(folders);
        world.stdout.flush()?;
        match watch.wait() {
            Heard::Stop(signal) => return Ok(Status::Stopped(signal)),
            Heard::Change(paths) => {
                // Having heard nothing may mean that nobody tells any more.
                if paths.is_empty() {
                    watch.renew();
                }
                hints = paths;
            }
        }
    }
}

/// Compiles and tells: one line of what was done and when, below what is wrong.
fn compile(
    arguments: &Arguments,
    workspace: &mut Workspace<'_>,
    start: Instant,
    world: &mut World<'_>,
) -> Result<(), Stop> {
    let snapshot = look(workspace);
    if world.look.color && !arguments.no_clear {
        // Clears the screen and what has scrolled off it, and goes to its first place.
        write!(world.stdout, "\x1B[2J\x1B[3J\x1B[H")?;
    }
    tell_failures(workspace, world)?;
    let told = match arguments.target.compile(&snapshot) {
        Ok(compiled) => {
            compiled.tell(&snapshot, arguments.project.most(), &world.look, world.stdout)?;
            let written = compiled.write(&arguments.target.out, world.files);
            for failure in &written.failures {
                writeln!(world.stderr, "error: {}", visible_line(&failure.to_string(), &world.look))?;
            }
            written.told(&arguments.target.out, &world.look)
        }
        // The journey that was asked for may be renamed, or not be there for a while.
        Err(Stop::Usage(message)) => visible_line(&message, &world.look),
        Err(stop) => return Err(stop),
    };
    let took = start.elapsed().as_millis();
    writeln!(world.stdout, "{} {told}, in {took} ms", (world.clock)())?;
    Ok(())
}
