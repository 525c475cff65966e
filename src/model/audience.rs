//! Whose journeys they are: segments and personas; and `only`, what counts for some of them alone.

use crate::model::{Declared, Evidence, Extra, Id, Ref, Said, Text};
use crate::text::Span;
use crate::value::Share;
use crate::vocabulary::Decision;

/// How many audiences a journey may be for: what it says is looked at for each of them.
pub(crate) const MOST_AUDIENCES: usize = 64;

/// Customers who behave alike.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Segment {
    pub declared: Declared,
    /// The part of all customers that it is.
    pub size: Option<Said<Share>>,
    pub behaviors: Vec<Text>,
    pub criteria: Vec<Text>,
    pub needs: Vec<Text>,
    pub goals: Vec<Text>,
    pub motivations: Vec<Text>,
    pub decision: Option<Said<Decision>>,
    pub evidence: Vec<Said<Evidence>>,
    pub extra: Extra,
}

impl Segment {
    /// One of which nothing is said yet.
    pub(crate) fn new(declared: Declared) -> Self {
        Self {
            declared,
            size: None,
            behaviors: Vec::new(),
            criteria: Vec::new(),
            needs: Vec::new(),
            goals: Vec::new(),
            motivations: Vec::new(),
            decision: None,
            evidence: Vec::new(),
            extra: Extra::default(),
        }
    }
}

/// One customer, drawn as a person, with the empathy map.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Persona {
    pub declared: Declared,
    pub segment: Option<Said<Ref<Id<Segment>>>>,
    pub role: Option<Text>,
    pub goals: Vec<Text>,
    pub motivations: Vec<Text>,
    pub needs: Vec<Text>,
    pub says: Vec<Text>,
    pub thinks: Vec<Text>,
    pub does: Vec<Text>,
    pub feels: Vec<Text>,
    pub pains: Vec<Text>,
    pub gains: Vec<Text>,
    pub quotes: Vec<Text>,
    pub evidence: Vec<Said<Evidence>>,
    pub extra: Extra,
}

impl Persona {
    /// One of which nothing is said yet.
    pub(crate) fn new(declared: Declared) -> Self {
        Self {
            declared,
            segment: None,
            role: None,
            goals: Vec::new(),
            motivations: Vec::new(),
            needs: Vec::new(),
            says: Vec::new(),
            thinks: Vec::new(),
            does: Vec::new(),
            feels: Vec::new(),
            pains: Vec::new(),
            gains: Vec::new(),
            quotes: Vec::new(),
            evidence: Vec::new(),
            extra: Extra::default(),
        }
    }
}

/// Whose journey something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Audience {
    Segment(Id<Segment>),
    Persona(Id<Persona>),
}

/// Which `only` block.
pub type OnlyId = Id<Only>;

/// The audiences of an `only` block.
#[derive(Debug, Clone)]
pub struct Only {
    /// Those it counts for.
    pub audiences: Vec<Ref<Audience>>,
    /// Where its word and its names stand.
    pub span: Span,
}
