//! The form for programs: one JSON object with every report.
//!
//! Lines and columns count from 1, columns in Unicode scalar values. What programs rely on is written down in the
//! types of this file alone, so that the inside can change.

use std::io::{self, BufWriter, Write};

use serde::{Serialize, Serializer};
use serde_json::ser::Formatter;

use crate::diagnostic::{Diagnostic, Fix, Label};
use crate::report::place::{Place, Places};
use crate::report::visible::is_control;
use crate::report::{Counts, Findings, Form, Look};
use crate::text::{Position, Span};

pub(super) const FORM: Form =
    Form { name: "json", docs: "for programs: one JSON object with every report and the counts", write };

fn write(findings: &Findings<'_>, _: &Look, out: &mut dyn Write) -> io::Result<()> {
    let counts = Counts::of(findings.reports);
    let whole = Whole {
        version: 1,
        reports: Reports { reports: findings.reports, places: &Places::new(findings.sources) },
        summary: Summary {
            files: findings.files,
            errors: counts.errors,
            warnings: counts.warnings,
            notes: counts.notes,
        },
    };
    let mut out = BufWriter::new(out);
    whole.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Escaped))?;
    out.write_all(b"\n")?;
    out.flush()
}

#[derive(Serialize)]
struct Whole<'a> {
    version: u32,
    reports: Reports<'a>,
    summary: Summary,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

/// Written one after the other: there may be very many.
struct Reports<'a> {
    reports: &'a [Diagnostic],
    places: &'a Places<'a>,
}

impl Serialize for Reports<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let reports = self.reports.iter();
        serializer.collect_seq(reports.map(|report| Report::new(report, self.places)))
    }
}

#[derive(Serialize)]
struct Report<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    at: At<'a>,
    help: Option<&'a str>,
    also: Vec<Also<'a>>,
    fixes: Vec<Way<'a>>,
}

#[derive(Serialize)]
struct At<'a> {
    path: &'a str,
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Also<'a> {
    #[serde(flatten)]
    at: At<'a>,
    message: &'a str,
}

#[derive(Serialize)]
struct Way<'a> {
    title: &'a str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    #[serde(flatten)]
    at: At<'a>,
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
        Self { title: &fix.title, edits: edits.collect() }
    }
}

impl<'a> At<'a> {
    fn new(span: Span, places: &Places<'a>) -> Self {
        let place: Place<'a> = places.place(span);
        Self {
            path: &place.source.path,
            start: Point::from(places.start(place)),
            end: Point::from(places.end(place)),
        }
    }
}

impl From<Position> for Point {
    fn from(position: Position) -> Self {
        Self { line: position.line, column: position.column }
    }
}

/// Compact, and with an escape for every control character: JSON asks it for some, terminals act on all.
struct Escaped;

impl Formatter for Escaped {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(is_control) {
            out.write_all(&rest.as_bytes()[..at])?;
            let mut characters = rest[at..].chars();
            if let Some(control) = characters.next() {
                write!(out, "\\u{:04x}", control as u32)?;
            }
            rest = characters.as_str();
        }
        out.write_all(rest.as_bytes())
    }
}
