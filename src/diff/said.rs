//! What a declaration says, as facts. Every field of every kind of declaration is taken apart here by name, so that one
//! that is added to the model is missing to the compiler until it is told of.

use crate::diff::Both;
use crate::diff::fact::{Fact, Value};
use crate::model::{
    Action, Arrow, Audience, Backstage, Barrier, Channel, Emotion, Evidence, Extra, Id, Journey, Lane,
    LaneText, Measure, Metric, Model, Once, OnlyId, Opportunity, Owners, Person, Persona, Ref, Review, Said,
    Segment, Solution, Stage, Start, Target, Team, Thing, Touchpoint, Volume,
};
use crate::text::Span;
use crate::value::{Date, Duration, Money, Name, Number, Share};
use crate::vocabulary::{Figure, Word};

/// The facts of `thing`, in the order of the table for each kind of statement. `bind` says what a declaration of this
/// model is in both.
pub(super) fn facts(thing: Thing, model: &Model, bind: &dyn Fn(Thing) -> Both) -> Vec<Fact> {
    let mut all = Sayings { model, bind, facts: Vec::new() };
    match thing {
        Thing::Team(id) => all.team(model.team(id)),
        Thing::Person(id) => all.person(model.person(id)),
        Thing::Channel(id) => all.channel(model.channel(id)),
        Thing::Segment(id) => all.segment(model.segment(id)),
        Thing::Persona(id) => all.persona(model.persona(id)),
        Thing::Metric(id) => all.metric(model.metric(id)),
        Thing::Lane(id) => all.lane(model.lane(id)),
        Thing::Journey(id) => all.journey(model.journey(id)),
        Thing::Stage(id) => all.stage(model.stage(id)),
        Thing::Touchpoint(id) => all.touchpoint(model.touchpoint(id)),
        Thing::Barrier(id) => all.barrier(model.barrier(id)),
        Thing::Opportunity(id) => all.opportunity(model.opportunity(id)),
        Thing::Solution(id) => all.solution(model.solution(id)),
        Thing::Backstage(id) => all.backstage(model.backstage(id)),
    }
    all.for_whom(thing);
    all.facts
}

type Arguments = Vec<(u8, Value)>;

struct Sayings<'a> {
    model: &'a Model,
    bind: &'a dyn Fn(Thing) -> Both,
    facts: Vec<Fact>,
}

/// How often a statement counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counts {
    Once,
    Each,
}

