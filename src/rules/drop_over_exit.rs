//! Drops explain no more than a stage loses.

use crate::model::Declaration;
use crate::rules::Check;
use crate::rules::loss::Loss;
use crate::rules::whom::in_views;
use crate::value::Share;

rule! {
    /// A `drop` is the part of a stage's visits that is lost at a touchpoint or to a barrier. Together the drops of a
    /// stage explain its share to `exit`, so they cannot be more than that: either some of them are too high, or more
    /// customers leave than the arrow says.
    ///
    /// A touchpoint's `drop` holds those of its barriers; where it has none of its own, theirs add up.
    ///
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   stage buying {
    ///     owner shop
    ///     touchpoint basket { channel site; drop 8% }
    ///     touchpoint checkout { channel site; drop 6% }
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
    ///     touchpoint basket { channel site; drop 4% }
    ///     touchpoint checkout { channel site; drop 6% }
    ///     -> end 90%
    ///     -> exit
    ///   }
    /// }
    /// ```
    "drop-over-exit", Warning, since "0.1.0", "drops that explain more than their stage loses", check
}

fn check(cx: &mut Check<'_>) {
    for (journey, _) in cx.journeys() {
        let found = in_views(cx.views(journey), |view| {
            let losses = view.counted_stages().filter_map(|(id, stage)| {
                let loss = Loss::of(view, stage)?;
                // What no arrow takes may be leaving too.
                let most = loss.exit + view.open_share(stage).unwrap_or(Share::NONE);
                (loss.explained > most).then_some((id, (stage, loss)))
            });
            losses.collect()
        });
        for found in found {
            let (stage, loss) = found.what;
            let Loss { exit, explained, arrow, ref drops } = loss;
            let whom = found.whom;
            let explain = format!("{whom}the drops of the stage `{}` explain {explained}", stage.name());
            let (message, help) = match arrow {
                Some(_) => (
                    format!("{explain}, but only {exit} of its visits leave"),
                    "lower a `drop`, or raise the share of `-> exit`",
                ),
                None => (
                    format!("{explain}, but none of its visits leave"),
                    "add `-> exit` with the share that leaves, or take the drops away",
                ),
            };
            let mut report = cx.report(stage.name_span(), message).help(help);
            for drop in drops {
                report = report.also(drop.span, format!("explains {}", drop.value));
            }
            report.also(arrow, format!("{exit} leave"));
        }
    }
}
