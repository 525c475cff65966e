//! What the files of a project mean: outlines in, `Model` out, where every name is bound.
//!
//! A name that is not found is `Ref::Broken` and has been reported; whoever meets it stays quiet. What only some
//! audiences see is kept beside the rest, marked with whom it is for; `view` decides what one of them gets.

mod audience;
mod build;
mod id;
mod journey;
mod metric;
pub mod mistakes;
mod people;
mod repeat;
mod resolve;
mod scope;
mod trouble;

use std::collections::HashSet;
use std::sync::Arc;

use crate::diagnostic::Outcome;
use crate::syntax::Unseen;
use crate::text::{Source, SourceId, Span};
use crate::value::{Link, Name};
use crate::vocabulary::{Allow, Outline};

pub use audience::{Audience, Only, OnlyId, Persona, Segment};
pub use id::{Arena, Id, Ref};
pub use journey::{
    Action, Arrow, Backstage, Emotion, Journey, LaneText, Review, Stage, Start, Target, Touchpoint, Volume,
};
pub use metric::{Lane, Measure, Metric};
pub use people::{Channel, Owner, Owners, Person, Team};
pub use trouble::{
    Barrier, Evidence, Opportunity, Solution, WithinBarrier, WithinJourney, WithinTrouble, counts,
};

/// A value, where it stands, and for whom it counts if not for everyone.
#[derive(Debug, Clone, PartialEq)]
pub struct Said<T> {
    /// What is said.
    pub value: T,
    /// Where.
    pub span: Span,
    /// The `only` block it stands in.
    pub only: Option<OnlyId>,
}

/// A text.
pub type Text = Said<Arc<str>>;

/// A statement that may stand once: what counts for everyone, and what counts for some in its stead.
#[derive(Debug, Clone, PartialEq)]
pub struct Once<T> {
    /// What counts for everyone.
    pub base: Option<Said<T>>,
    /// What counts for some.
    pub only: Vec<Said<T>>,
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self { base: None, only: Vec::new() }
    }
}

impl<T> Once<T> {
    pub(crate) fn add(&mut self, said: Said<T>) {
        match said.only {
            Some(_) => self.only.push(said),
            None => self.base = Some(said),
        }
    }

    /// What counts for everyone, without its place.
    pub fn get(&self) -> Option<&T> {
        self.base.as_ref().map(|said| &said.value)
    }

    /// Whether anything was said, if only for some.
    pub fn is_said(&self) -> bool {
        self.base.is_some() || !self.only.is_empty()
    }

    /// All that was said, for everyone or for some.
    pub fn iter(&self) -> impl Iterator<Item = &Said<T>> {
        self.base.iter().chain(&self.only)
    }
}

/// What every declaration has.
#[derive(Debug, Clone, PartialEq)]
pub struct Declared {
    /// Its name.
    pub name: Name,
    /// Where the name stands.
    pub name_span: Span,
    /// Its title; made of the name where none is given.
    pub title: Arc<str>,
    /// All of it, with its block.
    pub span: Span,
    /// The `only` block it stands in.
    pub only: Option<OnlyId>,
    /// Something in it was reported, and may be what seems to be missing there.
    pub holds_mistakes: bool,
}

impl Declared {
    /// The file it stands in.
    pub fn source(&self) -> SourceId {
        self.span.source
    }
}

/// What has a name, a title and a place.
pub trait Declaration {
    /// Those.
    fn declared(&self) -> &Declared;

    /// Its name.
    fn name(&self) -> &Name {
        &self.declared().name
    }

    /// Its title.
    fn title(&self) -> &str {
        &self.declared().title
    }

    /// Where its name stands.
    fn name_span(&self) -> Span {
        self.declared().name_span
    }
}

/// Gives types with a field `declared` their name, title and place.
macro_rules! declarations {
    ($($type:ident),+) => {
        $(impl Declaration for $type {
            fn declared(&self) -> &Declared {
                &self.declared
            }
        })+
    };
}

declarations!(
    Team,
    Person,
    Channel,
    Segment,
    Persona,
    Metric,
    Lane,
    Journey,
    Stage,
    Touchpoint,
    Barrier,
    Opportunity,
    Solution,
    Backstage
);

