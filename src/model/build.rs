//! Outlines to declarations: one arm a word of the language.
//!
//! The top-level names of all files are known before, so that any file may name what another declares. Inside a journey,
//! names that may be used before they are declared (stages, solutions) are bound once the journey is whole.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::audience::{MOST_AUDIENCES, Only, OnlyId, Persona, Segment};
use crate::model::id::Ref;
use crate::model::journey::{
    Action, Arrow, Backstage, Emotion, Journey, LaneText, Review, Stage, Start, Target, Touchpoint, Volume,
};
use crate::model::metric::{Lane, Measure, Metric, fits};
use crate::model::people::{Channel, Person, Team};
use crate::model::resolve::{Lookups, Names};
use crate::model::scope::{Pending, Scope};
use crate::model::trouble::{
    Barrier, Evidence, Opportunity, Solution, WithinBarrier, WithinJourney, WithinTrouble,
};
use crate::model::{Declared, Extra, Input, Once, Part, Said, Text, mistakes};
use crate::text::{Span, Spanned};
use crate::value::{Name, Share, title_of};
use crate::vocabulary::{
    Argument, Better, ChannelKind, Decision, EvidenceKind, Impact, Item, ItemId, Level, Outline, Period,
    Phase, Reference, Status, Target as NamedTarget, Unit, Word,
};

/// A declaration while its block is read.
enum Open {
    Team(Team),
    Person(Person),
    Channel(Channel),
    Segment(Segment),
    Persona(Persona),
    Metric(Metric),
    Lane(Lane),
    Journey(Journey),
    Stage(Stage),
    Touchpoint(Touchpoint),
    Barrier(Barrier),
    Opportunity(Opportunity),
    Solution(Solution),
    Backstage(Backstage),
}

/// The field of an open declaration, if it is one of the kinds that have it.
macro_rules! field {
    ($open:expr, $field:ident of $($kind:ident)|+) => {
        match $open {
            $(Open::$kind(it) => Some(&mut it.$field),)+
            _ => None,
        }
    };
}

/// Reads what one file declares, and binds the names in it.
pub(crate) fn build(input: &Input<'_>, names: &Names<'_>) -> Part {
    let outline = input.outline;
    let mut part = Part::new(input.source.id);
    part.unseen.clone_from(&outline.unseen);
    part.allows.clone_from(&outline.allows);
    part.lost.clone_from(&outline.lost);
    part.unread = outline.hides_names;
    // What takes most of the room is not to be copied as it grows.
    let [stages, touchpoints] = outline.count([Word::Stage, Word::Touchpoint]);
    part.stages.reserve(stages);
    part.touchpoints.reserve(touchpoints);
    let mut builder = Builder { part, names: Lookups::new(input.source.id, names), mistakes: Vec::new() };
    for (id, item) in outline.children(None) {
        builder.top(&Reading { outline, only: None }, id, item);
    }
    let Builder { mut part, names, mistakes } = builder;
    part.bound = names.finish(mistakes);
    part
}

/// Where a statement is read from.
#[derive(Clone, Copy)]
struct Reading<'a> {
    outline: &'a Outline,
    /// The `only` block it stands in.
    only: Option<OnlyId>,
}

impl<'a> Reading<'a> {
    /// Inside a declaration: what stands there counts for whoever the declaration is for.
    fn within(&self) -> Self {
        Self { only: None, ..*self }
    }

    fn said<T>(&self, value: T, span: Span) -> Said<T> {
        Said { value, span, only: self.only }
    }

    fn text(&self, item: &Item, slot: u8) -> Option<Text> {
        match self.outline.argument(item, slot)? {
            (Argument::Text(text) | Argument::Path(text), span) => Some(self.said(text.clone(), span)),
            _ => None,
        }
    }

    fn texts(&self, item: &Item) -> Vec<Text> {
        let texts = self.outline.arguments(item).filter_map(|(_, argument, span)| match argument {
            Argument::Text(text) => Some(self.said(text.clone(), span)),
            _ => None,
        });
        texts.collect()
    }

