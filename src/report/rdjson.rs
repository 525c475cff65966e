//! The form for reviewdog: its Diagnostic Format, which any code host is told by, with what mends a report as a
//! suggestion.

use std::io;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::report::escaped::write_json;
use crate::report::place::{self, Places};
use crate::report::{Base, Findings, Form, Look, page, visible};
use crate::text::Span;

pub(super) const FORM: Form = Form {
    name: "rdjson",
    docs: "for reviewdog: its Diagnostic Format, with suggestions",
    most: usize::MAX,
    is_commands: false,
    write,
};

fn write(findings: &Findings<'_>, _: &Look, out: &mut dyn io::Write) -> io::Result<()> {
    let telling = Telling { findings, places: Places::new(findings.sources) };
    let shown = findings.gravest(FORM.most).into_iter();
    let whole = Whole {
        source: Tool { name: "journey", url: page::REPOSITORY },
        diagnostics: shown.map(|report| telling.report(report)).collect(),
    };
    write_json(&whole, out)
}

struct Telling<'a> {
    findings: &'a Findings<'a>,
    places: Places<'a>,
}

impl Telling<'_> {
    fn report(&self, report: &Diagnostic) -> Told {
        let help = report.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        let related = report.also.iter().map(|also| Related {
            message: visible(&also.text, &Look::PLAIN),
            location: self.location(also.span),
        });
        Told {
            message: visible(&(report.message.clone() + &help), &Look::PLAIN),
            location: self.location(report.at.span),
            severity: severity(report.severity),
            code: Code { value: report.code, url: page::address(report.code) },
            suggestions: report.fixes.iter().filter_map(|fix| self.suggestion(fix, report.at.span)).collect(),
            related_locations: related.collect(),
        }
    }

    fn location(&self, at: Span) -> Location {
        Location { path: self.findings.sources.path(at.source, Base::Repository), range: self.range(at) }
    }

    fn range(&self, at: Span) -> Range {
        let place = self.places.place(at);
        Range { start: self.places.start_point(place).into(), end: self.places.end_point(place).into() }
    }

    /// What mends a report, as one text for one place of its file; none where other files have to be changed as well.
    fn suggestion(&self, fix: &Fix, at: Span) -> Option<Suggestion> {
        let mut edits: Vec<&Edit> = fix.edits.iter().collect();
        edits.sort_by_key(|edit| edit.span);
        let (first, last) = (edits.first()?, edits.last()?);
        if edits.iter().any(|edit| edit.span.source != at.source) {
            return None;
        }
        let source = self.findings.sources.source(at.source);
        let whole = first.span.to(last.span);
        let mut text = String::new();
        let mut from = whole.start;
        for edit in &edits {
            text.push_str(source.text().get(from as usize..edit.span.start as usize)?);
            text.push_str(&edit.text);
            from = edit.span.end;
        }
        Some(Suggestion { range: self.range(whole), text })
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Note => "INFO",
    }
}

#[derive(Serialize)]
struct Whole {
    source: Tool,
    diagnostics: Vec<Told>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Told {
    message: String,
    location: Location,
    severity: &'static str,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
    url: String,
}

#[derive(Serialize)]
struct Location {
    path: String,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

/// Lines from 1, and columns from 1 in bytes.
#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Related {
    message: String,
    location: Location,
}

impl From<place::Point> for Position {
    fn from(point: place::Point) -> Self {
        Self { line: point.line, column: point.byte_column }
    }
}
