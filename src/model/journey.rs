//! Journeys, and what stands in them: stages, touchpoints, what happens backstage, arrows.

use std::sync::Arc;

use crate::model::{
    Audience, Barrier, Channel, Declared, Evidence, Extra, Id, Lane, List, Measure, Once, OnlyId,
    Opportunity, Owners, Ref, Said, Text,
};
use crate::value::{Date, Duration, Language, Money, Name, Number, Share};
use crate::vocabulary::{Level, Period, Phase};

/// One journey, from a customer's first contact to the last.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Journey {
    pub declared: Declared,
    /// Whose journey it is.
    pub audiences: List<Said<Ref<Audience>>>,
    pub goals: List<Text>,
    /// Who answers for the whole. Not the owners of its stages.
    pub owners: Once<Owners>,
    /// Where customers come in; without it, at the first stage.
    pub starts: Once<List<Start>>,
    pub volume: Once<Volume>,
    /// What one completed journey is worth.
    pub worth: Once<Money>,
    pub reviewed: Once<Review>,
    pub language: Option<Said<Language>>,
    pub measures: List<Said<Measure>>,
    /// In the order written.
    pub stages: List<Id<Stage>>,
    pub opportunities: List<Id<Opportunity>>,
    pub extra: Extra,
    /// The `only` blocks in it.
    pub onlys: List<OnlyId>,
}

impl Journey {
    /// One of which nothing is said yet.
    pub(crate) fn new(declared: Declared) -> Self {
        Self {
            declared,
            audiences: List::new(),
            goals: List::new(),
            owners: Once::default(),
            starts: Once::default(),
            volume: Once::default(),
            worth: Once::default(),
            reviewed: Once::default(),
            language: None,
            measures: List::new(),
            stages: List::new(),
            opportunities: List::new(),
            extra: Extra::default(),
            onlys: List::new(),
        }
    }
}

/// A stage where customers come in, and how many of them.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub struct Start {
    pub stage: Ref<Id<Stage>>,
    pub share: Option<Share>,
}

/// How many customers start.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub struct Volume {
    pub number: Number,
    pub per: Period,
}

/// When a journey was last gone through, and how often it should be.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs)]
pub struct Review {
    pub on: Date,
    pub every: Option<Duration>,
}

/// A part of the journey, as the customer sees it.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Stage {
    pub declared: Declared,
    pub journey: Id<Journey>,
    pub owners: Once<Owners>,
    pub phase: Once<Phase>,
    pub goals: List<Text>,
    pub motivations: List<Text>,
    pub actions: List<Said<Action>>,
    pub thoughts: List<Text>,
    pub questions: List<Text>,
    pub needs: List<Text>,
    pub emotion: Once<Emotion>,
    pub duration: Once<Duration>,
    pub touchpoints: List<Id<Touchpoint>>,
    pub barriers: List<Id<Barrier>>,
    pub opportunities: List<Id<Opportunity>>,
    pub backstages: List<Id<Backstage>>,
    pub lanes: List<Said<LaneText>>,
    pub measures: List<Said<Measure>>,
    pub evidence: List<Said<Evidence>>,
    pub arrows: List<Said<Arrow>>,
    pub extra: Extra,
}

impl Stage {
    /// One of which nothing is said yet.
    pub(crate) fn new(declared: Declared, journey: Id<Journey>) -> Self {
        Self {
            declared,
            journey,
            owners: Once::default(),
            phase: Once::default(),
            goals: List::new(),
            motivations: List::new(),
            actions: List::new(),
            thoughts: List::new(),
            questions: List::new(),
            needs: List::new(),
            emotion: Once::default(),
            duration: Once::default(),
            touchpoints: List::new(),
            barriers: List::new(),
            opportunities: List::new(),
            backstages: List::new(),
            lanes: List::new(),
            measures: List::new(),
            evidence: List::new(),
            arrows: List::new(),
            extra: Extra::default(),
        }
    }
}

/// A point where the customer meets the company.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Touchpoint {
    pub declared: Declared,
    pub stage: Id<Stage>,
    pub channels: Once<List<Ref<Id<Channel>>>>,
    pub devices: Once<List<Name>>,
    pub owners: Once<Owners>,
    pub actions: List<Said<Action>>,
    pub thoughts: List<Text>,
    pub questions: List<Text>,
    pub needs: List<Text>,
    pub emotion: Once<Emotion>,
    pub successes: List<Text>,
    pub criticality: Once<Level>,
    /// Names of events in the analytics.
    pub events: List<Text>,
    /// The part of the stage's visits that is lost here.
    pub drop: Once<Share>,
    pub duration: Once<Duration>,
    pub barriers: List<Id<Barrier>>,
    pub opportunities: List<Id<Opportunity>>,
    pub lanes: List<Said<LaneText>>,
    pub measures: List<Said<Measure>>,
    pub evidence: List<Said<Evidence>>,
    pub extra: Extra,
}

impl Touchpoint {
    /// One of which nothing is said yet.
    pub(crate) fn new(declared: Declared, stage: Id<Stage>) -> Self {
        Self {
            declared,
            stage,
            channels: Once::default(),
            devices: Once::default(),
            owners: Once::default(),
            actions: List::new(),
            thoughts: List::new(),
            questions: List::new(),
            needs: List::new(),
            emotion: Once::default(),
            successes: List::new(),
            criticality: Once::default(),
            events: List::new(),
            drop: Once::default(),
            duration: Once::default(),
            barriers: List::new(),
            opportunities: List::new(),
            lanes: List::new(),
            measures: List::new(),
            evidence: List::new(),
            extra: Extra::default(),
        }
    }
}

/// What the company does where the customer does not see it.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Backstage {
    pub declared: Declared,
    pub stage: Id<Stage>,
    pub owners: Once<Owners>,
    pub systems: List<Text>,
    pub duration: Once<Duration>,
    pub extra: Extra,
}

impl Backstage {
    /// One of which nothing is said yet.
    pub(crate) fn new(declared: Declared, stage: Id<Stage>) -> Self {
        Self {
            declared,
            stage,
            owners: Once::default(),
            systems: List::new(),
            duration: Once::default(),
            extra: Extra::default(),
        }
    }
}

/// What the customer does.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Action {
    pub text: Arc<str>,
    /// Without the company.
    pub unassisted: bool,
}

/// How the customer feels, from -2 to +2, and in which words.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Emotion {
    pub score: i8,
    pub text: Option<Arc<str>>,
}

/// A text in a row of one's own.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct LaneText {
    pub lane: Ref<Id<Lane>>,
    pub text: Arc<str>,
}

/// Where customers go from a stage.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Arrow {
    pub target: Target,
    /// How many of the stage's visits.
    pub share: Option<Share>,
    pub when: Option<Arc<str>>,
}

/// Where an arrow leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Target {
    Stage(Ref<Id<Stage>>),
    /// The journey is complete.
    End,
    /// The customer leaves.
    Exit,
    /// The customer goes on in another journey.
    Journey(Ref<Id<Journey>>),
}
