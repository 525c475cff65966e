//! How findings are printed: one file a form, and one line for it in `FORMS`.
//!
//! Goes in: the reports, the texts they point into, and how the output should look. Comes out: bytes. Which reports
//! there are, in which order and how much each matters was decided before. Beside the forms stands what they share:
//! `place` finds lines and columns; `excerpt` gathers the lines to show, out of the `spot`s of a report that make a
//! `group`; `window` cuts long lines, `visible` shows what is hidden in them, and `wrap` breaks what is said.

mod chain;
mod escaped;
mod excerpt;
mod fingerprint;
mod github;
mod gitlab;
mod group;
mod json;
mod junit;
mod page;
mod patch;
mod place;
mod rdjson;
mod sarif;
mod short;
mod spot;
mod terminal;
mod unheard;
mod visible;
mod window;
mod wrap;

pub(crate) use chain::chain;
pub(crate) use escaped::{write_json, write_string};
pub(crate) use fingerprint::{Fingerprint, fingerprints};
pub use json::schema as json_schema;
pub use page::Page;
pub(crate) use patch::patch;
pub(crate) use place::Places;
pub(crate) use terminal::{BOLD, color_of, details, one, paint};
pub use unheard::Unheard;
pub(crate) use visible::{columns, cut, seen, visible, visible_line};
pub(crate) use wrap::wrap;

use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::{Arc, LazyLock};

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::Silenced;
use crate::syntax::Tree;
use crate::text::{Source, SourceId};

/// Every form, in the order in which they are offered.
pub static FORMS: &[Form] = &[
    terminal::FORM,
    short::FORM,
    json::FORM,
    sarif::FORM,
    github::FORM,
    gitlab::FORM,
    junit::FORM,
    rdjson::FORM,
];

/// How many reports the form for people prints unless it is told otherwise.
pub const USUAL: usize = terminal::FORM.most;

/// Prints findings in the form for people.
pub fn print_human(findings: &Findings<'_>, look: &Look, out: &mut dyn io::Write) -> io::Result<()> {
    (terminal::FORM.write)(findings, look, out)
}

/// A form that findings can be printed in.
#[derive(Debug)]
pub struct Form {
    /// What it is asked for by.
    pub name: &'static str,
    /// What it is for, in one line.
    pub docs: &'static str,
    /// How many reports it prints unless it is told otherwise.
    pub most: usize,
    /// Whether it is made of commands for what runs the program: then these are to be heard, else none is.
    pub is_commands: bool,
    /// Prints them.
    pub write: fn(&Findings<'_>, &Look, &mut dyn io::Write) -> io::Result<()>,
}

/// How the output should look, for the forms that people read.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Whether to use colours.
    pub color: bool,
    /// How many columns there are.
    pub width: usize,
    /// Whether frames and signs may go beyond ASCII.
    pub unicode: bool,
}

impl Look {
    /// That of what is no terminal: without colours, with all signs.
    pub const PLAIN: Self = Self { color: false, width: 80, unicode: true };
}

/// What was found in a project.
#[derive(Clone, Copy)]
pub struct Findings<'a> {
    /// What is to be said, in this order.
    pub reports: &'a [Diagnostic],
    /// How many more errors there are, which are counted and not printed.
    pub left_out: usize,
    /// The texts that it is said of.
    pub sources: &'a dyn Sources,
    /// How many files were looked at.
    pub files: usize,
    /// How many of the reports are printed.
    pub most: Most,
    /// All that was found before some of it was put aside; `reports` are among them.
    pub whole: &'a [Diagnostic],
    /// What is not said, for an `@allow` silences it.
    pub silenced: &'a [Silenced],
    /// What is not said, for the baseline knows it; none where there is no baseline.
    pub known: Option<&'a [Diagnostic]>,
    /// How many reports of the baseline are gone.
    pub gone: usize,
    /// What codes mean.
    pub pages: fn(&str) -> Option<Page>,
}

