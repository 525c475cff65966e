//! `journey settings`: shows what is in force in a project, and where each value comes from.

use clap::{Args, ValueEnum};
use serde::Serialize;
use serde_json::Value;

use crate::cli::levels::LevelOptions;
use crate::cli::project::settings_of;
use crate::cli::{Status, Stop, World};
use crate::report::{BOLD, Findings, Look, columns, cut, paint, print_human, print_pretty, visible_line};
use crate::text::Span;
use crate::workspace::{InForce, Origin, Snapshot};

/// Show the settings that are in force, and where each value comes from
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  journey settings                          those of the project that one is in
  journey settings teams/shop.journey       those that count in this file
  journey settings --deny warnings          with what options would make of them
  journey settings --format json            the same for programs
  journey schema settings                   what may be set, for editors

docs/settings.md says what each of them means.

Exit status: 0, 1 if the settings have errors, 2 wrong command line, 3 could not read.")]
pub(crate) struct Arguments {
    /// A file or a folder of the project
    #[arg(value_name = "PATH", default_value = ".")]
    path: String,

    #[command(flatten)]
    levels: LevelOptions,

    /// How they are printed
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
struct Document<'a> {
    version: u32,
    settings: Vec<Row<'a>>,
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    /// Its name from the top, with dots between.
    name: &'a str,
    /// None where nothing is set and what is usual is no value.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
    /// `default`, `file` or `option`.
    from: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    option: Option<&'a str>,
}

pub(crate) fn run(arguments: &Arguments, world: &mut World<'_>) -> Result<Status, Stop> {
    let mut workspace = settings_of(&arguments.path, world)?;
    arguments.levels.set(&mut workspace)?;
    let snapshot = workspace.snapshot();
    let rows = workspace.in_force(&arguments.path);
    for failure in workspace.failures() {
        writeln!(world.stderr, "error: {}", visible_line(&failure.to_string(), &world.look))?;
    }
    let reports = snapshot.diagnostics();
    if !reports.is_empty() {
        let findings = Findings::new(reports, &snapshot, 0);
        print_human(&findings, &world.look, world.stderr)?;
        writeln!(world.stderr, "what is wrong counts as not set, and nothing is built until it is mended\n")?;
    }
    match arguments.format {
        Form::Human => {
            let text = list(&rows, &snapshot, &world.look);
            world.for_people().write_all(text.as_bytes())?
        }
        Form::Json => {
            let settings = rows.iter().map(|row| Row::of(row, &snapshot)).collect();
            print_pretty(&Document { version: 1, settings }, world.stdout)?;
        }
    }
    Ok(match (workspace.failures().is_empty(), reports.is_empty()) {
        (false, _) => Status::Failed,
        (true, false) => Status::Errors,
        (true, true) => Status::Fine,
    })
}

impl<'a> Row<'a> {
    fn of(row: &'a InForce, snapshot: &'a Snapshot) -> Self {
        // How a value is written is JSON too.
        let value = row.value.as_ref();
        let value = value.map(|it| serde_json::from_str(it).unwrap_or_else(|_| Value::String(it.clone())));
        let bare = Row {
            name: &row.name,
            value,
            from: "default",
            file: None,
            line: None,
            column: None,
            option: None,
        };
        match &row.origin {
            Origin::Default => bare,
            Origin::Option(option) => Row { from: "option", option: Some(option), ..bare },
            Origin::File(span) => {
                let (file, line, column) = place(*span, snapshot);
                Row { from: "file", file: Some(file), line: Some(line), column: Some(column), ..bare }
            }
        }
    }
}

fn place(span: Span, snapshot: &Snapshot) -> (&str, usize, usize) {
    let source = snapshot.source(span.source);
    let position = source.lines().position(source.text(), span.start);
    (&source.path, position.line as usize, position.column as usize)
}

/// The widest column of values.
const WIDEST: usize = 40;

fn list(rows: &[InForce], snapshot: &Snapshot, look: &Look) -> String {
    let value = |row: &InForce| {
        let value = row.value.as_ref().map_or(row.usual.as_str(), String::as_str);
        cut(&visible_line(value, look), WIDEST, look)
    };
    let width = |texts: &mut dyn Iterator<Item = String>| texts.map(|text| columns(&text)).max().unwrap_or(0);
    let names = width(&mut rows.iter().map(|row| visible_line(&row.name, look)));
    let values = width(&mut rows.iter().map(value));
    let mut text = String::new();
    for row in rows {
        let (name, value) = (visible_line(&row.name, look), value(row));
        let (after_name, after_value) = (names - columns(&name), values - columns(&value));
        let from = match &row.origin {
            Origin::Default => "default".to_owned(),
            Origin::Option(option) => visible_line(option, look),
            Origin::File(span) => {
                let (file, line, _) = place(*span, snapshot);
                format!("{}:{line}", visible_line(file, look))
            }
        };
        let is_said = row.origin != Origin::Default;
        let value = if is_said { paint(&value, BOLD, look) } else { value };
        text.push_str(&format!("{name}{:after_name$}  {value}{:after_value$}  {from}\n", "", ""));
    }
    text
}
