//! The `journey` program: arguments in, an exit status out.

mod stop;

use std::io;
use std::process::ExitCode;

use journey::cli::{World, run};
use journey::report::Look;
use journey::value::Date;
use journey::workspace::Disk;

fn main() -> ExitCode {
    stop::listen();
    journey::syntax::limit_steps(journey::syntax::MOST_STEPS_A_BYTE * journey::workspace::LARGEST);
    let here = match std::env::current_dir() {
        Ok(here) => here,
        Err(error) => {
            eprintln!("error: the current folder cannot be told: {error}");
            return ExitCode::from(3);
        }
    };
    let stdout = io::stdout();
    let mut world = World {
        files: &Disk::at(&here),
        stdin: &mut io::stdin(),
        look: look(&stdout),
        stdout: &mut io::BufWriter::new(stdout.lock()),
        stderr: &mut io::stderr(),
        today: Date::today(),
        clock: journey::value::time_of_day,
        on_stop: stop::on_stop,
    };
    ExitCode::from(run(std::env::args_os(), &mut world).code())
}

/// How output for people looks here: colours only where they belong (a terminal, no `NO_COLOR`), as wide as the terminal.
#[allow(clippy::disallowed_methods, reason = "a door knows the environment")]
fn look(stdout: &io::Stdout) -> Look {
    let color = anstream::AutoStream::choice(stdout) != anstream::ColorChoice::Never;
    let width = terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0));
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|set| !set.is_empty()));
    let plain = locale.is_some_and(|locale| matches!(locale.as_str(), "C" | "POSIX"));
    Look { color, width: width.clamp(20, 120), unicode: !plain }
}
