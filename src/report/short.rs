//! The form for editors and `grep`: a line for each report, `path:line:column: level[code]: message`.

use std::io;

use crate::report::place::Places;
use crate::report::{Findings, Form, Look, number, visible_line};

pub(super) const FORM: Form = Form {
    name: "short",
    docs: "for editors: one line a report, with its path, line and column",
    most: usize::MAX,
    is_commands: false,
    write,
};

fn write(findings: &Findings<'_>, look: &Look, out: &mut dyn io::Write) -> io::Result<()> {
    let places = Places::new(findings.sources);
    let shown = findings.gravest(FORM.most);
    for report in &shown {
        let place = places.place(report.at.span);
        let start = places.start(place);
        let path = visible_line(&place.source.path, look);
        let message = visible_line(&report.message, look);
        let level = report.severity.word();
        writeln!(out, "{path}:{}:{}: {level}[{}]: {message}", start.line, start.column, report.code)?;
    }
    match findings.unshown(&shown) {
        0 => Ok(()),
        more => writeln!(out, "{} not shown", number(more, "more report is", "more reports are")),
    }
}
