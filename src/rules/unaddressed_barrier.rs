//! Something is done about every barrier, or it is accepted.

use crate::model::{Barrier, Declaration, Id, Solution};
use crate::rules::{Check, RuleSetting, RuleTakes};
use crate::rules::whom::in_views;
use crate::rules::words::and;
use crate::view::{Addressed, View};
use crate::vocabulary::{Level, Status};

rule! {
    /// A barrier that is written down and left alone was found in vain. Something is done about it if it has a
    /// `solution` of its own or is `solved by` one of another barrier, unless that has failed or was dropped. Not every
    /// barrier has to be removed: `accepted` says that this one stays, and why.
    ///
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   stage looking {
    ///     owner shop
    ///     touchpoint shelf {
    ///       channel site
    ///       barrier no_size "Nobody knows which size fits" {
    ///         solution size_table { status failed }
    ///       }
    ///     }
    ///     -> end
    ///   }
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop
    /// channel site
    /// journey shoes {
    ///   stage looking {
    ///     owner shop
    ///     touchpoint shelf {
    ///       channel site
    ///       barrier no_size "Nobody knows which size fits" {
    ///         solution size_table { status failed }
    ///         solution foot_scan { status testing }
    ///       }
    ///       barrier dearer "Dearer than elsewhere" {
    ///         accepted "The margin pays for free returns"
    ///       }
    ///     }
    ///     -> end
    ///   }
    /// }
    /// ```
    "unaddressed-barrier", Warning, since "0.1.0",
    "a barrier without a solution that still counts, and not accepted", check,
    settings [SEVERITY]
}

static SEVERITY: RuleSetting = RuleSetting {
    name: "severity",
    takes: RuleTakes::Word(Level::WORDS),
    usual: || None,
    example: "\"high\"",
    docs: "How severe a barrier must say that it is for it to be asked: so, or more. Where this is not set, all are asked.",
};

fn check(cx: &mut Check<'_>) {
    let least = cx.choice(&SEVERITY, Level::of);
    for (journey, _) in cx.journeys() {
        for found in in_views(cx.views(journey), |view| open(view, least)) {
            let Open { barrier, solutions } = found.what;
            let (whom, name) = (found.whom, barrier.name());
            let message = if solutions.is_empty() {
                format!("{whom}the barrier `{name}` has no solution, and is not accepted")
            } else {
                let ends = solutions.iter().map(|(solution, end)| format!("`{}` {end}", solution.name()));
                format!("{whom}the barrier `{name}` has no solution left: {}", and(ends.collect()))
            };
            let mut report = cx.report(barrier.name_span(), message);
            for (solution, end) in solutions {
                report = report.also(solution.status.base().map(|said| said.span), format!("it {end}"));
            }
            report.help(
                "give it a `solution`, name one of another barrier with `solved by`, or say `accepted` and why",
            );
        }
    }
}

/// A barrier that nothing is done about.
struct Open<'m> {
    barrier: &'m Barrier,
    /// Solutions that it had, and how they ended.
    solutions: Vec<(&'m Solution, &'static str)>,
}

/// The barriers that `view` shows to be open and at least as severe as `least`, if that is said.
fn open<'m>(view: &View<'m>, least: Option<Level>) -> Vec<(Id<Barrier>, Open<'m>)> {
    let is_asked = |barrier: &Barrier| match least {
        Some(least) => view.value(&barrier.severity).is_some_and(|severity| *severity >= least),
        None => true,
    };
    let open = view.every_barrier().into_iter().filter(|(_, barrier)| {
        view.addressed(barrier) == Addressed::Open && is_asked(barrier) && !barrier.declared.holds_mistakes
    });
    open.map(|(id, barrier)| {
        let solutions = view.solutions(barrier).into_iter();
        let ended = solutions.filter_map(|(_, it)| Some((it, end(view.value(&it.status).copied()?)?)));
        (id, Open { barrier, solutions: ended.collect() })
    })
    .collect()
}

/// How a solution ended that does not count any more.
fn end(status: Status) -> Option<&'static str> {
    match status {
        Status::Failed => Some("failed"),
        Status::Dropped => Some("was dropped"),
        Status::Proposed | Status::Planned | Status::Testing | Status::Live => None,
    }
}
