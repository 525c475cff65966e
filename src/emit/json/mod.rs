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
mod layout;
mod metric;
mod owners;
mod people;
mod reference;
mod said;
mod stage;
mod touchpoint;
mod trouble;
mod value;
mod word;

use std::fmt;
use std::io::{self, Write};

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{Formatter, PrettyFormatter};

use crate::emit::json::context::Context;
use crate::emit::json::document::Document;
use crate::emit::json::layout::Layout;
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
    print(&Document::new(project, &cx), Layout::with_declarations(DECLARED), out)
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
    print(&schema, PrettyFormatter::new(), out)
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

/// Writes `value` over several lines.
fn print(value: &impl Serialize, layout: impl Formatter, out: &mut dyn fmt::Write) -> fmt::Result {
    let mut text = io::BufWriter::with_capacity(64 << 10, Text(out));
    let mut serializer = serde_json::Serializer::with_formatter(&mut text, layout);
    value.serialize(&mut serializer).map_err(|_| fmt::Error)?;
    text.write_all(b"\n").and_then(|()| text.flush()).map_err(|_| fmt::Error)
}

/// What takes text, as something that takes bytes.
struct Text<'a>(&'a mut dyn fmt::Write);

impl Write for Text<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = str::from_utf8(bytes).map_err(io::Error::other)?;
        self.0.write_str(text).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
