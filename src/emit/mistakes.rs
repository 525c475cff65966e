//! What can be wrong with where journeys are written to.

use crate::diagnostic::Diagnostic;
use crate::text::Span;

crate::mistakes! {
    /// Each journey is written to a file of its own, named after the journey, in the folder of its source. Two journeys
    /// of one name in one folder, in files that do not see each other, would take the same file; neither is written.
    "same-output", "journeys that would be written to one file";
    same_output(at: Span, others: &[Span], path: &str) {
        let report = Diagnostic::error(at, format!("more than one journey would be written to `{path}`"));
        let report = others.iter().fold(report, |report, place| report.also(*place, "and this one"));
        report.help("rename one of them, or move it to another folder")
    }
}
