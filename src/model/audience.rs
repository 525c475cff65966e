//! Whose journeys they are: segments and personas; and `only`, what counts for some of them alone.

use crate::model::{Declared, Evidence, Extra, Id, List, Ref, Said, Text};
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
    pub behaviors: List<Text>,
    pub criteria: List<Text>,
    pub needs: List<Text>,
    pub goals: List<Text>,
    pub motivations: List<Text>,
    pub decision: Option<Said<Decision>>,
    pub evidence: List<Said<Evidence>>,
    pub extra: Extra,
}

impl Segment {
    /// One of which nothing is said yet.
    pub(crate) fn new(declared: Declared) -> Self {
        Self {
            declared,
            size: None,
            behaviors: List::new(),
            criteria: List::new(),
            needs: List::new(),
            goals: List::new(),
            motivations: List::new(),
            decision: None,
            evidence: List::new(),
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
    pub goals: List<Text>,
    pub motivations: List<Text>,
    pub needs: List<Text>,
    pub says: List<Text>,
    pub thinks: List<Text>,
    pub does: List<Text>,
    pub feels: List<Text>,
    pub pains: List<Text>,
    pub gains: List<Text>,
    pub quotes: List<Text>,
    pub evidence: List<Said<Evidence>>,
    pub extra: Extra,
}

impl Persona {
    /// One of which nothing is said yet.
    pub(crate) fn new(declared: Declared) -> Self {
        Self {
            declared,
            segment: None,
            role: None,
            goals: List::new(),
            motivations: List::new(),
            needs: List::new(),
            says: List::new(),
            thinks: List::new(),
            does: List::new(),
            feels: List::new(),
            pains: List::new(),
            gains: List::new(),
            quotes: List::new(),
            evidence: List::new(),
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
    pub audiences: List<Ref<Audience>>,
    /// Where its word and its names stand.
    pub span: Span,
    /// Whether nothing stands in it but texts and the like, which are said beside those for everyone. A value, an arrow or a
    /// declaration makes the journey another one for whoever it counts for.
    pub is_of_texts: bool,
}