    fn choice<T>(&self, item: &Item, slot: u8, of: fn(&str) -> Option<T>) -> Option<Said<T>> {
        match self.outline.argument(item, slot)? {
            (Argument::Choice(word), span) => of(word).map(|choice| self.said(choice, span)),
            _ => None,
        }
    }

    fn names(&self, item: &'a Item) -> impl Iterator<Item = Spanned<Name>> + 'a {
        self.outline.arguments(item).filter_map(|(_, argument, span)| match argument {
            Argument::Reference(Reference(name)) => Some(Spanned::new(name.clone(), span)),
            _ => None,
        })
    }
}

/// Takes one kind of argument out of a slot.
macro_rules! take {
    ($reading:expr, $item:expr, $slot:expr, $kind:ident) => {
        match $reading.outline.argument($item, $slot) {
            Some((Argument::$kind(value), span)) => Some($reading.said(value.clone(), span)),
            _ => None,
        }
    };
}

struct Builder<'a> {
    part: Part,
    names: Lookups<'a>,
    mistakes: Vec<Diagnostic>,
}

impl Builder<'_> {
    /// Reads a declaration at the top of a file.
    fn top(&mut self, reading: &Reading<'_>, id: ItemId, item: &Item) {
        self.names.within = (item.word == Word::Journey).then_some(item.span);
        let declared = self.declared(reading, item);
        let extra = Extra::default();
        let mut scope = Scope::default();
        let mut open = match item.word {
            Word::Team => Open::Team(Team { declared, lead: None, contact: None, extra }),
            Word::Person => Open::Person(Person { declared, team: None, role: None, contact: None, extra }),
            Word::Channel => Open::Channel(Channel { declared, kind: None, extra }),
            Word::Segment => Open::Segment(Segment::new(declared)),
            Word::Persona => Open::Persona(Persona::new(declared)),
            Word::Metric => Open::Metric(Metric { declared, unit: None, better: None, origin: None, extra }),
            Word::Lane => Open::Lane(Lane { declared, extra }),
            Word::Journey => Open::Journey(Journey::new(declared)),
            _ => return,
        };
        let first_only = self.part.onlys.len();
        self.block(reading, Some(id), &mut open, &mut scope);
        let part = &mut self.part;
        match open {
            Open::Team(team) => {
                part.teams.add(team);
            }
            Open::Person(person) => {
                part.persons.add(person);
            }
            Open::Channel(channel) => {
                part.channels.add(channel);
            }
            Open::Segment(segment) => {
                part.segments.add(segment);
            }
            Open::Persona(persona) => {
                part.personas.add(persona);
            }
            Open::Metric(metric) => {
                part.metrics.add(metric);
            }
            Open::Lane(lane) => {
                part.lanes.add(lane);
            }
            Open::Journey(mut journey) => {
                journey.onlys = part.onlys.iter().skip(first_only).map(|(id, _)| id).collect();
                let id = part.journeys.add(journey);
                scope.bind(id, part, &mut self.names, &mut self.mistakes);
            }
            Open::Stage(_)
            | Open::Touchpoint(_)
            | Open::Barrier(_)
            | Open::Opportunity(_)
            | Open::Solution(_)
            | Open::Backstage(_) => {}
        }
    }

    fn declared(&self, reading: &Reading<'_>, item: &Item) -> Declared {
        let (name, name_span) = match reading.outline.argument(item, 0) {
            Some((Argument::Name(name), span)) => (name.clone(), span),
            _ => (Name::new(""), item.keyword_span),
        };
        let title = match reading.outline.argument(item, 1) {
            Some((Argument::Title(title), _)) => title.clone(),
            _ => Arc::from(title_of(name.as_str())),
        };
        let holds_mistakes = item.holds_mistakes || name.as_str().is_empty();
        Declared { name, name_span, title, span: item.span, only: reading.only, holds_mistakes }
    }

    fn block(&mut self, reading: &Reading<'_>, parent: Option<ItemId>, open: &mut Open, scope: &mut Scope) {
        let outline = reading.outline;
        for (id, item) in outline.children(parent) {
            self.statement(reading, id, item, open, scope);
        }
    }

    /// Reads one statement in the block of `open`.
    fn statement(
        &mut self,
        reading: &Reading<'_>,
        id: ItemId,
        item: &Item,
        open: &mut Open,
        scope: &mut Scope,
    ) {
        match item.word {
            Word::Import
            | Word::Team
            | Word::Person
            | Word::Channel
            | Word::Segment
            | Word::Persona
            | Word::Metric
            | Word::Lane
            | Word::Journey => {}

            Word::Stage => self.stage(reading, id, item, open, scope),
            Word::Touchpoint => self.touchpoint(reading, id, item, open, scope),
            Word::Barrier => self.barrier(reading, id, item, open, scope),
            Word::Opportunity => self.opportunity(reading, id, item, open, scope),
            Word::Solution => self.solution(reading, id, item, open, scope),
            Word::Backstage => self.backstage(reading, id, item, open, scope),
            Word::Only => {
                let only = self.only(reading, item, scope);
                self.block(&Reading { only: Some(only), ..*reading }, Some(id), open, scope);
            }

            Word::For => self.audiences(reading, item, open, scope),
            Word::Start => {
                let starts = starts(reading, item, scope);
                put(field!(open, starts of Journey), reading.said(starts, item.head_span));
            }
            Word::Volume => {
                let number = take!(reading, item, 0, Number);
                let per = reading.choice(item, 1, Period::of);
                if let (Some(number), Some(per)) = (number, per) {
                    let volume = Volume { number: number.value, per: per.value };
                    put(field!(open, volume of Journey), reading.said(volume, item.head_span));
                }
            }
            Word::Value => put_some(field!(open, worth of Journey), take!(reading, item, 0, Money)),
            Word::Reviewed => {
                let every = take!(reading, item, 1, Duration).map(|every| every.value);
                if let Some(on) = take!(reading, item, 0, Date) {
                    put(
                        field!(open, reviewed of Journey),
                        reading.said(Review { on: on.value, every }, item.head_span),
                    );
                }
            }
            Word::Lang => set(field!(open, language of Journey), take!(reading, item, 0, Language)),

            Word::Owner => {
                let owners =
                    reading.names(item).map(|name| self.names.owner(&name, &mut self.mistakes)).collect();
                let field = field!(open, owners of Journey | Stage | Touchpoint | Barrier | Opportunity | Solution | Backstage);
                put(field, reading.said(owners, item.head_span));
            }
            Word::Phase => put_some(field!(open, phase of Stage), reading.choice(item, 0, Phase::of)),
            Word::Goal => {
                push(field!(open, goals of Segment | Persona | Journey | Stage), reading.text(item, 0))
            }
            Word::Motivation => {
                push(field!(open, motivations of Segment | Persona | Stage), reading.text(item, 0))
            }
            Word::Action => {
                let unassisted = reading.outline.argument(item, 0).is_some();
                let action = reading
                    .text(item, 1)
                    .map(|text| reading.said(Action { text: text.value, unassisted }, text.span));
                push(field!(open, actions of Stage | Touchpoint), action);
            }
            Word::Thought => push(field!(open, thoughts of Stage | Touchpoint), reading.text(item, 0)),
            Word::Question => push(field!(open, questions of Stage | Touchpoint), reading.text(item, 0)),
            Word::Need => {
                push(field!(open, needs of Segment | Persona | Stage | Touchpoint), reading.text(item, 0))
            }
            Word::Emotion => {
                let text = reading.text(item, 1).map(|text| text.value);
                if let Some(score) = take!(reading, item, 0, Score) {
                    let emotion = reading.said(Emotion { score: score.value, text }, item.head_span);
                    put(field!(open, emotion of Stage | Touchpoint), emotion);
                }
            }
            Word::ChannelOf => {
                let channels =
                    reading.names(item).map(|name| self.names.channel(&name, &mut self.mistakes)).collect();
                put(field!(open, channels of Touchpoint), reading.said(channels, item.head_span));
            }
            Word::Device => {
                let devices = reading.names(item).map(|name| name.value).collect();
                put(field!(open, devices of Touchpoint), reading.said(devices, item.head_span));
            }
            Word::Success => push(field!(open, successes of Touchpoint), reading.text(item, 0)),
            Word::Criticality => {
                put_some(field!(open, criticality of Touchpoint), reading.choice(item, 0, Level::of))
            }
            Word::Event => push(field!(open, events of Touchpoint), reading.text(item, 0)),
            Word::Drop => {
                put_some(field!(open, drop of Touchpoint | Barrier), take!(reading, item, 0, Share))
            }
            Word::DurationOf => {
                put_some(
                    field!(open, duration of Stage | Touchpoint | Backstage),
                    take!(reading, item, 0, Duration),
                );
            }
            Word::LaneText => {
                let lane = reading.names(item).next().map(|name| self.names.lane(&name, &mut self.mistakes));
                if let (Some(lane), Some(text)) = (lane, reading.text(item, 1)) {
                    let text = reading.said(LaneText { lane, text: text.value }, text.span);
                    push(field!(open, lanes of Stage | Touchpoint), Some(text));
                }
            }
            Word::Measure => {
                let measure = self.measure(reading, item);
                push(field!(open, measures of Journey | Stage | Touchpoint), measure);
            }
            Word::Arrow => self.arrow(reading, item, open, scope),

            Word::Severity => put_some(field!(open, severity of Barrier), reading.choice(item, 0, Level::of)),
            Word::Solved => {
                for name in reading.names(item) {
                    if let Open::Barrier(barrier) = open {
                        scope.pend(Pending::Solved {
                            barrier: self.part.barriers.next_id(),
                            index: barrier.solved_by.len(),
                            name: name.clone(),
                        });
                    }
                    push(field!(open, solved_by of Barrier), Some(reading.said(Ref::Broken, name.span)));
                }
            }
            Word::Accepted => put_some(field!(open, accepted of Barrier), reading.text(item, 0)),
            Word::Impact => {
                put_some(field!(open, impact of Opportunity), reading.choice(item, 0, Impact::of))
            }
            Word::Status => put_some(field!(open, status of Solution), reading.choice(item, 0, Status::of)),
            Word::Due => put_some(field!(open, due of Solution), take!(reading, item, 0, Date)),
            Word::Cost => put_some(field!(open, cost of Solution), take!(reading, item, 0, Money)),
            Word::Lift => put_some(field!(open, lift of Solution), take!(reading, item, 0, Share)),
            Word::System => push(field!(open, systems of Backstage), reading.text(item, 0)),
            Word::Evidence => {
                let field = field!(open, evidence of Segment | Persona | Stage | Touchpoint | Barrier | Opportunity | Solution);
                push(field, evidence(reading, item));
            }

            Word::Lead => set(field!(open, lead of Team), reading.text(item, 0)),
            Word::Contact => set(field!(open, contact of Team | Person), reading.text(item, 0)),
            Word::TeamOf => {
                let name = reading.names(item).next();
                let team =
                    name.map(|name| reading.said(self.names.team(&name, &mut self.mistakes), name.span));
                set(field!(open, team of Person), team);
            }
            Word::Role => set(field!(open, role of Person | Persona), reading.text(item, 0)),
            Word::KindOf => set(field!(open, kind of Channel), reading.choice(item, 0, ChannelKind::of)),
            Word::Size => set(field!(open, size of Segment), take!(reading, item, 0, Share)),
            Word::Behavior => push(field!(open, behaviors of Segment), reading.text(item, 0)),
            Word::Criteria => {
                if let Some(field) = field!(open, criteria of Segment) {
                    field.extend(reading.texts(item));
                }
            }
            Word::Decision => set(field!(open, decision of Segment), reading.choice(item, 0, Decision::of)),
            Word::SegmentOf => {
                let name = reading.names(item).next();
                let segment =
                    name.map(|name| reading.said(self.names.segment(&name, &mut self.mistakes), name.span));
                set(field!(open, segment of Persona), segment);
            }
            Word::Says => push(field!(open, says of Persona), reading.text(item, 0)),
            Word::Thinks => push(field!(open, thinks of Persona), reading.text(item, 0)),
            Word::Does => push(field!(open, does of Persona), reading.text(item, 0)),
            Word::Feels => push(field!(open, feels of Persona), reading.text(item, 0)),
            Word::Pain => push(field!(open, pains of Persona), reading.text(item, 0)),
            Word::Gain => push(field!(open, gains of Persona), reading.text(item, 0)),
            Word::Quote => push(field!(open, quotes of Persona), reading.text(item, 0)),
            Word::UnitOf => set(field!(open, unit of Metric), reading.choice(item, 0, Unit::of)),
            Word::Better => set(field!(open, better of Metric), reading.choice(item, 0, Better::of)),
            Word::From => set(field!(open, origin of Metric), reading.text(item, 0)),

            Word::Tag => {
                let tags: Vec<_> =
                    reading.names(item).map(|name| reading.said(name.value, name.span)).collect();
                extra(open).tags.extend(tags);
            }
            Word::Note => put_some(Some(&mut extra(open).note), reading.text(item, 0)),
            Word::LinkTo => push(Some(&mut extra(open).links), take!(reading, item, 0, Link)),
        }
    }

    fn stage(&mut self, reading: &Reading<'_>, id: ItemId, item: &Item, open: &mut Open, scope: &mut Scope) {
        let Open::Journey(journey) = open else { return };
        let declared = self.declared(reading, item);
        let stage = self.part.stages.next_id();
        self.mistakes.extend(scope.declare_stage(&declared, stage));
        let mut block = Open::Stage(Stage::new(declared, self.part.journeys.next_id()));
        self.block(&reading.within(), Some(id), &mut block, scope);
        if let Open::Stage(stage) = block {
            journey.stages.push(self.part.stages.add(stage));
        }
    }

    fn touchpoint(
        &mut self,
        reading: &Reading<'_>,
        id: ItemId,
        item: &Item,
        open: &mut Open,
        scope: &mut Scope,
    ) {
        let Open::Stage(stage) = open else { return };
        let declared = self.declared(reading, item);
        self.mistakes.extend(scope.declare_touchpoint(&declared));
        let mut block = Open::Touchpoint(Touchpoint::new(declared, self.part.stages.next_id()));
        self.block(&reading.within(), Some(id), &mut block, scope);
        if let Open::Touchpoint(touchpoint) = block {
            stage.touchpoints.push(self.part.touchpoints.add(touchpoint));
        }
    }

    fn barrier(
        &mut self,
        reading: &Reading<'_>,
        id: ItemId,
        item: &Item,
        open: &mut Open,
        scope: &mut Scope,
    ) {
        let within = match open {
            Open::Touchpoint(_) => WithinBarrier::Touchpoint(self.part.touchpoints.next_id()),
            _ => WithinBarrier::Stage(self.part.stages.next_id()),
        };
        let declared = self.declared(reading, item);
        self.mistakes.extend(scope.declare_trouble(&declared, None, "a barrier"));
        let mut block = Open::Barrier(Barrier::new(declared, within));
        self.block(&reading.within(), Some(id), &mut block, scope);
        if let Open::Barrier(barrier) = block
            && let Some(barriers) = field!(open, barriers of Stage | Touchpoint)
        {
            barriers.push(self.part.barriers.add(barrier));
        }
    }

    fn opportunity(
        &mut self,
        reading: &Reading<'_>,
        id: ItemId,
        item: &Item,
        open: &mut Open,
        scope: &mut Scope,
    ) {
        let within = match open {
            Open::Touchpoint(_) => WithinJourney::Touchpoint(self.part.touchpoints.next_id()),
            Open::Stage(_) => WithinJourney::Stage(self.part.stages.next_id()),
            _ => WithinJourney::Journey(self.part.journeys.next_id()),
        };
        let declared = self.declared(reading, item);
        self.mistakes.extend(scope.declare_trouble(&declared, None, "an opportunity"));
        let mut block = Open::Opportunity(Opportunity::new(declared, within));
        self.block(&reading.within(), Some(id), &mut block, scope);
        if let Open::Opportunity(opportunity) = block
            && let Some(opportunities) = field!(open, opportunities of Journey | Stage | Touchpoint)
        {
            opportunities.push(self.part.opportunities.add(opportunity));
        }
    }

    fn solution(
        &mut self,
        reading: &Reading<'_>,
        id: ItemId,
        item: &Item,
        open: &mut Open,
        scope: &mut Scope,
    ) {
        let within = match open {
            Open::Opportunity(_) => WithinTrouble::Opportunity(self.part.opportunities.next_id()),
            _ => WithinTrouble::Barrier(self.part.barriers.next_id()),
        };
        let declared = self.declared(reading, item);
        let solution = self.part.solutions.next_id();
        self.mistakes.extend(scope.declare_trouble(&declared, Some(solution), "a solution"));
        let mut block = Open::Solution(Solution::new(declared, within));
        self.block(&reading.within(), Some(id), &mut block, scope);
        if let Open::Solution(solution) = block
            && let Some(solutions) = field!(open, solutions of Barrier | Opportunity)
        {
            solutions.push(self.part.solutions.add(solution));
        }
    }

    fn backstage(
        &mut self,
        reading: &Reading<'_>,
        id: ItemId,
        item: &Item,
        open: &mut Open,
        scope: &mut Scope,
    ) {
        let Open::Stage(stage) = open else { return };
        let declared = self.declared(reading, item);
        self.mistakes.extend(scope.declare_backstage(&declared));
        let mut block = Open::Backstage(Backstage::new(declared, self.part.stages.next_id()));
        self.block(&reading.within(), Some(id), &mut block, scope);
        if let Open::Backstage(backstage) = block {
            stage.backstages.push(self.part.backstages.add(backstage));
        }
    }

    fn audiences(&mut self, reading: &Reading<'_>, item: &Item, open: &mut Open, scope: &mut Scope) {
        let Open::Journey(journey) = open else { return };
        let mut last: Option<Span> = None;
        for name in reading.names(item) {
            // Between them stands `, ` and nothing that would be lost with it.
            let before = last.replace(name.span).filter(|last| last.end + 2 == name.span.start);
            let audience = self.names.audience(&name, &mut self.mistakes);
            let twice = audience
                .found()
                .and_then(|found| journey.audiences.iter().find(|said| said.value.found() == Some(found)));
            if let Some(first) = twice {
                self.mistakes.push(mistakes::named_twice(&name, first.span, before));
                continue;
            }
            if journey.audiences.len() == MOST_AUDIENCES {
                self.mistakes.push(mistakes::too_many_audiences(name.span));
                // Whoever is named behind it is not to be missed where an `only` is for him.
                journey.audiences.push(reading.said(Ref::Broken, name.span));
                break;
            }
            journey.audiences.push(reading.said(audience, name.span));
        }
        scope.audiences = Some(item.head_span);
    }

    fn only(&mut self, reading: &Reading<'_>, item: &Item, scope: &mut Scope) -> OnlyId {
        let mut audiences = Vec::new();
        for name in reading.names(item) {
            let audience = self.names.audience(&name, &mut self.mistakes);
            if let Some(found) = audience.found() {
                scope.pend(Pending::Audience { audience: found, name });
            }
            audiences.push(audience);
        }
        self.part.onlys.add(Only { audiences, span: item.head_span })
    }

    fn measure(&mut self, reading: &Reading<'_>, item: &Item) -> Option<Said<Measure>> {
        let name = reading.names(item).next()?;
        let metric = self.names.metric(&name, &mut self.mistakes);
        let value = take!(reading, item, 1, Figure)?;
        let target = take!(reading, item, 2, Figure);
        let on = take!(reading, item, 3, Date).map(|on| on.value);
        if let Some((unit_span, unit)) = metric.found().and_then(|metric| self.names.unit(metric)) {
            let wrong = [Some(&value), target.as_ref()]
                .into_iter()
                .flatten()
                .find(|figure| !fits(unit, &figure.value));
            if let Some(wrong) = wrong {
                self.mistakes.push(mistakes::wrong_unit(wrong.span, &name.value, unit, unit_span));
            }
        }
        let measure = Measure { metric, value: value.value, target: target.map(|target| target.value), on };
        Some(reading.said(measure, item.head_span))
    }

    fn arrow(&mut self, reading: &Reading<'_>, item: &Item, open: &mut Open, scope: &mut Scope) {
        let Open::Stage(stage) = open else { return };
        let Some(named) = take!(reading, item, 0, Target) else { return };
        let place = |name: Name| Spanned::new(name, named.span);
        let target = match named.value.clone() {
            NamedTarget::End => Target::End,
            NamedTarget::Exit => Target::Exit,
            NamedTarget::Journey(name) => {
                Target::Journey(self.names.journey(&place(name), &mut self.mistakes))
            }
            NamedTarget::Stage(name) => {
                let index = stage.arrows.len();
                scope.pend(Pending::Arrow { stage: self.part.stages.next_id(), index, name: place(name) });
                Target::Stage(Ref::Broken)
            }
        };
        let share = take!(reading, item, 1, Share).map(|share| share.value);
        let when = reading.text(item, 2).map(|when| when.value);
        add(&mut stage.arrows, reading.said(Arrow { target, share, when }, item.head_span));
    }
}

