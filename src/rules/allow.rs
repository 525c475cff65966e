//! `@allow`: which reports it silences.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::Part;
use crate::rules::{AllowState, RULES, Rule, mistakes};
use crate::text::near;
use crate::value::Date;

/// The `@allow`s in `parts` of a project, and reports of those that name no rule.
pub(crate) fn read(parts: &[Arc<Part>], today: Date) -> (Vec<AllowState<'_>>, Vec<Diagnostic>) {
    let (mut allows, mut reports) = (Vec::new(), Vec::new());
    for allow in parts.iter().flat_map(|part| &part.allows) {
        let name = allow.rule.value.as_str();
        let known = Rule::named(name);
        let near = match known {
            Some(_) => None,
            None => near(name, RULES.iter().map(|rule| rule.name())),
        };
        if known.is_none() && !allow.reported {
            reports.push(mistakes::unknown_rule(allow.rule.span, name, near));
        }
        // What was most likely meant is silenced: one wrong `@allow` is one report.
        let Some(rule) = known.or_else(|| near.and_then(|near| Rule::named(near.word))) else { continue };
        let guessed = known.is_none() || allow.reported;
        let ended = allow.until.as_ref().is_some_and(|until| until.value < today);
        allows.push(AllowState { allow, rule, expired: ended && !guessed, met: guessed });
    }
    (allows, reports)
}

/// Those of the `reports` of `rule` that no `@allow` silences.
pub(crate) fn silence(
    allows: &mut [AllowState<'_>],
    rule: &Rule,
    mut reports: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut of_rule: Vec<&mut AllowState<'_>> =
        allows.iter_mut().filter(|state| state.rule.name() == rule.name()).collect();
    if of_rule.is_empty() {
        return reports;
    }
    reports.retain(|report| {
        let mut silenced = false;
        for state in of_rule.iter_mut().filter(|state| state.covers(report.at.span)) {
            state.met = true;
            silenced |= !state.expired;
        }
        !silenced
    });
    reports
}
