//! `@allow`: which reports it silences.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::Part;
use crate::rules::{AllowState, LISTS, Rule, mistakes};
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
            None => near(name, LISTS.iter().copied().flatten().map(|rule| rule.name())),
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

/// A report that an `@allow` silences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silenced {
    /// What would be said.
    pub report: Diagnostic,
    /// Why it is not, in the words of whoever wrote the `@allow`.
    pub reason: Arc<str>,
}

/// Those of the `reports` of `rule` that no `@allow` silences, and apart from them those that one does.
pub(crate) fn silence(
    allows: &mut [AllowState<'_>],
    rule: &Rule,
    reports: Vec<Diagnostic>,
) -> (Vec<Diagnostic>, Vec<Silenced>) {
    let mut of_rule: Vec<&mut AllowState<'_>> =
        allows.iter_mut().filter(|state| state.rule.name() == rule.name()).collect();
    if of_rule.is_empty() {
        return (reports, Vec::new());
    }
    let (mut told, mut silenced) = (Vec::with_capacity(reports.len()), Vec::new());
    for report in reports {
        let mut reason = None;
        for state in of_rule.iter_mut().filter(|state| state.covers(report.at.span)) {
            state.met = true;
            if !state.expired {
                reason = Some(Arc::clone(&state.allow.reason));
            }
        }
        match reason {
            Some(reason) => silenced.push(Silenced { report, reason }),
            None => told.push(report),
        }
    }
    (told, silenced)
}