fn starts(reading: &Reading<'_>, item: &Item, scope: &mut Scope) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    for (_, argument, span) in reading.outline.arguments(item) {
        match argument {
            Argument::Reference(Reference(name)) => {
                let name = Spanned::new(name.clone(), span);
                scope.pend(Pending::Start { only: reading.only, index: starts.len(), name });
                starts.push(Start { stage: Ref::Broken, share: None });
            }
            Argument::Share(share) => {
                if let Some(start) = starts.last_mut() {
                    start.share = Some(*share);
                }
            }
            _ => {}
        }
    }
    let sum: Share = starts.iter().filter_map(|start| start.share).sum();
    if sum > Share::WHOLE {
        scope.mistakes.push(mistakes::shares_over_whole(&[item.head_span], sum, "the journey's starts"));
    }
    starts
}

fn evidence(reading: &Reading<'_>, item: &Item) -> Option<Said<Evidence>> {
    let text = reading.text(item, 1)?;
    let evidence = Evidence {
        kind: reading.choice(item, 0, EvidenceKind::of).map(|kind| kind.value),
        text: text.value,
        link: take!(reading, item, 2, Link).map(|link| link.value),
        on: take!(reading, item, 3, Date).map(|on| on.value),
    };
    Some(reading.said(evidence, item.head_span))
}

