//! A solution wins back no more than its barrier costs.

use crate::model::{Barrier, Declaration, Said, Solution, counts};
use crate::rules::Check;
use crate::rules::whom::in_views;
use crate::value::Share;
use crate::view::View;

rule! {
    /// A barrier's `drop` is the part of the visits that is lost to it, and a solution's `lift` is the part that it
    /// would keep. More than is lost cannot be kept: one of the two is wrong, and what the solution is worth is
    /// overrated.
    ///
    /// A lift is compared with the drop of the barrier that the solution stands in, whatever else it solves. Where that
    /// barrier has no drop there is nothing to compare with, and a solution that has failed or was dropped would keep
    /// nothing.
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
    ///         drop 6%
    ///         solution saved_approval { lift 9% }
    ///       }
    ///     }
    ///     -> end 90%
    ///     -> exit
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
    ///         drop 6%
    ///         solution saved_approval { lift 4% }
    ///       }
    ///     }
    ///     -> end 90%
    ///     -> exit
    ///   }
    /// }
    /// ```
    "lift-over-drop", Warning, since "0.1.0", fix Unsafe, "a solution that would win back more than its barrier costs", check
}

fn check(cx: &mut Check<'_>) {
    for (journey, _) in cx.journeys() {
        for found in in_views(cx.views(journey), |view| overrated(view)) {
            let Overrated { solution, lift, barrier, drop } = found.what;
            let message = format!(
                "{}the solution `{}` would win back {} of the visits, but its barrier `{}` costs only {}",
                found.whom,
                solution.name(),
                lift.value,
                barrier.name(),
                drop.value
            );
            let most = drop.value.written();
            cx.report(lift.span, message)
                .label("more than there is to win back")
                .also(drop.span, format!("{} are lost to the barrier", drop.value))
                .help(format!("lower the `lift` to at most `{most}`, or raise the barrier's `drop`"))
                .suggest(format!("lower it to `{most}`"), lift.span, most);
        }
    }
}

/// A solution with a lift over its barrier's drop.
struct Overrated<'m> {
    solution: &'m Solution,
    lift: &'m Said<Share>,
    barrier: &'m Barrier,
    drop: &'m Said<Share>,
}

fn overrated<'m>(view: &View<'m>) -> Vec<(usize, Overrated<'m>)> {
    let mut found = Vec::new();
    for (_, barrier) in view.every_barrier() {
        let Some(drop) = view.one(&barrier.drop) else { continue };
        for id in &barrier.solutions {
            let solution = view.model().solution(*id);
            let is_meant = view.counts(solution.declared.only) && counts(view.value(&solution.status).copied());
            if is_meant
                && let Some(lift) = view.one(&solution.lift)
                && lift.value > drop.value
            {
                found.push((id.index(), Overrated { solution, lift, barrier, drop }));
            }
        }
    }
    found
}