impl Sayings<'_> {
    fn team(&mut self, team: &Team) {
        let Team { declared: _, lead, contact, extra } = team;
        self.set(Word::Lead, lead, text);
        self.set(Word::Contact, contact, text);
        self.extra(extra);
    }

    fn person(&mut self, person: &Person) {
        let Person { declared: _, team, role, contact, extra } = person;
        self.set(Word::TeamOf, team, Self::reference);
        self.set(Word::Role, role, text);
        self.set(Word::Contact, contact, text);
        self.extra(extra);
    }

    fn channel(&mut self, channel: &Channel) {
        let Channel { declared: _, kind, extra } = channel;
        self.set(Word::KindOf, kind, |_, it| word(it.word()));
        self.extra(extra);
    }

    fn segment(&mut self, segment: &Segment) {
        let Segment {
            declared: _,
            size,
            behaviors,
            criteria,
            needs,
            goals,
            motivations,
            decision,
            evidence,
            extra,
        } = segment;
        self.set(Word::Size, size, share);
        self.each(Word::Behavior, behaviors, text);
        self.each(Word::Criteria, criteria, text);
        self.each(Word::Need, needs, text);
        self.each(Word::Goal, goals, text);
        self.each(Word::Motivation, motivations, text);
        self.set(Word::Decision, decision, |_, it| word(it.word()));
        self.each(Word::Evidence, evidence, evidenced);
        self.extra(extra);
    }

    fn persona(&mut self, persona: &Persona) {
        let Persona {
            declared: _,
            segment,
            role,
            goals,
            motivations,
            needs,
            says,
            thinks,
            does,
            feels,
            pains,
            gains,
            quotes,
            evidence,
            extra,
        } = persona;
        self.set(Word::SegmentOf, segment, Self::reference);
        self.set(Word::Role, role, text);
        self.each(Word::Goal, goals, text);
        self.each(Word::Motivation, motivations, text);
        self.each(Word::Need, needs, text);
        self.each(Word::Says, says, text);
        self.each(Word::Thinks, thinks, text);
        self.each(Word::Does, does, text);
        self.each(Word::Feels, feels, text);
        self.each(Word::Pain, pains, text);
        self.each(Word::Gain, gains, text);
        self.each(Word::Quote, quotes, text);
        self.each(Word::Evidence, evidence, evidenced);
        self.extra(extra);
    }

    fn metric(&mut self, metric: &Metric) {
        let Metric { declared: _, unit, better, origin, extra } = metric;
        self.set(Word::UnitOf, unit, |_, it| word(it.word()));
        self.set(Word::Better, better, |_, it| word(it.word()));
        self.set(Word::From, origin, text);
        self.extra(extra);
    }

    fn lane(&mut self, lane: &Lane) {
        let Lane { declared: _, extra } = lane;
        self.extra(extra);
    }

    fn journey(&mut self, journey: &Journey) {
        // What stands in it is told by itself, and `only` blocks by what stands in them.
        let Journey {
            declared: _,
            audiences,
            goals,
            owners,
            starts,
            volume,
            worth,
            reviewed,
            language,
            measures,
            stages: _,
            opportunities: _,
            extra,
            onlys: _,
        } = journey;
        self.each(Word::For, audiences, |cx, it| vec![(0, cx.audience(*it))]);
        self.once(Word::Start, starts, |cx, it| cx.starts(it));
        self.once(Word::Volume, volume, volume_of);
        self.once(Word::Value, worth, money);
        self.once(Word::Reviewed, reviewed, review);
        self.set(Word::Lang, language, |_, it| vec![(0, Value::Language(it.clone()))]);
        self.once(Word::Owner, owners, Self::owners);
        self.each(Word::Goal, goals, text);
        self.each(Word::Measure, measures, Self::measure);
        self.extra(extra);
    }

    fn stage(&mut self, stage: &Stage) {
        let Stage {
            declared: _,
            journey: _,
            owners,
            phase,
            goals,
            motivations,
            actions,
            thoughts,
            questions,
            needs,
            emotion,
            duration,
            touchpoints: _,
            barriers: _,
            opportunities: _,
            backstages: _,
            lanes,
            measures,
            evidence,
            arrows,
            extra,
        } = stage;
        self.once(Word::Owner, owners, Self::owners);
        self.once(Word::Phase, phase, |_, it| word(it.word()));
        self.each(Word::Goal, goals, text);
        self.each(Word::Motivation, motivations, text);
        self.each(Word::Action, actions, action);
        self.each(Word::Thought, thoughts, text);
        self.each(Word::Question, questions, text);
        self.each(Word::Need, needs, text);
        self.once(Word::Emotion, emotion, felt);
        self.once(Word::DurationOf, duration, lasting);
        self.each(Word::LaneText, lanes, Self::lane_text);
        self.each(Word::Measure, measures, Self::measure);
        self.each(Word::Arrow, arrows, Self::arrow);
        self.each(Word::Evidence, evidence, evidenced);
        self.extra(extra);
    }

    fn touchpoint(&mut self, touchpoint: &Touchpoint) {
        let Touchpoint {
            declared: _,
            stage: _,
            channels,
            devices,
            owners,
            actions,
            thoughts,
            questions,
            needs,
            emotion,
            successes,
            criticality,
            events,
            drop,
            duration,
            barriers: _,
            opportunities: _,
            lanes,
            measures,
            evidence,
            extra,
        } = touchpoint;
        self.once(Word::Owner, owners, Self::owners);
        self.each(Word::Action, actions, action);
        self.each(Word::Thought, thoughts, text);
        self.each(Word::Question, questions, text);
        self.each(Word::Need, needs, text);
        self.once(Word::Emotion, emotion, felt);
        self.once(Word::ChannelOf, channels, |cx, it| cx.set_of(it));
        self.once(Word::Device, devices, |_, it| names(it));
        self.each(Word::Success, successes, text);
        self.once(Word::Criticality, criticality, |_, it| word(it.word()));
        self.each(Word::Event, events, text);
        self.once(Word::Drop, drop, share);
        self.once(Word::DurationOf, duration, lasting);
        self.each(Word::LaneText, lanes, Self::lane_text);
        self.each(Word::Measure, measures, Self::measure);
        self.each(Word::Evidence, evidence, evidenced);
        self.extra(extra);
    }

    fn barrier(&mut self, barrier: &Barrier) {
        let Barrier {
            declared: _,
            within: _,
            severity,
            drop,
            owners,
            evidence,
            solutions: _,
            solved_by,
            accepted,
            extra,
        } = barrier;
        self.once(Word::Owner, owners, Self::owners);
        self.once(Word::Drop, drop, share);
        self.once(Word::Severity, severity, |_, it| word(it.word()));
        self.each(Word::Solved, solved_by, Self::reference);
        self.once(Word::Accepted, accepted, text);
        self.each(Word::Evidence, evidence, evidenced);
        self.extra(extra);
    }

    fn opportunity(&mut self, opportunity: &Opportunity) {
        let Opportunity { declared: _, within: _, impact, owners, evidence, solutions: _, extra } =
            opportunity;
        self.once(Word::Owner, owners, Self::owners);
        self.once(Word::Impact, impact, |_, it| word(it.word()));
        self.each(Word::Evidence, evidence, evidenced);
        self.extra(extra);
    }

    fn solution(&mut self, solution: &Solution) {
        let Solution { declared: _, within: _, owners, status, due, cost, lift, evidence, extra } = solution;
        self.once(Word::Owner, owners, Self::owners);
        self.once(Word::Status, status, |_, it| word(it.word()));
        self.once(Word::Due, due, day);
        self.once(Word::Cost, cost, money);
        self.once(Word::Lift, lift, share);
        self.each(Word::Evidence, evidence, evidenced);
        self.extra(extra);
    }

    fn backstage(&mut self, backstage: &Backstage) {
        let Backstage { declared: _, stage: _, owners, systems, duration, extra } = backstage;
        self.once(Word::Owner, owners, Self::owners);
        self.once(Word::DurationOf, duration, lasting);
        self.each(Word::System, systems, text);
        self.extra(extra);
    }

    fn extra(&mut self, extra: &Extra) {
        let Extra { note, links, tags } = extra;
        self.each(Word::Tag, tags, |_, it| vec![(0, Value::Name(it.clone()))]);
        self.once(Word::Note, note, text);
        self.each(Word::LinkTo, links, |_, it| vec![(0, Value::Link(it.clone()))]);
    }

    /// The declaration as a whole may be for some alone.
    fn for_whom(&mut self, thing: Thing) {
        let declared = thing.declared(self.model);
        if let Some(only) = declared.only {
            let arguments = self.audiences(only).into_iter().map(|it| (0, Value::Thing(it))).collect();
            let span = declared.name_span;
            self.facts.push(Fact { word: Word::Only, arguments, only: None, span, is_single: true });
        }
    }

    /// Those of an `only` block, in an order that does not depend on how it is written.
    fn audiences(&self, only: OnlyId) -> Vec<Both> {
        let audiences = self.model.only(only).audiences.iter();
        let mut audiences: Vec<Both> = audiences.map(|it| self.both(it.found())).collect();
        audiences.sort_unstable();
        audiences.dedup();
        audiences
    }

    fn both(&self, thing: Option<impl Into<Thing>>) -> Both {
        thing.map_or(Both::UNKNOWN, |thing| (self.bind)(thing.into()))
    }

    fn set<T>(&mut self, word: Word, said: &Option<Said<T>>, arguments: impl Fn(&Self, &T) -> Arguments) {
        if let Some(said) = said {
            self.add(word, said, Counts::Once, &arguments);
        }
    }

    fn once<T>(&mut self, word: Word, once: &Once<T>, arguments: impl Fn(&Self, &T) -> Arguments) {
        for said in once.iter() {
            self.add(word, said, Counts::Once, &arguments);
        }
    }

    fn each<T>(&mut self, word: Word, all: &[Said<T>], arguments: impl Fn(&Self, &T) -> Arguments) {
        for said in all {
            self.add(word, said, Counts::Each, &arguments);
        }
    }

    /// Adds what is said: once for everyone, or once for each of those for whom it counts alone.
    fn add<T>(
        &mut self,
        word: Word,
        said: &Said<T>,
        counts: Counts,
        arguments: &impl Fn(&Self, &T) -> Arguments,
    ) {
        let arguments = arguments(self, &said.value);
        let is_single = counts == Counts::Once;
        let fact = |arguments: Arguments, only: Option<Both>, span: Span| Fact {
            word,
            arguments,
            only,
            span,
            is_single,
        };
        let Some(only) = said.only else {
            self.facts.push(fact(arguments, None, said.span));
            return;
        };
        for audience in self.audiences(only) {
            // Of several values for one audience the first written counts.
            let is_taken = |other: &Fact| other.word == word && other.only == Some(audience);
            if !(is_single && self.facts.iter().any(is_taken)) {
                self.facts.push(fact(arguments.clone(), Some(audience), said.span));
            }
        }
    }

    fn audience(&self, audience: Ref<Audience>) -> Value {
        Value::Thing(self.both(audience.found()))
    }

    fn reference<T>(&self, id: &Ref<Id<T>>) -> Arguments
    where
        Thing: From<Id<T>>,
    {
        vec![(0, Value::Thing(self.both(id.found())))]
    }

    /// A list whose order means nothing.
    fn set_of<T>(&self, ids: &[Ref<Id<T>>]) -> Arguments
    where
        Thing: From<Id<T>>,
    {
        let mut all: Vec<Both> = ids.iter().map(|id| self.both(id.found())).collect();
        all.sort_unstable();
        all.into_iter().map(|it| (0, Value::Thing(it))).collect()
    }

    /// A list whose first is accountable.
    fn owners(&self, owners: &Owners) -> Arguments {
        owners.iter().map(|it| (0, Value::Thing(self.both(it.found())))).collect()
    }

    fn starts(&self, starts: &[Start]) -> Arguments {
        let mut all: Vec<(Both, Option<Share>)> =
            starts.iter().map(|Start { stage, share }| (self.both(stage.found()), *share)).collect();
        all.sort_unstable();
        let start = |(stage, share): (Both, Option<Share>)| {
            std::iter::once((0, Value::Thing(stage))).chain(share.map(|share| (0, share.into())))
        };
        all.into_iter().flat_map(start).collect()
    }

    fn lane_text(&self, said: &LaneText) -> Arguments {
        let LaneText { lane, text } = said;
        vec![(0, Value::Thing(self.both(lane.found()))), (1, Value::Text(text.clone()))]
    }

    fn measure(&self, measure: &Measure) -> Arguments {
        let Measure { metric, value, target, on } = measure;
        let mut all = vec![(0, Value::Thing(self.both(metric.found()))), (1, Value::Figure(*value))];
        all.extend(target.map(|target| (2, Value::Figure(target))));
        all.extend(on.map(|on| (3, Value::Date(on))));
        all
    }

    fn arrow(&self, arrow: &Arrow) -> Arguments {
        let Arrow { target, share, when } = arrow;
        let target = match target {
            Target::Stage(stage) => Value::Thing(self.both(stage.found())),
            Target::Journey(journey) => Value::Thing(self.both(journey.found())),
            Target::End => Value::Word("end"),
            Target::Exit => Value::Word("exit"),
        };
        let mut all = vec![(0, target)];
        all.extend(share.map(|share| (1, share.into())));
        all.extend(when.clone().map(|when| (2, Value::Text(when))));
        all
    }
}

