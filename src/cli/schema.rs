//! `journey schema`: prints the JSON Schema of what `journey build --to json` writes.

use clap::Args;

use crate::cli::{Status, Stop, World};
use crate::emit;

/// Print the JSON Schema of what `journey build --to json` writes
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  journey schema > journeys.schema.json   keep it beside what reads the document

The guide to the document is docs/json.md.

Exit status: 0, or 2 for a wrong command line.")]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments, world: &mut World<'_>) -> Result<Status, Stop> {
    let mut text = String::new();
    // Writing into a text does not fail.
    if emit::json_schema(&mut text).is_ok() {
        world.stdout.write_all(text.as_bytes())?;
    }
    Ok(Status::Fine)
}
