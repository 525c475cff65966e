//! What stands in the customer's way, what could be better, what is done about it, and what shows that it is so.

use std::sync::Arc;

use crate::model::{Declared, Extra, Id, Journey, List, Once, Owners, Ref, Said, Stage, Touchpoint};
use crate::value::{Date, Link, Money, Share};
use crate::vocabulary::{EvidenceKind, Impact, Level, Status};

/// What stands in the customer's way.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Barrier {
    pub declared: Declared,
    pub within: WithinBarrier,
    pub severity: Once<Level>,
    /// The part of the stage's visits that is lost to it.
    pub drop: Once<Share>,
    pub owners: Once<Owners>,
    pub evidence: List<Said<Evidence>>,
    pub solutions: List<Id<Solution>>,
    /// Solutions of other barriers that address this one too.
    pub solved_by: List<Said<Ref<Id<Solution>>>>,
    /// Nothing will be done about it, and why.
    pub accepted: Once<Arc<str>>,
    pub extra: Extra,
}

impl Barrier {
    /// One of which nothing is said yet.
    pub(crate) fn new(declared: Declared, within: WithinBarrier) -> Self {
        Self {
            declared,
            within,
            severity: Once::default(),
            drop: Once::default(),
            owners: Once::default(),
            evidence: List::new(),
            solutions: List::new(),
            solved_by: List::new(),
            accepted: Once::default(),
            extra: Extra::default(),
        }
    }
}

/// What a barrier stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum WithinBarrier {
    Stage(Id<Stage>),
    Touchpoint(Id<Touchpoint>),
}

/// Where the journey could be better than it is.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Opportunity {
    pub declared: Declared,
    pub within: WithinJourney,
    pub impact: Once<Impact>,
    pub owners: Once<Owners>,
    pub evidence: List<Said<Evidence>>,
    pub solutions: List<Id<Solution>>,
    pub extra: Extra,
}

impl Opportunity {
    /// One of which nothing is said yet.
    pub(crate) fn new(declared: Declared, within: WithinJourney) -> Self {
        Self {
            declared,
            within,
            impact: Once::default(),
            owners: Once::default(),
            evidence: List::new(),
            solutions: List::new(),
            extra: Extra::default(),
        }
    }
}

/// What an opportunity stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum WithinJourney {
    Journey(Id<Journey>),
    Stage(Id<Stage>),
    Touchpoint(Id<Touchpoint>),
}

/// What is done about a barrier or an opportunity.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Solution {
    pub declared: Declared,
    pub within: WithinTrouble,
    pub owners: Once<Owners>,
    pub status: Once<Status>,
    pub due: Once<Date>,
    pub cost: Once<Money>,
    /// How much of the stage's visits it would keep from the exit.
    pub lift: Once<Share>,
    pub evidence: List<Said<Evidence>>,
    pub extra: Extra,
}

impl Solution {
    /// One of which nothing is said yet.
    pub(crate) fn new(declared: Declared, within: WithinTrouble) -> Self {
        Self {
            declared,
            within,
            owners: Once::default(),
            status: Once::default(),
            due: Once::default(),
            cost: Once::default(),
            lift: Once::default(),
            evidence: List::new(),
            extra: Extra::default(),
        }
    }
}

/// What a solution stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum WithinTrouble {
    Barrier(Id<Barrier>),
    Opportunity(Id<Opportunity>),
}

/// What shows that something is so.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Evidence {
    pub kind: Option<EvidenceKind>,
    pub text: Arc<str>,
    pub link: Option<Link>,
    pub on: Option<Date>,
}

/// Whether a solution of this status still addresses its barrier; one without a status does.
pub fn counts(status: Option<Status>) -> bool {
    !matches!(status, Some(Status::Failed | Status::Dropped))
}

/// Whether a solution of this status is still to come; one without a status is.
pub fn is_under_way(status: Option<Status>) -> bool {
    match status {
        None | Some(Status::Proposed | Status::Planned | Status::Testing) => true,
        Some(Status::Live | Status::Failed | Status::Dropped) => false,
    }
}
