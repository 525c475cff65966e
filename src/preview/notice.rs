//! What browsers are told of what is wrong: texts and places, and nothing that they could take for a page.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::{Look, Places, Sources, details, visible_line};

/// How many are told; of the others it is told how many there are.
const MOST: usize = 20;

/// How they look in a browser, in letters of one width.
const LOOK: Look = Look { color: false, width: 100, unicode: true };

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Notice {
    /// `error`, `warning` or `note`.
    severity: &'static str,
    /// The name of the mistake or the rule; none of a file that could not be read.
    code: Option<&'static str>,
    message: String,
    /// `path:line:column`.
    at: Option<String>,
    /// The lines concerned, and the way out.
    details: String,
}

impl Notice {
    fn of_report(report: &Diagnostic, sources: &dyn Sources) -> Self {
        let places = Places::new(sources);
        let place = places.place(report.at.span);
        let point = places.start_point(place);
        Self {
            severity: report.severity.word(),
            code: Some(report.code),
            message: visible_line(&report.message, &LOOK),
            at: Some(format!("{}:{}:{}", place.source.path, point.line, point.column)),
            details: details(report, sources, &LOOK),
        }
    }

    fn of_failure(words: &str) -> Self {
        let message = visible_line(words, &LOOK);
        Self { severity: Severity::Error.word(), code: None, message, at: None, details: String::new() }
    }
}

/// The gravest, and how many more there are: first what could not be read, then `reports` in their order.
pub(crate) fn notices<'r>(
    failures: &[String],
    reports: impl Iterator<Item = &'r Diagnostic>,
    sources: &dyn Sources,
) -> (Vec<Notice>, usize) {
    let mut reports: Vec<&Diagnostic> = reports.collect();
    reports.sort_by_key(|report| report.severity);
    let all = failures.len() + reports.len();
    let failures = failures.iter().map(|words| Notice::of_failure(words));
    let reports = reports.into_iter().map(|report| Notice::of_report(report, sources));
    let told: Vec<Notice> = failures.chain(reports).take(MOST).collect();
    let more = all - told.len();
    (told, more)
}
