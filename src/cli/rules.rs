//! `journey rules`: lists the rules.

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::cli::{Status, Stop, World};
use crate::diagnostic::Safety;
use crate::report::{BOLD, Look, color_of, paint};
use crate::rules::{LISTS, Rule};

/// List the rules, each with its level, its fix and what it reports
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  journey rules                         every rule, with its level and its fix
  journey rules --format json           the same for programs
  journey explain missing-owner         more of one of them
  journey check --off missing-owner     without one of them
  journey check --deny missing-owner    fail on what it reports

Exit status: 0, or 2 for a wrong command line.")]
pub(crate) struct Arguments {
    /// How the list is printed
    #[arg(long, value_name = "FORM", default_value = "human")]
    format: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Aligned columns, for people
    Human,
    /// One JSON document, for programs
    Json,
}

/// What `--format json` prints.
#[derive(Debug, Serialize)]
struct Document {
    version: u32,
    rules: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    name: &'static str,
    level: &'static str,
    since: &'static str,
    /// The safest fix that its reports may offer: `safe`, `unsafe` or none.
    fix: Option<&'static str>,
    /// What it looks at: `project`, or the `changes` between two states of one.
    of: &'static str,
    summary: &'static str,
}

impl Row {
    fn of(rule: &Rule) -> Self {
        Self {
            name: rule.name(),
            level: rule.severity.word(),
            since: rule.since,
            fix: rule.explanation.fix.map(Safety::word),
            of: if rule.is_of_changes() { "changes" } else { "project" },
            summary: rule.explanation.summary,
        }
    }
}

pub(crate) fn run(arguments: &Arguments, world: &mut World<'_>) -> Result<Status, Stop> {
    match arguments.format {
        Form::Human => world.stdout.write_all(list(&world.look).as_bytes())?,
        Form::Json => {
            let document = Document { version: 1, rules: every().map(Row::of).collect() };
            serde_json::to_writer_pretty(&mut world.stdout, &document).map_err(std::io::Error::from)?;
            writeln!(world.stdout)?;
        }
    }
    Ok(Status::Fine)
}

/// Every rule, list by list.
fn every() -> impl Iterator<Item = &'static Rule> {
    LISTS.iter().copied().flatten().copied()
}

fn list(look: &Look) -> String {
    let longest = |of: fn(&Rule) -> &'static str| every().map(|rule| of(rule).len()).max().unwrap_or(0);
    let fix = |rule: &Rule| rule.explanation.fix.map(Safety::word).unwrap_or_default();
    let (names, levels) = (longest(Rule::name), longest(|rule| rule.severity.word()));
    let fixes = Safety::Unsafe.word().len();
    let mut text = String::new();
    let mut is_of_changes = false;
    for rule in every() {
        if rule.is_of_changes() && !is_of_changes {
            is_of_changes = true;
            text.push_str("\nOf changes, with `journey diff --breaking`:\n\n");
        }
        let name = paint(&format!("{:names$}", rule.name()), BOLD, look);
        let level = paint(&format!("{:levels$}", rule.severity.word()), color_of(rule.severity), look);
        text.push_str(&format!("{name}  {level}  {:fixes$}  {}\n", fix(rule), rule.explanation.summary));
    }
    text.push_str(
        "\nThe third column says whether there are fixes, and whether `journey check --fix` makes them: those that are unsafe are \
         made with `--unsafe-fixes`.\n\
         `journey explain NAME` says more of one of them, and of every mistake that is reported.\n",
    );
    text
}
