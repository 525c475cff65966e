//! docs/cli.md: what `journey` and each of its commands say to `--help`.

use clap::{Command, CommandFactory};

use crate::cli::Arguments;

const INTRODUCTION: &str = "\
# The command line

<!-- This file is written by the program: change the help in `src/cli`, then run
     `UPDATE=1 cargo test --test it documents`. -->

What `journey --help` says, and `--help` behind each command.
";

/// How wide help is in a document.
const WIDTH: usize = 100;

/// The whole of docs/cli.md.
pub fn manual() -> String {
    let mut root = Arguments::command().term_width(WIDTH);
    root.build();
    let mut text = INTRODUCTION.to_owned();
    text.push_str(&section("journey", &mut root));
    for command in root.get_subcommands_mut().filter(|command| !is_help(command)) {
        let name = format!("journey {}", command.get_name());
        text.push_str(&section(&name, command));
    }
    text
}

/// Whether it is the `help` that clap adds, which says what the others say.
fn is_help(command: &Command) -> bool {
    command.is_hide_set() || command.get_name() == "help"
}

fn section(name: &str, command: &mut Command) -> String {
    let help = command.render_long_help().to_string();
    let lines: String = help.trim_end().lines().map(|line| format!("{}\n", line.trim_end())).collect();
    format!("\n## `{name}`\n\n```text\n{lines}```\n")
}
