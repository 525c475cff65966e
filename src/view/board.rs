//! The picture before the drawing: stages across, lanes down, arrows, in plain data with titles filled in.
//!
//! Every drawn or written form reads the board, so that they cannot disagree about what a journey says. What is shown
//! for some audiences only is marked with their titles; figures are those of the board's own audience.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    Action, Audience, Declaration, Declared, Evidence, Id, Measure, Model, Once, OnlyId, Owner, Ref, Said,
    Solution, Stage, Target,
};
use crate::text::Span;
use crate::value::{Date, Direction, Duration, Language, Money, Share, SharedText};
use crate::view::{Addressed, View};
use crate::vocabulary::{Better, ChannelKind, EvidenceKind, Figure, Impact, Level, Phase, Status, Unit};

/// One journey, ready to be drawn.
#[derive(Debug, Clone)]
pub struct Board {
    /// What it is called in arrows and file names.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Where its name stands.
    pub at: Span,
    /// The direction its texts run in.
    pub direction: Direction,
    /// The language of its texts, if it says.
    pub language: Option<Language>,
    /// Whom the board is for; none for nobody in particular.
    pub audience: Option<Named>,
    /// Whose journey it is.
    pub audiences: Vec<Named>,
    /// Who answers for the whole.
    pub owners: Vec<Named>,
    /// What the customer wants in the end.
    pub goals: Vec<Line>,
    /// How many customers start: `12 000 per month`.
    pub volume: Option<String>,
    /// What one completed journey is worth.
    pub worth: Option<Money>,
    /// When it was last gone through.
    pub reviewed: Option<Date>,
    /// How often it should be.
    pub review_every: Option<Duration>,
    /// Where customers come in: numbers of `stages`.
    pub starts: Vec<Coming>,
    /// In the order written.
    pub stages: Vec<Column>,
    /// In the order of the stages they leave.
    pub arrows: Vec<Way>,
    /// What could be better with the journey as a whole.
    pub opportunities: Vec<Chance>,
    /// What was measured of the journey as a whole.
    pub measures: Vec<Measured>,
    /// The rows of its own that something stands in, in the order in which they are first used.
    pub lanes: Vec<Named>,
    /// Markdown.
    pub note: Option<SharedText>,
    /// Where to read on.
    pub links: Vec<String>,
    /// Names to sort and find it by.
    pub tags: Vec<String>,
    /// What it is compared with, where two versions of a journey are shown as one, and what of the journey as a whole
    /// has changed.
    pub versus: Option<Versus>,
}

/// What a board shows beside the version that it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versus {
    /// What the other version is called: `main`, `old/shop.journey`.
    pub other: String,
    /// What of the journey as a whole has changed.
    pub fate: Option<Box<Fate>>,
}

/// Something with a name and a title.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub struct Named {
    pub name: SharedText,
    pub title: SharedText,
}

/// A text, and the titles of those it is only for; empty for everyone.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Line {
    pub text: SharedText,
    pub only: Vec<String>,
    pub fate: Option<Box<Fate>>,
}

impl Line {
    /// A text of a single version.
    fn plain(text: SharedText, only: Vec<String>) -> Self {
        Self { text, only, fate: None }
    }
}

/// What became of something between two versions of a journey that are shown as one. On the board of a single version
/// nothing has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is new.
    Added,
    /// It is there no more. What was said of it where nothing on the board says so.
    Removed(String),
    /// It is still there, and these are the things that are said of it in another way: `severity high, was medium`.
    Changed(Vec<String>),
}

/// A stage where customers come in.
#[derive(Debug, Clone, PartialEq)]
pub struct Coming {
    /// Its number in `Board::stages`.
    pub stage: usize,
    /// How many of them.
    pub share: Option<Share>,
}

