//! The `journey` program: arguments in, an exit status out.

mod stop;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use journey::cli::{Status, World, run};
use journey::emit::picture::Fonts;
use journey::history::Git;
use journey::report::{Look, Unheard};
use journey::value::Date;
use journey::workspace::{Disk, Files};

fn main() -> ExitCode {
    stop::listen();
    journey::syntax::limit_steps(journey::syntax::MOST_STEPS_A_BYTE * journey::workspace::LARGEST);
    // Whoever panics has said so. To scripts, a bug is a run that failed, and no status of its own.
    let ended = std::panic::catch_unwind(start).unwrap_or_else(|_| {
        say("error: this is a bug in `journey`: please report it, with the files that show it");
        Status::Failed
    });
    ExitCode::from(ended.code())
}

fn start() -> Status {
    let here = match std::env::current_dir() {
        Ok(here) => here,
        Err(error) => {
            say(&format!("error: the current folder cannot be told: {error}"));
            return Status::Failed;
        }
    };
    let stdout = io::stdout();
    let files = Disk::at(&here);
    let mut world = World {
        history: &Git::at(&files.here()),
        files: &files,
        stdin: &mut io::stdin(),
        look: look(&stdout),
        on_terminal: stdout.is_terminal(),
        stdout: &mut io::BufWriter::new(stdout.lock()),
        stderr: &mut stderr(),
        today: Date::today(),
        fonts: &Fonts::of_system(),
        clock: journey::value::time_of_day,
        environment,
        on_stop: stop::on_stop,
    };
    run(std::env::args_os(), &mut world)
}

/// Says something on standard error, if anybody listens.
fn say(line: &str) {
    // Nothing is left to say it on.
    let _ = writeln!(io::stderr(), "{line}");
}

/// A stream for what is said beside the work: that nobody can hear it does not keep the work from being done.
struct Aside<W>(W);

impl<W: Write> Write for Aside<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(_) => Ok(bytes.len()),
            written => written,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        // What could not be said is left unsaid.
        let _ = self.0.flush();
        Ok(())
    }
}

/// Standard error. What runs the program may take lines of it for commands: nothing that is said there is one.
fn stderr() -> Box<dyn Write> {
    match environment("GITHUB_ACTIONS") {
        Some(_) => Box::new(Unheard::new(Aside(io::stderr()))),
        None => Box::new(Aside(io::stderr())),
    }
}

/// What the environment says under `name`, if it says anything.
#[allow(clippy::disallowed_methods, reason = "a door knows the environment")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|set| !set.is_empty())
}

/// How output for people looks here: colours only where they belong (a terminal, no `NO_COLOR`), as wide as the terminal.
fn look(stdout: &io::Stdout) -> Look {
    let color = anstream::AutoStream::choice(stdout) != anstream::ColorChoice::Never;
    let width = terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0));
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| environment(name));
    let plain = locale.is_some_and(|locale| matches!(locale.as_str(), "C" | "POSIX"));
    Look { color, width: width.clamp(20, 120), unicode: !plain }
}
