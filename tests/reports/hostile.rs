//! Texts that try to be commands, markup or ends of lines, and findings made of them.

use std::sync::Arc;

use journey::diagnostic::{Diagnostic, Severity};
use journey::report::{FORMS, Findings, Look, Page};
use journey::text::{Source, SourceId, Span};

/// Pieces of such texts.
const PIECES: [&str; 44] = [
    "::",
    ":",
    "::error::",
    "::error file=a,line=1::x",
    "::stop-commands::t",
    "::add-mask::x",
    "##[",
    "##[error]",
    "##[section]",
    "#",
    "##",
    "[",
    "]",
    "](",
    "[a](javascript:x)",
    "%",
    "%0A",
    "%25",
    "%3A",
    ",",
    "=",
    ";",
    "\n",
    "\r",
    "\r\n",
    "\t",
    " ",
    "\u{A0}",
    "\u{2028}",
    "\u{85}",
    "\u{1B}[31m",
    "\0",
    "\u{7F}",
    "\u{9B}",
    "\u{202E}",
    "\u{FEFF}",
    "\u{FFFE}",
    "<",
    "]]>",
    "&amp;",
    "\"",
    "\\",
    "żółw",
    "путь 購入",
];

/// Numbers that look like chance and are the same in every run (splitmix64).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// One of `0..end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    pub(crate) fn text(&mut self) -> String {
        let count = self.below(9);
        (0..count).map(|_| PIECES[self.below(PIECES.len())]).collect()
    }
}

/// Findings in one file, and its text.
pub(crate) struct Hostile {
    pub(crate) sources: Vec<Arc<Source>>,
    pub(crate) reports: Vec<Diagnostic>,
}

impl Hostile {
    /// So many reports, with texts by chance in all that is said of them.
    pub(crate) fn new(chance: &mut Chance, count: usize) -> Self {
        let source = Arc::new(Source::new(SourceId(0), chance.text(), chance.text() + &chance.text()));
        let length = source.text().len() as u32;
        let mut reports: Vec<Diagnostic> = (0..count).map(|_| report(chance, length)).collect();
        reports.sort_by_key(|report| report.at.span);
        Self { sources: vec![source], reports }
    }

    /// What the form called `name` prints.
    pub(crate) fn printed(&self, name: &str) -> String {
        let form = FORMS.iter().find(|form| form.name == name).expect("a form of this name");
        let mut out = Vec::new();
        let page = |_: &str| {
            let text = "What it means.".to_owned();
            Some(Page { summary: "a report", text, level: Severity::Warning })
        };
        let findings = Findings { pages: page, ..Findings::new(&self.reports, &self.sources, 1) };
        (form.write)(&findings, &Look::PLAIN, &mut out).expect("memory takes everything");
        String::from_utf8(out).expect("forms print UTF-8")
    }
}

fn report(chance: &mut Chance, length: u32) -> Diagnostic {
    let span = |chance: &mut Chance| {
        let (one, other) =
            (chance.below(length as usize + 2) as u32, chance.below(length as usize + 2) as u32);
        Span::new(SourceId(0), one.min(other), one.max(other))
    };
    let severity = [Severity::Error, Severity::Warning, Severity::Note][chance.below(3)];
    let (at, also, fix) = (span(chance), span(chance), span(chance));
    Diagnostic::new(severity, at, chance.text())
        .code("some-code")
        .label(chance.text())
        .also(also, chance.text())
        .help(chance.text())
        .fix(chance.text(), fix, chance.text())
}
