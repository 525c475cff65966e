//! `Part`: what one file declares, with every name bound. A model is its parts.

use crate::model::audience::{Only, Persona, Segment};
use crate::model::id::Arena;
use crate::model::journey::{Backstage, Journey, Stage, Touchpoint};
use crate::model::metric::{Lane, Metric};
use crate::model::people::{Channel, Person, Team};
use crate::model::resolve::Bound;
use crate::model::trouble::{Barrier, Opportunity, Solution};
use crate::syntax::Unseen;
use crate::text::SourceId;
use crate::value::Name;
use crate::vocabulary::Allow;

/// What one file declares.
#[derive(Debug)]
pub struct Part {
    pub(crate) source: SourceId,
    pub(crate) teams: Arena<Team>,
    pub(crate) persons: Arena<Person>,
    pub(crate) channels: Arena<Channel>,
    pub(crate) segments: Arena<Segment>,
    pub(crate) personas: Arena<Persona>,
    pub(crate) metrics: Arena<Metric>,
    pub(crate) lanes: Arena<Lane>,
    pub(crate) journeys: Arena<Journey>,
    pub(crate) stages: Arena<Stage>,
    pub(crate) touchpoints: Arena<Touchpoint>,
    pub(crate) barriers: Arena<Barrier>,
    pub(crate) opportunities: Arena<Opportunity>,
    pub(crate) solutions: Arena<Solution>,
    pub(crate) backstages: Arena<Backstage>,
    pub(crate) onlys: Arena<Only>,
    /// `@allow`s, in order.
    pub(crate) allows: Vec<Allow>,
    /// Characters that are not seen and do not belong where they stand, in order.
    pub(crate) unseen: Vec<Unseen>,
    /// Names in statements that were reported.
    pub(crate) lost: Vec<Name>,
    /// Whether nothing of the file could be read.
    pub(crate) unread: bool,
    /// What came of its names.
    pub(crate) bound: Bound,
}

impl Part {
    /// That of a file that declares nothing.
    pub(crate) fn new(source: SourceId) -> Self {
        Self {
            source,
            teams: Arena::new(source),
            persons: Arena::new(source),
            channels: Arena::new(source),
            segments: Arena::new(source),
            personas: Arena::new(source),
            metrics: Arena::new(source),
            lanes: Arena::new(source),
            journeys: Arena::new(source),
            stages: Arena::new(source),
            touchpoints: Arena::new(source),
            barriers: Arena::new(source),
            opportunities: Arena::new(source),
            solutions: Arena::new(source),
            backstages: Arena::new(source),
            onlys: Arena::new(source),
            allows: Vec::new(),
            unseen: Vec::new(),
            lost: Vec::new(),
            unread: false,
            bound: Bound::default(),
        }
    }
}
