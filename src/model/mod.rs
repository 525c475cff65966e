//! What the files of a project mean: outlines in, `Model` out, where every name is bound.
//!
//! A name that is not found is `Ref::Broken` and has been reported; whoever meets it stays quiet. What only some
//! audiences see is kept beside the rest, marked with whom it is for; `view` decides what one of them gets.

mod audience;
mod build;
mod id;
mod journey;
mod link;
mod metric;
pub mod mistakes;
mod part;
mod people;
mod repeat;
mod resolve;
mod said;
mod scope;
mod thing;
mod trouble;

use std::collections::HashSet;
use std::sync::Arc;

use crate::diagnostic::Outcome;
use crate::text::{Source, SourceId, Span};
use crate::value::{Link, Name};
use crate::vocabulary::Outline;

pub use audience::{Audience, Only, OnlyId, Persona, Segment};
pub use id::{Arena, Id, Ref};
pub use journey::{
    Action, Arrow, Backstage, Emotion, Journey, LaneText, Review, Stage, Start, Target, Touchpoint, Volume,
};
pub use link::Linker;
pub use metric::{Lane, Measure, Metric};
pub use part::Part;
pub use people::{Channel, Owner, Owners, Person, Team};
pub use resolve::Top;
pub use said::{List, Once, Said, Text};
pub use thing::{Saying, Thing};
pub use trouble::{
    Barrier, Evidence, Opportunity, Solution, WithinBarrier, WithinJourney, WithinTrouble, counts,
    is_under_way,
};

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
    pub links: List<Said<Link>>,
    /// Names to sort and find it by.
    pub tags: List<Said<Name>>,
}

/// A whole project, with every name bound: what each file declares.
#[derive(Debug, Default)]
pub struct Model {
    /// In the order of the files.
    parts: Vec<Arc<Part>>,
    /// Where among them that of each file is, by the number of the file.
    places: Vec<usize>,
    /// What something names, or most likely meant to name.
    used: HashSet<Top>,
    /// Names in statements that were reported.
    lost: HashSet<Name>,
    /// Whether nothing of some file could be read.
    unread: bool,
}

/// One file, as the model is built of it.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Its text, under the path it has in the project.
    pub source: &'a Arc<Source>,
    /// What it says.
    pub outline: &'a Outline,
    /// The files it imports, in the order of its `import`s; none for an import that was reported.
    pub imports: &'a [Option<SourceId>],
}

/// Binds the names of `files`. Their order is that of everything in the model.
pub fn build(files: &[Input<'_>]) -> Outcome<Model> {
    Linker::default().link(files)
}

/// Reads out of the parts, two functions a kind of declaration.
macro_rules! kinds {
    ($($many:ident $one:ident $type:ident $docs:literal),+ $(,)?) => {
        impl Model {
            $(
                #[doc = concat!("All ", $docs, ", in the order of the files.")]
                pub fn $many(&self) -> impl Iterator<Item = (Id<$type>, &$type)> {
                    self.parts.iter().flat_map(|part| part.$many.iter())
                }

                #[doc = concat!("The one of the ", $docs, " with this id.")]
                pub fn $one(&self, id: Id<$type>) -> &$type {
                    &self.part(id.source()).$many[id]
                }
            )+
        }

        impl Part {
            $(
                #[doc = concat!("Its ", $docs, ", in order.")]
                pub fn $many(&self) -> impl Iterator<Item = (Id<$type>, &$type)> {
                    self.$many.iter()
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
    /// That of all parts.
    fn of(parts: Vec<Arc<Part>>) -> Self {
        let files = parts.iter().map(|part| part.source.0 as usize + 1).max().unwrap_or_default();
        let mut places = vec![usize::MAX; files];
        for (place, part) in parts.iter().enumerate() {
            places[part.source.0 as usize] = place;
        }
        Self {
            places,
            used: parts.iter().flat_map(|part| part.bound.used()).collect(),
            lost: parts.iter().flat_map(|part| &part.lost).cloned().collect(),
            unread: parts.iter().any(|part| part.unread),
            parts,
        }
    }

    /// What each file declares, in the order of the files.
    pub fn parts(&self) -> &[Arc<Part>] {
        &self.parts
    }

    /// What a file of the project declares.
    fn part(&self, source: SourceId) -> &Part {
        &self.parts[self.places[source.0 as usize]]
    }

    /// An `only` block's audiences.
    pub fn only(&self, id: OnlyId) -> &Only {
        &self.part(id.source()).onlys[id]
    }

    /// The declaration of an owner.
    pub fn owner(&self, owner: Owner) -> &Declared {
        match owner {
            Owner::Team(id) => self.team(id).declared(),
            Owner::Person(id) => self.person(id).declared(),
        }
    }

    /// The declaration of an audience.
    pub fn audience(&self, audience: Audience) -> &Declared {
        match audience {
            Audience::Segment(id) => self.segment(id).declared(),
            Audience::Persona(id) => self.persona(id).declared(),
        }
    }

    /// Whether something names this declaration, or most likely meant to.
    pub fn is_used(&self, top: Top, declared: &Declared) -> bool {
        self.used.contains(&top) || self.is_lost(declared)
    }

    /// Whether the declaration may be named in something that was reported, or in a file that could not be read.
    pub fn is_lost(&self, declared: &Declared) -> bool {
        let is_there = |name: &Name| self.lost.contains(name);
        self.unread
            || !self.lost.is_empty() && (is_there(&declared.name) || is_there(&Name::new(&declared.title)))
    }
}
