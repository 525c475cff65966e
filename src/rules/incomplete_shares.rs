//! Shares say where all visits to a stage go.

use crate::diagnostic::Fix;
use crate::model::{Arrow, Declaration, Said, Stage, Target};
use crate::rules::Check;
use crate::rules::whom::in_views;
use crate::text::Span;
use crate::value::Share;

rule! {
    /// Shares say how the visits to a stage divide. Where all arrows have one and they add up to less than the whole,
    /// nobody knows what becomes of the others, and every figure of the journey is too low. An arrow without a share
    /// takes what is left, so the shares of the others need not add up to anything.
    ///
    /// The same goes for the shares of a journey's `start`.
    ///
    /// What rounding costs is not reported, as with three times `33.33%`.
    ///
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   stage buying {
    ///     owner shop
    ///     touchpoint checkout { channel site }
    ///     -> end 75%
    ///     -> exit 15%
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
    ///     touchpoint checkout { channel site }
    ///     -> end 85%
    ///     -> exit
    ///   }
    /// }
    /// ```
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   start buying 60%, returning 25%
    ///   stage buying {
    ///     owner shop
    ///     touchpoint checkout { channel site }
    ///     -> returning
    ///   }
    ///   stage returning {
    ///     owner shop
    ///     touchpoint parcel { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    "incomplete-shares", Warning, since "0.1.0", fix Unsafe, "shares of a stage or a start that add up to less than 100 %", check
}

fn check(cx: &mut Check<'_>) {
    for (journey, _) in cx.journeys() {
        let found = in_views(cx.views(journey), |view| {
            let stages = view.counted_stages().filter(|(_, stage)| !stage.declared.holds_mistakes);
            let open = stages.filter_map(|(_, stage)| {
                let open = view.open_share(stage)?;
                let arrows: Vec<_> = view.arrows(stage).collect();
                // Arrows for some alone may be incomplete too, and are mended in another place.
                let places: Vec<Span> = arrows.iter().map(|arrow| arrow.span).collect();
                Some((places, (stage, arrows, open)))
            });
            open.collect()
        });
        for found in found {
            let (stage, arrows, open) = found.what;
            report(cx, stage, &arrows, open, &found.whom);
        }
        let found = in_views(cx.views(journey), |view| {
            let start = view.one(&view.journey().starts).map(|start| start.span);
            start.zip(view.open_start()).map(|start| (start, start)).into_iter().collect()
        });
        for found in found {
            let (start, open) = found.what;
            let (given, whom) = (open.rest(), found.whom);
            let message =
                format!("{whom}the shares of `start` add up to {given}: where do the other {open} come in?");
            cx.report(start, message)
                .help("raise a share, name another stage, or let one stand without a share: it takes what is left");
        }
    }
}

fn report(cx: &mut Check<'_>, stage: &Stage, arrows: &[&Said<Arrow>], open: Share, whom: &str) {
    let given = open.rest();
    let message =
        format!("{whom}the shares of the stage `{}` add up to {given}: where do the other {open} go?", stage.name());
    let exit = arrows.iter().find(|arrow| arrow.value.target == Target::Exit);
    let help = match exit {
        Some(_) => "raise a share, add an arrow, or let one go without a share: it takes what is left",
        None => "add an arrow, such as `-> exit` if they leave; without a share it takes what is left",
    };
    let edit = match exit {
        None if arrows.iter().all(|arrow| arrow.only.is_none()) => cx.adding("-> exit", stage.declared()),
        _ => None,
    };
    let mut report = cx.report(stage.name_span(), message);
    for arrow in arrows {
        report = report.also(arrow.span, format!("{} go this way", arrow.value.share.unwrap_or(Share::NONE)));
    }
    let title = format!("add `-> exit` to `{}`", stage.name());
    let report = report.help(help).fix_by(edit.map(|edit| Fix::for_a_look(title, [edit])));
    if let Some(arrow) = exit.filter(|arrow| arrow.value.when.is_none()) {
        report.suggest("let `-> exit` take what is left", arrow.span, "-> exit");
    }
}