fn word(word: &'static str) -> Arguments {
    vec![(0, Value::Word(word))]
}

fn text(_: &Sayings<'_>, text: &std::sync::Arc<str>) -> Arguments {
    vec![(0, Value::Text(text.clone()))]
}

fn share(_: &Sayings<'_>, share: &Share) -> Arguments {
    vec![(0, (*share).into())]
}

fn money(_: &Sayings<'_>, money: &Money) -> Arguments {
    vec![(0, Value::Figure(Figure::Money(*money)))]
}

fn day(_: &Sayings<'_>, day: &Date) -> Arguments {
    vec![(0, Value::Date(*day))]
}

fn lasting(_: &Sayings<'_>, duration: &Duration) -> Arguments {
    vec![(0, Value::Figure(Figure::Duration(*duration)))]
}

/// A list whose order means nothing.
fn names(names: &[Name]) -> Arguments {
    let mut names = names.to_vec();
    names.sort_unstable();
    names.into_iter().map(|name| (0, Value::Name(name))).collect()
}

fn volume_of(_: &Sayings<'_>, volume: &Volume) -> Arguments {
    let Volume { number, per } = volume;
    let number: Number = *number;
    vec![(0, Value::Figure(Figure::Number(number))), (1, Value::Word(per.word()))]
}

