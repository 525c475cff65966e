//! Changes that hurt customers, or what they were promised: one file a rule, which looks at what changed in meaning
//! between two states of a project and reports into their texts.
//!
//! A report points at the new text where something stands there, else at the old one. Texts of both are told apart by
//! the number of their source: that of an old one is moved out of the way of all new ones.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Severity};
use crate::diff::{Both, Change, Changes, Side};
use crate::model::{Barrier, Declared, Journey, Model, Thing};
use crate::rules::{AllowState, Policy, Reporting, Rule, RuleSetting, Value, allow};
use crate::text::{SourceId, Span};
use crate::value::{Date, Share};

registry! {
    removed_journey,
    removed_stage,
    removed_touchpoint,
    lost_owner,
    reopened_barrier,
    newly_open_barrier,
    lower_completion,
    lowered_target,
    dropped_audience,
    postponed_review,
    postponed_solution,
}

/// What tells the number of an old text from that of a new one: no project has so many files.
const OLD: u32 = 1 << 31;

/// What the old text `id` is among the texts of both.
pub fn in_old(id: SourceId) -> SourceId {
    SourceId(id.0 | OLD)
}

/// Where `span`, a place of the old state, stands among the texts of both.
pub fn place_in_old(span: Span) -> Span {
    Span { source: in_old(span.source), ..span }
}

/// The old text that `id` means among the texts of both; none where it means a new one.
pub fn old_source(id: SourceId) -> Option<SourceId> {
    (id.0 & OLD != 0).then_some(SourceId(id.0 & !OLD))
}

/// What a rule of changes looks at, and where it reports to.
pub struct Breaking<'a> {
    old: &'a Model,
    new: &'a Model,
    changes: &'a Changes,
    policy: &'a Policy,
    /// The rule that looks.
    rule: &'static Rule,
    reports: Vec<Diagnostic>,
    /// Of the reports on what is gone, by their numbers: the place of the new state whose `@allow`s are for it.
    stood_in: HashMap<usize, Span>,
}

impl<'a> Breaking<'a> {
    /// What has changed.
    pub(crate) fn changes(&self) -> &'a Changes {
        self.changes
    }

    /// A share that the rule is set to in a file, or what is usual.
    pub(crate) fn share(&self, setting: &RuleSetting, file: SourceId) -> Option<Share> {
        match self.policy.levels(file).value(self.rule, setting)? {
            Value::Share(share) => Some(share),
            _ => None,
        }
    }

    /// The state before.
    pub(crate) fn before(&self) -> &'a Model {
        self.old
    }

    /// The state after.
    pub(crate) fn after(&self) -> &'a Model {
        self.new
    }

    /// A declaration as it was, or as it is where it is new.
    pub(crate) fn was(&self, both: Both) -> Option<&'a Declared> {
        both.old.map(|it| it.declared(self.old)).or_else(|| both.new.map(|it| it.declared(self.new)))
    }

    /// A declaration as it is; none where it is gone.
    pub(crate) fn is(&self, both: Both) -> Option<&'a Declared> {
        both.new.map(|it| it.declared(self.new))
    }

    /// The place of a change: in the new text, else in the old one.
    pub(crate) fn place(&self, change: &Change) -> Option<Span> {
        change.new.or_else(|| change.old.map(place_in_old))
    }

    /// Reports something that is gone, where it stood. An `@allow` before `around`, which it stood in, is for it too.
    pub(crate) fn report_gone(
        &mut self,
        gone: &Declared,
        around: Both,
        message: impl Into<String>,
    ) -> Reporting<'_> {
        let around = self.is(around).map(|it| it.name_span);
        self.stood_in.extend(around.map(|span| (self.reports.len(), span)));
        self.report(place_in_old(gone.name_span), message)
    }

    /// Reports something at `span`, a place of the new state or one of the old state that `place_in_old` made. Severity and code
    /// are the rule's.
    pub(crate) fn report(&mut self, span: Span, message: impl Into<String>) -> Reporting<'_> {
        self.reports.push(Diagnostic::new(Severity::Note, span, message));
        let last = self.reports.len() - 1;
        Reporting(&mut self.reports[last])
    }
}

/// What the rules of changes say, rule by rule, each with its code and level. What an `@allow` of the new state covers is
/// silenced.
pub fn breaking(
    old: &Side<'_>,
    new: &Side<'_>,
    changes: &Changes,
    policy: &Policy,
    today: Date,
) -> Vec<Diagnostic> {
    let (allows, _) = allow::read(new.model.parts(), today, &policy.stated);
    let mut reports = Vec::new();
    let stood_in = HashMap::new();
    let (rule, reports_of_rule) = (RULES[0], Vec::new());
    let mut cx = Breaking {
        old: old.model,
        new: new.model,
        changes,
        policy,
        rule,
        reports: reports_of_rule,
        stood_in,
    };
    for rule in RULES {
        if let Some(look_at) = rule.in_changes.filter(|_| policy.is_on(rule)) {
            cx.rule = rule;
            look_at(&mut cx);
            let stood_in = std::mem::take(&mut cx.stood_in);
            for (number, report) in std::mem::take(&mut cx.reports).into_iter().enumerate() {
                let place = stood_in.get(&number).copied().unwrap_or(report.at.span);
                let level = policy.levels(report.at.span.source).of(rule);
                if let Some(severity) = level.filter(|_| !is_allowed(&allows, rule, place)) {
                    reports.push(Diagnostic { severity, ..report }.code(rule.name()));
                }
            }
        }
    }
    reports
}

/// Whether an `@allow` silences what a rule reports at a place of the new state.
fn is_allowed(allows: &[AllowState<'_>], rule: &Rule, place: Span) -> bool {
    let of_rule = allows.iter().filter(|it| it.rule.name() == rule.name() && !it.expired);
    of_rule.into_iter().any(|it| it.covers(place))
}

/// The barrier that a declaration is.
pub(crate) fn barrier(model: &Model, thing: Option<Thing>) -> Option<&Barrier> {
    match thing {
        Some(Thing::Barrier(id)) => Some(model.barrier(id)),
        _ => None,
    }
}

/// The journey that a declaration is.
pub(crate) fn journey(model: &Model, thing: Option<Thing>) -> Option<&Journey> {
    match thing {
        Some(Thing::Journey(id)) => Some(model.journey(id)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{old_source, place_in_old};
    use crate::text::{SourceId, Span};

    #[test]
    fn places_of_both_states_are_told_apart() {
        let span = Span::new(SourceId(7), 3, 5);
        assert_eq!(old_source(span.source), None);
        assert_eq!(old_source(place_in_old(span).source), Some(SourceId(7)));
    }
}
