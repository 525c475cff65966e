//! No grave barrier is new and left alone.

use std::collections::BTreeSet;

use crate::diff::{Both, Change, Turn};
use crate::model::{Barrier, Thing};
use crate::rules::breaking::{Breaking, barrier, place_in_old};
use crate::view::{Addressed, View};
use crate::vocabulary::{Level, Word};

rule! {
    /// A barrier of severity `high` or `critical` has come, or has become so severe, and nothing is done about it. One that
    /// was dealt with before is told by `reopened-barrier`.
    ///
    /// ```journey wrong
    /// //- old/shop.journey
    /// journey shoes {
    ///   stage looking { barrier no_sizes { severity low }; -> end }
    /// }
    /// //- new/shop.journey
    /// journey shoes {
    ///   stage looking { barrier no_sizes { severity high }; -> end }
    /// }
    /// ```
    ///
    /// ```journey right
    /// //- old/shop.journey
    /// journey shoes {
    ///   stage looking { -> end }
    /// }
    /// //- new/shop.journey
    /// journey shoes {
    ///   stage looking { barrier no_sizes { severity high; solution size_guide }; -> end }
    /// }
    /// ```
    "newly-open-barrier", Error, since "0.1.0", "a barrier of high severity that is new and that nothing addresses",
    in changes check
}

fn check(cx: &mut Breaking<'_>) {
    for journey in &cx.changes().journeys {
        let Some(Thing::Journey(id)) = journey.journey.new else { continue };
        let view = View::new(cx.after(), id, None);
        let opened = journey.turns.iter().filter(|it| it.new == Addressed::Open);
        let (came, reopened): (Vec<&Turn>, Vec<&Turn>) = opened.partition(|it| it.old.is_none());
        let reopened: BTreeSet<Both> = reopened.into_iter().map(|it| it.barrier).collect();
        let is_of_severity = |it: &&Change| it.what.word() == Some(Word::Severity) && it.only.is_empty();
        let rose = journey.iter().filter(is_of_severity).map(|it| it.of);
        for both in came.into_iter().map(|it| it.barrier).chain(rose).filter(|it| !reopened.contains(it)) {
            let (Some(is), was) = (barrier(cx.after(), both.new), barrier(cx.before(), both.old)) else { continue };
            let grave = |it: &Barrier| it.severity.get().copied().filter(|it| *it >= Level::High);
            let Some(level) = grave(is).filter(|_| view.addressed(is) == Addressed::Open) else { continue };
            if was.is_some_and(|it| grave(it).is_some()) {
                continue;
            }
            let came = if was.is_some() { "has become" } else { "is new and" };
            let name = &is.declared.name;
            let message = format!("the barrier `{name}` {came} {}, and nothing addresses it", level.word());
            cx.report(is.declared.name_span, message)
                .also(was.map(|it| place_in_old(it.declared.name_span)), "here it was less severe")
                .help("plan a `solution`, or say `accepted` and why nothing will be done");
        }
    }
}
