//! Links from one page to others: relative, so that they hold wherever the output folder is put. A journey that has no
//! page is named without one.

use std::collections::HashMap;

use crate::emit::html::escape::{Text, Url};
use crate::emit::{Project, Subject};
use crate::model::{Id, Journey, Target};
use crate::text::Span;
use crate::view::board::{Named, Way};

/// The other pages, as one of them sees them.
pub(super) struct Links<'a> {
    project: &'a Project<'a>,
    /// The folder of the page.
    folder: Vec<&'a str>,
    /// Where arrows to other journeys lead, by where they stand.
    arrows: HashMap<Span, Id<Journey>>,
}

impl<'a> Links<'a> {
    /// From the page of a journey.
    pub(super) fn from_page(subject: &'a Subject<'a>, project: &'a Project<'a>) -> Self {
        let view = &subject.view;
        let stages = view.journey().stages.iter().map(|id| view.model().stage(*id));
        let arrows = stages.flat_map(|stage| &stage.arrows);
        let arrows = arrows.filter_map(|arrow| match arrow.value.target {
            Target::Journey(journey) => Some((arrow.span, journey.found()?)),
            Target::Stage(_) | Target::End | Target::Exit => None,
        });
        let mut folder: Vec<&str> = subject.path.split('/').collect();
        folder.pop();
        Self { project, folder, arrows: arrows.collect() }
    }

    /// From a page at the top of the output folder.
    pub(super) fn from_top(project: &'a Project<'a>) -> Self {
        Self { project, folder: Vec::new(), arrows: HashMap::new() }
    }

    /// The page of all journeys.
    pub(super) fn top(&self) -> Url {
        Url::page(&format!("{}index.html", "../".repeat(self.folder.len())))
    }

    /// The journey that an arrow leads to.
    pub(super) fn target(&self, way: &Way) -> Option<Id<Journey>> {
        self.arrows.get(&way.at).copied()
    }

    /// The name of the journey that an arrow leads to, linked where it has a page.
    pub(super) fn along(&self, way: &Way, journey: &Named) -> String {
        let subject = self
            .target(way)
            .and_then(|id| self.project.subjects.iter().find(|subject| subject.view.journey_id() == id));
        match subject {
            Some(subject) => {
                format!("<a href=\"{}\"><bdi>{}</bdi></a>", self.to(subject), Text(&subject.board.title))
            }
            None => format!("<bdi>{}</bdi>", Text(&journey.title)),
        }
    }

    /// The page of a journey.
    pub(super) fn to(&self, subject: &Subject<'_>) -> Url {
        let parts: Vec<&str> = subject.path.split('/').collect();
        let here = self.folder.iter().zip(&parts[..parts.len() - 1]);
        let shared = here.take_while(|(here, there)| here == there).count();
        let up = "../".repeat(self.folder.len() - shared);
        Url::page(&format!("{up}{}.html", parts[shared..].join("/")))
    }
}
