//! Journeys as Markdown pages that GitHub and GitLab render, and an index of them with the personas.
//!
//! A page is made of blocks (`page`), blocks of lines (`say`, `trouble`), and lines of texts that are escaped in one place
//! (`escape`). A journey's page reads its board; whom a stage looks different to, and where arrows to other journeys
//! lead, it asks the view. The index reads all boards, and segments, personas and owners in the model.

mod audiences;
mod changes;
mod chart;
mod escape;
mod hurts;
mod index;
mod journey;
mod links;
mod matrices;
mod measure;
mod note;
mod only;
mod page;
mod registers;
mod say;
mod shared;
mod span;
mod stage;
mod trouble;
mod words;

use crate::emit::emitter;

pub(in crate::emit) use changes::CHANGES;
use index::write as index;
use journey::write as journey;

emitter! {
    /// A Markdown page a journey, with a chart that GitHub and GitLab draw, and an index of all journeys and personas.
    "md", media "text/markdown", page "md" journey, whole "index.md" index
}
