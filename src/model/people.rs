//! Teams and persons, who own things; channels, where they meet customers.

use crate::model::{Declared, Extra, Id, List, Ref, Said, Text};
use crate::vocabulary::ChannelKind;

/// A group that can own things.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Team {
    pub declared: Declared,
    pub lead: Option<Text>,
    pub contact: Option<Text>,
    pub extra: Extra,
}

/// Somebody who can own things.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Person {
    pub declared: Declared,
    pub team: Option<Said<Ref<Id<Team>>>>,
    pub role: Option<Text>,
    pub contact: Option<Text>,
    pub extra: Extra,
}

/// Who answers for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Owner {
    Team(Id<Team>),
    Person(Id<Person>),
}

/// Those who answer for something; the first is accountable.
pub type Owners = List<Ref<Owner>>;

/// Where the company and the customer meet.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Channel {
    pub declared: Declared,
    pub kind: Option<Said<ChannelKind>>,
    pub extra: Extra,
}
