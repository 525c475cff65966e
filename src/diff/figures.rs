//! What the changes of a journey mean for its customers: its figures before and after, and barriers that are dealt with
//! in another way.

use std::collections::HashMap;

use crate::diff::order::merged;
use crate::diff::pairs::Pairs;
use crate::diff::{Both, Side};
use crate::flow::Flow;
use crate::model::{Audience, Id, Journey, Thing};
use crate::text::Span;
use crate::value::Currency;
use crate::view::board::Board;
use crate::view::{Addressed, View};
use crate::vocabulary::{Level, Period};

/// What two figures may differ in by rounding.
const NOISE: f64 = 1e-9;

/// A figure before and after; none where it is not known, or where there is nothing to have one.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[allow(missing_docs)]
pub struct Shift {
    pub old: Option<f64>,
    pub new: Option<f64>,
}

impl Shift {
    /// Whether it is another than before.
    pub fn is_one(self) -> bool {
        !is_equal(self.old, self.new)
    }

    fn is_that_of(self, other: Self) -> bool {
        is_equal(self.old, other.old) && is_equal(self.new, other.new)
    }

    /// By how much it is more than before, where both are known.
    pub fn by(self) -> Option<f64> {
        Some(self.new? - self.old?)
    }
}

/// Whether two figures are one, but for what rounding leaves.
fn is_equal(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= NOISE * one.abs().max(1.0),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// The figures of a journey, of one customer who starts it.
#[derive(Debug, Clone)]
pub struct Figures {
    /// Whose they are; empty for nobody in particular.
    pub audiences: Vec<Both>,
    /// How many complete the journey.
    pub completes: Shift,
    /// How many leave.
    pub lost: Shift,
    /// What those who complete are worth.
    pub earned: Option<Earned>,
    /// Stage by stage; only those in which something has changed.
    pub stages: Vec<StageFigures>,
}

/// What the customers who complete a journey are worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Earned {
    /// In which currency.
    pub currency: Currency,
    /// In which time; none for one customer who starts.
    pub per: Option<Period>,
    /// How much.
    pub amount: Shift,
}

/// The figures of a stage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StageFigures {
    /// Which.
    pub stage: Both,
    /// How many customers ever come to it.
    pub reach: Shift,
    /// How many leave from it.
    pub lost: Shift,
}

/// A barrier that is dealt with in another way than before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turn {
    /// Which.
    pub barrier: Both,
    /// How it was; none where there was no such barrier.
    pub old: Option<Addressed>,
    /// How it is.
    pub new: Addressed,
    /// How much it stands in the way.
    pub severity: Option<Level>,
}

/// One journey in two models.
pub(super) struct Journeys<'a> {
    pub(super) old: Side<'a>,
    pub(super) new: Side<'a>,
    pub(super) old_id: Id<Journey>,
    pub(super) new_id: Id<Journey>,
    pub(super) pairs: &'a Pairs,
}

