//! Who answers for something: what says so itself, or else the nearest of what it stands in.

use schemars::JsonSchema;
use serde::Serialize;

use crate::emit::json::context::Context;
use crate::emit::json::reference::Reference;
use crate::model::{
    Backstage, Barrier, Declaration, Declared, Journey, Model, Once, Opportunity, Owners, Solution, Stage,
    Touchpoint, WithinBarrier, WithinJourney, WithinTrouble,
};
use crate::view::View;
use crate::vocabulary::Word;

/// Who answers for something in the end, as the journey's `audience` sees it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct EffectiveOwners<'a> {
    /// Teams and persons; the first is accountable. Empty if nobody answers for it.
    owners: Vec<Reference<'a>>,
    /// What says so, if it does not itself: the nearest of the things that it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    inherited_from: Option<Reference<'a>>,
}

/// What somebody may answer for.
#[derive(Clone, Copy)]
pub(super) enum Owned<'a> {
    Journey(&'a Journey),
    Stage(&'a Stage),
    Touchpoint(&'a Touchpoint),
    Barrier(&'a Barrier),
    Opportunity(&'a Opportunity),
    Solution(&'a Solution),
    Backstage(&'a Backstage),
}

impl<'a> Owned<'a> {
    fn own(self) -> &'a Once<Owners> {
        match self {
            Self::Journey(it) => &it.owners,
            Self::Stage(it) => &it.owners,
            Self::Touchpoint(it) => &it.owners,
            Self::Barrier(it) => &it.owners,
            Self::Opportunity(it) => &it.owners,
            Self::Solution(it) => &it.owners,
            Self::Backstage(it) => &it.owners,
        }
    }

    /// What it has its owners of, if it names none. A stage has none but its own.
    fn outer(self, model: &'a Model) -> Option<Self> {
        match self {
            Self::Journey(_) | Self::Stage(_) => None,
            Self::Touchpoint(it) => Some(Self::Stage(model.stage(it.stage))),
            Self::Backstage(it) => Some(Self::Stage(model.stage(it.stage))),
            Self::Barrier(it) => Some(match it.within {
                WithinBarrier::Stage(id) => Self::Stage(model.stage(id)),
                WithinBarrier::Touchpoint(id) => Self::Touchpoint(model.touchpoint(id)),
            }),
            Self::Opportunity(it) => Some(match it.within {
                WithinJourney::Journey(id) => Self::Journey(model.journey(id)),
                WithinJourney::Stage(id) => Self::Stage(model.stage(id)),
                WithinJourney::Touchpoint(id) => Self::Touchpoint(model.touchpoint(id)),
            }),
            Self::Solution(it) => Some(match it.within {
                WithinTrouble::Barrier(id) => Self::Barrier(model.barrier(id)),
                WithinTrouble::Opportunity(id) => Self::Opportunity(model.opportunity(id)),
            }),
        }
    }

    fn declared(self) -> &'a Declared {
        match self {
            Self::Journey(it) => it.declared(),
            Self::Stage(it) => it.declared(),
            Self::Touchpoint(it) => it.declared(),
            Self::Barrier(it) => it.declared(),
            Self::Opportunity(it) => it.declared(),
            Self::Solution(it) => it.declared(),
            Self::Backstage(it) => it.declared(),
        }
    }

    fn reference(self, cx: &Context<'a>, view: &View<'a>) -> Reference<'a> {
        let kind = match self {
            Self::Journey(it) => return cx.reference(Word::Journey, it.declared()),
            Self::Stage(_) => Word::Stage,
            Self::Touchpoint(_) => Word::Touchpoint,
            Self::Barrier(_) => Word::Barrier,
            Self::Opportunity(_) => Word::Opportunity,
            Self::Solution(_) => Word::Solution,
            Self::Backstage(_) => Word::Backstage,
        };
        cx.inner(view, kind, self.declared())
    }
}

impl<'a> EffectiveOwners<'a> {
    pub(super) fn new(cx: &Context<'a>, view: &View<'a>, owned: Owned<'a>) -> Self {
        let says = |it: &Owned<'a>| view.value(it.own()).is_some();
        let outer = std::iter::successors(owned.outer(cx.model), |it| it.outer(cx.model));
        let source = std::iter::once(owned).chain(outer).enumerate().find(|(_, it)| says(it));
        match source {
            None => Self { owners: Vec::new(), inherited_from: None },
            Some((steps, it)) => Self {
                owners: view.value(it.own()).map(|owners| cx.owners(owners)).unwrap_or_default(),
                inherited_from: (steps > 0).then(|| it.reference(cx, view)),
            },
        }
    }
}