/// A stage.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Column {
    pub name: String,
    pub title: SharedText,
    pub at: Span,
    /// The titles of those it is only for; empty for everyone.
    pub only: Vec<String>,
    /// The first is accountable.
    pub owners: Vec<Named>,
    pub phase: Option<Phase>,
    pub duration: Option<Duration>,
    pub emotion: Option<Feeling>,
    /// How some feel in its stead, where the board is for nobody in particular.
    pub feelings: Vec<Feeling>,
    /// The part of its visits that leaves to `exit`; none where the flow is unknown.
    pub lost: Option<Share>,
    /// The part of its visits that drops explain.
    pub explained: Share,
    pub goals: Vec<Line>,
    pub motivations: Vec<Line>,
    pub actions: Vec<Deed>,
    pub thoughts: Vec<Line>,
    pub questions: Vec<Line>,
    pub needs: Vec<Line>,
    pub touchpoints: Vec<Point>,
    /// Those of the stage itself; touchpoints have their own.
    pub barriers: Vec<Hurdle>,
    pub opportunities: Vec<Chance>,
    pub backstages: Vec<Process>,
    /// Texts in rows of one's own: the number of the row in `Board::lanes`, and the text.
    pub lanes: Vec<(usize, Line)>,
    pub measures: Vec<Measured>,
    pub evidence: Vec<Proof>,
    pub note: Option<SharedText>,
    pub links: Vec<String>,
    pub tags: Vec<String>,
    pub fate: Option<Box<Fate>>,
}

impl Column {
    /// Its own barriers and those of its touchpoints, in the order written; not those that are there no more.
    pub fn all_barriers(&self) -> impl Iterator<Item = &Hurdle> {
        let all = self.touchpoints.iter().flat_map(|point| &point.barriers).chain(&self.barriers);
        all.filter(|barrier| !is_gone(&barrier.fate))
    }

    /// Its own opportunities and those of its touchpoints, in the same way.
    pub fn all_opportunities(&self) -> impl Iterator<Item = &Chance> {
        let all = self.touchpoints.iter().flat_map(|point| &point.opportunities).chain(&self.opportunities);
        all.filter(|chance| !is_gone(&chance.fate))
    }

    /// How its customers feel: as the stage says, else as low as at its lowest touchpoint.
    pub fn mood(&self) -> Option<i8> {
        let at_points =
            || self.touchpoints.iter().filter_map(|point| point.emotion.as_ref()).map(|it| it.score).min();
        self.emotion.as_ref().map(|it| it.score).or_else(at_points)
    }
}

/// Whether something is there no more.
pub fn is_gone(fate: &Option<Box<Fate>>) -> bool {
    matches!(fate.as_deref(), Some(Fate::Removed(_)))
}

/// How customers feel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feeling {
    /// From -2 to +2.
    pub score: i8,
    /// In the customer's words.
    pub text: Option<SharedText>,
    /// The titles of those who alone feel so; empty for everyone.
    pub only: Vec<String>,
    /// What became of what it is felt at, where that is new or there no more.
    pub fate: Option<Box<Fate>>,
}

/// What the customer does.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Deed {
    pub line: Line,
    /// Without the company.
    pub unassisted: bool,
}

/// A touchpoint.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Point {
    pub name: SharedText,
    pub title: SharedText,
    pub at: Span,
    pub only: Vec<String>,
    /// Its own owners, or those of its stage.
    pub owners: Vec<Named>,
    /// Whether its owners are its own.
    pub own_owners: bool,
    pub channels: Vec<Medium>,
    pub devices: Vec<String>,
    pub criticality: Option<Level>,
    pub emotion: Option<Feeling>,
    /// How some feel in its stead, where the board is for nobody in particular.
    pub feelings: Vec<Feeling>,
    pub duration: Option<Duration>,
    /// The part of the stage's visits that is lost here.
    pub drop: Option<Share>,
    pub actions: Vec<Deed>,
    pub thoughts: Vec<Line>,
    pub questions: Vec<Line>,
    pub needs: Vec<Line>,
    pub successes: Vec<Line>,
    pub events: Vec<Line>,
    pub barriers: Vec<Hurdle>,
    pub opportunities: Vec<Chance>,
    pub lanes: Vec<(usize, Line)>,
    pub measures: Vec<Measured>,
    pub evidence: Vec<Proof>,
    pub note: Option<SharedText>,
    pub links: Vec<String>,
    pub tags: Vec<String>,
    pub fate: Option<Box<Fate>>,
}

