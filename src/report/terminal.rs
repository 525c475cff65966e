//! The form for people: what was found, the lines it was found in with marks under the places, and a way out.
//!
//! The only file that knows miette, which draws the lines. What it is given has been made safe and narrow before:
//! miette prints control characters as they are, and panics at places that do not fit and at columns past 65,535.

use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode,
    SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::excerpt::{Excerpt, excerpts};
use crate::report::place::Places;
use crate::report::visible::{columns, visible};
use crate::report::window::unveil;
use crate::report::wrap::wrap;
use crate::report::{Findings, Form, Look, Sources, number};

pub(super) const FORM: Form = Form {
    name: "human",
    docs: "for people: the lines concerned with marks under the places, and a way out",
    most: 1_000,
    is_commands: false,
    write,
};

/// Narrower terminals are not served.
const NARROWEST: usize = 24;

pub(crate) const BOLD: &str = "1";
const GREEN: &str = "1;32";
const CYAN: &str = "36";

fn write(findings: &Findings<'_>, look: &Look, out: &mut dyn io::Write) -> io::Result<()> {
    // Nothing was looked at, and whoever could not do so has said why.
    if findings.files == 0 && findings.reports.is_empty() {
        return Ok(());
    }
    let look = &Look { width: look.width.max(NARROWEST), ..*look };
    let places = Places::new(findings.sources);
    let shown = findings.gravest(FORM.most);
    for report in &shown {
        writeln!(out, "{}", safe_page(report, &places, look))?;
    }
    let left_out = findings.unshown(&shown);
    if left_out > 0 {
        writeln!(out, "{} not shown\n", number(left_out, "more report is", "more reports are"))?;
    }
    writeln!(out, "{}", summary(findings, look))
}

/// One report as it is printed for people, without a summary.
pub(crate) fn one(report: &Diagnostic, sources: &dyn Sources, look: &Look) -> String {
    let look = &Look { width: look.width.max(NARROWEST), ..*look };
    safe_page(report, &Places::new(sources), look)
}

/// A mistake of ours, or of miette's, in drawing one report must not cost the others.
fn safe_page(report: &Diagnostic, places: &Places<'_>, look: &Look) -> String {
    catch_unwind(AssertUnwindSafe(|| page(report, places, look))).unwrap_or_else(|_| header(report, look))
}

/// What is printed of a report below its message: the lines concerned, and the way out.
pub(crate) fn details(report: &Diagnostic, sources: &dyn Sources, look: &Look) -> String {
    let details = || below_header(report, &Places::new(sources), look);
    catch_unwind(AssertUnwindSafe(details)).unwrap_or_default()
}

fn page(report: &Diagnostic, places: &Places<'_>, look: &Look) -> String {
    header(report, look) + &below_header(report, places, look)
}

fn below_header(report: &Diagnostic, places: &Places<'_>, look: &Look) -> String {
    let mut page = String::new();
    for excerpt in excerpts(report, places, look) {
        page.push_str(&drawn(&excerpt, report.severity, look));
        for remark in &excerpt.remarks {
            page.push_str(&below("=", remark, look));
        }
    }
    if let Some(help) = &report.help {
        page.push_str(&below("help:", &visible(help, look), look));
    }
    page
}

/// `error[unknown-name]: no team or person is called …`
fn header(report: &Diagnostic, look: &Look) -> String {
    let word = match report.code {
        "" => report.severity.word().to_owned(),
        code => format!("{}[{code}]", report.severity.word()),
    };
    let message = format!(": {}", visible(&report.message, look));
    let first = look.width.saturating_sub(columns(&word));
    let mut lines = wrap(&message, first, look.width - 2).into_iter();
    let mut header = paint(&word, color_of(report.severity), look);
    header.push_str(&paint(&lines.next().unwrap_or_default(), BOLD, look));
    for line in lines {
        header.push_str("\n  ");
        header.push_str(&paint(&line, BOLD, look));
    }
    header.push('\n');
    header
}

/// `text` behind `sign`, and further lines of it below its first.
fn below(sign: &str, text: &str, look: &Look) -> String {
    let indent = columns(sign) + 3;
    let room = look.width - indent;
    let lines = wrap(text, room, room).join(&format!("\n{}", " ".repeat(indent)));
    format!("  {} {lines}\n", paint(sign, CYAN, look))
}

