//! Customers get on from every stage that they come to.

use std::collections::BTreeSet;

use crate::diagnostic::Fix;
use crate::model::{Declaration, Id, Stage, Target};
use crate::rules::missing_arrow::{Why, missing_arrows};
use crate::rules::whom::in_views;
use crate::rules::words::{list, names};
use crate::rules::{Check, unreachable_stage};
use crate::view::{View, Ways, is_sure};

rule! {
    /// Every way through a journey ends somewhere: at `end`, when it is complete; at `exit`, when the customer leaves;
    /// or in another journey. Where customers can reach none of these, nobody knows what becomes of them, and no figure
    /// of the journey comes out. That is so at a stage without arrows, be it the last one, and in a loop that no arrow
    /// leaves. Stages that only lead into such a place are not reported again.
    ///
    /// ```journey wrong
    /// team shop
    /// channel site
    /// journey shoes {
    ///   stage buying {
    ///     owner shop
    ///     touchpoint checkout { channel site }
    ///     -> waiting
    ///   }
    ///   stage waiting {
    ///     owner shop
    ///     touchpoint tracking { channel site }
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
    ///     -> waiting
    ///   }
    ///   stage waiting {
    ///     owner shop
    ///     touchpoint tracking { channel site }
    ///     -> end
    ///   }
    /// }
    /// ```
    "dead-end-stage", Error, since "0.1.0", fix Unsafe,
    "customers who come here can reach neither `end`, `exit` nor another journey", check
}

fn check(cx: &mut Check<'_>) {
    for (journey, _) in cx.journeys() {
        let views = cx.views(journey);
        if !is_sure(&views[0]) {
            continue;
        }
        let found = in_views(somebodys(views), |view| {
            Ways::new(view).traps().into_iter().map(|trap| (trap.clone(), (trap, *view))).collect()
        });
        if found.is_empty() {
            continue;
        }
        let lacking = lacking(cx, views);
        for found in found {
            let (trap, view) = found.what;
            match trap[..] {
                [stage] if lacking.contains(&stage) => {}
                [stage] => report_stage(cx, &view, stage, &found.whom),
                _ => report_loop(cx, &view, &trap, &found.whom),
            }
        }
    }
}

/// The views that some audience has. Where each has one of its own, what counts for everyone is seen by nobody alone.
fn somebodys<'v, 'm>(views: &'v [View<'m>]) -> &'v [View<'m>] {
    let audiences = views[0].journey().audiences.iter().filter_map(|said| said.value.found()).count();
    if audiences > 0 && views.len() > audiences { &views[1..] } else { views }
}

/// Stages without arrows whose missing arrow is told with the stage that it would lead to.
fn lacking(cx: &Check<'_>, views: &[View<'_>]) -> BTreeSet<Id<Stage>> {
    let missing = missing_arrows(views).into_iter().filter_map(|missing| match missing.from {
        Some((from, Why::NoArrows)) => {
            let place = cx.model().stage(missing.lost.stages[0]).name_span();
            cx.is_told(&unreachable_stage::RULE, place).then_some(from)
        }
        Some((_, Why::Loop | Why::Open(_) | Why::Before)) | None => None,
    });
    missing.collect()
}

fn report_stage(cx: &mut Check<'_>, view: &View<'_>, id: Id<Stage>, whom: &str) {
    let stage = cx.model().stage(id);
    let name = stage.name();
    let arrows: Vec<_> = view.arrows(stage).collect();
    let next = next(view, id).map(Declaration::name);
    let label = match (arrows.is_empty(), stage.arrows.is_empty()) {
        (false, _) => "its arrows lead nowhere else",
        (true, false) => "its arrows are there for some customers only",
        (true, true) => "no arrow leads on from here",
    };
    let help = match next {
        _ if !arrows.is_empty() => "add an arrow to where they go on, to `end` or to `exit`".to_owned(),
        Some(next) => format!(
            "add an arrow to where they go on, such as `-> {next}`; or `-> end`, if the journey is complete here"
        ),
        None => "add `-> end`, if the journey is complete here, or `-> exit`, if customers leave".to_owned(),
    };
    // Where there are arrows, they are for some alone, and one more belongs into the block of these.
    let ways = match arrows.is_empty() {
        true => next.map(|next| format!("-> {next}")).into_iter().chain(["-> end".to_owned()]).collect(),
        false => Vec::new(),
    };
    let edits: Vec<_> = ways.into_iter().map(|way| (cx.adding(&way, stage.declared()), way)).collect();
    let message = format!("{whom}customers who come to the stage `{name}` {STUCK}");
    let mut report = cx.report(stage.name_span(), message).label(label).help(help);
    for arrow in arrows {
        let is_hidden = match arrow.value.target {
            Target::Stage(target) => target.found().is_some_and(|target| target != id),
            Target::End | Target::Exit | Target::Journey(_) => false,
        };
        report = report.also(is_hidden.then_some(arrow.span), "this stage is there for others only");
    }
    for (edit, way) in edits {
        let title = format!("add `{way}` to `{name}`");
        report = report.fix_by(edit.map(|edit| Fix::for_a_look(title, [edit])));
    }
}

fn report_loop(cx: &mut Check<'_>, view: &View<'_>, trap: &[Id<Stage>], whom: &str) {
    let model = cx.model();
    let stages = || trap.iter().map(|id| model.stage(*id));
    let called = list(names(stages()));
    let message = format!("{whom}customers who come to the stages {called} go round in a loop: they {STUCK}");
    let mut labels = stages().map(|stage| {
        let next = view.arrows(stage).filter_map(|arrow| match arrow.value.target {
            Target::Stage(target) => target.found().filter(|target| trap.binary_search(target).is_ok()),
            Target::End | Target::Exit | Target::Journey(_) => None,
        });
        (stage.name_span(), format!("leads only to {}", list(names(next.map(|id| model.stage(id))))))
    });
    let Some((place, label)) = labels.next() else { return };
    let mut report = cx.report(place, message).label(label);
    for (place, label) in labels {
        report = report.also(place, label);
    }
    report.help("add an arrow to one of them that leads out of the loop, or to `end` or `exit`");
}

/// What is wrong with where customers are.
const STUCK: &str = "can reach neither `end`, `exit` nor another journey";

/// The stage that is written behind another in a view.
fn next<'m>(view: &View<'m>, id: Id<Stage>) -> Option<&'m Stage> {
    let stages = &view.journey().stages;
    let behind = stages.binary_search(&id).map_or(&[][..], |at| &stages[at + 1..]);
    let mut behind = behind.iter().map(|id| view.model().stage(*id));
    behind.find(|stage| view.counts(stage.declared.only))
}
