//! What the commands that read a project share: which files, which day, and the levels of the rules.

use std::io::Read;

use clap::Args;

use crate::cli::{Stop, World};
use crate::diagnostic::Severity;
use crate::rules::{Levels, RULES, Rule};
use crate::text::nearest;
use crate::value::Date;
use crate::workspace::{LARGEST, Settings, Snapshot, Trouble, Workspace};

/// Which files are read, and how.
#[derive(Debug, Args)]
pub(crate) struct Project {
    /// Files or folders; `-` is standard input. Folders are walked, and `.gitignore` is honoured
    #[arg(value_name = "PATH", default_value = ".")]
    pub(crate) paths: Vec<String>,

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

    /// The day that counts as today, such as 2026-10-01, for rules that know the date
    #[arg(long, value_name = "DATE")]
    today: Option<String>,
}

impl Project {
    /// Reads the project and looks at it.
    pub(crate) fn snapshot(&self, world: &mut World<'_>) -> Result<Snapshot, Stop> {
        let mut workspace = Workspace::new(world.files, self.settings(world.today)?);
        for path in &self.paths {
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
        let snapshot = workspace.snapshot();
        if !snapshot.is_hasty() {
            return Ok(snapshot);
        }
        workspace.open_rest()?;
        Ok(workspace.snapshot())
    }

    fn settings(&self, today: Date) -> Result<Settings, Stop> {
        let mut levels = Levels::default();
        let flags = [
            (&self.off, None),
            (&self.note, Some(Severity::Note)),
            (&self.warn, Some(Severity::Warning)),
            (&self.deny, Some(Severity::Error)),
        ];
        for (names, severity) in flags {
            for name in names {
                if name == "warnings" && severity == Some(Severity::Error) {
                    levels.deny_warnings = true;
                } else {
                    levels.set(rule(name)?, severity);
                }
            }
        }
        let today = match &self.today {
            Some(text) => {
                Date::read(text).map_err(|wrong| Stop::Usage(format!("--today: {}", wrong.message)))?
            }
            None => today,
        };
        Ok(Settings { today, levels })
    }
}

/// The rule of this name.
pub(crate) fn rule(name: &str) -> Result<&'static Rule, Stop> {
    Rule::named(name).ok_or_else(|| {
        let near = nearest(name, RULES.iter().map(|rule| rule.name()));
        let near = near.map(|near| format!(": did you mean `{near}`?")).unwrap_or_default();
        Stop::Usage(format!("no rule is called `{name}`{near}"))
    })
}
