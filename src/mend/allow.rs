//! Writes `@allow` where a rule reports something today, so that only what is new is told from then on.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Edit};
use crate::mend::Change;
use crate::mend::edits::{Chosen, applied};
use crate::rules::Rule;
use crate::syntax::literal;
use crate::text::layout::{indentation, line_before, newline};
use crate::text::{Source, Span};
use crate::value::Date;
use crate::vocabulary::Outline;
use crate::workspace::Snapshot;

/// What is to be allowed.
#[derive(Debug, Clone, Copy)]
pub struct Silence<'a> {
    /// Whose reports.
    pub rule: &'static Rule,
    /// Why.
    pub reason: &'a str,
    /// The day on which it ends, if it does.
    pub until: Option<Date>,
}

impl Silence<'_> {
    /// How it is written.
    fn written(&self) -> String {
        let until = self.until.map(|until| format!(", until {until}")).unwrap_or_default();
        format!("@allow({}, {}{until})", self.rule.name(), literal::written(self.reason))
    }
}

/// The files with an `@allow` before each declaration in which its rule reports something, and the reports that no
/// declaration is around.
pub fn silence<'s>(snapshot: &'s Snapshot, silence: &Silence<'_>) -> (Vec<Change>, Vec<&'s Diagnostic>) {
    let (mut places, mut homeless) = (BTreeMap::new(), Vec::new());
    let of_rule = snapshot.diagnostics().iter().filter(|report| report.code == silence.rule.name());
    for report in of_rule.filter(|report| snapshot.is_asked(report.at.span.source)) {
        let source = report.at.span.source;
        match snapshot.outline(source).and_then(|outline| around(outline, report.at.span)) {
            Some(around) => places.entry(source).or_insert_with(Vec::new).push(around),
            None => homeless.push(report),
        }
    }
    let changes = places.into_iter().map(|(source, places)| {
        let source: &Source = snapshot.source(source);
        let edits: Vec<Edit> = outermost(places).into_iter().map(|at| before(source, at, silence)).collect();
        let mut chosen = Chosen::default();
        edits.iter().for_each(|edit| chosen.add(std::slice::from_ref(edit), || ()));
        Change {
            path: snapshot.path(source.id).map(str::to_owned),
            shown: source.path.clone(),
            old: source.text().to_owned(),
            new: applied(source.text(), chosen.edits()),
            fixes: chosen.len(),
        }
    });
    (changes.collect(), homeless)
}

/// The innermost declaration around `at`, or the `@allow` that it is in.
fn around(outline: &Outline, at: Span) -> Option<Span> {
    let holds = |span: &Span| span.start <= at.start && at.start < span.end.max(span.start + 1);
    let allows = outline.allows.iter().map(|allow| allow.span);
    let declarations = outline.items().filter(|item| item.word.keyword().declares()).map(|item| item.span);
    declarations.chain(allows).filter(holds).max_by_key(|span| span.start)
}

/// Those of `places` that stand in no other.
fn outermost(mut places: Vec<Span>) -> Vec<Span> {
    places.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    places.dedup();
    let mut end = 0;
    places.retain(|span| {
        let is_inside = span.end <= end;
        end = end.max(span.end);
        !is_inside
    });
    places
}

/// The edit that puts it on the line before `at`; or right before it, if something else stands before it on its line.
fn before(source: &Source, at: Span, silence: &Silence<'_>) -> Edit {
    let (text, allow) = (source.text(), silence.written());
    let line = line_before(text, at.start);
    let is_first = line.trim_start_matches('\u{FEFF}').trim().is_empty();
    match is_first {
        true => Edit::new(at.before(), format!("{allow}{}{}", newline(text, at.start), indentation(line))),
        false => Edit::new(at.before(), format!("{allow} ")),
    }
}
