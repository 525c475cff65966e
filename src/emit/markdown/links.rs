//! Links to the pages of other journeys, as Markdown.

use crate::emit::Subject;
use crate::emit::links::Links;
use crate::emit::markdown::escape::{Inline, text};
use crate::view::board::{Named, Way};

/// The title of a journey that has a page.
pub(super) fn to(links: &Links<'_>, subject: &Subject<'_>) -> Inline {
    text(&subject.board.title).linked_to(&links.path(subject, "md"))
}

/// The name of the journey that an arrow leads to, linked where it has a page.
pub(super) fn along(links: &Links<'_>, way: &Way, journey: &Named) -> Inline {
    match links.along(way) {
        Some(subject) => to(links, subject),
        None => text(&journey.title),
    }
}
