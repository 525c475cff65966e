//! No stage goes that customers come to.

use crate::diff::{Both, What};
use crate::model::{Id, Ref, Stage, Target, Thing};
use crate::rules::breaking::{Breaking, place_in_old};
use crate::text::Span;

rule! {
    /// Where a stage is gone that others led to, or where customers came in, they come to nothing that anybody answers for.
    /// A stage that got another name is still there, and so is one that nobody could come to.
    ///
    /// ```journey wrong
    /// //- old/shop.journey
    /// journey shoes {
    ///   stage looking { -> trying_on }
    ///   stage trying_on { touchpoint mirror; -> end }
    /// }
    /// //- new/shop.journey
    /// journey shoes {
    ///   stage looking { -> end }
    /// }
    /// ```
    ///
    /// ```journey right
    /// //- old/shop.journey
    /// journey shoes {
    ///   stage looking { -> trying_on }
    ///   stage trying_on { touchpoint mirror; -> end }
    /// }
    /// //- new/shop.journey
    /// journey shoes {
    ///   stage looking { -> fitting }
    ///   stage fitting { touchpoint mirror; -> end }
    /// }
    /// ```
    "removed-stage", Error, since "0.1.0", "a stage that is gone, and that customers came to", in changes check
}

fn check(cx: &mut Breaking<'_>) {
    for journey in &cx.changes().journeys {
        for stage in &journey.stages {
            let is_gone = stage.changes.iter().any(|it| it.of == stage.stage && matches!(it.what, What::Removed));
            let Some(Thing::Stage(id)) = stage.stage.old.filter(|_| is_gone) else { continue };
            let was = &cx.before().stage(id).declared;
            let from = leading_to(cx, journey.journey, id);
            if from.is_empty() && !is_start(cx, journey.journey, id) {
                continue;
            }
            let message = format!("the stage `{}` is gone, and customers came to it", was.name);
            let report = cx.report_gone(was, journey.journey, message);
            report.also(from.first().copied().map(place_in_old), "this led to it").help(
                "keep it, or move what it holds to the stage that takes its place; where it is to go, say why before the \
                 journey: `@allow(removed-stage, \"the reason\")`",
            );
        }
    }
}

/// The arrows of other stages that led to a stage.
fn leading_to(cx: &Breaking<'_>, journey: Both, id: Id<Stage>) -> Vec<Span> {
    let Some(Thing::Journey(journey)) = journey.old else { return Vec::new() };
    let stages = cx.before().journey(journey).stages.iter().filter(|from| **from != id);
    let arrows = stages.flat_map(|from| &cx.before().stage(*from).arrows);
    arrows.filter(|arrow| arrow.value.target == Target::Stage(Ref::To(id))).map(|arrow| arrow.span).collect()
}

/// Whether customers came in at a stage.
fn is_start(cx: &Breaking<'_>, journey: Both, id: Id<Stage>) -> bool {
    let Some(Thing::Journey(journey)) = journey.old else { return false };
    let journey = cx.before().journey(journey);
    let mut said = journey.starts.iter().flat_map(|said| &said.value);
    if journey.starts.is_said() { said.any(|start| start.stage == Ref::To(id)) } else { journey.stages.first() == Some(&id) }
}
