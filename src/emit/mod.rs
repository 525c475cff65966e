//! What journeys are compiled to: one file a format, and one line for it in `EMITTERS`.
//!
//! An emitter is a pure function to text. Those that draw or write a journey read its board; how a text is escaped for a
//! format stands in that format's file. Which journeys there are, and where the text goes, is decided by the caller.

mod dot;
pub mod html;
mod json;
mod markdown;
pub mod mistakes;

use std::collections::BTreeSet;
use std::fmt;

use crate::model::Model;
use crate::report::Sources;
use crate::text::SourceId;
use crate::value::Date;
use crate::view::View;
use crate::view::board::Board;

pub use json::{print_schema, schema as json_schema};

/// Every format, in the order in which they are offered.
pub static EMITTERS: &[&Emitter] = &[&dot::EMITTER, &json::EMITTER, &markdown::EMITTER];

/// A format.
#[derive(Debug)]
pub struct Emitter {
    /// What it is asked for by.
    pub name: &'static str,
    /// What it is for.
    pub docs: &'static str,
    /// Its media type.
    pub media: &'static str,
    /// What it makes of each journey.
    pub page: Option<Page>,
    /// What it makes of all of them together.
    pub whole: Option<Whole>,
}

/// What a format makes of one journey.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// How the file's name ends.
    pub extension: &'static str,
    /// Writes it.
    pub write: fn(&Subject<'_>, &Project<'_>, &mut dyn fmt::Write) -> fmt::Result,
}

/// What a format makes of all journeys together.
#[derive(Debug, Clone, Copy)]
pub struct Whole {
    /// The file's name.
    pub file: &'static str,
    /// Writes it.
    pub write: fn(&Project<'_>, &mut dyn fmt::Write) -> fmt::Result,
}

/// A journey that is to be written.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The journey as its audience sees it.
    pub view: View<'a>,
    /// The picture of that.
    pub board: Board,
    /// The path of its pages in the output folder, without their extension: `shop/running_shoes`.
    pub path: String,
}

/// All that is to be written.
pub struct Project<'a> {
    /// With every name bound.
    pub model: &'a Model,
    /// The texts that places point into.
    pub sources: &'a (dyn Sources + Sync),
    /// The files that were asked for, and those that they import, directly or not.
    pub files: BTreeSet<SourceId>,
    /// The journeys that are to be written, by their paths.
    pub subjects: Vec<Subject<'a>>,
    /// The day that counts as today.
    pub today: Date,
    /// How much is drawn.
    pub detail: Detail,
}

/// How much is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Stages and arrows.
    Stages,
    /// Touchpoints too.
    Touchpoints,
}

impl Emitter {
    /// The format of this name.
    pub fn named(name: &str) -> Option<&'static Emitter> {
        EMITTERS.iter().copied().find(|emitter| emitter.name == name)
    }
}

/// Makes the `EMITTER` of a file: its docs out of the doc comment, its name and media type, what it makes of each
/// journey (an extension and a function) and of all of them (a file and a function).
macro_rules! emitter {
    ($(#[doc = $docs:literal])+ $name:literal, media $media:literal $(, page $extension:literal $page:ident)? $(, whole $file:literal $whole:ident)?) => {
        $(#[doc = $docs])+
        pub(crate) static EMITTER: $crate::emit::Emitter = $crate::emit::Emitter {
            name: $name,
            docs: concat!($($docs, "\n"),+),
            media: $media,
            page: emitter!(@page $($extension $page)?),
            whole: emitter!(@whole $($file $whole)?),
        };
    };
    (@page) => { None };
    (@page $extension:literal $write:ident) => { Some($crate::emit::Page { extension: $extension, write: $write }) };
    (@whole) => { None };
    (@whole $file:literal $write:ident) => { Some($crate::emit::Whole { file: $file, write: $write }) };
}
use emitter;
