//! What changed in meaning between two models: a pure function of both, and no comparison of texts.
//!
//! `pairs` finds out which declaration is which, renamed ones by what they hold (`alike`). What a declaration says becomes
//! facts with bound names (`said`, `fact`), so that an arrow which merely follows a new name is the same fact as before;
//! `statements` compares those, `walk` goes through both models and tells what came, went and moved. `figures` tells what
//! it means for customers. `board` shows both versions of a journey as one board. Comments, layout, the order of statements, and which file something stands in say nothing.
//!
//! How changes read is left to `emit`, and which of them hurt to `rules`.

mod alike;
mod board;
mod both;
mod change;
mod fact;
mod figures;
mod likest;
mod order;
mod pairs;
mod said;
mod shown;
mod statements;
mod told;
mod walk;

use std::collections::HashMap;

use crate::model::Model;
use crate::text::SourceId;

pub use board::{Renames, on_one_board};
pub use both::Both;
pub use change::{Change, Changes, JourneyChanges, Sign, StageChanges, What};
pub use fact::{Fact, Value};
pub use figures::{Earned, Figures, Shift, StageFigures, Turn};
pub use walk::diff;

/// One of two models that are compared.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The project.
    pub model: &'a Model,
    /// The path of each file, from the root of its side: files of the same path are versions of each other.
    pub paths: &'a HashMap<SourceId, String>,
}
