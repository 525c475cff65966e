//! One report for one mistake that shows in several places: a name that is declared nowhere and used five times.

use std::collections::HashMap;
use std::hash::Hash;

use crate::diagnostic::{Diagnostic, Edit, Label};
use crate::text::Span;

/// More places than this are counted, not shown.
const MOST_SHOWN: usize = 3;

/// Reports, each with the places where its mistake shows again.
pub(crate) struct Repeats<K> {
    reports: Vec<(Diagnostic, Vec<Label>)>,
    by_key: HashMap<K, usize>,
}

impl<K> Default for Repeats<K> {
    fn default() -> Self {
        Self { reports: Vec::new(), by_key: HashMap::new() }
    }
}

impl<K: Hash + Eq> Repeats<K> {
    /// Whether the mistake called by `key` was reported.
    pub(crate) fn knows(&self, key: &K) -> bool {
        self.by_key.contains_key(key)
    }

    /// The mistake called by `key`, which was reported, shows again at `span`, of which `text` is said.
    pub(crate) fn again(&mut self, key: &K, span: Span, text: &str) {
        if let Some(index) = self.by_key.get(key) {
            self.reports[*index].1.push(Label { span, text: text.to_owned() });
        }
    }

    /// Reports what `report` makes, unless the mistake called by `key` was reported: then it shows again at `span`, of
    /// which `text` is said.
    pub(crate) fn add(&mut self, key: K, span: Span, text: &str, report: impl FnOnce() -> Diagnostic) {
        match self.by_key.get(&key) {
            Some(index) => self.reports[*index].1.push(Label { span, text: text.to_owned() }),
            None => {
                self.by_key.insert(key, self.reports.len());
                self.reports.push((report(), Vec::new()));
            }
        }
    }

    /// The reports. An edit of a report's own place is made in the other places too.
    pub(crate) fn finish(self) -> impl Iterator<Item = Diagnostic> {
        self.reports.into_iter().map(|(mut report, mut again)| {
            for fix in
                report.fixes.iter_mut().filter(|fix| fix.edits.iter().all(|edit| edit.span == report.at.span))
            {
                let text = fix.edits.first().map(|edit| edit.text.clone()).unwrap_or_default();
                fix.edits.extend(again.iter().map(|label| Edit { span: label.span, text: text.clone() }));
            }
            let more = again.len().saturating_sub(MOST_SHOWN);
            again.truncate(MOST_SHOWN);
            if let Some(last) = again.last_mut().filter(|_| more > 0) {
                let places = if more == 1 { "place" } else { "places" };
                last.text.push_str(&format!(", and in {more} more {places}"));
            }
            report.also.extend(again);
            report
        })
    }
}