impl Journeys<'_> {
    /// The figures in which something has changed, of nobody in particular and of each audience that has some of its own
    /// in one of the models. None where a mistake may hide a part of the journey.
    pub(super) fn figures(&self) -> Vec<Figures> {
        if self.old.hides_a_part_of(self.old_id) || self.new.hides_a_part_of(self.new_id) {
            return Vec::new();
        }
        let of_old = |it: Audience| self.pairs.of_old(it.into());
        let of_new = |it: Audience| self.pairs.of_new(it.into());
        let before = View::every(self.old.model, self.old_id);
        let after = View::every(self.new.model, self.new_id);
        let special = |views: &[View<'_>], of: &dyn Fn(Audience) -> Both| -> Vec<Both> {
            views.iter().filter_map(|view| view.audience()).map(of).collect()
        };
        let audiences = merged(&special(&before, &of_old), &special(&after, &of_new));
        let mut all = vec![self.of_audience(None)];
        for audience in audiences.into_iter().filter(|it| self.is_for(*it)) {
            let figures = self.of_audience(Some(audience));
            match all.iter_mut().find(|it| it.are_those_of(&figures)) {
                // They are told already: for everyone, or for others who go the same ways.
                Some(same) if same.audiences.is_empty() => {}
                Some(same) => same.audiences.push(audience),
                None => all.push(figures),
            }
        }
        all.retain(Figures::is_shifted);
        all
    }

    /// Whether the journey was for an audience and is. That it no longer is or was not is told by itself, and no figure of it
    /// is another.
    fn is_for(&self, audience: Both) -> bool {
        let is_among = |side: &Side<'_>, id, thing: Option<Thing>| {
            let mut audiences = side.model.journey(id).audiences.iter().filter_map(|it| it.value.found());
            audiences.any(|it| Some(Thing::from(it)) == thing)
        };
        is_among(&self.old, self.old_id, audience.old) && is_among(&self.new, self.new_id, audience.new)
    }

    fn of_audience(&self, audience: Option<Both>) -> Figures {
        let old = self.old.figures(self.old_id, audience.map(|it| it.old));
        let new = self.new.figures(self.new_id, audience.map(|it| it.new));
        let shift = |of: &dyn Fn(&SideFigures) -> Option<f64>| Shift {
            old: old.as_ref().and_then(of),
            new: new.as_ref().and_then(of),
        };
        let stages = |side: &Side<'_>, id| -> Vec<Thing> {
            side.model.journey(id).stages.iter().map(|it| Thing::from(*it)).collect()
        };
        let before: Vec<Both> =
            stages(&self.old, self.old_id).into_iter().map(|it| self.pairs.of_old(it)).collect();
        let after: Vec<Both> =
            stages(&self.new, self.new_id).into_iter().map(|it| self.pairs.of_new(it)).collect();
        let of_stage = |stage: Both| {
            let of = |figure: fn(&crate::flow::StageFlow) -> Option<f64>| Shift {
                old: old.as_ref().and_then(|it| it.stage(stage.old).and_then(figure)),
                new: new.as_ref().and_then(|it| it.stage(stage.new).and_then(figure)),
            };
            StageFigures { stage, reach: of(|it| it.reach), lost: of(|it| it.lost) }
        };
        let stages = merged(&before, &after).into_iter().map(of_stage);
        Figures {
            audiences: audience.into_iter().collect(),
            completes: shift(&|it| it.flow.completes),
            lost: shift(&|it| it.flow.lost),
            earned: earned(old.as_ref(), new.as_ref()),
            stages: stages.filter(|it| it.reach.is_one() || it.lost.is_one()).collect(),
        }
    }

    /// The barriers that are dealt with in another way, in the order of the journey. A new one that is dealt with is none
    /// of them.
    pub(super) fn turns(&self) -> Vec<Turn> {
        let old = View::new(self.old.model, self.old_id, None);
        let new = View::new(self.new.model, self.new_id, None);
        let barriers = Thing::from(self.new_id).all_inside(self.new.model).into_iter();
        let turn = |thing: Thing| {
            let Thing::Barrier(id) = thing else { return None };
            let barrier = self.new.model.barrier(id);
            let both = self.pairs.of_new(thing);
            let was = match both.old {
                Some(Thing::Barrier(id)) => Some(self.old.model.barrier(id)),
                _ => None,
            };
            let is_sure = |it: &crate::model::Barrier| !it.declared.holds_mistakes;
            if !(is_sure(barrier) && was.is_none_or(is_sure)) {
                return None;
            }
            let (before, after) = (was.map(|it| old.addressed(it)), new.addressed(barrier));
            let is_one = before != Some(after) && (before.is_some() || after == Addressed::Open);
            let severity = new.value(&barrier.severity).copied();
            is_one.then_some(Turn { barrier: both, old: before, new: after, severity })
        };
        let mut turns: Vec<Turn> = barriers.filter_map(turn).collect();
        turns.sort_by_key(|it| it.barrier.new.map(|thing| thing.declared(self.new.model).name_span.start));
        turns
    }
}

