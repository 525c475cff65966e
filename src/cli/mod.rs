//! The command line: arguments in, an exit status out. One file a command.
//!
//! Everything a command touches comes in through `World`, so that tests run commands without a disk or a process.

mod build;
mod check;
mod choice;
mod completions;
mod diff;
mod explain;
mod fmt;
mod levels;
mod live;
mod manual;
mod new;
mod preview;
mod project;
mod rules;
mod schema;
mod settings;
mod show;
mod watch;

pub use manual::manual;

use std::ffi::OsString;
use std::io::{self, Read, Write};

use clap::{Parser, Subcommand, ValueEnum};

use crate::emit::picture::Fonts;
use crate::history::{History, Lost, NoHistory};
use crate::report::{Look, Unheard, visible_line};
use crate::value::Date;
use crate::workspace::{Failure, Files, in_words};

/// What a command touches.
pub struct World<'a> {
    /// The files.
    pub files: &'a dyn Files,
    /// The states of the project that were recorded.
    pub history: &'a dyn History,
    /// Standard input.
    pub stdin: &'a mut dyn Read,
    /// Standard output.
    pub stdout: &'a mut dyn Write,
    /// Standard error.
    pub stderr: &'a mut dyn Write,
    /// How output for people looks, unless the command line says otherwise.
    pub look: Look,
    /// Whether standard output is a terminal, which can be cleared.
    pub on_terminal: bool,
    /// The day that counts as today, unless the command line says otherwise.
    pub today: Date,
    /// The fonts that pictures are set in.
    pub fonts: &'a Fonts,
    /// The time of day, for people.
    pub clock: fn() -> String,
    /// What the environment says under a name.
    pub environment: fn(&str) -> Option<String>,
    /// Takes what is to be called, with the number of the signal, when the program is told to stop.
    pub on_stop: fn(Box<dyn Fn(i32) + Send>),
}

impl<'a> World<'a> {
    /// One on which a command depends for nothing but `files`, what is read, and `today`: no terminal but its streams, no
    /// fonts, no environment, no clock, no history, and nobody who stops it. Output for people is 100 columns wide.
    pub fn still(
        files: &'a dyn Files,
        stdin: &'a mut dyn Read,
        stdout: &'a mut dyn Write,
        stderr: &'a mut dyn Write,
        today: Date,
    ) -> Self {
        static NO_FONTS: Fonts = Fonts::none();
        Self {
            files,
            history: &NoHistory,
            stdin,
            stdout,
            stderr,
            look: Look { width: 100, ..Look::PLAIN },
            on_terminal: false,
            today,
            fonts: &NO_FONTS,
            clock: || "12:00:00".to_owned(),
            environment: |_| None,
            on_stop: |_| {},
        }
    }
}

/// What GitHub's runner sets for whatever it runs.
const RUNNER: &str = "GITHUB_ACTIONS";

impl World<'_> {
    /// Standard output for what people read: nothing in it is a command to GitHub's runner.
    pub(crate) fn for_people(&mut self) -> Box<dyn Write + '_> {
        match (self.environment)(RUNNER) {
            Some(_) => Box::new(Unheard::new(&mut *self.stdout)),
            None => Box::new(&mut *self.stdout),
        }
    }

    /// The same world with other files.
    fn over<'b>(&'b mut self, files: &'b dyn Files) -> World<'b> {
        let Self { history, look, on_terminal, today, fonts, clock, environment, on_stop, .. } = *self;
        let (stdin, stdout, stderr) = (&mut *self.stdin, &mut *self.stdout, &mut *self.stderr);
        World {
            files,
            history,
            stdin,
            stdout,
            stderr,
            look,
            on_terminal,
            today,
            fonts,
            clock,
            environment,
            on_stop,
        }
    }
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// No error was found.
    Fine,
    /// Errors were found in what was read.
    Errors,
    /// The command line is wrong.
    Usage,
    /// Something could not be read or written.
    Failed,
    /// A signal ended it.
    Stopped(i32),
}

impl Status {
    /// The exit status: 0 to 3, and 128 and the number of the signal.
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Errors => 1,
            Self::Usage => 2,
            Self::Failed => 3,
            Self::Stopped(signal) => 128_u8.wrapping_add(signal as u8),
        }
    }
}