/// How many reports are printed. All are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Most {
    /// As many as the form prints unless it is told otherwise.
    #[default]
    Usual,
    /// So many at the most.
    Of(usize),
    /// All.
    All,
}

impl Most {
    /// The number, for a form that prints `usual` unless it is told otherwise.
    pub fn or(self, usual: usize) -> usize {
        match self {
            Self::Usual => usual,
            Self::Of(most) => most,
            Self::All => usize::MAX,
        }
    }
}

impl<'a> Findings<'a> {
    /// These reports, found in so many files, and nothing beside them.
    pub fn new(reports: &'a [Diagnostic], sources: &'a dyn Sources, files: usize) -> Self {
        Self {
            reports,
            left_out: 0,
            sources,
            files,
            most: Most::Usual,
            whole: reports,
            silenced: &[],
            known: None,
            gone: 0,
            pages: |_| None,
        }
    }

    /// What is not said, for the baseline knows it.
    fn known(&self) -> &'a [Diagnostic] {
        self.known.unwrap_or_default()
    }

    /// The fingerprint of each report, whether it is said or not.
    fn fingerprints(&self) -> HashMap<&'a Diagnostic, Fingerprint> {
        let silenced = self.silenced.iter().map(|it| &it.report);
        let mut seen = HashSet::new();
        let all = self.whole.iter().chain(self.reports).chain(silenced);
        let all: Vec<&Diagnostic> = all.filter(|report| seen.insert(*report)).collect();
        let fingerprints = fingerprints(all.iter().copied(), self.sources);
        all.into_iter().zip(fingerprints).collect()
    }

    /// How many there are, printed or not.
    fn counts(&self) -> Counts {
        let counts = Counts::of(self.reports);
        Counts { errors: counts.errors + self.left_out, ..counts }
    }

    /// How many are not printed where `shown` are.
    fn unshown(&self, shown: &[&Diagnostic]) -> usize {
        self.reports.len() + self.left_out - shown.len()
    }

    /// The reports to print, `usual` at the most unless it is told otherwise, in their order. Where there are too many,
    /// errors go before warnings and these before notes.
    fn gravest(&self, usual: usize) -> Vec<&'a Diagnostic> {
        let most = self.most.or(usual);
        let mut order: Vec<usize> = (0..self.reports.len()).collect();
        if order.len() > most {
            order.sort_by_key(|index| self.reports[*index].severity);
            order.truncate(most);
            order.sort_unstable();
        }
        order.into_iter().map(|index| &self.reports[index]).collect()
    }
}

/// The texts that reports point into.
pub trait Sources {
    /// The text with this id. One that is not known counts as empty.
    fn source(&self, id: SourceId) -> &Source;

    /// How it is written, where that is known.
    fn tree(&self, _id: SourceId) -> Option<&Tree> {
        None
    }

    /// The path of its file from `base`, with `/` between folders; of one that stands elsewhere, the absolute path.
    fn path(&self, id: SourceId, _base: Base) -> String {
        self.source(id).path.clone()
    }
}

/// A folder that paths start from, whichever folder the program was called in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// The root of the project.
    Project,
    /// The folder that its whole repository stands in, which is what those who show reports beside a change know.
    Repository,
}

impl Sources for Vec<Arc<Source>> {
    fn source(&self, id: SourceId) -> &Source {
        static NOWHERE: LazyLock<Source> = LazyLock::new(|| Source::new(SourceId(u32::MAX), "", ""));
        let in_order = self.get(id.0 as usize).filter(|source| source.id == id);
        let found = in_order.or_else(|| self.iter().find(|source| source.id == id));
        debug_assert!(found.is_some(), "a report points into {id:?}, which is not here");
        found.map_or(&NOWHERE, |source| source)
    }
}

/// So many of something, in words.
pub(crate) fn number(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// How many reports of each severity there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Counts {
    /// Counts `reports`.
    pub fn of<'r>(reports: impl IntoIterator<Item = &'r Diagnostic>) -> Self {
        let mut counts = Self::default();
        for report in reports {
            match report.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
        }
        counts
    }
}