fn review(_: &Sayings<'_>, review: &Review) -> Arguments {
    let Review { on, every } = review;
    let every = every.map(|every| (1, Value::Figure(Figure::Duration(every))));
    std::iter::once((0, Value::Date(*on))).chain(every).collect()
}

fn action(_: &Sayings<'_>, action: &Action) -> Arguments {
    let Action { text, unassisted } = action;
    let unassisted = unassisted.then_some((0, Value::Word(crate::vocabulary::Assistance::Unassisted.word())));
    unassisted.into_iter().chain([(1, Value::Text(text.clone()))]).collect()
}

fn felt(_: &Sayings<'_>, emotion: &Emotion) -> Arguments {
    let Emotion { score, text } = emotion;
    let text = text.clone().map(|text| (1, Value::Text(text)));
    std::iter::once((0, Value::Score(*score))).chain(text).collect()
}

fn evidenced(_: &Sayings<'_>, evidence: &Evidence) -> Arguments {
    let Evidence { kind, text, link, on } = evidence;
    let kind = kind.map(|kind| (0, Value::Word(kind.word())));
    let link = link.clone().map(|link| (2, Value::Link(link)));
    let on = on.map(|on| (3, Value::Date(on)));
    kind.into_iter().chain([(1, Value::Text(text.clone()))]).chain(link).chain(on).collect()
}
