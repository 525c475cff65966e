//! What is well-formed but unwise: one file a rule, with its page, its examples and its check.
//!
//! A rule reads the model, views of it, and the date it is given. Levels, `@allow` and order are seen to here.

mod allow;
mod catalogue;
mod checker;
mod edit;
mod lack;
mod letters;
mod levels;
mod loss;
mod missing_arrow;
pub mod mistakes;
mod policy;
mod required;
mod requirement;
mod setting;
mod whom;
mod words;

use std::collections::HashSet;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Edit, Explanation, Fix, Severity};
use crate::model::{
    Backstage, Barrier, Channel, Declared, Id, Input, Journey, Lane, Metric, Model, Opportunity, Part,
    Person, Persona, Segment, Solution, Stage, Team, Touchpoint,
};
use crate::syntax::Unseen;
use crate::text::{SourceId, Span};
use crate::value::{Currency, Date};
use crate::view::View;
use crate::vocabulary::{Allow, Word};

pub use allow::Silenced;
pub use breaking::Breaking;
pub use catalogue::Catalogue;
pub use checker::{Checker, Told, run};
pub use levels::{LEVELS, Levels, level_word};
pub use policy::{Policy, Stated};
pub use requirement::{Condition, Requirement};
pub use setting::{RuleSetting, RuleTakes, Value};

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name, summary and page.
    pub explanation: Explanation,
    /// How much its reports matter, unless it is told otherwise.
    pub severity: Severity,
    /// What may be set of it beside its level.
    pub settings: &'static [&'static RuleSetting],
    /// The version it came with; empty for one of a project's own.
    pub since: &'static str,
    /// Where it is written.
    pub file: &'static str,
    /// What it says of one file and what that imports.
    in_file: Option<Look>,
    /// What it says of all files together.
    in_project: Option<fn(&mut Check<'_>)>,
    /// What it says of the changes between two states of a project.
    in_changes: Option<fn(&mut Breaking<'_>)>,
}

/// How a rule looks at a file.
#[derive(Debug)]
enum Look {
    /// By a function of its own.
    Written(fn(&mut Check<'_>)),
    /// By what a project requires.
    Required(Requirement),
}

impl Look {
    fn at(&self, check: &mut Check<'_>) {
        match self {
            Self::Written(look_at) => look_at(check),
            Self::Required(requirement) => required::check(check, requirement),
        }
    }
}

/// There is one value a rule: a rule of a project that says something else is another.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Rule {
    /// Whether it speaks of what no file of the project does, or of all of them, so that all must have been read.
    pub fn is_of_whole_project(&self) -> bool {
        self.in_project.is_some()
    }

    /// Whether it speaks of what changed between two states of a project, and not of one of them.
    pub fn is_of_changes(&self) -> bool {
        self.in_changes.is_some()
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.explanation.code
    }

    /// The rule of this program that has this name.
    pub fn named(name: &str) -> Option<&'static Rule> {
        LISTS.iter().copied().flatten().copied().find(|rule| rule.name() == name)
    }

    /// What a project requires by it, if it is a project's own.
    pub fn requirement(&self) -> Option<&Requirement> {
        match &self.in_file {
            Some(Look::Required(requirement)) => Some(requirement),
            Some(Look::Written(_)) | None => None,
        }
    }
}

/// Makes the `RULE` of a file: its page out of the doc comment, its name, level, version, summary and check. Behind the
/// version stands `fix Safe` where its reports offer a fix, or `fix Unsafe` if none of them is safe; behind the check what
/// may be set of it. A check is run on each file by itself; one that is `in project` on all of them together, and one that
/// is `in changes` on what changed between two states of them.
macro_rules! rule {
    ($(#[doc = $docs:literal])+ $name:literal, $severity:ident, since $since:literal, $(fix $fix:ident,)? $summary:literal, $check:ident
        $(, settings [$($setting:ident),+])?) => {
        rule!(@make $(#[doc = $docs])+ $name, $severity, $since, [$($fix)?], $summary,
            Some($crate::rules::Look::Written($check)), None, None, [$($($setting),+)?]);
    };
    ($(#[doc = $docs:literal])+ $name:literal, $severity:ident, since $since:literal, $(fix $fix:ident,)? $summary:literal, in project $check:ident) => {
        rule!(@make $(#[doc = $docs])+ $name, $severity, $since, [$($fix)?], $summary, None, Some($check), None, []);
    };
    ($(#[doc = $docs:literal])+ $name:literal, $severity:ident, since $since:literal, $(fix $fix:ident,)? $summary:literal, $check:ident, in project $all:ident) => {
        rule!(@make $(#[doc = $docs])+ $name, $severity, $since, [$($fix)?], $summary,
            Some($crate::rules::Look::Written($check)), Some($all), None, []);
    };
    ($(#[doc = $docs:literal])+ $name:literal, $severity:ident, since $since:literal, $summary:literal, in changes $check:ident
        $(, settings [$($setting:ident),+])?) => {
        rule!(@make $(#[doc = $docs])+ $name, $severity, $since, [], $summary, None, None, Some($check),
            [$($($setting),+)?]);
    };
    (@make $(#[doc = $docs:literal])+ $name:literal, $severity:ident, $since:literal, [$($fix:ident)?], $summary:literal, $check:expr, $all:expr, $changes:expr,
        [$($setting:ident),*]) => {
        $(#[doc = $docs])+
        pub(crate) static RULE: $crate::rules::Rule = $crate::rules::Rule {
            explanation: $crate::diagnostic::Explanation {
                code: $name,
                summary: $summary,
                docs: concat!($($docs, "\n"),+),
                fix: $crate::diagnostic::first(&[$($crate::diagnostic::Safety::$fix)?]),
            },
            severity: $crate::diagnostic::Severity::$severity,
            settings: &[$(&$setting),*],
            since: $since,
            file: file!(),
            in_file: $check,
            in_project: $all,
            in_changes: $changes,
        };
    };
}

/// Lists the files of the rules. Their order is that of the reference and of checking.
macro_rules! registry {
    ($($file:ident),+ $(,)?) => {
        $(mod $file;)+

        /// Every rule of this list.
        pub static RULES: &[&Rule] = &[$(&$file::RULE),+];
    };
}

pub mod breaking;

// `unused_allow` comes last: it looks at what the others silenced.
registry! {
    missing_owner,
    unreachable_stage,
    unaddressed_barrier,
    dead_end_stage,
    unexplained_drop_off,
    unexplained_low_emotion,
    missing_touchpoint,
    missing_channel,
    missing_success,
    missing_evidence,
    unmeasured_touchpoint,
    unused_declaration,
    uncovered_audience,
    overdue_solution,
    overdue_review,
    incomplete_shares,
    drop_over_exit,
    drop_over_touchpoint,
    lift_over_drop,
    ends_at_purchase,
    hidden_direction,
    hidden_character,
    mixed_scripts,
    confusable_name,
    overlong_text,
    other_currency,
    unknown_owner,
    unused_allow,
}

/// Every list of rules whose names may stand in an `@allow`, in `journey.toml` and on the command line: those of a project,
/// and those of the changes between two states of one.
pub static LISTS: &[&[&Rule]] = &[RULES, breaking::RULES];

/// What a rule looks at, and where it reports to: one file, or the whole project.
pub struct Check<'a> {
    files: &'a [Input<'a>],
    model: &'a Model,
    /// What `files` declare.
    parts: &'a [Arc<Part>],
    today: Date,
    policy: &'a Policy,
    /// The rule that looks.
    rule: &'static Rule,
    /// Of the journeys of one file.
    views: &'a [Vec<View<'a>>],
    broken: &'a HashSet<SourceId>,
    allows: Vec<AllowState<'a>>,
    reports: Vec<Diagnostic>,
}

/// An `@allow` and what has come of it.
pub(crate) struct AllowState<'a> {
    pub(crate) allow: &'a Allow,
    /// The rule that it names.
    pub(crate) rule: &'static Rule,
    /// Its day has passed.
    pub(crate) expired: bool,
    /// A report of its rule stood in what it covers.
    pub(crate) met: bool,
}

impl AllowState<'_> {
    /// Whether it is for what stands at `span`: not for the `@allow` itself.
    pub(crate) fn covers(&self, span: Span) -> bool {
        let (covers, own) = (self.allow.covers, self.allow.span);
        covers.source == span.source
            && covers.start <= span.start
            && span.start <= covers.end
            && !(own.start..own.end).contains(&span.start)
    }
}

impl<'a> Check<'a> {
    /// The project: what ids lead to. What there is to look at is told by the functions named after its kinds.
    pub(crate) fn model(&self) -> &'a Model {
        self.model
    }

    /// The day that counts as today.
    pub(crate) fn today(&self) -> Date {
        self.today
    }

    /// Every view of a journey of the file: that for nobody in particular first, then one for each audience that has an
    /// `only`.
    pub(crate) fn views(&self, journey: Id<Journey>) -> &'a [View<'a>] {
        &self.views[journey.index()]
    }

    /// Characters that are not seen and do not belong where they stand, in the order of the files.
    pub(crate) fn unseen(&self) -> impl Iterator<Item = Unseen> + use<'a> {
        self.parts.iter().flat_map(|part| &part.unseen).copied()
    }

    /// Whether a rule has a level in a file.
    pub(crate) fn is_on(&self, rule: &Rule, file: SourceId) -> bool {
        self.policy.levels(file).of(rule).is_some()
    }

    /// The currency of the project, if it says one.
    pub(crate) fn currency(&self) -> Option<Currency> {
        self.policy.stated.currency
    }

    /// Who may own things in the project, if it says so.
    pub(crate) fn owners(&self) -> Option<&'a Catalogue> {
        self.policy.stated.owners.as_deref()
    }

    /// What the files declare.
    pub(crate) fn parts(&self) -> &'a [Arc<Part>] {
        self.parts
    }

    /// Whether a mistake was reported in a file.
    pub(crate) fn is_broken(&self, source: SourceId) -> bool {
        self.broken.contains(&source)
    }

    /// Whether a mistake was reported in any file.
    pub(crate) fn is_any_broken(&self) -> bool {
        !self.broken.is_empty()
    }

    /// `@allow`s and what has come of them.
    pub(crate) fn allows(&self) -> &[AllowState<'a>] {
        &self.allows
    }

    /// Whether a report of `rule` at `span` is on and not silenced.
    pub(crate) fn is_told(&self, rule: &Rule, span: Span) -> bool {
        let silences =
            |state: &AllowState<'_>| state.rule.name() == rule.name() && !state.expired && state.covers(span);
        self.is_on(rule, span.source) && !self.allows.iter().any(silences)
    }

    /// Every text of the project that may stand in an output, notes excepted, and every name: where it stands.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&'a str, Span)> + use<'a> {
        let files = self.files.iter();
        files
            .flat_map(|file| file.outline.texts().filter(|(word, ..)| *word != Word::Note))
            .map(|(_, text, span)| (text, span))
    }

    /// The edit that adds `statement` to the block of `declared`; none in a file with mistakes, which may be in its
    /// braces.
    pub(crate) fn adding(&self, statement: &str, declared: &Declared) -> Option<Edit> {
        let source = declared.source();
        let file = self.files.iter().find(|file| file.source.id == source)?;
        (!self.is_broken(source)).then(|| edit::adding(statement, declared, file.source))
    }

    /// The edit that takes `declared` away; none in a file with mistakes, nor where an `@allow` stands before it, which
    /// would be about something else then.
    pub(crate) fn taking_away(&self, declared: &Declared) -> Option<Edit> {
        let source = declared.source();
        let file = self.files.iter().find(|file| file.source.id == source)?;
        let is_allowed = self.allows.iter().any(|state| state.covers(declared.name_span));
        if self.is_broken(source) || is_allowed { None } else { edit::taking_away(declared, file.source) }
    }

    /// Reports something at `span`. Severity and code are the rule's.
    pub(crate) fn report(&mut self, span: Span, message: impl Into<String>) -> Reporting<'_> {
        self.reports.push(Diagnostic::new(Severity::Note, span, message));
        let last = self.reports.len() - 1;
        Reporting(&mut self.reports[last])
    }
}

