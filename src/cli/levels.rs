//! The options that set the levels of rules. They go before what `journey.toml` says.

use clap::Args;

use crate::cli::Stop;
use crate::diagnostic::Severity;
use crate::rules::{Levels, Rule, Stated};
use crate::workspace::{WARNINGS, Workspace};

/// The levels of rules.
#[derive(Debug, Args)]
pub(crate) struct LevelOptions {
    /// Make a rule's reports errors; `warnings` stands for all warnings
    #[arg(long, value_name = "RULE", help_heading = "Levels of rules")]
    deny: Vec<String>,

    /// Make a rule's reports warnings
    #[arg(long, value_name = "RULE", help_heading = "Levels of rules")]
    warn: Vec<String>,

    /// Make a rule's reports notes
    #[arg(long, value_name = "RULE", help_heading = "Levels of rules")]
    note: Vec<String>,

    /// Turn a rule off
    #[arg(long, value_name = "RULE", help_heading = "Levels of rules")]
    off: Vec<String>,
}

impl LevelOptions {
    /// Sets the levels for a project that is asked for. Its settings are read before, since the rule may be its own.
    pub(crate) fn set(&self, workspace: &mut Workspace<'_>) -> Result<(), Stop> {
        if [&self.deny, &self.warn, &self.note, &self.off].iter().all(|names| names.is_empty()) {
            return Ok(());
        }
        let levels = self.levels(&workspace.read_settings().rules)?;
        workspace.set_levels(levels);
        Ok(())
    }

    /// The levels that are set, of the rules of a project that says `stated`.
    pub(crate) fn levels(&self, stated: &Stated) -> Result<Levels, Stop> {
        let flags = [
            (&self.off, None),
            (&self.note, Some(Severity::Note)),
            (&self.warn, Some(Severity::Warning)),
            (&self.deny, Some(Severity::Error)),
        ];
        let mut levels = Levels::default();
        for (names, severity) in flags {
            for name in names {
                if name == WARNINGS && severity == Some(Severity::Error) {
                    levels.deny_warnings = true;
                } else {
                    known(name, stated)?;
                    levels.set(name, severity);
                }
            }
        }
        Ok(levels)
    }
}

/// The rule of this name, in a project that says `stated`.
pub(crate) fn rule(name: &str, stated: &Stated) -> Result<&'static Rule, Stop> {
    stated.named(name).ok_or_else(|| unknown(name, stated))
}

/// Whether there is a rule of this name, or may be one in what is wrong with the settings.
fn known(name: &str, stated: &Stated) -> Result<(), Stop> {
    if stated.named(name).is_some() || stated.may_have(name) {
        return Ok(());
    }
    Err(unknown(name, stated))
}

fn unknown(name: &str, stated: &Stated) -> Stop {
    let near =
        stated.nearest(name).map(|near| format!(": did you mean `{}`?", near.word)).unwrap_or_default();
    Stop::Usage(format!("no rule is called `{name}`{near}"))
}
