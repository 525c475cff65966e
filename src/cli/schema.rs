//! `journey schema`: prints the JSON Schemas of what other commands write.

use clap::{Args, ValueEnum};

use crate::cli::{Status, Stop, World};
use crate::{emit, report};

/// Print the JSON Schema of what `journey build --to json`, `journey check --format json` or `journey diff --format json`
/// writes
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  journey schema > journeys.schema.json           keep it beside what reads the document
  journey schema reports > reports.schema.json    the same for what `check` finds
  journey schema diff > diff.schema.json          the same for what `diff` finds

The guide to the documents is docs/json.md.

Exit status: 0, or 2 for a wrong command line.")]
pub(crate) struct Arguments {
    /// Of which document
    #[arg(value_enum, value_name = "DOCUMENT", default_value_t = Document::Journeys)]
    document: Document,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Document {
    /// What `journey build --to json` writes
    Journeys,
    /// What `journey check --format json` writes
    Reports,
    /// What `journey diff --format json` writes
    Diff,
}

pub(crate) fn run(arguments: &Arguments, world: &mut World<'_>) -> Result<Status, Stop> {
    let schema = match arguments.document {
        Document::Journeys => emit::json_schema(),
        Document::Reports => report::json_schema(),
        Document::Diff => emit::changes::changes_schema(),
    };
    let mut text = String::new();
    // Writing into a text does not fail.
    if emit::print_schema(schema, &mut text).is_ok() {
        world.stdout.write_all(text.as_bytes())?;
    }
    Ok(Status::Fine)
}
