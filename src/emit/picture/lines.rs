//! Lines of text, set by the library that sets those of an SVG.

use std::collections::BTreeSet;

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;
use resvg::usvg::{self, Group, Node, Tree};

use crate::emit::look::Mode;
use crate::emit::picture::read;
use crate::emit::svg::Drawing;
use crate::emit::svg::draw::Mark;
use crate::emit::{Project, Unmade};

/// How many lines are set together. What letters look like is asked for anew for each lot, and with fewer lots than cores
/// some would have nothing to do.
const LOT: usize = 64;

/// Lines that are to be set, each where the map begins.
#[derive(Default)]
pub(super) struct Lines(Vec<Mark>);

/// Lines that are set.
pub(super) struct Set {
    lots: Vec<Tree>,
    count: usize,
    /// The characters that no font has.
    pub(super) missing: BTreeSet<char>,
}

impl Lines {
    /// Adds a line; tells its number.
    pub(super) fn push(&mut self, line: Mark) -> usize {
        let number = self.0.len();
        self.0.push(Mark::Group(Some(number.to_string()), None, vec![line]));
        number
    }

    /// Sets them all.
    pub(super) fn set(
        &self,
        drawing: &Drawing<'_>,
        mode: Mode,
        project: &Project<'_>,
    ) -> Result<Set, Unmade> {
        let lots = self.0.par_chunks(LOT).map(|lines| {
            let svg = drawing.apart(lines, mode).map_err(|why| Unmade(why.to_string()))?;
            read(&svg, project.fonts)
        });
        let lots: Vec<(Tree, BTreeSet<char>)> = lots.collect::<Result<_, _>>()?;
        let (lots, missing): (Vec<Tree>, Vec<BTreeSet<char>>) = lots.into_iter().unzip();
        Ok(Set { lots, count: self.0.len(), missing: missing.into_iter().flatten().collect() })
    }
}

impl Set {
    /// The lines, by their numbers. One of blanks alone has nothing to draw.
    pub(super) fn lines(&self) -> Vec<Option<&usvg::Text>> {
        let mut lines = vec![None; self.count];
        for node in self.lots.iter().flat_map(|lot| lot.root().children()) {
            let Node::Group(group) = node else { continue };
            let number = group.id().parse::<usize>().ok();
            if let Some(line) = number.and_then(|number| lines.get_mut(number)) {
                *line = text(group);
            }
        }
        lines
    }
}

/// The text of a group.
fn text(group: &Group) -> Option<&usvg::Text> {
    group.children().iter().find_map(|node| match node {
        Node::Text(line) => Some(&**line),
        Node::Group(group) => text(group),
        Node::Path(_) | Node::Image(_) => None,
    })
}
