//! Pictures made in this process: PDF of the map's SVG, and PNG of the marks that it is written of. They are set in the
//! fonts of this machine, so they are the same on every run, but not on every machine.

mod brush;
mod fonts;
mod lines;
pub(super) mod pdf;
mod pieces;
pub(super) mod png;
mod scene;
mod stream;

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use resvg::usvg::Tree;

use crate::emit::Unmade;
use crate::emit::look::Mode;
pub use fonts::Fonts;

/// An SVG, read; and the characters that no font of this machine has.
fn read(svg: &str, fonts: &Fonts) -> Result<(Tree, BTreeSet<char>), Unmade> {
    if fonts.is_empty() {
        return Err(Unmade("there is no font on this machine: install one, such as Noto Sans".to_owned()));
    }
    let missing = Mutex::new(BTreeSet::new());
    let tree = Tree::from_str(svg, &fonts.options(&missing)).map_err(|why| Unmade(why.to_string()))?;
    Ok((tree, missing.into_inner().unwrap_or_else(PoisonError::into_inner)))
}

/// The mode in which what cannot follow a reader's device is drawn.
fn fixed(mode: Mode) -> Mode {
    match mode {
        Mode::Light | Mode::Auto => Mode::Light,
        Mode::Dark => Mode::Dark,
    }
}
