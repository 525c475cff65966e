//! `Page`: what a code means, for forms that tell it beside the reports.

use crate::diagnostic::Severity;

/// Where the program is developed.
pub(super) const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// What a code means.
#[derive(Debug, Clone)]
pub struct Page {
    /// One line.
    pub summary: &'static str,
    /// All there is to say, in Markdown.
    pub text: String,
    /// How much its reports matter, unless it is told otherwise.
    pub level: Severity,
}

/// Where what a code means can be read.
pub(super) fn address(code: &str) -> String {
    format!("{REPOSITORY}/blob/main/docs/rules.md#{code}")
}