/// A channel.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Medium {
    pub name: SharedText,
    pub title: SharedText,
    pub kind: Option<ChannelKind>,
}

/// A barrier.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Hurdle {
    pub name: SharedText,
    pub title: SharedText,
    pub at: Span,
    pub only: Vec<String>,
    pub owners: Vec<Named>,
    pub severity: Option<Level>,
    pub drop: Option<Share>,
    pub addressed: Addressed,
    /// Why nothing will be done about it.
    pub accepted: Option<SharedText>,
    /// Its own, and those of others that it is solved by.
    pub solutions: Vec<Remedy>,
    pub evidence: Vec<Proof>,
    pub note: Option<SharedText>,
    pub links: Vec<String>,
    pub fate: Option<Box<Fate>>,
}

/// A solution.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Remedy {
    pub name: SharedText,
    pub title: SharedText,
    pub at: Span,
    pub only: Vec<String>,
    /// Whether it stands here, and is not merely named by `solved by`.
    pub is_own: bool,
    pub owners: Vec<Named>,
    pub status: Option<Status>,
    pub due: Option<Date>,
    pub cost: Option<Money>,
    pub lift: Option<Share>,
    pub evidence: Vec<Proof>,
    pub note: Option<SharedText>,
    pub links: Vec<String>,
    pub fate: Option<Box<Fate>>,
}

/// An opportunity.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Chance {
    pub name: SharedText,
    pub title: SharedText,
    pub at: Span,
    pub only: Vec<String>,
    pub owners: Vec<Named>,
    pub impact: Option<Impact>,
    pub solutions: Vec<Remedy>,
    pub evidence: Vec<Proof>,
    pub note: Option<SharedText>,
    pub links: Vec<String>,
    pub fate: Option<Box<Fate>>,
}

/// What the company does where the customer does not see it.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Process {
    pub name: SharedText,
    pub title: SharedText,
    pub at: Span,
    pub only: Vec<String>,
    pub owners: Vec<Named>,
    pub systems: Vec<Line>,
    pub duration: Option<Duration>,
    pub note: Option<SharedText>,
    pub links: Vec<String>,
    pub fate: Option<Box<Fate>>,
}

/// What shows that something is so.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Proof {
    pub kind: Option<EvidenceKind>,
    pub line: Line,
    pub link: Option<String>,
    pub on: Option<Date>,
}

impl Proof {
    /// This evidence, which says `line`.
    fn new(evidence: &Evidence, line: Line) -> Self {
        let link = evidence.link.as_ref().map(|link| link.as_str().to_owned());
        Self { kind: evidence.kind, line, link, on: evidence.on }
    }

    /// Evidence of what is not on the board, and for everyone.
    pub fn for_all(evidence: &Evidence) -> Self {
        Self::new(evidence, Line::plain(SharedText::new(&evidence.text), Vec::new()))
    }
}

/// A measured figure.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Measured {
    pub metric: Named,
    pub unit: Option<Unit>,
    pub better: Option<Better>,
    pub value: Figure,
    pub target: Option<Figure>,
    pub on: Option<Date>,
    pub only: Vec<String>,
    pub fate: Option<Box<Fate>>,
}

/// An arrow.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Way {
    /// The number of the stage it leaves.
    pub from: usize,
    pub to: Goal,
    /// Its share of the stage's visits; what the others leave, where it is the one without.
    pub share: Option<Share>,
    pub when: Option<SharedText>,
    /// Where it stands.
    pub at: Span,
    pub fate: Option<Box<Fate>>,
}

impl Way {
    /// Whether it leads to a stage before the one it leaves, or to that itself.
    pub fn is_back(&self) -> bool {
        matches!(self.to, Goal::Stage(to) if to <= self.from)
    }
}