/// `2 errors, 1 warning in 3 files`
fn summary(findings: &Findings<'_>, look: &Look) -> String {
    let counts = findings.counts();
    let found = [
        (counts.errors, "error", "errors", Severity::Error),
        (counts.warnings, "warning", "warnings", Severity::Warning),
        (counts.notes, "note", "notes", Severity::Note),
    ];
    let found: Vec<String> = found
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many, severity)| paint(&number(count, one, many), color_of(severity), look))
        .collect();
    let files = number(findings.files, "file", "files");
    match &*found {
        [] => format!("{} in {files}", paint("no problems", GREEN, look)),
        // Settings are wrong before any file is read.
        found if findings.files == 0 => found.join(", "),
        found => format!("{} in {files}", found.join(", ")),
    }
}

/// The colour of what matters so much.
pub(crate) fn color_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "1;31",
        Severity::Warning => "1;33",
        Severity::Note => "1;36",
    }
}

/// `text` in a colour, where there are colours.
pub(crate) fn paint(text: &str, color: &str, look: &Look) -> String {
    if look.color && !text.is_empty() { format!("\x1B[{color}m{text}\x1B[0m") } else { text.to_owned() }
}

/// The lines of `excerpt` with their numbers, and with what is said of places in them.
fn drawn(excerpt: &Excerpt, severity: Severity, look: &Look) -> String {
    let handler = GraphicalReportHandler::new_themed(theme(excerpt, severity, look))
        .with_context_lines(CONTEXT)
        .without_syntax_highlighting();
    let mut drawn = String::new();
    if handler.render_report(&mut drawn, &Drawing(excerpt)).is_err() {
        return format!("  {}:{}\n", excerpt.path, excerpt.position.line);
    }
    // The first line is for a message, which has been said.
    let indent = " ".repeat(excerpt.indent);
    let lines = drawn.lines().skip(1).map(str::trim_end);
    let drawn: String = lines.flat_map(|line| [&indent, line, "\n"]).collect();
    unveil(&drawn, &excerpt.veiled)
}

fn theme(excerpt: &Excerpt, severity: Severity, look: &Look) -> GraphicalTheme {
    let characters = if look.unicode {
        ThemeCharacters {
            // Heavier than the frame.
            underline: '━',
            underbar: '┯',
            ..ThemeCharacters::unicode()
        }
    } else {
        ThemeCharacters {
            // Other than the sign for an empty place.
            underline: '~',
            ..ThemeCharacters::ascii()
        }
    };
    let mut styles = ThemeStyles::none();
    if look.color {
        let colors = ThemeStyles::ansi();
        let main = match severity {
            Severity::Error => colors.error.bold(),
            Severity::Warning => colors.warning.bold(),
            Severity::Note => colors.advice.bold(),
        };
        let other = styles.linum.blue().bold();
        styles.link = colors.advice;
        styles.linum = colors.linum;
        // Styles go to the marks in the order of the text; the last is for `Drawing`'s own.
        let marks = excerpt.marks.iter();
        styles.highlights = marks.map(|mark| if mark.is_main { main } else { other }).chain([main]).collect();
    }
    GraphicalTheme { characters, styles }
}

/// Any number but 0, which miette asks for the place itself with; which lines there are is settled already.
const CONTEXT: usize = 1;

/// An excerpt as miette wants it.
#[derive(Debug)]
struct Drawing<'a>(&'a Excerpt);

impl fmt::Display for Drawing<'_> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Drawing<'_> {}

impl miette::Diagnostic for Drawing<'_> {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    /// The marks; and one behind the last line, where miette draws nothing: it makes the lines be drawn that have no
    /// mark, and it is the place whose line and column stand above them.
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let marks = self.0.marks.iter().map(|mark| {
            let span = (mark.span.start, mark.span.len());
            LabeledSpan::new_with_span(mark.text.clone(), span)
        });
        let place = LabeledSpan::new_primary_with_span(None, (self.0.text.len(), 0));
        Some(Box::new(marks.chain([place])))
    }
}

impl SourceCode for Drawing<'_> {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        before: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let Excerpt { path, position, first_line, text, .. } = self.0;
        let (line, column) =
            if before == 0 { (position.line - 1, position.column - 1) } else { (*first_line, 0) };
        Ok(Box::new(MietteSpanContents::new_named(
            path.clone(),
            text.as_bytes(),
            (0, text.len()).into(),
            line as usize,
            column as usize,
            text.lines().count(),
        )))
    }
}
