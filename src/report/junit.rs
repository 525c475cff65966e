//! The form for whatever shows test results: JUnit XML, as Jenkins and GitLab read it.
//!
//! Each file with reports is a suite, and each report a case in it. Errors are failures, so that the counts agree with
//! the exit status; warnings and notes are skipped cases, which are listed with what they say and fail nothing. One case
//! stands for the run as a whole: a document without any would count as a run that went wrong.

use std::fmt::Write as _;
use std::io;

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::place::Places;
use crate::report::visible::code_point;
use crate::report::{Base, Findings, Form, Look, details, number, visible, visible_line};

pub(super) const FORM: Form = Form {
    name: "junit",
    docs: "for what shows test results: JUnit XML",
    most: usize::MAX,
    is_commands: false,
    write,
};

fn write(findings: &Findings<'_>, _: &Look, out: &mut dyn io::Write) -> io::Result<()> {
    let shown = findings.gravest(FORM.most);
    let errors = shown.iter().filter(|report| report.severity == Severity::Error).count();
    let (tests, skipped) = (shown.len() + 1, shown.len() - errors);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<testsuites name=\"journey\" tests=\"{tests}\" failures=\"{errors}\" skipped=\"{skipped}\">"
    )?;
    let looked_at = number(findings.files, "file was checked", "files were checked");
    let unshown = match findings.unshown(&shown) {
        0 => String::new(),
        more => format!(", {} left out", number(more, "report is", "reports are")),
    };
    writeln!(out, "  <testsuite name=\"journey\" tests=\"1\" failures=\"0\" skipped=\"0\">")?;
    writeln!(out, "    <testcase classname=\"journey\" name=\"{looked_at}{unshown}\"/>")?;
    writeln!(out, "  </testsuite>")?;
    let places = Places::new(findings.sources);
    for of_file in shown.chunk_by(|a, b| a.at.span.source == b.at.span.source) {
        let Some(first) = of_file.first() else { continue };
        let path = visible_line(&findings.sources.path(first.at.span.source, Base::Repository), &Look::PLAIN);
        suite(&escaped(&path), of_file, findings, &places, out)?;
    }
    writeln!(out, "</testsuites>")
}

fn suite(
    path: &str,
    reports: &[&Diagnostic],
    findings: &Findings<'_>,
    places: &Places<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let (tests, errors) = (reports.len(), reports.iter().filter(|it| it.severity == Severity::Error).count());
    let skipped = tests - errors;
    writeln!(
        out,
        "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{errors}\" skipped=\"{skipped}\">"
    )?;
    for report in reports {
        let start = places.start(places.place(report.at.span));
        let (line, column, code) = (start.line, start.column, report.code);
        let message = escaped(&visible_line(&report.message, &Look::PLAIN));
        let page =
            visible(&report.message, &Look::PLAIN) + "\n" + &details(report, findings.sources, &Look::PLAIN);
        let page = escaped(page.trim_end());
        writeln!(
            out,
            "    <testcase classname=\"{path}\" name=\"{code} in line {line}, column {column}\" file=\"{path}\" line=\"{line}\">"
        )?;
        match report.severity {
            Severity::Error => {
                writeln!(out, "      <failure type=\"{code}\" message=\"{message}\">{page}</failure>")?;
            }
            Severity::Warning | Severity::Note => {
                let level = report.severity.word();
                writeln!(
                    out,
                    "      <skipped type=\"{code}\" message=\"{level}: {message}\">{page}</skipped>"
                )?;
            }
        }
        writeln!(out, "    </testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

/// `text`, to stand in XML. What XML forbids is shown by its number.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ['\n'; 2];
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // What GitHub's runner takes for the start of a command.
            '[' if before == ['#', '#'] => out.push_str("&#91;"),
            ':' if before[1] == ':' => out.push_str("&#58;"),
            '\n' | '\t' => out.push(character),
            '\0'..='\x1F' | '\x7F'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => {
                // Writing into a text does not fail.
                let _ = write!(out, "{}", escaped(&code_point(character)));
            }
            _ => out.push(character),
        }
        before = [before[1], character];
    }
    out
}
