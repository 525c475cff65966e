//! The form for GitLab: a Code Quality report, which merge requests show beside what they change.

use std::io;

use serde::Serialize;

use crate::diagnostic::Severity;
use crate::report::escaped::write_json;
use crate::report::place::Places;
use crate::report::{Base, Findings, Fingerprint, Form, Look, visible};

pub(super) const FORM: Form = Form {
    name: "gitlab",
    docs: "for GitLab: a Code Quality report",
    most: usize::MAX,
    is_commands: false,
    write,
};

fn write(findings: &Findings<'_>, _: &Look, out: &mut dyn io::Write) -> io::Result<()> {
    let places = Places::new(findings.sources);
    let fingerprints = findings.fingerprints();
    let shown = findings.gravest(FORM.most).into_iter();
    let issues: Vec<Issue> = shown
        .map(|report| {
            let place = places.place(report.at.span);
            let lines = Lines { begin: places.start(place).line, end: places.end(place).line };
            Issue {
                description: visible(&report.message, &Look::PLAIN),
                check_name: report.code,
                fingerprint: fingerprints.get(report).copied(),
                severity: severity(report.severity),
                location: Location {
                    path: findings.sources.path(report.at.span.source, Base::Repository),
                    lines,
                },
            }
        })
        .collect();
    write_json(&issues, out)
}

/// GitLab's word for it.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<Fingerprint>,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}
