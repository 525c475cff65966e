//! Barriers cost no more than the touchpoint that they stand in.

use crate::model::{Declaration, Said, Touchpoint};
use crate::rules::Check;
use crate::rules::whom::in_views;
use crate::value::Share;
use crate::view::View;

rule! {
    /// A touchpoint's `drop` is the part of its stage's visits that is lost there, and those of its barriers are part of
    /// it. Where the barriers add up to more, either one of them is too high, or more customers are lost at the touchpoint
    /// than it says: maps and figures count only what the touchpoint says.
    ///
    /// A touchpoint without a `drop` loses what its barriers cost.
    ///
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   stage buying {
    ///     owner shop
    ///     touchpoint checkout {
    ///       channel site
    ///       drop 4%
    ///       barrier bank_code "The bank's code arrives too late" { drop 6%; accepted "The bank's own" }
    ///     }
    ///     -> end 94%
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
    ///       drop 6%
    ///       barrier bank_code "The bank's code arrives too late" { drop 4%; accepted "The bank's own" }
    ///     }
    ///     -> end 94%
    ///     -> exit
    ///   }
    /// }
    /// ```
    "drop-over-touchpoint", Warning, since "0.1.0", fix Unsafe, "barriers that cost more than is lost at their touchpoint", check
}

fn check(cx: &mut Check<'_>) {
    for (journey, _) in cx.journeys() {
        for found in in_views(cx.views(journey), |view| too_dear(view)) {
            let TooDear { touchpoint, drop, barriers, cost } = found.what;
            let message = format!(
                "{}the barriers of the touchpoint `{}` cost {cost} of the visits, but only {} are lost at it",
                found.whom,
                touchpoint.name(),
                drop.value
            );
            let mut report = cx.report(drop.span, message).label("less than its barriers cost");
            for barrier in barriers {
                report = report.also(barrier.span, format!("costs {}", barrier.value));
            }
            if cost > Share::WHOLE {
                report.help("lower the drops of the barriers");
                continue;
            }
            let enough = cost.written();
            report
                .help(format!("raise the touchpoint's `drop` to `{enough}`, or lower those of its barriers"))
                .suggest(format!("raise it to `{enough}`"), drop.span, enough);
        }
    }
}

/// A touchpoint whose barriers cost more than it loses.
struct TooDear<'m> {
    touchpoint: &'m Touchpoint,
    drop: &'m Said<Share>,
    barriers: Vec<&'m Said<Share>>,
    /// All of them.
    cost: Share,
}

fn too_dear<'m>(view: &View<'m>) -> Vec<(usize, TooDear<'m>)> {
    let mut found = Vec::new();
    for (_, stage) in view.counted_stages() {
        for (id, touchpoint) in view.counted_touchpoints(stage) {
            let Some(drop) = view.one(&touchpoint.drop) else { continue };
            let barriers = view.drops_of(&touchpoint.barriers);
            let cost: Share = barriers.iter().map(|drop| drop.value).sum();
            if cost > drop.value {
                found.push((id.index(), TooDear { touchpoint, drop, barriers, cost }));
            }
        }
    }
    found
}
