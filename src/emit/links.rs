//! Links from one page to others: relative, so that they hold wherever the output folder is put. A journey that has no
//! page is named without one.

use std::collections::HashMap;

use crate::emit::{Project, Subject};
use crate::model::{Id, Journey, Target};
use crate::text::Span;
use crate::view::board::Way;

/// The other pages, as one of them sees them.
pub(super) struct Links<'a> {
    subjects: HashMap<Id<Journey>, &'a Subject<'a>>,
    /// The folder of the page.
    folder: Vec<&'a str>,
    /// Where arrows to other journeys lead, by where they stand.
    arrows: HashMap<Span, Id<Journey>>,
}

impl<'a> Links<'a> {
    /// From the page of a journey.
    pub(super) fn from_page(subject: &'a Subject<'a>, project: &'a Project<'a>) -> Self {
        let view = &subject.view;
        let arrows = view.journey().stages.iter().flat_map(|id| &view.model().stage(*id).arrows);
        let arrows = arrows.filter_map(|arrow| match arrow.value.target {
            Target::Journey(journey) => Some((arrow.span, journey.found()?)),
            Target::Stage(_) | Target::End | Target::Exit => None,
        });
        let arrows: HashMap<_, _> = arrows.collect();
        let subjects = project.subjects.iter().map(|subject| (subject.view.journey_id(), subject));
        // Most journeys lead to no other, and need no list of them.
        let subjects = if arrows.is_empty() { HashMap::new() } else { subjects.collect() };
        let mut folder: Vec<&str> = subject.path.split('/').collect();
        folder.pop();
        Self { subjects, folder, arrows }
    }

    /// From a page at the top of the output folder.
    pub(super) fn from_top() -> Self {
        Self { subjects: HashMap::new(), folder: Vec::new(), arrows: HashMap::new() }
    }

    /// The journey that an arrow leads to.
    pub(super) fn target(&self, way: &Way) -> Option<Id<Journey>> {
        self.arrows.get(&way.at).copied()
    }

    /// The journey that an arrow leads to, if it has a page.
    pub(super) fn along(&self, way: &Way) -> Option<&'a Subject<'a>> {
        self.subjects.get(&self.target(way)?).copied()
    }

    /// The way from the page up to the top of the output folder: `../../`.
    pub(super) fn up(&self) -> String {
        "../".repeat(self.folder.len())
    }

    /// The path of a journey's page, which ends so.
    pub(super) fn path(&self, subject: &Subject<'_>, extension: &str) -> String {
        let parts: Vec<&str> = subject.path.split('/').collect();
        let here = self.folder.iter().zip(&parts[..parts.len() - 1]);
        let shared = here.take_while(|(here, there)| here == there).count();
        let up = "../".repeat(self.folder.len() - shared);
        format!("{up}{}.{extension}", parts[shared..].join("/"))
    }
}
