//! `journey schema`: prints the JSON Schemas of what other commands write and read.

use clap::{Args, ValueEnum};

use crate::cli::{Status, Stop, World};
use crate::{emit, reference, report};

/// Print the JSON Schema of what `build`, `check` or `diff` write as JSON, or of `journey.toml`
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  journey schema > journeys.schema.json           keep it beside what reads the document
  journey schema reports > reports.schema.json    the same for what `check` finds
  journey schema diff > diff.schema.json          the same for what `diff` finds
  journey schema settings > journey.schema.json   for editors that complete `journey.toml`

The guide to the documents is docs/json.md, and that to the settings docs/settings.md.

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
    /// What may stand in `journey.toml`
    Settings,
}

pub(crate) fn run(arguments: &Arguments, world: &mut World<'_>) -> Result<Status, Stop> {
    let schema = match arguments.document {
        Document::Journeys => emit::json_schema(),
        Document::Reports => report::json_schema(),
        Document::Diff => emit::changes::changes_schema(),
        Document::Settings => reference::settings_schema::schema(),
    };
    let mut text = String::new();
    // Writing into a text does not fail.
    if emit::print_schema(schema, &mut text).is_ok() {
        world.stdout.write_all(text.as_bytes())?;
    }
    Ok(Status::Fine)
}