/// Where an arrow leads.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Goal {
    /// The number of a stage.
    Stage(usize),
    End,
    Exit,
    Journey(Named),
}

impl Board {
    /// The board of `view`. Arrows and owners whose names were not found are left out: they have been reported.
    pub fn new(view: &View<'_>) -> Self {
        Drawing::new(view).board()
    }

    /// The day by which the journey is to be gone through again.
    pub fn next_review(&self) -> Option<Date> {
        Some(self.reviewed?.after(self.review_every?))
    }

    /// The board of a journey that says of itself what this one does, and in which nothing stands yet.
    pub fn without_content(&self) -> Self {
        Self {
            goals: Vec::new(),
            starts: Vec::new(),
            stages: Vec::new(),
            arrows: Vec::new(),
            opportunities: Vec::new(),
            measures: Vec::new(),
            lanes: Vec::new(),
            ..self.clone()
        }
    }

    /// The arrows that leave a stage.
    pub fn ways_from(&self, stage: usize) -> impl Iterator<Item = &Way> {
        let first = self.arrows.partition_point(|way| way.from < stage);
        self.arrows[first..].iter().take_while(move |way| way.from == stage)
    }

    /// Every barrier, in the order of the stages.
    pub fn barriers(&self) -> impl Iterator<Item = (&Column, &Hurdle)> {
        self.stages.iter().flat_map(|stage| stage.all_barriers().map(move |barrier| (stage, barrier)))
    }

    /// Every opportunity, in the order of the stages; those of the whole journey come last.
    pub fn chances(&self) -> impl Iterator<Item = &Chance> {
        self.stages.iter().flat_map(Column::all_opportunities).chain(&self.opportunities)
    }

    /// Every solution that stands in the journey, each once.
    pub fn remedies(&self) -> impl Iterator<Item = &Remedy> {
        let of_barriers = self.barriers().flat_map(|(_, barrier)| &barrier.solutions);
        of_barriers.chain(self.chances().flat_map(|chance| &chance.solutions)).filter(|remedy| remedy.is_own)
    }

    /// The barriers that nothing addresses.
    pub fn open_barriers(&self) -> impl Iterator<Item = (&Column, &Hurdle)> {
        self.barriers().filter(|(_, barrier)| barrier.addressed == Addressed::Open)
    }
}

struct Drawing<'v, 'm> {
    view: &'v View<'m>,
    model: &'m Model,
    numbers: BTreeMap<Id<Stage>, usize>,
    lanes: Vec<Named>,
}

impl<'v, 'm> Drawing<'v, 'm> {
    fn new(view: &'v View<'m>) -> Self {
        let numbers = view.stages().enumerate().map(|(number, (id, _))| (id, number)).collect();
        Self { view, model: view.model(), numbers, lanes: Vec::new() }
    }

    fn board(mut self) -> Board {
        let (view, journey) = (self.view, self.view.journey());
        let stages = all(view.stages().map(|(_, stage)| self.column(stage)));
        let mut arrows = Vec::with_capacity(view.stages().map(|(_, stage)| stage.arrows.len()).sum());
        for (from, (_, stage)) in view.stages().enumerate() {
            arrows.extend(self.ways(from, stage));
        }
        let review = view.value(&journey.reviewed);
        let language = journey.language.as_ref().map(|said| said.value.clone());
        let audiences = journey.audiences.iter().filter_map(|said| said.value.found());
        let starts = view.starts().into_iter().filter_map(|start| {
            let stage = *self.numbers.get(&start.stage.found()?)?;
            Some(Coming { stage, share: start.share })
        });
        let volume =
            view.value(&journey.volume).map(|volume| format!("{} per {}", volume.number, volume.per.word()));
        Board {
            name: journey.name().as_str().to_owned(),
            title: journey.title().to_owned(),
            at: journey.name_span(),
            direction: language.as_ref().map_or(Direction::LeftToRight, Language::direction),
            language,
            audience: view.audience().map(|audience| named(self.model.audience(audience))),
            audiences: audiences.map(|audience| named(self.model.audience(audience))).collect(),
            owners: self.owners(view.list(&journey.owners)),
            goals: self.lines(&journey.goals),
            volume,
            worth: view.value(&journey.worth).copied(),
            reviewed: review.map(|review| review.on),
            review_every: review.and_then(|review| review.every),
            starts: starts.collect(),
            stages,
            arrows,
            opportunities: self.chances(&journey.opportunities),
            measures: self.measures(&journey.measures),
            lanes: self.lanes,
            note: view.value(&journey.extra.note).map(said),
            links: links(view, &journey.extra.links),
            tags: tags(view, &journey.extra.tags),
            versus: None,
        }
    }

