//! `journey new`: writes a small project to start from.
//!
//! The project shows the whole of the method once, and nothing in it is reported: whoever changes it and runs the checker
//! sees reports of the change alone.

use clap::Args;

use crate::cli::{Status, Stop, World};
use crate::report::{visible, visible_line};
use crate::value::{Date, Duration};
use crate::workspace::{Failure, FileKind, Trouble, normal, shown};

/// Start a project: a small journey to read, change and grow
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  journey new          in this folder
  journey new shoes    in the folder `shoes`, which is made if it is not there

Nothing is overwritten: if one of the files is there already, none is written.

Exit status: 0, 2 for a wrong command line, 3 if a file is there already or cannot be written.")]
pub(crate) struct Arguments {
    /// The folder
    #[arg(value_name = "DIR", default_value = ".")]
    folder: String,
}

/// The files of a new project, by their names in it.
const FILES: [(&str, &str); 3] = [
    ("journey.toml", include_str!("new/journey.toml")),
    ("people.journey", include_str!("new/people.journey")),
    (FIRST, include_str!("new/first.journey")),
];

/// The file to start with.
const FIRST: &str = "first.journey";

pub(crate) fn run(arguments: &Arguments, world: &mut World<'_>) -> Result<Status, Stop> {
    let here = world.files.here();
    let folder = normal(&here, &arguments.folder);
    let refuse = |path: &str, words: &str| {
        let trouble = Trouble::Other(words.to_owned());
        Err(Stop::Failure(Failure { path: shown(path, &here), trouble }))
    };
    if world.files.kind(&folder).is_some_and(|kind| kind != FileKind::Folder) {
        return refuse(&folder, "not a folder");
    }
    let files = FILES.map(|(name, text)| (normal(&folder, name), dated(text, world.today)));
    if let Some((path, _)) = files.iter().find(|(path, _)| world.files.kind(path).is_some()) {
        return refuse(path, "already there; nothing was written");
    }
    for (path, text) in &files {
        world.files.write(path, text.as_bytes())?;
        writeln!(world.stdout, "wrote {}", visible_line(&shown(path, &here), &world.look))?;
    }
    let first = shown(&normal(&folder, FIRST), &here);
    let place = match shown(&folder, &here) {
        place if place == "." => String::new(),
        place => format!(" {}", quoted(&place)),
    };
    let next = format!(
        "\nNext: open {first} and make it your own. Then:\n\n  \
         journey check{place}    says what is wrong with it\n  \
         journey build{place}    draws and tells it, in the folder `out`\n"
    );
    world.stdout.write_all(visible(&next, &world.look).as_bytes())?;
    Ok(Status::Fine)
}

/// `path` as a shell takes it for one word.
fn quoted(path: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-".contains(letter);
    if path.chars().all(is_plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

/// `text` with the days in it that count from today on.
fn dated(text: &str, today: Date) -> String {
    let in_three_months = Duration::read("3mo").map_or(today, |months| today.after(months));
    text.replace("TODAY", &today.to_string()).replace("IN_THREE_MONTHS", &in_three_months.to_string())
}
