//! Links to the pages of other journeys, as HTML.

use crate::emit::Subject;
use crate::emit::html::escape::{Text, Url};
use crate::emit::links::Links;
use crate::view::board::{Named, Way};

/// The page of all journeys.
pub(super) fn top(links: &Links<'_>) -> Url {
    Url::page(&format!("{}index.html", links.up()))
}

/// The page of a journey.
pub(super) fn to(links: &Links<'_>, subject: &Subject<'_>) -> Url {
    Url::page(&links.path(subject, "html"))
}

/// The name of the journey that an arrow leads to, linked where it has a page.
pub(super) fn along(links: &Links<'_>, way: &Way, journey: &Named) -> String {
    match links.along(way) {
        Some(subject) => {
            format!("<a href=\"{}\"><bdi>{}</bdi></a>", to(links, subject), Text(&subject.board.title))
        }
        None => format!("<bdi>{}</bdi>", Text(&journey.title)),
    }
}
