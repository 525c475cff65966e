//! The whole bound model for programs: one JSON document of all journeys, and the JSON Schema of such documents.
//!
//! Goes in: a project whose names are bound. Comes out: what it says, with every name resolved, places in the source, and
//! what follows from it for one audience (who answers, what is addressed, where customers are lost). What programs rely
//! on is written down in the types of this folder alone, of which the schema is made too, so that the inside can change.

mod arrow;
mod audience;
mod context;
mod document;
mod evidence;
mod journey;
mod metric;
mod owners;
mod people;
mod printer;
mod reference;
mod said;
mod stage;
mod touchpoint;
mod trouble;
mod value;
mod word;

use std::fmt;

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use serde_json::Value;

use crate::emit::json::context::Context;
use crate::emit::json::document::Document;
use crate::emit::json::printer::Printer;
use crate::emit::{Project, emitter};

emitter! {
    /// One JSON document with all that the journeys say, for programs.
    ///
    /// It holds the whole bound model of the journeys asked for: names are resolved to references, owners inherited,
    /// places in the source told, barriers told to be open, solved or accepted. What counts for some audiences alone is
    /// always in it, marked with whom it is for; an audience that is asked for decides what is computed. `journey schema`
    /// prints its JSON Schema.
    "json", media "application/json", whole "journeys.json" write
}

fn write(project: &Project<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    let cx = Context::new(project);
    Printer::new(out, DECLARED).print(&Document::new(project, &cx))
}

/// The keys of lists of declarations. They are always there, even where nothing is declared.
const DECLARED: &[&str] = &[
    "teams",
    "persons",
    "channels",
    "segments",
    "personas",
    "metrics",
    "lanes",
    "journeys",
    "otherJourneys",
    "stages",
    "touchpoints",
    "barriers",
    "opportunities",
    "solutions",
    "backstages",
];

/// The JSON Schema (draft 2020-12) that every document fits.
pub fn schema() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Document<'static, 'static>>();
    RecursiveTransform(without_null).transform(&mut schema);
    schema
}

/// What is not said is left out, and never null.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [one] = &types[..] {
            let one = one.clone();
            schema.insert("type".to_owned(), one);
        }
    }
    if let Some(Value::Array(forms)) = schema.get_mut("anyOf") {
        forms.retain(|form| form["type"] != "null");
        if let [Value::Object(one)] = &forms[..] {
            let one = one.clone();
            schema.remove("anyOf");
            schema.ensure_object().extend(one);
        }
    }
}

/// Writes `schema` for its readers.
pub fn print_schema(mut schema: Schema, out: &mut dyn fmt::Write) -> fmt::Result {
    RecursiveTransform(tidy).transform(&mut schema);
    let text = serde_json::to_string_pretty(&schema).map_err(|_| fmt::Error)?;
    writeln!(out, "{text}")
}

/// Leaves out what says how numbers are kept in this program, and joins the lines of descriptions.
fn tidy(schema: &mut Schema) {
    if schema.get("format").is_some_and(|format| format != "date") {
        schema.remove("format");
    }
    if let Some(Value::String(description)) = schema.get_mut("description") {
        let paragraphs: Vec<String> =
            description.split("\n\n").map(|lines| lines.replace('\n', " ")).collect();
        *description = paragraphs.join("\n\n");
    }
}