    fn column(&mut self, stage: &'m Stage) -> Column {
        let view = self.view;
        Column {
            name: stage.name().as_str().to_owned(),
            title: said(&stage.declared.title),
            at: stage.name_span(),
            only: self.only(stage.declared.only),
            owners: self.owners(view.stage_owners(stage)),
            phase: view.value(&stage.phase).copied(),
            duration: view.value(&stage.duration).copied(),
            emotion: self.feeling(&stage.emotion),
            feelings: self.feelings(&stage.emotion),
            lost: view.exit_share(stage),
            explained: view.explained(stage),
            goals: self.lines(&stage.goals),
            motivations: self.lines(&stage.motivations),
            actions: self.deeds(&stage.actions),
            thoughts: self.lines(&stage.thoughts),
            questions: self.lines(&stage.questions),
            needs: self.lines(&stage.needs),
            lanes: self.lane_texts(&stage.lanes),
            touchpoints: all(view.touchpoints(stage).map(|(_, it)| self.point(it))),
            barriers: self.hurdles(&stage.barriers),
            opportunities: self.chances(&stage.opportunities),
            backstages: all(view.shown(&stage.backstages, Model::backstage).map(|(_, it)| self.process(it))),
            measures: self.measures(&stage.measures),
            evidence: self.proofs(&stage.evidence),
            note: view.value(&stage.extra.note).map(said),
            links: links(view, &stage.extra.links),
            tags: tags(view, &stage.extra.tags),
            fate: None,
        }
    }

    fn point(&mut self, it: &'m crate::model::Touchpoint) -> Point {
        let view = self.view;
        let channels = view
            .list(&it.channels)
            .iter()
            .filter_map(|channel| channel.found())
            .map(|id| self.model.channel(id));
        Point {
            name: it.name().as_str().into(),
            title: said(&it.declared.title),
            at: it.name_span(),
            only: self.only(it.declared.only),
            owners: self.owners(view.touchpoint_owners(it)),
            own_owners: view.value(&it.owners).is_some(),
            channels: all(channels.map(|channel| Medium {
                name: channel.name().as_str().into(),
                title: said(&channel.declared.title),
                kind: channel.kind.as_ref().map(|kind| kind.value),
            })),
            devices: all(view.list(&it.devices).iter().map(|name| name.as_str().to_owned())),
            criticality: view.value(&it.criticality).copied(),
            emotion: self.feeling(&it.emotion),
            feelings: self.feelings(&it.emotion),
            duration: view.value(&it.duration).copied(),
            drop: view.value(&it.drop).copied(),
            actions: self.deeds(&it.actions),
            thoughts: self.lines(&it.thoughts),
            questions: self.lines(&it.questions),
            needs: self.lines(&it.needs),
            successes: self.lines(&it.successes),
            events: self.lines(&it.events),
            barriers: self.hurdles(&it.barriers),
            opportunities: self.chances(&it.opportunities),
            lanes: self.lane_texts(&it.lanes),
            measures: self.measures(&it.measures),
            evidence: self.proofs(&it.evidence),
            note: view.value(&it.extra.note).map(said),
            links: links(view, &it.extra.links),
            tags: tags(view, &it.extra.tags),
            fate: None,
        }
    }