impl Figures {
    /// Whether both say the same.
    fn are_those_of(&self, other: &Self) -> bool {
        let amount = |it: &Self| it.earned.map(|it| it.amount).unwrap_or_default();
        let stages = |it: &Self| it.stages.iter().map(|it| it.stage).collect::<Vec<_>>();
        let shifts = |it: &Self| -> Vec<Shift> {
            let stages = it.stages.iter().flat_map(|it| [it.reach, it.lost]);
            [it.completes, it.lost, amount(it)].into_iter().chain(stages).collect()
        };
        stages(self) == stages(other)
            && shifts(self).into_iter().zip(shifts(other)).all(|(a, b)| a.is_that_of(b))
    }

    fn is_shifted(&self) -> bool {
        let is_earned = self.earned.is_some_and(|it| it.amount.is_one());
        self.completes.is_one() || self.lost.is_one() || is_earned || !self.stages.is_empty()
    }
}

/// The figures of one side.
struct SideFigures {
    flow: Flow,
    /// The numbers of stages on the board, by where their names stand.
    places: HashMap<Span, usize>,
    names: HashMap<Thing, Span>,
    /// What a completed journey is worth, and how many start it in which time.
    worth: Option<(f64, Currency)>,
    volume: Option<(f64, Period)>,
}

impl SideFigures {
    fn stage(&self, stage: Option<Thing>) -> Option<&crate::flow::StageFlow> {
        let place = self.places.get(self.names.get(&stage?)?)?;
        self.flow.stages.get(*place)
    }

    /// What those who complete are worth, in which currency, for whom.
    fn earned(&self) -> Option<(Option<f64>, Currency, Option<Period>)> {
        let (worth, currency) = self.worth?;
        let customers = self.volume.map_or(1.0, |(number, _)| number);
        let amount = self.flow.completes.map(|completes| completes * worth * customers);
        Some((amount, currency, self.volume.map(|(_, per)| per)))
    }
}

/// Nothing where the two cannot be compared: in different currencies, or of different times.
fn earned(old: Option<&SideFigures>, new: Option<&SideFigures>) -> Option<Earned> {
    let (old, currency, per) = old?.earned()?;
    let (new, now, now_per) = new?.earned()?;
    (currency == now && per == now_per).then_some(Earned { currency, per, amount: Shift { old, new } })
}

impl Side<'_> {
    /// The figures of a journey, for nobody in particular or for an audience; none where that is not there.
    fn figures(&self, id: Id<Journey>, audience: Option<Option<Thing>>) -> Option<SideFigures> {
        let audience = match audience {
            None => None,
            Some(Some(Thing::Segment(id))) => Some(Audience::Segment(id)),
            Some(Some(Thing::Persona(id))) => Some(Audience::Persona(id)),
            Some(_) => return None,
        };
        let journey = self.model.journey(id);
        let is_for = |it: Audience| journey.audiences.iter().any(|said| said.value.found() == Some(it));
        if audience.is_some_and(|it| !is_for(it)) {
            return None;
        }
        let view = View::new(self.model, id, audience);
        let board = Board::new(&view);
        let stages =
            journey.stages.iter().map(|id| (Thing::from(*id), self.model.stage(*id).declared.name_span));
        Some(SideFigures {
            flow: Flow::new(&board),
            places: board.stages.iter().enumerate().map(|(place, stage)| (stage.at, place)).collect(),
            names: stages.collect(),
            worth: view.value(&journey.worth).map(|it| (it.amount.0, it.currency)),
            volume: view.value(&journey.volume).map(|it| (it.number.0, it.per)),
        })
    }

    /// Whether a mistake was reported in a journey or in what stands in it, so that a part of it may be missing.
    fn hides_a_part_of(&self, id: Id<Journey>) -> bool {
        let journey = Thing::from(id);
        let mut all = std::iter::once(journey).chain(journey.all_inside(self.model));
        all.any(|thing| thing.declared(self.model).holds_mistakes)
    }
}