/// A report that is being made.
pub(crate) struct Reporting<'a>(&'a mut Diagnostic);

impl Reporting<'_> {
    fn change(self, change: impl FnOnce(Diagnostic) -> Diagnostic) -> Self {
        let empty = Diagnostic::new(Severity::Note, self.0.at.span, "");
        *self.0 = change(std::mem::replace(self.0, empty));
        self
    }

    /// Says `text` at the place itself.
    pub(crate) fn label(self, text: impl Into<String>) -> Self {
        self.change(|report| report.label(text))
    }

    /// Shows another place, if there is one.
    pub(crate) fn also(self, span: impl Into<Option<Span>>, text: impl Into<String>) -> Self {
        self.change(|report| report.also(span, text))
    }

    /// Tells a way out.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        self.change(|report| report.help(help))
    }

    /// Offers a fix, if there is one.
    pub(crate) fn fix_by(self, fix: impl Into<Option<Fix>>) -> Self {
        self.change(|report| report.fix_by(fix))
    }

    /// Offers a safe edit: `text` instead of what stands at `span`.
    pub(crate) fn fix(self, title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        self.change(|report| report.fix(title, span, text))
    }

    /// Offers an edit that somebody has to look at: `text` instead of what stands at `span`.
    pub(crate) fn suggest(self, title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        self.change(|report| report.suggest(title, span, text))
    }
}

/// Reads out of what is looked at, one function a kind of declaration.
macro_rules! kinds {
    ($($many:ident $type:ident),+ $(,)?) => {
        impl<'a> Check<'a> {
            $(
                /// Those of the file, or of the project.
                pub(crate) fn $many(&self) -> impl Iterator<Item = (Id<$type>, &'a $type)> + use<'a> {
                    self.parts.iter().flat_map(|part| part.$many())
                }
            )+
        }
    };
}

kinds! {
    teams Team, persons Person, channels Channel, segments Segment, personas Persona, metrics Metric, lanes Lane,
    journeys Journey, stages Stage, touchpoints Touchpoint, barriers Barrier, opportunities Opportunity,
    solutions Solution, backstages Backstage,
}
