//! Journeys as HTML maps: a page each, and one of all of them. Each is one file that needs no network.
//!
//! A map is a table, since it is one: stages across, lanes down. The browser lays it out, so no text is ever cut.
//! `escape` is the one place where what people wrote is made safe; `map.css` and `map.js` are the same in every page,
//! and no other style or script may run there. The live preview serves the same pages and swaps what has changed.

mod cell;
mod coverage;
mod curve;
mod detail;
mod details;
mod escape;
mod frame;
mod hash;
mod index;
mod links;
mod map;
mod page;
mod people;
mod ribbon;
mod sheet;
mod small;
mod table;
mod tables;
mod words;

use std::fmt;

use crate::emit::{Project, Subject, emitter};

pub use index::index;
pub use page::page;

/// The style of every page.
pub const STYLE: &str = include_str!("map.css");

/// The script of every page.
pub const SCRIPT: &str = include_str!("map.js");

/// How a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// As a file, which holds its style and script.
    Alone,
    /// From a server, which has `/map.css`, `/map.js` and `/live.js`, and a policy of its own.
    Served,
}

emitter! {
    /// A map for the browser: one file a journey, with filters, search and details, and an index of all journeys.
    "html", media "text/html", a map, page "html" alone, whole "index.html" index_alone
}

fn alone(subject: &Subject<'_>, project: &Project<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    page(subject, project, Frame::Alone, out)
}

fn index_alone(project: &Project<'_>, out: &mut dyn fmt::Write) -> fmt::Result {
    index(project, Frame::Alone, out)
}
