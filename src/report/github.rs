//! The form for GitHub Actions: workflow commands, which GitHub shows beside the lines of a change.
//!
//! The runner reads a command out of each line, so ends of lines are escaped in all that is said, and in properties the
//! signs that part them too. A line starts with `::` here and nowhere else, and then `##[` in it means nothing.

use std::fmt;
use std::io;

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::place::Places;
use crate::report::{Base, Counts, Findings, Form, Look, number, seen, visible};

pub(super) const FORM: Form = Form {
    name: "github",
    docs: "for GitHub Actions: annotations beside the lines of a change",
    most: usize::MAX,
    is_commands: true,
    write,
};

/// How many annotations of each level GitHub shows of one step.
const SHOWN: usize = 10;

fn write(findings: &Findings<'_>, _: &Look, out: &mut dyn io::Write) -> io::Result<()> {
    let places = Places::new(findings.sources);
    let shown = findings.gravest(FORM.most);
    // It comes first, so that it is among those that GitHub shows.
    if let Some(message) = unshown(findings, &shown) {
        let title = Property("journey");
        writeln!(out, "::notice title={title}::{}", Data(&message))?;
    }
    for report in shown {
        let place = places.place(report.at.span);
        let (start, end) = (places.start(place), places.end(place));
        let path = seen(&findings.sources.path(report.at.span.source, Base::Repository), &Look::PLAIN);
        let (line, end_line) = (start.line, end.line);
        write!(
            out,
            "::{} file={},line={line},endLine={end_line}",
            command(report.severity),
            Property(&path)
        )?;
        // GitHub takes columns within one line only.
        if line == end_line {
            write!(out, ",col={},endColumn={}", start.column, end.column)?;
        }
        let title = format!("journey {}", report.code);
        writeln!(out, ",title={}::{}", Property(&title), Data(&said(report)))?;
    }
    Ok(())
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

/// What is said of a report: the message, and the way out on a line of its own.
fn said(report: &Diagnostic) -> String {
    let help = report.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    visible(&report.message, &Look::PLAIN) + &visible(&help, &Look::PLAIN)
}

/// How many reports GitHub will not show, or were not printed, if any.
fn unshown(findings: &Findings<'_>, shown: &[&Diagnostic]) -> Option<String> {
    let printed = Counts::of(shown.iter().copied());
    let beyond = |count: usize, room: usize| count.saturating_sub(room);
    let beyond_errors = beyond(printed.errors, SHOWN);
    let beyond_warnings = beyond(printed.warnings, SHOWN);
    // This is a notice too.
    let is_over = beyond_errors + beyond_warnings + beyond(printed.notes, SHOWN) > 0;
    let left_out = findings.unshown(shown);
    if !is_over && left_out == 0 {
        return None;
    }
    let beyond = beyond_errors + beyond_warnings + beyond(printed.notes, SHOWN - 1);
    let mut message = format!("{} found", found(findings.counts()));
    if beyond > 0 {
        let more = number(beyond, "more is", "more are");
        message += &format!("; GitHub shows {SHOWN} of each in a step: {more} in its log alone");
    }
    if left_out > 0 {
        message += &format!("; {} not printed", number(left_out, "is", "are"));
    }
    Some(message)
}

fn found(counts: Counts) -> String {
    let errors = number(counts.errors, "error", "errors");
    let warnings = number(counts.warnings, "warning", "warnings");
    format!("{errors}, {warnings}, {}", number(counts.notes, "note", "notes"))
}

/// What a command says, escaped.
struct Data<'a>(&'a str);

/// The value of a property, escaped.
struct Property<'a>(&'a str);

impl fmt::Display for Data<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape(self.0, &['%', '\r', '\n'], f)
    }
}

impl fmt::Display for Property<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape(self.0, &['%', '\r', '\n', ':', ','], f)
    }
}

/// Writes `text` with the bytes of `signs` as two digits behind `%`.
fn escape(text: &str, signs: &[char], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for piece in text.split_inclusive(signs) {
        let sign = piece.chars().next_back().filter(|last| signs.contains(last));
        f.write_str(&piece[..piece.len() - sign.map_or(0, char::len_utf8)])?;
        if let Some(sign) = sign {
            write!(f, "%{:02X}", sign as u32)?;
        }
    }
    Ok(())
}
