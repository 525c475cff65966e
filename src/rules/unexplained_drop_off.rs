//! Where many customers leave, it is written down what makes them.

use crate::model::{Barrier, Declaration, Stage};
use crate::rules::{Check, RuleSetting, RuleTakes, Value};
use crate::rules::loss::Loss;
use crate::rules::whom::in_views;
use crate::rules::words::{list, names};
use crate::value::Share;
use crate::view::View;
use crate::vocabulary::Level;

rule! {
    /// A visible loss at one stage means that something stops customers there. This is what the map is drawn for: to
    /// find where they leave, and to ask what stands in their way. A stage that loses at least 20 % of its visits to
    /// `exit` is reported where the drops of its touchpoints and barriers explain less than half of that.
    ///
    /// A touchpoint's `drop` holds those of its barriers; where it has none of its own, theirs add up. The help names
    /// what is worth a look: barriers that do not say what they cost, touchpoints where customers feel bad, and those
    /// that matter much and have no barrier.
    ///
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   stage buying {
    ///     owner shop
    ///     touchpoint basket {
    ///       channel site
    ///       drop 5%
    ///     }
    ///     touchpoint checkout {
    ///       channel site
    ///       barrier bank_code "The bank's code arrives too late" {
    ///         solution saved_approval
    ///       }
    ///     }
    ///     -> end 60%
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
    ///     touchpoint basket {
    ///       channel site
    ///       drop 5%
    ///     }
    ///     touchpoint checkout {
    ///       channel site
    ///       barrier bank_code "The bank's code arrives too late" {
    ///         drop 25%
    ///         solution saved_approval
    ///       }
    ///     }
    ///     -> end 60%
    ///     -> exit
    ///   }
    /// }
    /// ```
    "unexplained-drop-off", Warning, since "0.1.0",
    "a stage that loses at least 20 % to `exit`, and its drops explain less than half of that", check,
    settings [SHARE, EXPLAINED]
}

static SHARE: RuleSetting = RuleSetting {
    name: "share",
    takes: RuleTakes::Share,
    usual: || Some(Value::Share(Share::from_fraction(0.2))),
    example: "\"10%\"",
    docs: "The part of its visits that a stage must lose for it to be asked why.",
};

static EXPLAINED: RuleSetting = RuleSetting {
    name: "explained",
    takes: RuleTakes::Share,
    usual: || Some(Value::Share(Share::from_fraction(0.5))),
    example: "\"80%\"",
    docs: "The part of the loss that its drops must explain.",
};

fn check(cx: &mut Check<'_>) {
    let (Some(much), Some(enough)) = (cx.share(&SHARE), cx.share(&EXPLAINED)) else { return };
    for (journey, _) in cx.journeys() {
        let found = in_views(cx.views(journey), |view| {
            let stages = view.counted_stages();
            let losses = stages.filter_map(|(id, stage)| Some((id, (unexplained(view, stage, much, enough)?, stage, *view))));
            losses.collect()
        });
        for found in found {
            let (loss, stage, view) = found.what;
            report(cx, &view, stage, &loss, &found.whom);
        }
    }
}

/// What a stage loses, if that is at least `much` and a smaller part of it than `enough` is explained.
fn unexplained<'m>(view: &View<'m>, stage: &'m Stage, much: Share, enough: Share) -> Option<Loss<'m>> {
    let loss = Loss::of(view, stage)?;
    let is_explained = loss.explained >= Share::from_fraction(loss.exit.fraction() * enough.fraction());
    (loss.exit >= much && !is_explained).then_some(loss)
}

fn report(cx: &mut Check<'_>, view: &View<'_>, stage: &Stage, loss: &Loss<'_>, whom: &str) {
    let Loss { exit, explained, .. } = *loss;
    let lost = format!("{whom}the stage `{}` loses {exit} of its visits to `exit`", stage.name());
    let message = match loss.drops.is_empty() {
        true => format!("{lost}, and no `drop` explains any of it"),
        false => {
            let left = exit - explained;
            format!("{lost}, and its drops explain only {explained}: {left} leave for no known reason")
        }
    };
    let place = loss.arrow.unwrap_or(stage.name_span());
    let mut report = cx.report(place, message).label(format!("{exit} leave"));
    for drop in &loss.drops {
        report = report.also(drop.span, format!("explains {}", drop.value));
    }
    let write = "write down what stands in customers' way as a `barrier` with its `drop`";
    let help = match suspects(view, stage) {
        suspects if !suspects.is_empty() => format!("look {}; {write}", suspects.join(", and ")),
        _ if stage.touchpoints.is_empty() => format!("find out why they leave, and {write}"),
        _ => {
            let touchpoints = view.counted_touchpoints(stage).map(|(_, touchpoint)| touchpoint);
            format!("find out what happens at {}, and {write}", list(names(touchpoints)))
        }
    };
    report.help(help);
}

/// Where in a stage the reason most likely is, and why that is worth a look.
fn suspects(view: &View<'_>, stage: &Stage) -> Vec<String> {
    let (mut costless, mut low, mut high) = (Vec::new(), Vec::new(), Vec::new());
    let has_no_drop = |barrier: &&Barrier| view.one(&barrier.drop).is_none();
    for (_, touchpoint) in view.counted_touchpoints(stage) {
        let barriers: Vec<_> = view.counted_barriers(&touchpoint.barriers).map(|(_, it)| it).collect();
        if !barriers.is_empty() {
            // A drop of the touchpoint's own holds those of its barriers already.
            let is_open = view.one(&touchpoint.drop).is_none();
            costless.extend(barriers.into_iter().filter(has_no_drop).filter(|_| is_open));
        } else if view.value(&touchpoint.emotion).is_some_and(|emotion| emotion.score < 0) {
            low.push(touchpoint);
        } else if view.value(&touchpoint.criticality).is_some_and(|level| *level >= Level::High) {
            high.push(touchpoint);
        }
    }
    costless.extend(view.counted_barriers(&stage.barriers).map(|(_, it)| it).filter(has_no_drop));

    let mut suspects = Vec::new();
    if !costless.is_empty() {
        let (kind, verb) = if costless.len() == 1 { ("barrier", "has") } else { ("barriers", "have") };
        suspects.push(format!("at the {kind} {}, which {verb} no `drop`", list(names(costless))));
    }
    if !low.is_empty() {
        suspects.push(format!("at {}, where customers feel bad and no barrier says why", list(names(low))));
    }
    if !high.is_empty() {
        let verbs = if high.len() == 1 { "matters much and has" } else { "matter much and have" };
        suspects.push(format!("at {}, which {verbs} no barrier", list(names(high))));
    }
    suspects
}
