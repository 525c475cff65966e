//! What is to be done about a barrier is done when it is due.

use crate::diagnostic::{Edit, Fix};
use crate::model::{
    Declaration, Id, Journey, Model, Solution, WithinBarrier, WithinJourney, WithinTrouble, is_under_way,
};
use crate::rules::Check;
use crate::rules::words::days;
use crate::vocabulary::Status;

rule! {
    /// A solution that is due and not `live` keeps nobody from leaving, however long it has been planned. Either it is
    /// done and nobody wrote that down, or somebody has to be asked. What has failed or was dropped is no longer due.
    ///
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   stage buying {
    ///     owner shop
    ///     touchpoint checkout {
    ///       channel site
    ///       barrier bank_code "The bank's code arrives too late" {
    ///         solution saved_approval { status planned; due 2026-03-31 }
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
    ///   stage buying {
    ///     owner shop
    ///     touchpoint checkout {
    ///       channel site
    ///       barrier bank_code "The bank's code arrives too late" {
    ///         solution saved_approval { status live; due 2026-03-31 }
    ///       }
    ///     }
    ///     -> end
    ///   }
    /// }
    /// ```
    "overdue-solution", Warning, since "0.1.0", fix Unsafe,
    "a solution whose `due` has passed, and that is neither live, failed nor dropped", check
}

fn check(cx: &mut Check<'_>) {
    let today = cx.today();
    for (_, solution) in cx.solutions() {
        let Some(due) = solution.due.base.as_ref().filter(|due| due.value < today) else { continue };
        let status = solution.status.base.as_ref();
        if !is_under_way(status.map(|said| said.value)) || solution.declared.holds_mistakes {
            continue;
        }
        let now = match status {
            Some(status) => format!("is still `{}`", status.value.word()),
            None => "has no `status`".to_owned(),
        };
        let (name, late) = (solution.name(), days(due.value.days_to(today)));
        let owner = match accountable(cx, solution) {
            Some(owner) => format!("; `{owner}` answers for it"),
            None => String::new(),
        };
        cx.report(due.span, format!("the solution `{name}` was due {late} ago, and {now}"))
            .also(status.map(|said| said.span), "not `live` yet")
            .help(format!(
                "say `status live` if it is done, `failed` or `dropped` if it is given up, \
                 or give it a later `due`{owner}"
            ))
            .fix_by(status.map(|status| Fix::for_a_look("say that it is live", [Edit::new(status.span, Status::Live.word())])));
    }
}

/// Who is to be asked.
fn accountable<'a>(cx: &Check<'a>, solution: &'a Solution) -> Option<&'a str> {
    let view = cx.views(journey_of(cx.model(), solution)).first()?;
    let owner = view.solution_owners(solution).first()?.found()?;
    Some(cx.model().owner(owner).name.as_str())
}

fn journey_of(model: &Model, solution: &Solution) -> Id<Journey> {
    let of_touchpoint = |id| model.stage(model.touchpoint(id).stage).journey;
    match solution.within {
        WithinTrouble::Barrier(id) => match model.barrier(id).within {
            WithinBarrier::Stage(id) => model.stage(id).journey,
            WithinBarrier::Touchpoint(id) => of_touchpoint(id),
        },
        WithinTrouble::Opportunity(id) => match model.opportunity(id).within {
            WithinJourney::Journey(id) => id,
            WithinJourney::Stage(id) => model.stage(id).journey,
            WithinJourney::Touchpoint(id) => of_touchpoint(id),
        },
    }
}
