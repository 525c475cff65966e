//! The form for programs: one JSON object with every report.
//!
//! Lines and columns count from 1. What programs rely on is written down in the types of this file alone, of which its
//! JSON Schema is made too, so that the inside can change.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

use crate::diagnostic::{Diagnostic, Fix, Label};
use crate::report::escaped::write_json;
use crate::report::place::{Place, Places};
use crate::report::{Findings, Fingerprint, Form, Look, place};
use crate::text::Span;

pub(super) const FORM: Form = Form {
    name: "json",
    docs: "for programs: one JSON object with every report and the counts",
    most: usize::MAX,
    is_commands: false,
    write,
};

fn write(findings: &Findings<'_>, _: &Look, out: &mut dyn Write) -> io::Result<()> {
    let counts = findings.counts();
    let shown = findings.gravest(FORM.most);
    let whole = Whole {
        version: 1,
        summary: Summary {
            files: findings.files,
            errors: counts.errors,
            warnings: counts.warnings,
            notes: counts.notes,
            omitted: findings.unshown(&shown),
            known: findings.known().len(),
            gone: findings.gone,
        },
        reports: Reports {
            reports: shown,
            places: &Places::new(findings.sources),
            fingerprints: &findings.fingerprints(),
        },
    };
    write_json(&whole, out)
}

/// The JSON Schema (draft 2020-12) that every document of this form fits.
pub fn schema() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<Whole<'static>>()
}

/// All that is wrong with the journeys that were checked: what `journey check --format json` writes.
///
/// A later version of the program may add fields under the same `version`; it takes none away and changes the meaning of
/// none.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "Reports")]
struct Whole<'a> {
    /// The version of this form.
    #[schemars(extend("const" = 1))]
    version: u32,
    /// The reports, by path and place.
    reports: Reports<'a>,
    /// How many there are.
    summary: Summary,
}

/// How many reports there are of each severity, whether they are in `reports` or not.
#[derive(Serialize, JsonSchema)]
struct Summary {
    /// How many files were looked at.
    files: usize,
    /// Errors.
    errors: usize,
    /// Warnings.
    warnings: usize,
    /// Notes.
    notes: usize,
    /// How many are left out of `reports`, for `--max-diagnostics`; the gravest are in it.
    omitted: usize,
    /// How many reports are known to the baseline of the project. They are not in `reports` and not counted otherwise.
    known: usize,
    /// How many reports of the baseline are gone, as far as their files were looked at.
    gone: usize,
}

/// Written one after the other: there may be very many.
struct Reports<'a> {
    reports: Vec<&'a Diagnostic>,
    places: &'a Places<'a>,
    fingerprints: &'a HashMap<&'a Diagnostic, Fingerprint>,
}

impl Serialize for Reports<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let reports = self.reports.iter();
        serializer.collect_seq(reports.map(|report| Report {
            fingerprint: self.fingerprints.get(report).map(ToString::to_string).unwrap_or_default(),
            ..Report::new(report, self.places)
        }))
    }
}

impl JsonSchema for Reports<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Reports".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<Report<'static>>::json_schema(generator)
    }
}

/// One thing that is wrong.
#[derive(Serialize, JsonSchema)]
struct Report<'a> {
    /// The name of the mistake or the rule, which `journey explain` takes; it never changes its meaning.
    code: &'a str,
    /// How much it matters.
    #[schemars(extend("enum" = ["error", "warning", "note"]))]
    severity: &'a str,
    /// What was found, and what was expected there.
    message: &'a str,
    #[serde(flatten)]
    at: At<'a>,
    /// A way out.
    help: Option<&'a str>,
    /// Other places that matter.
    also: Vec<Also<'a>>,
    /// Edits that mend it, to choose one of.
    fixes: Vec<Way<'a>>,
    /// By what it is known again after lines have moved, comments or layout have changed, or its message reads
    /// differently: 16 hexadecimal digits.
    fingerprint: String,
}

/// A place in a file.
#[derive(Serialize, JsonSchema)]
struct At<'a> {
    /// The path of the file from the folder that the program was called in, with `/` between folders.
    path: &'a str,
    /// Where it starts.
    start: Point,
    /// Where it ends: behind its last character.
    end: Point,
}

/// A place between two characters. Lines and columns count from 1.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Point {
    /// The line; lines end in LF.
    line: u32,
    /// The column in characters (Unicode scalar values).
    column: u32,
    /// The column in UTF-16 code units.
    utf16_column: u32,
    /// The column in bytes of UTF-8.
    byte_column: u32,
    /// Bytes from the start of the file.
    offset: u32,
}

/// Another place, and what is said of it.
#[derive(Serialize, JsonSchema)]
struct Also<'a> {
    #[serde(flatten)]
    at: At<'a>,
    /// What is said of it; may be empty.
    message: &'a str,
}

/// Edits that mend a report when all of them are made; no two overlap.
#[derive(Serialize, JsonSchema)]
struct Way<'a> {
    /// What they do.
    title: &'a str,
    /// Whether they may be made without anybody's look: `journey check --fix` makes them.
    #[schemars(extend("enum" = ["safe", "unsafe"]))]
    safety: &'static str,
    /// The edits.
    edits: Vec<Edit<'a>>,
}

/// A place whose text is to be replaced.
#[derive(Serialize, JsonSchema)]
struct Edit<'a> {
    #[serde(flatten)]
    at: At<'a>,
    /// What is to stand there.
    text: &'a str,
}

impl<'a> Report<'a> {
    fn new(report: &'a Diagnostic, places: &Places<'a>) -> Self {
        Self {
            code: report.code,
            severity: report.severity.word(),
            message: &report.message,
            at: At::new(report.at.span, places),
            help: report.help.as_deref(),
            also: report.also.iter().map(|label| Also::new(label, places)).collect(),
            fixes: report.fixes.iter().map(|fix| Way::new(fix, places)).collect(),
            fingerprint: String::new(),
        }
    }
}

impl<'a> Also<'a> {
    fn new(label: &'a Label, places: &Places<'a>) -> Self {
        Self { at: At::new(label.span, places), message: &label.text }
    }
}

impl<'a> Way<'a> {
    fn new(fix: &'a Fix, places: &Places<'a>) -> Self {
        let edits = fix.edits.iter().map(|edit| Edit { at: At::new(edit.span, places), text: &edit.text });
        Self { title: &fix.title, safety: fix.safety.word(), edits: edits.collect() }
    }
}

impl<'a> At<'a> {
    fn new(span: Span, places: &Places<'a>) -> Self {
        let place: Place<'a> = places.place(span);
        Self {
            path: &place.source.path,
            start: Point::from(places.start_point(place)),
            end: Point::from(places.end_point(place)),
        }
    }
}

impl From<place::Point> for Point {
    fn from(point: place::Point) -> Self {
        let place::Point { line, column, utf16_column, byte_column, offset } = point;
        Self { line, column, utf16_column, byte_column, offset }
    }
}
