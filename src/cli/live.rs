//! The loop of the commands that stay with a project: wait, take in what changed, act. What is done is theirs.

use std::collections::BTreeSet;
use std::time::Instant;

use crate::cli::project::Project;
use crate::cli::{Status, Stop, World};
use crate::report::{USUAL, visible_line};
use crate::workspace::{Heard, Watch, Workspace};

/// What a turn of the loop is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// The project is not as it was; so it is the first time.
    Changed,
    /// It is; but the world around it may not be.
    Same,
}

/// The signal that Ctrl-C sends.
const INTERRUPT: i32 = 2;

/// Acts at once and after every change, until it is told to stop.
pub(crate) fn live<'w>(
    project: &Project,
    world: &mut World<'w>,
    mut act: impl FnMut(&mut Workspace<'w>, Turn, Instant, &mut World<'w>) -> Result<(), Stop>,
) -> Result<Status, Stop> {
    if project.reads_standard_input() {
        return Err(Stop::Usage("standard input cannot be watched: name a file or a folder".to_owned()));
    }
    let mut workspace = project.workspace(project.most().or(USUAL), world)?;
    let mut watch = Watch::new();
    (world.on_stop)(Box::new(watch.stopper()));
    let mut hints = BTreeSet::new();
    let (mut is_first, mut is_poor) = (true, false);
    loop {
        let start = Instant::now();
        let turn = if workspace.refresh(&hints) || is_first { Turn::Changed } else { Turn::Same };
        is_first = false;
        act(&mut workspace, turn, start, world)?;
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

/// Tells in one line what was done, when, and for how long.
pub(crate) fn tell_time(told: &str, start: Instant, world: &mut World<'_>) -> Result<(), Stop> {
    let (now, told) = ((world.clock)(), visible_line(told, &world.look));
    writeln!(world.stdout, "{now} {told}, in {} ms", start.elapsed().as_millis())?;
    world.stdout.flush()?;
    Ok(())
}
