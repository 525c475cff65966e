//! Pictures made of the map's SVG in this process: PNG and PDF. They are set in the fonts of this machine, so they are the
//! same on every run, but not on every machine.

mod fonts;
pub(super) mod pdf;
pub(super) mod png;

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use resvg::usvg::Tree;

use crate::emit::{Made, Unmade};
pub use fonts::Fonts;

/// An SVG, read; and the characters that no font of this machine has.
fn read(svg: &str, fonts: &Fonts) -> Result<(Tree, BTreeSet<char>), Unmade> {
    let missing = Mutex::new(BTreeSet::new());
    let tree = Tree::from_str(svg, &fonts.options(&missing)).map_err(|why| Unmade(why.to_string()))?;
    Ok((tree, missing.into_inner().unwrap_or_else(PoisonError::into_inner)))
}

/// The mode in which what cannot follow a reader's device is drawn.
fn fixed(mode: crate::emit::look::Mode) -> crate::emit::look::Mode {
    use crate::emit::look::Mode;
    match mode {
        Mode::Light | Mode::Auto => Mode::Light,
        Mode::Dark => Mode::Dark,
    }
}

/// What was made of a picture.
fn made(bytes: Vec<u8>, missing: BTreeSet<char>) -> Made {
    Made { bytes, missing }
}
