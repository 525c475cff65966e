//! `journey rules`: lists the rules.

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::cli::project::settings_of;
use crate::cli::{Status, Stop, World};
use crate::diagnostic::Safety;
use crate::report::{BOLD, Look, color_of, columns, paint, print_pretty, visible_line};
use crate::rules::{Levels, Rule, level_word};

/// List the rules, each with its level, its fix and what it reports
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  journey rules                         every rule, with its level and its fix
  journey rules --format json           the same for programs
  journey explain missing-owner         more of one of them
  journey check --off missing-owner     without one of them
  journey check --deny missing-owner    fail on what it reports

Levels are those of the project that one is in, whose own rules are listed too.

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
    /// The version it came with; none for one that the project makes itself.
    #[serde(skip_serializing_if = "str::is_empty")]
    since: &'static str,
    /// The safest fix that its reports may offer: `safe`, `unsafe` or none.
    fix: Option<&'static str>,
    /// What it looks at: `project`, or the `changes` between two states of one.
    of: &'static str,
    summary: &'static str,
}

impl Row {
    fn of(rule: &Rule, levels: &Levels) -> Self {
        Self {
            name: rule.name(),
            level: level_word(levels.of(rule)),
            since: rule.since,
            fix: rule.explanation.fix.map(Safety::word),
            of: if rule.is_of_changes() { "changes" } else { "project" },
            summary: rule.explanation.summary,
        }
    }
}

pub(crate) fn run(arguments: &Arguments, world: &mut World<'_>) -> Result<Status, Stop> {
    let mut workspace = settings_of(".", world)?;
    let stated = &workspace.read_settings().rules;
    let levels = stated.levels_with(std::iter::empty(), &Levels::default());
    let rules: Vec<&Rule> = stated.rules().collect();
    match arguments.format {
        Form::Human => {
            let text = list(&rules, &levels, &world.look);
            world.for_people().write_all(text.as_bytes())?
        }
        Form::Json => {
            let rules = rules.iter().map(|rule| Row::of(rule, &levels)).collect();
            print_pretty(&Document { version: 1, rules }, world.stdout)?;
        }
    }
    Ok(Status::Fine)
}

/// The rules of a project, its own among them, and behind these those of changes.
fn list(rules: &[&Rule], levels: &Levels, look: &Look) -> String {
    let width = |texts: &mut dyn Iterator<Item = &'static str>| texts.map(columns).max().unwrap_or(0);
    let names = width(&mut rules.iter().map(|rule| rule.name()));
    let widest = width(&mut rules.iter().map(|rule| level_word(levels.of(rule))));
    let fixes = Safety::Unsafe.word().len();
    let line = |rule: &&Rule| {
        let (name, level) = (rule.name(), levels.of(rule));
        let blanks = " ".repeat(names - columns(name));
        let name = paint(&format!("{}{blanks}", visible_line(name, look)), BOLD, look);
        let word = format!("{:widest$}", level_word(level));
        let word = level.map_or(word.clone(), |level| paint(&word, color_of(level), look));
        let fix = rule.explanation.fix.map(Safety::word).unwrap_or_default();
        let summary = visible_line(rule.explanation.summary, look);
        format!("{name}  {word}  {fix:fixes$}  {summary}\n")
    };
    let (of_changes, others): (Vec<&Rule>, Vec<&Rule>) = rules.iter().partition(|rule| rule.is_of_changes());
    let mut text: String = others.iter().map(line).collect();
    text.push_str("\nOf changes, with `journey diff --breaking`:\n\n");
    text.extend(of_changes.iter().map(line));
    text.push_str(
        "\nThe third column says whether there are fixes, and whether `journey check --fix` makes them: those that are unsafe are \
         made with `--unsafe-fixes`.\n\
         `journey explain NAME` says more of one of them, and of every mistake that is reported.\n",
    );
    text
}
