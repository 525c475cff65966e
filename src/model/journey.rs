//! Journeys, and what stands in them: stages, touchpoints, what happens backstage, arrows.

use std::sync::Arc;

use crate::model::{
    Audience, Barrier, Channel, Declared, Evidence, Extra, Id, Lane, Measure, Once, OnlyId, Opportunity,
    Owners, Ref, Said, Text,
};
use crate::value::{Date, Duration, Language, Money, Name, Number, Share};
use crate::vocabulary::{Level, Period, Phase};

/// One journey, from a customer's first contact to the last.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Journey {
    pub declared: Declared,
    /// Whose journey it is.
    pub audiences: Vec<Said<Ref<Audience>>>,
    pub goals: Vec<Text>,
    /// Who answers for the whole. Not the owners of its stages.
    pub owners: Once<Owners>,
    /// Where customers come in; without it, at the first stage.
    pub starts: Once<Vec<Start>>,
    pub volume: Once<Volume>,
    /// What one completed journey is worth.
    pub worth: Once<Money>,
    pub reviewed: Once<Review>,
    pub language: Option<Said<Language>>,
    pub measures: Vec<Said<Measure>>,
    /// In the order written.
    pub stages: Vec<Id<Stage>>,
    pub opportunities: Vec<Id<Opportunity>>,
    pub extra: Extra,
    /// The `only` blocks in it.
    pub onlys: Vec<OnlyId>,
}

impl Journey {
    /// One of which nothing is said yet.
    pub(crate) fn new(declared: Declared) -> Self {
        Self {
            declared,
            audiences: Vec::new(),
            goals: Vec::new(),
            owners: Once::default(),
            starts: Once::default(),
            volume: Once::default(),
            worth: Once::default(),
            reviewed: Once::default(),
            language: None,
            measures: Vec::new(),
            stages: Vec::new(),
            opportunities: Vec::new(),
            extra: Extra::default(),
            onlys: Vec::new(),
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
    pub goals: Vec<Text>,
    pub motivations: Vec<Text>,
    pub actions: Vec<Said<Action>>,
    pub thoughts: Vec<Text>,
    pub questions: Vec<Text>,
    pub needs: Vec<Text>,
    pub emotion: Once<Emotion>,
    pub duration: Once<Duration>,
    pub touchpoints: Vec<Id<Touchpoint>>,
    pub barriers: Vec<Id<Barrier>>,
    pub opportunities: Vec<Id<Opportunity>>,
    pub backstages: Vec<Id<Backstage>>,
    pub lanes: Vec<Said<LaneText>>,
    pub measures: Vec<Said<Measure>>,
    pub evidence: Vec<Said<Evidence>>,
    pub arrows: Vec<Said<Arrow>>,
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
            goals: Vec::new(),
            motivations: Vec::new(),
            actions: Vec::new(),
            thoughts: Vec::new(),
            questions: Vec::new(),
            needs: Vec::new(),
            emotion: Once::default(),
            duration: Once::default(),
            touchpoints: Vec::new(),
            barriers: Vec::new(),
            opportunities: Vec::new(),
            backstages: Vec::new(),
            lanes: Vec::new(),
            measures: Vec::new(),
            evidence: Vec::new(),
            arrows: Vec::new(),
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
    pub channels: Once<Vec<Ref<Id<Channel>>>>,
    pub devices: Once<Vec<Name>>,
    pub owners: Once<Owners>,
    pub actions: Vec<Said<Action>>,
    pub thoughts: Vec<Text>,
    pub questions: Vec<Text>,
    pub needs: Vec<Text>,
    pub emotion: Once<Emotion>,
    pub successes: Vec<Text>,
    pub criticality: Once<Level>,
    /// Names of events in the analytics.
    pub events: Vec<Text>,
    /// The part of the stage's visits that is lost here.
    pub drop: Once<Share>,
    pub duration: Once<Duration>,
    pub barriers: Vec<Id<Barrier>>,
    pub opportunities: Vec<Id<Opportunity>>,
    pub lanes: Vec<Said<LaneText>>,
    pub measures: Vec<Said<Measure>>,
    pub evidence: Vec<Said<Evidence>>,
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
            actions: Vec::new(),
            thoughts: Vec::new(),
            questions: Vec::new(),
            needs: Vec::new(),
            emotion: Once::default(),
            successes: Vec::new(),
            criticality: Once::default(),
            events: Vec::new(),
            drop: Once::default(),
            duration: Once::default(),
            barriers: Vec::new(),
            opportunities: Vec::new(),
            lanes: Vec::new(),
            measures: Vec::new(),
            evidence: Vec::new(),
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
    pub systems: Vec<Text>,
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
            systems: Vec::new(),
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