/// What may be said of nearly everything.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extra {
    /// Markdown.
    pub note: Once<Arc<str>>,
    /// Where to read on.
    pub links: Vec<Said<Link>>,
    /// Names to sort and find it by.
    pub tags: Vec<Said<Name>>,
}

/// A whole project, with every name bound.
#[derive(Debug, Default)]
pub struct Model {
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
    pub(crate) onlys: Vec<Only>,
    /// What names were used for, and names that were looked for and most likely meant.
    pub(crate) used: resolve::Used,
    /// `@allow`s, in the order of the files.
    pub(crate) allows: Vec<Allow>,
    /// Names in statements that were reported.
    pub(crate) lost: HashSet<Name>,
    /// Whether nothing of some file could be read.
    pub(crate) unread: bool,
    /// Characters that are not seen and do not belong where they stand, in the order of the files.
    pub(crate) unseen: Vec<Unseen>,
}

/// One file, as the model is built of it.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Its text, under the path it has in the project.
    pub source: &'a Source,
    /// What it says.
    pub outline: &'a Outline,
    /// The files it imports, in the order of its `import`s; none for an import that was reported.
    pub imports: &'a [Option<SourceId>],
}

/// Binds the names of `files`. Their order is that of everything in the model.
pub fn build(files: &[Input<'_>]) -> Outcome<Model> {
    build::build(files)
}

/// Reads out of the arenas, one function a kind of declaration.
macro_rules! kinds {
    ($($many:ident $one:ident $type:ident $docs:literal),+ $(,)?) => {
        impl Model {
            $(
                #[doc = concat!("All ", $docs, ", in the order of the files.")]
                pub fn $many(&self) -> impl Iterator<Item = (Id<$type>, &$type)> {
                    self.$many.iter()
                }

                #[doc = concat!("The one of the ", $docs, " with this id.")]
                pub fn $one(&self, id: Id<$type>) -> &$type {
                    &self.$many[id]
                }
            )+
        }
    };
}

kinds! {
    teams team Team "teams",
    persons person Person "persons",
    channels channel Channel "channels",
    segments segment Segment "segments",
    personas persona Persona "personas",
    metrics metric Metric "metrics",
    lanes lane Lane "lanes",
    journeys journey Journey "journeys",
    stages stage Stage "stages",
    touchpoints touchpoint Touchpoint "touchpoints",
    barriers barrier Barrier "barriers",
    opportunities opportunity Opportunity "opportunities",
    solutions solution Solution "solutions",
    backstages backstage Backstage "backstage processes",
}

impl Model {
    /// An `only` block's audiences.
    pub fn only(&self, id: OnlyId) -> &Only {
        &self.onlys[id.0 as usize]
    }

    /// The declaration of an owner.
    pub fn owner(&self, owner: Owner) -> &Declared {
        match owner {
            Owner::Team(id) => self.teams[id].declared(),
            Owner::Person(id) => self.persons[id].declared(),
        }
    }

    /// The declaration of an audience.
    pub fn audience(&self, audience: Audience) -> &Declared {
        match audience {
            Audience::Segment(id) => self.segments[id].declared(),
            Audience::Persona(id) => self.personas[id].declared(),
        }
    }

    /// Characters that are not seen and do not belong where they stand, in the order of the files.
    pub fn unseen(&self) -> &[Unseen] {
        &self.unseen
    }

    /// `@allow`s, in the order of the files.
    pub fn allows(&self) -> &[Allow] {
        &self.allows
    }

    /// Whether something names the declaration whose name stands at `name_span`, or most likely meant to.
    pub fn is_used(&self, declared: &Declared) -> bool {
        self.used.contains(declared.name_span) || self.is_lost(declared)
    }

    /// Whether the declaration may be named in something that was reported, or in a file that could not be read.
    pub fn is_lost(&self, declared: &Declared) -> bool {
        let is_there = |name: &Name| self.lost.contains(name);
        self.unread
            || !self.lost.is_empty() && (is_there(&declared.name) || is_there(&Name::new(&declared.title)))
    }
}
