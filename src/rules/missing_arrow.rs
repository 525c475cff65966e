//! Which arrow is most likely missing where nobody reaches a stage.
//!
//! Two rules ask: one reports the stage that nobody reaches, and the other keeps quiet about the stage that this arrow
//! would lead on from, because one missing arrow is one mistake.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Id, Stage};
use crate::rules::whom::whom;
use crate::value::Share;
use crate::view::{Lost, View, Ways, is_sure, lost};

/// A stage that no arrows lead to, and where one would most likely start.
pub(crate) struct MissingArrow<'v, 'm> {
    /// What nobody reaches.
    pub(crate) lost: Lost,
    /// The first view that has the stage.
    pub(crate) view: &'v View<'m>,
    /// "for `b2b`, ", where the stage is there for some audiences alone.
    pub(crate) whom: String,
    /// Where it would start; none if customers reach no stage that is written before.
    pub(crate) from: Option<Source>,
}

/// A stage that an arrow would start from, and what speaks for it.
pub(crate) type Source = (Id<Stage>, Why);

/// Why an arrow is most likely missing from a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// It has no arrows.
    NoArrows,
    /// Customers go round in a loop there.
    Loop,
    /// Its arrows leave this part of the visits open.
    Open(Share),
    /// It is written before, and customers come to it.
    Before,
}

/// What is missing in a journey with these views, in the order written; nothing where mistakes may be the reason.
pub(crate) fn missing_arrows<'v, 'm>(views: &'v [View<'m>]) -> Vec<MissingArrow<'v, 'm>> {
    if !views.first().is_some_and(is_sure) {
        return Vec::new();
    }
    let mut waiting = lost(views);
    let mut missing = Vec::new();
    for view in views {
        let has =
            |view: &View<'_>, lost: &Lost| view.counts(view.model().stage(lost.stages[0]).declared.only);
        let (here, others) = waiting.into_iter().partition(|lost| has(view, lost));
        waiting = others;
        for (lost, from) in with_source(view, here) {
            let having: Vec<_> = views.iter().filter(|view| has(view, &lost)).collect();
            missing.push(MissingArrow { whom: whom(&having), lost, view, from });
        }
    }
    missing.sort_by_key(|missing| missing.lost.stages[0]);
    missing
}

/// Where an arrow to each of `lost` would most likely start: at a stage written before it that has no way on, else at
/// one whose shares leave something open, else at the nearest one that customers come to.
fn with_source(view: &View<'_>, lost: Vec<Lost>) -> Vec<(Lost, Option<Source>)> {
    let mut waiting: BTreeMap<_, _> = lost.into_iter().map(|lost| (lost.stages[0], lost)).collect();
    if waiting.is_empty() {
        return Vec::new();
    }
    let ways = Ways::new(view);
    let reached = ways.reached();
    let stuck: BTreeSet<_> = ways.traps().into_iter().flatten().collect();
    let mut found = Vec::new();
    let (mut before, mut no_way_on, mut open, mut nearest) = (None, None, None, None);
    for (id, stage) in view.counted_stages() {
        if let Some(lost) = waiting.remove(&id) {
            // Customers may not reach the stage right before either: an arrow to that one is another that is missing.
            let is_apart = |from: &Id<Stage>| {
                lost.stages.binary_search(from).is_err() && lost.behind.binary_search(from).is_err()
            };
            let before = before.filter(is_apart).map(|from| (from, Why::NoArrows));
            found.push((lost, before.or(no_way_on).or(open).or(nearest)));
        }
        let has_arrows = view.arrows(stage).next().is_some();
        before = (!has_arrows).then_some(id);
        if reached.contains(&id) {
            nearest = Some((id, Why::Before));
            if stuck.contains(&id) {
                no_way_on = Some((id, if has_arrows { Why::Loop } else { Why::NoArrows }));
            }
            if let Some(share) = view.open_share(stage) {
                open = Some((id, Why::Open(share)));
            }
        }
    }
    found
}
