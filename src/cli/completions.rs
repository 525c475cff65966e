//! `journey completions`: the script by which a shell completes the arguments of `journey`.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::cli::{Status, Stop, World};

/// Print the script by which a shell completes `journey` commands
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  journey completions bash > ~/.local/share/bash-completion/completions/journey
  journey completions zsh > ~/.zfunc/_journey
  journey completions fish > ~/.config/fish/completions/journey.fish
  journey completions powershell >> $PROFILE

Start a new shell afterwards. For zsh, `~/.zfunc` has to be in `fpath`.

Exit status: 0, or 2 if the shell is not known.")]
pub(crate) struct Arguments {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

pub(crate) fn run(arguments: &Arguments, world: &mut World<'_>) -> Result<Status, Stop> {
    let mut script = Vec::new();
    let mut command = super::Arguments::command();
    clap_complete::generate(arguments.shell, &mut command, "journey", &mut script);
    world.stdout.write_all(&script)?;
    Ok(Status::Fine)
}