    fn process(&self, it: &'m crate::model::Backstage) -> Process {
        let view = self.view;
        Process {
            name: it.name().as_str().into(),
            title: said(&it.declared.title),
            at: it.name_span(),
            only: self.only(it.declared.only),
            owners: self.owners(view.backstage_owners(it)),
            systems: self.lines(&it.systems),
            duration: view.value(&it.duration).copied(),
            note: view.value(&it.extra.note).map(said),
            links: links(view, &it.extra.links),
            fate: None,
        }
    }

    fn hurdles(&self, ids: &'m [Id<crate::model::Barrier>]) -> Vec<Hurdle> {
        let view = self.view;
        let barriers = view.shown(ids, Model::barrier).map(|(_, it)| Hurdle {
            name: it.name().as_str().into(),
            title: said(&it.declared.title),
            at: it.name_span(),
            only: self.only(it.declared.only),
            owners: self.owners(view.barrier_owners(it)),
            severity: view.value(&it.severity).copied(),
            drop: view.value(&it.drop).copied(),
            addressed: view.addressed(it),
            accepted: view.value(&it.accepted).map(said),
            solutions: view
                .solutions(it)
                .into_iter()
                .map(|(id, solution)| self.remedy(solution, it.solutions.contains(&id)))
                .collect(),
            evidence: self.proofs(&it.evidence),
            note: view.value(&it.extra.note).map(said),
            links: links(view, &it.extra.links),
            fate: None,
        });
        all(barriers)
    }

    fn chances(&self, ids: &'m [Id<crate::model::Opportunity>]) -> Vec<Chance> {
        let view = self.view;
        let opportunities = view.shown(ids, Model::opportunity).map(|(_, it)| Chance {
            name: it.name().as_str().into(),
            title: said(&it.declared.title),
            at: it.name_span(),
            only: self.only(it.declared.only),
            owners: self.owners(view.opportunity_owners(it)),
            impact: view.value(&it.impact).copied(),
            solutions: all(view.shown(&it.solutions, Model::solution).map(|(_, it)| self.remedy(it, true))),
            evidence: self.proofs(&it.evidence),
            note: view.value(&it.extra.note).map(said),
            links: links(view, &it.extra.links),
            fate: None,
        });
        all(opportunities)
    }

    fn remedy(&self, it: &'m Solution, is_own: bool) -> Remedy {
        let view = self.view;
        Remedy {
            name: it.name().as_str().into(),
            title: said(&it.declared.title),
            at: it.name_span(),
            only: self.only(it.declared.only),
            is_own,
            owners: self.owners(view.solution_owners(it)),
            status: view.value(&it.status).copied(),
            due: view.value(&it.due).copied(),
            cost: view.value(&it.cost).copied(),
            lift: view.value(&it.lift).copied(),
            evidence: self.proofs(&it.evidence),
            note: view.value(&it.extra.note).map(said),
            links: links(view, &it.extra.links),
            fate: None,
        }
    }

    fn ways(&self, from: usize, stage: &'m Stage) -> impl Iterator<Item = Way> {
        self.view.shares(stage).into_iter().filter_map(move |(arrow, share)| {
            let to = match arrow.value.target {
                Target::Stage(stage) => Goal::Stage(*self.numbers.get(&stage.found()?)?),
                Target::End => Goal::End,
                Target::Exit => Goal::Exit,
                Target::Journey(journey) => {
                    Goal::Journey(named(self.model.journey(journey.found()?).declared()))
                }
            };
            let when = arrow.value.when.as_ref().map(said);
            Some(Way { from, to, share, when, at: arrow.span, fate: None })
        })
    }

    fn owners(&self, owners: &[Ref<Owner>]) -> Vec<Named> {
        all(owners.iter().filter_map(|owner| owner.found()).map(|owner| named(self.model.owner(owner))))
    }

