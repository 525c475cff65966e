//! What a stage loses to `exit`, and what its drops say of it.

use std::collections::BTreeSet;

use crate::model::{Said, Stage, Target};
use crate::text::Span;
use crate::value::Share;
use crate::view::View;

/// What a stage loses in one view.
pub(crate) struct Loss<'m> {
    /// The part of its visits that leaves.
    pub(crate) exit: Share,
    /// The arrow that they leave by.
    pub(crate) arrow: Option<Span>,
    /// What explains it.
    pub(crate) drops: Vec<&'m Said<Share>>,
    /// How much of it that is.
    pub(crate) explained: Share,
}

impl<'m> Loss<'m> {
    /// What `stage` loses; none where the flow is unknown, or something in the stage was reported.
    pub(crate) fn of(view: &View<'m>, stage: &'m Stage) -> Option<Self> {
        let exit = view.exit_share(stage)?;
        if holds_mistakes(view, stage) || are_mistaken(view, stage) {
            return None;
        }
        let arrow =
            view.arrows(stage).find(|arrow| arrow.value.target == Target::Exit).map(|arrow| arrow.span);
        let drops = view.drops(stage);
        let explained = drops.iter().map(|drop| drop.value).sum();
        Some(Self { exit, arrow, drops, explained })
    }
}

/// Whether an arrow, a drop, or what may have one, was reported.
fn holds_mistakes(view: &View<'_>, stage: &Stage) -> bool {
    let model = view.model();
    let barriers = |ids: &[_]| ids.iter().any(|id| model.barrier(*id).declared.holds_mistakes);
    stage.declared.holds_mistakes
        || barriers(&stage.barriers)
        || stage
            .touchpoints
            .iter()
            .map(|id| model.touchpoint(*id))
            .any(|touchpoint| touchpoint.declared.holds_mistakes || barriers(&touchpoint.barriers))
}

/// Whether two arrows lead to one target, or shares add up to more than the whole: that has been reported.
fn are_mistaken(view: &View<'_>, stage: &Stage) -> bool {
    let shares = view.shares(stage);
    let mut targets = BTreeSet::new();
    let given: Share = shares.iter().filter_map(|(_, share)| *share).sum();
    given > Share::WHOLE || !shares.iter().all(|(arrow, _)| targets.insert((arrow.only, arrow.value.target)))
}
