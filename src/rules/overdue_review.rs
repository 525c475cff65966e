//! A journey is gone through as often as was promised.

use crate::model::Declaration;
use crate::rules::Check;
use crate::rules::whom::in_views;
use crate::rules::words::days;

rule! {
    /// A map that nobody goes through grows old: customers change, and so does what is done for them. `reviewed` says
    /// when the journey was last gone through, and `every` how often that should be.
    ///
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   reviewed 2026-01-15 every 90d
    ///   stage buying {
    ///     owner shop
    ///     touchpoint checkout { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    ///
    /// ```journey right
    /// team shop
    /// channel site
    /// journey shoes {
    ///   reviewed 2026-11-15 every 90d
    ///   stage buying {
    ///     owner shop
    ///     touchpoint checkout { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    "overdue-review", Warning, since "0.1.0", fix Unsafe, "a journey whose `reviewed … every` has run out", check
}

fn check(cx: &mut Check<'_>) {
    let today = cx.today();
    for (id, journey) in cx.journeys() {
        let found = in_views(cx.views(id), |view| {
            let said = view.one(&journey.reviewed);
            said.map(|said| (said.span, said)).into_iter().collect()
        });
        for found in found {
            let (said, whom) = (found.what, found.whom);
            let Some(every) = said.value.every else { continue };
            let next = said.value.on.after(every);
            if next < today {
                let (name, late) = (journey.name(), days(next.days_to(today)));
                let message =
                    format!("{whom}the next review of the journey `{name}` was due {late} ago, on {next}");
                let reviewed = format!("reviewed {today} every {}", every.written());
                cx.report(said.span, message)
                    .help(format!("go through it with those who answer for its stages, then write `{reviewed}`"))
                    .suggest("say that it was gone through today", said.span, reviewed);
            }
        }
    }
}
