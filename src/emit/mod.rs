//! What journeys are compiled to: one file a format, and one line for it in `EMITTERS`.
//!
//! An emitter is a pure function to text. Those that draw or write a journey read its board; how a text is escaped for a
//! format stands in that format's file. Which journeys there are, and where the text goes, is decided by the caller.

pub mod changes;
mod dot;
pub mod html;
mod json;
mod links;
pub mod look;
mod markdown;
mod mermaid;
pub mod mistakes;
pub mod picture;
mod seen;
mod svg;
mod terminal;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;

use crate::model::{Audience, Model};
use crate::report::Sources;
use crate::text::SourceId;
use crate::value::Date;
use crate::view::View;
use crate::view::board::Board;

pub use json::{print_schema, schema as json_schema};
pub(crate) use terminal::draw as draw_on_terminal;

/// Every format, in the order in which they are offered.
pub static EMITTERS: &[&Emitter] = &[
    &dot::EMITTER,
    &html::EMITTER,
    &json::EMITTER,
    &markdown::EMITTER,
    &mermaid::EMITTER,
    &svg::EMITTER,
    &picture::png::EMITTER,
    &picture::pdf::EMITTER,
];

/// A format.
#[derive(Debug)]
pub struct Emitter {
    /// What it is asked for by.
    pub name: &'static str,
    /// What it is for.
    pub docs: &'static str,
    /// Its media type.
    pub media: &'static str,
    /// Whether it is written where no format is asked for.
    pub is_usual: bool,
    /// What it makes of each journey; the first is what goes to standard output.
    pub pages: &'static [Page],
    /// What it makes of all of them together.
    pub whole: Option<Whole>,
}

/// What a format makes of one journey.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// How the file's name ends.
    pub extension: &'static str,
    /// Makes it.
    pub make: Make,
}

/// How a file is made of a journey.
#[derive(Debug, Clone, Copy)]
pub enum Make {
    /// As a text.
    Text(fn(&Subject<'_>, &Project<'_>, &mut dyn fmt::Write) -> fmt::Result),
    /// As anything else.
    Bytes(fn(&Subject<'_>, &Project<'_>) -> Result<Made, Unmade>),
}

/// A file that was made.
#[derive(Debug, Clone, Default)]
pub struct Made {
    /// What stands in it.
    pub bytes: Vec<u8>,
    /// Characters that no font of this machine has, where it is a picture.
    pub missing: BTreeSet<char>,
}

/// Why a file was not made: `it would have …`.
#[derive(Debug, Clone)]
pub struct Unmade(pub String);

impl Page {
    /// Makes the file of a journey.
    pub fn made(&self, subject: &Subject<'_>, project: &Project<'_>) -> Result<Made, Unmade> {
        match self.make {
            Make::Bytes(make) => make(subject, project),
            Make::Text(write) => {
                let mut text = String::new();
                write(subject, project, &mut text).map_err(|why| Unmade(why.to_string()))?;
                Ok(Made { bytes: text.into_bytes(), missing: BTreeSet::new() })
            }
        }
    }
}

/// What a format makes of all journeys together.
#[derive(Debug, Clone, Copy)]
pub struct Whole {
    /// The file's name.
    pub file: &'static str,
    /// Writes it.
    pub write: fn(&Project<'_>, &mut dyn fmt::Write) -> fmt::Result,
}

impl Whole {
    /// Writes the file of all journeys.
    pub fn write_to(&self, project: &Project<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let mut out = Text { out, failed: None };
        let written = (self.write)(project, &mut out);
        written.map_err(|why| out.failed.unwrap_or_else(|| io::Error::other(why)))
    }
}

/// What takes bytes, as something that takes text.
struct Text<'o> {
    out: &'o mut dyn io::Write,
    /// Why it did not take all.
    failed: Option<io::Error>,
}

impl fmt::Write for Text<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.out.write_all(text.as_bytes()).map_err(|error| {
            self.failed = Some(error);
            fmt::Error
        })
    }
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
    /// How maps look.
    pub theme: look::Theme,
    /// What pictures of pixels are set in.
    pub fonts: &'a picture::Fonts,
    /// How many pixels such a picture has for one of the map.
    pub scale: f32,
}

impl<'a> Project<'a> {
    /// Nothing of a model yet, to be drawn as is usual, on a machine without fonts.
    pub fn new(model: &'a Model, sources: &'a (dyn Sources + Sync), today: Date) -> Self {
        static NO_FONTS: picture::Fonts = picture::Fonts::none();
        Self {
            model,
            sources,
            files: BTreeSet::new(),
            subjects: Vec::new(),
            today,
            detail: Detail::Stages,
            theme: look::Theme::default(),
            fonts: &NO_FONTS,
            scale: 1.0,
        }
    }

    /// The journeys for each audience, by their numbers among the subjects.
    fn by_audience(&self) -> BTreeMap<Audience, Vec<usize>> {
        let mut journeys: BTreeMap<Audience, Vec<usize>> = BTreeMap::new();
        for (number, subject) in self.subjects.iter().enumerate() {
            for audience in subject.view.journey().audiences.iter().filter_map(|said| said.value.found()) {
                journeys.entry(audience).or_default().push(number);
            }
        }
        journeys
    }
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

/// Makes the `EMITTER` of a file: its docs out of the doc comment, its name and media type, `on request` if it is not
/// written unless asked for, what it makes of each journey (an extension and a function, each; `bytes` for what is no
/// text) and of all of them (a file and a function).
macro_rules! emitter {
    (
        $(#[doc = $docs:literal])+ $name:literal, media $media:literal $(, on $request:ident)?
        $(, page $extension:literal $page:ident)* $(, bytes $ending:literal $bytes:ident)*
        $(, whole $file:literal $whole:ident)?
    ) => {
        $(#[doc = $docs])+
        pub(crate) static EMITTER: $crate::emit::Emitter = $crate::emit::Emitter {
            name: $name,
            docs: concat!($($docs, "\n"),+),
            media: $media,
            is_usual: emitter!(@usual $($request)?),
            pages: &[
                $($crate::emit::Page { extension: $extension, make: $crate::emit::Make::Text($page) },)*
                $($crate::emit::Page { extension: $ending, make: $crate::emit::Make::Bytes($bytes) },)*
            ],
            whole: emitter!(@whole $($file $whole)?),
        };
    };
    (@usual) => { true };
    (@usual request) => { false };
    (@whole) => { None };
    (@whole $file:literal $write:ident) => { Some($crate::emit::Whole { file: $file, write: $write }) };
}
use emitter;
