//! What a page links to, as Markdown: its own stages, and the pages of other journeys.

use crate::emit::links::Links as Pages;
use crate::emit::markdown::escape::{Inline, text};
use crate::emit::markdown::stage;
use crate::emit::{Project, Subject};
use crate::model::{Id, Journey};
use crate::view::board::{Named, Way};

/// What one page links to.
pub(super) struct Links<'a> {
    pages: Pages<'a>,
    /// Most are named many times.
    stages: Vec<Inline>,
}

impl<'a> Links<'a> {
    /// From the page of a journey.
    pub(super) fn from_page(subject: &'a Subject<'a>, project: &'a Project<'a>) -> Self {
        let stages = subject.board.stages.iter().enumerate();
        let stages = stages.map(|(number, stage)| stage::linked(number, stage)).collect();
        Self { pages: Pages::from_page(subject, project), stages }
    }

    /// From a page at the top of the output folder.
    pub(super) fn from_top() -> Self {
        Self { pages: Pages::from_top(), stages: Vec::new() }
    }

    /// `2. Comparing`, where that is told in full; nothing if there is no stage of this number.
    pub(super) fn stage(&self, number: usize) -> Inline {
        self.stages.get(number).cloned().unwrap_or_default()
    }

    /// The title of a journey that has a page.
    pub(super) fn to(&self, subject: &Subject<'_>) -> Inline {
        text(&subject.board.title).linked_to(&self.pages.path(subject, "md"))
    }

    /// The journey that an arrow leads to.
    pub(super) fn target(&self, way: &Way) -> Option<Id<Journey>> {
        self.pages.target(way)
    }

    /// The name of the journey that an arrow leads to, linked where it has a page.
    pub(super) fn along(&self, way: &Way, journey: &Named) -> Inline {
        match self.pages.along(way) {
            Some(subject) => self.to(subject),
            None => text(&journey.title),
        }
    }
}
