//! One journey as one audience sees it: `only` applied, single values overridden, arrows replaced.
//!
//! With no audience named, every text is shown, marked with whom it is for, and figures are those outside any `only`.
//! A persona sees what is for her segment too; where both say something, what is said for her counts.

pub mod board;
pub mod curve;
pub mod label;
pub mod map;
mod standing;
mod ways;

pub use ways::{Lost, Ways, is_sure, lost};

use crate::model::{
    Arrow, Audience, Barrier, Declaration, Id, Journey, List, Model, Once, OnlyId, Opportunity, Owner,
    Owners, Ref, Said, Solution, Stage, Start, Target, Touchpoint, WithinBarrier, WithinJourney,
    WithinTrouble, counts,
};
use crate::value::Share;

/// One journey as one audience sees it, or as it is for nobody in particular.
#[derive(Debug, Clone, Copy)]
pub struct View<'m> {
    model: &'m Model,
    journey: Id<Journey>,
    audience: Option<Audience>,
    /// The segment of the audience, if that is a persona.
    segment: Option<Audience>,
}

impl<'m> View<'m> {
    /// `journey` as `audience` sees it.
    pub fn new(model: &'m Model, journey: Id<Journey>, audience: Option<Audience>) -> Self {
        let segment = match audience {
            Some(Audience::Persona(id)) => {
                model.persona(id).segment.as_ref().and_then(|said| said.value.found())
            }
            _ => None,
        };
        Self { model, journey, audience, segment: segment.map(Audience::Segment) }
    }

    /// Every way to see a journey: for nobody in particular, and for each audience that something is only for.
    pub fn every(model: &'m Model, journey: Id<Journey>) -> Vec<Self> {
        let audiences = model.journey(journey).audiences.iter().filter_map(|said| said.value.found());
        let views = audiences.map(|audience| Self::new(model, journey, Some(audience)));
        std::iter::once(Self::new(model, journey, None)).chain(views.filter(Self::is_special)).collect()
    }

    /// Whether something in the journey is only for this audience.
    fn is_special(&self) -> bool {
        self.journey().onlys.iter().any(|only| self.rank(*only).is_some())
    }

