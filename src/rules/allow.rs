//! `@allow`: which reports it silences.

use crate::diagnostic::Diagnostic;
use crate::model::Model;
use crate::rules::{AllowState, Levels, RULES, Rule, mistakes};
use crate::text::nearest;
use crate::value::Date;

/// The `@allow`s of a project, and reports of those that name no rule.
pub(crate) fn read<'a>(
    model: &'a Model,
    today: Date,
    levels: &Levels,
) -> (Vec<AllowState<'a>>, Vec<Diagnostic>) {
    let (mut allows, mut reports) = (Vec::new(), Vec::new());
    for allow in model.allows() {
        let name = allow.rule.value.as_str();
        let Some(rule) = Rule::named(name) else {
            let near = nearest(name, RULES.iter().map(|rule| rule.name()));
            reports.push(mistakes::unknown_rule(allow.rule.span, name, near));
            continue;
        };
        let expired = allow.until.as_ref().is_some_and(|until| until.value < today);
        allows.push(AllowState { allow, expired, used: false, rule_is_on: levels.of(rule).is_some() });
    }
    (allows, reports)
}

/// Those of one rule's `reports` that no `@allow` silences.
pub(crate) fn silence(allows: &mut [AllowState<'_>], mut reports: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if allows.is_empty() {
        return reports;
    }
    reports.retain(|report| {
        let mut silenced = false;
        for state in allows.iter_mut().filter(|state| state.silences(report.code, report.at.span)) {
            state.used = true;
            silenced = true;
        }
        !silenced
    });
    reports
}
