//! What the commands that read a project share: which files, which day, and the levels of the rules.

use std::collections::BTreeSet;
use std::io::Read;

use clap::Args;

use crate::cli::levels::{LevelOptions, rule};
use crate::cli::{Status, Stop, World};
use crate::diagnostic::Diagnostic;
use crate::report::{Counts, Most, visible_line};
use crate::rules::{Levels, Rule};
use crate::value::Date;
use crate::workspace::{LARGEST, Settings, Snapshot, Trouble, Workspace};

/// Which files are read, and how.
#[derive(Debug, Args)]
pub(crate) struct Project {
    /// Files or folders; `-` is standard input. Folders are walked, and `.gitignore` is honoured
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<String>,

    #[command(flatten)]
    levels: LevelOptions,

    /// The day that counts as today, such as 2026-10-01, for rules that know the date
    #[arg(long, value_name = "DATE")]
    today: Option<String>,

    /// How many reports are printed at the most, the gravest first: a number, or `none` for no limit. All are counted, and
    /// `0` prints the counts alone. Unless it is said, 1000 are printed for people, and all for programs
    #[arg(long, value_name = "NUMBER", value_parser = most)]
    max_diagnostics: Option<Most>,
}

/// Reads how many reports are printed.
fn most(text: &str) -> Result<Most, String> {
    match text {
        "none" => Ok(Most::All),
        _ => text.parse().map(Most::Of).map_err(|_| "a number, or `none`, is expected".to_owned()),
    }
}

impl Project {
    /// How many reports are printed.
    pub(crate) fn most(&self) -> Most {
        self.max_diagnostics.unwrap_or_default()
    }

    /// The project's files, asked for and not yet taken in. `most` reports are to be printed.
    pub(crate) fn workspace<'f>(&self, most: usize, world: &mut World<'f>) -> Result<Workspace<'f>, Stop> {
        let mut workspace = Workspace::new(world.files, self.settings(world.today)?);
        workspace.keep(most);
        open(&mut workspace, &self.paths, world)?;
        self.levels.set(&mut workspace)?;
        Ok(workspace)
    }

    /// Reads the project and looks at it. A file that could not be read is told; the others are looked at all the same.
    /// `most` reports are to be printed.
    pub(crate) fn read(&self, most: usize, world: &mut World<'_>) -> Result<Reading, Stop> {
        let mut workspace = self.workspace(most, world)?;
        workspace.keep_nothing();
        self.take_in(&mut workspace, world)
    }

    /// Reads what `workspace` was asked for, and looks at it.
    pub(crate) fn take_in(
        &self,
        workspace: &mut Workspace<'_>,
        world: &mut World<'_>,
    ) -> Result<Reading, Stop> {
        workspace.refresh(&BTreeSet::new());
        let snapshot = workspace.look();
        self.demand_files(workspace)?;
        tell_failures(workspace, world)?;
        Ok(Reading { snapshot, failed: !workspace.failures().is_empty() })
    }

    /// Stops where there is nothing to look at.
    pub(crate) fn demand_files(&self, workspace: &Workspace<'_>) -> Result<(), Stop> {
        let is_empty = !workspace.asks_for_files() && !workspace.asks_for_settings();
        if is_empty && workspace.failures().is_empty() {
            return Err(no_files(&self.paths, workspace));
        }
        Ok(())
    }

    /// The rule of this name, which may be one that the project makes itself.
    pub(crate) fn rule(&self, name: &str, world: &World<'_>) -> Result<&'static Rule, Stop> {
        let path = self.paths.first().filter(|path| *path != "-").map_or(".", String::as_str);
        rule(name, &settings_of(path, world)?.read_settings().rules)
    }

    /// Whether standard input is among what is read.
    pub(crate) fn reads_standard_input(&self) -> bool {
        self.paths.iter().any(|path| path == "-")
    }

    fn settings(&self, today: Date) -> Result<Settings, Stop> {
        let today = match &self.today {
            Some(text) => {
                Date::read(text).map_err(|wrong| Stop::Usage(format!("--today: {}", wrong.message)))?
            }
            None => today,
        };
        Ok(Settings { today, levels: Levels::default() })
    }
}

/// Asks for files, folders and, by `-`, standard input.
pub(crate) fn open(
    workspace: &mut Workspace<'_>,
    paths: &[String],
    world: &mut World<'_>,
) -> Result<(), Stop> {
    for path in paths {
        if path == "-" {
            let mut bytes = Vec::new();
            world.stdin.take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
            workspace.open_text(bytes);
            continue;
        }
        workspace.open(path).map_err(|failure| match failure.trouble {
            Trouble::NotThere => Stop::Usage(failure.to_string()),
            _ => Stop::Failure(failure),
        })?;
    }
    Ok(())
}

/// Nothing that was asked for is a file of journeys.
pub(crate) fn no_files(paths: &[String], workspace: &Workspace<'_>) -> Stop {
    let but = match workspace.excluded() {
        0 => String::new(),
        1 => " but one that `exclude` in `journey.toml` leaves out".to_owned(),
        many => format!(" but {many} that `exclude` in `journey.toml` leaves out"),
    };
    Stop::Usage(format!("there is no `.journey` file in {}{but}", paths.join(", ")))
}

/// A project that was read.
pub(crate) struct Reading {
    /// What it means.
    pub(crate) snapshot: Snapshot,
    /// Whether something could not be read.
    pub(crate) failed: bool,
}

impl Reading {
    /// How a command ends that found these reports.
    pub(crate) fn status(&self, reports: &[Diagnostic]) -> Status {
        if self.failed {
            Status::Failed
        } else if Counts::of(reports).errors > 0 {
            Status::Errors
        } else {
            Status::Fine
        }
    }
}

/// Tells what could not be read.
pub(crate) fn tell_failures(workspace: &Workspace<'_>, world: &mut World<'_>) -> Result<(), Stop> {
    for failure in workspace.failures() {
        writeln!(world.stderr, "error: {}", visible_line(&failure.to_string(), &world.look))?;
    }
    Ok(())
}

/// The project that the file or folder at `path` belongs to, with its settings read and nothing else.
pub(crate) fn settings_of<'f>(path: &str, world: &World<'f>) -> Result<Workspace<'f>, Stop> {
    let settings = Settings { today: world.today, levels: Levels::default() };
    let mut workspace = Workspace::new(world.files, settings);
    workspace.open_settings(path).map_err(|failure| match failure.trouble {
        Trouble::NotThere => Stop::Usage(failure.to_string()),
        _ => Stop::Failure(failure),
    })?;
    workspace.refresh(&BTreeSet::new());
    Ok(workspace)
}