    /// The titles of those that an `only` block is for, unless the board is for one of them.
    fn only(&self, only: Option<OnlyId>) -> Vec<String> {
        let Some(only) = only.filter(|_| self.view.audience().is_none()) else { return Vec::new() };
        let audiences = self.model.only(only).audiences.iter().filter_map(|audience| audience.found());
        all(audiences.map(|audience: Audience| String::from(&*self.model.audience(audience).title)))
    }

    fn line(&self, text: &Arc<str>, only: Option<OnlyId>) -> Line {
        Line::plain(said(text), self.only(only))
    }

    fn lines(&self, texts: &[crate::model::Text]) -> Vec<Line> {
        all(self.view.all(texts).map(|said| self.line(&said.value, said.only)))
    }

    fn deeds(&self, actions: &[Said<Action>]) -> Vec<Deed> {
        let deed = |said: &Said<Action>| Deed {
            line: self.line(&said.value.text, said.only),
            unassisted: said.value.unassisted,
        };
        all(self.view.all(actions).map(deed))
    }

    fn feeling(&self, emotion: &Once<crate::model::Emotion>) -> Option<Feeling> {
        Some(self.felt(self.view.one(emotion)?))
    }

    fn feelings(&self, emotion: &Once<crate::model::Emotion>) -> Vec<Feeling> {
        let instead = emotion.instead().iter().filter(|_| self.view.audience().is_none());
        all(instead.map(|said| self.felt(said)))
    }

    fn felt(&self, emotion: &Said<crate::model::Emotion>) -> Feeling {
        let crate::model::Emotion { score, text } = &emotion.value;
        Feeling { score: *score, text: text.as_ref().map(said), only: self.only(emotion.only), fate: None }
    }

    fn lane_texts(&mut self, texts: &[Said<crate::model::LaneText>]) -> Vec<(usize, Line)> {
        let mut lines = Vec::new();
        for said in self.view.all(texts) {
            let Some(lane) = said.value.lane.found() else { continue };
            let lane = named(self.model.lane(lane).declared());
            let number = self.lanes.iter().position(|known| *known == lane).unwrap_or_else(|| {
                self.lanes.push(lane);
                self.lanes.len() - 1
            });
            lines.push((number, self.line(&said.value.text, said.only)));
        }
        lines
    }

    fn proofs(&self, evidence: &[Said<Evidence>]) -> Vec<Proof> {
        let line = |said: &Said<Evidence>| self.line(&said.value.text, said.only);
        all(self.view.all(evidence).map(|said| Proof::new(&said.value, line(said))))
    }

    fn measures(&self, measures: &[Said<Measure>]) -> Vec<Measured> {
        let measured = |said: &Said<Measure>| {
            let metric = self.model.metric(said.value.metric.found()?);
            Some(Measured {
                metric: named(metric.declared()),
                unit: metric.unit.as_ref().map(|unit| unit.value),
                better: metric.better.as_ref().map(|better| better.value),
                value: said.value.value,
                target: said.value.target,
                on: said.value.on,
                only: self.only(said.only),
                fate: None,
            })
        };
        all(self.view.all(measures).filter_map(measured))
    }
}

impl From<&Declared> for Named {
    fn from(declared: &Declared) -> Self {
        Self { name: declared.name.as_str().into(), title: said(&declared.title) }
    }
}

fn named(declared: &Declared) -> Named {
    declared.into()
}

/// A text of the model. It is kept once, however many boards show it.
fn said(text: &Arc<str>) -> SharedText {
    Arc::clone(text).into()
}

/// All of `items`, in a list with room for no more than there can be: boards of all journeys are kept at once.
fn all<T>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut list = Vec::with_capacity(items.size_hint().1.unwrap_or_default());
    list.extend(items);
    list
}

fn links(view: &View<'_>, links: &[Said<crate::value::Link>]) -> Vec<String> {
    all(view.all(links).map(|link| link.value.as_str().to_owned()))
}

fn tags(view: &View<'_>, tags: &[Said<crate::value::Name>]) -> Vec<String> {
    all(view.all(tags).map(|tag| tag.value.as_str().to_owned()))
}