fn extra(open: &mut Open) -> &mut Extra {
    match open {
        Open::Team(it) => &mut it.extra,
        Open::Person(it) => &mut it.extra,
        Open::Channel(it) => &mut it.extra,
        Open::Segment(it) => &mut it.extra,
        Open::Persona(it) => &mut it.extra,
        Open::Metric(it) => &mut it.extra,
        Open::Lane(it) => &mut it.extra,
        Open::Journey(it) => &mut it.extra,
        Open::Stage(it) => &mut it.extra,
        Open::Touchpoint(it) => &mut it.extra,
        Open::Barrier(it) => &mut it.extra,
        Open::Opportunity(it) => &mut it.extra,
        Open::Solution(it) => &mut it.extra,
        Open::Backstage(it) => &mut it.extra,
    }
}

fn put<T>(field: Option<&mut Once<T>>, said: Said<T>) {
    if let Some(field) = field {
        field.add(said);
    }
}

fn put_some<T>(field: Option<&mut Once<T>>, said: Option<Said<T>>) {
    if let Some(said) = said {
        put(field, said);
    }
}

fn set<T>(field: Option<&mut Option<Said<T>>>, said: Option<Said<T>>) {
    if let (Some(field), Some(said)) = (field, said) {
        *field = Some(said);
    }
}

fn push<T>(field: Option<&mut Vec<Said<T>>>, said: Option<Said<T>>) {
    if let (Some(field), Some(said)) = (field, said) {
        add(field, said);
    }
}

/// Adds to a list that mostly stays at one: for a first item room is made for no more.
fn add<T>(list: &mut Vec<T>, item: T) {
    if list.is_empty() {
        list.reserve_exact(1);
    }
    list.push(item);
}