    /// The project.
    pub fn model(&self) -> &'m Model {
        self.model
    }

    /// The journey.
    pub fn journey(&self) -> &'m Journey {
        self.model.journey(self.journey)
    }

    /// Its id.
    pub fn journey_id(&self) -> Id<Journey> {
        self.journey
    }

    /// The audience; none for nobody in particular.
    pub fn audience(&self) -> Option<Audience> {
        self.audience
    }

    /// How closely an `only` block fits the audience: 2 names it, 1 names its segment; none is for others.
    fn rank(&self, only: OnlyId) -> Option<u8> {
        let names = |audience: Option<Audience>| {
            audience.is_some_and(|audience| self.model.only(only).audiences.contains(&Ref::To(audience)))
        };
        if names(self.audience) {
            Some(2)
        } else if names(self.segment) {
            Some(1)
        } else {
            None
        }
    }

    /// Whether what stands in `only` is shown.
    pub fn shows(&self, only: Option<OnlyId>) -> bool {
        self.audience.is_none() || self.counts(only)
    }

    /// Whether what stands in `only` counts: with no audience named, nothing in an `only` does.
    pub fn counts(&self, only: Option<OnlyId>) -> bool {
        only.is_none_or(|only| self.rank(only).is_some())
    }

    /// The one of a statement's values that counts.
    pub fn one<'a, T>(&self, once: &'a Once<T>) -> Option<&'a Said<T>> {
        let ranked = |said: &&Said<T>, rank| said.only.and_then(|only| self.rank(only)) == Some(rank);
        // Of those that fit equally well the first written counts.
        let first = |rank| once.instead().iter().find(|said| ranked(said, rank));
        let named = self.audience.and_then(|_| first(2));
        named.or_else(|| self.segment.and_then(|_| first(1))).or(once.base())
    }

    /// The one of a statement's values that counts, without its place.
    pub fn value<'a, T>(&self, once: &'a Once<T>) -> Option<&'a T> {
        self.one(once).map(|said| &said.value)
    }

    /// The one of a statement's lists that counts; nothing where none does.
    pub fn list<'a, T>(&self, once: &'a Once<List<T>>) -> &'a [T] {
        self.value(once).map(List::as_slice).unwrap_or_default()
    }

    /// Those of repeated statements that are shown.
    pub fn all<'a, T>(&self, said: &'a [Said<T>]) -> impl Iterator<Item = &'a Said<T>> + use<'a, 'm, T> {
        let view = *self;
        said.iter().filter(move |said| view.shows(said.only))
    }

    /// Those declarations among `ids` that are shown.
    pub fn shown<T: Declaration + 'm>(
        &self,
        ids: &'m [Id<T>],
        of: impl Fn(&'m Model, Id<T>) -> &'m T,
    ) -> impl Iterator<Item = (Id<T>, &'m T)> {
        let view = *self;
        ids.iter()
            .map(move |id| (*id, of(view.model, *id)))
            .filter(move |(_, it)| view.shows(it.declared().only))
    }

    /// The stages shown, in the order written.
    pub fn stages(&self) -> impl Iterator<Item = (Id<Stage>, &'m Stage)> {
        self.shown(&self.journey().stages, Model::stage)
    }

    /// The stages that count: those that customers of this audience can come to.
    pub fn counted_stages(&self) -> impl Iterator<Item = (Id<Stage>, &'m Stage)> {
        let view = *self;
        self.stages().filter(move |(_, stage)| view.counts(stage.declared.only))
    }

    /// The touchpoints of a stage that are shown.
    pub fn touchpoints(&self, stage: &'m Stage) -> impl Iterator<Item = (Id<Touchpoint>, &'m Touchpoint)> {
        self.shown(&stage.touchpoints, Model::touchpoint)
    }

    /// The arrows of a stage that count.
    pub fn arrows(&self, stage: &'m Stage) -> impl Iterator<Item = &'m Said<Arrow>> + Clone + use<'m> {
        let view = *self;
        let best = stage.arrows.iter().filter_map(|arrow| view.rank(arrow.only?)).max();
        stage.arrows.iter().filter(move |arrow| match (best, arrow.only) {
            (Some(best), Some(only)) => view.rank(only) == Some(best),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        })
    }

    /// The arrows of a stage that count, each with its share: an arrow without one takes what the others leave. None
    /// has a share in a stage whose flow is unknown.
    pub fn shares(&self, stage: &'m Stage) -> Vec<(&'m Said<Arrow>, Option<Share>)> {
        let arrows = self.arrows(stage);
        if arrows.clone().all(|arrow| arrow.value.share.is_none()) {
            return arrows.map(|arrow| (arrow, None)).collect();
        }
        let given: Share = arrows.clone().filter_map(|arrow| arrow.value.share).sum();
        arrows.map(|arrow| (arrow, Some(arrow.value.share.unwrap_or(given.rest())))).collect()
    }

    /// The part of a stage's visits that leaves to `exit`; nothing where the flow is unknown.
    pub fn exit_share(&self, stage: &'m Stage) -> Option<Share> {
        let shares = self.shares(stage);
        shares.iter().any(|(_, share)| share.is_some()).then(|| {
            shares
                .iter()
                .filter(|(arrow, _)| arrow.value.target == Target::Exit)
                .filter_map(|(_, share)| *share)
                .sum()
        })
    }

    /// The part of a stage's visits that is left open: all of its arrows have shares, which add up to less than the
    /// whole. None where what is left is so little that it is rounded away, as with three times `33.33%`.
    pub fn open_share(&self, stage: &'m Stage) -> Option<Share> {
        left_open(self.arrows(stage).map(|arrow| arrow.value.share))
    }

    /// The same of the journey's `start`: the part of its customers who come in nowhere.
    pub fn open_start(&self) -> Option<Share> {
        left_open(self.list(&self.journey().starts).iter().map(|start| start.share))
    }

    /// Where customers come in: as the journey's `start` says, else at its first stage.
    pub fn starts(&self) -> List<Start> {
        match self.value(&self.journey().starts) {
            Some(starts) => starts.clone(),
            None => self
                .counted_stages()
                .next()
                .map(|(id, _)| Start { stage: Ref::To(id), share: None })
                .into_iter()
                .collect(),
        }
    }

    /// The touchpoints of a stage that count.
    pub fn counted_touchpoints(
        &self,
        stage: &'m Stage,
    ) -> impl Iterator<Item = (Id<Touchpoint>, &'m Touchpoint)> {
        let view = *self;
        self.touchpoints(stage).filter(move |(_, it)| view.counts(it.declared.only))
    }

    /// Those of a stage's or a touchpoint's `barriers` that count.
    pub fn counted_barriers(
        &self,
        barriers: &'m [Id<Barrier>],
    ) -> impl Iterator<Item = (Id<Barrier>, &'m Barrier)> {
        let view = *self;
        self.shown(barriers, Model::barrier).filter(move |(_, it)| view.counts(it.declared.only))
    }

    /// Every barrier that counts: stage by stage, those at touchpoints first.
    pub fn every_barrier(&self) -> Vec<(Id<Barrier>, &'m Barrier)> {
        let mut barriers = Vec::new();
        for (_, stage) in self.counted_stages() {
            for (_, touchpoint) in self.counted_touchpoints(stage) {
                barriers.extend(self.counted_barriers(&touchpoint.barriers));
            }
            barriers.extend(self.counted_barriers(&stage.barriers));
        }
        barriers
    }

    /// The drops that explain what a stage loses. A touchpoint's own drop holds those of its barriers; where it has
    /// none, theirs add up.
    pub fn drops(&self, stage: &'m Stage) -> Vec<&'m Said<Share>> {
        let at_touchpoints = self.counted_touchpoints(stage).flat_map(|(_, it)| match self.one(&it.drop) {
            Some(own) => vec![own],
            None => self.drops_of(&it.barriers),
        });
        at_touchpoints.chain(self.drops_of(&stage.barriers)).collect()
    }

    /// What those of some barriers that count cost.
    pub fn drops_of(&self, barriers: &'m [Id<Barrier>]) -> Vec<&'m Said<Share>> {
        self.counted_barriers(barriers).filter_map(|(_, barrier)| self.one(&barrier.drop)).collect()
    }

    /// The part of a stage's visits that its drops explain.
    pub fn explained(&self, stage: &'m Stage) -> Share {
        self.drops(stage).into_iter().map(|drop| drop.value).sum()
    }

    /// Who answers for a stage. Nobody, if it does not say: what a journey's owner answers for is the whole.
    pub fn stage_owners(&self, stage: &'m Stage) -> &'m [Ref<Owner>] {
        self.list(&stage.owners)
    }

    fn own_or(&self, own: &'m Once<Owners>, outer: impl FnOnce() -> &'m [Ref<Owner>]) -> &'m [Ref<Owner>] {
        self.value(own).map(List::as_slice).unwrap_or_else(outer)
    }

    /// Who answers for a touchpoint: it, or its stage, says.
    pub fn touchpoint_owners(&self, touchpoint: &'m Touchpoint) -> &'m [Ref<Owner>] {
        self.own_or(&touchpoint.owners, || self.stage_owners(self.model.stage(touchpoint.stage)))
    }

    /// Who answers for a backstage process: it, or its stage, says.
    pub fn backstage_owners(&self, backstage: &'m crate::model::Backstage) -> &'m [Ref<Owner>] {
        self.own_or(&backstage.owners, || self.stage_owners(self.model.stage(backstage.stage)))
    }

    /// Who answers for a barrier: it, or what it stands in, says.
    pub fn barrier_owners(&self, barrier: &'m Barrier) -> &'m [Ref<Owner>] {
        self.own_or(&barrier.owners, || match barrier.within {
            WithinBarrier::Stage(id) => self.stage_owners(self.model.stage(id)),
            WithinBarrier::Touchpoint(id) => self.touchpoint_owners(self.model.touchpoint(id)),
        })
    }

    /// Who answers for an opportunity: it, or what it stands in, says.
    pub fn opportunity_owners(&self, opportunity: &'m Opportunity) -> &'m [Ref<Owner>] {
        self.own_or(&opportunity.owners, || match opportunity.within {
            WithinJourney::Journey(id) => self.list(&self.model.journey(id).owners),
            WithinJourney::Stage(id) => self.stage_owners(self.model.stage(id)),
            WithinJourney::Touchpoint(id) => self.touchpoint_owners(self.model.touchpoint(id)),
        })
    }

    /// Who answers for a solution: it, or what it stands in, says.
    pub fn solution_owners(&self, solution: &'m Solution) -> &'m [Ref<Owner>] {
        self.own_or(&solution.owners, || match solution.within {
            WithinTrouble::Barrier(id) => self.barrier_owners(self.model.barrier(id)),
            WithinTrouble::Opportunity(id) => self.opportunity_owners(self.model.opportunity(id)),
        })
    }

    /// The solutions of a barrier: its own, and those of others that it is `solved by`.
    pub fn solutions(&self, barrier: &'m Barrier) -> Vec<(Id<Solution>, &'m Solution)> {
        let others = self.all(&barrier.solved_by).filter_map(|said| said.value.found());
        let others =
            others.map(|id| (id, self.model.solution(id))).filter(|(_, it)| self.shows(it.declared.only));
        self.shown(&barrier.solutions, Model::solution).chain(others).collect()
    }

    /// How the customers of a stage feel: as it says, else as low as at its lowest touchpoint.
    pub fn mood(&self, stage: &'m Stage) -> Option<i8> {
        let at_points = || self.touchpoints(stage).filter_map(|(_, it)| self.value(&it.emotion));
        let own = self.value(&stage.emotion).map(|it| it.score);
        own.or_else(|| at_points().map(|it| it.score).min())
    }

    /// How a barrier is dealt with.
    pub fn addressed(&self, barrier: &'m Barrier) -> Addressed {
        let of_others = barrier.solved_by.iter().any(|said| said.value == Ref::Broken);
        let solved = self.solutions(barrier).iter().any(|(_, it)| counts(self.value(&it.status).copied()));
        if self.one(&barrier.accepted).is_some() {
            Addressed::Accepted
        } else if solved || of_others {
            Addressed::Solved
        } else {
            Addressed::Open
        }
    }
}

/// How a barrier is dealt with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addressed {
    /// Nothing is done about it, or nothing that still counts.
    Open,
    /// A solution addresses it that has not failed or been dropped.
    Solved,
    /// It was accepted, with a reason.
    Accepted,
}

/// What shares that all are given leave of the whole, unless it was rounded away.
fn left_open(shares: impl Iterator<Item = Option<Share>>) -> Option<Share> {
    let shares: Vec<Share> = shares.collect::<Option<_>>()?;
    let open = shares.iter().copied().sum::<Share>().rest();
    (!shares.is_empty() && open >= Share::from_fraction(0.0005)).then_some(open)
}
