//! `Document`: all that is in one, and in which order.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::emit::Project;
use crate::emit::json::audience::{Persona, Segment};
use crate::emit::json::context::Context;
use crate::emit::json::journey::Journey;
use crate::emit::json::metric::{Lane, Metric};
use crate::emit::json::people::{Channel, Person, Team};
use crate::emit::json::reference::Head;
use crate::model::{Declaration, Id, Target};
use crate::text::Span;
use crate::view::View;
use crate::vocabulary::Word;

/// All that the journeys of a project say, with every name resolved: what `journey build --to json` writes.
///
/// Journeys with errors are not in it. Whatever is declared at the top of the files that were read is, used or not.
/// Everything is listed in the order of the paths of its files, and in a file in the order written. A later version of
/// the program may add fields under the same `version`; it takes none away and changes the meaning of none.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(title = "Journeys")]
pub(super) struct Document<'c, 'a> {
    /// The version of this form.
    #[schemars(extend("const" = 1))]
    version: u32,
    /// Groups that can own things.
    teams: Vec<Team<'a>>,
    /// Those who can own things.
    persons: Vec<Person<'a>>,
    /// Where the company and its customers meet.
    channels: Vec<Channel<'a>>,
    /// Customers who behave alike.
    segments: Vec<Segment<'a>>,
    /// Single customers, drawn as persons, with their empathy maps.
    personas: Vec<Persona<'a>>,
    /// Figures that can be measured in several places.
    metrics: Vec<Metric<'a>>,
    /// Rows of one's own on the map.
    lanes: Vec<Lane<'a>>,
    /// The journeys that were asked for.
    #[schemars(with = "Vec<Journey<'a>>")]
    journeys: Journeys<'c, 'a>,
    /// Journeys that arrows lead to and that were not asked for: their heads alone.
    other_journeys: Vec<Head<'a>>,
}

/// The version of the form. Whoever takes a field away or gives it another meaning raises it.
const VERSION: u32 = 1;

impl<'c, 'a> Document<'c, 'a> {
    pub(super) fn new(project: &'a Project<'a>, cx: &'c Context<'a>) -> Self {
        let parts = Parts { project, cx };
        let model = project.model;
        let mut views: Vec<&'a View<'a>> = project.subjects.iter().map(|subject| &subject.view).collect();
        views.sort_by_key(|view| (cx.path(view.journey().declared()), view.journey().name_span()));
        Self {
            version: VERSION,
            teams: parts.all(model.teams(), |it| Team::new(cx, it)),
            persons: parts.all(model.persons(), |it| Person::new(cx, it)),
            channels: parts.all(model.channels(), |it| Channel::new(cx, it)),
            segments: parts.all(model.segments(), |it| Segment::new(cx, it)),
            personas: parts.all(model.personas(), |it| Persona::new(cx, it)),
            metrics: parts.all(model.metrics(), |it| Metric::new(cx, it)),
            lanes: parts.all(model.lanes(), |it| Lane::new(cx, it)),
            journeys: Journeys { cx, views },
            other_journeys: parts.other_journeys(),
        }
    }
}

/// Journeys, each of which is made when it is written: all of them together may be many times the source.
struct Journeys<'c, 'a> {
    cx: &'c Context<'a>,
    views: Vec<&'a View<'a>>,
}

impl Serialize for Journeys<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.views.iter().map(|view| Journey::new(self.cx, view)))
    }
}

/// Chooses what belongs into the document.
struct Parts<'c, 'a> {
    project: &'a Project<'a>,
    cx: &'c Context<'a>,
}

impl<'a> Parts<'_, 'a> {
    /// Those declarations of one kind that belong into the document, each made by `make`. One without a name, or with
    /// that of another one in its file, was reported; no name means it.
    fn all<T: Declaration + 'a, U>(
        &self,
        all: impl Iterator<Item = (Id<T>, &'a T)>,
        make: impl Fn(&'a T) -> U,
    ) -> Vec<U> {
        let asked: BTreeSet<Span> = self.audiences().collect();
        let mut seen = BTreeSet::new();
        let mut chosen: Vec<&'a T> = all
            .map(|(_, it)| it)
            .filter(|it| {
                self.project.files.contains(&it.declared().source()) || asked.contains(&it.name_span())
            })
            .filter(|it| !it.name().as_str().is_empty() && seen.insert((it.declared().source(), it.name())))
            .collect();
        chosen.sort_by_key(|it| (self.cx.path(it.declared()), it.name_span()));
        chosen.into_iter().map(make).collect()
    }

    /// Where the names of the audiences stand that journeys are asked for as. One of them may be a persona whom no file
    /// of the journey names, but only her segment.
    fn audiences(&self) -> impl Iterator<Item = Span> {
        let audiences = self.project.subjects.iter().filter_map(|subject| subject.view.audience());
        audiences.map(|audience| self.project.model.audience(audience).name_span)
    }

    fn other_journeys(&self) -> Vec<Head<'a>> {
        let model = self.project.model;
        let subjects = || self.project.subjects.iter().map(|subject| &subject.view);
        let written: BTreeSet<_> = subjects().map(View::journey_id).collect();
        let stages = subjects().flat_map(|view| &view.journey().stages).map(|id| model.stage(*id));
        let targets = stages.flat_map(|stage| &stage.arrows).filter_map(|arrow| match arrow.value.target {
            Target::Journey(journey) => journey.found(),
            Target::Stage(_) | Target::End | Target::Exit => None,
        });
        let others: BTreeSet<_> = targets.filter(|journey| !written.contains(journey)).collect();
        self.all(others.into_iter().map(|id| (id, model.journey(id))), |it| {
            self.cx.head(Word::Journey, it.declared())
        })
    }
}