/// Why a command could not be carried out.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The command line is wrong.
    Usage(String),
    /// A file could not be read or written.
    Failure(Failure),
    /// Something of the past cannot be had.
    Lost(Lost),
    /// An output stream could not be written.
    Output(io::Error),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<Lost> for Stop {
    fn from(lost: Lost) -> Self {
        Self::Lost(lost)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Compiles customer journey maps written as text
///
/// A `.journey` file says which stages customers go through, where they meet the company, who answers for it, what
/// stands in their way and where they go next. `journey` checks it, explains what is wrong, and draws it.
#[derive(Debug, Parser)]
#[command(name = "journey", version, max_term_width = 100, after_help = EXAMPLES, subcommand_required = true, arg_required_else_help = true)]
struct Arguments {
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColorWhen,

    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  journey new shoes                  start a small project in the folder `shoes`
  journey check                      check all journeys in this folder
  journey build --to md --out docs   write them as Markdown into `docs`
  journey explain missing-owner      say what a report means and what to do about it

Start with `journey new`, or read the language reference in docs/language.md.";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ColorWhen {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::Arguments),
    Check(check::Arguments),
    Fmt(fmt::Arguments),
    Build(build::Arguments),
    Watch(watch::Arguments),
    Show(show::Arguments),
    Diff(diff::Arguments),
    Preview(preview::Arguments),
    Rules(rules::Arguments),
    Settings(settings::Arguments),
    Explain(explain::Arguments),
    Schema(schema::Arguments),
    Completions(completions::Arguments),
}

/// Carries out a command line, the program's own name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>, world: &mut World<'_>) -> Status {
    let words: Vec<OsString> = arguments.into_iter().collect();
    let arguments = match Arguments::try_parse_from(&words) {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&safe(error, &words, &world.look), world),
    };
    match arguments.color {
        ColorWhen::Auto => {}
        ColorWhen::Always => world.look.color = true,
        ColorWhen::Never => world.look.color = false,
    }
    let ended = match arguments.command {
        Command::New(arguments) => new::run(&arguments, world),
        Command::Check(arguments) => check::run(&arguments, world),
        Command::Fmt(arguments) => fmt::run(&arguments, world),
        Command::Build(arguments) => build::run(&arguments, world),
        Command::Watch(arguments) => watch::run(&arguments, world),
        Command::Show(arguments) => show::run(&arguments, world),
        Command::Diff(arguments) => diff::run(&arguments, world),
        Command::Preview(arguments) => preview::run(&arguments, world),
        Command::Rules(arguments) => rules::run(&arguments, world),
        Command::Settings(arguments) => settings::run(&arguments, world),
        Command::Explain(arguments) => explain::run(&arguments, world),
        Command::Completions(arguments) => completions::run(&arguments, world),
        Command::Schema(arguments) => schema::run(&arguments, world),
    };
    let ended = ended.and_then(|status| world.stdout.flush().map(|()| status).map_err(Stop::Output));
    match ended {
        Ok(status) => status,
        Err(stop) => stopped(&stop, world),
    }
}

/// What is wrong with the command line that holds `words`, safe to be printed: clap quotes them as they are.
fn safe(error: clap::Error, words: &[OsString], look: &Look) -> clap::Error {
    let shown = words.iter().map(|word| visible_line(&word.to_string_lossy(), look));
    Arguments::try_parse_from(shown).err().unwrap_or(error)
}

/// Says what clap has to say: help and version on standard output, what is wrong with the command line on the other.
fn refuse(error: &clap::Error, world: &mut World<'_>) -> Status {
    let text = error.render();
    let text = if world.look.color { text.ansi().to_string() } else { text.to_string() };
    let wrong = error.use_stderr();
    let to = if wrong { &mut *world.stderr } else { &mut *world.stdout };
    let said = to.write_all(text.as_bytes()).and_then(|()| to.flush());
    match said {
        Ok(()) if wrong => Status::Usage,
        Ok(()) => Status::Fine,
        Err(error) => stopped(&Stop::Output(error), world),
    }
}

fn stopped(stop: &Stop, world: &mut World<'_>) -> Status {
    let (message, status) = match stop {
        Stop::Usage(message) => (message.clone(), Status::Usage),
        Stop::Failure(failure) => (failure.to_string(), Status::Failed),
        Stop::Lost(lost) if lost.is_misspelt() => (lost.to_string(), Status::Usage),
        Stop::Lost(lost) => (lost.to_string(), Status::Failed),
        // Whoever reads the output has seen enough of it.
        Stop::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => return Status::Fine,
        Stop::Output(error) => (format!("the output cannot be written: {}", in_words(error)), Status::Failed),
    };
    // When even this cannot be said, the exit status alone has to tell.
    let _ = writeln!(world.stderr, "error: {}", visible_line(&message, &world.look));
    status
}
